"""Reading NEREL: brat standoff folders as published, and JSONL.

brat (Stenetorp et al. 2012): `<id>.txt` beside `<id>.ann` with lines `T1<TAB>PERSON 0 5<TAB>…`,
`R1<TAB>WORKS_AS Arg1:T1 Arg2:T2`, `N1<TAB>Reference T1 Wikidata:Q30<TAB>США`. Offsets are code
points, half-open. A discontinuous entity (`0 5;8 10`) has several fragments.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.evaluation.sources import read_text
from pipeline.spans import Span


@dataclass(frozen=True, slots=True)
class Link:
    """A reference into Wikidata: its id, empty where there is none, and the item's name."""

    item: str
    name: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An annotated mention.

    Attributes:
        spans: Its fragments; usually one.
    """

    id: str
    type: str
    spans: tuple[Span, ...]
    links: tuple[Link, ...]

    @property
    def span(self) -> Span:
        """From the first fragment's begin to the last one's end."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two mentions, by their ids."""

    type: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with entities and relations."""

    id: str
    text: str
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


def read_annotated(path: Path) -> list[Annotated]:
    """Annotated texts from a folder of brat files (subfolders too) or a JSONL.

    Raises:
        InputError: There are none, or a line is malformed.
    """
    if path.is_dir():
        files = sorted(path.rglob("*.ann"))
        if not files:
            raise InputError(f"{path} holds no .ann files: give NEREL's folder or a .jsonl")
        return [_read_brat(file) for file in files]
    if not path.is_file():
        raise InputError(f"no file or folder {path}")
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                texts.append(_from_json(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{path}, line {number}: no annotated text: {error}") from None
    return texts


def _from_json(data: Mapping[str, Any]) -> Annotated:
    return Annotated(
        id=data["id"],
        text=data["text"],
        entities=tuple(
            Entity(
                item["id"],
                item["type"],
                tuple(
                    Span(start, end)
                    for start, end in item.get("fragments") or [(item["start"], item["end"])]
                ),
                tuple(_link(link["ref"], link["name"]) for link in item.get("links", ())),
            )
            for item in data["entities"]
        ),
        relations=tuple(
            Relation(item["type"], item["arg1"], item["arg2"]) for item in data["relations"]
        ),
    )


def _link(reference: str, name: str) -> Link:
    item = reference.rpartition(":")[2]
    return Link("" if item == "NULL" else item, "" if item == "NULL" else name)


def _read_brat(path: Path) -> Annotated:
    text = read_text(path.with_suffix(".txt"))
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    links: dict[str, list[Link]] = {}
    relations = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            key, _, rest = line.rstrip("\r").partition("\t")
            head, _, tail = rest.partition("\t")
            words = head.split(" ")
            if key[0] == "T":
                pieces = " ".join(words[1:]).split(";")
                places = [tuple(int(place) for place in piece.split()) for piece in pieces]
                spans[key] = words[0], tuple(Span(start, end) for start, end in places)
            elif key[0] == "R":
                arguments = dict(word.split(":", 1) for word in words[1:] if ":" in word)
                relations.append(Relation(words[0], arguments["Arg1"], arguments["Arg2"]))
            elif key[0] == "N":
                links.setdefault(words[1], []).append(_link(words[2], tail))
        except (IndexError, KeyError, ValueError):
            raise InputError(f"{path}, line {number}: no brat annotation: {line[:60]!r}") from None
    return Annotated(
        id=path.stem,
        text=text,
        entities=tuple(
            Entity(key, type_, places, tuple(links.get(key, ())))
            for key, (type_, places) in spans.items()
        ),
        relations=tuple(relations),
    )
