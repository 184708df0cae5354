import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.batch.files import write_atomically
from pipeline.batch.finished import failures, record_files
from pipeline.batch.journal import Journal
from pipeline.batch.manifest import is_run, make_manifest, read_manifest
from pipeline.batch.run import Run
from pipeline.errors import EmptyInputError, OutputError, UsageError
from pipeline.readers import InputFailure
from pipeline.readers.base import Unparsed
from pipeline.settings import Settings
from tests.batch.fakes import TEXT
from tests.batch.runs import MANIFEST, contents, items, run_folder, run_over

FORMATS = ["json", "jsonl", "parquet"]


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def text(word: str) -> str:
    return f"{word}: Казахстан принял гостей."


def ids(folder: Path) -> list[str]:
    return [path.stem for path in record_files(folder)]


def test_a_run_is_written_whole_and_the_same_twice(tmp_path):
    crlf = TEXT.replace(". ", ".\r\n")
    inputs = [
        *items("Один", "ПОЛОМКА"),
        Unparsed("crlf", "crlf.txt", crlf.encode(), "text"),
        InputFailure(None, "a.jsonl:3", EmptyInputError("line 3: is empty")),
    ]
    manifest, _, _ = run_over(tmp_path / "one", inputs)
    run_over(tmp_path / "two", inputs)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    found = contents(tmp_path / "one")
    assert set(found) == {
        "duplicates.jsonl",
        "errors.jsonl",
        "run.json",
        "records/r0.json",
        "texts/r0.txt",
        "trace/r0.json",
        "records/crlf.json",
        "texts/crlf.txt",
        "trace/crlf.json",
    }
    assert found["texts/crlf.txt"] == crlf.encode()
    assert manifest.releases == {"extracted": 2, "failed": 2, "duplicates": 0, "gone": 0}
    assert manifest.failures == {"internal_error": 1, "empty_input": 1}
    assert manifest.models == {"slovnet-ner": "1.6.0"}
    assert list(manifest.failures) == sorted(manifest.failures)
    assert read_manifest(tmp_path / "one") == manifest
    errors = list(failures(tmp_path / "one"))
    assert [error["id"] for error in errors] == ["r1", None]
    assert set(errors[0]) == {"id", "source", "code", "message"}


def test_the_manifest_has_no_clock_time(tmp_path):
    run_over(tmp_path, items("Один"))
    names = set(json.loads((tmp_path / "run.json").read_bytes()))
    assert not {name for name in names if "time" in name or "date" in name}


@pytest.mark.parametrize("output", FORMATS)
def test_the_same_again_extracts_nothing(tmp_path, output):
    source = write(tmp_path / "in", a=text("Один"), b=text("Два"), c=text("ПОЛОМКА"))
    run_folder(source, tmp_path / "run", output=output)
    before = contents(tmp_path / "run")
    manifest, _, seen = run_folder(source, tmp_path / "run", output=output)
    assert seen == []
    assert contents(tmp_path / "run") == before
    assert manifest.releases == {"extracted": 2, "failed": 1, "duplicates": 0, "gone": 0}


@pytest.mark.parametrize("output", FORMATS)
def test_a_folder_that_changed_ends_as_a_new_run_would(tmp_path, output):
    source = write(tmp_path / "in", a=text("Один"), b=text("Два"), c=text("Три"), d=text("Шесть"))
    run_folder(source, tmp_path / "run", output=output)
    write(source, aa=text("Четыре"), b=text("Пять"), c=text("ПОЛОМКА"))
    (source / "d.txt").rename(source / "e.txt")
    manifest, _, seen = run_folder(source, tmp_path / "run", output=output)
    assert seen == ["aa", "b", "c", "e"]
    run_folder(source, tmp_path / "new", output=output)
    assert contents(tmp_path / "run") == contents(tmp_path / "new")
    assert manifest.releases == {"extracted": 4, "failed": 1, "duplicates": 0, "gone": 0}


@pytest.mark.parametrize("output", FORMATS)
def test_what_is_gone_is_kept_and_told_until_it_is_pruned(tmp_path, output):
    source = write(tmp_path / "in", a=text("Один"), b=text("Два"))
    run_folder(source, tmp_path / "run", output=output)
    (source / "a.txt").unlink()
    manifest, totals, seen = run_folder(source, tmp_path / "run", output=output)
    assert seen == []
    assert manifest.releases["gone"] == 1
    assert totals.order == ["b", "a"]
    manifest, _, _ = run_folder(source, tmp_path / "run", output=output, prune=True)
    assert manifest.releases == {"extracted": 1, "failed": 0, "duplicates": 0, "gone": 0}
    run_folder(source, tmp_path / "new", output=output)
    assert contents(tmp_path / "run") == contents(tmp_path / "new")


def test_a_file_that_cannot_be_read_any_more_keeps_its_record(tmp_path):
    (one,) = items("Один")
    run_over(tmp_path, [one])
    refused = InputFailure("r0", "r0.txt", EmptyInputError("cannot be read"))
    manifest, _, _ = run_over(tmp_path, [refused])
    assert manifest.releases == {"extracted": 0, "failed": 1, "duplicates": 0, "gone": 1}
    assert ids(tmp_path) == ["r0"]
    manifest, _, seen = run_over(tmp_path, [one])
    assert seen == []
    assert manifest.releases == {"extracted": 1, "failed": 0, "duplicates": 0, "gone": 0}


def test_duplicates_are_told_and_extracted_once(tmp_path):
    source = write(tmp_path / "in", a=text("Один"), b=text("Один"), c=text("Два"))
    (source / "d.txt").write_bytes(text("Один").encode("utf-16"))  # other bytes, the same text
    manifest, _, seen = run_folder(source, tmp_path / "run")
    assert seen == ["a", "c", "d"]
    assert ids(tmp_path / "run") == ["a", "c"]
    assert manifest.releases["duplicates"] == 2
    lines = (tmp_path / "run" / "duplicates.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"id": "b", "source": "b.txt", "of": "a"},
        {"id": "d", "source": "d.txt", "of": "a"},
    ]


def test_the_first_of_equal_texts_is_extracted_however_they_come(tmp_path):
    source = write(tmp_path / "in", b=text("Один"), c=text("Один"))
    run_folder(source, tmp_path / "run")
    write(source, a=text("Один"))
    run_folder(source, tmp_path / "run")
    run_folder(source, tmp_path / "new")
    assert contents(tmp_path / "run") == contents(tmp_path / "new")
    write(source, a=text("Два"))
    _, _, seen = run_folder(source, tmp_path / "run")
    assert seen == ["a", "b"]
    run_folder(source, tmp_path / "newer")
    assert contents(tmp_path / "run") == contents(tmp_path / "newer")


def test_equal_failures_fail_alike(tmp_path):
    source = write(tmp_path / "in", a=text("ПОЛОМКА"), b=text("ПОЛОМКА"))
    manifest, _, seen = run_folder(source, tmp_path / "run")
    assert seen == ["a"]
    assert manifest.releases["failed"] == 2


def test_failures_are_tried_again_when_asked(tmp_path):
    inputs = items("Один", "ПОЛОМКА")
    run_over(tmp_path, inputs)
    assert run_over(tmp_path, inputs)[2] == []
    assert run_over(tmp_path, inputs, retry=True)[2] == ["r1"]


def test_another_way_of_extracting_is_noticed_and_said(tmp_path):
    run_over(tmp_path, items("Один"))
    other = MANIFEST.model_copy(
        update={"settings": {"max_sentence": 9}, "lexicons": {"offices.yaml": "ab"}}
    )
    with pytest.raises(
        UsageError, match=r"setting max_sentence None, now 9; lexicon offices\.yaml"
    ):
        run_over(tmp_path, items("Один"), manifest=other)
    with pytest.raises(UsageError, match="--format json, now jsonl"):
        run_over(tmp_path, items("Один"), output="jsonl")
    manifest, _, seen = run_over(tmp_path, items("Один"), manifest=other, force=True)
    assert seen == ["r0"]
    assert manifest.settings == {"max_sentence": 9}


def test_the_manifest_sees_lexicons_and_code(tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    settings = Settings(lexicons=(mine,))
    before = make_manifest(settings, [Path("a")], None)
    assert before.lexicons["countries.yaml"]
    assert before.program
    (mine / "offices.yaml").write_text("heads: []")
    after = make_manifest(settings, [Path("a")], None)
    assert after.differences(before) == ["lexicon offices.yaml of --lexicon 1"]


def test_an_older_run_is_replaced_by_force(tmp_path):
    run_over(tmp_path, items("Один", "Два"))
    (tmp_path / "mine.txt").write_text("mine")
    run_over(tmp_path, items("Один"), force=True)
    assert ids(tmp_path) == ["r0"]
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_other_things_is_never_touched(tmp_path, force):
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "holiday.json").write_text("{}")
    with pytest.raises(UsageError, match="holds no run"):
        run_over(tmp_path, items("Один"), force=force)
    assert (tmp_path / "records" / "holiday.json").exists()


def test_a_run_without_a_journal_does_not_go_on(tmp_path):
    run_over(tmp_path, items("Один"))
    (tmp_path / "journal.jsonl").unlink()
    with pytest.raises(UsageError, match="without a journal"):
        run_over(tmp_path, items("Один"))


def test_a_run_is_written_by_one_process(tmp_path):
    with Run(tmp_path, MANIFEST), pytest.raises(UsageError, match="another process"):
        Run(tmp_path, MANIFEST)
    assert is_run(tmp_path)


def test_a_torn_line_is_cut_off_and_a_damaged_one_told(tmp_path):
    inputs = items("Один", "Два")
    run_over(tmp_path, inputs)
    path = tmp_path / "journal.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert run_over(tmp_path, inputs)[2] == ["r1"]
    path.write_bytes(b"not json\n" + whole)
    with pytest.raises(OutputError, match="line 1 is damaged"):
        run_over(tmp_path, inputs)


def test_writing_goes_on_after_the_cut(tmp_path):
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"a":1}\n{"b":')
    journal = Journal(path)
    assert journal.append({"c": 3}) == 1
    journal.commit()
    journal.close()
    assert path.read_bytes() == b'{"a":1}\n{"c":3}\n'


class Full:
    """A file system that is full after some bytes."""

    def __init__(self, monkeypatch, room: int) -> None:
        self.room = room
        write = Path.write_bytes

        def limited(path, data):
            self.room -= len(data)
            if self.room < 0:
                raise OSError(28, "No space left on device")
            return write(path, data)

        monkeypatch.setattr(Path, "write_bytes", limited)


@pytest.mark.parametrize("room", [0, 1, 2_000, 3_000])
def test_a_full_disk_is_one_clear_error_and_nothing_is_lost(tmp_path, monkeypatch, room):
    inputs = items("Один", "Два", "Три", "Четыре")
    with monkeypatch.context() as patch:
        Full(patch, room)
        with pytest.raises(OutputError, match="No space left on device; what is done is kept"):
            run_over(tmp_path / "run", inputs, batch=1)
    run_over(tmp_path / "run", inputs)
    run_over(tmp_path / "new", inputs)
    assert contents(tmp_path / "run") == contents(tmp_path / "new")


def test_a_folder_that_vanishes_is_one_clear_error(tmp_path):
    def inputs():
        shutil.rmtree(tmp_path / "run")
        yield InputFailure(None, "a", EmptyInputError("b"))

    with pytest.raises(OutputError, match="cannot be written"):
        run_over(tmp_path / "run", inputs())


def test_a_failed_write_leaves_what_was_there(tmp_path, monkeypatch):
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
