"""What can be exported, and what is said to the rest."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import InputError
from pipeline.exports.source import Source
from tests.exports.hostile import GOLD


@pytest.fixture
def run(samples, tmp_path):
    """A function that writes a run in one of its forms."""

    def write(form):
        folder = tmp_path / form
        folder.mkdir()
        if form == "files":
            for name in ("records", "texts"):
                (folder / name).mkdir()
            for entry in samples:
                (folder / "records" / f"{entry.stem}.json").write_text(
                    entry.record.to_json(), encoding="utf-8"
                )
                (folder / "texts" / f"{entry.stem}.txt").write_bytes(entry.text.encode("utf-8"))
            return folder
        records = [json.dumps(json.loads(entry.record.to_json())) for entry in samples]
        texts = [json.dumps({"id": e.record.release.id, "text": e.text}) for e in samples]
        (folder / "records.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
        (folder / "texts.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")
        return folder

    return write


@pytest.mark.parametrize("form", ["files", "lines"])
def test_a_run_is_read_with_its_texts(run, samples, form):
    source = Source(run(form))
    assert len(source) == len(samples)
    for _ in range(2):
        assert [(entry.record, entry.text) for entry in source] == [
            (entry.record, entry.text) for entry in samples
        ]


def test_gold_is_read_without_texts():
    entries = list(Source(GOLD[0].parent))
    assert len(entries) == len(GOLD)
    with pytest.raises(InputError, match="give their folder with --texts"):
        _ = entries[0].words


def test_a_record_of_another_text_is_refused(run):
    folder = run("files")
    (folder / "texts" / f"{GOLD[0].stem}.txt").write_text("другой", encoding="utf-8")
    with pytest.raises(InputError, match="made from another text"):
        list(Source(folder))


def test_a_record_that_breaks_the_contract_is_named(run):
    folder = run("files")
    path = folder / "records" / f"{GOLD[0].stem}.json"
    data = json.loads(path.read_bytes())
    data["participants"][0]["attendance"] = "asleep"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match=rf"{GOLD[0].stem}.json: no valid record: participants\.0"):
        list(Source(folder))


def test_parquet_says_what_to_do(tmp_path):
    (tmp_path / "records.parquet").write_bytes(b"")
    with pytest.raises(InputError, match="extract with json or jsonl"):
        Source(tmp_path)


def test_an_empty_folder(tmp_path):
    with pytest.raises(InputError):
        Source(tmp_path)
