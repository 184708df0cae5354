"""The country of an office that the release says again elsewhere, with its country and no name.

«По словам президента X, … . Российский президент добавил»: nobody else is the president of that
state in the release, and no other president lacks one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.layers import Office, Position, Rank
from pipeline.spans import Span
from pipeline.stages.positions.context import HEADS_OF_ONE, Origin
from pipeline.stages.positions.sides import DOUBT

_LEADERS = frozenset({"лидер", "глава государства"})
"""Titles of heads of state that are not their office's name."""
_STEM = 6


def seat_of(title: str, rank: Rank, country: str | None) -> object:
    """What only one person of a country holds: a head of one kind, a minister of one field."""
    if rank != "minister":
        return rank, None, country
    # Ministries differ in what is joined on: «иностранных дел и евроинтеграции».
    field = title.partition(" и ")[0].split()
    return rank, frozenset(word[:_STEM] for word in field), country


def said_elsewhere(
    offices: Sequence[Office],
    positions: Sequence[Position],
    position: Position,
    taken: Collection[object],
) -> Origin | None:
    """The one state that an office of nobody's says for the same seat.

    Args:
        offices: All offices of the release.
        positions: Who holds which; `Position.office` indexes the offices.
        position: One without a country.
        taken: The seats of known holders.
    """
    if position.rank not in HEADS_OF_ONE:
        return None
    same = seat_of(position.title, position.rank, None)
    rivals = {
        other.person
        for other in positions
        if other.country is None and seat_of(other.title, other.rank, None) == same
    }
    if len(rivals) != 1:
        return None
    held = {other.office for other in positions}
    found: dict[str, tuple[Span, ...]] = {}
    for number, office in enumerate(offices):
        if number in held or office.plural or office.former or office.country is None:
            continue
        leads = office.title in _LEADERS and position.rank == "head_of_state"
        title, rank = (position.title, position.rank) if leads else (office.title, office.rank)
        if seat_of(title, rank, None) == same and seat_of(title, rank, office.country) not in taken:
            found.setdefault(office.country, office.country_spans)
    if len(found) != 1:
        return None
    code, spans = next(iter(found.items()))
    return Origin(code, spans, False, "positions.country_elsewhere", (DOUBT,))
