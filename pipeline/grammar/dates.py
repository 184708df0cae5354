"""Date expressions of a token view, and the calendar days they mean.

Finding and resolving are apart: an expression keeps what its words say, and is resolved against
the day of publication when its tense is known («в среду» of a report is the last one, of an
announcement the next).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Basis, TokenRange
from pipeline.resources.dates import DateLexicon

_DAY = re.compile(r"(\d{1,2})(?:-?(?:го|е|ого|ое))?$")
_DAYS = re.compile(r"(\d{1,2})[-–—](\d{1,2})$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)$")
_YEAR_WORDS = frozenset({"года", "год", "году", "г", "г.", "годом"})
_DASHES = frozenset("-–—")
_SOON = 61
_DIGITS = frozenset("0123456789")


class DateKind(StrEnum):
    """How a date is said."""

    DAY = "day"
    """A day and a month, with or without the year."""
    DAYS_ONLY = "days_only"
    """Numbers of days without a month: «15-16»."""
    RELATIVE = "relative"
    WEEKDAY = "weekday"
    MONTH = "month"
    YEAR = "year"
    UNIT = "unit"
    """«в прошлом году», «на следующей неделе»."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Calendar days; `end` is `None` for one day."""

    start: date
    end: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that say a date.

    Attributes:
        tokens: The words, without the preposition.
        kind: How it is said.
        day: Number of the (first) day.
        month: Number of its month.
        year: Its year, if said.
        last: Last day and month of a range.
        offset: Days from the day of publication (`RELATIVE`).
        weekday: Days after Monday (`WEEKDAY`).
        step: Which week, month or year, counted from this one (`WEEKDAY`, `UNIT`).
        unit_days: Days in the unit (`UNIT`).
    """

    tokens: TokenRange
    kind: DateKind
    day: int | None = None
    month: int | None = None
    year: int | None = None
    last: tuple[int, int] | None = None
    offset: int | None = None
    weekday: int | None = None
    step: int = 0
    unit_days: int = 0

    @property
    def names_days(self) -> bool:
        """Whether single days are said, so that the expression can date an event."""
        return self.kind not in (DateKind.MONTH, DateKind.YEAR, DateKind.UNIT)

    def resolve(self, published: date | None, *, future: bool = False) -> Resolved | None:
        """The calendar days meant.

        Args:
            published: Day of publication; without it only full dates can be resolved.
            future: Whether the expression tells of something to come.

        Returns:
            The days, `None` if they cannot be known or do not exist. The basis is `stated` only
            where day, month and year are all in the words.
        """
        if self.kind is DateKind.DAY:
            return self._resolve_day(published, future)
        if published is None or not self.names_days:
            return None
        if self.kind is DateKind.RELATIVE:
            return Resolved(published + timedelta(days=self.offset or 0), None, "inferred")
        if self.kind is DateKind.WEEKDAY:
            return Resolved(self._weekday(published, future), None, "inferred")
        return self._resolve_number(published)

    def period(self, published: date | None) -> tuple[date, date] | None:
        """First and last day of the time meant, for any kind that can be placed at all."""
        if self.names_days:
            found = self.resolve(published)
            return None if found is None else (found.start, found.end or found.start)
        if self.kind is DateKind.YEAR and self.year is not None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.kind is DateKind.MONTH and self.month is not None:
            year = self.year
            if year is None:
                if published is None:
                    return None
                year = _nearest_year(15, self.month, published, False)
            days = calendar.monthrange(year, self.month)[1]
            return date(year, self.month, 1), date(year, self.month, days)
        if self.kind is DateKind.UNIT and published is not None and self.unit_days:
            return _unit(published, self.unit_days, self.step)
        return None

    def _resolve_day(self, published: date | None, future: bool) -> Resolved | None:
        if self.day is None or self.month is None:
            return None
        basis: Basis = "stated"
        year = self.year
        if year is None:
            if published is None:
                return None
            year, basis = _nearest_year(self.day, self.month, published, future), "inferred"
        start = _date(year, self.month, self.day)
        if start is None:
            return None
        end = None
        if self.last is not None:
            end = _date(year, self.last[1], self.last[0])
            if end is not None and end < start:
                # «29 декабря – 2 января»: a range over the turn of the year.
                before = _date(year - 1, self.month, self.day)
                if self.month != 12 or before is None:
                    return None
                start = before
        return Resolved(start, end if end != start else None, basis)

    def _weekday(self, published: date, future: bool) -> date:
        wanted = self.weekday or 0
        if future or self.step > 0:
            ahead = (wanted - published.weekday()) % 7
            return published + timedelta(days=ahead or (7 if self.step > 0 else 0))
        back = (published.weekday() - wanted) % 7
        return published - timedelta(days=back or (7 if self.step < 0 else 0))

    def _resolve_number(self, published: date) -> Resolved | None:
        """Days without a month: in the month of publication or the one beside it, the nearest."""
        if self.day is None:
            return None
        candidates = [
            found
            for shift in (0, -1, 1)
            if (found := _date(*_shift_month(published, shift), self.day)) is not None
        ]
        start = min(candidates, key=lambda day: abs((day - published).days), default=None)
        if start is None or abs((start - published).days) > 15:
            return None
        end = _date(start.year, start.month, self.last[0]) if self.last is not None else None
        return Resolved(start, end, "inferred")


class DateFinder:
    """Finds date expressions.

    Args:
        lexicon: The words of time.
    """

    def __init__(self, lexicon: DateLexicon) -> None:
        self._lexicon = lexicon
        self._words = (
            frozenset(lexicon.months)
            | frozenset(lexicon.weekdays)
            | frozenset(lexicon.adverbs)
            | _YEAR_WORDS
            | {"неделе", "неделю", "месяце", "числа"}
        )

    def __call__(self, tokens: Tokens) -> list[DateExpression]:
        """All date expressions of the text, in order, none overlapping."""
        found: list[DateExpression] = []
        words, lemmas = self._words, tokens.lemma
        adjectives = self._lexicon.adjectives
        month_adjectives = self._lexicon.month_adjectives
        for index, word in enumerate(tokens.lower):
            if word in words:
                expression = self._at_word(tokens, index)
            elif word[0] in _DIGITS and len(word) > 2:
                expression = self._at_figures(tokens, index)
            elif lemmas[index] in adjectives:
                expression = DateExpression(
                    (index, index + 1), DateKind.RELATIVE, offset=adjectives[lemmas[index]]
                )
            elif lemmas[index] in month_adjectives:
                expression = DateExpression(
                    (index, index + 1), DateKind.MONTH, month=month_adjectives[lemmas[index]]
                )
            else:
                continue
            if expression is None:
                continue
            if found and found[-1].tokens[1] >= expression.tokens[1]:
                continue
            while found and found[-1].tokens[1] > expression.tokens[0]:
                found.pop()
            found.append(expression)
        return found

    def _at_word(self, tokens: Tokens, index: int) -> DateExpression | None:
        word = tokens.lower[index]
        lexicon = self._lexicon
        month = lexicon.months.get(word)
        if month is not None:
            return self._at_month(tokens, index, month)
        if word in lexicon.adverbs:
            if word == "накануне" and self._governs(tokens, index):
                return None
            return DateExpression(
                (index, index + 1), DateKind.RELATIVE, offset=lexicon.adverbs[word]
            )
        weekday = lexicon.weekdays.get(word)
        if weekday is not None:
            return self._at_weekday(tokens, index, weekday)
        return self._at_unit(tokens, index)

    def _governs(self, tokens: Tokens, index: int) -> bool:
        """«накануне саммита»: a preposition, not a date."""
        following = index + 1
        while following < len(tokens) and tokens.pos[following] in {"ADJ", "DET"}:
            following += 1
        return following < len(tokens) and (
            tokens.pos[following] in {"NOUN", "PROPN"} and tokens.feats[following].case == "Gen"
        )

    def _at_month(self, tokens: Tokens, index: int, month: int) -> DateExpression | None:
        year, end = _year_after(tokens, index + 1)
        days = _days_at(tokens, index - 1)
        if days is None:
            before = tokens.lower[index - 1] if index else ""
            if (
                year is None
                and before not in {"в", "с", "до", "на", "к", "по"}
                and (self._lexicon.directions.get(tokens.lemma[index - 1] if index else "") is None)
            ):
                return None
            return DateExpression((index, end), DateKind.MONTH, month=month, year=year)
        start, first, last = index - 1, days[0], days[1]
        first_month = month
        if index >= 3:
            link = tokens.lower[index - 2]
            earlier = _days_at(tokens, index - 3)
            if earlier is not None and (
                link in _DASHES
                or link == "и"
                or (link == "по" and index >= 4 and tokens.lower[index - 4] in {"с", "со"})
            ):
                start, first, last = index - 3, earlier[0], days[1] or days[0]
            elif link in _DASHES or link == "по":
                other = self._lexicon.months.get(tokens.lower[index - 3])
                earlier = _days_at(tokens, index - 4) if index >= 4 else None
                if other is not None and earlier is not None:
                    start, first, last, first_month = index - 4, earlier[0], days[0], other
        return DateExpression(
            (start, end),
            DateKind.DAY,
            day=first,
            month=first_month,
            year=year,
            last=(last, month) if last is not None else None,
        )

    def _at_weekday(self, tokens: Tokens, index: int, weekday: int) -> DateExpression | None:
        start = index
        step = 0
        direction = self._lexicon.directions.get(tokens.lemma[index - 1]) if index else None
        if direction is not None:
            step, start = direction, index - 1
        if start == 0 or tokens.lower[start - 1] not in {"в", "во"}:
            return None
        return DateExpression((start, index + 1), DateKind.WEEKDAY, weekday=weekday, step=step)

    def _at_unit(self, tokens: Tokens, index: int) -> DateExpression | None:
        if index == 0:
            return None
        word, before = tokens.lower[index], tokens.lower[index - 1]
        if word in _YEAR_WORDS and _YEAR.match(before):
            return DateExpression((index - 1, index + 1), DateKind.YEAR, year=int(before))
        if word == "числа":
            days = _days_at(tokens, index - 1)
            if days is None:
                return None
            last = (days[1], 0) if days[1] is not None else None
            return DateExpression(
                (index - 1, index + 1), DateKind.DAYS_ONLY, day=days[0], last=last
            )
        direction = self._lexicon.directions.get(tokens.lemma[index - 1])
        unit = self._lexicon.units.get(tokens.lemma[index])
        if direction is None or unit is None:
            return None
        return DateExpression((index - 1, index + 1), DateKind.UNIT, step=direction, unit_days=unit)

    def _at_figures(self, tokens: Tokens, index: int) -> DateExpression | None:
        word = tokens.lower[index]
        if match := _ISO.match(word):
            year, month, day = (int(part) for part in match.groups())
            return DateExpression((index, index + 1), DateKind.DAY, day, month, year)
        if match := _FIGURES.match(word):
            day, month, year = (int(part) for part in match.groups())
            return DateExpression((index, index + 1), DateKind.DAY, day, month, year)
        match = _DAYS.match(word)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2])
        if not 1 <= first < last <= 31 or not self._stands_alone(tokens, index + 1):
            return None
        return DateExpression((index, index + 1), DateKind.DAYS_ONLY, day=first, last=(last, 0))

    def _stands_alone(self, tokens: Tokens, index: int) -> bool:
        """Whether a pair of numbers counts nothing: a verb or a mark follows."""
        return index >= len(tokens) or tokens.pos[index] in {"VERB", "AUX", "PUNCT"}


def _days_at(tokens: Tokens, index: int) -> tuple[int, int | None] | None:
    """The day or days that the token at `index` says."""
    if index < 0:
        return None
    word = tokens.lower[index]
    if match := _DAYS.match(word):
        first, last = int(match[1]), int(match[2])
        return (first, last) if 1 <= first <= 31 and 1 <= last <= 31 else None
    if (match := _DAY.match(word)) and 1 <= int(match[1]) <= 31:
        return int(match[1]), None
    return None


def _year_after(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """Year that follows at `index` and where the words for it end."""
    if index < len(tokens) and _YEAR.match(tokens.lower[index]):
        end = index + 1
        if end < len(tokens) and tokens.lower[end] in _YEAR_WORDS:
            end += 1
        return int(tokens.lower[index]), end
    return None, index


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest_year(day: int, month: int, published: date, future: bool) -> int:
    """The year that puts a day and month closest to the day of publication.

    What is not told as to come is rather past: a day further ahead than two months is last year's.
    """

    def distance(year: int) -> int:
        ahead = ((_date(year, month, min(day, 28)) or published) - published).days
        return ahead * (1 if future or ahead <= _SOON else 3) if ahead >= 0 else -ahead

    return min((published.year, published.year - 1, published.year + 1), key=distance)


def _shift_month(published: date, by: int) -> tuple[int, int]:
    months = published.year * 12 + published.month - 1 + by
    return months // 12, months % 12 + 1


def _unit(published: date, days: int, step: int) -> tuple[date, date]:
    """The year, month or week `step` units from that of publication."""
    if days >= 365:
        year = published.year + step
        return date(year, 1, 1), date(year, 12, 31)
    if days >= 28:
        year, month = _shift_month(published, step)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * step)
    return monday, monday + timedelta(days=6)
