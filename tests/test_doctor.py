"""`kommunike doctor` says what is there, and what to do about what is not."""

from __future__ import annotations

import importlib.util

from typer.testing import CliRunner

from pipeline.cli import app


def doctor(*arguments):
    return CliRunner().invoke(app, ["doctor", *map(str, arguments)])


def test_a_whole_installation(tmp_path):
    result = doctor("--out", tmp_path / "new" / "runs")
    assert result.exit_code == 0, result.output
    for subject in ("Python", "spacy", "slovnet-ner", "navec-news", "BLAS", "lexicons", "runs"):
        assert subject in result.output
    assert "as its card says" in result.output
    assert result.output.endswith("Everything needed is there.\n")


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = doctor("--out", tmp_path / "file")
    assert result.exit_code == 1
    assert "WRONG  runs" in result.output
    assert "→ name another folder" in result.output
    assert result.output.endswith("1 things to mend.\n")


def test_what_an_extra_needs(monkeypatch, tmp_path):
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "plotly" else real(name)
    )
    result = doctor("--out", tmp_path)
    assert result.exit_code == 0
    assert "plotly not installed: kommunike map will not run" in result.output
    assert "pip install 'kommunike[map]'" in result.output


def test_a_pack_that_is_another_one(monkeypatch, tmp_path):
    from pipeline.analysis import cards
    from pipeline.errors import ModelMismatchError

    def fail(card):
        raise ModelMismatchError(f"{card.id}: another digest")

    monkeypatch.setattr(cards, "open_pack", fail)
    result = doctor("--out", tmp_path)
    assert result.exit_code == 1
    assert "another digest" in result.output
    assert "pip install natasha==1.6.0" in result.output
