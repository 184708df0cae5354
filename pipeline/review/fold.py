"""What is shown: the machine's items with the decisions applied, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.review.carry import Carry
from pipeline.review.events import EVIDENCE, Event, effective
from pipeline.review.items import Data, Item
from pipeline.review.kinds import FOLLOWS, VERBATIM, kinds

ValueState = Literal["machine", "default", "accepted", "edited", "added", "adjudicated"]
"""`default` is what an added item holds in a field that nobody has looked at."""

_OPEN = frozenset({"machine", "default"})


@dataclass(slots=True)
class Value:
    """A field's value and where it comes from.

    Attributes:
        value: What is shown.
        machine: What the machine said.
        state: Machine's, or decided how.
        by: Who decided last.
        at: When.
        seq: The last event about it.
    """

    value: Any
    machine: Any
    state: ValueState = "machine"
    by: str | None = None
    at: str | None = None
    seq: int = 0

    @property
    def decided(self) -> bool:
        """Whether a reviewer stands behind the value."""
        return self.state not in _OPEN


@dataclass(frozen=True, slots=True)
class Mark:
    """Who did something to an item as a whole, and when."""

    by: str
    at: str
    seq: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's remark on an item or one of its fields."""

    by: str
    at: str
    field: str | None
    text: str


@dataclass(slots=True)
class Entry:
    """An item as it stands.

    Attributes:
        item: The machine's item, or the added one with its first values.
        values: Its fields.
        evidence: Its quotations.
        added: Who added it, if a reviewer did.
        rejected: Who rejected it, if it is.
        comments: Remarks in order.
        settled: Whether an adjudicator said that it stands.
    """

    item: Item
    values: dict[str, Value]
    evidence: Value
    added: Mark | None = None
    rejected: Mark | None = None
    comments: list[Comment] = field(default_factory=list)
    settled: bool = False

    @property
    def open_fields(self) -> list[str]:
        """Fields of the item that nobody has decided."""
        decided = kinds()[self.item.kind].decided
        return [entry.name for entry in decided if not self.values[entry.name].decided]

    @property
    def label(self) -> str:
        """What the item is called."""
        value = self.values[kinds()[self.item.kind].identity].value
        return "" if value is None else str(value)

    def as_item(self) -> Item:
        """The item with its values as they stand; a reviewer's decision ends the doubts."""
        values = {name: value.value for name, value in self.values.items()}
        doubts = self.item.doubts if self.open_fields else ()
        return Item(
            self.item.id,
            self.item.kind,
            self.item.parent,
            values,
            tuple(self.evidence.value),
            doubts,
        )


@dataclass(slots=True)
class State:
    """A document as it stands.

    Attributes:
        entries: Items by id; parents stand before children.
        seq: The last event that was applied, undone ones too.
        done: Who declared the document reviewed, if it is.
        flags: Decisions that could not be applied: their target is another now.
    """

    entries: dict[str, Entry]
    seq: int = 0
    done: Mark | None = None
    flags: list[Event] = field(default_factory=list)

    def standing(self) -> Iterator[Entry]:
        """Entries that are not rejected, nor stand under one that is."""
        gone: set[str] = set()
        for entry in self.entries.values():
            if entry.rejected is not None or entry.item.parent in gone:
                gone.add(entry.item.id)
            else:
                yield entry

    @property
    def total(self) -> int:
        """Number of fields to decide."""
        return sum(len(kinds()[entry.item.kind].decided) for entry in self.standing())

    @property
    def open(self) -> int:
        """Number of fields that nobody has decided."""
        return sum(len(entry.open_fields) for entry in self.standing())


def machine_state(items: Mapping[str, Item]) -> State:
    """The state before the first decision."""
    return State({key: _entry(item) for key, item in items.items()})


def fold(items: Mapping[str, Item], events: Sequence[Event], carried: Carry | None = None) -> State:
    """Apply all events that count to the machine's items.

    Args:
        items: The machine's items.
        events: The log of the document, in order, of those whose decisions are shown.
        carried: Says which decisions over older extractions hold for this one.
    """
    state = machine_state(items)
    for event in effective(events):
        held = [event] if carried is None else carried.held(event)
        for part in held:
            apply(state, part)
        if held != [event]:
            state.flags.append(event)
    state.seq = events[-1].seq if events else 0
    return state


def apply(state: State, event: Event) -> None:
    """Apply one event that counts; the state is changed."""
    state.seq = max(state.seq, event.seq)
    mark = Mark(event.reviewer, event.time, event.seq)
    if event.op == "done":
        state.done = mark
        return
    if event.op == "reopen":
        state.done = None
        return
    assert event.item is not None
    if event.op == "add":
        _apply_add(state, event, mark)
        return
    entry = state.entries.get(event.item)
    if entry is None:
        state.flags.append(event)
        return
    if event.op == "comment":
        entry.comments.append(
            Comment(event.reviewer, event.time, event.field, str(event.after or ""))
        )
    elif event.op == "reject":
        entry.rejected = None if event.after is False else mark
    elif event.op == "accept":
        names = [event.field] if event.field is not None else entry.open_fields
        for name in names:
            if entry.values[name].state in {"machine", "default", "accepted"}:
                _set(entry.values[name], None, "accepted", event)
    elif event.op in {"reanchor", "adjudicate"} and event.field in {EVIDENCE, None}:
        _apply_words(entry, event)
    else:
        _apply_value(entry, event)


def _apply_words(entry: Entry, event: Event) -> None:
    if event.op == "adjudicate" and event.field is None:
        # Whether the item stands at all.
        entry.rejected = None if event.after else Mark(event.reviewer, event.time, event.seq)
        entry.settled = bool(event.after)
        return
    entry.evidence.value = list(event.after)
    entry.evidence.state = "adjudicated" if event.op == "adjudicate" else "edited"
    entry.evidence.by, entry.evidence.at, entry.evidence.seq = (
        event.reviewer,
        event.time,
        event.seq,
    )
    for kind, name in VERBATIM:
        if kind == entry.item.kind and event.op == "reanchor":
            words = " ".join(quote["text"] for quote in _verbatim(kind, event.after))
            if (kind, name) in FOLLOWS:
                entry.values[name].value = words
            else:
                _set(entry.values[name], words, "edited", event)


def _verbatim(kind: str, quotes: list[Data]) -> list[Data]:
    """The pieces that make up the words: a position's phrase is one, a quotation may be more."""
    return quotes[:1] if kind == "positions" else quotes


def _apply_value(entry: Entry, event: Event) -> None:
    assert event.field is not None
    state: ValueState = "adjudicated" if event.op == "adjudicate" else "edited"
    if entry.added is not None and event.op == "edit":
        state = "added"  # there is no value of the machine's that it replaces
    _set(entry.values[event.field], event.after, state, event)
    if (entry.item.kind, event.field) == ("positions", "country"):
        basis = entry.values["country_basis"]
        basis.value = None if event.after is None else (basis.value or "stated")
    if (entry.item.kind, event.field) == ("countries", "code"):
        from pipeline.resources.countries import country_lexicon

        entry.values["name"].value = country_lexicon().name(event.after)


def _set(value: Value, new: Any, state: ValueState, event: Event) -> None:
    if state != "accepted":
        value.value = new
    value.state, value.by, value.at, value.seq = state, event.reviewer, event.time, event.seq


def _apply_add(state: State, event: Event, mark: Mark) -> None:
    assert event.item is not None
    data = event.after
    if event.item in state.entries:  # the machine has found it by now
        state.flags.append(event)
        return
    item = Item(event.item, data["kind"], data["parent"], data["values"], tuple(data["evidence"]))
    entry = _entry(item)
    entry.added = mark
    for name, value in entry.values.items():
        value.machine = None
        value.state = "added" if name in data["stated"] else "default"
        value.by, value.at, value.seq = mark.by, mark.at, mark.seq
    entry.evidence.state, entry.evidence.by = "added", mark.by
    entry.evidence.at, entry.evidence.seq = mark.at, mark.seq
    state.entries[item.id] = entry
    _propose_country(state, entry)


def _propose_country(state: State, entry: Entry) -> None:
    """A person is of the country of their first office, until a reviewer says otherwise."""
    parent = state.entries.get(entry.item.parent or "")
    if entry.item.kind != "positions" or parent is None:
        return
    country = parent.values["country"]
    if country.state == "default" and country.value is None:
        country.value = entry.values["country"].value


def _entry(item: Item) -> Entry:
    return Entry(
        item,
        {name: Value(value, value) for name, value in item.values.items()},
        Value(list(item.evidence), list(item.evidence)),
    )
