"""What the map's page is given: every release in a few lists, names by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from pipeline.map.categories import category
from pipeline.records import DocumentInfo, Evidence, Record
from pipeline.registry.entries import Person, Registry

LONGEST_QUOTE: Final = 240
"""Code points of a quotation on the page; the release has the rest."""
SHORT_QUOTE: Final = 120
"""The same for a person, a country or a topic, of which a release has many."""

Data = dict[str, Any]


def payload(
    records: Iterable[Record], registry: Registry, link: Callable[[str], str | None]
) -> Data:
    """The page's data; records are not kept.

    Args:
        records: The records of the run.
        registry: Its persons, organisations and countries.
        link: Where a release of an id can be read, or `None`.

    Returns:
        JSON: names as lists, releases as objects that point into them by index.
    """
    return _Payload(registry, link).build(records)


class _Payload:
    def __init__(self, registry: Registry, link: Callable[[str], str | None]) -> None:
        self._registry = registry
        self._link = link
        self._persons: dict[str, int] = {}
        self._people: list[Data] = []
        self._countries = {state.code: index for index, state in enumerate(registry.states)}
        self._bodies: dict[str, int] = {}
        self._topics: dict[str, int] = {}

    def build(self, records: Iterable[Record]) -> Data:
        releases = [self._release(record) for record in records]
        releases.sort(key=lambda item: (item["date"] is None, item["date"] or "", item["id"]))
        return {
            "releases": releases,
            "people": self._people,
            "countries": [
                {"code": state.code, "name": state.name} for state in self._registry.states
            ],
            "bodies": list(self._bodies),
            "topics": list(self._topics),
        }

    def _release(self, record: Record) -> Data:
        release, event = record.release, record.event
        day = release.published
        if event is not None and event.date is not None:
            day = event.date.start
        named = event.name if event is not None else None
        organization = event.organization if event is not None else None
        present = [person for person in record.participants if person.attendance == "present"]
        countries = [country for country in record.countries if country.represented]
        topics = self._topics_of(record)
        return {
            "id": release.id,
            "title": release.headline or named or release.id,
            "date": day.isoformat() if day is not None else None,
            "link": self._link(release.id),
            "kind": event.kind if event is not None else None,
            "event": named,
            "place": event.place.name if event is not None and event.place is not None else None,
            "body": self._body(release.id, organization),
            "words": _quote(event.evidence) if event is not None else None,
            "people": [
                self._person(self._registry.person_of[release.id, person.id]) for person in present
            ],
            "peopleWords": [_quote(person.evidence, SHORT_QUOTE) for person in present],
            "countries": [self._countries[country.code] for country in countries],
            "countriesWords": [_quote(country.evidence, SHORT_QUOTE) for country in countries],
            "topics": list(topics),
            "topicsWords": [_quote(words, SHORT_QUOTE) for words in topics.values()],
            "documents": [self._document(record, document) for document in record.documents],
            "statements": len(record.statements),
        }

    def _topics_of(self, record: Record) -> dict[int, list[Evidence]]:
        """The categories of a release's topics, each with all its words."""
        found: dict[int, list[Evidence]] = {}
        topics = [topic for document in record.documents for topic in document.topics]
        topics += [topic for statement in record.statements for topic in statement.topics]
        for topic in topics:
            words = found.setdefault(self._number(self._topics, category(topic)), [])
            words += topic.evidence
        return {number: found[number] for number in sorted(found)}

    def _person(self, person: Person) -> int:
        if person.id not in self._persons:
            self._persons[person.id] = len(self._people)
            country = person.country
            self._people.append(
                {
                    "name": person.name,
                    "country": self._countries.get(country) if country is not None else None,
                    "office": person.offices[-1].title if person.offices else None,
                }
            )
        return self._persons[person.id]

    def _body(self, release: str, organization: str | None) -> int | None:
        if organization is None:
            return None
        body = self._registry.body_of[release, organization]
        return self._number(self._bodies, body.abbreviation or body.name)

    def _document(self, record: Record, document: DocumentInfo) -> Data:
        names = {person.id: person.name.full for person in record.participants}
        names |= {country.code: country.name for country in record.countries}
        return {
            "kind": document.kind,
            "title": document.title,
            "status": document.status,
            "signatories": [names[key] for key in document.signatories],
            "words": _quote(document.evidence),
        }

    @staticmethod
    def _number(names: dict[str, int], name: str) -> int:
        return names.setdefault(name, len(names))


def _quote(evidence: Iterable[Evidence], longest: int = LONGEST_QUOTE) -> list[Any]:
    """Words, where they begin and where they end."""
    # The longest piece says most: the first one may be a bare verb.
    best = max(evidence, key=lambda piece: len(piece.text))
    words = " ".join(best.text.split())
    cut = words if len(words) <= longest else f"{words[: longest - 1]}…"
    return [cut, best.start, best.end]
