"""Who is meant where the event's words name offices: «премьеры N и M встретились»."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.layers import Event, Participant, Rank

_RANKS: dict[str, tuple[Rank, ...]] = {
    "министр": ("minister",),
    "премьер": ("head_of_government",),
    "премьер-министр": ("head_of_government",),
    "президент": ("head_of_state",),
    "лидер": ("head_of_state", "head_of_government"),
    "спикер": ("parliament_head",),
}
_HEADED: dict[str, tuple[Rank, ...]] = {
    "государство": ("head_of_state",),
    "правительство": ("head_of_government",),
    "парламент": ("parliament_head",),
}
"""Whose heads («главы правительств») hold which rank."""
_HEADING = frozenset({"глава", "председатель"})
_FORMER = ("экс-", "бывш", "прежн")


def officers(
    tokens: Tokens, event: Event, participants: Sequence[Participant], told: Collection[str]
) -> Iterator[tuple[str, ...]]:
    """Those who hold the offices that the event's words name, for the states they name.

    Only where a state has one such officer in the text.

    Args:
        tokens: The release's words.
        event: The event.
        participants: Everyone named.
        told: Those named outside accounts of other occasions.
    """
    if not event.sides:
        return
    for index in _named(tokens, event):
        ranks = _RANKS.get(tokens.lemma[index], ())
        field = ""
        if tokens.lemma[index] in _HEADING and index + 1 < len(tokens):
            ranks = _HEADED.get(tokens.lemma[index + 1], ())
        elif "minister" in ranks and index + 1 < len(tokens):
            field = tokens.lower[index + 1]
        for code in event.sides:
            holders = [
                p.person
                for p in participants
                if p.country == code and p.person in told and _holds(p, ranks, field)
            ]
            if len(holders) == 1:
                yield tuple(holders)


def _named(tokens: Tokens, event: Event) -> Iterator[int]:
    """Offices in the plural in the event's phrase, or as the subject of its clause."""
    start, end = event.tokens
    low, high = clause_of(tokens, start)
    for index in range(low, max(high, end)):
        feats = tokens.feats[index]
        if feats.number == "Plur" and (
            tokens.lemma[index] in _RANKS or tokens.lemma[index] in _HEADING
        ):
            inside = start <= index < end
            if inside or (event.bilateral and feats.case == "Nom"):
                yield index


def _holds(participant: Participant, ranks: Collection[Rank], field: str) -> bool:
    """Whether one holds such an office now; `field` is the ministers' («обороны»)."""
    return any(
        position.rank in ranks
        and not position.title.lower().startswith(_FORMER)
        and (not field or field in position.title.lower().split() or " " not in position.title)
        for position in participant.positions
    )
