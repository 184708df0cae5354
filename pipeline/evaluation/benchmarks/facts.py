"""Reading factRuEval-2016 (Starostin et al. 2016): its published files, and JSONL.

Published, one set of files a text: `.txt`; `.tokens` (`id start length word`); `.spans` (`id type
start length token tokens # …`); `.objects` (`id type span… # …`); `.coref` (blocks: `object
mention…`, then `key value` lines); `.facts` (blocks: `id Type`, then `Slot objN text`, `Slot spanN
text | spanM text`, and notes such as `Сложность повышенная`). Offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

from pipeline.errors import InputError
from pipeline.evaluation.sources import read_text

_SLOTS: Final = {
    "occupation": {"who": "who", "person": "who", "position": "position", "job": "position",
                   "where": "where", "company": "where"},
    "meeting": {"participant": "participant", "person": "participant"},
}  # fmt: skip
_DIFFICULT: Final = ("сложность", "повышенная")
_ORDERS: Final = ("lfp", "fpl", "fp", "fl", "lf", "n", "f", "p", "l", "fn")
"""Orders of first name, patronymic, last name and nickname that the published scorer allows."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A slot of a fact and every string that fills it rightly, in lower case."""

    slot: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact; `difficult` ones are neither missed nor spurious, as in the published easy mode."""

    type: str
    arguments: tuple[Argument, ...]
    difficult: bool = False


@dataclass(frozen=True, slots=True)
class FactText:
    """A text with its facts of type occupation and meeting."""

    id: str
    text: str
    facts: tuple[Fact, ...]


def read_facts(path: Path) -> list[FactText]:
    """Texts with facts from a folder of published files or a JSONL; texts without facts too.

    Raises:
        InputError: There are none, or a line is malformed.
    """
    if path.is_dir():
        files = sorted(file for file in path.glob("*.txt") if file.with_suffix(".spans").is_file())
        if not files:
            raise InputError(f"{path} holds no .txt with .spans: give factRuEval's folder or JSONL")
        return [_read_published(file) for file in files]
    if not path.is_file():
        raise InputError(f"no file or folder {path}")
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                texts.append(_from_json(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{path}, line {number}: no text with facts: {error}") from None
    return texts


def fold_value(value: str) -> str:
    """Fold a value as the published scorer does: lower case, «ё», quotes."""
    folded = value.lower().strip().replace("ё", "е")
    return folded.translate(dict.fromkeys(map(ord, "«»“”„"), '"'))


def _from_json(data: Mapping[str, Any]) -> FactText:
    mentions = {item["id"]: item["text"] for item in data["entities"]}
    objects = {
        item["id"]: _object_values(
            item["attrs"], [mentions[key] for key in item["mentions"] if key in mentions]
        )
        for item in data["corefs"]
    }
    facts = []
    for fact in data["facts"]:
        type_ = fact["type"].lower()
        slots = _SLOTS.get(type_)
        if slots is None:
            continue
        arguments = []
        for argument in fact["args"]:
            slot = slots.get(argument["slot"].lower())
            if slot is not None:
                values: set[str] = set()
                for value in argument["values"]:
                    values |= {value["text"], value.get("surface", value["text"])}
                    values |= objects.get(value.get("ref", ""), set())
                arguments.append(_argument(slot, values))
        difficult = any(
            (key.lower(), str(value).lower()) == _DIFFICULT for key, value in fact["meta"].items()
        )
        facts.append(Fact(type_, tuple(arguments), difficult))
    return FactText(data["id"], data["text"], tuple(facts))


def _argument(slot: str, values: set[str]) -> Argument:
    return Argument(slot, frozenset(folded for value in values if (folded := fold_value(value))))


def _object_values(attributes: Mapping[str, Sequence[str]], mentions: Sequence[str]) -> set[str]:
    """Every name of an object: its mentions, its names, and a person's names in any order."""
    values = {*mentions, *attributes.get("name", ())}
    given: dict[str, list[str]] = {"f": [], "l": [], "p": [], "n": []}
    for key, texts in attributes.items():
        plain = key.rstrip("0123456789").replace("surname", "lastname")
        if plain in {"firstname", "lastname", "patronymic", "nickname"}:
            given[plain[0]] += texts
    for order in _ORDERS:
        lists = [given[letter] for letter in order]
        if all(lists):
            values |= {" ".join(names) for names in product(*lists)}
    return values


def _read_published(path: Path) -> FactText:
    text = read_text(path)
    spans: dict[str, tuple[int, int]] = {}
    shifts = _shifts(path, text)
    for parts in _rows(path.with_suffix(".spans"), 4):
        start = int(parts[2]) + (shifts.get(parts[4], 0) if len(parts) > 4 else 0)
        spans[parts[0]] = start, start + int(parts[3])
    words = {key: text[start:end] for key, (start, end) in spans.items()}
    mentions: dict[str, str] = {}
    for parts in _rows(path.with_suffix(".objects"), 2):
        places = [spans[key] for key in parts[2:] if key in spans]
        if places:
            start, end = min(place[0] for place in places), max(place[1] for place in places)
            mentions[parts[0]] = text[start:end]
    objects: dict[str, set[str]] = {}
    for block in _blocks(path.with_suffix(".coref")):
        keys = block[0].split()
        attributes: dict[str, list[str]] = {}
        for line in block[1:]:
            name, _, value = line.partition(" ")
            attributes.setdefault(name, []).append(value)
        objects[keys[0]] = _object_values(
            attributes, [mentions[key] for key in keys[1:] if key in mentions]
        )
    facts = tuple(
        fact
        for block in _blocks(path.with_suffix(".facts"))
        if (fact := _fact(block, objects, words, path)) is not None
    )
    return FactText(path.stem, text, facts)


def _shifts(path: Path, text: str) -> dict[str, int]:
    """By how much each token stands elsewhere in the text than `.tokens` says.

    Copies of the texts differ in how many characters part two paragraphs; the offsets do not.
    """
    shifts, place = {}, 0
    for parts in _rows(path.with_suffix(".tokens"), 4, comments=False):
        key, start, length, word = parts[:4]
        found = int(start)
        if text[found : found + int(length)] != word:
            found = text.find(word, place)
        if found < place:
            raise InputError(f"{path}: the token {word!r} of .tokens does not stand in the text")
        shifts[key] = found - int(start)
        place = found + int(length)
    return shifts


def _fact(
    block: list[str], objects: Mapping[str, set[str]], words: Mapping[str, str], path: Path
) -> Fact | None:
    try:
        type_ = block[0].split()[1].lower()
    except IndexError:
        raise InputError(f"{path.with_suffix('.facts')}: no fact: {block[0]!r}") from None
    slots = _SLOTS.get(type_)
    if slots is None:
        return None
    arguments, difficult = [], False
    for line in block[1:]:
        name, _, rest = line.partition(" ")
        slot = slots.get(name.lower())
        if slot is None:
            difficult = difficult or (name.lower(), rest.strip().lower()) == _DIFFICULT
            continue
        values: set[str] = set()
        for alternative in rest.split("|"):
            key, _, value = alternative.strip().partition(" ")
            if key.startswith("obj"):
                values |= objects.get(key[3:], set()) | {value}
            elif key.startswith("span"):
                values |= {words.get(key[4:], value), value}
            else:
                values.add(alternative)
        arguments.append(_argument(slot, values))
    return Fact(type_, tuple(arguments), difficult)


def _rows(path: Path, least: int, *, comments: bool = True) -> Iterator[list[str]]:
    if not path.is_file():
        return
    for number, line in enumerate(read_text(path).split("\n"), 1):
        parts = (line.partition("#")[0] if comments else line).split()
        if not parts:
            continue
        if len(parts) < least:
            raise InputError(f"{path}, line {number}: {least} fields are expected: {line[:60]!r}")
        yield parts


def _blocks(path: Path) -> Iterator[list[str]]:
    if not path.is_file():
        return
    block: list[str] = []
    for line in [*read_text(path).replace("\r\n", "\n").split("\n"), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
