"""What the registry holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office as the releases of a run show it.

    Attributes:
        title: Title in the nominative, as most releases write it.
        rank: Its rank.
        organization: Name of the institution, or `None`.
        country: Code of its country, or `None`.
        first: Date of the first release or event that gives it, or `None`.
        last: Date of the last one.
        releases: Number of releases.
    """

    title: str
    rank: str
    organization: str | None
    country: str | None
    first: date | None
    last: date | None
    releases: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person over all releases.

    Attributes:
        id: `person-1`, … in order of the releases' ids; stable for the same run.
        name: The fullest form of the name.
        names: All forms.
        country: The country of most mentions, or `None`.
        offices: The offices, by first date.
        mentions: Release id and participant id of each mention.
        first: Date of the first mention, or `None`.
        last: Date of the last one.
        quoted: Number of statements.
        present: Number of releases in which the person takes part in the event.
    """

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    offices: tuple[OfficeHeld, ...]
    mentions: tuple[tuple[str, str], ...]
    first: date | None
    last: date | None
    quoted: int
    present: int


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation over all releases: its fullest name and where it is mentioned."""

    id: str
    name: str
    abbreviation: str | None
    kind: str
    country: str | None
    wikidata: str | None
    mentions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class State:
    """A country over all releases, and the releases that name and represent it."""

    code: str
    name: str
    releases: tuple[str, ...]
    represented: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Persons that may be one, and were kept apart.

    Attributes:
        persons: Their ids, two or more.
        reason: Why they were not joined: `other_country`, `no_country`, `other_office`,
            `initial_only`, `surname_only`, `several_candidates`, `long_gap`.
    """

    persons: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Everybody and everything of a run.

    Attributes:
        persons: All persons.
        bodies: All organisations.
        states: All countries.
        uncertain: Persons that may be one.
        person_of: Person by release id and participant id.
        body_of: Organisation by release id and organisation id.
    """

    persons: tuple[Person, ...]
    bodies: tuple[Body, ...]
    states: tuple[State, ...]
    uncertain: tuple[Uncertain, ...]
    person_of: Mapping[tuple[str, str], Person]
    body_of: Mapping[tuple[str, str], Body]
