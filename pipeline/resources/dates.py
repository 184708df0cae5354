"""Words of time, read from `dates.yaml` into look-ups by form and by lemma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from pipeline.resources.loader import Entry, Resource, ResourceStore


class MonthEntry(Entry):
    """A month; `id` is its number, `forms` are those that stand in dates."""

    forms: tuple[str, ...] = Field(strict=False)
    adjective: str


class WeekdayEntry(Entry):
    """A day of the week; `id` counts from Monday, 0; `forms` are those after «в»."""

    forms: tuple[str, ...] = Field(strict=False)


class RelativeEntry(Entry):
    """A word that counts days from today; `id` is its lemma."""

    days: int
    adjective: bool = False


class DirectionEntry(Entry):
    """An adjective that says which year, month or week is meant, counted from this one."""

    step: int


class UnitEntry(Entry):
    """A stretch of time and about how many days it has."""

    days: int


class DatesResource(Resource):
    """`dates.yaml`."""

    months: list[MonthEntry]
    weekdays: list[WeekdayEntry]
    relative: list[RelativeEntry]
    directions: list[DirectionEntry]
    units: list[UnitEntry]


@dataclass(frozen=True, slots=True)
class DateLexicon:
    """Look-ups for date expressions.

    Attributes:
        months: Form of a month's name to its number, 1 to 12.
        weekdays: Form of a weekday after «в» to days after Monday.
        adverbs: Adverb to days from today.
        adjectives: Lemma of an adjective to days from today.
        month_adjectives: Lemma of an adjective to the month's number.
        directions: Lemma of an adjective to units from this one.
        units: Lemma of a stretch of time to its days.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    adverbs: Mapping[str, int]
    adjectives: Mapping[str, int]
    month_adjectives: Mapping[str, int]
    directions: Mapping[str, int]
    units: Mapping[str, int]

    @classmethod
    def load(cls, store: ResourceStore) -> DateLexicon:
        """Read `dates.yaml`; raises `ResourceError` if it is malformed."""
        resource = store.load("dates.yaml", DatesResource)
        return cls(
            months={form: int(e.id) for e in resource.months for form in e.forms},
            weekdays={form: int(e.id) for e in resource.weekdays for form in e.forms},
            adverbs={e.id: e.days for e in resource.relative if not e.adjective},
            adjectives={e.id: e.days for e in resource.relative if e.adjective},
            month_adjectives={e.adjective: int(e.id) for e in resource.months},
            directions={e.id: e.step for e in resource.directions},
            units={e.id: e.days for e in resource.units},
        )
