"""Two evaluations of the same gold: which cases flipped, and whether it is more than noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.evaluation.judge import METRICS
from pipeline.evaluation.scores import LEVEL, Interval, draw


@dataclass(frozen=True, slots=True)
class Flip:
    """A case that came out otherwise than before.

    Attributes:
        metric: The metric.
        document: The release's id.
        label: The item.
        before: `right`, a class of error, or `absent` for a spurious item that was not there.
        after: Likewise.
    """

    metric: str
    document: str
    label: str
    before: str
    after: str

    @property
    def better(self) -> bool:
        """Whether the flip is to the good."""
        return self.after in {"right", "absent"}


@dataclass(frozen=True, slots=True)
class Difference:
    """How a metric's micro F1 changed over the documents that both evaluations have.

    Attributes:
        before: F1 of the baseline.
        after: F1 now.
        interval: 95 % interval of the difference, by a bootstrap over documents that draws the
            same documents for both.
        p_value: Twice the share of resamples on the other side of zero, at most 1.
        significant: Whether the interval leaves out zero.
    """

    metric: str
    before: float | None
    after: float | None
    interval: Interval
    p_value: float | None
    significant: bool

    @property
    def change(self) -> float | None:
        """F1 now less F1 before."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """An evaluation against a baseline.

    Attributes:
        flips: Cases that came out otherwise.
        differences: One a metric that has anything to measure in both.
        documents: How many documents both have.
        only_before: Ids that only the baseline has.
        only_after: Ids that only this evaluation has.
        changed_gold: Gold items that only one of the two has: gold itself was changed.
    """

    flips: tuple[Flip, ...]
    differences: tuple[Difference, ...]
    documents: int
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changed_gold: int


def compare_evaluations(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Compare two evaluations given as `report.to_data` makes them."""
    common = sorted(before["cases"].keys() & after["cases"].keys())
    flips: list[Flip] = []
    changed = 0
    for identifier in common:
        old, new = before["cases"][identifier], after["cases"][identifier]
        for metric in METRICS:
            earlier = old.get(metric, {"gold": {}, "spurious": {}})
            later = new.get(metric, {"gold": {}, "spurious": {}})
            changed += len(earlier["gold"].keys() ^ later["gold"].keys())
            for label in earlier["gold"].keys() & later["gold"].keys():
                was, now = earlier["gold"][label], later["gold"][label]
                if (was == "right") != (now == "right"):
                    flips.append(Flip(metric, identifier, label, was, now))
            for label in earlier["spurious"].keys() ^ later["spurious"].keys():
                was = earlier["spurious"].get(label, "absent")
                now = later["spurious"].get(label, "absent")
                flips.append(Flip(metric, identifier, label, was, now))
    order = {metric: index for index, metric in enumerate(METRICS)}
    flips.sort(key=lambda flip: (order[flip.metric], flip.document, flip.better, flip.label))
    return Comparison(
        flips=tuple(flips),
        differences=_differences(before["counts"], after["counts"], common),
        documents=len(common),
        only_before=tuple(sorted(before["cases"].keys() - after["cases"].keys())),
        only_after=tuple(sorted(after["cases"].keys() - before["cases"].keys())),
        changed_gold=changed,
    )


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any], common: list[str]
) -> tuple[Difference, ...]:
    weights = draw(len(common)) if len(common) > 1 else None
    result = []
    for metric in METRICS:
        old, new = (
            np.array(
                [side.get(identifier, {}).get(metric, [0, 0, 0]) for identifier in common],
                dtype=np.int64,
            ).reshape(-1, 3)
            for side in (before, after)
        )
        was, now = _f1(*old.sum(axis=0)), _f1(*new.sum(axis=0))
        if was is None and now is None:
            continue
        interval, p_value = None, None
        if weights is not None and was is not None and now is not None:
            first, second = weights @ old, weights @ new
            some = (first[:, 1:].sum(axis=1) > 0) & (second[:, 1:].sum(axis=1) > 0)
            deltas = 2 * second[some, 0] / second[some, 1:].sum(axis=1) - 2 * first[
                some, 0
            ] / first[some, 1:].sum(axis=1)
            low, high = np.quantile(deltas, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
            interval = (float(low), float(high))
            p_value = min(1.0, 2 * float(min((deltas <= 0).mean(), (deltas >= 0).mean())))
        result.append(
            Difference(
                metric,
                was,
                now,
                interval,
                p_value,
                interval is not None and (interval[0] > 0 or interval[1] < 0),
            )
        )
    return tuple(result)


def _f1(right: int, found: int, gold: int) -> float | None:
    return 2 * float(right) / float(found + gold) if found + gold else None
