"""The sides of an event of two, and the officers who act for a state."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryMention,
    Event,
    EventLayer,
    OrganizationLayer,
    Position,
)

ADJECTIVES = (CountryForm.ADJECTIVE, CountryForm.DEMONYM)
_NARROW = frozenset({"call", "meeting", "negotiations", "consultations", "signing"})
"""Events of two sides that are over when their sides part."""
_JOINT = _NARROW | {"session"}
_SPEAKING_FOR = frozenset({"представитель", "представительница", "постпред", "полпред"})
_SERVING = frozenset({"agency_head", "other", "organization_head", "organization_deputy"})
"""Ranks of those who may serve a body of many."""
_TWO = 2
_BETWEEN = frozenset({"с", "со", "между"})


def is_named_side(
    tokens: Tokens, mention: CountryMention, event: Event, covered: Mapping[int, CountryMention]
) -> bool:
    """Whether the event's phrase makes the state itself a side: «переговоры N с M»."""
    start, end = event.tokens
    first = mention.tokens[0]
    if (
        event.bilateral
        and event.kind in _JOINT
        and start <= first < end
        and (mention.form in ADJECTIVES and "-" in tokens.form[first])
    ):
        return True  # «казахско-литовские переговоры»
    if not (event.bilateral and event.kind in _NARROW and start < first < end):
        return False
    if mention.form in ADJECTIVES and tokens.pos[mention.tokens[1] - 1] == "ADJ":
        return False
    index = first - 1
    while index > start and (index in covered or tokens.lower[index] in {"и", ","}):
        index -= 1
    if tokens.lower[index] in _BETWEEN:
        return True
    nouns = (place for place in range(start, end) if tokens.pos[place] == "NOUN")
    return index == next(nouns, None) and tokens.feats[first].case in {"Gen", ""}


def sentences_of_sides(
    tokens: Tokens, layer: EventLayer, sides: Collection[str]
) -> frozenset[int] | None:
    """Sentences in which states may act that are no sides of the event; `None` for any.

    Between two states that the event's own words or its people name a third acts only where the
    text speaks of the event («при посредничестве N»); what it does elsewhere is another matter.
    """
    event = layer.event
    if event is None or not event.bilateral or len(sides) < _TWO:
        return None
    if event.kind not in _NARROW and event.kind != "other":
        return None
    told = {event.sentence, *(tokens.sentence[end - 1] for _, end in layer.mentions)}
    if event.kind == "other":
        # To manoeuvres and the like more come than the sides.
        told |= {number + 1 for number in told}
    return frozenset(told)


def is_official(organizations: OrganizationLayer, position: Position) -> bool:
    """Whether the holder acts for a state."""
    if position.rank in {"business", "regional_head"}:
        return False
    if _serves_union(organizations, position):
        return False
    inferred = position.country_basis == "inferred"
    if position.rank == "agency_head" and inferred:
        if position.organization is None:
            # «глава N»: of a part of the state, which does not act for it.
            return not position.title.rsplit(" ", 1)[-1].istitle()
        # The head of an institute that is only said to be in a state speaks for it alone.
        return organizations.get(position.organization).kind in {"government", "parliament"}
    if position.rank in {"other", "organization_head", "organization_deputy"}:
        words = position.title.lower().split()
        if position.organization is None or "при" in words:
            # «постоянный полномочный представитель N при …»: of the state itself
            return not inferred and bool(_SPEAKING_FOR.intersection(words[:3]))
        return organizations.get(position.organization).kind in {"government", "parliament"}
    return True


def _serves_union(organizations: OrganizationLayer, position: Position) -> bool:
    """«руководитель секции МАГАТЭ N (Италия)»: where one comes from is not whom one serves."""
    words = position.title.split()
    return position.rank in _SERVING and any(
        body.kind == "intergovernmental"
        and body.abbreviation in words[1:]
        and words[words.index(body.abbreviation) - 1] != "в"
        and "при" not in words[: words.index(body.abbreviation)]  # «при органах СНГ»
        for body in organizations.organizations
    )
