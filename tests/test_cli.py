import json
import os
import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch import executors
from pipeline.cli import app
from pipeline.records import json_schema
from tests.batch.fakes import TEXT, FakeExtractor

BODY = "В Минске прошла встреча министров транспорта."


@pytest.fixture(autouse=True)
def _no_models(monkeypatch):
    monkeypatch.setattr(executors, "load_extractor", lambda settings: FakeExtractor())


def invoke(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "visit.txt").write_bytes(TEXT.encode())
    (folder / "other.txt").write_text(BODY)
    return folder


@pytest.fixture
def run(tmp_path, inputs):
    metadata = tmp_path / "m.jsonl"
    metadata.write_text('{"id": "visit", "published": "2026-05-14"}')
    result = invoke("extract", inputs, "--out", tmp_path / "run", "--metadata", metadata)
    assert result.exit_code == 0, result.output
    return tmp_path / "run"


# --- extract ---------------------------------------------------------------------------------


def test_extract(run):
    assert sorted(path.stem for path in (run / "records").iterdir()) == ["other", "visit"]
    manifest = json.loads((run / "run.json").read_bytes())
    assert manifest["state"] == "complete"
    assert manifest["releases"] == {"extracted": 2, "failed": 0, "duplicates": 0, "gone": 0}
    assert manifest["versions"]["spacy"]
    assert (run / "errors.jsonl").read_bytes() == b""


def test_extract_sums_up(tmp_path, inputs):
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "broken.txt").write_text(f"ПОЛОМКА {BODY}")
    result = invoke("extract", inputs, "-o", tmp_path / "run", "--metadata", _metadata(tmp_path))
    assert result.exit_code == 1
    words = re.sub(r" +", " ", result.stdout)
    for line in ("extracted 2", "failed 2", "participants 1", "other_event 1", "empty_input 1"):
        assert line in words
    assert "errors.jsonl" in words
    lines = (tmp_path / "run" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    reasons = [json.loads(line) for line in lines]
    assert [(reason["id"], reason["code"]) for reason in reasons] == [
        ("broken", "internal_error"),
        ("empty", "empty_input"),
    ]


def _metadata(tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text('{"id": "visit", "published": "2026-05-14"}')
    return path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing", "--out", "out"], "no such file or folder"),
        (["in", "--out", "in"], "is not empty and holds no run"),
        (["in", "--out", "run", "--format", "jsonl"], "--force to replace it"),
        (["in", "--out", "out", "--columns", "text"], "FIELD=COLUMN"),
        (["in", "--out", "out", "--input-format", "odt"], "no input format 'odt'"),
        (["in", "--out", "out", "--metadata", "bad.jsonl"], "bad.jsonl:1: no valid JSON"),
        (["in"], "--out"),
        (["--out", "out"], "PATH"),
        (["in", "--out", "out", "--workers", "0"], "--workers"),
        (["in", "--out", "out", "--lexicon", "nothing"], "--lexicon"),
    ],
)
def test_misuse_ends_with_two_and_a_clear_line(tmp_path, run, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    Path("bad.jsonl").write_text("{")
    before = sorted(tmp_path.rglob("*"))
    result = invoke("extract", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output
    assert sorted(tmp_path.rglob("*")) == before


def test_force_replaces_a_run(run, inputs, tmp_path):
    (inputs / "other.txt").unlink()
    metadata = _metadata(tmp_path)
    result = invoke("extract", inputs, "--out", run, "--force", "--metadata", metadata)
    assert result.exit_code == 0
    assert [path.stem for path in (run / "texts").iterdir()] == ["visit"]


def test_a_run_inside_its_input_is_no_input(inputs, tmp_path):
    metadata = _metadata(tmp_path)
    for _ in range(2):
        out = inputs / "run"
        result = invoke("extract", inputs, "--out", out, "--force", "--metadata", metadata)
        assert result.exit_code == 0
        assert len(list((inputs / "run" / "records").iterdir())) == 2


def test_metadata_inside_the_input_is_no_input(inputs, tmp_path):
    metadata = inputs / "m.jsonl"
    metadata.write_text('{"id": "visit", "published": "2026-05-14"}')
    result = invoke("extract", inputs, "--out", tmp_path / "run", "--metadata", metadata)
    assert result.exit_code == 0


def test_warnings_are_one_line_each(inputs, tmp_path):
    metadata = _metadata(tmp_path)
    (inputs / "picture.png").write_bytes(b"x")
    with metadata.open("a") as lines:
        lines.write('\n{"file": "gone.txt"}\n')
    result = invoke("extract", inputs, "--out", tmp_path / "run", "--metadata", metadata)
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if line] == [
        f"kommunike: warning: {inputs}: 1 files of other kinds left out",
        "kommunike: warning: m.jsonl:2: no release for 'gone.txt'",
    ]


# --- show ------------------------------------------------------------------------------------


def test_show_a_record(run):
    result = invoke("show", run / "records" / "visit.json")
    assert result.exit_code == 0
    for words in (
        "Новый <рейс>",
        "14.05.2026",
        "Ерлан Сапарбеков",
        "министр транспорта",
        "участвует",
        "выступает",
        "сомнения: long_link",
        "меморандум о сотрудничестве в сфере туризма",
        "тема: туризм",
        "Мы откроем рейс",
        "other_event",
    ):
        assert words in result.stdout


def test_show_a_run(run):
    result = invoke("show", run)
    assert result.exit_code == 0
    assert "visit" in result.stdout
    assert "other" in result.stdout


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.ids, self.links, self.tags, self.open = "", set(), set(), set(), []
        self.in_text = 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.add(tag)
        if values.get("id"):
            assert values["id"] not in self.ids
            self.ids.add(values["id"])
        if tag == "a":
            self.links.add(values["href"].removeprefix("#"))
        assert not {"src", "onclick", "onload"} & set(values)
        if tag == "section":
            self.open.append(values.get("id"))

    def handle_endtag(self, tag):
        if tag == "section":
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "text":
            self.text += data


def test_the_page_holds_the_text_and_believes_no_markup(run, tmp_path):
    path = tmp_path / "pages" / "visit.html"
    result = invoke("show", run / "records" / "visit.json", "--html", path)
    assert result.exit_code == 0
    source = path.read_text(encoding="utf-8")
    page = _Page()
    page.feed(source)
    assert page.text == TEXT
    assert "script" not in page.tags
    assert page.links <= page.ids
    assert len(page.links) >= 10
    assert not re.search(r"https?://|//[a-z]", source)
    assert "Ерлан Сапарбеков" in source


def test_the_page_marks_nested_words(run, tmp_path):
    path = tmp_path / "visit.html"
    invoke("show", run / "records" / "visit.json", "--html", path)
    # «туризма» is a topic inside the document's title, which is evidence too.
    assert re.search(r"<mark[^>]*>(<span[^>]*></span>)*туризма</mark>", path.read_text("utf-8"))
    assert "Министр транспорта " in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.json"], "no such file"),
        (["run/run.json"], "no valid record"),
        (["run", "--html", "x.html"], "is a run"),
        (["in"], "holds no run"),
        (["alone.json", "--html", "x.html"], "no text beside it"),
    ],
)
def test_show_says_what_it_cannot(tmp_path, run, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    Path("alone.json").write_bytes((run / "records" / "visit.json").read_bytes())
    result = invoke("show", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_a_record_of_another_text_is_refused(run):
    (run / "texts" / "visit.txt").write_text("Другой текст о министрах.")
    result = invoke("show", run / "records" / "visit.json")
    assert result.exit_code == 2
    assert "no valid record" in result.output


# --- explain ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "rule", "words"),
    [
        ("participants[0].positions[0]", "before_name", "Министр транспорта Казахстана"),
        ("p-1.positions[0].title", "before_name", "Министр транспорта Казахстана"),
        ("p-1", "ner", "Ерлан Сапарбеков"),
        ("p-1.name.family", "ner", "Ерлан Сапарбеков"),
        ("countries.KZ", "country.name", "Казахстан"),
        ("KZ.status", "country.name", "Казахстан"),
        ("doc-1.topics[0]", "in_title", "туризма"),
        ("event.date", "event.kind", "встречи"),
        ("туризм", "in_title", "туризма"),
        ("министр тр", "before_name", "Министр транспорта Казахстана"),
    ],
)
def test_explain(run, field, rule, words):
    result = invoke("explain", run / "records" / "visit.json", field)
    assert result.exit_code == 0, result.output
    assert rule in result.stdout
    assert words in result.stdout


def test_explain_nothing(run):
    result = invoke("explain", run / "records" / "other.json", "event")
    assert result.exit_code == 0
    assert "event = null" in result.stdout
    assert "Nothing in the text was taken for it" in result.stdout


@pytest.mark.parametrize("field", ["participant[0]", "p-2", "event.dates", "participants[7].name"])
def test_explain_lists_the_nearest_paths(run, field):
    result = invoke("explain", run / "records" / "visit.json", field)
    assert result.exit_code == 2
    assert "the nearest are" in result.output


def test_explain_without_a_trace(run):
    (run / "trace" / "visit.json").unlink()
    result = invoke("explain", run / "records" / "visit.json", "event")
    assert result.exit_code == 2
    assert "no trace" in result.output


# --- schema ----------------------------------------------------------------------------------


def test_the_committed_schema_is_the_records(request):
    committed = request.config.rootpath / "outputs" / "record.schema.json"
    printed = invoke("schema").stdout
    assert json.loads(printed) == json_schema()
    assert committed.read_text(encoding="utf-8") == printed, "run `make schema`"


# --- the command itself ----------------------------------------------------------------------

_HEAVY = "{'spacy', 'numpy', 'scipy', 'pydantic', 'jinja2', 'yaml', 'charset_normalizer'}"


def test_help_imports_nothing_heavy():
    code = f"import pipeline.cli, sys; sys.exit(str({_HEAVY} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stderr.strip() == "set()"


def test_help_is_quick():
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        command = [sys.executable, "-m", "pipeline.cli", "--help"]
        result = subprocess.run(command, capture_output=True, env=os.environ, check=True)
        best = min(best, time.perf_counter() - begin)
    assert b"extract" in result.stdout
    assert best < 0.8, "0.4 s on a quiet machine, twice that on a busy one"


def test_version():
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", invoke("--version").stdout)
