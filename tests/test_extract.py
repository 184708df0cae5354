"""`kommunike extract`: going on, what it shows, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch import executors
from pipeline.cli import app
from tests.batch.fakes import FakeExtractor
from tests.readers.files import BODY

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "аб":
        (folder / f"{name}.txt").write_text(f"{name}: {BODY}", encoding="utf-8")
    return folder


@pytest.fixture
def extract(tmp_path, monkeypatch):
    monkeypatch.setattr(executors, "load_extractor", lambda settings: FakeExtractor())

    def run(*arguments, **options):
        words = ["extract", *map(str, arguments), "--out", str(tmp_path / "run")]
        return CliRunner().invoke(app, words, **options)

    return run


def test_the_same_command_goes_on(extract, folder, tmp_path):
    assert extract(folder).exit_code == 0
    (folder / "в.txt").write_text(f"в: {BODY}", encoding="utf-8")
    (folder / "а.txt").unlink()
    result = extract(folder)
    assert result.exit_code == 0
    words = " ".join(result.output.split())
    for part in ("Going on with the run", "new 1", "kept 1", "gone 1", "--prune removes them"):
        assert part in words
    assert "gone" not in " ".join(extract(folder, "--prune").output.split()).split("Releases")[1]


def test_a_run_that_was_made_otherwise_is_not_touched(extract, folder, tmp_path):
    extract(folder)
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    (lexicon / "offices.yaml").write_text("{}")
    result = extract(folder, "--lexicon", lexicon)
    assert result.exit_code == 2
    assert "lexicon offices.yaml of --lexicon 1" in result.output
    assert "--force to replace it" in result.output


def test_an_input_that_vanished_is_told_and_the_rest_done(extract, folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "г.txt").write_text(f"г: {BODY}", encoding="utf-8")
    extract(folder, other)
    (other / "г.txt").unlink()
    other.rmdir()
    (folder / "в.txt").write_text(f"в: {BODY}", encoding="utf-8")
    result = extract(folder, other)
    assert result.exit_code == 1
    errors = (tmp_path / "run" / "errors.jsonl").read_text(encoding="utf-8")
    assert json.loads(errors)["message"] == "is not there any more"
    assert (tmp_path / "run" / "records" / "в.json").exists()
    assert (tmp_path / "run" / "records" / "г.json").exists()


def test_standard_input_and_columns(extract, tmp_path):
    table = f"Заголовок,Текст\nВстреча,{BODY}\n".encode()
    result = extract("-", "--input-format", "csv", "--columns", "text=Текст", input=table)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "run" / "texts" / "stdin-2.txt").read_text(encoding="utf-8") == BODY


def test_quiet(extract, folder):
    result = extract(folder, "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_a_log_in_json(extract, folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.jsonl").write_text("{}")
    (folder / "picture.png").write_bytes(b"x")
    result = extract(folder, "--log-json")
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stderr.splitlines() if line[:1] == "{"]
    assert [line["event"] for line in lines] == ["warning", "failed", "failed", "finished"]
    assert [line.get("code") for line in lines[1:3]] == ["bad_metadata", "empty_input"]
    assert lines[3]["releases"] == {"extracted": 2, "failed": 2, "duplicates": 0, "gone": 0}
    assert all(line["time"] and line["level"] for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_cleanly_and_the_same_command_goes_on(tmp_path, number):
    lines = "\n".join(json.dumps({"text": f"{n}: {BODY}"}) for n in range(400))
    (tmp_path / "in.jsonl").write_text(lines)
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(tmp_path / "in.jsonl")]
    command += ["-o", str(tmp_path / "run"), "--workers", "2", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True
    )
    journal = tmp_path / "run" / "journal.jsonl"
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if journal.exists() and journal.stat().st_size:
            break
        time.sleep(0.05)
    process.send_signal(number)
    _, said = process.communicate(timeout=120)
    assert process.returncode in {0, 130}, said  # 0 if it was done before the signal came
    done = len(list((tmp_path / "run" / "records").iterdir()))
    assert done == journal.read_bytes().count(b"\n") > 0
