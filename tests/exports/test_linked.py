"""JSON-LD and FollowTheMoney read back by their own libraries."""

from __future__ import annotations

import json
import warnings

import pytest

from pipeline.exports.jsonld import release_id, write_jsonld
from pipeline.registry.build import build

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


def test_ftm_reads_back(samples, tmp_path):
    followthemoney = pytest.importorskip("followthemoney")
    from pipeline.exports.ftm import write_ftm

    records = [entry.record for entry in samples]
    registry = build(records)
    path = tmp_path / "run.ftm.json"
    write_ftm(records, registry, path)
    found = [
        followthemoney.model.get_proxy(json.loads(line))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for entity in found:
        entity.schema.validate(entity.to_dict())
    by_schema = {}
    for entity in found:
        by_schema.setdefault(entity.schema.name, []).append(entity)
    ids = {entity.id for entity in found}
    assert len(ids) == len(found)
    people = by_schema["Person"]
    assert sorted(item.first("name") for item in people) == sorted(
        person.name for person in registry.persons
    )
    assert len(by_schema["Event"]) == sum(record.event is not None for record in records)
    assert len(by_schema["Article"]) == len(records)
    for held in by_schema["Occupancy"]:
        assert {held.first("holder"), held.first("post")} <= ids
    codes = {code for item in people for code in item.get("country")}
    assert codes == {p.country.lower() for p in registry.persons if p.country is not None}


def test_ftm_without_its_library_says_what_to_install(samples, monkeypatch):
    import sys

    from pipeline.errors import UsageError
    from pipeline.exports.ftm import entities

    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(UsageError, match=r"install kommunike\[ftm\]"):
        list(entities([], build([])))
