"""One release against its gold: every outcome of every metric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.evaluation.cases import Case
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.papers import document_outcomes
from pipeline.evaluation.people import align_persons, person_outcomes
from pipeline.evaluation.setting import country_outcomes, event_outcomes
from pipeline.evaluation.speech import statement_outcomes
from pipeline.gold.envelope import is_annotated

METRICS = (
    "triple_strict",
    "triple_lenient",
    "participants",
    "names",
    "titles_strict",
    "titles_lenient",
    "position_organization",
    "position_country",
    "participant_country",
    "attendance",
    "countries",
    "country_status",
    "represented",
    "event_kind",
    "event_name",
    "event_date",
    "event_place",
    "event_country",
    "event_organization",
    "documents",
    "document_kind",
    "document_status",
    "topics",
    "topics_in_documents",
    "measures",
    "measures_in_documents",
    "statements",
    "statement_kind",
    "statement_spans",
)
"""Metrics of precision, recall and F1, in order of the report; the first is the headline."""

ATTRIBUTES = {
    "names": "participants",
    "attendance": "participants",
    "participant_country": "participants",
    "position_country": "titles_lenient",
    "position_organization": "titles_lenient",
    "country_status": "countries",
    "document_kind": "documents",
    "document_status": "documents",
    "statement_kind": "statements",
}
"""Metrics with an accuracy over matched items, and the metric of the matching beside it."""


def judge(gold: Case, found: Case | None, annotated: tuple[str, ...]) -> list[Outcome]:
    """Outcomes of one release, only of fields that were annotated.

    Args:
        gold: The release as annotated.
        found: Its record; `None` where there is none, and everything is missing.
        annotated: Paths of annotated fields.
    """
    found = found if found is not None else _empty(gold)
    if found is not None and not is_annotated("statements.source", annotated):
        # Gold without institutions' statements says nothing of those the record holds.
        spoken = (statement for statement in found.statements if statement.speaker is not None)
        found = replace(found, statements=tuple(spoken))
    return [outcome for field, outcome in _outcomes(gold, found) if is_annotated(field, annotated)]


def _outcomes(gold: Case, found: Case) -> Iterator[tuple[str, Outcome]]:
    persons = align_persons(gold, found)
    yield from person_outcomes(gold, found, persons)
    yield from country_outcomes(gold, found)
    yield from event_outcomes(gold, found)
    yield from document_outcomes(gold, found)
    yield from statement_outcomes(gold, found, persons)


def _empty(gold: Case) -> Case:
    return Case(gold.id, gold.text, gold.source, None, (), (), (), (), 0, 0)
