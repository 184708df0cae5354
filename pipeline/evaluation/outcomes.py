"""Outcomes: what became of each gold item and of each extracted item, metric by metric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.spans import Span

Gold = TypeVar("Gold")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Item:
    """One side of an outcome: a label for people, and the words it rests on.

    Attributes:
        label: What the item says.
        spans: The places of its evidence.
        grounded: Whether that evidence quotes the text; what does not can match nothing.
    """

    label: str
    spans: tuple[Span, ...] = ()
    grounded: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """One gold item, one extracted item, or a pair of them.

    A pair that is right counts as found; a pair that is not counts as one missing and one
    spurious item.

    Attributes:
        metric: Name of the metric.
        gold: The gold item, unless the extracted one is spurious.
        found: The extracted item, unless the gold one is missing.
        right: Whether the two say the same.
        error: Class of error, such as `missing` or `wrong_country`; empty where right.
        matched: Whether the things that hold the items were matched, even where one of them has
            no such item: what the accuracy over matched items counts.
    """

    metric: str
    gold: Item | None
    found: Item | None
    right: bool
    error: str
    matched: bool


def compare(
    metric: str,
    gold: Item | None,
    found: Item | None,
    right: bool,
    wrong: str,
    *,
    matched: bool | None = None,
) -> Outcome:
    """The outcome of a pair, or of one item alone, with its class of error.

    Args:
        metric: Name of the metric.
        gold: The gold item, if there is one.
        found: The extracted item, if there is one.
        right: Whether a pair says the same.
        wrong: Class of error of a pair that does not.
        matched: Whether their holders were matched; by default, whether both are there.
    """
    both = gold is not None and found is not None
    if found is not None and not found.grounded:
        error = "ungrounded"
    elif gold is None:
        error = "spurious"
    elif found is None:
        error = "missing"
    else:
        error = "" if right else wrong
    return Outcome(metric, gold, found, not error, error, both if matched is None else matched)


def paired(
    gold: Sequence[Gold], found: Sequence[Found], pairs: Iterable[tuple[int, int]]
) -> list[tuple[Gold | None, Found | None]]:
    """Every item of both sides once: pairs first, in gold order, then items left alone."""
    given = list(pairs)
    rows, columns = {row for row, _ in given}, {column for _, column in given}
    result: list[tuple[Gold | None, Found | None]] = [
        (gold[row], found[column]) for row, column in given
    ]
    result += [(item, None) for index, item in enumerate(gold) if index not in rows]
    result += [(None, item) for index, item in enumerate(found) if index not in columns]
    return result
