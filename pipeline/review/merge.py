"""Two reviewers' records as one: what they agree on merges itself, the rest is for a third.

Items of the machine's record have the same id for everybody. Items that reviewers added are the
same where kind and parent are, and the name or some of the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.review.carry import Carry
from pipeline.review.events import EVIDENCE, Event, effective
from pipeline.review.fold import Entry, State, Value, apply, fold
from pipeline.review.items import Item
from pipeline.review.kinds import kinds


@dataclass(frozen=True, slots=True)
class Difference:
    """What reviewers do not agree on.

    Attributes:
        item: The item, by its id in the merged record.
        field: The field, `evidence`, or `None`: whether the item stands at all.
        values: What each reviewer has, by name.
        settled: Whether the adjudicator has decided it.
    """

    item: str
    field: str | None
    values: dict[str, Any]
    settled: bool


@dataclass(slots=True)
class Merged:
    """The records of several reviewers as one.

    Attributes:
        reviewers: Who took part, in order of their first decision.
        state: The record; what is not agreed on holds the machine's value, undecided.
        differences: What is not agreed on, settled ones too.
        compared: Number of values compared, by kind of item.
        agreed: Number of those that are the same.
        pairs: What the first two chose from closed lists, field and value, for kappa.
    """

    reviewers: tuple[str, ...]
    state: State
    differences: list[Difference] = field(default_factory=list)
    compared: dict[str, int] = field(default_factory=dict)
    agreed: dict[str, int] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def open(self) -> list[Difference]:
        """What the adjudicator has not decided yet."""
        return [difference for difference in self.differences if not difference.settled]


def finished(items: Mapping[str, Item], events: Sequence[Event], carry: Carry) -> dict[str, State]:
    """The states of the reviewers who work on their own and are done, in order of coming."""
    found: dict[str, State] = {}
    for mode in ("independent", "blind"):
        names = dict.fromkeys(event.reviewer for event in events if event.mode == mode)
        base = only_release(items) if mode == "blind" else items
        for name in names:
            own = [event for event in events if (event.mode, event.reviewer) == (mode, name)]
            state = fold(base, own, carry)
            if state.done is not None and not state.open and name not in found:
                found[name] = state
    return found


def only_release(items: Mapping[str, Item]) -> dict[str, Item]:
    """What a reviewer starts from who is not to see the machine's record."""
    return {key: item for key, item in items.items() if item.kind == "release"}


def merge(states: Mapping[str, State], events: Sequence[Event]) -> Merged:
    """Merge the reviewers' states and apply the adjudicator's decisions.

    Args:
        states: Finished states by reviewer.
        events: The document's events; those in mode `adjudication` count.
    """
    names = tuple(states)
    rows = _align(states)
    merged = Merged(names, State({}))
    for key, row in rows.items():
        _merge_item(merged, key, row, states, rows)
    for event in effective([event for event in events if event.mode == "adjudication"]):
        apply(merged.state, event)
    merged.state.flags.clear()
    merged.differences = [
        Difference(d.item, d.field, d.values, _settled(merged.state, d)) for d in merged.differences
    ]
    merged.differences = [d for d in merged.differences if not _moot(merged, d)]
    return merged


_CLOSED: Final = frozenset({"choice", "yes_no", "country"})
Rows = dict[str, dict[str, Entry]]


def _align(states: Mapping[str, State]) -> Rows:
    """Entries by the id of the merged item and the reviewer."""
    rows: Rows = {}
    for name, state in states.items():
        own: dict[str, str] = {}
        for key, entry in state.entries.items():
            parent = own.get(entry.item.parent or "", entry.item.parent)
            found = key if key in rows else _same(rows, name, entry, parent)
            own[key] = found or key
            rows.setdefault(own[key], {})[name] = entry
    return rows


def _same(rows: Rows, name: str, entry: Entry, parent: str | None) -> str | None:
    if entry.added is None:
        return None
    for key, row in rows.items():
        other = next(iter(row.values()))
        if name in row or other.item.kind != entry.item.kind or other.item.parent != parent:
            continue
        if not kinds()[entry.item.kind].many:
            return key
        if other.label.casefold() == entry.label.casefold() or _overlap(other, entry):
            return key
    return None


def _overlap(one: Entry, other: Entry) -> bool:
    return any(
        a["start"] < b["end"] and b["start"] < a["end"]
        for a in one.evidence.value[:1]
        for b in other.evidence.value[:1]
    )


def _merge_item(
    merged: Merged, key: str, row: dict[str, Entry], states: Mapping[str, State], rows: Rows
) -> None:
    first = next(iter(row.values()))
    kind = kinds()[first.item.kind]
    parent = _renamed(first.item.parent, rows)
    item = Item(key, kind.name, parent, first.item.values, first.item.evidence, first.item.doubts)
    by = ", ".join(merged.reviewers)
    values: dict[str, Value] = {}
    stands = {name: name in row and row[name].rejected is None for name in states}
    there = [entry for name, entry in row.items() if stands[name]]
    for name, machine in ((name, value.machine) for name, value in first.values.items()):
        said = {who: _plain(row[who].values[name].value, rows) for who in row if stands[who]}
        compared = kind.field(name) in kind.decided and len(there) > 1
        same = len({repr(value) for value in said.values()}) <= 1
        declared = kind.field(name)
        if compared and declared is not None and declared.editor in _CLOSED:
            one, other = [f"{kind.name}.{name}={value}" for value in said.values()][:2]
            merged.pairs.append((one, other))
        value = next(iter(said.values()), first.values[name].value)
        last = max((entry.values[name].at or "" for entry in there), default="")
        if same or not compared:
            state = "accepted" if value == machine else "edited"
            values[name] = Value(value, machine, state, by, last)  # type: ignore[arg-type]
        else:
            values[name] = Value(machine, machine)
            merged.differences.append(Difference(key, name, said, False))
        _count(merged, kind.name, compared, same)
    made = Entry(item, values, Value(first.evidence.value, list(first.item.evidence)))
    made.added = first.added
    made.comments = [comment for entry in row.values() for comment in entry.comments]
    if not any(stands.values()):
        made.rejected = first.rejected
    elif not all(stands.values()):
        merged.differences.append(Difference(key, None, stands, False))
    _count(merged, kind.name, True, len(set(stands.values())) == 1)
    words = {who: list(entry.evidence.value) for who, entry in row.items() if stands[who]}
    if first.added is None and len({repr(value) for value in words.values()}) > 1:
        merged.differences.append(Difference(key, EVIDENCE, words, False))
    elif words:
        made.evidence.value = next(iter(words.values()))
    merged.state.entries[key] = made


def _count(merged: Merged, kind: str, compared: bool, same: bool) -> None:
    if compared:
        merged.compared[kind] = merged.compared.get(kind, 0) + 1
        merged.agreed[kind] = merged.agreed.get(kind, 0) + same


def _renamed(key: str | None, rows: Rows) -> str | None:
    if key is None or key in rows:
        return key
    for merged, row in rows.items():
        if any(entry.item.id == key for entry in row.values()):
            return merged
    return key


def _plain(value: Any, rows: Rows) -> Any:
    """A value with references by the merged ids."""
    if isinstance(value, str) and value.endswith("-new"):
        return _renamed(value, rows)
    if isinstance(value, list):
        return [_plain(entry, rows) for entry in value]
    return value


def _settled(state: State, difference: Difference) -> bool:
    entry = state.entries[difference.item]
    if difference.field is None:
        return entry.rejected is not None or entry.settled
    if difference.field == EVIDENCE:
        return entry.evidence.state == "adjudicated"
    return entry.values[difference.field].state == "adjudicated"


def _moot(merged: Merged, difference: Difference) -> bool:
    """Whether the item is gone, so that its fields do not matter."""
    if difference.field is None:
        parent = merged.state.entries[difference.item].item.parent
        return parent is not None and merged.state.entries[parent].rejected is not None
    standing = {entry.item.id for entry in merged.state.standing()}
    return difference.item not in standing
