"""One list of positions a person: repetitions dropped, countries shared, periphrases last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.layers import (
    Office,
    Organization,
    OrganizationLayer,
    Participant,
    Position,
    Reference,
)
from pipeline.spans import Span

_WORD = re.compile(r"[\w-]+")
_STEM = 6
# Ranks of which one person holds one office in one country, however it is worded.
_SINGLE = frozenset(
    {
        "head_of_state", "deputy_head_of_state", "head_of_government",
        "deputy_head_of_government", "parliament_head",
    }
)  # fmt: skip
_GENERIC_RANKS = frozenset({"ambassador", "minister", "deputy_minister", "organization_head"})
_DIPLOMATIC = frozenset({"чрезвы", "полном"})
"""Stems of «чрезвычайный и полномочный», which every ambassador is whether it is said or not."""


@dataclass(frozen=True, slots=True)
class Stateless:
    """What has no country though its holder belongs to one.

    Attributes:
        roles: Lemmas of roles at an event («докладчик»).
        bodies: Beginnings of words that make a body one of several states.
    """

    roles: frozenset[str]
    bodies: tuple[str, ...]


def merge_positions(
    positions: Sequence[Position],
    offices: Sequence[Office],
    organizations: OrganizationLayer,
    stateless: Stateless,
) -> tuple[Position, ...]:
    """The positions of one person in order of mention, each office once.

    An office said again shorter («министр») is a mention of the one said before; one said again
    in full replaces the shorter. A periphrasis («лидер Узбекистана») stays only alone. An office
    without a country takes that of the person's other office, unless it is of no state.
    """
    real = [p for p in positions if not offices[p.office].periphrasis]
    kept: list[Position] = []
    said: list[set[Span]] = []  # every wording of the office kept at the same place
    for position in real or positions:
        place = next(
            (i for i, other in enumerate(kept) if same_office(other, position, organizations)), None
        )
        if place is None:
            kept.append(position)
            said.append({position.span, *position.other_spans})
            continue
        said[place].update((position.span, *position.other_spans))
        if _richness(position) > _richness(kept[place]):
            kept[place] = _filled(position, kept[place])
        else:
            kept[place] = _filled(kept[place], position)
    kept = [
        replace(position, other_spans=tuple(sorted(spans - {position.span})))
        for position, spans in zip(kept, said, strict=True)
    ]
    if not real:
        kept = kept[:1]
    model = next((p for p in (*kept, *positions) if p.country is not None), None)
    if model is None:
        return tuple(kept)
    return tuple(
        replace(
            position,
            country=model.country,
            country_basis="inferred",
            country_spans=model.country_spans,
        )
        if position.country is None
        and not _international(position, offices[position.office], organizations, stateless)
        and offices[position.office].lemma not in stateless.roles
        else position
        for position in kept
    )


def with_repetitions(
    participants: Sequence[Participant],
    references: Sequence[Reference],
    offices: Sequence[Office],
) -> list[Participant]:
    """Participants whose positions hold the bare offices («министр») that stand for them too."""
    at = {office.tokens: office for office in offices}
    repeated: dict[str, list[Office]] = {}
    for reference in references:
        office = at.get(reference.tokens)
        if office is not None and reference.rule == "participants.office":
            repeated.setdefault(reference.persons[0], []).append(office)
    return [
        replace(
            participant,
            positions=tuple(
                _with_spans(
                    position, [o for o in repeated[participant.person] if _names(o, position)]
                )
                for position in participant.positions
            ),
        )
        if participant.person in repeated
        else participant
        for participant in participants
    ]


def _names(office: Office, position: Position) -> bool:
    """Whether a phrase without a name says a position again."""
    mine, theirs = _stems(office.title), _stems(position.title)
    return mine <= theirs or (office.rank == position.rank and office.rank in _SINGLE)


def _with_spans(position: Position, said: Sequence[Office]) -> Position:
    spans = dict.fromkeys((*position.other_spans, *(office.span for office in said)))
    spans.pop(position.span, None)
    return replace(position, other_spans=tuple(sorted(spans)))


def same_office(first: Position, second: Position, organizations: OrganizationLayer) -> bool:
    """Whether two phrases name one office of one person."""
    if first.country and second.country and first.country != second.country:
        # «президент страны»: a state inferred for who is the president of another.
        inferred = "inferred" in {first.country_basis, second.country_basis}
        return inferred and first.rank == second.rank and first.rank in _SINGLE
    mine, theirs = (_stems(p.title) - _DIPLOMATIC for p in (first, second))
    if mine <= theirs or theirs <= mine:
        return True
    if first.rank == second.rank and first.rank in _SINGLE:
        return True
    if first.organization is not None and first.organization == second.organization:
        body = organizations.get(first.organization)
        named = _stems(" ".join(filter(None, (body.name, body.abbreviation))))
        if mine - named == theirs - named:
            return True  # «генсек ШОС», «генсек Шанхайской организации сотрудничества»
    if first.rank == second.rank == "minister" and _headed(first, second):
        return _one_ministry(first, second, organizations)
    if (
        first.organization is not None
        and first.organization == second.organization
        and (_headed(first, second))
    ):
        return True
    shorter = min(mine, theirs, key=len)
    return first.rank == second.rank and first.rank in _GENERIC_RANKS and len(shorter) == 1


def _one_ministry(first: Position, second: Position, organizations: OrganizationLayer) -> bool:
    """Whether «глава МВД» and «министр внутренних дел» can be one office, by what is said."""
    if first.organization is None and second.organization is None:
        return True
    if first.organization is not None and second.organization is not None:
        return first.organization == second.organization
    body, other = (first, second) if first.organization is not None else (second, first)
    assert body.organization is not None
    name = organizations.get(body.organization).name
    if not name.startswith("Министерство"):
        return True  # «глава Пентагона»
    field = _stems(other.title) - _stems("министр глава руководитель ведомства министерства")
    return field <= _stems(name) or other.title.startswith(("глава ", "руководитель "))


def _headed(first: Position, second: Position) -> bool:
    """Whether one of the two only says that the person heads the body («глава МИД»)."""
    return any(p.title.startswith(("глава ", "руководитель ")) for p in (first, second))


def _stems(title: str) -> frozenset[str]:
    return frozenset(
        word[:_STEM].lower().replace("ё", "е") for word in _WORD.findall(title) if len(word) > 1
    )


def _richness(position: Position) -> tuple[int, int, int]:
    return (
        len(_stems(position.title)),
        position.country is not None and position.country_basis == "stated",
        -len(position.doubts),
    )


def _filled(position: Position, other: Position) -> Position:
    """`position` with the country the other wording of it gives."""
    if position.country is None and other.country is not None:
        return replace(
            position,
            country=other.country,
            country_basis=other.country_basis,
            country_spans=other.country_spans,
            rank=other.rank if _stems(position.title) == _stems(other.title) else position.rank,
        )
    return position


def _international(
    position: Position, office: Office, organizations: OrganizationLayer, stateless: Stateless
) -> bool:
    """Whether an office is of several states; «председатель комиссии» is of the one it means."""
    if any(word.startswith(stateless.bodies) for word in position.title.lower().split()):
        return True
    key = position.organization or office.organization
    if key is None:
        return False
    organization: Organization = organizations.get(key)
    return organization.kind == "intergovernmental"
