"""The lines of a text, and those that a fixed width cut joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.layout.datelines import DATE_LINE, GENRE, match_dateline

MARKER = re.compile(
    r"[ \t\u00a0]*(?:[-–—•●▪■◦*·]|\d{1,2}[.)](?=\s)|[а-яa-z]\)|[IVX]{1,5}\.)[ \t\u00a0]+"
)
_LINE = re.compile(r"[^\n\u2028\u2029\u0085]+")
_BREAK = re.compile(r"\n|\u2028|\u2029|\u0085")
SENTENCE_END = (".", "!", "?", "…", ":", ";")
CONTACT = re.compile(
    r".{0,60}?\S{1,64}@\S{1,255}\.\w{2,}\W?$|https?://\S+$|www\.\S+$|#\w|[+(\d][\d\s()+–-]{5,}$"
    r"|(?:тел(?:ефоны?)?|факс|e-?mail|контакты)\b|адрес\s*:",
    re.IGNORECASE,
)
"""A line that says how to reach who released the text."""
CLOSERS = '»“”")]’'
HEAD = 1_000
"""Characters in which headlines, date lines and datelines are looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its ends; offsets are code points, half-open."""

    start: int
    end: int
    blank_before: bool

    def of(self, text: str) -> str:
        """The line's words."""
        return text[self.start : self.end]


def find_lines(text: str, start: int) -> list[Line]:
    """The lines from code point `start` on that are not blank."""
    lines: list[Line] = []
    previous_end = start
    for match in _LINE.finditer(text, start):
        begin, end = match.span()
        while end > begin and _is_space(text[end - 1]):
            end -= 1
        while begin < end and _is_space(text[begin]):
            begin += 1
        if begin == end:
            continue
        blank_before = not lines or len(_BREAK.findall(text, previous_end, begin)) > 1
        lines.append(Line(begin, end, blank_before))
        previous_end = end
    return lines


def _is_space(character: str) -> bool:
    return character.isspace() or character in "\u200b\ufeff"


def join_wrapped(text: str, lines: list[Line]) -> list[Line]:
    """Join lines that a fixed line width cut: running text in blocks of even width."""
    joined: list[Line] = []
    index = 0
    while index < len(lines):
        block = index + 1
        while block < len(lines) and not lines[block].blank_before:
            block += 1
        wrapped = _is_wrapped(text, lines[index:block])
        for line in lines[index:block]:
            if joined and not line.blank_before and _continues(text, joined[-1], line, wrapped):
                joined[-1] = Line(joined[-1].start, line.end, joined[-1].blank_before)
            else:
                joined.append(line)
        index = block
    return joined


def _is_wrapped(text: str, block: list[Line]) -> bool:
    """Whether a block's lines are of one width and mostly end within a sentence."""
    cut = block[:-1]
    if len(cut) < 2:
        return False
    widths = [line.end - line.start for line in cut]
    if min(widths) < 50 or max(widths) > 110 or max(widths) - min(widths) > 25:
        return False
    return sum(_is_ended(text, line) for line in cut) <= len(cut) / 2


def _is_ended(text: str, line: Line) -> bool:
    end = text[max(line.start, line.end - 10) : line.end]
    return end.rstrip(CLOSERS).endswith(SENTENCE_END)


def _continues(text: str, before: Line, line: Line, wrapped: bool) -> bool:
    if MARKER.match(text, line.start, line.end) or CONTACT.match(text, line.start, line.end):
        return False
    if wrapped:
        return True
    if _is_ended(text, before):
        return False
    if before.end < HEAD:  # a date line or dateline may begin in lower case («г. Ташкент, …»)
        words = line.of(text)
        if DATE_LINE.match(words) or GENRE.match(words) or match_dateline(words):
            return False
        if words.isupper() and before.of(text).isupper():
            return True
    # A line may begin with the comma behind a word that was set apart on a line of its own.
    return text[line.start].islower() or text[line.start] in ",;)»"
