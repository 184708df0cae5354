"""What was parsed is kept like bytecode: read only for the bytes it came from, and never needed."""

import sys
from datetime import date

import pytest

from pipeline.resources import loader
from pipeline.resources.loader import ResourceStore, _parse
from pipeline.resources.offices import OfficesResource
from pipeline.resources.parsed import _place, keep, recall

DATA = {"words": [{"id": "год", "source": "curated: test", "n": 1, "share": 0.5, "is": True}]}


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "words.yaml"
    path.write_text("words: []", encoding="utf-8")
    return path


def test_it_is_read_for_the_same_digest_only(source):
    assert recall(source, "a" * 64) is None
    keep(source, "a" * 64, DATA)
    assert recall(source, "a" * 64) == DATA
    assert recall(source, "b" * 64) is None
    assert [path.name for path in _place(source).parent.iterdir()] == ["words.yaml.json"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[]", b'{"sha256": "a"}', b'{"sha256": "a", "data": []}']
)
def test_what_is_broken_is_not_read(source, content):
    keep(source, "a", DATA)
    _place(source).write_bytes(content)
    assert recall(source, "a") is None


@pytest.mark.parametrize("value", [date(2026, 5, 14), {1: "one"}, float("nan"), "\ud800"])
def test_what_json_would_change_is_not_kept(source, value):
    keep(source, "a", {"value": value})
    assert recall(source, "a") is None


def test_nothing_is_written_where_bytecode_is_not(source, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(source, "a", DATA)
    assert list(source.parent.iterdir()) == [source]


def test_a_folder_that_cannot_be_written_to_is_fine(source):
    _place(source).parent.write_text("a file where the folder should be")
    keep(source, "a", DATA)
    assert recall(source, "a") is None


def test_the_loader_gives_what_the_yaml_says(tmp_path, monkeypatch, source):
    offices = loader.files("pipeline.resources").joinpath("offices.yaml").read_bytes()
    (tmp_path / "offices.yaml").write_bytes(offices)
    monkeypatch.setattr(loader, "files", lambda _package: tmp_path)
    parsed, again = (ResourceStore().load("offices.yaml", OfficesResource) for _ in range(2))
    assert _place(tmp_path / "offices.yaml").is_file()
    assert parsed == again == OfficesResource.model_validate(_parse(offices, "offices.yaml"))
    (tmp_path / "offices.yaml").write_bytes(offices + "\n  - не YAML: [".encode())
    with pytest.raises(loader.ResourceError):
        ResourceStore().load("offices.yaml", OfficesResource)
