"""Records as marks on the text with links between them, the common ground of annotation tools.

Every piece of evidence is a mark. An item's first piece carries its values; the others are linked
to it by `Same`. Values that the words give of themselves (a name that stands in the nominative)
are left out of the note, so that a mark made by hand needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.exports.schema import KINDS, SAME
from pipeline.records import Record

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that was labelled.

    Attributes:
        id: Unique within its release.
        kind: Name of its kind.
        start: First code point.
        end: One past the last.
        closed: Values of closed lists by field.
        flags: Fields that are true.
        note: Other values by field, as JSON.
    """

    id: str
    kind: str
    start: int
    end: int
    closed: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    note: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one mark to another, by their ids."""

    name: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """The marks of one release, in the record's order, and their links."""

    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


def to_marks(record: Record) -> Annotations:
    """A record's items as marks and links.

    Doubts, issues and provenance are the program's own words about itself and left out, as is an
    issuer that only the metadata names.
    """
    return _Writer(record).annotations()


def default_of(kind: str, name: str, words: str, values: Mapping[str, Any]) -> Any:
    """The value of a field that the words give of themselves; `None` where they give none.

    Args:
        kind: The mark's kind.
        name: The field.
        words: The item's words, pieces joined by a space.
        values: The item's values so far.
    """
    if (kind, name) in _WORDS:
        return words
    return values.get("text") if (kind, name) == ("Position", "title") else None


_WORDS = frozenset(
    {
        ("Person", "name.full"),
        ("Position", "text"),
        ("Organization", "name"),
        ("Place", "name"),
        ("Issuer", "name"),
        ("Document", "title"),
        ("Topic", "text"),
        ("Measure", "text"),
        ("Statement", "text"),
    }
)
"""Fields that an item's first words stand for; a statement's all of them."""


def words_of(kind: str, pieces: Iterable[str]) -> str:
    """An item's words: a statement's are all its pieces, another item's the first."""
    found = list(pieces)
    return " ".join(found) if kind == "Statement" else found[0]


class _Writer:
    def __init__(self, record: Record) -> None:
        self._data: Data = record.model_dump(mode="json")
        self._marks: list[Mark] = []
        self._links: list[Link] = []
        self._ids: dict[str, str] = {}

    def annotations(self) -> Annotations:
        data = self._data
        issuer = data["release"]["issuer"]
        if issuer is not None and issuer["evidence"]:
            self._add("Issuer", issuer)
        for body in data["organizations"]:
            self._ids[body["id"]] = self._add("Organization", body, skip=("id",))
        for country in data["countries"]:
            self._ids[country["code"]] = self._add("Country", country)
        for person in data["participants"]:
            self._person(person)
        if data["event"] is not None:
            self._event(data["event"])
        for document in data["documents"]:
            made = self._add("Document", document, skip=("id", "signatories"))
            self._children(made, document)
            for signatory in document["signatories"]:
                self._links.append(Link("SignedBy", made, self._ids[signatory]))
        for statement in data["statements"]:
            made = self._add("Statement", statement, skip=("speaker",))
            self._children(made, statement)
            if statement["speaker"] is not None:
                self._links.append(Link("SaidBy", made, self._ids[statement["speaker"]]))
        return Annotations(tuple(self._marks), tuple(self._links))

    def _person(self, person: Data) -> None:
        values = {key: value for key, value in person.items() if key != "name"}
        values |= {f"name.{key}": value for key, value in person["name"].items()}
        made = self._add("Person", values, skip=("id", "positions"))
        self._ids[person["id"]] = made
        for position in person["positions"]:
            office = self._add("Position", position, skip=("organization",))
            self._links.append(Link("Holds", made, office))
            self._in(office, position)

    def _event(self, event: Data) -> None:
        made = self._add("Event", event, skip=("date", "place", "organization"))
        for field_name, kind, link in (("date", "EventDate", "When"), ("place", "Place", "Where")):
            if event[field_name] is not None:
                self._links.append(Link(link, made, self._add(kind, event[field_name])))
        self._in(made, event)

    def _in(self, made: str, item: Data) -> None:
        if item["organization"] is not None:
            self._links.append(Link("In", made, self._ids[item["organization"]]))

    def _children(self, made: str, item: Data) -> None:
        for topic in item["topics"]:
            self._links.append(Link("About", made, self._add("Topic", topic)))
        for measure in item.get("measures", ()):
            self._links.append(Link("ProvidesFor", made, self._add("Measure", measure)))

    def _add(self, kind: str, item: Data, skip: tuple[str, ...] = ()) -> str:
        known = KINDS[kind]
        left = {"evidence", "doubts", "topics", "measures", *skip}
        values = {key: value for key, value in item.items() if key not in left}
        words = words_of(kind, (piece["text"] for piece in item["evidence"]))
        note = {
            key: value
            for key, value in values.items()
            if key not in known.closed
            and key not in known.flags
            and value not in (None, [])
            and value != default_of(kind, key, words, values)
        }
        first = ""
        for piece in item["evidence"]:
            made = f"{len(self._marks) + 1}"
            if first:
                self._marks.append(Mark(made, kind, piece["start"], piece["end"]))
                self._links.append(Link(SAME, made, first))
                continue
            first = made
            self._marks.append(
                Mark(
                    made,
                    kind,
                    piece["start"],
                    piece["end"],
                    {key: values[key] for key in known.closed if values[key] is not None},
                    tuple(key for key in known.flags if values[key]),
                    note,
                )
            )
        return first
