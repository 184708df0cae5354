"""brat standoff: `<id>.txt`, `<id>.ann` and the collection's `annotation.conf`.

Offsets are code points. A mark over several lines has a fragment a line, as brat itself writes
them. Closed values are attributes, true ones binary attributes; other values are the JSON of a
note, where they differ from the words.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pipeline.errors import InputError
from pipeline.exports.marks import Annotations, Link, Mark, to_marks
from pipeline.exports.plain import without_returns
from pipeline.exports.schema import KINDS, LINKS
from pipeline.exports.source import Exported

_ATTRIBUTES: Final = {
    f"{kind.name}_{name}": (kind.name, name) for kind in KINDS.values() for name in kind.closed
}
_FLAGS: Final = {
    f"{kind.name}_{name}": (kind.name, name) for kind in KINDS.values() for name in kind.flags
}
_NOTE: Final = "AnnotatorNotes"


def write_brat(entries: Iterable[Exported], folder: Path) -> int:
    """Write a collection that a brat server can show; the number of documents.

    Raises:
        InputError: A release has no text.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(annotation_conf(), encoding="utf-8")
    (folder / "visual.conf").write_text(_visual_conf(), encoding="utf-8")
    count = 0
    for entry in entries:
        count += 1
        text = without_returns(entry.words)
        (folder / f"{entry.stem}.txt").write_bytes(text.encode("utf-8"))
        standoff = to_standoff(to_marks(entry.record), text)
        (folder / f"{entry.stem}.ann").write_bytes(standoff.encode("utf-8"))
    return count


def annotation_conf() -> str:
    """The collection's configuration: what may be marked, and how marks may be linked."""
    lines = ["[entities]", *KINDS, "", "[relations]"]
    for link in LINKS.values():
        if set(link.sources) == set(KINDS):
            lines.append(f"{link.name}\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:transitive")
        else:
            sources, targets = "|".join(link.sources), "|".join(link.targets)
            lines.append(f"{link.name}\tArg1:{sources}, Arg2:{targets}")
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]
    lines += ["", "[events]", "", "[attributes]"]
    for attribute, (kind, name) in _ATTRIBUTES.items():
        lines.append(f"{attribute}\tArg:{kind}, Value:{'|'.join(KINDS[kind].closed[name])}")
    lines += [f"{attribute}\tArg:{kind}" for attribute, (kind, _) in _FLAGS.items()]
    return "\n".join(lines) + "\n"


def _visual_conf() -> str:
    lines = ["[labels]", "", "[drawing]"]
    lines += [f"{kind.name}\tbgColor:{kind.colour}, borderColor:darken" for kind in KINDS.values()]
    return "\n".join(lines) + "\n"


def to_standoff(found: Annotations, text: str) -> str:
    """The `.ann` file of one release."""
    lines = []
    attributes = 0
    for mark in found.marks:
        fragments = list(_fragments(text, mark.start, mark.end))
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(text[start:end] for start, end in fragments).replace("\n", " ")
        lines.append(f"T{mark.id}\t{mark.kind} {places}\t{words}")
        for name, value in (*mark.closed.items(), *((flag, "") for flag in mark.flags)):
            attributes += 1
            line = f"A{attributes}\t{mark.kind}_{name} T{mark.id}"
            lines.append(f"{line} {value}" if value else line)
        if mark.note:
            note = json.dumps(mark.note, ensure_ascii=False)
            lines.append(f"#{mark.id}\t{_NOTE} T{mark.id}\t{note}")
    for number, link in enumerate(found.links, 1):
        lines.append(f"R{number}\t{link.name} Arg1:T{link.source} Arg2:T{link.target}\t")
    return "".join(f"{line}\n" for line in lines)


def _fragments(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The stretches of `[start, end)` between newlines; all of it where there is nothing else."""
    found = [
        (start + match.start(), start + match.end())
        for match in re.finditer(r"[^\n]+", text[start:end])
    ]
    if not found:
        return [(start, end)]
    # The outermost newlines, if any, belong to the outermost fragments: nothing is lost.
    found[0] = (start, found[0][1])
    found[-1] = (found[-1][0], end)
    return found


def read_standoff(content: str, text: str) -> Annotations:
    """The marks and links of an `.ann` file.

    Args:
        content: The file.
        text: The text it annotates.

    Raises:
        InputError: A line is malformed, of a kind unknown here, or quotes other words than stand
            at its offsets.
    """
    reader = _Reader(text)
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                reader.read(line.rstrip("\r"))
            except (ValueError, IndexError, KeyError):
                raise InputError(f"line {number} is no brat standoff: {line[:80]}") from None
    return reader.annotations()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, tuple[str, int, int]] = {}
        self._closed: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._flags: defaultdict[str, list[str]] = defaultdict(list)
        self._notes: dict[str, dict[str, Any]] = {}
        self._links: list[tuple[int, Link]] = []

    def read(self, line: str) -> None:
        key, rest = line.split("\t", 1)
        if key.startswith("T"):
            self._mark(key, rest)
        elif key[:1] in {"A", "M"}:
            self._attribute(rest)
        elif key.startswith("R"):
            name, source, target = rest.split()
            ends = (end.split(":", 1)[1] for end in (source, target))
            self._links.append((_number(key), Link(name, *ends)))
        elif key.startswith("#"):
            kind, target = rest.split("\t", 1)[0].split()
            if kind == _NOTE:
                self._note(target, rest.split("\t", 1)[1])
        else:
            raise InputError(f"{key}: only marks, attributes, relations and notes are read")

    def _mark(self, key: str, rest: str) -> None:
        what, quoted = rest.split("\t", 1)
        kind, places = what.split(" ", 1)
        if kind not in KINDS:
            raise InputError(f"{key}: no kind is called {kind}: {', '.join(KINDS)}")
        fragments = []
        for place in places.split(";"):
            start, end = (int(number) for number in place.split())
            fragments.append((start, end))
        words = " ".join(self._text[start:end] for start, end in fragments)
        if words.replace("\n", " ") != quoted.replace("\n", " "):
            raise InputError(f"{key} quotes «{quoted[:60]}», but «{words[:60]}» stands there")
        for (_, end), (start, _) in pairwise(fragments):
            if self._text[end:start].strip():
                raise InputError(
                    f"{key} leaves words out in its middle: mark the pieces one by one, "
                    "and join them by Same"
                )
        self._places[key] = (kind, fragments[0][0], fragments[-1][1])

    def _attribute(self, rest: str) -> None:
        name, target, *value = rest.split()
        if name in _FLAGS:
            self._flags[target].append(_FLAGS[name][1])
        elif name in _ATTRIBUTES:
            self._closed[target][_ATTRIBUTES[name][1]] = value[0]
        else:
            raise InputError(f"no attribute is called {name}")

    def _note(self, target: str, note: str) -> None:
        self._notes[target] = read_note(self._places[target][0], note)

    def annotations(self) -> Annotations:
        keys = sorted(self._places, key=_number)
        marks = (
            Mark(
                key,
                *self._places[key],
                self._closed[key],
                tuple(self._flags[key]),
                self._notes.get(key, {}),
            )
            for key in keys
        )
        return Annotations(
            tuple(marks), tuple(link for _, link in sorted(self._links, key=lambda item: item[0]))
        )


def read_note(kind: str, note: str) -> dict[str, Any]:
    """The values in a note: JSON, or plain words for the field that matters most.

    Raises:
        InputError: It begins like JSON and is none.
    """
    if not note.lstrip().startswith("{"):
        return {KINDS[kind].main: note.strip()} if note.strip() else {}
    try:
        values: dict[str, Any] = json.loads(note)
    except ValueError:
        raise InputError(f"a note of {kind} is no JSON: {note[:80]}") from None
    return values


def _number(key: str) -> int:
    return int(key[1:])
