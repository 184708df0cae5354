"""CSV: a file a table, in UTF-8 with a byte order mark, RFC 4180.

Lists are joined by `; `, dates are ISO, booleans `true` and `false`, null is empty. Releases are
other people's texts, and a spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
formula: such a cell gets an apostrophe before it, and so does one that begins with an apostrophe,
so that `unguarded` gives every value back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.records import Record
from pipeline.table_rows import Value
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
        writers = []
        for table in tables:
            path = folder / f"{table.name}.csv"
            stream = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writer = csv.writer(stream)
            writer.writerow(column.name for column in table.columns)
            writers.append((table, writer))
        for record in records:
            for table, writer in writers:
                writer.writerows([cell(value) for value in row] for row in table.rows(record))


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
