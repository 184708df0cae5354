"""Bringing a run's records into the log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.batch.finished import record_files
from pipeline.batch.manifest import read_manifest
from pipeline.errors import UsageError
from pipeline.records import Record
from pipeline.review.store import Document, Extraction, Store


@dataclass(frozen=True, slots=True)
class Brought:
    """What of a run can be reviewed, and what cannot and why.

    Attributes:
        sheets: Documents with their extraction, in order of id.
        refused: Reasons by file stem: no text, another text, no valid record.
    """

    sheets: tuple[tuple[Document, Extraction], ...]
    refused: dict[str, str]


def bring(store: Store, folder: Path) -> Brought:
    """Write a run's texts and records into the log; what is there already stays.

    Every quotation is compared with the text; a record of another text is refused, so that no
    wrong words are ever highlighted.

    Raises:
        UsageError: The folder holds no run, or an empty one.
    """
    manifest = read_manifest(folder)
    name = folder.resolve().name
    sheets: list[tuple[Document, Extraction]] = []
    refused: dict[str, str] = {}
    with store.writing():
        for path in record_files(folder):
            raw = path.read_bytes()
            try:
                text = (folder / "texts" / f"{path.stem}.txt").read_bytes().decode("utf-8")
                record = Record.parse(raw, text)
            except OSError:
                refused[path.stem] = "its text is missing"
                continue
            except UnicodeDecodeError:
                refused[path.stem] = "its text is not UTF-8"
                continue
            except ValidationError as error:
                refused[path.stem] = str(error.errors(include_url=False)[0]["msg"])
                continue
            plain = json.dumps(record.model_dump(mode="json"), ensure_ascii=True).encode()
            document = store.add_document(record.release.id, text)
            sheets.append(
                (
                    document,
                    store.add_extraction(document.number, name, manifest.versions, plain),
                )
            )
    if not sheets and not refused:
        raise UsageError(f"{folder}: the run has no records to review")
    return Brought(tuple(sheets), refused)


def reviews_folder(run: Path) -> Path:
    """Where the reviews of a run lie: `reviews/` beside the folder of runs, to outlive them."""
    parent = run.resolve().parent
    return (parent.parent if parent.name == "runs" else parent) / "reviews"
