"""Transcripts: «Вопрос (…).» and «N.» before what is asked and said, and nobody who tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Reference, TokenRange

_ASKING = frozenset({"вопрос", "ответ"})
_MARKS = frozenset({".", ":"})
_LABELS = 3
"""So many paragraphs that begin with who speaks make a transcript."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Who speaks in a transcript, and what is spoken.

    Attributes:
        persons: Those before whose words their names stand, and those who ask.
        spoken: Token ranges of the words themselves.
    """

    persons: tuple[str, ...]
    spoken: tuple[TokenRange, ...]


def read_transcript(tokens: Tokens, references: Sequence[Reference]) -> Transcript | None:
    """The transcript that a text is, or `None`.

    Args:
        tokens: The release's words.
        references: Everyone named, in order.
    """
    by_first = {reference.tokens[0]: reference for reference in references}
    labels: list[TokenRange] = []
    section = -1
    for low, high in tokens.sentences:
        if tokens.section[low] == section:
            continue
        section = tokens.section[low]
        if tokens.lower[low] in _ASKING and tokens.form[low + 1 : low + 2] in (["("], [":"], ["."]):
            # «Вопрос (агентство N, X).», but not «Вопрос: когда …?», which names nobody
            bracket = tokens.form[low + 1] == "("
            labels.append((low, high if bracket else min(low + 2, high)))
        elif (named := by_first.get(low)) is not None and named.kind == "name":
            end = named.tokens[1]
            if tokens.form[end : end + 1] and tokens.form[end] in _MARKS:
                labels.append((low, end + 1))
    if len(labels) < _LABELS or not any(tokens.lower[low] in _ASKING for low, _ in labels):
        return None
    labelled = {place for label in labels for place in range(*label)}
    persons = tuple(
        dict.fromkeys(
            person
            for reference in references
            if reference.tokens[0] in labelled
            for person in reference.persons
        )
    )
    first = next(
        (low for low, _ in tokens.sentences if tokens.section[low] != tokens.section[0]),
        len(tokens),
    )
    bounds = [first, *(place for label in labels for place in label), len(tokens)]
    # What stands between the labels is spoken, and before the first of them too: who opened.
    spoken = zip(bounds[::2], bounds[1::2], strict=True)
    return Transcript(persons, tuple((low, high) for low, high in spoken if low < high))
