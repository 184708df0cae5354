"""A record as a tree of items with stable ids, and back.

An item's id is made of its kind, its parent and the value that names it, so that the same item
has the same id in every run, and rejecting or adding another changes nothing. References between
items (a statement's speaker, a position's organisation) are such ids too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.review.kinds import SECTIONS, Kind, kinds

Data = dict[str, Any]

_PREFIXES = (("organizations", "org"), ("participants", "p"), ("documents", "doc"))


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a record that carries its own evidence.

    Attributes:
        id: Stable id.
        kind: Name of its kind.
        parent: Id of the item it stands under, or `None`.
        values: Its fields by dotted name, as JSON; references hold item ids.
        evidence: Its quotations: `start`, `end` in code points, `text`.
        doubts: The machine's reasons to doubt it.
    """

    id: str
    kind: str
    parent: str | None
    values: Mapping[str, Any]
    evidence: tuple[Data, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """An issue of the record: what a stage saw and could not resolve."""

    stage: str
    code: str
    message: str
    evidence: tuple[Data, ...]


def notes_of(record: Data) -> tuple[Note, ...]:
    """The record's issues."""
    return tuple(
        Note(issue["stage"], issue["code"], issue["message"], tuple(issue["evidence"]))
        for issue in record["issues"]
    )


def items_of(record: Data) -> dict[str, Item]:
    """The items of a decoded record by id, parents before children, in order of the page."""
    found: dict[str, Item] = {}
    names: dict[str, str] = {}
    for section in SECTIONS:
        for data in _entries(record[section]):
            _add(kinds()[section], data, None, found, names)
    return {
        key: Item(
            item.id,
            item.kind,
            item.parent,
            _renamed(kinds()[item.kind], item.values, names),
            item.evidence,
            item.doubts,
        )
        for key, item in found.items()
    }


def make_id(kind: str, parent: str | None, identity: Any) -> str:
    """The id of the first item of its kind, parent and name."""
    seed = "\0".join((kind, parent or "", str(identity)))
    return f"{kind}-{hashlib.sha256(seed.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _entries(value: Any) -> list[Data]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _add(
    kind: Kind, data: Data, parent: str | None, found: dict[str, Item], names: dict[str, str]
) -> None:
    values = {field.name: get(data, field.name) for field in kind.fields}
    # The event and what it has once need no name: there is only one.
    identity = values[kind.identity] if kind.many else ""
    first = make_id(kind.name, parent, identity)
    key, count = first, 1
    while key in found:
        count += 1
        key = f"{first}-{count}"
    if "id" in data and kind.name != "release":
        names[data["id"]] = key
    found[key] = Item(
        key,
        kind.name,
        parent,
        values,
        tuple(data.get("evidence", ())),
        tuple(data.get("doubts", ())),
    )
    for child in kind.children:
        for entry in _entries(data[child]):
            _add(kinds()[child], entry, key, found, names)


def _renamed(kind: Kind, values: Mapping[str, Any], names: Mapping[str, str]) -> Data:
    """The values with the record's own ids (`p-1`) replaced through `names`."""
    result = dict(values)
    for field in kind.fields:
        if field.editor == "reference" and result[field.name] is not None:
            result[field.name] = names.get(result[field.name], result[field.name])
        elif field.editor == "references":
            result[field.name] = [names.get(key, key) for key in result[field.name]]
    return result


def get(data: Mapping[str, Any], name: str) -> Any:
    """The value at a dotted name."""
    value: Any = data
    for part in name.split("."):
        value = value[part]
    return value


@dataclass(frozen=True, slots=True)
class Assembled:
    """A record made of items.

    Attributes:
        data: The record, not validated yet.
        places: Item ids by place in the record (`("participants", 0, "positions", 1)`).
    """

    data: Data
    places: dict[tuple[str | int, ...], str]


def assemble(items: Iterable[Item], frame: Data) -> Assembled:
    """Make a record of items; ids are numbered anew in order.

    Args:
        items: The items that stay; children of a missing parent are left out.
        frame: The machine's record, for what no item holds (id, source, sha256).
    """
    listed = list(items)
    under: dict[str | None, list[Item]] = {}
    for item in listed:
        under.setdefault(item.parent, []).append(item)
    names: dict[str, str] = {}
    for kind, prefix in _PREFIXES:
        same = [item for item in under.get(None, ()) if item.kind == kind]
        names |= {item.id: f"{prefix}-{number}" for number, item in enumerate(same, 1)}
    data: Data = {
        "schema_version": frame["schema_version"],
        "release": {},
        "event": None,
        "issues": [],
        "provenance": frame["provenance"],
    }
    places: dict[tuple[str | int, ...], str] = {}
    for section in SECTIONS:
        _fill(data, section, None, (), under, names, places)
    data["release"] = {
        **{key: frame["release"][key] for key in ("id", "source", "sha256")},
        **data["release"],
    }
    return Assembled(data, places)


def _fill(
    target: Data,
    name: str,
    parent: str | None,
    place: tuple[str | int, ...],
    under: Mapping[str | None, list[Item]],
    names: Mapping[str, str],
    places: dict[tuple[str | int, ...], str],
) -> None:
    kind = kinds()[name]
    made: list[Data] = []
    for number, item in enumerate(entry for entry in under.get(parent, ()) if entry.kind == name):
        own = (*place, name, number) if kind.many else (*place, name)
        places[own] = item.id
        entry = _plain(kind, _renamed(kind, item.values, names))
        if item.id in names:
            entry["id"] = names[item.id]
        for child in kind.children:
            _fill(entry, child, item.id, own, under, names, places)
        if kind.quoted:
            entry["evidence"] = list(item.evidence)
        if name in _DOUBTED:
            entry["doubts"] = list(item.doubts)
        made.append(entry)
    target[name] = made if kind.many else (made[0] if made else None)


_DOUBTED = frozenset(
    {"event", "countries", "positions", "participants", "topics", "measures"}
    | {"documents", "statements"}
)


def _plain(kind: Kind, values: Mapping[str, Any]) -> Data:
    result: Data = {}
    for field in kind.fields:
        head, _, tail = field.name.partition(".")
        if tail:
            result.setdefault(head, {})[tail] = values[field.name]
        else:
            result[head] = values[field.name]
    return result


def tree(items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
    """Items with their depth, each followed by what stands under it."""
    under: dict[str | None, list[Item]] = {}
    for item in items:
        under.setdefault(item.parent, []).append(item)

    def below(parent: str | None, depth: int) -> Iterator[tuple[int, Item]]:
        for item in under.get(parent, ()):
            yield depth, item
            yield from below(item.id, depth + 1)

    for section in SECTIONS:
        for item in under.get(None, ()):
            if item.kind == section:
                yield 0, item
                yield from below(item.id, 1)
