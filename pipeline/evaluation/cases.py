"""What is compared: a record as plain views with its evidence checked against the text.

Records are read leniently here (a missing list is an empty one), because evaluation must also
say something about records that are half filled or wrong; what a record must be is the business
of `pipeline.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.errors import RecordError
from pipeline.evaluation.bodies import bracketed_names
from pipeline.spans import Span

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """Evidence of an item.

    Attributes:
        spans: Its places, in the order given.
        grounded: Whether there is any and all of it quotes the text exactly.
    """

    spans: tuple[Span, ...]
    grounded: bool


@dataclass(frozen=True, slots=True)
class Position:
    """An office; `organization` holds every known name of its body, or nothing."""

    title: str
    organization: frozenset[str]
    country: str | None
    words: Words


@dataclass(frozen=True, slots=True)
class Person:
    """A participant; `family` is `None` where the parts of the name are not known."""

    full: str
    family: str | None
    positions: tuple[Position, ...]
    country: str | None
    attendance: str | None
    words: Words


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the release."""

    code: str
    status: str | None
    represented: bool
    words: Words


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic or a measure."""

    text: str
    words: Words


@dataclass(frozen=True, slots=True)
class Document:
    """An instrument."""

    kind: str | None
    title: str
    status: str | None
    topics: tuple[Subject, ...]
    measures: tuple[Subject, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone says; `speaker` is the index of a person, else `source` names who."""

    speaker: int | None
    source: str | None
    kind: str | None
    text: str
    words: Words


@dataclass(frozen=True, slots=True)
class Value:
    """A field of the event that is an object or has evidence of its own."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Event:
    """The main event; a field that is null is `None` or an empty set of names."""

    kind: str | None
    name: str | None
    date: Value | None
    place: Value | None
    place_country: str | None
    organization: frozenset[str]
    words: Words


@dataclass(frozen=True, slots=True)
class Case:
    """One release as a record, or a gold annotation, describes it.

    Attributes:
        id: The release's id.
        text: The release's text, if at hand.
        source: What the slice `source` is called.
        exact: How many pieces of evidence quote the text exactly.
        quoted: How many pieces of evidence there are; 0 without a text.
    """

    id: str
    text: str | None
    source: str
    event: Event | None
    persons: tuple[Person, ...]
    countries: tuple[Country, ...]
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    exact: int
    quoted: int


def read_case(data: Data, text: str | None, *, source: str = "") -> Case:
    """The view of a record given as decoded JSON.

    Args:
        data: A record of the contract; missing fields count as null or empty.
        text: The release's text; without it evidence cannot be checked and is taken as it is.
        source: Name of the slice it belongs to.

    Raises:
        RecordError: It is no record at all: an item has the wrong JSON type.
    """
    try:
        return _Reader(data, text).case(source)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        name = _release_id(data) or "?"
        raise RecordError(f"the record of {name!r} has another form: {error}") from None


def _release_id(data: object) -> str | None:
    if isinstance(data, Mapping) and isinstance(data.get("release"), Mapping):
        identifier = data["release"].get("id")
        return identifier if isinstance(identifier, str) else None
    return None


class _Reader:
    def __init__(self, data: Data, text: str | None) -> None:
        self._data = data
        self._text = text
        self._bodies = {
            item["id"]: frozenset(
                name for name in (item.get("name"), item.get("abbreviation")) if name
            )
            for item in data.get("organizations") or ()
        }

    def case(self, source: str) -> Case:
        data = self._data
        pieces = list(_pieces(data))
        persons = data.get("participants") or ()
        places = {item.get("id"): index for index, item in enumerate(persons)}
        text = self._text
        return Case(
            id=str(data["release"]["id"]),
            text=text,
            source=source,
            event=self._event(data.get("event")),
            persons=tuple(self._person(item) for item in persons),
            countries=tuple(
                Country(
                    item["code"],
                    item.get("status"),
                    bool(item.get("represented")),
                    self._words(item),
                )
                for item in data.get("countries") or ()
            ),
            documents=tuple(
                Document(
                    item.get("kind"),
                    item.get("title") or "",
                    item.get("status"),
                    self._subjects(item.get("topics")),
                    self._subjects(item.get("measures")),
                    self._words(item),
                )
                for item in data.get("documents") or ()
            ),
            statements=tuple(
                Statement(
                    places.get(item.get("speaker")) if item.get("speaker") else None,
                    item.get("source"),
                    item.get("kind"),
                    item.get("text") or "",
                    self._words(item),
                )
                for item in data.get("statements") or ()
            ),
            exact=sum(self._is_exact(piece) for piece in pieces) if text is not None else 0,
            quoted=len(pieces) if text is not None else 0,
        )

    def _person(self, item: Data) -> Person:
        name = item["name"]
        return Person(
            full=name.get("full") or "",
            family=name.get("family"),
            positions=tuple(
                Position(
                    position.get("title") or "",
                    self._names(position.get("organization")),
                    position.get("country"),
                    self._words(position),
                )
                for position in item.get("positions") or ()
            ),
            country=item.get("country"),
            attendance=item.get("attendance"),
            words=self._words(item),
        )

    def _event(self, item: Data | None) -> Event | None:
        if item is None:
            return None
        date, place = item.get("date"), item.get("place")
        return Event(
            kind=item.get("kind"),
            name=item.get("name"),
            date=Value(str(date["start"]), self._words(date)) if date else None,
            place=Value(place.get("name") or "", self._words(place)) if place else None,
            place_country=place.get("country") if place else None,
            organization=self._names(item.get("organization")),
            words=self._words(item),
        )

    def _names(self, identifier: str | None) -> frozenset[str]:
        if identifier is None:
            return frozenset()
        names = self._bodies[identifier]
        if self._text is None:
            return names
        return names.union(*(bracketed_names(self._text, name) for name in names))

    def _subjects(self, items: Sequence[Data] | None) -> tuple[Subject, ...]:
        return tuple(Subject(item.get("text") or "", self._words(item)) for item in items or ())

    def _words(self, item: Data) -> Words:
        pieces = item.get("evidence") or ()
        spans = tuple(
            Span(piece["start"], piece["end"]) for piece in pieces if piece["start"] < piece["end"]
        )
        return Words(spans, bool(pieces) and all(self._is_exact(piece) for piece in pieces))

    def _is_exact(self, piece: Data) -> bool:
        start, end, text = piece["start"], piece["end"], piece["text"]
        if not 0 <= start < end or end - start != len(text):
            return False
        return self._text is None or self._text[start:end] == text


def _pieces(value: object) -> Iterable[Data]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "evidence":
                yield from inner or ()
            else:
                yield from _pieces(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _pieces(inner)
