"""Reading what is evaluated: records, gold and texts, from folders and JSONL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.gold.envelope import Envelope, is_envelope
from pipeline.gold.light import ANNOTATED, LightGold, is_light, read_light
from pipeline.records import text_hash


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record as decoded JSON.

    Attributes:
        id: The release's id.
        stem: Stem of the file it came from, which its text's file has too.
        data: The decoded JSON.
        place: What errors call it.
    """

    id: str
    stem: str
    data: Mapping[str, Any]
    place: str


@dataclass(frozen=True, slots=True)
class FoundGold:
    """A gold annotation: an envelope, or one in the light format.

    Attributes:
        id: The release's id.
        kind: How it was made; empty for the light format, which does not say.
        source: Name of the folder it came from.
        annotated: Paths of the annotated fields.
        envelope: Raw JSON of the envelope, to be checked against the text.
        light: The annotation in the light format.
        place: What errors call it.
    """

    id: str
    kind: str
    source: str
    annotated: tuple[str, ...]
    envelope: str | None
    light: LightGold | None
    place: str


class Texts:
    """Finds the text of a release by the stem of its record's file or its id.

    Args:
        folders: Where to look, the first that has it wins; subfolders are searched too.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._known: dict[str, Path] | None = None

    def find(self, *stems: str) -> str | None:
        """The text of the first stem that has one, or `None`."""
        if self._known is None:
            self._known = {}
            for folder in self._folders:
                for path in sorted(folder.rglob("*.txt"), key=lambda path: len(path.parts)):
                    self._known.setdefault(path.stem, path)
                    self._known.setdefault(
                        str(path.relative_to(folder).with_suffix("")).replace("\\", "/"), path
                    )
        for stem in stems:
            if stem in self._known:
                return read_text(self._known[stem])
        return None


def read_text(path: Path) -> str:
    """A text in UTF-8 exactly as it stands; a byte order mark is no part of it.

    Raises:
        InputError: It is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            f"{path} is not UTF-8: give the decoded texts of the run (its folder texts/)"
        ) from None


def text_folders(records: Path, texts: Path | None) -> tuple[Path, ...]:
    """Where the texts of `records` lie: as given, else in the run, else beside the records.

    Raises:
        InputError: The folder given does not exist.
    """
    if texts is not None:
        if not texts.is_dir():
            raise InputError(f"no folder {texts}: --texts takes a folder with <id>.txt files")
        return (texts,)
    base = records if records.is_dir() else records.parent
    candidates = (base / "texts", base.parent / "texts", base)
    return tuple(folder for folder in candidates if folder.is_dir())


def read_records(path: Path) -> dict[str, FoundRecord]:
    """Records by release id, from a run folder, a folder of JSON files, a file or a JSONL.

    Raises:
        InputError: There is nothing, a file is no record, or an id stands twice.
    """
    if (path / "records").is_dir():
        path = path / "records"
    found: dict[str, FoundRecord] = {}
    for place, stem, data, _ in _objects(path, "records"):
        release = data.get("release")
        if not isinstance(release, Mapping) or not isinstance(release.get("id"), str):
            raise InputError(f"{place} is no record: it has no release.id")
        identifier = str(release["id"])
        if identifier in found:
            raise InputError(f"{place}: a record of {identifier!r} was read already")
        found[identifier] = FoundRecord(identifier, stem or identifier, data, place)
    return found


def read_gold(path: Path) -> dict[str, FoundGold]:
    """Gold by release id, from a folder, a file or a JSONL; the format is told by content.

    Raises:
        InputError: There is nothing, an object is neither envelope nor light gold, or an id
            stands twice.
    """
    found: dict[str, FoundGold] = {}
    for place, _, data, source in _objects(path, "gold"):
        item = _gold(data, place, source)
        if item.id in found:
            raise InputError(f"{place}: gold of {item.id!r} was read already")
        found[item.id] = item
    return found


def _gold(data: Mapping[str, Any], place: str, source: str) -> FoundGold:
    if is_envelope(data):
        raw = json.dumps(data, ensure_ascii=False)
        envelope = Envelope.parse(raw, name=place)
        return FoundGold(
            id=envelope.record.release.id,
            kind=envelope.kind,
            source=source,
            annotated=envelope.annotated,
            envelope=raw,
            light=None,
            place=place,
        )
    if is_light(data):
        light = read_light(data, name=place)
        return FoundGold(light.id, "", source, ANNOTATED, None, light, place)
    raise InputError(
        f"{place} is neither a gold envelope {{record, kind, annotated}} nor light gold"
    )


def check_text(sha256: object, text: str, place: str) -> None:
    """Refuse a text that something was not made from.

    Raises:
        InputError: The digest is another one.
    """
    if isinstance(sha256, str) and sha256 and sha256 != text_hash(text):
        raise InputError(
            f"{place} was made from another text than the one at hand: its sha256 differs"
        )


def _objects(path: Path, what: str) -> Iterator[tuple[str, str, Mapping[str, Any], str]]:
    """Place, file stem (empty for a line of JSONL), object, and name of its folder."""
    if path.is_dir():
        files = sorted(path.glob("*.json")) + sorted(path.glob("*.jsonl"))
        files = files or sorted([*path.rglob("*.json"), *path.rglob("*.jsonl")])
    elif path.is_file():
        files = [path]
    else:
        raise InputError(f"no file or folder {path}")
    count = 0
    for file in files:
        try:
            raw = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise InputError(f"{file} is not UTF-8") from None
        if file.suffix == ".jsonl":
            lines = [(number, line) for number, line in enumerate(raw.split("\n"), 1)]
            pieces = [
                (f"{file}, line {number}", "", line) for number, line in lines if line.strip()
            ]
        else:
            pieces = [(str(file), file.stem, raw)]
        for place, stem, piece in pieces:
            count += 1
            yield place, stem, _decode(piece, place), file.parent.name
    if not count:
        raise InputError(f"{path} holds no {what}: a folder of .json files or a .jsonl is expected")


def _decode(raw: str, place: str) -> Mapping[str, Any]:
    try:
        data = json.loads(raw)
    except json.JSONDecodeError as error:
        raise InputError(f"{place} is no JSON: {error}") from None
    if not isinstance(data, Mapping):
        raise InputError(f"{place} is no JSON object")
    return data
