"""The light gold format: values and verbatim strings, no offsets.

One JSON object a release, with the keys `id`, `event`, `participants`, `countries`, `documents`,
`statements` and `doubts`. Every verbatim string (`forms`, `text`, `quote`) stands in the text
exactly as written; `pipeline.gold.convert` finds out where.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InputError
from pipeline.layers import Attendance, CountryStatus, DocumentKind, DocumentStatus, EventKind

ANNOTATED: Final = (
    "countries.code",
    "countries.represented",
    "countries.status",
    "documents.kind",
    "documents.measures.text",
    "documents.status",
    "documents.title",
    "documents.topics.text",
    "event.date.start",
    "event.kind",
    "event.name",
    "event.organization",
    "event.place.country",
    "event.place.name",
    "participants.attendance",
    "participants.country",
    "participants.name.full",
    "participants.positions.country",
    "participants.positions.organization",
    "participants.positions.text",
    "participants.positions.title",
    "statements.kind",
    "statements.speaker",
    "statements.text",
)
"""Fields of a record that the light format annotates."""


class _Light(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LightTitle(_Light):
    """An office: `text` is verbatim, `organization` a name in the nominative or verbatim."""

    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    organization: str | None
    country: str | None


class LightPerson(_Light):
    """A participant; `forms` are all forms of the name in the text."""

    name: str = Field(min_length=1)
    forms: tuple[str, ...] = Field(min_length=1)
    titles: tuple[LightTitle, ...]
    country: str | None
    attendance: Attendance


class LightCountry(_Light):
    """A country and the verbatim forms that name it."""

    code: str
    status: CountryStatus
    represented: bool
    forms: tuple[str, ...] = Field(min_length=1)


class LightSubject(_Light):
    """A topic or measure in the nominative, and its words."""

    text: str = Field(min_length=1)
    quote: str = Field(min_length=1)


class LightDocument(_Light):
    """A document; `text` is its verbatim name."""

    kind: DocumentKind
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    status: DocumentStatus
    topics: tuple[LightSubject, ...]
    measures: tuple[LightSubject, ...]


class LightStatement(_Light):
    """A statement; `quote` is its content, or the first piece of an interrupted one."""

    speaker: str | None
    source: str | None = None
    kind: Literal["direct", "reported"]
    quote: str = Field(min_length=1)


class LightEvent(_Light):
    """The main event; `organization` is a name."""

    kind: EventKind
    name: str | None
    place: str | None
    place_country: str | None
    date: date | None
    organization: str | None


class LightGold(_Light):
    """The annotation of one release."""

    id: str = Field(min_length=1)
    event: LightEvent | None
    participants: tuple[LightPerson, ...]
    countries: tuple[LightCountry, ...]
    documents: tuple[LightDocument, ...]
    statements: tuple[LightStatement, ...]
    doubts: tuple[str, ...] = ()


def is_light(data: object) -> bool:
    """Whether decoded JSON has the shape of the light format."""
    return isinstance(data, Mapping) and {"id", "event", "participants"} <= set(data)


def read_light(data: object, *, name: str) -> LightGold:
    """Read decoded JSON in the light format.

    Args:
        data: The decoded JSON.
        name: What errors call the file.

    Raises:
        InputError: A field is missing, unknown or holds a value the contract does not know.
    """
    try:
        return LightGold.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{name}: {place}: {first['msg']}") from None
