"""CSV: a file a table, in UTF-8 with a byte order mark, RFC 4180.

Lists are joined by `; `, dates are ISO, booleans `true` and `false`, null is empty. Releases are
other people's texts, and a spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
formula: such a cell gets an apostrophe before it, and so does one that begins with an apostrophe,
so that `unguarded` gives every value back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Final, TextIO

from pipeline.records import Record
from pipeline.table_rows import Row, Value
from pipeline.tables import TABLES, Table

LIST: Final = "; "
"""Stands between the items of a list in a cell."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def write_csv(
    records: Iterable[Record], folder: Path, tables: Iterable[Table] = TABLES.values()
) -> None:
    """Write `<table>.csv` for every table.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers = [(table, files.enter_context(_open(table, folder))) for table in tables]
        for record in records:
            for table, writer in writers:
                writer.write(table.rows(record))


def write_rows(table: Table, rows: Iterable[Row], folder: Path) -> None:
    """Write `<table>.csv` of rows that are there already.

    Raises:
        OSError: The folder cannot be written.
    """
    with _open(table, folder) as writer:
        writer.write(rows)


class _Writer:
    def __init__(self, stream: TextIO) -> None:
        self._writer = csv.writer(stream)

    def head(self, table: Table) -> None:
        self._writer.writerow(column.name for column in table.columns)

    def write(self, rows: Iterable[Row]) -> None:
        self._writer.writerows([cell(value) for value in row] for row in rows)


@contextmanager
def _open(table: Table, folder: Path) -> Iterator[_Writer]:
    path = folder / f"{table.name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = _Writer(stream)
        writer.head(table)
        yield writer


def cell(value: Value) -> str:
    """A value as a cell's text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = LIST.join(value) if isinstance(value, tuple) else value
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text of a cell without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith("'") else text
