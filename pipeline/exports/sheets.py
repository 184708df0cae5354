"""XLSX: a sheet a table, frozen headings, filters, and every row linked to its release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pipeline.errors import OutputError, UsageError
from pipeline.exports.delimited import LIST
from pipeline.exports.source import Exported
from pipeline.table_rows import Row, Value
from pipeline.tables import TABLES, Column, Table

MAX_ROWS: Final = 1_048_576
"""Rows of a sheet, the heading included (source: Excel's specification)."""
MAX_CELL: Final = 32_767
"""UTF-16 units of a cell's text (source: Excel's specification)."""
MAX_LINKS: Final = 65_530
"""Links of a sheet (source: Excel's specification)."""
_CUT: Final = "…"
_WIDTHS: Final = {"integer": 9, "boolean": 11, "date": 12, "strings": 24}
_WIDE: Final = frozenset(
    {"text", "quote", "title", "topic", "measure", "name", "position", "meaning", "message"}
)
_LINK: Final = "release"


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a workbook holds, beyond what Excel can.

    Attributes:
        cut: Cells that were cut to what Excel holds.
        unlinked: Rows without a link to their release, for Excel's limit of links.
    """

    cut: int
    unlinked: int


def write_xlsx(
    entries: Iterable[Exported],
    path: Path,
    *,
    extra: Iterable[tuple[Table, Iterable[Row]]] = (),
    texts: str | None = None,
) -> Sheets:
    """Write a workbook.

    Args:
        entries: Records; one is held at a time.
        path: The workbook's file.
        extra: Tables over the whole run, before the others.
        texts: Folder of the texts as seen from the workbook; the sheet `releases` links there.

    Raises:
        UsageError: XlsxWriter is not installed, or a table has more rows than a sheet can hold.
        OutputError: The file cannot be written.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ModuleNotFoundError:
        raise UsageError("--to xlsx needs XlsxWriter: install kommunike[xlsx]") from None
    from datetime import UTC, datetime

    with TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        # The same records give the same bytes.
        made = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"created": made})
        writer = _Book(book)
        try:
            writer.fill(entries, [(table, list(rows)) for table, rows in extra], texts)
            book.close()
        except FileCreateError as error:
            raise OutputError(f"{path}: cannot be written: {error}") from None
        finally:
            # A workbook that is given up leaves its sheets' temporary files open.
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
            book.fileclosed = True
    return Sheets(writer.cut, writer.unlinked)


class _Book:
    """Writes rows under one another.

    Attributes:
        cut: Number of cells cut.
        unlinked: Number of rows without a link.
    """

    def __init__(self, book: Any) -> None:
        self.cut = 0
        self.unlinked = 0
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eef2f7"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._text = book.add_format({"valign": "top"})
        self._link = book.add_format({"valign": "top", "font_color": "#1f4e9c", "underline": 1})
        self._sheets: dict[str, Any] = {}
        self._rows: dict[str, int] = {}
        self._links: dict[str, int] = {}

    def fill(
        self,
        entries: Iterable[Exported],
        whole: list[tuple[Table, list[Row]]],
        texts: str | None,
    ) -> None:
        tables = [table for table, _ in whole] + list(TABLES.values())
        for table in tables:
            self.add(table)
        for table, rows in whole:
            for row in rows:
                self.write(table, row)
        for number, entry in enumerate(entries, 1):
            links = dict.fromkeys(TABLES, f"internal:'releases'!A{number + 1}")
            del links["releases"]
            if texts is not None and entry.text is not None:
                links["releases"] = f"external:{texts}/{entry.stem}.txt"
            for table in TABLES.values():
                for row in table.rows(entry.record):
                    self.write(table, row, links.get(table.name))
        self.explain(tables)

    def add(self, table: Table) -> None:
        sheet = self._book.add_worksheet(table.name)
        self._sheets[table.name] = sheet
        self._rows[table.name] = 0
        self._links[table.name] = 0
        sheet.freeze_panes(1, _frozen(table))
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, _width(column))
            sheet.write_string(0, number, column.name, self._head)

    def write(self, table: Table, row: Row, link: str | None = None) -> None:
        sheet = self._sheets[table.name]
        self._rows[table.name] += 1
        at = self._rows[table.name]
        if at >= MAX_ROWS:
            raise UsageError(
                f"{table.name} has more rows than a sheet can hold ({MAX_ROWS:,}): use --to csv"
            )
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            if column.name == _LINK and link is not None and number == 0:
                self._write_link(table, at, str(value), link)
            elif value is not None and value != ():
                self._cell(sheet, at, number, value)

    def _write_link(self, table: Table, at: int, value: str, link: str) -> None:
        sheet = self._sheets[table.name]
        self._links[table.name] += 1
        if self._links[table.name] > MAX_LINKS or len(link) > 2000:
            self.unlinked += 1
            self._cell(sheet, at, 0, value)
        else:
            sheet.write_url(at, 0, link, self._link, self._fit(value))

    def _cell(self, sheet: Any, at: int, number: int, value: Value) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(at, number, value, self._text)
        elif isinstance(value, int):
            sheet.write_number(at, number, value, self._text)
        elif isinstance(value, date):
            sheet.write_datetime(at, number, value, self._date)
        else:
            text = LIST.join(value) if isinstance(value, tuple) else str(value)
            sheet.write_string(at, number, self._fit(text), self._text)

    def _fit(self, text: str) -> str:
        if len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
            return text
        self.cut += 1
        units = text.encode("utf-16-le")[: 2 * (MAX_CELL - 1)]
        return units.decode("utf-16-le", "ignore") + _CUT

    def explain(self, tables: list[Table]) -> None:
        """Add filters, now that the rows are counted, and the sheet that says what is what."""
        for table in tables:
            last = max(1, self._rows[table.name])
            self._sheets[table.name].autofilter(0, 0, last, len(table.columns) - 1)
        columns = tuple(Column(name, "string", "") for name in ("table", "column", "meaning"))
        key = Table("columns", "", columns, lambda _: iter(()))
        self.add(key)
        for table in tables:
            self.write(key, (table.name, None, table.meaning))
            for column in table.columns:
                self.write(key, (table.name, column.name, column.meaning))


def _frozen(table: Table) -> int:
    """Columns that stay in view: the release, and the name where it comes soon."""
    names = [column.name for column in table.columns]
    return names.index("name") + 1 if "name" in names[:4] else 1


def _width(column: Column) -> int:
    if column.name == _LINK:
        return 28
    return 48 if column.name in _WIDE else _WIDTHS.get(column.type, 18)
