"""Half-open ranges of code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.spans import Span, find_covering, merge_sorted

spans = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 40), st.integers(1, 10))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (5, 4), (-1, 3), (-3, -1)])
def test_a_span_is_never_empty_or_negative(start, end):
    with pytest.raises(ValueError, match="a span needs"):
        Span(start, end)


def test_offsets_count_code_points():
    text = "👍🏽 Ерла\u0301н \U00010348"
    assert Span(3, 9).of(text) == "Ерла\u0301н"
    assert Span(10, 11).of(text) == "\U00010348"


def test_touching_spans_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


@given(spans, spans)
def test_relations_are_those_of_sets(first, second):
    a, b = set(range(first.start, first.end)), set(range(second.start, second.end))
    assert first.overlaps(second) == second.overlaps(first) == bool(a & b)
    assert first.contains(second) == (b <= a)


@given(spans, st.integers(0, 50))
def test_shifting(span, by):
    moved = span.shift(by)
    assert (moved.start - span.start, moved.end - span.end) == (by, by)
    assert moved.shift(-by) == span


def test_shifting_out_of_the_text_fails():
    with pytest.raises(ValueError, match="a span needs"):
        Span(2, 4).shift(-3)


@given(st.lists(spans))
def test_merging_sorts_and_keeps_each_once(items):
    merged = merge_sorted(items)
    assert list(merged) == sorted(set(items))


@given(st.sets(st.integers(0, 60), max_size=20), st.integers(-2, 65))
def test_covering_is_found_as_by_looking_at_all(edges, position):
    ordered = sorted(edges)
    items = [Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False)]
    expected = next((span for span in items if span.start <= position < span.end), None)
    assert find_covering(items, position) == expected
