"""Countries of offices in a list that an earlier member tells."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.layers import Position
from pipeline.stages.positions.context import STATE_RANKS, Context, Origin, Phrase
from pipeline.stages.positions.sides import DOUBT

_JOINTS = frozenset({",", "и", "а", "также", "(", ")", "—", "–", "-"})


def in_list(
    context: Context, position: Position, phrase: Phrase, before: Iterable[Position]
) -> Origin | None:
    """The country of the list's member before: only names, offices and joints between."""
    tokens = context.tokens
    index = phrase.tokens[0] - 1
    first = tokens.sentences[tokens.sentence[phrase.tokens[0]]][0]
    while index >= first and tokens.lower[index] in _JOINTS:
        index -= 1
    if index < first or index == phrase.tokens[0] - 1 or index not in context.in_person:
        return None
    neighbour = next(
        (m.key for m in context.persons.mentions if m.tokens[0] <= index < m.tokens[1]), None
    )
    if neighbour is None or neighbour == position.person:
        return None
    for other in reversed(list(before)):
        if other.person == neighbour and other.country is not None and other.country_spans:
            cases = {tokens.feats[phrase.head].case, ""}
            if tokens.feats[index].case not in cases or other.rank not in STATE_RANKS:
                return None
            doubts = tuple(doubt for doubt in other.doubts if doubt == DOUBT)
            return Origin(
                other.country, other.country_spans, False, "positions.country_list", doubts
            )
    return None
