import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.base import Source
from pipeline.readers.identifiers import file_ids, fold, safe_id

UNICODE = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=120)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2026-05-14-kz", "2026-05-14-kz"),
        ("Визит в Баку", "Визит в Баку"),
        ("a/b", "a%2Fb"),
        ("..", "%2E%2E"),
        ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd"),
        (".hidden", "%2Ehidden"),
        ("a:b*c?", "a%3Ab%2Ac%3F"),
        ("100%", "100%25"),
        ("line\nbreak", "line%0Abreak"),
        ("con", "%63on"),
        ("NUL.txt", "%4EUL.txt"),
        ("bad\udcff", "bad%FF"),
    ],
)
def test_unsafe_characters_are_escaped(name, expected):
    assert safe_id(name) == expected


@given(UNICODE)
def test_an_id_is_a_file_name(name):
    identifier = safe_id(name)
    assert 0 < len(identifier.encode()) <= 180
    assert identifier not in {".", ".."}
    assert not set(identifier) & set('/\\:*?"<>|\0')
    assert Path("records", f"{identifier}.json").parent == Path("records")


@given(UNICODE, UNICODE)
def test_different_names_have_different_ids(one, other):
    assert (safe_id(one) == safe_id(other)) == (one == other)


@given(st.text(max_size=40).filter(lambda name: name.encode("utf-8", "ignore")))
def test_the_escape_can_be_undone(name):
    assert unquote(safe_id(name)) == name


def test_a_long_name_is_cut_and_stays_apart():
    one, other = safe_id("й" * 300), safe_id("й" * 301)
    assert one != other
    assert len(one.encode()) <= 180


def ids(*names, given=None):
    sources = [
        Source(Path(*name.split("|")), name.split("|")[1], Path(name.split("|")[0]))
        for name in names
    ]
    return file_ids(sources, given or [None] * len(names))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["in|a.txt", "in|b.txt"], ["a", "b"]),
        (["in|x/a.txt", "in|y/a.txt", "in|b.txt"], ["x__a", "y__a", "b"]),
        (["in|a.txt", "in|a.text"], ["a.txt", "a.text"]),
        (["one|a.txt", "two|a.txt"], ["one__a.txt", "two__a.txt"]),
        (["in|x/a.txt", "in|y/a.txt", "in|x__a.txt"], ["x__a.txt", "y__a", "x__a"]),
    ],
)
def test_equal_stems_get_their_paths(names, expected):
    found = ids(*names)
    assert len({fold(identifier) for identifier in found}) == len(names)
    assert ids(*reversed(names)) == found[::-1]
    assert found == expected


def test_equal_everything_gets_a_digest():
    one, other = ids("p/run|a.txt", "q/run|a.txt")
    assert one != other
    assert one.startswith("a-")


def test_an_id_that_was_given_stands():
    assert ids("in|a.txt", "in|b.txt", given=["b", None]) == ["b", "b.txt"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["in", "out", "x/in"]),
            st.lists(
                st.sampled_from(["a", "A", "a__b", "b", "й", "и\u0306"]), min_size=1, max_size=3
            ),
            st.sampled_from([".txt", ".TXT", ""]),
        ),
        unique_by=str,
        max_size=12,
    )
)
def test_files_never_share_an_id(parts):
    sources = [
        Source(Path(given, *names[:-1], names[-1] + suffix), "/".join(names) + suffix, Path(given))
        for given, names, suffix in parts
    ]
    found = file_ids(sources, [None] * len(sources))
    assert len({fold(identifier) for identifier in found}) == len(sources)
    assert file_ids(sources[::-1], [None] * len(sources)) == found[::-1]
    assert all(unicodedata.normalize("NFC", identifier) for identifier in found)
