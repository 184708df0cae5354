"""Marks and links back into a record: what an annotation tool brings home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.exports.marks import Annotations, Data, Mark, default_of, words_of
from pipeline.exports.schema import ASSUMED, KINDS, LINKS, OPTIONAL, SAME
from pipeline.records import Record
from pipeline.resources.countries import CountryLexicon

_FREE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Person": ("name.full", "name.given", "name.patronymic", "name.family", "country", "roles"),
        "Position": ("text", "title", "country"),
        "Country": ("code", "name"),
        "Organization": ("name", "abbreviation", "country", "wikidata"),
        "Event": ("name", "theme"),
        "EventDate": ("start", "end"),
        "Place": ("name", "country"),
        "Issuer": ("name",),
        "Document": ("title",),
        "Topic": ("text", "concept"),
        "Measure": ("text",),
        "Statement": ("text", "source", "verb"),
    }
)
"""Fields of each kind that a note can give."""


def to_record(found: Annotations, text: str, base: Record, countries: CountryLexicon) -> Record:
    """The record that marks and links describe.

    Args:
        found: The marks in the order their items should have, and their links.
        text: The release's text, as extracted.
        base: The record that was exported, for what no mark says of the release.
        countries: Gives the code of a country that was marked by hand, by its words.

    Raises:
        InputError: A mark lacks a value that cannot be known from its words, a link goes where
            it cannot, or the record breaks the contract; the message names the mark.
    """
    data = _Reader(found, text, countries).record(base)
    try:
        return Record.model_validate(data, context={"text": text}, strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{place + ': ' if place else ''}{first['msg']}") from None


class _Reader:
    def __init__(self, found: Annotations, text: str, countries: CountryLexicon) -> None:
        self._text = text
        self._countries = countries
        self._marks = {mark.id: mark for mark in found.marks}
        self._pieces: defaultdict[str, list[Mark]] = defaultdict(list)
        self._links: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._sources: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        first = self._first(found)
        for mark in found.marks:
            self._pieces[first[mark.id]].append(mark)
        for link in found.links:
            if link.name == SAME:
                continue
            source, target = self._marks[first[link.source]], self._marks[first[link.target]]
            known = LINKS[link.name]
            if source.kind not in known.sources or target.kind not in known.targets:
                raise InputError(
                    f"{link.name} goes from {' or '.join(known.sources)} to "
                    f"{' or '.join(known.targets)}, not from {source.kind} {link.source} "
                    f"to {target.kind} {link.target}"
                )
            if target.id not in self._links[source.id, link.name]:
                self._links[source.id, link.name].append(target.id)
                self._sources[target.id, link.name].append(source.id)
        self._heads = [self._marks[key] for key in self._pieces]
        self._names: dict[str, str] = {}

    def _first(self, found: Annotations) -> dict[str, str]:
        """The mark that carries the values of each mark's item."""
        joined = {mark.id: mark.id for mark in found.marks}
        for link in found.links:
            for end in (link.source, link.target):
                if end not in joined:
                    raise InputError(f"{link.name} links {end}, which marks nothing")
            if link.name not in LINKS:
                raise InputError(f"no link is called {link.name}: {', '.join(LINKS)}")

        def head(key: str) -> str:
            while joined[key] != key:
                key = joined[key]
            return key

        for link in found.links:
            if link.name == SAME:
                piece, whole = self._marks[link.source], self._marks[link.target]
                if piece.kind != whole.kind:
                    raise InputError(
                        f"{SAME} joins a {piece.kind} ({piece.id}) and a {whole.kind} ({whole.id})"
                    )
                joined[head(link.source)] = head(link.target)
        heads = {mark.id: head(mark.id) for mark in found.marks}
        return heads

    def record(self, base: Record) -> Data:
        data: Data = base.model_dump(mode="json")
        release = data["release"]
        issuers = [self._values(mark) for mark in self._of("Issuer")]
        if issuers:
            release["issuer"] = issuers[0]
        elif release["issuer"] is not None and release["issuer"]["evidence"]:
            release["issuer"] = None
        bodies = self._listed("Organization", "org")
        countries = self._by_code()
        people = self._listed("Person", "p")
        for person, mark in zip(people, self._of("Person"), strict=True):
            person["name"] = {
                part: person.pop(f"name.{part}")
                for part in ("full", "given", "patronymic", "family")
            }
            person["roles"] = person["roles"] or []
            person["positions"] = [
                self._office(self._marks[key]) for key in self._links[mark.id, "Holds"]
            ]
        self._no_orphans()
        return {
            "schema_version": data["schema_version"],
            "release": release,
            "event": self._event(),
            "organizations": bodies,
            "countries": countries,
            "participants": people,
            "documents": list(self._documents()),
            "statements": list(self._statements()),
            "issues": [],
            "provenance": data["provenance"],
        }

    def _no_orphans(self) -> None:
        for link, kind in (
            ("Holds", "Position"),
            ("About", "Topic"),
            ("ProvidesFor", "Measure"),
            ("When", "EventDate"),
            ("Where", "Place"),
        ):
            for mark in self._of(kind):
                if not self._sources[mark.id, link]:
                    raise InputError(f"{kind} {mark.id} belongs to nothing: link it by {link}")

    def _of(self, kind: str) -> list[Mark]:
        return [mark for mark in self._heads if mark.kind == kind]

    def _listed(self, kind: str, prefix: str) -> list[Data]:
        items = []
        for number, mark in enumerate(self._of(kind), 1):
            self._names[mark.id] = f"{prefix}-{number}"
            items.append({"id": f"{prefix}-{number}", **self._values(mark)})
        return items

    def _by_code(self) -> list[Data]:
        items = []
        for mark in self._of("Country"):
            item = self._values(mark)
            item["code"] = item["code"] or self._code(mark)
            item["name"] = item["name"] or self._countries.name(item["code"])
            self._names[mark.id] = item["code"]
            items.append(item)
        return items

    def _code(self, mark: Mark) -> str:
        words = self._text[mark.start : mark.end]
        codes = self._countries.lookup(words)
        if len(codes) != 1:
            raise InputError(
                f"Country {mark.id} «{words}» is {'no country' if not codes else 'several'} in "
                "the lexicon: write its code into its note"
            )
        return next(iter(codes))

    def _office(self, mark: Mark) -> Data:
        item = self._values(mark)
        if item["country"] is None:
            item["country_basis"] = None
        else:
            item["country_basis"] = item["country_basis"] or ASSUMED["basis"]
        item["organization"] = self._one(mark, "In")
        return item

    def _event(self) -> Data | None:
        events = self._of("Event")
        if not events:
            return None
        if len(events) > 1:
            raise InputError(f"Event {events[1].id}: a record has one event, or mark it {SAME}")
        mark = events[0]
        item = self._values(mark)
        for name, link in (("date", "When"), ("place", "Where")):
            targets = self._links[mark.id, link]
            item[name] = self._values(self._marks[targets[0]]) if targets else None
        item["organization"] = self._one(mark, "In")
        return item

    def _documents(self) -> Iterable[Data]:
        for item, mark in zip(self._listed("Document", "doc"), self._of("Document"), strict=True):
            item["signatories"] = [self._names[key] for key in self._links[mark.id, "SignedBy"]]
            item["topics"] = self._children(mark, "About")
            item["measures"] = self._children(mark, "ProvidesFor")
            yield item

    def _statements(self) -> Iterable[Data]:
        for mark in self._of("Statement"):
            item = self._values(mark)
            item["speaker"] = self._one(mark, "SaidBy")
            item["topics"] = self._children(mark, "About")
            yield item

    def _children(self, mark: Mark, link: str) -> list[Data]:
        return [self._values(self._marks[key]) for key in self._links[mark.id, link]]

    def _one(self, mark: Mark, link: str) -> str | None:
        targets = self._links[mark.id, link]
        if len(targets) > 1:
            raise InputError(f"{mark.kind} {mark.id} has more than one {link}")
        return self._names[targets[0]] if targets else None

    def _values(self, mark: Mark) -> Data:
        """The plain fields and the evidence of the item a mark heads."""
        kind = KINDS[mark.kind]
        pieces = [
            {"start": piece.start, "end": piece.end, "text": self._text[piece.start : piece.end]}
            for piece in self._pieces[mark.id]
        ]
        words = words_of(mark.kind, (str(piece["text"]) for piece in pieces))
        item: Data = {}
        unknown = set(mark.note) - set(_FREE[mark.kind])
        if unknown:
            raise InputError(
                f"{mark.kind} {mark.id}: its note has no field {min(unknown)!r}: "
                f"{', '.join(_FREE[mark.kind])}"
            )
        for name in _FREE[mark.kind]:
            value: Any = mark.note.get(name)
            item[name] = default_of(mark.kind, name, words, item) if value is None else value
        for name, values in kind.closed.items():
            item[name] = self._closed(mark, name, values)
        for name in kind.flags:
            item[name] = name in mark.flags
        return {**item, "evidence": pieces}

    def _closed(self, mark: Mark, name: str, values: tuple[str, ...]) -> str | None:
        value = mark.closed.get(name, ASSUMED.get(name))
        if value is None and name not in OPTIONAL:
            words = self._text[mark.start : mark.end][:60]
            raise InputError(f"{mark.kind} {mark.id} «{words}» has no {name}: {', '.join(values)}")
        if value is not None and value not in values:
            raise InputError(f"{mark.kind} {mark.id}: {name} cannot be {value!r}")
        return value
