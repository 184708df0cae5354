"""Countries of offices that another office of the same person tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layers import Position
from pipeline.stages.positions.context import UNIONS, Context, Phrase
from pipeline.stages.positions.sides import DOUBT

_AT_THE_EVENT = frozenset(
    {"комиссия", "группа", "ассамблея", "заседание", "конференция", "сессия", "форум", "миссия"}
)
"""What people of several states preside over («председатель комиссии, депутат Сейма Литвы X»)."""
_ROLES = frozenset({"speaker_role", "envoy_deputy", "ambassador", "charge"})


def with_other_offices(
    context: Context, phrases: Sequence[Phrase], positions: Sequence[Position]
) -> list[Position]:
    """The positions, those without a country with that of the holder's office beside it.

    «член правления банка, советник министра Литвы X»: both in one sentence, and neither of a
    body of several states.
    """
    told = [p for p in positions if p.country is not None and p.country_spans]
    return [
        _told(context, phrases[position.office], position, told)
        if position.country is None and told
        else position
        for position in positions
    ]


def _told(
    context: Context, phrase: Phrase, position: Position, told: Sequence[Position]
) -> Position:
    tokens = context.tokens
    others = [
        other
        for other in told
        if other.person == position.person
        and tokens.sentence[tokens.at(other.span.start) or 0] == tokens.sentence[phrase.head]
    ]
    if not others or len({other.country for other in others}) > 1:
        return position
    if is_of_several(context, phrase, position):
        return position
    other = others[0]
    return replace(
        position,
        country=other.country,
        country_basis="inferred",
        country_spans=other.country_spans,
        doubts=(*position.doubts, DOUBT),
    )


def is_of_several(context: Context, phrase: Phrase, position: Position) -> bool:
    """Whether an office may be of a body or an event of several states."""
    tokens = context.tokens
    words = range(*phrase.tokens)
    body = context.organizations.get(position.organization) if position.organization else None
    return (
        (body is not None and body.kind == "intergovernmental")
        or (phrase.entry is not None and phrase.entry.id in _ROLES)
        or not _AT_THE_EVENT.isdisjoint(tokens.lemma[phrase.head + 1 : phrase.tokens[1]])
        or any(tokens.lower[i].startswith(UNIONS) for i in words)
    )
