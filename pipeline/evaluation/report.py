"""The evaluation as data: what `--json` writes and `--against` reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pipeline.errors import InputError
from pipeline.evaluation.evaluate import Evaluation
from pipeline.evaluation.judge import METRICS
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.scores import LEVEL, RESAMPLES, SEED, Score, count, score_slices

FORMAT: Final = "kommunike-evaluation-1"
_RIGHT: Final = "right"


def to_data(evaluation: Evaluation) -> dict[str, Any]:
    """Scores by slice, and for every document its counts and what became of each case."""
    counts = count([document.outcomes for document in evaluation.documents])
    return {
        "format": FORMAT,
        "documents": len(evaluation.documents),
        "without_record": list(evaluation.without_record),
        "without_gold": list(evaluation.without_gold),
        "bootstrap": {"resamples": RESAMPLES, "seed": SEED, "level": LEVEL},
        "scores": {
            name: {metric: score_data(score) for metric, score in scores.items()}
            for name, scores in score_slices(evaluation.documents).items()
        },
        "counts": {
            document.id: {
                metric: [int(value) for value in counts[row, column, :3]]
                for column, metric in enumerate(METRICS)
                if counts[row, column].any()
            }
            for row, document in enumerate(evaluation.documents)
        },
        "cases": {document.id: cases(document.outcomes) for document in evaluation.documents},
    }


def score_data(score: Score) -> dict[str, Any]:
    """One score as JSON; `null` where there is nothing to measure."""
    data: dict[str, Any] = {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "macro_f1": score.macro_f1,
        "right": int(score.right) if score.right == int(score.right) else score.right,
        "found": score.found,
        "gold": score.gold,
        "documents": score.documents,
        "intervals": {
            name: list(interval) if interval else None for name, interval in score.intervals.items()
        },
    }
    if score.matched is not None:
        data |= {"accuracy": score.accuracy, "matched": score.matched}
    return data


def cases(outcomes: Iterable[Outcome]) -> dict[str, dict[str, dict[str, str]]]:
    """What became of each gold item, and which items were found beside gold, by metric.

    Labels are keys; the second of two equal ones is called «… #2».
    """
    result: dict[str, dict[str, dict[str, str]]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()

    def key(metric: str, side: str, label: str) -> str:
        seen[metric, side, label] += 1
        number = seen[metric, side, label]
        return label if number == 1 else f"{label} #{number}"

    for outcome in outcomes:
        metric = result.setdefault(outcome.metric, {"gold": {}, "spurious": {}})
        if outcome.gold is not None:
            name = key(outcome.metric, "gold", outcome.gold.label)
            metric["gold"][name] = _RIGHT if outcome.right else outcome.error
        if outcome.found is not None and not outcome.right:
            name = key(outcome.metric, "spurious", outcome.found.label)
            metric["spurious"][name] = outcome.error
    return result


def to_json(data: Mapping[str, Any]) -> str:
    """JSON with a final newline; the same evaluation, the same bytes."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_baseline(path: Path) -> dict[str, Any]:
    """An earlier evaluation, as `--json` wrote it.

    Raises:
        InputError: It is none.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise InputError(f"no file {path}") from None
    except ValueError as error:
        raise InputError(f"{path} is no JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(f"{path} is no evaluation: write one with `kommunike evaluate … --json`")
    return data
