"""A record of a run with the text and trace that lie beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import UsageError
from pipeline.records import Record
from pipeline.trace import Trace


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """A record, and of its neighbours what is there.

    Attributes:
        record: The record, checked against the text if that is there.
        text: The release's text, or `None`.
        trace: The rules behind the record, or `None`.
    """

    record: Record
    text: str | None
    trace: Trace | None


def read_record(path: Path) -> RecordFiles:
    """Read `records/<id>.json` with `../texts/<id>.txt` and `../trace/<id>.json`.

    Raises:
        UsageError: There is no such file, it is no record, or not the record of the text.
    """
    run = path.parent.parent
    text = _read(run / "texts" / f"{path.stem}.txt")
    trace = _read(run / "trace" / f"{path.stem}.json")
    raw = _read(path)
    if raw is None:
        raise UsageError(f"{path}: no such file")
    words = None if text is None else text.decode("utf-8")
    try:
        record = Record.parse(raw, words)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{path}: no valid record: {place + ': ' if place else ''}{first['msg']}"
        ) from None
    return RecordFiles(record, words, None if trace is None else Trace.from_json(trace))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
