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
        self._texts = Texts(text_folders(path, texts))
        self._found = dict(sorted(_read(path).items()))
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
            text = self._texts.find(found.stem, identifier)
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
