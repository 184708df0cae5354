"""The commands: what they write, and what they say to mistakes."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.exports.hostile import ROOT

GOLD, TEXTS = ROOT / "corpus" / "gold", ROOT / "corpus" / "releases"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("to", "made"),
    [
        ("csv", "statements.csv"),
        ("xlsx", None),
        ("brat", "annotation.conf"),
        ("labelstudio", "tasks.json"),
        ("docbin", None),
        ("jsonld", None),
    ],
)
def test_export_writes(to, made, tmp_path):
    out = tmp_path / "made"
    result = run("export", GOLD, "--texts", TEXTS, "--to", to, "--out", out)
    assert result.exit_code == 0, result.output
    assert result.output == f"15 releases in {out}\n"
    assert (out / made if made else out).is_file()
    again = run("export", GOLD, "--texts", TEXTS, "--to", to, "--out", out)
    assert again.exit_code == 2
    assert "--force" in again.output
    assert run("export", GOLD, "--texts", TEXTS, "--to", to, "-o", out, "--force").exit_code == 0


def test_there_and_back_is_gold(tmp_path):
    out = tmp_path / "brat"
    run("export", GOLD, "--texts", TEXTS, "--to", "brat", "--out", out)
    (out / "2026-04-14-ifas-water.ann").write_text("T1\tNobody 0 1\tx\n", encoding="utf-8")
    result = run(
        "import", out, "--from", "brat", "--run", GOLD, "--texts", TEXTS, "-o", tmp_path / "gold"
    )
    assert result.exit_code == 1
    assert "14 envelopes" in result.output
    assert "left out: 2026-04-14-ifas-water: T1: no kind is called Nobody" in result.output
    made = json.loads((tmp_path / "gold" / "2026-05-14-kz-kw-call.json").read_bytes())
    gold = json.loads((GOLD / "2026-05-14-kz-kw-call.json").read_bytes())
    assert made["kind"] == "corrected"
    assert made["record"] == gold["record"]


def test_labelstudio_there_and_back(tmp_path):
    out = tmp_path / "tasks"
    run("export", GOLD, "--texts", TEXTS, "--to", "labelstudio", "--out", out)
    tasks = json.loads((out / "tasks.json").read_bytes())
    for task in tasks[1:]:
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"]}]
    (tmp_path / "export.json").write_text(json.dumps(tasks), encoding="utf-8")
    result = run(
        *("import", tmp_path / "export.json", "--from", "labelstudio", "--run", GOLD),
        *("--texts", TEXTS, "-o", tmp_path / "gold"),
    )
    assert result.exit_code == 1
    assert "14 envelopes" in result.output
    assert "not annotated" in result.output


def test_a_text_that_changed_is_refused(tmp_path):
    out = tmp_path / "brat"
    run("export", GOLD, "--texts", TEXTS, "--to", "brat", "--out", out)
    for path in out.glob("*.txt"):
        path.write_text("другой текст", encoding="utf-8")
    result = run(
        "import", out, "--from", "brat", "--run", GOLD, "--texts", TEXTS, "-o", tmp_path / "gold"
    )
    assert result.exit_code == 1
    assert result.output.count("its text was changed since it was exported") == 15


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("export", "nowhere", "--to", "csv", "--out", "x"), 1, "no file or folder nowhere"),
        (("export", GOLD, "--to", "xlsx", "--out", "."), 2, "writes a file"),
        (("export", GOLD, "--to", "brat", "--out", "x"), 1, "give their folder with --texts"),
        (("import", ".", "--from", "brat", "--run", GOLD, "-o", "x"), 1, "holds no .ann files"),
        (
            ("import", "x", "--from", "labelstudio", "--run", GOLD, "-o", "x"),
            1,
            "export the project as JSON",
        ),
        (
            ("import", ".", "--from", "brat", "--run", GOLD, "-o", "x", "--kind", "poetry"),
            2,
            "--kind is one of",
        ),
    ],
)
def test_mistakes_get_one_line(arguments, code, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert message in result.output
    assert result.output.count("\n") == 1
