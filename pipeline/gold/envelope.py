"""The gold envelope: `{record, kind, annotated}`.

`record` is a full record of the contract, `kind` says how the annotation came about, and
`annotated` lists the fields that were annotated: a path (`participants.positions.title`) stands
for that field and everything below it. Fields that are not listed hold neutral values and are
never scored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import InputError
from pipeline.records import Record

KINDS: Final = ("blind", "single", "corrected", "adjudicated")
"""How gold comes about: annotated by reading alone; by one reviewer over the machine's record
(`single`, `corrected`); settled between two annotators."""


class Envelope(BaseModel):
    """One annotated release.

    Attributes:
        record: The record as it should be.
        kind: How it was made, usually one of `KINDS`; scores are reported by kind.
        annotated: Paths of the annotated fields.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    record: Record
    kind: str = Field(min_length=1)
    annotated: tuple[str, ...]

    @classmethod
    def parse(cls, data: str | bytes, text: str | None = None, *, name: str = "gold") -> Envelope:
        """Read an envelope, and check its quotations if the release's `text` is given.

        Raises:
            InputError: It is no envelope, or its record breaks the contract.
        """
        context = {"text": text} if text is not None else None
        try:
            return cls.model_validate_json(data, context=context)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "envelope"
            raise InputError(f"{name}: {place}: {first['msg']}") from None

    def to_json(self) -> str:
        """The envelope as indented JSON with a final newline; the same gold, the same bytes."""
        data = self.model_dump(mode="json")
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def is_envelope(data: object) -> bool:
    """Whether decoded JSON has the shape of an envelope."""
    return isinstance(data, Mapping) and "record" in data and "annotated" in data


def is_annotated(path: str, annotated: tuple[str, ...]) -> bool:
    """Whether the field at `path` was annotated: it or a field above it is listed."""
    return any(path == listed or path.startswith(f"{listed}.") for listed in annotated)
