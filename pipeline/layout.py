"""The outer shape of a release: header, headline, dateline, paragraphs, lists, signature.

Sections are boundaries no sentence crosses. They are found before anything else, by the shape of
lines alone, because a sentence splitter joins a headline to the lead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.layers import Section, SectionKind
from pipeline.spans import Span

_MONTHS = (
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|янв|фев|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек"
    "|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)
DATE_PATTERN = (
    rf"(?i:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    rf"|\d{{1,2}}\s+(?:{_MONTHS})\b(?:\.(?=\s+\d{{4}}))?(?:\s+\d{{4}}(?:\s*(?:года|год|г\b\.?))?)?)"
)
"""A calendar date in figures or with the month's name (source: usual Russian news formats, and
RFC 2822 as feeds write it)."""

_TIME = (
    r"(?:[\s,|T]+(?:в\s+)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s*(?:мск|GMT|UTC|Z|[+-]\d{2}:?\d{2}))?)"
)
_DAY_NAME = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[а-я]{5,11}),\s+)"
_HEADER = re.compile(
    rf"\s*(?:date|дата(?:\s+публикации)?|опубликовано)\s*:?\s+(?P<date>{DATE_PATTERN}){_TIME}?"
    r"[ \t]*(?:\r?\n|(?=\S)|$)",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"\s*(?:(?:date|дата(?:\s+публикации)?|опубликовано)\s*:?\s+)?{_DAY_NAME}?"
    rf"(?P<date>{DATE_PATTERN}){_TIME}?\s*$",
    re.IGNORECASE,
)
_DATED_ISSUER = re.compile(
    rf"(?:\((?P<inside>[^()\n]{{0,80}}?)(?P<first>{DATE_PATTERN})[^()\n]{{0,120}}\)"
    rf"|(?P<issuer>[^.!?\n]{{4,120}}?),\s+(?P<date>{DATE_PATTERN}))\s*$"
)
"""«(Рига, 12 марта 2025 года, пресс-служба …)», «Пресс-служба …, 7 июля 2025 года»: a line of
its own below the headline that names the issuer and the day."""

_DASH = r"(?:[–—]|--?(?=\s|$))"
_NAME = r"[А-ЯЁ][А-ЯЁа-яё]+(?:[- ][А-ЯЁ][А-ЯЁа-яё]+){0,2}"
_PLACE = rf"(?:г\.\s*)?{_NAME}(?:,\s+{_NAME})?"
_CAPITALS = r"[А-ЯЁ]{3,}(?:[- ][А-ЯЁ]{2,}){0,2}"
_IN_SLASHES = r"(?:/[^/\n]{2,60}/|\((?![^)\n]*\d)[^)\n]{2,60}\))"
_AGENCY = r"(?:(?=[^\s.]*[A-ZА-ЯЁ][^\s.]*[A-ZА-ЯЁ]|[A-Z])[\w«»-]{3,}(?:\s[A-ZА-ЯЁ«][\w«»-]+){0,2})"
"""A news agency by its looks: a word with two capitals or in Latin («КазТАГ», «Sputnik»)."""
_DATELINE = re.compile(
    rf"[(«]?(?:(?P<city>{_PLACE})[,.]?\s+\(?(?P<date>{DATE_PATTERN})|(?P<first>{DATE_PATTERN}),\s+{_PLACE})"
    r"(?:\s*\([а-я]{5,11}\))?[)»]?"
    rf"(?:[.,]?\s*{_IN_SLASHES}\.?(?:\s*{_DASH})?"
    rf"|[.,]\s+{_AGENCY}\s*(?:\.|{_DASH}|$)"
    rf"|\.?\s*{_DASH}\s*(?:{_NAME}|{_AGENCY})\."
    rf"|\.?\s*{_DASH}|\.|$)(?:\s+|$)"
)
"""A place and a date in either order, then perhaps who reports, then what ends a dateline."""
_UNDATED = re.compile(
    rf"{_CAPITALS}(?:(?:\.?|\.\s+{_AGENCY}|\s*{_IN_SLASHES}\.?)\s*{_DASH}|\s*/[^/\n]{{2,60}}/\.?)"
    r"(?:\s+(?=[«\"]?[А-ЯЁ])|$)"
)
"""«АСТАНА. КАЗИНФОРМ —»: without a date only a place in capitals is a dateline, and only before
a sentence's beginning («ОБСЕ — крупнейшая организация» has none)."""
_DAY_ALONE = re.compile(
    rf"(?P<date>{DATE_PATTERN})"
    rf"(?:\.|\s*{_DASH})\s+(?=[«\"]?[А-ЯЁ])"
)
"""«14.10.2025. Вчера …», «12 мая 2025 года — В Риге …»: the day, with its year, before the text."""
_MARKER = re.compile(
    r"[ \t\u00a0]*(?:[-–—•●▪■◦*·]|\d{1,2}[.)](?=\s)|[а-яa-z]\)|[IVX]{1,5}\.)[ \t\u00a0]+"
)
_LINE = re.compile(r"[^\n\u2028\u2029\u0085]+")
_BREAK = re.compile(r"\n|\u2028|\u2029|\u0085")
_SENTENCE_END = (".", "!", "?", "…", ":", ";")
_CLOSERS = '»“”")]’'
_DATELINE_LINES = 3
"""A dateline stands at the head of the body, below a headline and perhaps a second one."""
_DATELINE_LENGTH = 160
_HEAD = 1_000
"""Characters in which headlines, date lines and datelines are looked for."""
_ABBREVIATION = re.compile(
    r"\b(?:руб|долл|млн|млрд|тыс|трлн|гг?|вв?|др|т\.\s?д|т\.\s?п|км|кв|чел|проц)\.$", re.IGNORECASE
)
"""What a headline may end with although it looks like a full stop."""
_ISSUER = re.compile(
    r"пресс-|\b(?:департамент|управлени|министерств|посольств|администраци|секретариат|аппарат"
    r"|комитет|отдел|служб|агентств|канцеляри|постпредств|представительств|правительств|палат"
    r"|МИД|информац)",
    re.IGNORECASE,
)
"""Words by which the last line names who released the text."""
_SIGNED_NAME = re.compile(r"(?:[А-ЯЁ][а-яё]*\.?(?:-[А-ЯЁ][а-яё]+)?[\s,]*){2,4}$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    blank_before: bool

    def of(self, text: str) -> str:
        return text[self.start : self.end]


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
    header = _HEADER.match(text)
    if header is not None:
        header_date = header["date"]
        sections.append(_section(text, SectionKind.HEADER, 0, header.end()))
        start = header.end()
    lines = _join_wrapped(text, _lines(text, start))
    first = 0
    if _is_headline(text, lines):
        first = 1
        sections.append(Section(SectionKind.HEADLINE, Span(lines[0].start, lines[0].end)))
    dateline_awaited = True
    listing = False
    for number, line in enumerate(lines[first:], first):
        words = line.of(text)
        near_edge = number < first + 2 or number == len(lines) - 1
        date_line = _DATE_LINE.match(words) if near_edge and len(lines) > 1 else None
        if date_line is not None:
            header_date = header_date or date_line["date"]
            sections.append(Section(SectionKind.HEADER, Span(line.start, line.end)))
            continue
        if header_date is None and number < first + 2:
            header_date = _issued(words)
        begin = line.start
        if dateline_awaited and number < first + _DATELINE_LINES:
            dateline = _match_dateline(words)
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
        marker = _MARKER.match(text, begin, line.end)
        if marker is not None and marker.end() < line.end:
            begin = marker.end()
            following = lines[number + 1] if number + 1 < len(lines) else None
            listing = listing or _is_list(text, marker, line, following)
            if listing:
                kind = SectionKind.LIST_ITEM
        else:
            listing = words.endswith(":")
            if number == len(lines) - 1 and number > 0 and _is_signature(words):
                kind = SectionKind.SIGNATURE
        sections.append(Section(kind, Span(begin, line.end)))
    return Layout(tuple(sections), header_date, dateline_date)


def _issued(words: str) -> str | None:
    """The date of a line that only says who released the text and when; a year is said."""
    if len(words) > _DATELINE_LENGTH:
        return None
    found = _DATED_ISSUER.match(words)
    if found is None or _ISSUER.search(words) is None:
        return None
    day = found["date"] or found["first"]
    return day if re.search(r"\d{4}", day) else None


def _match_dateline(words: str) -> re.Match[str] | None:
    head = words[:_DATELINE_LENGTH]
    found = _DATELINE.match(head) or _UNDATED.match(head) or _match_day(head)
    # `$` in the pattern means the line's end, not the cut's.
    return found if found is not None and (found.end() < len(head) or head == words) else None


def _match_day(head: str) -> re.Match[str] | None:
    found = _DAY_ALONE.match(head)
    return found if found is not None and re.search(r"\d{4}", found["date"]) else None


def _is_list(text: str, marker: re.Match[str], line: _Line, following: _Line | None) -> bool:
    """Whether a marked line begins a list; a dash alone may begin a turn of a dialogue."""
    if marker[0].strip() not in {"-", "–", "—"}:
        return True
    item = text[marker.end() : line.end]
    if item.rstrip(_CLOSERS).endswith((";", ",")) or item[0].islower():
        return True
    # Several short items in a row without full stops.
    return (
        following is not None
        and _MARKER.match(text, following.start, following.end) is not None
        and not item.rstrip(_CLOSERS).endswith(_SENTENCE_END)
    )


def _section(text: str, kind: SectionKind, start: int, end: int) -> Section:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Section(kind, Span(start, end))


def _lines(text: str, start: int) -> list[_Line]:
    lines: list[_Line] = []
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
        lines.append(_Line(begin, end, blank_before))
        previous_end = end
    return lines


def _is_space(character: str) -> bool:
    return character.isspace() or character in "\u200b\ufeff"


def _join_wrapped(text: str, lines: list[_Line]) -> list[_Line]:
    """Join lines that a fixed line width cut: running text in blocks of even width."""
    joined: list[_Line] = []
    index = 0
    while index < len(lines):
        block = index + 1
        while block < len(lines) and not lines[block].blank_before:
            block += 1
        wrapped = _is_wrapped(text, lines[index:block])
        for line in lines[index:block]:
            if joined and not line.blank_before and _continues(text, joined[-1], line, wrapped):
                joined[-1] = _Line(joined[-1].start, line.end, joined[-1].blank_before)
            else:
                joined.append(line)
        index = block
    return joined


def _is_wrapped(text: str, block: list[_Line]) -> bool:
    """Whether a block's lines are of one width and mostly end within a sentence."""
    cut = block[:-1]
    if len(cut) < 2:
        return False
    widths = [line.end - line.start for line in cut]
    if min(widths) < 50 or max(widths) > 110 or max(widths) - min(widths) > 25:
        return False
    return sum(_is_ended(text, line) for line in cut) <= len(cut) / 2


def _is_ended(text: str, line: _Line) -> bool:
    end = text[max(line.start, line.end - 10) : line.end]
    return end.rstrip(_CLOSERS).endswith(_SENTENCE_END)


def _continues(text: str, before: _Line, line: _Line, wrapped: bool) -> bool:
    if _MARKER.match(text, line.start, line.end):
        return False
    if wrapped:
        return True
    if _is_ended(text, before):
        return False
    if before.end < _HEAD:  # a date line or dateline may begin in lower case («г. Ташкент, …»)
        words = line.of(text)
        if _DATE_LINE.match(words) or _match_dateline(words):
            return False
        if words.isupper() and before.of(text).isupper():
            return True
    # A line may begin with the comma behind a word that was set apart on a line of its own.
    return text[line.start].islower() or text[line.start] in ",;)»"


def _is_headline(text: str, lines: list[_Line]) -> bool:
    if len(lines) < 2:
        return False
    words = lines[0].of(text)
    ended = words.rstrip(_CLOSERS).endswith((".", ":", ";", "…", ","))
    if (ended and not _ABBREVIATION.search(words)) or len(words) > 300:
        return False
    if words[0].islower() or _MARKER.match(words):
        return False
    dateline = _match_dateline(words)
    if dateline is not None and (dateline.re is _DATELINE or dateline.end() == len(words)):
        return False
    if _DATE_LINE.match(words):
        return False
    return any(line.end - line.start > 60 for line in lines[1:])


def _is_signature(words: str) -> bool:
    if len(words) > 160 or not words[0].isupper():
        return False
    if words.rstrip(_CLOSERS).endswith(_SENTENCE_END):
        return False
    return _ISSUER.search(words) is not None or _SIGNED_NAME.match(words) is not None
