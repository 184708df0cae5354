"""Lexicons are read strictly; whoever writes a wrong one is told what, where and in one line."""

import unicodedata

import pytest
from pydantic import Field

from pipeline.errors import ResourceError
from pipeline.resources import loader
from pipeline.resources.loader import Entry, Resource, ResourceStore


class Word(Entry):
    form: str = Field(min_length=1)
    forms: tuple[str, ...] = Field(default=(), strict=False)


class Words(Resource):
    words: tuple[Word, ...] = Field(strict=False)
    verbs: tuple[Word, ...] = Field(default=(), strict=False)


BASE = """
words:
  - {id: минута, source: "curated: test", form: минута}
  - {id: год, source: "curated: test", form: год}
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder that stands for the package's resources."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "words.yaml").write_text(BASE, encoding="utf-8")
    monkeypatch.setattr(loader, "files", lambda _package: folder)
    return folder


@pytest.fixture
def overlay(tmp_path):
    """A function that writes an overlay and returns its folder."""

    def write(text, name="own"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "words.yaml").write_text(text, encoding="utf-8")
        return folder

    return write


def read(*folders):
    return ResourceStore(tuple(folders)).load("words.yaml", Words)


def forms(words):
    return {word.id: word.form for word in words.words}


def test_a_resource_is_read(package):
    assert forms(read()) == {"минута": "минута", "год": "год"}


def test_an_overlay_adds_entries_and_replaces_those_of_the_same_id(package, overlay):
    own = overlay(
        "words:\n  - {id: год, source: own, form: годы}\n  - {id: век, source: own, form: век}\n"
    )
    assert forms(read(own)) == {"минута": "минута", "год": "годы", "век": "век"}


def test_the_last_overlay_wins(package, overlay):
    first = overlay("words: [{id: год, source: own, form: раз}]", "first")
    second = overlay("words: [{id: год, source: own, form: два}]", "second")
    assert forms(read(first, second))["год"] == "два"
    assert forms(read(second, first))["год"] == "раз"


def test_an_overlay_without_the_file_changes_nothing(package, tmp_path):
    assert forms(read(tmp_path / "nowhere")) == forms(read())


def test_hashes_tell_overlays_apart(package, overlay):
    plain, own = ResourceStore(), ResourceStore((overlay("words: []"),))
    plain.load("words.yaml", Words)
    own.load("words.yaml", Words)
    assert plain.hashes["words.yaml"] != own.hashes["words.yaml"]
    again = ResourceStore()
    again.load("words.yaml", Words)
    assert again.hashes == plain.hashes


def entry(**fields):
    values = {"id": "x", "source": "test", "form": "слово", **fields}
    return "words:\n  - {" + ", ".join(f"{k}: {v}" for k, v in values.items() if v) + "}\n"


WRONG = {
    "no_yaml": ("words: [", "no valid YAML"),
    "tabs": ("words:\n\t- 1", "no valid YAML"),
    "a_list": ("- 1\n- 2", "mapping of sections"),
    "a_word": ("слово", "mapping of sections"),
    "empty": ("", "mapping of sections"),
    "bytes": (b"words: \xff\xfe", "no valid YAML"),
    "unknown_field": (entry(colour="red"), "words[x].colour"),
    "unknown_section": ("words: []\nothers: []", "others: Extra inputs"),
    "no_source": (entry(source=None), "words[x].source"),
    "empty_source": (entry(source='""'), "words[x].source"),
    "no_id": (entry(id=None), "words.0.id"),
    "a_number_for_a_word": (entry(form=12), "words[x].form"),
    "yes_for_a_word": (entry(form="yes"), "words[x].form"),
    "no_for_an_id": (entry(id="no"), "words.0.id"),
    "nothing": (entry(form="null"), "words[x].form"),
    "twice": (entry() + "  - {id: x, source: test, form: иное}\n", "'x' stands twice in 'words'"),
    "not_nfc": (entry(form=unicodedata.normalize("NFD", "край")), "NFC"),
    "latin_inside": (entry(form="министp"), "Latin and Cyrillic"),
    "latin_in_front": (entry(form="Cовет"), "Latin and Cyrillic"),
    "latin_in_a_list": (entry(forms="[слово, кoмитет]"), "Latin and Cyrillic"),
    "latin_in_an_id": (entry(id="сoвет"), "Latin and Cyrillic"),
    "list_for_words": (entry(form="[a, b]"), "words[x].form"),
    "duplicate_key": ("words: []\nwords: []\n", "'words' stands twice"),
    "duplicate_field": (
        "words:\n  - {id: x, source: test, form: раз, form: два}\n",
        "'form' stands twice",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_resource_is_one_clear_line(package, name):
    text, told = WRONG[name]
    raw = text if isinstance(text, bytes) else text.encode()
    (package / "words.yaml").write_bytes(raw)
    with pytest.raises(ResourceError) as error:
        read()
    message = str(error.value)
    assert message.startswith("words.yaml: ")
    assert told in message
    assert "\n" not in message


WRONG_OVERLAYS = {
    "unknown_section": ("others: [{id: x}]", "'others'"),
    "no_list": ("words: {id: x}", "'words'"),
    "no_id": ("words: [{source: test, form: слово}]", "needs an id"),
    "no_mapping": ("words: [слово]", "needs an id"),
    "twice": (
        "words: [{id: x, source: a, form: а}, {id: x, source: a, form: б}]",
        "'x' stands twice",
    ),
    "unknown_field": ("words: [{id: x, source: a, form: а, colour: red}]", "colour"),
    "latin": ("words: [{id: x, source: a, form: министp}]", "Latin and Cyrillic"),
    "no_yaml": ("words: [", "no valid YAML"),
}


@pytest.mark.parametrize("name", WRONG_OVERLAYS)
def test_a_wrong_overlay_is_named(package, overlay, name):
    text, told = WRONG_OVERLAYS[name]
    folder = overlay(text)
    with pytest.raises(ResourceError) as error:
        read(folder)
    message = str(error.value)
    assert str(folder / "words.yaml") in message
    assert told in message
    assert "\n" not in message


def test_an_unreadable_overlay_is_one_clear_line(package, tmp_path):
    folder = tmp_path / "own"
    (folder / "words.yaml").mkdir(parents=True)
    assert forms(read(folder)) == forms(read())  # a folder of that name is no lexicon


def test_sources_may_mix_alphabets(package):
    (package / "words.yaml").write_text(
        entry(source='"curated: ГОСТ-R и ISOшки"'), encoding="utf-8"
    )
    assert read().words[0].id == "x"


def test_entries_are_frozen(package):
    word = read().words[0]
    with pytest.raises(ValueError, match="frozen"):
        word.form = "иное"
