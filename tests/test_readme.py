"""The README's blocks are true: its record is real, its commands and its Python run."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEED = "000_ed54a4ca1d0860c8"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout, to run commands in."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    return folder


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_python_block_prints_what_it_says(number: int) -> None:
    code = blocks("python")[number]
    expected = [line[2:] for line in code.split("\n") if line.startswith("# ")]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, f"README block {number}", "exec"), {})
    assert output.getvalue().rstrip("\n").split("\n") == expected


def test_console_blocks_and_what_follows_them_run(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    found = re.findall(r"^```(console|py)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    steps = [
        (language, step[2:] if language == "console" else step)
        for language, block in found
        for step in (block.split("\n") if language == "console" else [block])
        if language == "py" or step[:2] == "$ "
    ]
    assert len(steps) >= 5
    for language, command in steps:
        if language == "py":
            exec(compile(command, "README.md", "exec"), {})
            continue
        program, *arguments = shlex.split(command)
        assert program == "kommunike"
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0, (command, result.output)


def holds(real: Any, shown: Any) -> bool:
    """Whether what the README shows stands in the real record; «…» stands for the rest."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(holds(real.get(k), v) for k, v in shown.items())
    if isinstance(shown, list):
        return all(any(holds(item, wanted) for item in real) for wanted in shown)
    if isinstance(shown, str) and shown.endswith(" …"):
        return isinstance(real, str) and real.startswith(shown[:-2])
    return bool(real == shown)


def test_the_record_on_the_first_screen_is_real(checkout: Path) -> None:
    import pipeline

    text = (ROOT / "corpus" / "releases" / f"{SEED}.txt").read_bytes().decode("utf-8")
    record = json.loads(pipeline.load()(text, id=SEED).to_json())
    shown = json.loads(blocks("json")[0])
    for key, value in shown.items():
        assert holds(record[key], value), key
