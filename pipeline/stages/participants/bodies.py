"""Institutions of positions: only those that the words of the office name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Office, OrganizationLayer, Participant, TokenRange

_REFERENCE = "organizations.reference"


def with_named_bodies(
    participants: Iterable[Participant],
    offices: Sequence[Office],
    organizations: OrganizationLayer,
    tokens: Tokens,
) -> list[Participant]:
    """The participants, without the institutions that a common noun only refers to.

    «председатель комиссии» names none, though the release tells which it is; that told the
    office's rank and state, and which offices are one.
    """
    places: dict[bool, dict[str, set[TokenRange]]] = {True: {}, False: {}}
    for mention in organizations.mentions:
        refers = mention.rule == _REFERENCE and tokens.form[mention.tokens[0]][0].islower()
        places[refers].setdefault(mention.key, set()).add(mention.tokens)
    if not places[True]:
        return list(participants)

    def only_refers(key: str | None, office: Office) -> bool:
        if key not in places[True]:
            return False
        start, end = office.tokens
        inside = {
            refers: any(start <= a and b <= end for a, b in named.get(key, ()))
            for refers, named in places.items()
        }
        return inside[True] and not inside[False]

    return [
        replace(
            participant,
            positions=tuple(
                replace(position, organization=None)
                if only_refers(position.organization, offices[position.office])
                else position
                for position in participant.positions
            ),
        )
        for participant in participants
    ]
