"""The reviewer's desk: documents of one run, their state, and decisions taken over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from pipeline.records import Record
from pipeline.review.carry import Carry
from pipeline.review.checks import Problem, broken
from pipeline.review.decisions import (
    ConflictError,
    Decision,
    DecisionError,
    StaleError,
    checked_quotes,
    checked_value,
    known_field,
    new_item,
    shown_value,
)
from pipeline.review.events import EVIDENCE, Event, Mode, origin, stacks
from pipeline.review.fold import State, apply, fold
from pipeline.review.items import Assembled, Data, Item, Note, assemble, items_of, notes_of
from pipeline.review.kinds import kinds
from pipeline.review.merge import Merged, finished, merge, only_release
from pipeline.review.store import Document, Extraction, Store


@dataclass(frozen=True)
class Reviewer:
    """Who sits at the desk, and whose decisions they see."""

    name: str
    mode: Mode = "shared"

    def sees(self, event: Event) -> bool:
        """Whether the event is part of what this reviewer is shown."""
        if event.mode != self.mode:
            return False
        return self.mode in {"shared", "adjudication"} or event.reviewer == self.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision: its event, and the items that changed since the page's state."""

    event: Event
    state: State
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One document on the desk: what does not change while it lies there."""

    document: Document
    extraction: Extraction
    text: str
    record: Data
    items: Mapping[str, Item]
    notes: tuple[Note, ...]
    older: Mapping[int, Mapping[str, Item]]

    def carry(self) -> Carry:
        """The rule by which decisions over older extractions hold."""
        return Carry(self.extraction.number, {**self.older, self.extraction.number: self.items})


def open_sheet(store: Store, document: Document, extraction: Extraction) -> Sheet:
    """Read a document and its extraction, and the older extractions decisions were made over."""
    record = store.record(extraction.number)
    wanted = {event.extraction for event in store.events(document.number)}
    return Sheet(
        document,
        extraction,
        store.text(document.number),
        record,
        items_of(record),
        notes_of(record),
        {
            other.number: items_of(store.record(other.number))
            for other in store.extractions(document.number)
            if other.number != extraction.number and other.number in wanted
        },
    )


class Desk:
    """Takes decisions and tells what is shown.

    Args:
        store: The log.
        reviewer: Who decides.
    """

    def __init__(self, store: Store, reviewer: Reviewer) -> None:
        self.store = store
        self.reviewer = reviewer

    def events(self, sheet: Sheet) -> list[Event]:
        """The document's events that this reviewer is shown."""
        return [e for e in self.store.events(sheet.document.number) if self.reviewer.sees(e)]

    def state(self, sheet: Sheet, events: Sequence[Event] | None = None) -> State:
        """The document as this reviewer sees it."""
        shown = self.events(sheet) if events is None else events
        if self.reviewer.mode == "adjudication":
            state = self.merged(sheet).state
            state.seq = shown[-1].seq if shown else 0
            return state
        blind = self.reviewer.mode == "blind"
        return fold(only_release(sheet.items) if blind else sheet.items, shown, sheet.carry())

    def merged(self, sheet: Sheet) -> Merged:
        """The records of those who worked on their own, as one."""
        return merge_all(self.store, sheet)

    def decide(self, sheet: Sheet, decision: Decision) -> Outcome:
        """Write a decision down, or say why not; the same request twice is one event.

        Raises:
            ConflictError: Somebody else decided the same since the page saw it.
            StaleError: The page shows another text, or the document has changed under a `done`.
            DecisionError: The record's contract does not allow it.
        """
        with self.store.writing():
            known = self.store.find_event(decision.client_id)
            if known is not None:
                events = self.events(sheet)
                return _outcome(known, events, self.state(sheet, events), decision.seen)
            if decision.sha256 != sheet.document.sha256:
                raise StaleError(
                    "the page shows another text than the one stored: reload it", "refused.text"
                )
            events = self.events(sheet)
            state = self.state(sheet, events)
            event = self._event(sheet, decision, events, state)
            self._check_lock(event, decision, events, state)
            written = self.store.append(event)
        events.append(written)
        if written.op == "undo" or self.reviewer.mode == "adjudication":
            state = self.state(sheet, events)
        else:  # the last event of a fold: a long document need not be folded twice for one key
            apply(state, written)
        return _outcome(written, events, state, decision.seen)

    def _event(self, sheet: Sheet, decision: Decision, events: list[Event], state: State) -> Event:
        item, field, after, undoes = decision.item, decision.field, decision.value, None
        op = decision.op
        if (op == "adjudicate") != (self.reviewer.mode == "adjudication") and op not in _ANY:
            raise DecisionError(f"{op} is not done in this mode")
        if op in {"undo", "redo"}:
            both = stacks(events, self.reviewer.name)
            found = both.undo if op == "undo" else both.redo
            if not found:
                raise DecisionError(f"there is nothing to {op}", f"{op}_empty")
            undoes, item, field, after = found[-1].seq, None, None, None
        elif op == "add":
            quotes = checked_quotes(decision, sheet.text)
            item, after = new_item(state, decision, quotes)
        elif op == "reanchor":
            known_field(state, decision)
            field, after = EVIDENCE, checked_quotes(decision, sheet.text)
        elif op == "adjudicate" and field in {None, EVIDENCE}:
            known_field(state, decision)
            after = checked_quotes(decision, sheet.text) if field else bool(decision.value)
        elif op in {"edit", "adjudicate"}:
            known_field(state, decision)
            if field is None:
                raise DecisionError("which field?")
            kind = kinds()[state.entries[decision.item or ""].item.kind]
            after = checked_value(state, kind, field, decision.value)
        elif op in {"accept", "reject", "comment"}:
            known_field(state, decision)
            if op == "accept" and field == EVIDENCE:
                raise DecisionError("evidence is accepted with its field")
            # A rejection can be taken back by another key than undo: `value` false.
            after = str(decision.value) if op == "comment" else None
            after = False if op == "reject" and decision.value is False else after
        else:
            item = field = after = None
            self._check_done(sheet, op, state)
        return Event(
            seq=0,
            document=sheet.document.number,
            extraction=sheet.extraction.number,
            reviewer=self.reviewer.name,
            mode=self.reviewer.mode,
            session=decision.session,
            time=datetime.now(UTC).isoformat(timespec="milliseconds"),
            client_id=decision.client_id,
            op="undo" if op == "redo" else op,
            item=item,
            field=field,
            before=shown_value(state, item, field),
            after=after,
            base_seq=decision.seen,
            undoes=undoes,
        )

    def _check_done(self, sheet: Sheet, op: str, state: State) -> None:
        if op != "done":
            return
        if state.open:
            raise DecisionError(f"{state.open} fields are undecided", "undecided")
        found = problems(state, sheet)
        if found:
            raise DecisionError("; ".join(problem.message for problem in found))

    def _check_lock(
        self, event: Event, decision: Decision, events: list[Event], state: State
    ) -> None:
        others = [
            other
            for other in events
            if other.seq > decision.seen and other.session != decision.session
        ]
        if event.op in {"done", "reopen", "adjudicate"}:
            if others:
                raise StaleError(
                    "somebody else has changed the document: look again", "refused.changed"
                )
            return
        by_seq = {entry.seq: entry for entry in events}
        target = origin(by_seq[event.undoes], by_seq) if event.undoes is not None else event
        for other in reversed(others):
            theirs = origin(other, by_seq)
            if theirs.op != "comment" and theirs.touches(target.item, target.field):
                raise ConflictError(
                    f"{other.reviewer} decided this at {other.time}",
                    {
                        "reviewer": other.reviewer,
                        "time": other.time,
                        "op": other.op,
                        "value": shown_value(state, target.item, target.field),
                        "seq": other.seq,
                        "item": target.item,
                        "field": target.field,
                    },
                )


def _outcome(event: Event, events: Sequence[Event], state: State, seen: int) -> Outcome:
    by_seq = {entry.seq: entry for entry in events}
    recent = [origin(entry, by_seq) for entry in events if entry.seq > seen]
    changed = dict.fromkeys(entry.item for entry in recent if entry.item is not None)
    return Outcome(event, state, tuple(changed))


_ANY = frozenset({"undo", "redo", "comment"})


def merge_all(store: Store, sheet: Sheet) -> Merged:
    """Merge the finished records of all who worked on their own."""
    events = store.events(sheet.document.number)
    return merge(finished(sheet.items, events, sheet.carry()), events)


def record_of(state: State, sheet: Sheet) -> Assembled:
    """The record as it stands, not validated."""
    return assemble([entry.as_item() for entry in state.standing()], sheet.record)


def problems(state: State, sheet: Sheet) -> list[Problem]:
    """What keeps the document from being a valid record of its text."""
    found = list(broken(state))
    if found:
        return found
    made = record_of(state, sheet)
    try:
        Record.model_validate(made.data, context={"text": sheet.text}, strict=False)
    except ValidationError as error:
        return [
            Problem(_message(detail), _item_at(made, detail["loc"])) for detail in error.errors()
        ]
    return []


def _message(detail: Any) -> str:
    place = ".".join(str(part) for part in detail["loc"])
    return f"{place}: {detail['msg']}" if place else str(detail["msg"])


def _item_at(made: Assembled, place: tuple[str | int, ...]) -> str | None:
    for end in range(len(place), 0, -1):
        if place[:end] in made.places:
            return made.places[place[:end]]
    return None
