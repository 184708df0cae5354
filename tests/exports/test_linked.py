"""JSON-LD and FollowTheMoney read back by their own libraries."""

from __future__ import annotations

import json
import unicodedata
import warnings

import pytest

from pipeline.exports.jsonld import release_id, write_jsonld
from pipeline.registry.build import build
from tests.exports.hostile import GOLD, TRICKS, dressed

SCHEMA, TERM, OA = "https://schema.org/", "urn:kommunike:term:", "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="session")
def graph(entries, tmp_path_factory):
    rdflib = pytest.importorskip("rdflib")
    records = [entry.record for entry in entries]
    path = tmp_path_factory.mktemp("jsonld") / "run.jsonld"
    write_jsonld(records, build(records), path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = rdflib.Graph().parse(path, format="json-ld")
    return found, records


class Reader:
    """One release of the graph."""

    def __init__(self, graph, record):
        from rdflib import URIRef

        self.graph, self.ref = graph, URIRef
        self.id = release_id(record)

    def values(self, node, name):
        found = self.graph.objects(self.ref(node), self.ref(name))
        return sorted(str(item.toPython() if hasattr(item, "toPython") else item) for item in found)

    def value(self, node, name):
        found = self.values(node, name)
        assert len(found) <= 1
        return found[0] if found else None

    def spans(self, node):
        places = set()
        for annotation in self.graph.subjects(self.ref(f"{OA}hasBody"), self.ref(node)):
            target = self.graph.value(annotation, self.ref(f"{OA}hasTarget"))
            if str(self.graph.value(target, self.ref(f"{OA}hasSource"))) != self.id:
                continue
            found = {}
            for selector in self.graph.objects(target, self.ref(f"{OA}hasSelector")):
                for name in ("start", "end", "exact"):
                    value = self.graph.value(selector, self.ref(f"{OA}{name}"))
                    if value is not None:
                        found[name] = value.toPython()
            places.add((found["start"], found["end"], found["exact"]))
        return places


def spans(evidence):
    return {(item.start, item.end, item.text) for item in evidence}


def test_jsonld_reads_back(graph):
    found, records = graph
    for record in records:
        read = Reader(found, record)
        if record.event is not None:
            node = f"{read.id}#event"
            assert read.value(node, f"{SCHEMA}name") == record.event.name
            assert read.value(node, f"{TERM}kind") == record.event.kind
            assert read.spans(node) == spans(record.event.evidence)
            if record.event.date is not None:
                day = record.event.date.start.isoformat()
                assert read.value(node, f"{SCHEMA}startDate") == day
        for person in record.participants:
            node = f"{read.id}#{person.id}"
            assert read.value(node, f"{SCHEMA}name") == person.name.full
            assert read.value(node, f"{TERM}attendance") == person.attendance
            assert read.spans(node) == spans(person.evidence)
            for number, position in enumerate(person.positions, 1):
                office = f"{node}-position-{number}"
                assert read.value(office, f"{SCHEMA}roleName") == position.title
                assert read.value(office, f"{TERM}text") == position.text
                assert read.spans(office) == spans(position.evidence)
        for country in record.countries:
            node = f"{read.id}#country-{country.code}"
            assert read.value(node, f"{TERM}status") == country.status
            assert read.spans(node) == spans(country.evidence)
        for document in record.documents:
            node = f"{read.id}#{document.id}"
            assert read.value(node, f"{SCHEMA}name") == document.title
            assert read.value(node, f"{SCHEMA}creativeWorkStatus") == document.status
            assert read.spans(node) == spans(document.evidence)
            assert len(read.values(node, f"{SCHEMA}about")) == len(document.topics)
            for number, topic in enumerate(document.topics, 1):
                assert read.value(f"{node}-topic-{number}", f"{SCHEMA}name") == topic.text
                assert read.spans(f"{node}-topic-{number}") == spans(topic.evidence)
        for number, statement in enumerate(record.statements, 1):
            node = f"{read.id}#statement-{number}"
            assert read.value(node, f"{SCHEMA}text") == statement.text
            assert read.spans(node) == spans(statement.evidence)


def test_every_term_is_schema_orgs(graph):
    from rdflib import RDF, SDO

    found, _ = graph
    used = {str(predicate) for predicate in found.predicates()}
    used |= {str(kind) for kind in found.objects(None, RDF.type)}
    terms = {term.removeprefix(SCHEMA) for term in used if term.startswith(SCHEMA)}
    assert len(terms) > 20
    assert [term for term in sorted(terms) if term not in SDO] == []


def as_ftm(text):
    """A value as FollowTheMoney keeps it: NFC, white space plain, nothing invisible."""
    words = " ".join(text.split())
    shown = (letter for letter in words if unicodedata.category(letter) not in {"Cc", "Cf"})
    return unicodedata.normalize("NFC", "".join(shown))


class Entities:
    """Entities of a file, by schema and by id."""

    def __init__(self, path):
        from followthemoney import model

        lines = path.read_text(encoding="utf-8").split("\n")
        found = [model.get_proxy(json.loads(line)) for line in lines if line]
        for entity in found:
            entity.schema.validate(entity.to_dict())
        self.by_id = {entity.id: entity for entity in found}
        assert len(self.by_id) == len(found)

    def of(self, *schemas):
        return [item for item in self.by_id.values() if item.schema.name in schemas]

    def names(self, ids):
        return sorted(self.by_id[key].first("name") for key in ids)

    def first(self, entity, *names):
        return tuple(entity.first(name, quiet=True) for name in names)


@pytest.mark.parametrize("trick", TRICKS)
def test_ftm_reads_back(trick, tmp_path):
    pytest.importorskip("followthemoney")
    from pipeline.exports.ftm import write_ftm

    records = [dressed(path, trick) for path in GOLD]
    registry = build(records)
    path = tmp_path / "run.ftm.json"
    write_ftm(records, registry, path)
    found = Entities(path)
    assert len(found.of("Article")) == len(records)

    def code(country):
        return country.lower() if country else None

    def shown(text):
        return as_ftm(text) if text is not None else None

    assert sorted(
        (
            *found.first(item, "name", "abbreviation", "country", "wikidataId"),
            len(item.get("proof")),
        )
        for item in found.of("Organization", "PublicBody")
    ) == sorted(
        (
            shown(body.name),
            shown(body.abbreviation),
            code(body.country),
            body.wikidata,
            len({release for release, _ in body.mentions}),
        )
        for body in registry.bodies
    )
    assert sorted(
        (
            *found.first(item, "name", "country"),
            sorted(item.get("alias")),
            sorted(item.get("position")),
        )
        for item in found.of("Person")
    ) == sorted(
        (
            shown(person.name),
            code(person.country),
            sorted({shown(name) for name in person.names[1:]}),
            sorted({shown(office.title) for office in person.offices}),
        )
        for person in registry.persons
    )
    held = []
    for item in found.of("Occupancy"):
        post = found.by_id[item.first("post")]
        body = post.first("organization")
        held.append(
            (
                *found.names(item.get("holder")),
                *found.first(post, "name", "country"),
                *found.names([body] if body else []),
                *sorted(item.get("date")),
            )
        )
    assert sorted(held, key=str) == sorted(
        (
            (
                shown(person.name),
                shown(office.title),
                code(office.country),
                *([shown(office.organization)] if office.organization else []),
                *sorted({day.isoformat() for day in (office.first, office.last) if day}),
            )
            for person in registry.persons
            for office in person.offices
        ),
        key=str,
    )
    events = {item.first("proof"): item for item in found.of("Event")}
    assert len(events) == sum(record.event is not None for record in records)
    for record in records:
        if record.event is None:
            continue
        (article,) = (
            item for item in found.of("Article") if item.first("fileName") == record.release.source
        )
        event, item = record.event, events[article.id]
        assert item.first("name") == shown(event.name or event.kind)
        assert item.first("description") == shown(event.theme)
        assert item.first("startDate") == (event.date.start.isoformat() if event.date else None)
        assert item.first("location") == (shown(event.place.name) if event.place else None)
        assert sorted(item.get("country")) == sorted(
            code(country.code) for country in record.countries if country.represented
        )
        assert found.names(item.get("involved")) == sorted(
            shown(registry.person_of[record.release.id, person.id].name)
            for person in record.participants
            if person.attendance == "present"
        )


def test_ftm_without_its_library_says_what_to_install(samples, monkeypatch):
    import sys

    from pipeline.errors import UsageError
    from pipeline.exports.ftm import entities

    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(UsageError, match=r"install kommunike\[ftm\]"):
        list(entities([], build([])))
