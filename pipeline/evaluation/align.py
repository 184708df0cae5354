"""One-to-one alignment by optimal assignment, and overlap of evidence.

Spans are half-open: touching ones share nothing. Alignment never depends on the order in which
items are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.spans import Span

Gold = TypeVar("Gold")
Predicted = TypeVar("Predicted")


def assign(
    gold: Sequence[Gold],
    predicted: Sequence[Predicted],
    weight: Callable[[Gold, Predicted], float],
) -> list[tuple[int, int]]:
    """The one-to-one pairing of greatest total weight (Kuhn 1955, Jonker and Volgenant 1987).

    Args:
        gold: One side.
        predicted: The other side.
        weight: How well two items fit; 0 or less where they cannot be paired.

    Returns:
        Pairs of indices, in order of the gold side.
    """
    if not gold or not predicted:
        return []
    weights = np.zeros((len(gold), len(predicted)))
    for row, item in enumerate(gold):
        for column, other in enumerate(predicted):
            weights[row, column] = max(0.0, weight(item, other))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return sorted(
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if weights[row, column] > 0
    )


def covered(spans: Iterable[Span]) -> list[Span]:
    """The code points of `spans` as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def shared_length(first: Iterable[Span], second: Iterable[Span]) -> int:
    """How many code points both sides cover."""
    left, right = covered(first), covered(second)
    total = index = 0
    for span in left:
        while index < len(right) and right[index].end <= span.start:
            index += 1
        place = index
        while place < len(right) and right[place].start < span.end:
            total += min(span.end, right[place].end) - max(span.start, right[place].start)
            place += 1
    return total


def iou(first: Iterable[Span], second: Iterable[Span]) -> float:
    """Intersection over union of the code points that both sides cover; 0 for touching spans."""
    left, right = tuple(first), tuple(second)
    shared = shared_length(left, right)
    if not shared:
        return 0.0
    union = sum(span.end - span.start for span in covered((*left, *right)))
    return shared / union
