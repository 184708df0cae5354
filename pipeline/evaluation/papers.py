"""Documents with their topics and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluation.align import assign, iou, shared_length
from pipeline.evaluation.cases import Case, Document, Subject
from pipeline.evaluation.outcomes import Item, Outcome, compare, paired
from pipeline.evaluation.wording import LENIENT_F1, stem_f1

TITLE_F1 = 0.5
"""Least stem F1 of two titles that are taken for one document's."""
SUBJECT_IOU = 0.6
"""Least overlap of the words of two topics that are taken for the same."""


def align_documents(gold: Case, found: Case) -> list[tuple[int, int]]:
    """Pairs of documents whose words overlap or whose titles are alike."""

    def weight(one: Document, other: Document) -> float:
        if not other.words.grounded:
            return 0.0
        alike = stem_f1(one.title, other.title)
        if alike < TITLE_F1 and not shared_length(one.words.spans, other.words.spans):
            return 0.0
        overlap = iou(one.words.spans, other.words.spans)
        same = (one.kind == other.kind) + (one.status == other.status)
        return 1000.0 + 10 * alike + 10 * overlap + same

    return assign(gold.documents, found.documents, weight)


def align_subjects(gold: Sequence[Subject], found: Sequence[Subject]) -> list[tuple[int, int]]:
    """Pairs of topics (or measures) with like stems, or over the same words."""

    def weight(one: Subject, other: Subject) -> float:
        if not other.words.grounded:
            return 0.0
        alike = stem_f1(one.text, other.text)
        overlap = iou(one.words.spans, other.words.spans)
        if alike < LENIENT_F1 and overlap < SUBJECT_IOU:
            return 0.0
        return 1000.0 + alike + overlap

    return assign(gold, found, weight)


def document_outcomes(gold: Case, found: Case) -> Iterator[tuple[str, Outcome]]:
    """Outcomes of documents, kinds, statuses, topics and measures.

    Yields:
        The annotated field that an outcome needs, and the outcome.
    """
    pairs = paired(gold.documents, found.documents, align_documents(gold, found))
    for one, other in pairs:
        yield (
            "documents.title",
            compare("documents", _item(one), _item(other), True, ""),
        )
        yield (
            "documents.kind",
            compare(
                "document_kind",
                _item(one, one.kind if one else None),
                _item(other, other.kind if other else None),
                bool(one and other and one.kind == other.kind),
                "wrong_kind",
            ),
        )
        yield (
            "documents.status",
            compare(
                "document_status",
                _item(one, one.status if one else None),
                _item(other, other.status if other else None),
                bool(one and other and one.status == other.status),
                "wrong_status",
            ),
        )
    for name in ("topics", "measures"):
        field = f"documents.{name}.text"
        every = [item for document in gold.documents for item in getattr(document, name)]
        others = [item for document in found.documents for item in getattr(document, name)]
        yield from ((field, outcome) for outcome in _subjects(name, every, others))
        for one, other in pairs:
            yield from (
                (field, outcome)
                for outcome in _subjects(
                    f"{name}_in_documents",
                    getattr(one, name) if one else (),
                    getattr(other, name) if other else (),
                )
            )


def _subjects(metric: str, gold: Sequence[Subject], found: Sequence[Subject]) -> Iterator[Outcome]:
    for one, other in paired(gold, found, align_subjects(gold, found)):
        yield compare(
            metric,
            Item(one.text, one.words.spans, one.words.grounded) if one else None,
            Item(other.text, other.words.spans, other.words.grounded) if other else None,
            True,
            "",
        )


def _item(document: Document | None, value: str | None = None) -> Item | None:
    if document is None:
        return None
    label = document.title if value is None else f"{document.title} | {value}"
    return Item(label, document.words.spans, document.words.grounded)
