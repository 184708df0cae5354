"""The phrase dictionary finds what a search at every place would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grammar.trie import Match, PhraseTrie

tokens_strategy = st.lists(st.sampled_from("абв"), max_size=15)
keys = st.lists(st.lists(st.sampled_from("абв"), min_size=1, max_size=4), max_size=6)


@pytest.fixture
def trie():
    return PhraseTrie(
        [
            (["совет", "безопасности"], "совет"),
            (["совет", "безопасности", "оон"], "оон"),
            (["совет"], "любой"),
            (["безопасности", "оон", "сегодня"], "нет"),
        ]
    )


def test_the_longest_entry_wins(trie):
    words = ["на", "совет", "безопасности", "оон", "и", "совет", "министров"]
    assert list(trie.find(words)) == [Match(1, 4, ("оон",)), Match(5, 6, ("любой",))]
    assert trie.match_at(words, 1) == Match(1, 4, ("оон",))
    assert trie.match_at(words, 1, 3) == Match(1, 3, ("совет",))
    assert trie.match_at(words, 0) is None
    assert trie.match_at(words, 2) is None
    assert trie.match_at([], 0) is None


def test_an_entry_holds_everything_filed_under_it_in_order():
    trie = PhraseTrie([(["грузия"], 1), (["грузия"], 2)])
    assert trie.match_at(["грузия"], 0).values == (1, 2)


def test_keys_are_compared_as_they_are(trie):
    assert trie.match_at(["Совет"], 0) is None


def test_an_empty_key_is_a_mistake():
    with pytest.raises(ValueError, match="at least one token"):
        PhraseTrie([([], 1)])


def test_has_looks_between_the_bounds(trie):
    words = ["новый", "совет", "безопасности", "оон"]
    assert trie.has(words, 0, 4)
    assert not trie.has(words, 2, 4)
    assert not trie.has(words, 0, 1)


@given(keys, tokens_strategy)
def test_matches_are_those_of_a_search_everywhere(entries, words):
    trie = PhraseTrie((entry, tuple(entry)) for entry in entries)
    expected, place = [], 0
    while place < len(words):
        fitting = [e for e in entries if words[place : place + len(e)] == e]
        longest = max(fitting, key=len, default=None)
        if longest is not None:
            expected.append((place, place + len(longest)))
        place += len(longest) if longest is not None else 1
    found = list(trie.find(words))
    assert [(match.start, match.end) for match in found] == expected
    assert all(match.values[0] == tuple(words[match.start : match.end]) for match in found)
    assert trie.has(words, 0, len(words)) == bool(expected)
