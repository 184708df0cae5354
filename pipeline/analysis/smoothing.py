"""What the models are given instead of the raw characters, with the way back.

The models know neither soft hyphens nor no-break spaces nor stress accents. They get a smoothed
text; every smoothed character remembers the code points it came from, so tokens keep offsets into
the release's text exactly as decoded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DELETED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0300\u0301")
"""Soft hyphen, zero-width characters and direction marks, byte order mark, stress accents."""

_REPLACED = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\r\t\v\f", " "),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("\u2010\u2011", "-"),
}
"""Replacements of one character by one other: offsets stay as they are."""

_COMPOSED = re.compile("[иИеЕ][\u0306\u0308]")
"""«й» and «ё» written as a letter and a combining mark."""

_CHANGES_LENGTH = (*sorted(_DELETED), "\u0306", "\u0308")


@dataclass(frozen=True, slots=True)
class Smoothed:
    """A smoothed text and where its characters come from.

    Attributes:
        text: What the models read.
        starts: For each smoothed character the first code point of the original it stands for;
            `None` if both texts count alike.
        ends: Likewise one past its last code point.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open range for the smoothed range `[start, end)`, `start < end`.

        Characters dropped inside the range belong to it, those dropped around it do not.
        """
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def smooth(text: str) -> Smoothed:
    """Smooth `text` for the models; one pass, and a cheap one where nothing changes length."""
    # Looking for one character is the fastest thing a string can do, even forty times over.
    if not any(character in text for character in _CHANGES_LENGTH):
        return Smoothed(_replace(text))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    index, length = 0, len(text)
    while index < length:
        character = text[index]
        if character in _DELETED:
            # A dropped mark directly behind a letter (stress) lengthens that letter's range.
            if ends and ends[-1] == index and unicodedata.combining(character):
                ends[-1] = index + 1
            index += 1
            continue
        width = 2 if _COMPOSED.match(text, index) else 1
        if width == 2:
            character = unicodedata.normalize("NFC", text[index : index + 2])
        pieces.append(character)
        starts.append(index)
        index += width
        ends.append(index)
    return Smoothed(_replace("".join(pieces)), starts, ends)


def _replace(text: str) -> str:
    for old, new in _REPLACED.items():
        if old in text:
            text = text.replace(old, new)
    return text
