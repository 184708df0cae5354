"""Decisions: what a reviewer did, one event each, never changed afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

Op = Literal[
    "accept",
    "edit",
    "reanchor",
    "reject",
    "add",
    "undo",
    "comment",
    "done",
    "reopen",
    "adjudicate",
]
Mode = Literal["shared", "independent", "blind", "adjudication"]
"""Who sees an event: everybody; only its reviewer, over the machine's record or over nothing;
or everybody, over two reviewers' records."""

OPS: Final[frozenset[str]] = frozenset(get_args(Op))
EVIDENCE: Final = "evidence"
"""The name under which an item's evidence is decided, beside its fields."""


@dataclass(frozen=True, slots=True)
class Event:
    """One decision.

    Attributes:
        seq: Its number in the log; grows.
        document: Number of the document in the store.
        extraction: Number of the extraction it was made over.
        reviewer: Who decided.
        mode: Who sees it.
        session: The browser page it came from.
        time: When, ISO 8601 in UTC.
        client_id: Unique id given by the page, so that a repeated request is one event.
        op: What was done.
        item: The item; `None` for `done`, `reopen` and `undo`.
        field: The field; `None` for the item as a whole.
        before: The value that was shown.
        after: The new value.
        base_seq: The last event the page had seen when the key was pressed.
        undoes: The event that an `undo` cancels.
    """

    seq: int
    document: int
    extraction: int
    reviewer: str
    mode: Mode
    session: str
    time: str
    client_id: str
    op: Op
    item: str | None
    field: str | None
    before: Any
    after: Any
    base_seq: int
    undoes: int | None

    def touches(self, item: str | None, field: str | None) -> bool:
        """Whether it decides about that field, or either is about the whole item."""
        if item is None or self.item != item:
            return False
        return self.field is None or field is None or self.field == field


def effective(events: Sequence[Event]) -> list[Event]:
    """The events that count, in order: without undone ones and without undos.

    An undo can itself be undone (that is redo); so the log is read from its end.
    """
    cancelled: set[int] = set()
    kept = []
    for event in reversed(events):
        if event.seq in cancelled:
            continue
        if event.op == "undo":
            assert event.undoes is not None
            cancelled.add(event.undoes)
        else:
            kept.append(event)
    return kept[::-1]


@dataclass(frozen=True, slots=True)
class Stacks:
    """What a reviewer can undo and redo: events, the next one last."""

    undo: tuple[Event, ...]
    redo: tuple[Event, ...]


def stacks(events: Sequence[Event], reviewer: str) -> Stacks:
    """A reviewer's undo and redo stacks, from the log alone: they outlive the page.

    A new decision empties the redo stack, as in any editor.
    """
    by_seq = {event.seq: event for event in events}
    done: list[Event] = []
    undone: list[Event] = []
    for event in events:
        if event.reviewer != reviewer:
            continue
        if event.op != "undo":
            done.append(event)
            undone.clear()
            continue
        assert event.undoes is not None
        target = by_seq[event.undoes]
        if target.op == "undo":
            undone = [entry for entry in undone if entry.seq != target.seq]
            assert target.undoes is not None
            done.append(by_seq[target.undoes])
        else:
            done = [entry for entry in done if entry.seq != target.seq]
            undone.append(event)
    return Stacks(tuple(done), tuple(undone))


def origin(event: Event, by_seq: dict[int, Event]) -> Event:
    """The decision that an undo, or an undo of an undo, is about."""
    while event.op == "undo":
        assert event.undoes is not None
        event = by_seq[event.undoes]
    return event
