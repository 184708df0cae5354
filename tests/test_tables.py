"""Flat tables: rows fit their columns, and say what the record says."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.records import Record
from pipeline.tables import KEY, TABLES

GOLD = sorted((Path(__file__).parents[1] / "corpus" / "gold").glob("*.json"))
TYPES = {"string": str, "integer": int, "boolean": bool, "date": date, "strings": tuple}


def record_of(path: Path) -> Record:
    return Record.parse(json.dumps(json.loads(path.read_bytes())["record"]))


@pytest.mark.parametrize("name", TABLES)
def test_rows_fit_their_columns(name):
    table = TABLES[name]
    names = [column.name for column in table.columns]
    assert table.name == name
    assert len(set(names)) == len(names)
    assert table.columns[: len(KEY)] == KEY
    for path in GOLD:
        for row in table.rows(record_of(path)):
            assert len(row) == len(table.columns)
            for column, value in zip(table.columns, row, strict=True):
                if value is not None:
                    assert type(value) is TYPES[column.type], column
                else:
                    assert column.type != "strings", column


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_item_has_its_row(path):
    record = record_of(path)

    def count(name):
        return len(list(TABLES[name].rows(record)))

    assert count("releases") == 1
    assert count("events") == int(record.event is not None)
    for name in ("participants", "countries", "documents", "statements", "organizations", "issues"):
        assert count(name) == len(getattr(record, name))
    assert count("positions") == sum(len(person.positions) for person in record.participants)
    assert count("measures") == sum(len(document.measures) for document in record.documents)
    assert count("topics") == sum(
        len(item.topics) for item in (*record.documents, *record.statements)
    )


def test_spans_are_those_of_the_record():
    record = record_of(GOLD[0])
    table = TABLES["participants"]
    place = [column.name for column in table.columns].index("spans")
    for person, row in zip(record.participants, table.rows(record), strict=True):
        assert row[place] == tuple(f"{item.start}:{item.end}" for item in person.evidence)


def test_importing_the_tables_is_light():
    code = (
        "import sys, pipeline.tables; "
        "print(sorted({'spacy', 'numpy', 'pyarrow', 'natasha'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"
