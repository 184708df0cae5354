"""The outer shape of a release: header, headline, dateline, paragraphs, lists, signature.

Sections are boundaries no sentence crosses. They are found before anything else, by the shape of
lines alone, because a sentence splitter joins a headline to the lead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.layers import Section, SectionKind
from pipeline.layout.datelines import DATE_LINE, HEADER, ISSUER, is_placed, issued, match_dateline
from pipeline.layout.lines import (
    CLOSERS,
    CONTACT,
    MARKER,
    SENTENCE_END,
    Line,
    find_lines,
    join_wrapped,
)
from pipeline.layout.masthead import Matter, read_masthead, read_place, read_trail
from pipeline.spans import Span

_ABBREVIATION = re.compile(
    r"\b(?:руб|долл|млн|млрд|тыс|трлн|гг?|вв?|др|т\.\s?д|т\.\s?п|км|кв|чел|проц)\.$", re.IGNORECASE
)
"""What a headline may end with although it looks like a full stop."""
_DATELINE_LINES = 3
"""A dateline stands at the head of the body, below a headline and perhaps a second one."""
_SIGNED_NAME = re.compile(r"(?:[А-ЯЁ][а-яё]*\.?(?:-[А-ЯЁ][а-яё]+)?[\s,]*){2,4}$")


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's sections and the dates its header and dateline name.

    Attributes:
        sections: In order, without overlaps; white space and list markers lie between them.
        header_date: Words of the date in a header or a date line, e.g. `"2025-12-05"`.
        dateline_date: Words of the date in the dateline, e.g. `"14 мая"`.
    """

    sections: tuple[Section, ...]
    header_date: str | None
    dateline_date: str | None


def find_layout(text: str) -> Layout:
    """Find the sections of `text`; linear in its length."""
    sections: list[Section] = []
    start = 0
    header_date = dateline_date = None
    header = HEADER.match(text)
    if header is not None:
        header_date = header["date"]
        sections.append(_section(text, SectionKind.HEADER, 0, header.end()))
        start = header.end()
    lines = join_wrapped(text, find_lines(text, start))
    masthead = _masthead(text, lines)
    for matter, line in zip(masthead, lines, strict=False):
        if matter.kind == "place":
            dateline_date = dateline_date or matter.date
        else:
            header_date = header_date or matter.date
        kind = SectionKind.DATELINE if matter.kind == "place" else SectionKind.HEADER
        sections.append(Section(kind, Span(line.start, line.end)))
    first = len(masthead)
    if _is_headline(text, lines[first:]):
        sections.append(Section(SectionKind.HEADLINE, Span(lines[first].start, lines[first].end)))
        first += 1
    last = len(lines) - 1
    while last > first and CONTACT.match(lines[last].of(text)):
        last -= 1
    dateline_awaited = all(matter.kind != "place" for matter in masthead)
    listing = itemised = False
    for number, line in enumerate(lines[first:], first):
        words = line.of(text)
        near_edge = number < first + 2 or number == len(lines) - 1
        place = read_place(words) if dateline_awaited and number < first + 2 else None
        if place is not None and place.date is not None and number < len(lines) - 1:
            dateline_awaited, dateline_date = False, place.date
            sections.append(Section(SectionKind.DATELINE, Span(line.start, line.end)))
            continue
        day = read_trail(words) if near_edge and len(lines) > 1 else None
        if day is not None:
            header_date = header_date or day
            sections.append(Section(SectionKind.HEADER, Span(line.start, line.end)))
            continue
        if header_date is None and number < first + 2:
            header_date = issued(words)
        begin = line.start
        if dateline_awaited and number < first + _DATELINE_LINES:
            dateline = match_dateline(words)
            if dateline is not None:
                dateline_awaited = False
                found = dateline.groupdict()
                dateline_date = found.get("date") or found.get("first")
                end = begin + dateline.end()
                sections.append(_section(text, SectionKind.DATELINE, begin, end))
                begin = end
                if begin >= line.end:
                    continue
        kind = SectionKind.PARAGRAPH
        marker = MARKER.match(text, begin, line.end)
        if marker is not None and marker.end() < line.end:
            begin = marker.end()
            following = lines[number + 1] if number + 1 < len(lines) else None
            listing = listing or _is_list(text, marker, line, following)
            if listing:
                kind = SectionKind.LIST_ITEM
        elif itemised or (listing and words.endswith(";")):
            # «подписаны: ⏎ соглашение о …; ⏎ меморандум о …»: items that semicolons part.
            kind = SectionKind.LIST_ITEM
            itemised = words.endswith(";")
            listing = False
        else:
            listing = words.endswith(":")
            if number > last or (number == last and number > 0 and _is_signature(words)):
                kind = SectionKind.SIGNATURE
        sections.append(Section(kind, Span(begin, line.end)))
    return Layout(tuple(sections), header_date, dateline_date)


def _masthead(text: str, lines: list[Line]) -> list[Matter]:
    """What the lines above the headline say.

    A body's name is a headline itself where none follows and nothing says that this is a release.
    """
    found = read_masthead(text, lines)
    if any(matter.kind == "genre" for matter in found):
        return found
    while found and not _is_headline(text, lines[len(found) :]):
        last = next((n for n, matter in enumerate(found) if matter.kind == "house"), None)
        if last is None:
            break
        del found[last:]
    return found


def _is_list(text: str, marker: re.Match[str], line: Line, following: Line | None) -> bool:
    """Whether a marked line begins a list; a dash alone may begin a turn of a dialogue."""
    if marker[0].strip() not in {"-", "–", "—"}:
        return True
    item = text[marker.end() : line.end]
    if item.rstrip(CLOSERS).endswith((";", ",")) or item[0].islower():
        return True
    # Several short items in a row without full stops.
    return (
        following is not None
        and MARKER.match(text, following.start, following.end) is not None
        and not item.rstrip(CLOSERS).endswith(SENTENCE_END)
    )


def _section(text: str, kind: SectionKind, start: int, end: int) -> Section:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Section(kind, Span(start, end))


def _is_headline(text: str, lines: list[Line]) -> bool:
    if len(lines) < 2:
        return False
    words = lines[0].of(text)
    ended = words.rstrip(CLOSERS).endswith((".", ":", ";", "…", ","))
    if (ended and not _ABBREVIATION.search(words)) or len(words) > 300:
        return False
    if words[0].islower() or MARKER.match(words):
        return False
    dateline = match_dateline(words)
    if dateline is not None and (is_placed(dateline) or dateline.end() == len(words)):
        return False
    return DATE_LINE.match(words) is None and any(line.end - line.start > 60 for line in lines[1:])


def _is_signature(words: str) -> bool:
    if len(words) > 160 or not words[0].isupper():
        return False
    if words.rstrip(CLOSERS).endswith(SENTENCE_END):
        return False
    return ISSUER.search(words) is not None or _SIGNED_NAME.match(words) is not None
