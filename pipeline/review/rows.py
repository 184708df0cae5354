"""What the pages show of a document, made of its state by walking the kinds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline.review.fold import Comment, Entry, Mark, State, Value
from pipeline.review.items import tree
from pipeline.review.kinds import LEADS, SECTIONS, Field, kinds
from pipeline.review.reasons import reason
from pipeline.review.words import Language, Words


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field as it is shown."""

    name: str
    label: str
    editor: str
    nullable: bool
    value: Any
    shown: str
    note: str | None
    was: str | None
    state: str
    state_label: str
    by: str | None
    at: str | None
    lead: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as it is shown, with its fields."""

    id: str
    kind: str
    kind_label: str
    depth: int
    label: str
    rows: tuple[FieldRow, ...]
    quotes: tuple[str, ...]
    quoted: bool
    doubts: tuple[str, ...]
    doubtful: bool
    added: Mark | None
    rejected: Mark | None
    comments: tuple[Comment, ...]
    moved: Value | None
    words_were: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A part of the record on the page."""

    name: str
    label: str
    rows: tuple[ItemRow, ...]

    @property
    def number(self) -> int:
        """How many items stand in it, without those under others."""
        return sum(1 for row in self.rows if row.depth == 0)


def section_rows(state: State, words: Words) -> list[SectionRows]:
    """All items of a document, part by part."""
    found: dict[str, list[ItemRow]] = {name: [] for name in SECTIONS}
    root = SECTIONS[0]
    for depth, item in tree(entry.item for entry in state.entries.values()):
        root = item.kind if depth == 0 else root
        found[root].append(item_row(state, state.entries[item.id], depth, words))
    return [SectionRows(name, words.section(name), tuple(items)) for name, items in found.items()]


def depth_of(state: State, key: str) -> int:
    """How deep an item stands."""
    depth, parent = 0, state.entries[key].item.parent
    while parent is not None:
        depth, parent = depth + 1, state.entries[parent].item.parent
    return depth


def item_row(state: State, entry: Entry, depth: int, words: Words) -> ItemRow:
    """One item as it is shown."""
    kind = kinds()[entry.item.kind]
    rows = tuple(_field_row(state, kind.name, field, entry, words) for field in kind.decided)
    moved = entry.evidence if entry.evidence.state == "edited" else None
    gone = [quote for quote in entry.item.evidence if quote not in entry.evidence.value]
    open_fields = entry.open_fields
    return ItemRow(
        entry.item.id,
        kind.name,
        words.kind(kind.name),
        depth,
        _label(entry, words),
        rows,
        tuple(short(quote["text"]) for quote in entry.evidence.value),
        kind.quoted,
        tuple(reason(code, words.language) for code in entry.item.doubts) if open_fields else (),
        bool(open_fields) and (bool(entry.item.doubts) or _inferred(entry)),
        entry.added,
        entry.rejected,
        tuple(entry.comments),
        moved,
        tuple(short(quote["text"]) for quote in gone) if moved else (),
    )


def _inferred(entry: Entry) -> bool:
    """Whether a value of the item was not said in so many words."""
    return any(
        entry.values[name].value == "inferred"
        for name in ("basis", "country_basis")
        if name in entry.values
    )


def _label(entry: Entry, words: Words) -> str:
    kind = kinds()[entry.item.kind]
    if kind.name == "countries":
        return words.country(entry.label)
    if kind.name == "event":
        return str(entry.values["name"].value or "") or words.choice("event", "kind", entry.label)
    if kind.name == "positions":
        return str(entry.values["title"].value)
    return short(entry.label)


def _field_row(state: State, kind: str, field: Field, entry: Entry, words: Words) -> FieldRow:
    value = entry.values[field.name]
    shown = show(state, kind, field, value.value, words)
    was = show(state, kind, field, value.machine, words)
    changed = value.value != value.machine and value.state in {"edited", "adjudicated"}
    proposed = value.state == "default" and value.value not in (None, [])
    note = None
    if (kind, field.name) == ("positions", "country"):
        basis = entry.values["country_basis"].value
        note = words.choice(kind, "country_basis", basis) if basis == "inferred" else None
    lead = field.name == LEADS[kind]
    return FieldRow(
        field.name,
        words.field(kind, field.name),
        field.editor,
        field.nullable,
        value.value,
        shown,
        note,
        was if changed else None,
        value.state,
        words("state.proposed" if proposed else f"state.{value.state}"),
        value.by,
        value.at,
        lead,
        lead or field.editor in _WIDE or field.name in _LONG or len(shown) > _NARROW,
    )


_WIDE: Final = frozenset({"references", "concept"})
_LONG: Final = frozenset({"theme", "headline"})
_NARROW: Final = 24
"""Letters of a value that fit into half a row."""


def show(state: State, kind: str, field: Field, value: Any, words: Words) -> str:
    """A field's value in words."""
    if value is None or value == []:
        return words("none")
    if field.editor == "yes_no":
        return words("yes" if value else "no")
    if field.editor == "choice":
        return words.choice(kind, field.name, value)
    if field.editor == "flags":
        return ", ".join(words.choice(kind, field.name, entry) for entry in value)
    if field.editor == "country":
        return words.country(value)
    if field.editor == "concept":
        return _concept(value, words)
    if field.editor in {"reference", "references"}:
        keys = value if isinstance(value, list) else [value]
        return ", ".join(_referred(state, key, words) for key in keys)
    return str(value)


def referring(state: State, changed: set[str]) -> list[str]:
    """Items with a reference to one of the changed items."""
    found = []
    for key, entry in state.entries.items():
        for field in kinds()[entry.item.kind].decided:
            value = entry.values[field.name].value if field.target is not None else None
            if changed.intersection(value if isinstance(value, list) else [value]):
                found.append(key)
    return found


def _referred(state: State, key: str, words: Words) -> str:
    entry = state.entries.get(key)
    return entry.label if entry is not None else words.country(key)


def _concept(value: dict[str, str], words: Words) -> str:
    name = dict(concepts(words.language)).get(value["code"], "")
    return f"{name} ({value['code']})" if name else value["code"]


@cache
def concepts(language: Language) -> tuple[tuple[str, str], ...]:
    """Codes and names of the topic vocabulary, one entry a code."""
    from pipeline.resources.loader import ResourceStore
    from pipeline.resources.topics import TopicsResource

    found: dict[str, list[str]] = {}
    for entry in ResourceStore().load("topics.yaml", TopicsResource).topics:
        found.setdefault(entry.code, []).append(entry.label if language == "ru" else entry.label_en)
    return tuple((code, "; ".join(names)) for code, names in sorted(found.items()))


def short(text: str) -> str:
    """A text on one line, its middle left out where it is long."""
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:60]}… {words[-25:]}"
