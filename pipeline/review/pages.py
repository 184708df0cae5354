"""What the pages show, made of the state by walking the kinds, and rendered on the server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.review.desk import Problem, Sheet
from pipeline.review.fold import Comment, Entry, State, Value
from pipeline.review.items import tree
from pipeline.review.kinds import SECTIONS, Field, kinds
from pipeline.review.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field as it is shown."""

    name: str
    label: str
    editor: str
    nullable: bool
    value: Any
    shown: str
    was: str | None
    state: str
    state_label: str
    by: str | None
    at: str | None


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
    rejected: bool
    by: str | None
    comments: tuple[Comment, ...]
    moved: bool


@cache
def environment() -> Environment:
    """The templates; every value is escaped."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files("pipeline.review").joinpath("templates")
    names = ("base.html", "queue.html", "release.html", "items.html", "conflicts.html")
    sources = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}
    made = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made


def render(name: str, language: Language, **values: Any) -> str:
    """A page of that template."""
    words = Words(language)
    return environment().get_template(name).render(w=words, languages=LANGUAGES, **values)


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
    rows = tuple(
        _field_row(state, kind.name, field, entry.values[field.name], words)
        for field in kind.decided
    )
    mark = entry.rejected or entry.added
    return ItemRow(
        entry.item.id,
        kind.name,
        words.kind(kind.name),
        depth,
        _label(entry, words),
        rows,
        tuple(_short(quote["text"]) for quote in entry.evidence.value),
        kind.quoted,
        entry.item.doubts if entry.open_fields else (),
        entry.rejected is not None,
        mark.by if mark is not None else None,
        tuple(entry.comments),
        entry.evidence.state == "edited",
    )


def _label(entry: Entry, words: Words) -> str:
    kind = kinds()[entry.item.kind]
    if kind.name == "countries":
        return words.country(entry.label)
    if kind.name == "event":
        return str(entry.values["name"].value or "") or words.choice("event", "kind", entry.label)
    if kind.name == "positions":
        return str(entry.values["title"].value)
    return _short(entry.label)


def _field_row(state: State, kind: str, field: Field, value: Value, words: Words) -> FieldRow:
    shown = show(state, kind, field, value.value, words)
    was = show(state, kind, field, value.machine, words)
    changed = value.value != value.machine and value.state in {"edited", "adjudicated"}
    return FieldRow(
        field.name,
        words.field(kind, field.name),
        field.editor,
        field.nullable,
        value.value,
        shown,
        was if changed else None,
        value.state,
        words(f"state.{value.state}"),
        value.by,
        value.at,
    )


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
    return f"{value['code']} {name}".strip()


@cache
def concepts(language: Language) -> tuple[tuple[str, str], ...]:
    """Codes and names of the topic vocabulary, one entry a code."""
    from pipeline.resources.loader import ResourceStore
    from pipeline.resources.topics import TopicsResource

    found: dict[str, list[str]] = {}
    for entry in ResourceStore().load("topics.yaml", TopicsResource).topics:
        found.setdefault(entry.code, []).append(entry.label if language == "ru" else entry.label_en)
    return tuple((code, "; ".join(names)) for code, names in sorted(found.items()))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:60]}… {words[-25:]}"


def items_for_script(entries: Iterable[Entry]) -> dict[str, Any]:
    """What the script needs of items: their words' places."""
    return {
        entry.item.id: {
            "kind": entry.item.kind,
            "parent": entry.item.parent,
            "rejected": entry.rejected is not None,
            "label": entry.label,
            "code": entry.values["code"].value if entry.item.kind == "countries" else None,
            "quotes": [[q["start"], q["end"], q["text"]] for q in entry.evidence.value],
        }
        for entry in entries
    }


@cache
def choices(language: Language) -> dict[str, Any]:
    """The closed lists by `kind.field`, and those of countries and concepts."""
    from pipeline.resources.codes import country_codes

    words = Words(language)
    found: dict[str, Any] = {
        f"{kind.name}.{field.name}": [
            [value, words.choice(kind.name, field.name, value)] for value in field.choices
        ]
        for kind in kinds().values()
        for field in kind.decided
        if field.choices
    }
    listed = [[code, words.country(code)] for code in country_codes()]
    found["country"] = sorted(listed, key=lambda pair: pair[1])
    found["concept"] = [[code, f"{code} {name}"] for code, name in concepts(language)]
    found["parents"] = {
        kind.name: list(kind.parents) for kind in kinds().values() if kind.name != "release"
    }
    found["identity"] = {kind.name: kind.identity for kind in kinds().values()}
    found["editors"] = {
        f"{kind.name}.{field.name}": field.editor
        for kind in kinds().values()
        for field in kind.decided
    }
    return found


def release_page(
    sheet: Sheet,
    state: State,
    found: list[Problem],
    language: Language,
    **frame: Any,
) -> str:
    """The page of one release."""
    words = Words(language)
    return render(
        "release.html",
        language,
        sheet=sheet,
        state=state,
        sections=section_rows(state, words),
        problems=found,
        **frame,
    )


def rows_html(state: State, keys: Iterable[str], language: Language) -> dict[str, str]:
    """The rows of some items, by id."""
    words = Words(language)
    template = environment().get_template("items.html")
    made: dict[str, str] = {}
    for key in keys:
        entry = state.entries.get(key)
        if entry is not None:
            row = item_row(state, entry, depth_of(state, key), words)
            made[key] = str(template.module.item(row, words))  # type: ignore[attr-defined]
    return made
