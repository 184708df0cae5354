"""Lines that say when, where and as what a text was released, told by their shape."""

from __future__ import annotations

import re

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

TIME = (
    r"(?:[\s,|T]+(?:в\s+)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s*(?:мск|GMT|UTC|Z|[+-]\d{2}:?\d{2}))?)"
)
_DAY_NAME = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[а-я]{5,11}),\s+)"
HEADER = re.compile(
    rf"\s*(?:date|дата(?:\s+публикации)?|опубликовано)\s*:?\s+(?P<date>{DATE_PATTERN}){TIME}?"
    r"[ \t]*(?:\r?\n|(?=\S)|$)",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    rf"\s*(?:(?:date|дата(?:\s+публикации)?|опубликовано)\s*:?\s+)?{_DAY_NAME}?"
    rf"(?P<date>{DATE_PATTERN}){TIME}?\s*$",
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
    rf"(?:(?<![гГ])\.|\s*{_DASH})\s+(?=[«\"]?[А-ЯЁ])"
)
"""«14.10.2025. Вчера …», «12 мая 2025 года — В Риге …»: the day, with its year, before the text.

«4 мая 2025 г. Министр принял …» is a sentence: the full stop is the abbreviation's."""
ISSUER = re.compile(
    r"пресс-|\b(?:департамент|управлени|министерств|посольств|администраци|секретариат|аппарат"
    r"|комитет|отдел|служб|агентств|канцеляри|постпредств|представительств|правительств|палат"
    r"|МИД|информац)",
    re.IGNORECASE,
)
"""Words by which the last line names who released the text."""
GENRE = re.compile(
    r"(?:пресс-релиз|пресс-служба|сообщение(?: для (?:сми|печати|прессы))?|информационное сообщение"
    r"|для (?:сми|прессы|печати)|новости?|коммюнике|официальное сообщение)\W*(?:№\s*[\w/-]+)?"
    rf"(?:\W*\bот\s+(?P<date>{DATE_PATTERN}))?\W*$"
    rf"|№\s*[\w/-]+(?:\s+от\s+(?P<day>{DATE_PATTERN}))?$",
    re.IGNORECASE,
)
"""«ПРЕСС-РЕЛИЗ № 12», «Сообщение для СМИ», «Пресс-релиз № 12 от 17.09.2025» (source: mastheads of
ministries and central banks)."""
_DATELINE_LENGTH = 160


def issued(words: str) -> str | None:
    """The date of a line that only says who released the text and when; a year is said."""
    if len(words) > _DATELINE_LENGTH:
        return None
    found = _DATED_ISSUER.match(words)
    if found is None or ISSUER.search(words) is None:
        return None
    day = found["date"] or found["first"]
    return day if re.search(r"\d{4}", day) else None


def match_dateline(words: str) -> re.Match[str] | None:
    """The dateline a line begins with; its groups `date` and `first` may hold the day's words."""
    head = words[:_DATELINE_LENGTH]
    found = _DATELINE.match(head) or _UNDATED.match(head) or _match_day(head)
    # `$` in the pattern means the line's end, not the cut's.
    return found if found is not None and (found.end() < len(head) or head == words) else None


def is_placed(dateline: re.Match[str]) -> bool:
    """Whether a dateline names a place and a day."""
    return dateline.re is _DATELINE


def _match_day(head: str) -> re.Match[str] | None:
    found = _DAY_ALONE.match(head)
    return found if found is not None and re.search(r"\d{4}", found["date"]) else None
