"""Statements: who says what, and in which words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluation.align import assign, iou
from pipeline.evaluation.bodies import same_body
from pipeline.evaluation.cases import Case, Statement
from pipeline.evaluation.outcomes import Item, Outcome, compare, paired

STATEMENT_IOU = 0.5
"""Least overlap of the words of two statements that are taken for the same."""


def overlap(gold: Statement, found: Statement) -> float:
    """How well the words of two statements agree.

    Where the record gives an interrupted quotation in several pieces and gold holds one piece,
    which is then the first, the first pieces are compared.
    """
    whole = iou(gold.words.spans, found.words.spans)
    if len(gold.words.spans) == 1 and len(found.words.spans) > 1:
        return max(whole, iou(gold.words.spans, found.words.spans[:1]))
    return whole


def same_speaker(gold: Statement, found: Statement, persons: dict[int, int]) -> bool:
    """Whether two statements have one speaker: aligned persons, or the same institution."""
    if gold.speaker is not None or found.speaker is not None:
        return gold.speaker is not None and persons.get(gold.speaker) == found.speaker
    if gold.source is None or found.source is None:
        return gold.source == found.source
    return same_body(frozenset({gold.source}), frozenset({found.source}))


def statement_outcomes(
    gold: Case, found: Case, pairs: list[tuple[int, int]]
) -> Iterator[tuple[str, Outcome]]:
    """Outcomes of statements.

    Args:
        gold: The annotated release.
        found: The record.
        pairs: Aligned persons.

    Yields:
        The annotated field that an outcome needs, and the outcome.
    """
    persons = dict(pairs)

    def weight(one: Statement, other: Statement) -> float:
        if not other.words.grounded:
            return 0.0
        shared = overlap(one, other)
        if shared < STATEMENT_IOU:
            return 0.0
        right = same_speaker(one, other, persons)
        return (1000.0 if right else 1.0) + shared + (one.kind == other.kind) * 0.1

    matches = assign(gold.statements, found.statements, weight)
    for one, other in paired(gold.statements, found.statements, matches):
        right = bool(one and other and same_speaker(one, other, persons))
        yield (
            "statements.speaker",
            compare("statements", _item(gold, one), _item(found, other), right, "wrong_speaker"),
        )
        yield (
            "statements.kind",
            compare(
                "statement_kind",
                _item(gold, one, one.kind if one else None),
                _item(found, other, other.kind if other else None),
                bool(right and one and other and one.kind == other.kind),
                "wrong_kind" if right else "wrong_speaker",
            ),
        )
        yield (
            "statements.text",
            compare("statement_spans", _item(gold, one), _item(found, other), True, ""),
        )


def _item(case: Case, statement: Statement | None, value: str | None = None) -> Item | None:
    if statement is None:
        return None
    if statement.speaker is not None:
        speaker = case.persons[statement.speaker].full
    else:
        speaker = statement.source or "—"
    label = f"{speaker}: {statement.text}"
    return Item(
        label if value is None else f"{label} | {value}",
        statement.words.spans,
        statement.words.grounded,
    )
