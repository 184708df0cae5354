"""What is exported: the records of a run or of gold, each with its text where there is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.evaluation.sources import Texts, check_text, read_gold, read_records, text_folders
from pipeline.records import Record


@dataclass(frozen=True, slots=True)
class Exported:
    """A record with its release's text.

    Attributes:
        record: The record, its quotations compared with the text if that is there.
        text: The text exactly as decoded, or `None` where none was found.
        stem: Stem of the text's file.
    """

    record: Record
    text: str | None
    stem: str

    @property
    def words(self) -> str:
        """The text.

        Raises:
            InputError: There is none.
        """
        if self.text is None:
            raise InputError(
                f"no text of {self.record.release.id!r}: this format needs the texts; "
                "give their folder with --texts"
            )
        return self.text


@dataclass(frozen=True, slots=True)
class _Found:
    data: Any
    stem: str
    place: str


class Source:
    """Records to export, in order of id; can be read through more than once.

    Args:
        path: A run, a folder of records or of gold envelopes, a JSON file or a JSONL.
        texts: Folder with `<id>.txt`; by default `texts/` of the run.

    Raises:
        InputError: There is nothing there, or it is neither records nor gold.
    """

    def __init__(self, path: Path, texts: Path | None = None) -> None:
        self.path = path
        lines = path / "texts.jsonl"
        self._lines = _Lines(lines) if texts is None and lines.is_file() else None
        self._texts = Texts(text_folders(path, texts))
        self._found = dict(sorted(_read(_records(path)).items()))
        if not self._found:
            raise InputError(f"{path}: holds no records")

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Exported]:
        """The records one after another; only one is held.

        Raises:
            InputError: A record breaks the contract, or was made from another text.
        """
        for identifier, found in self._found.items():
            text = self._text(found.stem, identifier)
            if text is not None:
                check_text(found.data["release"].get("sha256"), text, found.place)
            try:
                record = Record.parse(json.dumps(found.data), text)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                place = ".".join(str(part) for part in first["loc"])
                raise InputError(
                    f"{found.place}: no valid record: {place + ': ' if place else ''}{first['msg']}"
                ) from None
            yield Exported(record, text, found.stem)

    def _text(self, stem: str, identifier: str) -> str | None:
        if self._lines is not None:
            return self._lines.find(identifier)
        return self._texts.find(stem, identifier)


class _Lines:
    """The texts of a run that keeps them in one file, found by where their lines begin."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._starts: dict[str, int] = {}
        start = 0
        with path.open("rb") as lines:
            for line in lines:
                try:
                    self._starts[json.loads(line)["id"]] = start
                except (ValueError, KeyError, TypeError):
                    raise InputError(f"{path}: a line is no text: {line[:60]!r}") from None
                start += len(line)

    def find(self, identifier: str) -> str | None:
        start = self._starts.get(identifier)
        if start is None:
            return None
        with self._path.open("rb") as lines:
            lines.seek(start)
            text = json.loads(lines.readline()).get("text")
        return text if isinstance(text, str) else None


def _records(path: Path) -> Path:
    """Where the records of a run are; other things are read as they are."""
    if (path / "records.jsonl").is_file():
        return path / "records.jsonl"
    if (path / "records.parquet").is_file():
        raise InputError(
            f"{path}: keeps its records as Parquet; extract with json or jsonl to export them"
        )
    return path


def _read(path: Path) -> dict[str, _Found]:
    try:
        records = read_records(path)
    except InputError as error:
        try:
            gold = read_gold(path)
        except InputError:
            raise error from None
        return {
            identifier: _Found(json.loads(item.envelope)["record"], identifier, item.place)
            for identifier, item in gold.items()
            if item.envelope is not None
        }
    return {
        identifier: _Found(item.data, item.stem, item.place) for identifier, item in records.items()
    }
