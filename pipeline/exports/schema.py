"""How a record looks to an annotation tool: kinds of marks, their closed values and their links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, get_args

from pipeline import layers

SAME: Final = "Same"
"""Link from a further piece of evidence to the first of its item."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mark.

    Attributes:
        name: Its name in the annotation tool.
        closed: Fields with a closed list of values, by name.
        flags: Fields that are true or false.
        main: The field that a note of plain words stands for.
        colour: Background for tools that colour marks.
    """

    name: str
    colour: str
    main: str
    closed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link between marks: `sources` to `targets`."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


def _values(kind: Any) -> tuple[str, ...]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(item.value) for item in kind)
    return tuple(str(value) for value in get_args(kind))


_BASIS = _values(layers.Basis)

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("Person", "#ffd6a5", "name.full", {"attendance": _values(layers.Attendance)}),
            Kind(
                "Position",
                "#fdffb6",
                "title",
                {"rank": _values(layers.Rank), "country_basis": _BASIS},
            ),
            Kind(
                "Country",
                "#caffbf",
                "code",
                {"status": _values(layers.CountryStatus), "basis": _BASIS},
                ("represented",),
            ),
            Kind("Organization", "#d0d1ff", "name", {"kind": _values(layers.OrganizationKind)}),
            Kind("Event", "#ffadad", "name", {"kind": _values(layers.EventKind)}),
            Kind("EventDate", "#ffc6ff", "start", {"basis": _BASIS}),
            Kind("Place", "#e4c1f9", "name"),
            Kind("Issuer", "#cfbaf0", "name"),
            Kind(
                "Document",
                "#9bf6ff",
                "title",
                {"kind": _values(layers.DocumentKind), "status": _values(layers.DocumentStatus)},
            ),
            Kind("Topic", "#a0c4ff", "text"),
            Kind("Measure", "#bde0fe", "text"),
            Kind("Statement", "#e9ecef", "text", {"kind": ("direct", "reported")}),
        )
    }
)
"""All kinds of marks by name."""

ASSUMED: Final[Mapping[str, str]] = MappingProxyType({"basis": "stated"})
"""Closed values an annotator may leave out; every other one has to be chosen."""

OPTIONAL: Final = frozenset({"country_basis"})
"""Closed values that are null where another field is."""

_ALL: Final = tuple(KINDS)

LINKS: Final[Mapping[str, LinkKind]] = MappingProxyType(
    {
        link.name: link
        for link in (
            LinkKind(SAME, _ALL, _ALL),
            LinkKind("Holds", ("Person",), ("Position",)),
            LinkKind("In", ("Position", "Event"), ("Organization",)),
            LinkKind("When", ("Event",), ("EventDate",)),
            LinkKind("Where", ("Event",), ("Place",)),
            LinkKind("SignedBy", ("Document",), ("Person", "Country")),
            LinkKind("About", ("Document", "Statement"), ("Topic",)),
            LinkKind("ProvidesFor", ("Document",), ("Measure",)),
            LinkKind("SaidBy", ("Statement",), ("Person",)),
        )
    }
)
"""All kinds of links by name."""
