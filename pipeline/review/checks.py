"""What keeps items from being a record, told by item and field.

The record's own validation has the last word; what reviewers run into is found here first, where
the item and the field are known and can be named in their language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.review.fold import Entry, State
from pipeline.review.kinds import kinds

Code = Literal["dangling", "country", "twice", "speaker", "dates", "contract"]
_LISTED: Final = frozenset({"participants", "positions"})
"""Kinds whose country must stand among the countries."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document is no valid record yet.

    Attributes:
        message: What the contract says, in English.
        item: The item it is about, if one can be named.
        code: What kind of problem it is; `contract` for whatever only the validation found.
        field: The field it is about, if one is.
        value: What the field refers to, in words.
    """

    message: str
    item: str | None
    code: Code = "contract"
    field: str | None = None
    value: str = ""


def broken(state: State) -> Iterator[Problem]:
    """References to what does not stand, countries not listed or listed twice, impossible pairs."""
    standing = {entry.item.id: entry for entry in state.standing()}
    codes = Counter(e.values["code"].value for e in standing.values() if e.item.kind == "countries")
    known = standing.keys() | codes.keys()
    for key, entry in standing.items():
        yield from _dangling(state, entry, known)
        if entry.item.kind in _LISTED:
            code = entry.values["country"].value
            if code is not None and code not in codes:
                message = f"country {code!r} of {entry.label!r} is not among countries"
                yield Problem(message, key, "country", "country", code)
        elif entry.item.kind == "countries" and codes[entry.values["code"].value] > 1:
            yield Problem(f"country {entry.label!r} stands twice", key, "twice", "code")
        elif entry.item.kind == "statements":
            if (entry.values["speaker"].value is None) == (entry.values["source"].value is None):
                message = "a statement has a speaker or else a source"
                yield Problem(message, key, "speaker", "speaker")
        elif entry.item.kind == "date":
            start, end = entry.values["start"].value, entry.values["end"].value
            if end is not None and end < start:
                yield Problem("an event cannot end before it starts", key, "dates", "end")


def _dangling(state: State, entry: Entry, known: set[str]) -> Iterator[Problem]:
    for field in kinds()[entry.item.kind].decided:
        value = entry.values[field.name].value if field.target is not None else None
        for key in value if isinstance(value, list) else [value]:
            if key is None or key in known:
                continue
            target = state.entries.get(key)
            label = target.label if target is not None else str(key)
            message = f"{field.name} of {entry.label!r} refers to {label!r}, which is rejected"
            yield Problem(message, entry.item.id, "dangling", field.name, label)
