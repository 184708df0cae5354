import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.align import assign, covered, iou, shared_length
from pipeline.spans import Span

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20)
)


def test_touching_spans_share_nothing():
    assert iou([Span(0, 5)], [Span(5, 9)]) == 0.0
    assert not shared_length([Span(0, 5)], [Span(5, 9)])


def test_nested_and_overlapping_spans():
    assert iou([Span(0, 10)], [Span(2, 7)]) == 0.5
    assert iou([Span(0, 6), Span(4, 10)], [Span(0, 10)]) == 1.0
    assert covered([Span(4, 10), Span(0, 4), Span(20, 21)]) == [Span(0, 10), Span(20, 21)]


def test_assignment_is_optimal_not_first_come():
    # First come would pair 0 with 0 for 3 and leave 1 with nothing.
    weights = [[3.0, 2.0], [3.0, 0.0]]
    assert assign([0, 1], [0, 1], lambda row, column: weights[row][column]) == [(0, 1), (1, 0)]


def test_pairs_without_weight_are_left_alone():
    assert assign(["a", "b"], ["b", "c"], lambda one, other: float(one == other)) == [(1, 0)]
    assert assign([], ["b"], lambda one, other: 1.0) == []


@given(st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5))
def test_iou_is_that_of_the_sets_of_code_points(first, second):
    left = {place for span in first for place in range(span.start, span.end)}
    right = {place for span in second for place in range(span.start, span.end)}
    expected = len(left & right) / len(left | right) if left & right else 0.0
    assert iou(first, second) == expected
    assert iou(second, first) == expected


@given(
    st.lists(st.integers(0, 4), max_size=6), st.lists(st.integers(0, 4), max_size=6), st.integers()
)
def test_the_number_of_pairs_does_not_depend_on_order(first, second, seed):
    def same(one, other):
        return float(one == other)

    shuffled = list(second)
    random.Random(seed).shuffle(shuffled)
    assert len(assign(first, second, same)) == len(assign(first, shuffled, same))
