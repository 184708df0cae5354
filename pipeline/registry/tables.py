"""The registry as flat tables, in the same form as those of records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipeline.registry.entries import Registry
from pipeline.table_rows import Row
from pipeline.tables import Column, Table

PEOPLE: Final = Table(
    "people",
    "A person over all releases of the run.",
    (
        Column("person", "string", "Id of the person within the run."),
        Column("name", "string", "The fullest form of the name."),
        Column("names", "strings", "All forms."),
        Column("country", "string", "Code of the country the person stands for."),
        Column("first", "date", "Date of the first mention."),
        Column("last", "date", "Date of the last mention."),
        Column("releases", "integer", "Number of releases that name the person."),
        Column("present", "integer", "Number of events the person takes part in."),
        Column("statements", "integer", "Number of statements."),
        Column("mentions", "strings", "Release and participant of each mention."),
        Column("maybe", "strings", "Persons of the run that may be the same."),
    ),
    lambda _: iter(()),
)
"""One row a person."""

OFFICES: Final = Table(
    "offices",
    "An office of a person over all releases of the run.",
    (
        Column("person", "string", "Id of the person within the run."),
        Column("name", "string", "The fullest form of the name."),
        Column("title", "string", "The office, as most releases write it."),
        Column("rank", "string", "Rank in the country's own system."),
        Column("organization", "string", "Name of the institution."),
        Column("country", "string", "Code of the country the office belongs to."),
        Column("first", "date", "Date of the first mention in this office."),
        Column("last", "date", "Date of the last mention in this office."),
        Column("releases", "integer", "Number of releases that give it."),
    ),
    lambda _: iter(()),
)
"""One row an office that a person held."""


def tables(registry: Registry) -> tuple[tuple[Table, tuple[Row, ...]], ...]:
    """Both tables with their rows."""
    return (PEOPLE, tuple(_people(registry))), (OFFICES, tuple(_offices(registry)))


def _people(registry: Registry) -> Iterable[Row]:
    maybe: dict[str, dict[str, None]] = {}
    for item in registry.uncertain:
        for key in item.persons:
            others = (other for other in item.persons if other != key)
            maybe.setdefault(key, {}).update(dict.fromkeys(others))
    for person in registry.persons:
        yield (
            person.id,
            person.name,
            person.names,
            person.country,
            person.first,
            person.last,
            len({release for release, _ in person.mentions}),
            person.present,
            person.quoted,
            tuple(f"{release}/{participant}" for release, participant in person.mentions),
            tuple(maybe.get(person.id, ())),
        )


def _offices(registry: Registry) -> Iterable[Row]:
    for person in registry.persons:
        for office in person.offices:
            yield (
                person.id,
                person.name,
                office.title,
                office.rank,
                office.organization,
                office.country,
                office.first,
                office.last,
                office.releases,
            )
