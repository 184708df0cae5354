"""The 250,000-word vocabulary as the sorted text it is stored as."""

from __future__ import annotations

import numpy as np

from pipeline.analysis.sorted_lines import SortedLines

_MARKS = (b"<unk>", b"<pad>")


class Vocabulary:
    """Word to word id.

    Looking a word up takes a few microseconds, once for each different word: its layer-1 row is
    remembered.

    Args:
        lines: The words, one a line, sorted by code point, and then `<unk>` and `<pad>`. A word's
            id is its line number from 0.

    Attributes:
        unknown: The id of `<unk>`.

    Raises:
        ValueError: The last two lines are not the two marks.
    """

    def __init__(self, lines: bytes) -> None:
        marks = b"\n" + b"\n".join(_MARKS)
        if not lines.endswith(marks):
            raise ValueError("the vocabulary does not end with <unk> and <pad>")
        self._lines = SortedLines(lines[: -len(marks)])
        feeds = np.flatnonzero(np.frombuffer(self._lines.text, np.uint8) == ord("\n"))
        self._numbers: list[int] = np.searchsorted(feeds, self._lines.starts).tolist()
        self.unknown: int = self._numbers[-1]

    def __len__(self) -> int:
        """The number of lines, the two marks included."""
        return self.unknown + len(_MARKS)

    def __getitem__(self, word: str) -> int:
        """The id of a lower-cased word, or `unknown`.

        A text's own `<pad>` is an unknown word like another.
        """
        place, block = self._lines.find(word)
        if place < 0:
            return self.unknown
        start = self._lines.starts[block]
        return self._numbers[block] + self._lines.text.count(b"\n", start, place)

    def words(self) -> list[str]:
        """All words in the order of their ids, without the two marks."""
        return self._lines.text[1:-1].decode().split("\n")
