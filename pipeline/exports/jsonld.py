"""JSON-LD in schema.org's terms, evidence as Web Annotations.

Persons, organisations and countries are nodes of the whole run; what a release says of them
(offices as `Role`, statements as `Quotation`, documents as `Legislation` or `CreativeWork`) are
nodes under the release's name. What schema.org has no word for (attendance, rank, status at the
event) is under `urn:kommunike:term:`. Every piece of evidence is an `oa:Annotation` whose target
selects code points of the release (source: the W3C's Web Annotation Data Model, where positions
count code points too).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pipeline.records import (
    DocumentInfo,
    EventInfo,
    Evidence,
    ParticipantInfo,
    Record,
    StatementInfo,
    TopicInfo,
)
from pipeline.registry.entries import Registry

Node = dict[str, Any]

CONTEXT: Final[Node] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "k": "urn:kommunike:term:",
    "startDate": {"@type": "https://schema.org/Date"},
    "endDate": {"@type": "https://schema.org/Date"},
    "datePublished": {"@type": "https://schema.org/Date"},
}
"""Written into the file: no context is fetched."""

_LEGISLATION: Final = frozenset(
    {
        "agreement",
        "charter",
        "convention",
        "decision",
        "memorandum",
        "protocol",
        "resolution",
        "treaty",
    }
)
"""Kinds of documents that bind; the others are creative works."""


def write_jsonld(records: Iterable[Record], registry: Registry, path: Path) -> None:
    """Write one document with a graph of all records; one record is held at a time.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        comma = "\n"
        for node in nodes(records, registry):
            stream.write(comma + json.dumps(node, ensure_ascii=False))
            comma = ",\n"
        stream.write("\n]}\n")


def nodes(records: Iterable[Record], registry: Registry) -> Iterator[Node]:
    """All nodes of the graph."""
    for person in registry.persons:
        yield {
            "@id": _run(person.id),
            "@type": "Person",
            "name": person.name,
            "alternateName": list(person.names[1:]),
            **({"nationality": _ref(_country(person.country))} if person.country else {}),
        }
    for body in registry.bodies:
        yield _known(
            {
                "@id": _run(body.id),
                "@type": "GovernmentOrganization" if body.kind == "government" else "Organization",
                "name": body.name,
                "alternateName": body.abbreviation,
                "sameAs": _ref(f"http://www.wikidata.org/entity/{body.wikidata}")
                if body.wikidata
                else None,
            }
        )
    for state in registry.states:
        yield {
            "@id": _country(state.code),
            "@type": "Country",
            "name": state.name,
            "identifier": state.code,
        }
    for record in records:
        yield from _Release(record, registry).nodes()


def release_id(record: Record) -> str:
    """The name of a release's node."""
    return f"urn:kommunike:release:{quote(record.release.id, safe='')}"


class _Release:
    def __init__(self, record: Record, registry: Registry) -> None:
        self._record = record
        self._registry = registry
        self._id = release_id(record)
        self._annotations = 0

    def nodes(self) -> Iterator[Node]:
        record, release = self._record, self._record.release
        yield _known(
            {
                "@id": self._id,
                "@type": "NewsArticle",
                "identifier": release.id,
                "headline": release.headline,
                "datePublished": _day(release.published),
                "inLanguage": "ru",
                "sourceOrganization": {"@type": "Organization", "name": release.issuer.name}
                if release.issuer is not None
                else None,
                "about": _ref(f"{self._id}#event") if record.event is not None else None,
                "k:sha256": release.sha256,
            }
        )
        if record.event is not None:
            yield from self._event(record.event)
        for body in record.organizations:
            node = _run(self._registry.body_of[release.id, body.id].id)
            yield from self._evidence(node, body.evidence)
        for country in record.countries:
            node = f"{self._id}#country-{country.code}"
            yield {
                "@id": node,
                "@type": "Role",
                "k:country": _ref(_country(country.code)),
                "k:status": country.status,
                "k:represented": country.represented,
                "k:basis": country.basis,
            }
            yield from self._evidence(node, country.evidence)
        for person in record.participants:
            yield from self._person(person)
        for document in record.documents:
            yield from self._document(document)
        for number, statement in enumerate(record.statements, 1):
            yield from self._statement(f"{self._id}#statement-{number}", statement)

    def _event(self, event: EventInfo) -> Iterator[Node]:
        node = f"{self._id}#event"
        present = [p.id for p in self._record.participants if p.attendance == "present"]
        yield _known(
            {
                "@id": node,
                "@type": "Event",
                "name": event.name,
                "about": event.theme,
                "startDate": _day(event.date.start) if event.date is not None else None,
                "endDate": _day(event.date.end) if event.date is not None else None,
                "location": _ref(f"{node}-place") if event.place is not None else None,
                "organizer": self._body(event.organization),
                "attendee": [self._who(key) for key in present],
                "k:kind": event.kind,
            }
        )
        yield from self._evidence(node, event.evidence)
        if event.date is not None:
            yield {"@id": f"{node}-date", "@type": "k:Date", "k:basis": event.date.basis}
            yield from self._evidence(f"{node}-date", event.date.evidence)
        if event.place is not None:
            address = {"@type": "PostalAddress", "addressCountry": event.place.country}
            yield _known(
                {
                    "@id": f"{node}-place",
                    "@type": "Place",
                    "name": event.place.name,
                    "address": address if event.place.country else None,
                }
            )
            yield from self._evidence(f"{node}-place", event.place.evidence)

    def _person(self, person: ParticipantInfo) -> Iterator[Node]:
        who = self._who(person.id)
        node = f"{self._id}#{person.id}"
        name = person.name
        yield _known(
            {
                "@id": node,
                "@type": "Role",
                "k:person": who,
                "name": name.full,
                "k:givenName": name.given,
                "k:patronymic": name.patronymic,
                "k:familyName": name.family,
                "k:country": _ref(_country(person.country)) if person.country else None,
                "k:attendance": person.attendance,
                "k:roles": list(person.roles),
            }
        )
        yield from self._evidence(node, person.evidence)
        for number, position in enumerate(person.positions, 1):
            office = f"{node}-position-{number}"
            body = self._body(position.organization)
            yield _known(
                {
                    "@id": office,
                    "@type": "OrganizationRole" if body is not None else "Role",
                    "roleName": position.title,
                    "worksFor": body,
                    "hasOccupation": {"@type": "Occupation", "name": position.title},
                    "k:text": position.text,
                    "k:rank": position.rank,
                    "k:country": _ref(_country(position.country)) if position.country else None,
                    "k:basis": position.country_basis,
                }
            )
            # The person's occupation is the role, as schema.org's Role asks.
            yield {**who, "hasOccupation": _ref(office)}
            yield from self._evidence(office, position.evidence)

    def _document(self, document: DocumentInfo) -> Iterator[Node]:
        node = f"{self._id}#{document.id}"
        people = {person.id for person in self._record.participants}
        binds = document.kind in _LEGISLATION
        yield {
            "@id": node,
            "@type": "Legislation" if binds else "CreativeWork",
            "name": document.title,
            "legislationType" if binds else "genre": document.kind,
            "creativeWorkStatus": document.status,
            "contributor": [
                self._who(key) if key in people else _ref(_country(key))
                for key in document.signatories
            ],
            "about": [_ref(f"{node}-topic-{n}") for n, _ in enumerate(document.topics, 1)],
            "k:providesFor": [
                _ref(f"{node}-measure-{n}") for n, _ in enumerate(document.measures, 1)
            ],
            "isPartOf": _ref(self._id),
        }
        yield from self._evidence(node, document.evidence)
        yield from self._topics(node, document.topics)
        for number, measure in enumerate(document.measures, 1):
            yield {
                "@id": f"{node}-measure-{number}",
                "@type": "PlanAction",
                "name": measure.text,
            }
            yield from self._evidence(f"{node}-measure-{number}", measure.evidence)

    def _topics(self, node: str, topics: Iterable[TopicInfo]) -> Iterator[Node]:
        for number, topic in enumerate(topics, 1):
            concept = topic.concept
            yield _known(
                {
                    "@id": f"{node}-topic-{number}",
                    "@type": "DefinedTerm",
                    "name": topic.text,
                    "termCode": concept.code if concept is not None else None,
                    "inDefinedTermSet": concept.scheme if concept is not None else None,
                }
            )
            yield from self._evidence(f"{node}-topic-{number}", topic.evidence)

    def _statement(self, node: str, statement: StatementInfo) -> Iterator[Node]:
        speaker: Any = {"@type": "Organization", "name": statement.source}
        if statement.speaker is not None:
            speaker = self._who(statement.speaker)
        yield _known(
            {
                "@id": node,
                "@type": "Quotation",
                "text": statement.text,
                "creator": speaker,
                "about": [_ref(f"{node}-topic-{n}") for n, _ in enumerate(statement.topics, 1)],
                "isPartOf": _ref(self._id),
                "k:kind": statement.kind,
                "k:verb": statement.verb,
            }
        )
        yield from self._evidence(node, statement.evidence)
        yield from self._topics(node, statement.topics)

    def _who(self, participant: str) -> Node:
        return _ref(_run(self._registry.person_of[self._record.release.id, participant].id))

    def _body(self, organization: str | None) -> Node | None:
        if organization is None:
            return None
        return _ref(_run(self._registry.body_of[self._record.release.id, organization].id))

    def _evidence(self, node: str, evidence: Iterable[Evidence]) -> Iterator[Node]:
        for piece in evidence:
            self._annotations += 1
            name = f"{self._id}#evidence-{self._annotations}"
            yield {
                "@id": name,
                "@type": "oa:Annotation",
                "oa:hasBody": _ref(node),
                "oa:hasTarget": {
                    "@id": f"{name}-target",
                    "@type": "oa:SpecificResource",
                    "oa:hasSource": _ref(self._id),
                    "oa:hasSelector": [
                        {
                            "@id": f"{name}-place",
                            "@type": "oa:TextPositionSelector",
                            "oa:start": piece.start,
                            "oa:end": piece.end,
                        },
                        {
                            "@id": f"{name}-words",
                            "@type": "oa:TextQuoteSelector",
                            "oa:exact": piece.text,
                        },
                    ],
                },
            }


def _run(identifier: str) -> str:
    return f"urn:kommunike:{identifier}"


def _country(code: str | None) -> str:
    return f"urn:kommunike:country:{code}"


def _ref(identifier: str) -> Node:
    return {"@id": identifier}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None}
