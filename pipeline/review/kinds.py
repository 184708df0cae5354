"""The kinds of items a reviewer decides on, read from the pydantic records.

A record is a tree of items: everything that carries evidence of its own (a participant, a
position, the event's date, a topic) is an item; its plain fields are what is decided. Nothing of
the record's form is written down a second time here: `KINDS` walks the models. What the models
do not say (which field names an item, which fields follow another) stands in the constants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

from pipeline.records import ConceptInfo, Record

Editor = Literal[
    "text", "choice", "flags", "yes_no", "date", "country", "concept", "reference", "references"
]

SECTIONS: Final = (
    "participants",
    "countries",
    "event",
    "documents",
    "statements",
    "organizations",
    "release",
)
"""Order of the record's parts on the page."""

IDENTITY: Final = {
    "participants": "name.full",
    "positions": "text",
    "countries": "code",
    "documents": "title",
    "topics": "text",
    "measures": "text",
    "statements": "text",
    "organizations": "name",
    "place": "name",
    "date": "start",
    "issuer": "name",
    "event": "kind",
    "release": "headline",
}
"""The field that names an item."""

LEADS: Final = {**IDENTITY, "positions": "title", "event": "name"}
"""The field that is shown first: what a reader calls the item."""

FOLLOWS: Final = {
    ("countries", "name"): "code",
    ("positions", "country_basis"): "country",
    ("positions", "text"): "evidence",
    ("organizations", "wikidata"): "name",
}
"""Fields that are not decided on their own: they follow another field, or the evidence."""

VERBATIM: Final = frozenset({("positions", "text"), ("statements", "text")})
"""Fields that are the words of the evidence; taking other words as evidence changes them."""

_HIDDEN: Final = {
    "release": frozenset({"id", "source", "sha256"}),
    "*": frozenset({"id", "evidence", "doubts"}),
}
_REFERENCES: Final = {
    "organization": "organizations",
    "speaker": "participants",
    "signatories": "participants",
}
_NEUTRAL: Final = ("other", "mentioned", "referenced", "reported", "stated")


@dataclass(frozen=True)
class Field:
    """A field of an item that a reviewer decides on.

    Attributes:
        name: Its name, dotted inside a plain object (`name.full`).
        editor: How it is edited.
        nullable: Whether `null` is a value of it.
        choices: The closed list, where it has one.
        target: Kind of the items it refers to, for references.
        annotation: Its type in the model.
        derived: Whether it only follows another field.
    """

    name: str
    editor: Editor
    nullable: bool
    choices: tuple[str, ...]
    target: str | None
    annotation: Any
    derived: bool

    @property
    def neutral(self) -> Any:
        """What the field holds in an item that a reviewer adds, until they say otherwise."""
        if self.nullable:
            return None
        if self.editor in {"flags", "references"}:
            return []
        if self.editor == "yes_no":
            return False
        return next((value for value in _NEUTRAL if value in self.choices), None)

    def adapter(self) -> TypeAdapter[Any]:
        """Validates values of the field as the record does."""
        return TypeAdapter(self.annotation)


@dataclass(frozen=True)
class Kind:
    """A kind of item: `name` is the field of the record that holds it.

    Attributes:
        name: `participants`, `positions`, `date`, …
        many: Whether it is a list; else at most one stands in its parent.
        parents: Kinds it can stand under; empty for the record's own fields.
        fields: The fields that are decided, and those that follow.
        children: Kinds that stand under it.
        quoted: Whether it carries evidence at all (the release's own data do not).
    """

    name: str
    many: bool
    parents: tuple[str, ...]
    fields: tuple[Field, ...]
    children: tuple[str, ...]
    quoted: bool

    @property
    def identity(self) -> str:
        """The field that names the item."""
        return IDENTITY[self.name]

    def field(self, name: str) -> Field | None:
        """The field of that name, or `None`."""
        return next((field for field in self.fields if field.name == name), None)

    @cached_property
    def decided(self) -> tuple[Field, ...]:
        """The fields a reviewer decides on, the one that names the item first."""
        found = (field for field in self.fields if not field.derived)
        return tuple(sorted(found, key=lambda field: field.name != LEADS[self.name]))


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of item of a record, by name."""
    found: dict[str, Kind] = {}
    for name in SECTIONS:
        _walk(name, Record.model_fields[name].annotation, None, found)
    return found


def _walk(name: str, annotation: Any, parent: str | None, found: dict[str, Kind]) -> None:
    model, many = _item_model(annotation)
    assert model is not None
    if name in found:  # topics stand under documents and under statements
        known = found[name]
        parents = (*known.parents, *([parent] if parent else []))
        found[name] = Kind(
            known.name, known.many, parents, known.fields, known.children, known.quoted
        )
        return
    fields: list[Field] = []
    children: list[tuple[str, Any]] = []
    for key, field in model.model_fields.items():
        if key in _HIDDEN["*"] or key in _HIDDEN.get(name, ()):
            continue
        inner, _ = _item_model(field.annotation)
        if inner is not None and "evidence" in inner.model_fields:
            children.append((key, field.annotation))
        elif inner is not None and inner is not ConceptInfo:
            fields += [
                _field(name, f"{key}.{sub}", item.annotation)
                for sub, item in inner.model_fields.items()
            ]
        else:
            fields.append(_field(name, key, field.annotation))
    found[name] = Kind(
        name,
        many,
        (parent,) if parent else (),
        tuple(fields),
        tuple(key for key, _ in children),
        "evidence" in model.model_fields,
    )
    for key, inner_annotation in children:
        _walk(key, inner_annotation, name, found)


def _item_model(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model inside `X`, `X | None` or `tuple[X, ...]`, and whether it is a tuple."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return _item_model(arguments[0])[0], True
    if origin in {Union, UnionType}:
        inner = [argument for argument in arguments if argument is not NoneType]
        return _item_model(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    return None, False


def _field(kind: str, name: str, annotation: Any) -> Field:
    bare, nullable = annotation, False
    if get_origin(annotation) in {Union, UnionType}:
        nullable = NoneType in get_args(annotation)
        (bare,) = (argument for argument in get_args(annotation) if argument is not NoneType)
    many = get_origin(bare) is tuple
    element = get_args(bare)[0] if many else bare
    choices = tuple(get_args(element)) if get_origin(element) is Literal else ()
    target = _REFERENCES.get(name)
    editor: Editor = "text"
    if target is not None:
        editor = "references" if many else "reference"
    elif choices:
        editor = "flags" if many else "choice"
    elif element is bool:
        editor = "yes_no"
    elif element is date:
        editor = "date"
    elif element is ConceptInfo:
        editor = "concept"
    elif name in {"country", "code"}:
        editor = "country"
    return Field(name, editor, nullable, choices, target, annotation, (kind, name) in FOLLOWS)
