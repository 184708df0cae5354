"""Date expressions of a token view, and the calendar days they mean.

Finding and resolving are apart: an expression keeps what its words say, and is resolved against
the day of publication when its tense is known («в среду» of a report is the last one, of an
announcement the next).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from pipeline.frozen import dataclass
from pipeline.layers import Basis, TokenRange

_SOON = 61


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
