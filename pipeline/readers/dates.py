"""Calendar dates as headers, datelines and metadata write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
"""How the months begin; «мар» stands before «ма» (май), so order matters."""
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([а-яёa-z]+)\.?(?:\s+(\d{4}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date in words: `year` is `None` if it is not said."""

    day: int
    month: int
    year: int | None

    def resolve(self) -> date | None:
        """The calendar day; `None` without a year or for a day that does not exist."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def parse_date(words: str) -> DateWords | None:
    """Read «2025-12-05», «05.12.2025», «14 мая 2026 года» or «14 мая»; `None` for others."""
    if match := _ISO.search(words):
        year, month, day = (int(part) for part in match.groups())
        return DateWords(day, month, year)
    if match := _FIGURES.search(words):
        day, month, year = (int(part) for part in match.groups())
        return DateWords(day, month, year)
    if match := _WORDS.search(words):
        name = match[2].lower()
        for month, begins in enumerate(zip(_MONTHS, _ENGLISH, strict=True), 1):
            if name.startswith(begins):
                return DateWords(int(match[1]), month, int(match[3]) if match[3] else None)
    return None
