"""A folder of everything that can be in an archive: each costs itself only."""

from __future__ import annotations

import json

import pytest

from pipeline.batch.executors import process_executor
from pipeline.batch.finished import failures, record_files
from pipeline.batch.run import Run
from pipeline.readers import find_sources, list_sources
from tests.batch.fakes import load
from tests.batch.runs import MANIFEST, contents
from tests.readers.files import BODY, PAGE, docx, pdf, zipped

GOOD = f"{BODY} Казахстан."


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    files = {
        "a-good.txt": GOOD,
        "b-hangs.txt": f"ЗАВИСАНИЕ {GOOD}",
        "c-good.txt": f"Ещё. {GOOD}",
        "d-memory.txt": f"ПАМЯТЬ {GOOD}",
        "e-kills.txt": f"СМЕРТЬ {GOOD}",
        "f-line.jsonl": "\n".join(
            json.dumps({"text": text}, ensure_ascii=False)
            for text in (f"Одна. {GOOD}", "слово " * 1_900_000, f"Две. {GOOD}")
        )
        + '\n{"text": "\xff',
        "g-utf8.txt": GOOD.encode()[:-1] + b"\xff\xfe" + GOOD.encode(),
        "h-bomb.zip": zipped({"a.txt": b"0" * 30_000_000, "b.txt": f"Три. {GOOD}"}),
        "i-scan.pdf": pdf([]),
        "j-text.pdf": pdf([f"Четыре. {GOOD}"]),
        "k-empty.txt": "",
        "l-word.docx": docx(f"Пять. {GOOD}"),
        "m-page.html": PAGE,
        "n-foreign.txt": "Nothing Russian in here at all, my friend.",
        "o-last.txt": f"Шесть. {GOOD}",
    }
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (folder / name).write_bytes(data)
    return folder


def extract(archive, out):
    executor = process_executor(load, 4, 2, timeout=4, memory=600)
    items = list_sources(find_sources([archive]))
    with Run(out, MANIFEST) as run:
        for outcome in executor.run(run.pending(items)):
            run.add(outcome)
        return run.finish()[0]


def test_each_costs_itself_only(archive, tmp_path):
    manifest = extract(archive, tmp_path / "run")
    assert [path.stem for path in record_files(tmp_path / "run")] == [
        "a-good",
        "b",
        "c-good",
        "f-line-1",
        "f-line-3",
        "j-text",
        "l-word",
        "m-page",
        "o-last",
    ]
    assert {line["source"]: line["code"] for line in failures(tmp_path / "run")} == {
        "b-hangs.txt": "timeout",
        "d-memory.txt": "out_of_memory",
        "e-kills.txt": "worker_died",
        "f-line.jsonl:2": "too_large",
        "f-line.jsonl:4": "bad_metadata",
        "g-utf8.txt": "not_text",
        "h-bomb.zip/a.txt": "too_large",
        "i-scan.pdf": "empty_input",
        "k-empty.txt": "empty_input",
        "n-foreign.txt": "not_russian",
    }
    assert manifest.releases == {"extracted": 9, "failed": 10, "duplicates": 0, "gone": 0}
    before = contents(tmp_path / "run")
    extract(archive, tmp_path / "run")  # and again: nothing is tried twice
    assert contents(tmp_path / "run") == before
