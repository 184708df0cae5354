"""Which stage and rule gave each value of a record, and from which words.

A trace is made beside its record and kept in a file of its own, `trace/<id>.json`: records are
for their readers, traces for whoever asks why. Paths are those of the record's JSON, such as
`participants[0].positions[1].title`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pipeline.errors import UsageError
from pipeline.frozen import dataclass
from pipeline.spans import Span

_encode = json.JSONEncoder(ensure_ascii=False).encode
_STEP = re.compile(r"\[(?P<index>\d+)\]|\.?(?P<name>[^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """Where one value comes from.

    Attributes:
        path: The value's place in the record.
        value: The value as words; for an object, what names it.
        stage: The stage that gave it.
        rule: Name of the rule.
        spans: The words it was taken from.
    """

    path: str
    value: str
    stage: str
    rule: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """The entries of one record, in the record's order."""

    entries: tuple[TraceEntry, ...]

    def find(self, sought: str) -> tuple[TraceEntry, ...]:
        """The entries at a path and below it; if there are none, those whose value begins so."""
        below = tuple(entry for entry in self.entries if is_below(entry.path, sought))
        if below:
            return below
        words = sought.casefold()
        return tuple(entry for entry in self.entries if entry.value.casefold().startswith(words))

    def covering(self, path: str) -> TraceEntry | None:
        """The entry of a path, else of the nearest thing that holds it."""
        best: TraceEntry | None = None
        for entry in self.entries:
            if is_below(path, entry.path) and (best is None or len(entry.path) > len(best.path)):
                best = entry
        return best

    def to_json(self) -> str:
        """The trace as JSON, an entry a line; the same trace, the same bytes."""
        lines = [
            _encode(
                {
                    "path": entry.path,
                    "value": entry.value,
                    "stage": entry.stage,
                    "rule": entry.rule,
                    "spans": [[span.start, span.end] for span in entry.spans],
                }
            )
            for entry in self.entries
        ]
        return '{"entries": [\n' + ",\n".join(lines) + "\n]}\n"

    @classmethod
    def from_json(cls, data: str | bytes) -> Trace:
        """Read what `to_json` wrote.

        Raises:
            UsageError: It is no trace.
        """
        try:
            return cls(
                tuple(
                    TraceEntry(
                        str(entry["path"]),
                        str(entry["value"]),
                        str(entry["stage"]),
                        str(entry["rule"]),
                        tuple(Span(start, end) for start, end in entry["spans"]),
                    )
                    for entry in json.loads(data)["entries"]
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"this is no trace of kommunike: {error}") from None


def is_below(path: str, holder: str) -> bool:
    """Whether a path is `holder` or lies inside it."""
    return path.startswith(holder) and path[len(holder) :][:1] in {"", ".", "["}


def canonical_path(path: str, record: Mapping[str, Any]) -> str:
    """Write a path with indices only.

    `p-1.name` and `countries.KZ` become `participants[0].name` and `countries[2]`.

    Args:
        path: Steps by name (`.name`), index (`[0]`), id (`p-1`, `org-2`, `doc-1`) or code.
        record: The record as JSON objects.

    Raises:
        KeyError: There is no such place in the record.
    """
    steps = [match["index"] or match["name"] for match in _STEP.finditer(path)]
    if not steps:
        raise KeyError(path)
    if steps[0] not in record:
        steps = [*_holder(steps[0], record), *steps[1:]]
    value: Any = record
    canonical = ""
    for step in steps:
        if isinstance(value, list):
            index = _index(step, value)
            canonical, value = f"{canonical}[{index}]", value[index]
        elif isinstance(value, dict) and step in value:
            canonical, value = f"{canonical}.{step}".lstrip("."), value[step]
        else:
            raise KeyError(path)
    return canonical


def value_at(path: str, record: Mapping[str, Any]) -> Any:
    """The record's value at a canonical path."""
    value: Any = record
    for match in _STEP.finditer(path):
        value = value[int(match["index"])] if match["index"] else value[match["name"]]
    return value


def nearest_paths(path: str, record: Mapping[str, Any], count: int = 5) -> list[str]:
    """The record's paths that are most like one that it does not have."""
    return get_close_matches(path, list(paths_of(record)), n=count, cutoff=0.3)


def paths_of(value: Any, path: str = "") -> Iterator[str]:
    """All paths of a record but those inside evidence, ids and codes as short cuts included."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name != "evidence":
                below = f"{path}.{name}".lstrip(".")
                yield below
                yield from paths_of(item, below)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield f"{path}[{index}]"
            yield from paths_of(item, f"{path}[{index}]")
            if isinstance(item, dict) and "id" in item:
                yield item["id"]


def _holder(identifier: str, record: Mapping[str, Any]) -> tuple[str, str]:
    for name in ("participants", "organizations", "documents", "countries"):
        for index, item in enumerate(record.get(name, ())):
            if identifier in {item.get("id"), item.get("code")}:
                return name, str(index)
    raise KeyError(identifier)


def _index(step: str, items: list[Any]) -> int:
    if step.isdecimal() and int(step) < len(items):
        return int(step)
    for index, item in enumerate(items):
        if isinstance(item, dict) and step in {item.get("id"), item.get("code")}:
            return index
    raise KeyError(step)
