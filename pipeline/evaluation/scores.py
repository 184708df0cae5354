"""Precision, recall and F1 with bootstrap intervals, whole and by slice.

A ratio is `None` where there is nothing to measure. Intervals are percentiles over resamples of
documents (Efron 1979), drawn with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.evaluation.evaluate import Judged
from pipeline.evaluation.judge import ATTRIBUTES, METRICS
from pipeline.evaluation.outcomes import Outcome

RESAMPLES: Final = 1000
SEED: Final = 20_240_229
LEVEL: Final = 0.95
GROUNDING: Final = "grounding"
"""Share of evidence that quotes the text exactly; it has a precision only."""

Interval = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Score:
    """One metric over some documents.

    Attributes:
        right: Items found and right; a sum of qualities where a match can be partly right.
        found: Items in the records.
        gold: Items in gold; `None` for grounding.
        documents: Documents in which there was something to measure.
        macro_f1: Mean of the F1 of those documents.
        accuracy: Share of matched items with the right value; only of attributes.
        matched: How many items were matched.
        intervals: 95 % intervals of `precision`, `recall` and `f1`, if more than one document
            says anything.
    """

    right: float
    found: int
    gold: int | None
    documents: int
    macro_f1: float | None
    accuracy: float | None = None
    matched: int | None = None
    intervals: dict[str, Interval] = field(default_factory=dict)

    @property
    def precision(self) -> float | None:
        """Share of found items that are right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of gold items that were found."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, from the counts."""
        if self.gold is None or not self.found + self.gold:
            return None
        return 2 * self.right / (self.found + self.gold)


def count(
    documents: Sequence[Sequence[Outcome]], metrics: Sequence[str] = METRICS
) -> npt.NDArray[np.float64]:
    """Counts of shape `(documents, metrics, 4)`: right, found, gold, matched."""
    counts = np.zeros((len(documents), len(metrics), 4))
    columns = {metric: index for index, metric in enumerate(metrics)}
    for row, outcomes in enumerate(documents):
        for outcome in outcomes:
            cell = counts[row, columns[outcome.metric]]
            cell[0] += outcome.right
            cell[1] += outcome.found is not None
            cell[2] += outcome.gold is not None
            cell[3] += outcome.matched
    return counts


def draw(documents: int) -> npt.NDArray[np.int64]:
    """How often each document stands in each resample: shape `(RESAMPLES, documents)`."""
    generator = np.random.default_rng(SEED)
    drawn = generator.integers(0, documents, size=(RESAMPLES, documents))
    return np.stack([np.bincount(row, minlength=documents) for row in drawn])


def score_counts(
    counts: npt.NDArray[np.float64], metrics: Sequence[str], attributes: Collection[str] = ()
) -> dict[str, Score]:
    """Every metric from counts of shape `(documents, metrics, 3 or 4)`.

    Args:
        counts: Right, found, gold and, for attributes, matched.
        metrics: Names of the second axis.
        attributes: Metrics that have an accuracy over matched items.
    """
    weights = draw(len(counts)) if len(counts) > 1 else None
    scores = {}
    for column, metric in enumerate(metrics):
        cells = counts[:, column]
        right, found, gold = (float(value) for value in cells[:, :3].sum(axis=0))
        measured = cells[(cells[:, 1] + cells[:, 2]) > 0]
        f1s = 2 * measured[:, 0] / (measured[:, 1] + measured[:, 2])
        matched = int(cells[:, 3].sum()) if metric in attributes else None
        scores[metric] = Score(
            right=right,
            found=int(found),
            gold=int(gold),
            documents=len(measured),
            macro_f1=float(f1s.mean()) if len(measured) else None,
            accuracy=right / matched if matched else None,
            matched=matched,
            intervals=_intervals(cells, weights) if len(measured) > 1 else {},
        )
    return scores


def score(documents: Sequence[Judged]) -> dict[str, Score]:
    """Every metric over `documents`, and grounding; metrics with nothing to measure too."""
    counts = count([document.outcomes for document in documents])
    scores = score_counts(counts, METRICS, ATTRIBUTES)
    scores[GROUNDING] = _grounding(documents)
    return scores


def _grounding(documents: Sequence[Judged]) -> Score:
    cells = np.array([(item.exact, item.quoted) for item in documents], dtype=np.float64)
    cells = cells.reshape(-1, 2)
    intervals: dict[str, Interval] = {}
    if len(documents) > 1:
        sums = draw(len(documents)) @ cells
        intervals["precision"] = _interval(sums[:, 0], sums[:, 1])
    exact, quoted = (int(value) for value in cells.sum(axis=0))
    measured = int((cells[:, 1] > 0).sum())
    return Score(exact, quoted, None, measured, None, intervals=intervals)


def _intervals(
    cells: npt.NDArray[np.float64], weights: npt.NDArray[np.int64] | None
) -> dict[str, Interval]:
    if weights is None:
        return {}
    sums = weights @ cells
    right, found, gold = sums[:, 0], sums[:, 1], sums[:, 2]
    return {
        "precision": _interval(right, found),
        "recall": _interval(right, gold),
        "f1": _interval(2 * right, found + gold),
    }


def _interval(part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64]) -> Interval:
    some = whole > 0
    if not some.any():
        return None
    low, high = np.quantile(part[some] / whole[some], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def score_slices(documents: Sequence[Judged]) -> dict[str, dict[str, Score]]:
    """Scores over `all` documents and over each slice, slices in order of name."""
    names = sorted({name for document in documents for name in document.slices})
    members = {
        name: [document for document in documents if name in document.slices] for name in names
    }
    return {"all": score(documents)} | {name: score(some) for name, some in members.items()}
