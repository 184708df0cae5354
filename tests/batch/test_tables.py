"""Parquet tables hold what the records hold, and open in DuckDB and pandas."""

from __future__ import annotations

import json

import pytest

from pipeline.batch.parquet import ParquetStore
from pipeline.errors import UsageError
from pipeline.tables import TABLES
from tests.batch.runs import items, run_over

pytest.importorskip("pyarrow")


def test_tables_join(tmp_path):
    import duckdb

    run_over(tmp_path, items("Один", "Два", "ПОЛОМКА"), output="parquet")
    tables = tmp_path / "tables"
    assert {path.stem for path in tables.iterdir()} == {*TABLES}
    found = duckdb.sql(
        f"SELECT release, code, quote FROM '{tables}/countries.parquet' "
        f"JOIN '{tables}/releases.parquet' USING (release) ORDER BY 1"
    ).fetchall()
    assert found == [("r0", "KZ", "Казахстан"), ("r1", "KZ", "Казахстан")]
    whole = duckdb.sql(f"SELECT record, text FROM '{tmp_path}/records.parquet'").fetchall()
    for record, text in whole:
        (piece,) = json.loads(record)["countries"][0]["evidence"]
        assert text[piece["start"] : piece["end"]] == piece["text"]


def test_the_same_record_in_all_three_forms(tmp_path):
    import pandas as pd

    for output in ("json", "jsonl", "parquet"):
        run_over(tmp_path / output, items("Один", "Два"), output=output)
    files = [json.loads((tmp_path / f"json/records/r{n}.json").read_bytes()) for n in (0, 1)]
    lines = (tmp_path / "jsonl" / "records.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == files
    whole = pd.read_parquet(tmp_path / "parquet" / "records.parquet")
    assert [json.loads(record) for record in whole["record"]] == files


def test_pyarrow_that_is_not_installed_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.batch.parquet.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'kommunike\[parquet\]'"):
        ParquetStore(tmp_path)
