"""The commands, through the command line's own parser."""

import json

import pytest
import typer
from typer.testing import CliRunner

from pipeline.errors import KommunikeError
from pipeline.evaluation.commands import register


@pytest.fixture
def run():
    app = typer.Typer()
    register(app)
    runner = CliRunner()

    def invoke(*arguments):
        return runner.invoke(app, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture
def folders(make, record, tmp_path):
    return (
        make.write(tmp_path / "run", record),
        make.write_gold(tmp_path / "gold", make.envelope()),
        tmp_path,
    )


def test_evaluate_prints_and_writes(run, folders):
    records, gold, out = folders
    result = run(
        *("evaluate", records, gold, "--json", out / "e.json", "--html", out / "e.html"),
        *("--markdown", out / "e.md"),
    )
    assert result.exit_code == 0, result.output
    assert "triple_strict" in result.output
    assert json.loads((out / "e.json").read_text())["documents"] == 1
    assert (out / "e.html").read_text().startswith("<!doctype html>")
    assert "| `countries` | 100.0 | 100.0 | 100.0 |  | 2 |" in (out / "e.md").read_text()
    assert run("evaluate", records, gold, "--against", out / "e.json").exit_code == 0


def test_floors_fail_when_a_score_is_lowered(run, folders, make, record):
    records, gold, out = folders
    assert run("evaluate", records, gold, "--write-floors", out / "f.csv").exit_code == 0
    assert "floors are kept" in run("evaluate", records, gold, "--floors", out / "f.csv").output
    record["participants"].pop(0)
    record["statements"].pop(0)
    worse = make.write(out / "worse", record)
    result = run("evaluate", worse, gold, "--floors", out / "f.csv")
    assert result.exit_code != 0
    assert isinstance(result.exception, KommunikeError)
    assert result.exception.exit_code == 1
    assert "participants f1 (all) is 0.6667, below its floor 1.000" in str(result.exception)


def test_diff_agreement_and_gold_import(run, folders, make, record):
    records, gold, out = folders
    assert "0 values differ" in run("diff", records, records).output
    assert run("agreement", gold, gold).exit_code == 0
    light = out / "light"
    light.mkdir()
    (light / "riga.json").write_text(
        json.dumps(
            {
                "id": "riga",
                "event": None,
                "participants": [],
                "countries": [],
                "documents": [],
                "statements": [],
            }
        )
    )
    result = run(
        "gold-import", light, "--texts", records / "texts", "--out", out / "e", "--kind", "single"
    )
    assert result.exit_code == 0, result.output
    assert json.loads((out / "e" / "riga.json").read_text())["kind"] == "single"


def test_a_users_mistake_is_one_line(run, folders):
    records, gold, _ = folders
    result = run("evaluate", records / "none", gold)
    assert isinstance(result.exception, KommunikeError)
    assert "\n" not in str(result.exception)


def test_benchmarks_score_an_existing_run(run, folders, make):
    records, _, out = folders
    start = make.text.index("Янис Озолс")
    entity = {
        "id": "T1",
        "type": "PERSON",
        "start": start,
        "end": start + 10,
        "text": "",
        "links": [],
    }
    (out / "nerel.jsonl").write_text(
        json.dumps({"id": "riga", "text": make.text, "entities": [entity], "relations": []})
    )
    result = run(
        "benchmark", "nerel", out / "nerel.jsonl", "--records", records, "--json", out / "n.json"
    )
    assert result.exit_code == 0, result.output
    scores = json.loads((out / "n.json").read_text())["scores"]
    assert (scores["persons"]["right"], scores["persons"]["found"]) == (1, 2)
