"""CSV and XLSX read back: the same rows, spans and all."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from pipeline.errors import UsageError
from pipeline.exports import sheets
from pipeline.exports.delimited import LIST, cell, unguarded, write_csv
from pipeline.exports.sheets import write_xlsx
from pipeline.tables import TABLES


def read(text, column):
    """A CSV cell as the value it was written from; null and the empty list stay empty."""
    if column.type == "integer":
        return int(text) if text else None
    if column.type == "boolean":
        return {"true": True, "false": False, "": None}[text]
    if column.type == "date":
        return date.fromisoformat(text) if text else None
    return unguarded(text) or None


def flat(value):
    """A value as a table holds it: lists joined, emptiness null."""
    return (LIST.join(value) or None) if isinstance(value, tuple) else value


def test_csv_reads_back(entries, tmp_path):
    write_csv((entry.record for entry in entries), tmp_path)
    for table in TABLES.values():
        path = tmp_path / f"{table.name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            heading, *rows = csv.reader(stream)
        assert heading == [column.name for column in table.columns]
        wanted = [row for entry in entries for row in table.rows(entry.record)]
        assert [
            [read(text, column) for text, column in zip(row, table.columns, strict=True)]
            for row in rows
        ] == [[flat(value) for value in row] for row in wanted]


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@x", "'quoted", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == f"'{text}"
    assert unguarded(cell(text)) == text


def test_offsets_are_those_of_the_text(entries, tmp_path):
    write_csv((entry.record for entry in entries), tmp_path)
    texts = {entry.record.release.id: entry.text for entry in entries}
    with (tmp_path / "statements.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            text = texts[row["release"]]
            places = [map(int, span.split(":")) for span in row["spans"].split(LIST)]
            quote = " … ".join(text[start:end] for start, end in places)
            assert quote == unguarded(row["quote"])


def decoded(value):
    """A cell as calamine gives it: dates without time, whole numbers whole, nothing null.

    XML cannot hold most control characters; ECMA-376 writes them `_x000B_`.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value)
    if isinstance(value, str):
        value = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), value)
    return value if value != "" else None


def test_xlsx_reads_back(entries, tmp_path):
    path = tmp_path / "run.xlsx"
    assert write_xlsx(entries, path) == sheets.Sheets(0, 0)
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == [*TABLES, "columns"]
    for table in TABLES.values():
        heading, *rows = book.get_sheet_by_name(table.name).to_python(skip_empty_area=False)
        width = len(table.columns)
        assert heading[:width] == [column.name for column in table.columns]
        wanted = [row for entry in entries for row in table.rows(entry.record)]
        assert [[decoded(value) for value in row] for row in rows] == [
            [flat(value) for value in row] for row in wanted
        ]


def test_the_workbook_opens_as_analysts_like_it(samples, tmp_path):
    import zipfile

    path = tmp_path / "run.xlsx"
    write_xlsx(samples, path, texts="run/texts")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        releases = list(TABLES).index("releases") + 1
        links = archive.read(f"xl/worksheets/_rels/sheet{releases}.xml.rels").decode()
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "'releases'!A2" in sheet
    assert f'Target="run\\texts\\{samples[0].stem}.txt"' in links


def test_the_same_records_give_the_same_workbook(samples, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(samples, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_excel_cannot_hold(samples, tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_CELL", 40)
    made = write_xlsx(samples, tmp_path / "cut.xlsx")
    assert made.cut > 0
    rows = CalamineWorkbook.from_path(tmp_path / "cut.xlsx").get_sheet_by_name("statements")
    assert (
        max(len(value) for row in rows.to_python() for value in row if isinstance(value, str)) <= 40
    )
    monkeypatch.setattr(sheets, "MAX_ROWS", 10)
    with pytest.raises(UsageError, match="use --to csv"):
        write_xlsx(samples, tmp_path / "full.xlsx")
