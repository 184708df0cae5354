"""One way to read a name: its case, its gender, its words in the nominative."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.frozen import dataclass

_REACH = 5.0
"""Readings that much worse than the best are not thought of."""
_SURE = 0.5
"""How much more must speak for a case than for any other."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a mention.

    Attributes:
        case: Case all words stand in.
        gender: The person's gender.
        words: Nominatives of the words, in lower case, in `NameParts.words` order.
        folded: The same, as names are compared.
        score: How much speaks for it.
    """

    case: str
    gender: str
    words: tuple[str, ...]
    folded: tuple[str, ...]
    score: float


def sure_case(readings: Sequence[Reading]) -> str:
    """The case that a name stands in for sure, given its readings, the best first; else empty."""
    if not readings:
        return ""
    best = readings[0]
    other = max((r.score for r in readings if r.case != best.case), default=best.score - _SURE)
    return best.case if best.score - other >= _SURE else ""


def likely(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, the best first, that are not much worse than it."""
    return [r for r in readings if r.score >= readings[0].score - _REACH]


def by_score(reading: Reading) -> float:
    """A key that puts the best reading first."""
    return -reading.score
