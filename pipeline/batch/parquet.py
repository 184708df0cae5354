"""Parquet: flat tables, and the records with their texts and traces in one compressed file.

    tables/<name>.parquet   flat tables (`pipeline.tables`), which join on `release`
    records.parquet         id, sha256, record, text, trace: the JSON as other formats have it

A Parquet file cannot be added to. While a run goes on its releases are lines in `staging/`, as in
a run of JSON Lines, and `finish` makes the tables of them. A run that goes on after its end gets
its lines back from `records.parquet` first.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.batch.files import sync_folder
from pipeline.batch.outcomes import Extracted
from pipeline.batch.stores import LINES, RECORDS, TEXTS, TRACES, LinesStore
from pipeline.errors import UsageError
from pipeline.records import Record
from pipeline.tables import TABLES, Column

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

STAGING = "staging"
WHOLE = "records.parquet"
_COLUMNS = tuple(
    Column(name, "string", "") for name in ("release", "sha256", "record", "text", "trace")
)
_RELEASES = 500
"""Releases that are held in memory until their rows are written as one group."""


class ParquetStore:
    """Keeps releases as lines, and makes Parquet files of them at the end.

    Args:
        folder: The run's folder.

    Raises:
        UsageError: pyarrow is not installed.
        OSError: The folder cannot be written.
    """

    names: Sequence[str] = (STAGING, f"{STAGING}.tmp", "tables", WHOLE)

    def __init__(self, folder: Path) -> None:
        if find_spec("pyarrow") is None:
            raise UsageError("--format parquet needs pyarrow: pip install 'kommunike[parquet]'")
        self._folder = folder
        self._lines: LinesStore | None = None

    def add(self, done: Extracted) -> None:
        """Append its lines."""
        self._open().add(done)

    def remove(self, identifier: str) -> None:
        """Append lines that say so."""
        self._open().remove(identifier)

    def commit(self) -> None:
        """Flush the lines."""
        if self._lines is not None:
            self._lines.commit()

    def finish(self, order: Sequence[str]) -> None:
        """Write all files anew, if anything changed."""
        unchanged = self._lines is None and not (self._folder / STAGING).exists()
        if unchanged and (self._folder / WHOLE).exists():
            return
        lines = self._open()
        lines.finish(order)
        staged = _write(self._folder, self._folder / STAGING)
        (self._folder / "tables").mkdir(exist_ok=True)
        for temporary, path in staged:
            temporary.replace(path)
        sync_folder(self._folder / "tables")
        sync_folder(self._folder)
        shutil.rmtree(self._folder / STAGING)
        self._lines = None

    def close(self) -> None:
        """Let go of the lines."""
        if self._lines is not None:
            self._lines.close()

    def _open(self) -> LinesStore:
        if self._lines is None:
            staging = self._folder / STAGING
            if not staging.exists():
                unpacked = self._folder / f"{STAGING}.tmp"
                shutil.rmtree(unpacked, ignore_errors=True)
                unpacked.mkdir()
                if (self._folder / WHOLE).exists():
                    _unpack(self._folder / WHOLE, unpacked)
                unpacked.replace(staging)
                sync_folder(self._folder)
            self._lines = LinesStore(staging)
        return self._lines


def _unpack(source: Path, folder: Path) -> None:
    """Write the lines of a finished run again."""
    import pyarrow.parquet as pq

    files = [(folder / name).open("wb") for name in LINES]
    with pq.ParquetFile(source) as whole:
        for batch in whole.iter_batches(batch_size=_RELEASES):
            for row in batch.to_pylist():
                text = {"id": row["release"], "sha256": row["sha256"], "text": row["text"]}
                line = json.dumps(text, ensure_ascii=False, separators=(",", ":"))
                for file, data in zip(files, (row["record"], line, row["trace"]), strict=True):
                    file.write(data.encode() + b"\n")
    for file in files:
        file.flush()
        os.fsync(file.fileno())
        file.close()


def _write(folder: Path, staging: Path) -> list[tuple[Path, Path]]:
    """Write all files under temporary names; those and their final names."""
    import pyarrow as pa

    (folder / "tables").mkdir(exist_ok=True)
    columns = {name: table.columns for name, table in TABLES.items()} | {WHOLE: _COLUMNS}
    paths = {name: folder / "tables" / f"{name}.parquet" for name in TABLES}
    paths[WHOLE] = folder / WHOLE
    writers = {name: _Writer(path, _schema(columns[name])) for name, path in paths.items()}
    try:
        for number, (record, text, trace) in enumerate(_releases(staging), 1):
            said = json.loads(text)
            parsed = Record.parse(record, said["text"])
            writers[WHOLE].add(
                {
                    "release": said["id"],
                    "sha256": said["sha256"],
                    "record": record,
                    "text": said["text"],
                    "trace": trace,
                }
            )
            for name, table in TABLES.items():
                names = [column.name for column in table.columns]
                for row in table.rows(parsed):
                    writers[name].add(dict(zip(names, row, strict=True)))
            if number % _RELEASES == 0:
                for writer in writers.values():
                    writer.flush()
        for writer in writers.values():
            writer.close()
    except pa.ArrowException as error:
        raise OSError(None, f"{folder}: {error}") from None
    finally:
        for writer in writers.values():
            writer.abandon()
    return [(writer.temporary, writer.path) for writer in writers.values()]


def _schema(columns: Sequence[Column]) -> pa.Schema:
    """Columns as Arrow's schema."""
    import pyarrow as pa

    kinds: dict[str, pa.DataType] = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "integer": pa.int32(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema([(column.name, kinds[column.type]) for column in columns])


def _releases(staging: Path) -> Iterator[tuple[str, str, str]]:
    with (
        (staging / RECORDS).open(encoding="utf-8", newline="\n") as records,
        (staging / TEXTS).open(encoding="utf-8", newline="\n") as texts,
        (staging / TRACES).open(encoding="utf-8", newline="\n") as traces,
    ):
        for lines in zip(records, texts, traces, strict=True):
            record, text, trace = (line.removesuffix("\n") for line in lines)
            yield record, text, trace


class _Writer:
    """One Parquet file that is being written; its rows wait until there are some hundred."""

    def __init__(self, path: Path, columns: pa.Schema) -> None:
        import pyarrow.parquet as pq

        self.path = path
        self.temporary = path.with_name(f".{path.name}.tmp")
        self._columns = columns
        self._rows: list[dict[str, Any]] = []
        self._writer: pq.ParquetWriter | None = pq.ParquetWriter(
            self.temporary, columns, compression="zstd"
        )

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)

    def flush(self) -> None:
        import pyarrow as pa

        if self._rows and self._writer is not None:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._columns))
            self._rows = []

    def close(self) -> None:
        self.flush()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        with self.temporary.open("rb+") as file:
            os.fsync(file.fileno())

    def abandon(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
