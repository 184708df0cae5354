"""What official releases print above the headline: the house, the kind of text, number and day.

```
Министерство энергетики Республики Казахстан
Пресс-служба
14 марта 2026 года, г. Астана
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.layout.datelines import DATE_LINE, DATE_PATTERN, GENRE, TIME, match_dateline
from pipeline.layout.lines import CLOSERS, Line

Kind = Literal["house", "genre", "date", "place"]

MOST_LINES = 6
"""Lines a masthead has at most."""

_LENGTH = 160
_NUMBER = re.compile(r"\d{1,5}-(?P<date>\d{2}-\d{2}-\d{4})$")
"""«547-28-03-2026»: the number and day of a text of Russia's ministry of foreign affairs."""
_DATE_AND_PLACE = re.compile(
    rf"(?P<date>{DATE_PATTERN}){TIME}?[\s,.]+(?:(?:г\.|город)\s*)?"
    r"[А-ЯЁ][А-ЯЁа-яё]+(?:[- ][А-ЯЁ][А-ЯЁа-яё]+){0,2}$"
)
_DAYS = frozenset(
    {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"}
)
_TRAIL = re.compile(
    rf"(?:[^|.!?\n]{{2,40}}\|)+[^|.!?\n]{{0,30}}?(?P<date>{DATE_PATTERN})\b.{{0,20}}$"
)
"""«Политика | Бишкек, 19.09.2026, 15:42»: a rubric and the day."""
_HOUSE = re.compile(
    r"(?:(?:[А-ЯЁ][\w-]*|[а-яё-]+(?:ое|ый|ий|ая|ой))\s+){0,4}"
    r"(?:(?i:пресс-служба|пресс-центр|сайт|портал|министерство|посольство|консульство"
    r"|представительство|постпредство|правительство"
    r"|администрация|аппарат|канцелярия|секретариат|парламент|кенеш|м[аеэ][дж]ж?лис|сенат|хурал"
    r"|прокуратура|комитет|комиссия|агентство|служба|департамент|управление|инспекция|банк|палата"
    r"|университет|академия|институт|центр|фонд|корпорация|компания|совет|собрание|ассамблея"
    r"|организация|союз|содружество|суд)|АО|ОАО|ПАО|ООО|ЗАО|ГК)\b"
)
"""A line that begins with the name of a body in the nominative, whatever adjectives stand before
its noun («Заседание Комитета …» is no name)."""
_SENTENCE = re.compile(
    r"[:?!]|\s[–—-]\s|\s(?:о|об|обо|что|как)\s"
    r"|\b(?!(?:от)?дел\b|\w*(?:комитет|совет|университет|факультет|институт|кабинет|риат|аппарат)\b)"
    r"[а-яё]*(?:[аеиоуыя]л(?:а|о|и)?(?:с[ья])?|(?:[еёиаяую]т|ан|ен|ён|яты?|аны|ены)(?:ся)?)\b"
)
"""What a headline has and a letterhead has not: a verb, a colon, «о …»."""
_SENTENCE_IN_CAPITALS = re.compile(
    r"[:?!]|\s[–—-]\s|\s(?:О|ОБ)\s|\b(?!(?:ОТ)?ДЕЛ\b)[А-ЯЁ]*[АЕИОУЫЯ]Л(?:А|О|И)?(?:С[ЬЯ])?\b"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A line of a masthead.

    Attributes:
        kind: What it says.
        date: Words of its date, if it has one, as `readers.dates.parse_date` takes them.
    """

    kind: Kind
    date: str | None = None


def read_matter(words: str) -> Matter | None:
    """What a line above (or right below) a headline says, or `None` if it is none of a masthead."""
    if len(words) > _LENGTH:
        return None
    place = read_place(words)
    if place is not None:
        return place
    day = read_trail(words)
    if day is not None:
        return Matter("date", day)
    genre = GENRE.match(words)
    if genre is not None:
        return Matter("genre", genre["date"] or genre["day"])
    return Matter("house") if _is_house(words) else None


def read_trail(words: str) -> str | None:
    """The day of a line that says when a text was released and nothing of what it is about."""
    found = DATE_LINE.match(words) or _TRAIL.match(words)
    if found is not None:
        return found["date"]
    number = _NUMBER.match(words)
    return number["date"].replace("-", ".") if number is not None else None


def read_masthead(text: str, lines: list[Line]) -> list[Matter]:
    """What the first lines say, as long as they are none of a headline or text.

    Args:
        text: The text.
        lines: Its lines.
    """
    found: list[Matter] = []
    for line in lines[:MOST_LINES]:
        matter = read_matter(line.of(text))
        if matter is None:
            break
        found.append(matter)
    return found


def read_place(words: str) -> Matter | None:
    """A line that is no more than a place and perhaps a day, in either order."""
    if words.split(",")[0].lower() in _DAYS:
        return None
    dateline = match_dateline(words)
    if dateline is not None and dateline.end() == len(words):
        groups = dateline.groupdict()
        return Matter("place", groups.get("date") or groups.get("first"))
    found = _DATE_AND_PLACE.match(words)
    return Matter("place", found["date"]) if found is not None else None


def _is_house(words: str) -> bool:
    """Whether a line is no more than the name of a body."""
    if words.rstrip(CLOSERS).endswith((".", ",", ";", "…")) or _HOUSE.match(words) is None:
        return False
    sentence = _SENTENCE_IN_CAPITALS if words.isupper() else _SENTENCE
    return sentence.search(words) is None
