"""Words in a sorted text, and natasha's lists of names."""

from pathlib import Path

import pytest

from pipeline.analysis import name_lists
from pipeline.analysis.name_lists import Surnames, load_name_lists
from pipeline.analysis.sorted_lines import SortedLines


@pytest.mark.parametrize("size", [1, 2, 100, 255, 256, 257, 258, 5_000])
def test_every_line_is_found_and_nothing_else(size):
    words = [f"{n:04}" for n in range(size)]
    lines = SortedLines("\n".join(words).encode())
    assert all(word in lines for word in words)
    for word in ("", "000", "0", "00000", "9999", "0000\n0001", "\n", "\ud800", "я"):
        assert word not in lines


def test_a_line_longer_than_the_index_is_fine():
    words = ["а" * 700, "б" * 3_000, "в"]
    lines = SortedLines("\n".join(words).encode())
    assert all(word in lines for word in words)
    assert "б" * 2_999 not in lines


def test_surnames_are_folded():
    names = Surnames("вайткус\nвёшкин\nсапарбеков\nщёголь\n".encode())
    assert all(name in names for name in ("вайткус", "вешкин", "сапарбеков", "щеголь"))
    assert not any(name in names for name in ("", "вайт", "кус", "вешкина", "\n"))


def test_natashas_lists_are_whole():
    lists = load_name_lists()
    folder = Path(name_lists.find_spec("natasha").origin).parent / "data" / "dict"
    surnames = (folder / "last.txt").read_text(encoding="utf-8").replace("ё", "е").split()
    assert len(surnames) == 182_338
    assert all(name in lists.family for name in surnames)
    assert "анна" in lists.given
    assert "" not in lists.given
