"""FollowTheMoney entities, one JSON object a line, as its tools and Aleph read them.

Person, Organization or PublicBody, Position, Occupancy, Event, and an Article for each release as
their proof. FollowTheMoney has no place for offsets; an entity's `proof` leads to the release. It
drops invisible characters and writes letters with their marks as one; white space is made plain
before, because it would drop some of that too and join the words.

Dates of an occupancy are those of the releases that show it, never its beginning or end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UsageError
from pipeline.records import EventInfo, Record
from pipeline.registry.entries import Body, OfficeHeld, Person, Registry

_PUBLIC: Final = frozenset({"government", "parliament", "intergovernmental"})


def write_ftm(records: Iterable[Record], registry: Registry, path: Path) -> None:
    """Write the entities of a run.

    Raises:
        UsageError: followthemoney is not installed.
        OSError: The file cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for entity in entities(records, registry):
            stream.write(json.dumps(entity.to_dict(), ensure_ascii=False, sort_keys=True) + "\n")


def entities(records: Iterable[Record], registry: Registry) -> Iterator[Any]:
    """The entities (`followthemoney.EntityProxy`) of a run.

    Raises:
        UsageError: followthemoney is not installed.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise UsageError(
            f"--to ftm needs followthemoney ({error.name} is missing): install kommunike[ftm]; "
            "its PyICU is built from source, with libicu-dev, pkg-config and a C++ compiler"
        ) from None
    yield from _Writer(model, registry).entities(records)


class _Writer:
    def __init__(self, model: Any, registry: Registry) -> None:
        self._model = model
        self._registry = registry
        self._positions: set[str] = set()

    def entities(self, records: Iterable[Record]) -> Iterator[Any]:
        bodies = {body.name: body for body in self._registry.bodies}
        for body in self._registry.bodies:
            yield self._body(body)
        for person in self._registry.persons:
            yield self._person(person)
            for office in person.offices:
                yield from self._office(person, office, bodies)
        for record in records:
            yield self._release(record)
            if record.event is not None:
                yield self._event(record, record.event)

    def _make(self, schema: str, *key: str) -> Any:
        entity = self._model.make_entity(schema)
        entity.make_id("kommunike", schema, *key)
        return entity

    def _article(self, release: str) -> str:
        return str(self._make("Article", release).id)

    def _id(self, kind: str, key: str) -> str:
        return str(self._make(kind, key).id)

    def _body(self, body: Body) -> Any:
        entity = self._make(_schema(body), body.id)
        entity.add("name", _plain(body.name))
        entity.add("abbreviation", _plain(body.abbreviation))
        entity.add("country", _code(body.country))
        entity.add("wikidataId", body.wikidata)
        entity.add("proof", sorted({self._article(release) for release, _ in body.mentions}))
        return entity

    def _person(self, person: Person) -> Any:
        entity = self._make("Person", person.id)
        entity.add("name", _plain(person.name))
        entity.add("alias", [_plain(name) for name in person.names[1:]])
        entity.add("country", _code(person.country))
        entity.add("position", [_plain(office.title) for office in person.offices])
        entity.add("proof", sorted({self._article(release) for release, _ in person.mentions}))
        return entity

    def _office(self, person: Person, office: OfficeHeld, bodies: dict[str, Body]) -> Iterator[Any]:
        post = self._make("Position", office.title, office.organization or "", office.country or "")
        if post.id not in self._positions:
            self._positions.add(post.id)
            post.add("name", _plain(office.title))
            post.add("country", _code(office.country))
            body = bodies.get(office.organization or "")
            if body is not None:
                post.add("organization", self._id(_schema(body), body.id))
            yield post
        held = self._make("Occupancy", person.id, post.id)
        held.add("holder", self._id("Person", person.id))
        held.add("post", post.id)
        held.add("date", [day.isoformat() for day in (office.first, office.last) if day])
        yield held

    def _release(self, record: Record) -> Any:
        release = record.release
        entity = self._make("Article", release.id)
        event = record.event.name if record.event is not None else None
        entity.add("title", _plain(release.headline or event or release.id))
        entity.add("fileName", release.source)
        entity.add("publishedAt", release.published.isoformat() if release.published else None)
        entity.add("publisher", _plain(release.issuer.name) if release.issuer is not None else None)
        entity.add("language", "rus")
        return entity

    def _event(self, record: Record, event: EventInfo) -> Any:
        release = record.release.id
        entity = self._make("Event", release)
        entity.add("name", _plain(event.name or event.kind))
        entity.add("keywords", event.kind)
        entity.add("description", _plain(event.theme))
        if event.date is not None:
            entity.add("startDate", event.date.start.isoformat())
            entity.add("endDate", event.date.end.isoformat() if event.date.end else None)
        if event.place is not None:
            entity.add("location", _plain(event.place.name))
        for country in record.countries:
            if country.represented:
                entity.add("country", _code(country.code))
        if event.organization is not None:
            body = self._registry.body_of[release, event.organization]
            entity.add("organizer", self._id(_schema(body), body.id))
        for person in record.participants:
            if person.attendance == "present":
                known = self._registry.person_of[release, person.id]
                entity.add("involved", self._id("Person", known.id))
        entity.add("proof", self._article(release))
        return entity


def _schema(body: Body) -> str:
    return "PublicBody" if body.kind in _PUBLIC else "Organization"


def _plain(text: str | None) -> str | None:
    """The text with single spaces for white space of any kind."""
    return " ".join(text.split()) if text is not None else None


def _code(code: str | None) -> str | None:
    """The code as FollowTheMoney writes it: OpenSanctions' codes in lower case."""
    return code.lower() if code is not None else None
