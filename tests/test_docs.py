"""The documentation's blocks run: files are written, commands and Python say what the page says."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands import reference
from pipeline.records import Record
from tests import lexicon_fields

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = ("evaluation", "exports", "lexicons", "python")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The sample run, as the pages have it."""
    folder = tmp_path_factory.mktemp("run") / "sample"
    command = ["extract", str(ROOT / "corpus" / "releases"), "--out", str(folder)]
    assert CliRunner().invoke(app, command, catch_exceptions=False).exit_code == 0
    return folder


def squeeze(line):
    return " ".join(line.split())


def console(block):
    """Commands of a block, each with the lines the page shows under it."""
    for line in block.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            shown = []
            yield line[2:], shown
        else:
            shown.append(line)


@pytest.mark.parametrize("name", PAGES)
def test_blocks_run(name, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "outputs" / "runs").mkdir(parents=True)
    (tmp_path / "outputs" / "runs" / "sample").symlink_to(run)
    (tmp_path / "outputs" / "baselines").symlink_to(ROOT / "outputs" / "baselines")
    for language, path, block in BLOCK.findall((DOCS / f"{name}.md").read_text(encoding="utf-8")):
        if path and language != "console":
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block, encoding="utf-8")
        elif language == "console":
            for command, shown in list(console(block)):
                program, *arguments = shlex.split(command)
                assert program == "kommunike"
                result = CliRunner().invoke(app, arguments, catch_exceptions=False)
                wanted = 2 if path == "refused" else 0
                assert result.exit_code == wanted, (command, result.output)
                output = squeeze(result.output)
                for line in shown:
                    assert squeeze(line) in output, (command, line, result.output)
        else:
            assert language == "python", f"a block of {language} neither runs nor is a file"
            expected = [line[2:] for line in block.split("\n") if line.startswith("# ")]
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(block, f"{name}.md", "exec"), {})
            assert output.getvalue().rstrip("\n").split("\n") == (expected or [""])


@pytest.mark.parametrize("name", PAGES)
def test_a_file_is_named_before_it_is_shown(name):
    """Markdown that is drawn does not show a block's path."""
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        if found[2] and found[1] != "console":
            lines = text[: found.start()].split("\n")
            assert f"`{found[2]}`" in "\n".join(lines[-6:]), found[2]


COMMANDS = [
    (page.relative_to(ROOT).as_posix(), line.removeprefix("$ ").strip())
    for page in (*sorted(DOCS.glob("*.md")), *ROOT.glob("README*.md"), ROOT / "corpus/README.md")
    for line in page.read_text(encoding="utf-8").split("\n")
    if re.match(r"(\$ |    )(kommunike|make) ", line)
]


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_every_command_that_is_shown_is_there(page, command):
    program, name, *arguments = shlex.split(command, comments=True)
    if program == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert re.search(rf"^{name}:", makefile, re.MULTILINE), f"{page}: {command}"
        return
    group = typer.main.get_command(app)
    known = group.commands[name]
    while hasattr(known, "commands"):
        name, *arguments = arguments
        known = known.commands[name]
    shown = {part for item in known.params for part in (*item.opts, *item.secondary_opts)}
    used = {word.partition("=")[0] for word in arguments if re.match(r"--?[a-z]", word)}
    assert used <= shown, f"{page}: {command}"


def test_the_reference_is_that_of_the_models():
    assert (DOCS / "record.md").read_text(encoding="utf-8") == reference.reference(), (
        "run make docs"
    )


def test_the_tables_of_lexicons_are_those_of_the_models():
    text = lexicon_fields.PAGE.read_text(encoding="utf-8")
    assert text == lexicon_fields.page(text), "run make docs"


def test_every_field_has_its_meaning_and_every_plain_one_an_example():
    known = set()
    for model in reference._models():
        for name, field in model.model_fields.items():
            assert field.description, f"{model.__name__}.{name} has no description"
            key = f"{model.__name__}.{name}"
            known.add(key)
            if not list(reference._inner(field.annotation)):
                assert key in reference.EXAMPLES, f"{key} has no example"
    assert set(reference.EXAMPLES) <= known
    assert reference._models()[0] is Record


def test_links_between_pages_lead_somewhere():
    pages = [*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "README.ru.md"]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
