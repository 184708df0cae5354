import json
import os
from pathlib import Path

import pytest

from pipeline.batch.executors import LocalExecutor, ProcessExecutor
from pipeline.batch.files import write_atomically
from pipeline.batch.outcomes import Extracted, Failed
from pipeline.batch.robust import chunks, extract_batch
from pipeline.batch.run import Manifest, Run, failures, is_run, read_manifest, record_files
from pipeline.errors import EmptyInputError, OutputError, UsageError, WorkerError
from pipeline.readers import InputFailure, make_release
from pipeline.records import Record
from tests.batch.fakes import TEXT, FakeExtractor, load

MANIFEST = Manifest(inputs=("a",), metadata=None, settings={}, versions={})


def releases(*texts):
    return [
        make_release(f"{text} Казахстан принял гостей сегодня.", id=f"r{n}", source=f"r{n}.txt")
        for n, text in enumerate(texts)
    ]


def test_a_release_that_fails_costs_itself_only():
    extractor = FakeExtractor()
    batch = releases("Один", "ПОЛОМКА", "Три", "НЕВЕРНО")
    outcomes = extract_batch(extractor, batch)
    assert [type(outcome) for outcome in outcomes] == [Extracted, Failed, Extracted, Failed]
    assert [outcome.id for outcome in outcomes] == ["r0", "r1", "r2", "r3"]
    assert outcomes[1].code == "internal_error"
    assert outcomes[1].message == "ValueError: что-то пошло не так"
    assert outcomes[3].code == "invalid_record"
    assert extractor.batches == [4, 1, 1, 1, 1]


def test_a_sound_batch_goes_through_at_once():
    extractor = FakeExtractor()
    outcomes = extract_batch(extractor, releases("Один", "Два"))
    assert extractor.batches == [2]
    assert outcomes[0].found["countries"] == 1
    assert Record.parse(outcomes[0].record, outcomes[0].text.decode()).countries[0].code == "KZ"


def test_too_few_results_are_noticed():
    class Forgetful:
        def extract(self, releases):
            yield from list(FakeExtractor().extract(releases))[1:]

    (outcome,) = extract_batch(Forgetful(), releases("Один"))
    assert outcome.code == "internal_error"


def test_reading_failures_keep_their_places():
    failure = InputFailure("x", "x.txt", EmptyInputError("is empty"))
    one, two = releases("Один", "Два")
    batches = list(chunks([failure, one, two, failure, one], 2))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    outcomes = extract_batch(FakeExtractor(), batches[0])
    assert outcomes[0] == Failed("x", "x.txt", "empty_input", "is empty")
    assert outcomes[1].id == "r0"


def test_both_executors_give_the_same():
    stream = releases(*(f"Номер {n}" if n % 7 else "ПОЛОМКА" for n in range(40)))
    local = list(LocalExecutor(load, 4).run(stream))
    processes = list(ProcessExecutor(load, 4, 2).run(stream))
    assert processes == local
    assert [outcome.id for outcome in local] == [release.id for release in stream]


def test_a_dead_worker_is_one_clear_error():
    executor = ProcessExecutor(load, 2, 1)
    with pytest.raises(WorkerError, match="worker process died"):
        list(executor.run(releases("Один", "СМЕРТЬ", "Три")))


def run_over(folder: Path, items, **options):
    with Run(folder, MANIFEST, **options) as run:
        for outcome in LocalExecutor(load, 16).run(items):
            run.add(outcome)
        return run.finish()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_run_is_written_whole_and_the_same_twice(tmp_path):
    text = TEXT.replace(". ", ".\r\n")
    items = [
        *releases("Один", "ПОЛОМКА"),
        make_release(text, id="crlf", source="crlf.txt", published="2026-05-14"),
        InputFailure(None, "a.jsonl:3", EmptyInputError("line 3: is empty")),
    ]
    manifest = run_over(tmp_path / "one", items)
    run_over(tmp_path / "two", items)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    found = contents(tmp_path / "one")
    assert set(found) == {
        "errors.jsonl",
        "run.json",
        "records/r0.json",
        "texts/r0.txt",
        "trace/r0.json",
        "records/crlf.json",
        "texts/crlf.txt",
        "trace/crlf.json",
    }
    assert found["texts/crlf.txt"] == text.encode()
    assert manifest.releases == {"extracted": 2, "failed": 2}
    assert manifest.failures == {"internal_error": 1, "empty_input": 1}
    assert manifest.models == {"slovnet-ner": "1.6.0"}
    assert list(manifest.failures) == sorted(manifest.failures)
    assert read_manifest(tmp_path / "one") == manifest
    errors = list(failures(tmp_path / "one"))
    assert [error["id"] for error in errors] == ["r1", None]
    assert set(errors[0]) == {"id", "source", "code", "message"}
    assert len(record_files(tmp_path / "one")) == 2


def test_an_older_run_is_replaced_only_by_force(tmp_path):
    run_over(tmp_path, releases("Один", "Два"))
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="has a run already"):
        run_over(tmp_path, releases("Один"))
    run_over(tmp_path, releases("Один"), force=True)
    assert [path.stem for path in record_files(tmp_path)] == ["r0"]
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_other_things_is_never_touched(tmp_path, force):
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "holiday.json").write_text("{}")
    with pytest.raises(UsageError, match="holds no run"):
        run_over(tmp_path, releases("Один"), force=force)
    assert (tmp_path / "records" / "holiday.json").exists()


def test_a_killed_run_can_be_replaced(tmp_path):
    run = Run(tmp_path, MANIFEST)
    run.__exit__(None, None, None)
    assert is_run(tmp_path)
    assert read_manifest(tmp_path).state == "running"
    assert run_over(tmp_path, releases("Один"), force=True).state == "complete"


def test_a_file_is_no_folder(tmp_path):
    path = tmp_path / "file"
    path.write_text("")
    with pytest.raises(UsageError, match="is no folder"):
        Run(path, MANIFEST)


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_full_disk_is_one_clear_error(tmp_path, monkeypatch):
    with Run(tmp_path / "run", MANIFEST) as run:
        monkeypatch.setattr(
            "pipeline.batch.run.write_atomically",
            lambda path, data: (_ for _ in ()).throw(OSError(28, "No space left on device")),
        )
        (outcome,) = LocalExecutor(load, 16).run(releases("Один"))
        with pytest.raises(OutputError, match="No space left on device"):
            run.add(outcome)


def test_the_manifest_has_no_clock_time(tmp_path):
    run_over(tmp_path, releases("Один"))
    names = set(json.loads((tmp_path / "run.json").read_bytes()))
    assert not {name for name in names if "time" in name or "date" in name}
