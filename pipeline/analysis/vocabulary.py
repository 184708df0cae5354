"""The 250,000-word vocabulary as the sorted text it is stored as."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

_BLOCK = 64
"""Words from one indexed word to the next."""

_MARKS = (b"<unk>", b"<pad>")


class Vocabulary:
    """Word to word id, from the sorted lines of a UTF-8 text.

    A dict of 250,000 strings takes 0.1 s to build and 40 MB to keep, in every worker. Here every
    64th word is indexed, and a word is looked for in the text behind it. That takes a few
    microseconds, once for each different word: its layer-1 row is remembered.

    Args:
        lines: The words, one a line, sorted by code point (which is UTF-8's order of bytes), and
            then `<unk>` and `<pad>`. A word's id is its line number from 0.

    Attributes:
        unknown: The id of `<unk>`.

    Raises:
        ValueError: The last two lines are not the two marks.
    """

    def __init__(self, lines: bytes) -> None:
        if not lines.endswith(b"\n" + b"\n".join(_MARKS)):
            raise ValueError("the vocabulary does not end with <unk> and <pad>")
        ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n"))
        self.unknown = len(ends) + 1 - len(_MARKS)
        # One line feed in front, so that every word stands between two.
        self._lines = b"\n" + lines[: ends[self.unknown - 1] + 1]
        # The place of the line feed in front of every 64th word, and of the last word's end.
        self._starts = [0, *(ends[_BLOCK - 1 : self.unknown - 1 : _BLOCK] + 1).tolist()]
        self._firsts = [
            self._lines[start + 1 : self._lines.index(b"\n", start + 1)] for start in self._starts
        ]
        self._starts.append(len(self._lines) - 1)

    def __len__(self) -> int:
        """The number of lines, the two marks included."""
        return self.unknown + len(_MARKS)

    def __getitem__(self, word: str) -> int:
        """The id of a lower-cased word, or `unknown`.

        A text's own `<pad>` is an unknown word like another.
        """
        line = b"\n%b\n" % word.encode("utf-8", "surrogatepass")
        block = bisect_right(self._firsts, line[1:-1]) - 1
        if block < 0 or b"\n" in line[1:-1]:
            return self.unknown
        start = self._starts[block]
        place = self._lines.find(line, start, self._starts[block + 1] + 1)
        if place < 0:
            return self.unknown
        return block * _BLOCK + self._lines.count(b"\n", start, place)

    def words(self) -> list[str]:
        """All words in the order of their ids, without the two marks."""
        return self._lines[1:-1].decode().split("\n")
