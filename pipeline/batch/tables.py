"""Flat tables of a run: one row a participant, a position, a topic …, joined on `release_id`.

Columns are named as in the record. `evidence`, `evidence_start` and `evidence_end` are the item's
first piece of evidence; the record itself, in `records.parquet`, has them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_EVIDENCE = {"evidence": "string", "evidence_start": "int32", "evidence_end": "int32"}
_DOUBTS = {"doubts": "strings"}

TABLES: Mapping[str, Mapping[str, str]] = {
    "releases": {
        "release_id": "string", "source": "string", "sha256": "string", "published": "date",
        "headline": "string", "issuer": "string", "event_kind": "string", "event_name": "string",
        "event_theme": "string", "event_start": "date", "event_end": "date",
        "event_date_basis": "string", "event_place": "string", "event_country": "string",
        "event_organization": "string",
    },
    "organizations": {
        "release_id": "string", "organization_id": "string", "name": "string",
        "abbreviation": "string", "kind": "string", "country": "string", "wikidata": "string",
        **_EVIDENCE,
    },
    "countries": {
        "release_id": "string", "code": "string", "name": "string", "status": "string",
        "represented": "bool", "basis": "string", **_DOUBTS, **_EVIDENCE,
    },
    "participants": {
        "release_id": "string", "participant_id": "string", "name": "string", "given": "string",
        "patronymic": "string", "family": "string", "country": "string", "attendance": "string",
        "roles": "strings", **_DOUBTS, **_EVIDENCE,
    },
    "positions": {
        "release_id": "string", "participant_id": "string", "number": "int32", "title": "string",
        "text": "string", "rank": "string", "organization": "string", "country": "string",
        "country_basis": "string", **_DOUBTS, **_EVIDENCE,
    },
    "documents": {
        "release_id": "string", "document_id": "string", "kind": "string", "title": "string",
        "status": "string", "signatories": "strings", **_DOUBTS, **_EVIDENCE,
    },
    "topics": {
        "release_id": "string", "document_id": "string", "statement": "int32", "number": "int32",
        "text": "string", "scheme": "string", "code": "string", **_DOUBTS, **_EVIDENCE,
    },
    "measures": {
        "release_id": "string", "document_id": "string", "number": "int32", "text": "string",
        **_DOUBTS, **_EVIDENCE,
    },
    "statements": {
        "release_id": "string", "statement": "int32", "participant_id": "string",
        "source": "string", "kind": "string", "verb": "string", "text": "string", **_DOUBTS,
        **_EVIDENCE,
    },
    "issues": {
        "release_id": "string", "stage": "string", "code": "string", "message": "string",
        **_EVIDENCE,
    },
}  # fmt: skip
"""Columns and their kinds, table by table. A topic belongs to a document or to a statement."""

Row = dict[str, Any]


def schema(columns: Mapping[str, str]) -> pa.Schema:
    """The columns as Arrow's schema."""
    import pyarrow as pa

    kinds: dict[str, pa.DataType] = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "int32": pa.int32(),
        "bool": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])


def rows(record: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    """The rows of a record's JSON, each with its table's name."""
    release = record["release"]
    key = {"release_id": release["id"]}
    yield "releases", key | _release(release, record["event"])
    for item in record["organizations"]:
        yield "organizations", key | {"organization_id": item["id"]} | _plain(item)
    for item in record["countries"]:
        yield "countries", key | _plain(item)
    for item in record["participants"]:
        person = key | {"participant_id": item["id"]}
        yield "participants", person | _plain(item) | item["name"] | {"name": item["name"]["full"]}
        for number, position in enumerate(item["positions"], 1):
            yield "positions", person | {"number": number} | _plain(position)
    for item in record["documents"]:
        document = key | {"document_id": item["id"]}
        yield "documents", document | _plain(item)
        for number, topic in enumerate(item["topics"], 1):
            yield "topics", document | {"number": number} | _topic(topic)
        for number, measure in enumerate(item["measures"], 1):
            yield "measures", document | {"number": number} | _plain(measure)
    for place, item in enumerate(record["statements"], 1):
        statement = key | {"statement": place}
        yield "statements", statement | {"participant_id": item["speaker"]} | _plain(item)
        for number, topic in enumerate(item["topics"], 1):
            yield "topics", statement | {"number": number} | _topic(topic)
    for item in record["issues"]:
        yield "issues", key | _plain(item)


def _plain(item: Mapping[str, Any]) -> Row:
    first = (item.get("evidence") or [{}])[0]
    return {
        **{name: value for name, value in item.items() if name != "id"},
        "evidence": first.get("text"),
        "evidence_start": first.get("start"),
        "evidence_end": first.get("end"),
    }


def _topic(topic: Mapping[str, Any]) -> Row:
    concept = topic["concept"] or {}
    return _plain(topic) | {"scheme": concept.get("scheme"), "code": concept.get("code")}


def _release(release: Mapping[str, Any], event: Mapping[str, Any] | None) -> Row:
    event = event or {}
    when, place = event.get("date") or {}, event.get("place") or {}
    return {
        "source": release["source"],
        "sha256": release["sha256"],
        "published": _day(release["published"]),
        "headline": release["headline"],
        "issuer": (release["issuer"] or {}).get("name"),
        "event_kind": event.get("kind"),
        "event_name": event.get("name"),
        "event_theme": event.get("theme"),
        "event_start": _day(when.get("start")),
        "event_end": _day(when.get("end")),
        "event_date_basis": when.get("basis"),
        "event_place": place.get("name"),
        "event_country": place.get("country"),
        "event_organization": event.get("organization"),
    }


def _day(value: str | None) -> Any:
    from datetime import date

    return date.fromisoformat(value) if value else None
