"""The sample corpus's records over texts that break careless code, offsets moved with the words."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.exports.source import Exported
from pipeline.records import Record, text_hash

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "corpus" / "gold").glob("*.json"))

TRICKS = {
    "plain": {},
    "crlf": {"\n": "\r\n"},
    "cr": {"\n": "\r"},
    "emoji": {" ": " 😀\u202f", "«": "👩\u200d👩\u200d👧«"},
    "marks": {"а": "а\u0301", "й": "и\u0306", "е": "е\u0308"},
    "separators": {"\n": "\u2028", ", ": ",\u0085\t", "т": "т\u00ad"},
    "markup": {" ": " <b>&\t", "\n": "\n=1+1;\n\n", "о": "o\x0b\x1c"},
    "invisible": {"\n": "\ufeff\n", "с": "с\u200b", " ": "\u2060\u00a0"},
}


def entry(path: Path, trick: str) -> Exported:
    """A gold record over its text with every key of the trick replaced by its value."""
    data = json.loads(path.read_bytes())["record"]
    text = (ROOT / "corpus" / "releases" / f"{path.stem}.txt").read_bytes().decode("utf-8-sig")
    changed, moved = change(text, TRICKS[trick])
    data["release"]["sha256"] = text_hash(changed)
    move(data, changed, moved)
    return Exported(Record.parse(json.dumps(data), changed), changed, path.stem)


def dressed(path: Path, trick: str) -> Record:
    """A gold record whose names, titles and themes are hostile themselves."""
    data = json.loads(path.read_bytes())["record"]
    items = [*data["organizations"], *([data["event"]] if data["event"] else [])]
    items += [position for person in data["participants"] for position in person["positions"]]
    items += [person["name"] for person in data["participants"]]
    if data["event"] and data["event"]["place"]:
        items.append(data["event"]["place"])
    for item in items:
        for field in ("name", "theme", "title", "full", "family"):
            if item.get(field):
                item[field] = change(item[field], TRICKS[trick])[0]
    return Record.model_validate(data, strict=False)


def change(text, replaced):
    """The changed text, and the new place of every old one."""
    pieces, moved, length, at = [], [], 0, 0
    while at < len(text):
        old = next((old for old in replaced if text.startswith(old, at)), text[at])
        new = replaced.get(old, old)
        moved += [length] * len(old)
        pieces.append(new)
        length += len(new)
        at += len(old)
    return "".join(pieces), [*moved, length]


def move(value, text, moved):
    if isinstance(value, list):
        for item in value:
            move(item, text, moved)
    elif isinstance(value, dict):
        if set(value) == {"start", "end", "text"}:
            value["start"], value["end"] = moved[value["start"]], moved[value["end"]]
            value["text"] = text[value["start"] : value["end"]]
        for item in value.values():
            move(item, text, moved)
        if "verb" in value:  # a statement is its words
            value["text"] = " ".join(item["text"] for item in value["evidence"])
