"""Reviewed documents as gold: deterministic, validated, with everything left out named.

What becomes gold, and of which kind: `adjudicated`, two reviewers' records with every difference
settled; `single`, one reviewer's work over the machine's record, or several people's on one
record; `blind`, one reviewer's record made without seeing the machine's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from pipeline.batch.files import write_atomically
from pipeline.errors import InputError, OutputError, UsageError
from pipeline.gold.envelope import Envelope
from pipeline.records import Record
from pipeline.review.desk import Desk, Reviewer, Sheet, merge_all, open_sheet, record_of
from pipeline.review.fold import Entry, State
from pipeline.review.items import Assembled
from pipeline.review.kinds import kinds
from pipeline.review.merge import finished
from pipeline.review.store import Store

ANNOTATED: Final = (
    "countries",
    "documents",
    "event",
    "organizations",
    "participants",
    "release",
    "statements",
)
"""Everything of a record is decided in review, but for what the pipeline says of itself."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did.

    Attributes:
        written: Ids of the releases that are gold now.
        omitted: Reasons by id for those that are not.
    """

    written: tuple[str, ...]
    omitted: dict[str, str]


class NotGoldError(InputError):
    """A document cannot become gold as it stands."""

    code = "not_gold"


def export_gold(store: Store, out: Path) -> Exported:
    """Write an envelope for every reviewed document of the log.

    The newest text of each id counts, over its newest extraction. The same log gives the same
    bytes.

    Raises:
        UsageError: The log is empty, or `out` is no folder.
        OutputError: The folder cannot be written.
    """
    newest = {document.id: document for document in store.documents()}
    if not newest:
        raise UsageError(f"{store.path}: holds no documents")
    written: list[str] = []
    omitted: dict[str, str] = {}
    noted: list[tuple[int, int, str]] = []
    for identifier, document in sorted(newest.items()):
        sheet = open_sheet(store, document, store.extractions(document.number)[-1])
        try:
            envelope, kind = make_envelope(store, sheet)
            _write(out, identifier, envelope.to_json())
        except NotGoldError as error:
            omitted[identifier] = str(error)
            continue
        events = store.events(document.number)
        noted.append((document.number, events[-1].seq, kind))
        written.append(identifier)
    with store.writing():
        for document_number, seq, kind in noted:
            store.add_export(document_number, seq, kind)
    return Exported(tuple(written), omitted)


def make_envelope(store: Store, sheet: Sheet) -> tuple[Envelope, str]:
    """The envelope of one document and its kind.

    Raises:
        NotGoldError: It is not reviewed, reviewers differ, or the record is not valid.
    """
    state, kind = _reviewed(store, sheet)
    made = record_of(state, sheet)
    try:
        record = Record.model_validate(made.data, context={"text": sheet.text}, strict=False)
    except ValidationError as error:
        raise NotGoldError(f"no valid record: {error.errors()[0]['msg']}") from None
    envelope = Envelope.model_validate(
        {
            "record": record,
            "kind": kind,
            "annotated": ANNOTATED,
            "review": list(_provenance(state, made)),
        }
    )
    return envelope, kind


def _reviewed(store: Store, sheet: Sheet) -> tuple[State, str]:
    """The state that is to be gold.

    Raises:
        NotGoldError: There is none.
    """
    events = store.events(sheet.document.number)
    alone = finished(sheet.items, events, sheet.carry())
    if len(alone) > 1:
        merged = merge_all(store, sheet)
        if merged.open:
            raise NotGoldError(f"{len(merged.open)} differences are not adjudicated")
        return merged.state, "adjudicated"
    shared = Desk(store, Reviewer("", "shared")).state(sheet)
    if shared.done is not None and not shared.open:
        return shared, "single"
    for name, state in alone.items():
        mode = next(e.mode for e in events if e.reviewer == name and e.mode != "shared")
        return state, "blind" if mode == "blind" else "single"
    if shared.flags:
        raise NotGoldError(
            f"{len(shared.flags)} decisions were made over another extraction; "
            f"{shared.open} fields are undecided"
        )
    if not any(event.op != "comment" for event in events):
        raise NotGoldError("not reviewed")
    if shared.open:
        raise NotGoldError(f"{shared.open} of {shared.total} fields are undecided")
    raise NotGoldError("not declared done")


def _provenance(state: State, made: Assembled) -> Iterator[dict[str, Any]]:
    """Who stands behind each value, by its path in the record, and behind what was left out."""
    paths = {key: _path(place) for place, key in made.places.items()}
    for entry in state.entries.values():
        path = paths.get(entry.item.id)
        if path is None:
            yield from _left_out(entry)
            continue
        for field in kinds()[entry.item.kind].decided:
            value = entry.values[field.name]
            line = {
                "path": f"{path}.{field.name}",
                "state": value.state,
                "by": value.by,
                "at": value.at,
            }
            if value.value != value.machine and value.state != "added":
                line["machine"] = value.machine
            yield line


def _left_out(entry: Entry) -> Iterator[dict[str, Any]]:
    if entry.rejected is not None:
        yield {
            "path": entry.item.kind,
            "state": "rejected",
            "by": entry.rejected.by,
            "at": entry.rejected.at,
            "machine": entry.label,
        }


def _path(place: tuple[str | int, ...]) -> str:
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _write(out: Path, identifier: str, content: str) -> None:
    name = f"{identifier}.json"
    if os.sep in name or "/" in name or name.startswith("."):
        raise NotGoldError("its id cannot name a file")
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_atomically(out / name, content.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from None
