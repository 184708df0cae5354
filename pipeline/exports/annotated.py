"""Annotations of brat and Label Studio brought back over the records they were exported from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.exports.brat import read_standoff
from pipeline.exports.labelstudio import read_result
from pipeline.exports.marks import Annotations
from pipeline.exports.plain import without_returns
from pipeline.exports.source import Exported, Source
from pipeline.exports.unmark import to_record
from pipeline.records import Record
from pipeline.resources.countries import CountryLexicon


@dataclass(frozen=True, slots=True)
class Annotated:
    """A release that came back.

    Attributes:
        id: The release's id.
        record: Its record as annotated, or `None`.
        reason: Why there is no record.
    """

    id: str
    record: Record | None
    reason: str = ""


def read_brat(folder: Path, base: Source) -> Iterator[Annotated]:
    """Records of a brat collection; releases without an `.ann` file are named too.

    Raises:
        InputError: The folder holds no `.ann` files.
    """
    if not any(folder.glob("*.ann")):
        raise InputError(f"{folder}: holds no .ann files")

    def find(entry: Exported) -> Annotations:
        path = folder / f"{entry.stem}.ann"
        words = folder / f"{entry.stem}.txt"
        if not path.is_file():
            raise InputError(f"no {path.name} in {folder}")
        if words.is_file():
            _same_text(words.read_bytes().decode("utf-8", "replace"), entry)
        return read_standoff(path.read_bytes().decode("utf-8"), without_returns(entry.words))

    yield from _read(base, find)


def read_labelstudio(path: Path, base: Source) -> Iterator[Annotated]:
    """Records of a Label Studio export in its JSON format.

    Raises:
        InputError: It is no such export.
    """
    try:
        tasks = json.loads(path.read_bytes())
        found = {task["data"]["id"]: task for task in tasks}
    except (OSError, ValueError, TypeError, KeyError):
        raise InputError(
            f"{path}: no Label Studio export: export the project as JSON (not JSON-MIN)"
        ) from None

    def find(entry: Exported) -> Annotations:
        task = found.get(entry.record.release.id)
        if task is None:
            raise InputError("no task of it")
        _same_text(task["data"]["text"], entry)
        return read_result(_finished(task), without_returns(entry.words))

    yield from _read(base, find)


def _finished(task: dict[str, Any]) -> list[dict[str, Any]]:
    done = [item for item in task.get("annotations") or () if not item.get("was_cancelled")]
    if len(done) != 1:
        raise InputError(
            "not annotated" if not done else f"{len(done)} annotations: keep one of them"
        )
    result: list[dict[str, Any]] = done[0]["result"]
    return result


def _same_text(text: str, entry: Exported) -> None:
    if text != without_returns(entry.words):
        raise InputError("its text was changed since it was exported")


def _read(base: Source, find: Callable[[Exported], Annotations]) -> Iterator[Annotated]:
    countries = CountryLexicon.load()
    for entry in base:
        identifier = entry.record.release.id
        try:
            found = find(entry)
            record = to_record(found, entry.words, entry.record, countries)
        except InputError as error:
            yield Annotated(identifier, None, str(error))
        else:
            yield Annotated(identifier, record)
