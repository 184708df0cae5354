"""docs/batch.md is true: its commands run, one after the other, and so does its Python."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


def test_the_page_s_blocks_run(tmp_path, monkeypatch, capsys):
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```(console|py)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 4
    for language, block in blocks:
        if language == "py":
            exec(compile(block, "docs/batch.md", "exec"), {})
            assert "TR" in capsys.readouterr().out or "concept" in block
            continue
        for command in (line[2:] for line in block.split("\n") if line[:2] == "$ "):
            program, *arguments = shlex.split(command)
            assert program == "kommunike"
            result = CliRunner().invoke(app, arguments, catch_exceptions=False)
            assert result.exit_code == 0, (command, result.output)


@pytest.mark.parametrize("name", ["README.md", "docs/batch.md"])
def test_every_option_that_is_named_is_there(name):
    named = set(re.findall(r"`(--[a-z-]+)", (ROOT / name).read_text(encoding="utf-8")))
    page = CliRunner().invoke(app, ["extract", "--help"], env={"COLUMNS": "200"}).output
    known = set(re.findall(r"--[a-z-]+", page))
    elsewhere = {"--html", "--floors", "--out", "--reviewer"}
    assert named <= known | elsewhere | {"--import-mode"}
