"""What changed between two runs of the same releases, value by value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.evaluation.align import assign, iou
from pipeline.evaluation.sources import read_records
from pipeline.evaluation.wording import fold, stem_f1
from pipeline.spans import Span

_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "participants": ("name.full",),
    "positions": ("title",),
    "organizations": ("name",),
    "countries": ("code",),
    "documents": ("title",),
    "topics": ("text",),
    "measures": ("text",),
    "statements": ("text",),
    "issues": ("code", "message"),
}
"""The fields that name an item of a list to people."""
_KEYS: Final = frozenset({"id", "organization", "speaker", "signatories"})
"""Fields that hold an item's number in its record, which may change when nothing else does."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs.

    Attributes:
        document: The release's id.
        field: Path of the field, items named in brackets.
        before: The first run's value, `None` where it has none.
        after: The second run's value.
    """

    document: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RunDiff:
    """Differences of two runs.

    Attributes:
        changes: Values that differ, in order of release and field.
        compared: How many releases both runs have.
        only_first: Ids of releases that only the first run has.
        only_second: Ids that only the second has.
    """

    changes: tuple[Change, ...]
    compared: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Number of changes by field, items left out of its path."""
        plain = Counter(_plain(change.field) for change in self.changes)
        return dict(sorted(plain.items(), key=lambda pair: (-pair[1], pair[0])))

    def to_json(self) -> str:
        """The differences as JSON with a final newline."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def diff_runs(first: Path, second: Path) -> RunDiff:
    """Compare two runs (folders or JSONL) release by release.

    Items of lists are aligned by what they say and where, so that a new item in the middle does
    not change those after it. References to items are compared by the items' names.

    Raises:
        InputError: One of them holds no records.
    """
    left, right = read_records(first), read_records(second)
    common = sorted(left.keys() & right.keys())
    changes = [
        Change(identifier, field, before, after)
        for identifier in common
        for field, before, after in diff_records(left[identifier].data, right[identifier].data)
    ]
    return RunDiff(
        changes=tuple(changes),
        compared=len(common),
        only_first=tuple(sorted(left.keys() - right.keys())),
        only_second=tuple(sorted(right.keys() - left.keys())),
    )


def diff_records(
    first: Mapping[str, Any], second: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    """Path, first and second value of everything that differs; provenance is left out."""
    before, after = _named(first), _named(second)
    before.pop("provenance", None)
    after.pop("provenance", None)
    yield from _walk("", before, after)


def _walk(path: str, first: Any, second: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        for key in [*first, *(key for key in second if key not in first)]:
            yield from _walk(f"{path}.{key}" if path else key, first.get(key), second.get(key))
    elif (
        path.rpartition(".")[2] in _LABELS and isinstance(first, list) and isinstance(second, list)
    ):
        yield from _lists(path, path.rpartition(".")[2], first, second)
    elif path.endswith("evidence"):
        if _places(first) != _places(second):
            yield path, _quotes(first), _quotes(second)
    elif first != second:
        yield path, first, second


def _lists(
    path: str, name: str, first: Sequence[Any], second: Sequence[Any]
) -> Iterator[tuple[str, Any, Any]]:
    def weight(one: Any, other: Any) -> float:
        mine, theirs = _label(name, one), _label(name, other)
        if fold(mine) == fold(theirs):
            return 10.0 + iou(_places(one.get("evidence")), _places(other.get("evidence")))
        near = iou(_places(one.get("evidence")), _places(other.get("evidence")))
        alike = 0.0 if name == "countries" else stem_f1(mine, theirs)
        return near + alike if near + alike >= 0.5 else 0.0

    pairs = assign(first, second, weight)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    for row, column in pairs:
        yield from _walk(f"{path}[{_label(name, first[row])}]", first[row], second[column])
    for index, item in enumerate(first):
        if index not in rows:
            yield f"{path}[{_label(name, item)}]", _label(name, item), None
    for index, item in enumerate(second):
        if index not in columns:
            yield f"{path}[{_label(name, item)}]", None, _label(name, item)


def _label(name: str, item: Any) -> str:
    parts = []
    for field in _LABELS[name]:
        value = item
        for key in field.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        parts.append(str(value))
    return " ".join(parts)


def _named(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with references spelled out as names and without the numbers of items."""
    names: dict[str, str] = {}
    for section in ("participants", "organizations", "documents"):
        for item in record.get(section) or ():
            names[item.get("id", "")] = _label(section, item)

    def convert(value: Any, key: str, inside_release: bool) -> Any:
        if isinstance(value, Mapping):
            release = inside_release or key == "release"
            return {
                name: convert(inner, name, release)
                for name, inner in value.items()
                if name != "id" or release
            }
        if isinstance(value, list):
            return [convert(inner, key, inside_release) for inner in value]
        return names.get(value, value) if key in _KEYS and isinstance(value, str) else value

    return {name: convert(value, name, False) for name, value in record.items()}


def _places(pieces: Any) -> list[Span]:
    return sorted(
        Span(piece["start"], piece["end"])
        for piece in pieces or ()
        if 0 <= piece["start"] < piece["end"]
    )


def _quotes(pieces: Any) -> list[str]:
    return [f"{piece['start']}–{piece['end']} {piece['text']}" for piece in pieces or ()]


def _plain(field: str) -> str:
    depth, kept = 0, []
    for letter in field:
        depth += letter == "["
        if not depth:
            kept.append(letter)
        depth -= letter == "]" and depth > 0
    return "".join(kept)
