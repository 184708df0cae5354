"""Scores of a benchmark: metrics over its texts, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.evaluation.benchmarks.factrueval import TYPES, score_facts
from pipeline.evaluation.benchmarks.facts import FactText
from pipeline.evaluation.benchmarks.nerel import METRICS, judge_nerel
from pipeline.evaluation.benchmarks.run import records_for
from pipeline.evaluation.benchmarks.standoff import Annotated
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.report import score_data
from pipeline.evaluation.scores import count, score_counts
from pipeline.resources.countries import CountryLexicon


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark's result.

    Attributes:
        name: `nerel` or `factrueval`.
        documents: How many texts were scored.
        scores: Metrics as JSON, as in `report.score_data`.
        without_record: Ids of texts without a record and the reason; all is missing there.
        outcomes: Outcomes by text; empty for factRuEval.
    """

    name: str
    documents: int
    scores: dict[str, dict[str, Any]]
    without_record: dict[str, str]
    outcomes: dict[str, list[Outcome]]

    def to_data(self) -> dict[str, Any]:
        """The result as JSON; of outcomes only the errors."""
        return {
            "format": "kommunike-benchmark-1",
            "benchmark": self.name,
            "documents": self.documents,
            "without_record": self.without_record,
            "scores": self.scores,
            "errors": {
                identifier: [
                    {
                        "metric": outcome.metric,
                        "error": outcome.error,
                        "gold": outcome.gold.label if outcome.gold else None,
                        "found": outcome.found.label if outcome.found else None,
                    }
                    for outcome in outcomes
                    if not outcome.right
                ]
                for identifier, outcomes in self.outcomes.items()
            },
        }


def score_nerel(documents: Iterable[Annotated], run: Path | None = None) -> Benchmark:
    """Score records against NEREL; without `run` the texts are extracted now."""
    texts = {document.id: document for document in documents}
    lexicon = CountryLexicon.load()
    outcomes: dict[str, list[Outcome]] = {}
    missing: dict[str, str] = {}
    pairs = ((document.id, document.text) for document in texts.values())
    for identifier, record, reason in records_for(pairs, run):
        outcomes[identifier] = judge_nerel(texts[identifier], record, lexicon)
        if reason is not None:
            missing[identifier] = reason
    ordered = {identifier: outcomes[identifier] for identifier in sorted(outcomes)}
    scores = score_counts(count(list(ordered.values()), METRICS), METRICS)
    data = {metric: score_data(score) for metric, score in scores.items()}
    return Benchmark("nerel", len(texts), data, missing, ordered)


def score_factrueval(documents: Iterable[FactText], run: Path | None = None) -> Benchmark:
    """Score records against factRuEval-2016; without `run` the texts are extracted now."""
    texts = {document.id: document for document in documents}
    cells: dict[str, list[tuple[float, int, int]]] = {}
    missing: dict[str, str] = {}
    pairs = ((document.id, document.text) for document in texts.values())
    for identifier, record, reason in records_for(pairs, run):
        counts = score_facts(texts[identifier], record)
        cells[identifier] = [
            (counts[type_].quality, counts[type_].found, counts[type_].gold) for type_ in TYPES
        ]
        if reason is not None:
            missing[identifier] = reason
    table = np.array([cells[identifier] for identifier in sorted(cells)], dtype=np.float64)
    scores = score_counts(table.reshape(-1, len(TYPES), 3), TYPES)
    data = {metric: score_data(score) for metric, score in scores.items()}
    return Benchmark("factrueval", len(texts), data, missing, {})
