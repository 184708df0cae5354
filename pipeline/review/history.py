"""Decisions as lines for people: what happened to an item, and what was not carried over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.review.desk import Sheet
from pipeline.review.events import Event, origin
from pipeline.review.fold import State
from pipeline.review.kinds import IDENTITY, kinds
from pipeline.review.rows import short, show
from pipeline.review.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One decision as it is shown.

    Attributes:
        by: Who took it.
        at: When.
        op: What was done, in words.
        kind: Kind of the item, in words.
        item: The item's name, or what it was called then.
        field: The field, in words; empty for the whole item.
        before: The value that was shown.
        after: The new value; empty where there is none.
        key: Id of the item on the page, or `None` if it is not there any more.
    """

    by: str
    at: str
    op: str
    kind: str
    item: str
    field: str
    before: str
    after: str
    key: str | None


def lines(sheet: Sheet, state: State, events: Sequence[Event], words: Words) -> list[Line]:
    """Decisions as lines, in their order."""
    made = []
    for event in events:
        kind, label = _named(sheet, state, event)
        field = kinds()[kind].field(event.field or "") if kind else None
        name = words.field(kind, event.field) if kind and event.field else ""
        after = event.after
        if event.op == "add":
            after = (event.after or {}).get("values", {}).get(IDENTITY.get(kind, ""))
        made.append(
            Line(
                event.reviewer,
                event.time,
                words(
                    "op.restore" if event.op == "reject" and after is False else f"op.{event.op}"
                ),
                words.kind(kind) if kind else "",
                short(label),
                name,
                _value(state, kind, field, event.before, words) if name else "",
                _value(state, kind, field, after, words) if name or after else "",
                event.item if event.item in state.entries else None,
            )
        )
    return made


def of_item(events: Sequence[Event], item: str) -> list[Event]:
    """The events about an item: undos of those, too."""
    by_seq = {event.seq: event for event in events}
    return [event for event in events if origin(event, by_seq).item == item]


def _named(sheet: Sheet, state: State, event: Event) -> tuple[str, str]:
    """Kind and name of the item an event is about, from wherever it is still known."""
    entry = state.entries.get(event.item or "")
    if entry is not None:
        return entry.item.kind, entry.label
    if event.op == "add":
        kind = str(event.after["kind"])
        return kind, str(event.after["values"].get(IDENTITY[kind]) or "")
    items: Mapping[str, Any] = sheet.older.get(event.extraction, sheet.items)
    item = items.get(event.item or "")
    if item is None:
        return "", ""
    return item.kind, str(item.values.get(IDENTITY[item.kind]) or "")


def _value(state: State, kind: str, field: Any, value: Any, words: Words) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return " · ".join(short(quote["text"]) for quote in value)
    if field is not None:
        return show(state, kind, field, value, words)
    return "" if value is None else short(str(value))
