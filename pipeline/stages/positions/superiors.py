"""Countries of offices that follow from other people: whose aide somebody is, whom one visits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pipeline.layers import CountryForm, Position
from pipeline.stages.positions.context import (
    HEADS_OF_ONE,
    NAMES,
    STATE_RANKS,
    Context,
    Origin,
    Phrase,
    is_other_party,
    partners_at,
)
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.sides import DOUBT

_AIDES = frozenset({"adviser", "deputy", "representative", "secretary"})
"""Heads that another office completes («помощник президента»)."""
_WHOSE = frozenset({"его", "её", "ее"})
_DESTINATIONS = NAMES | {CountryForm.CAPITAL}


def is_acted_on(context: Context, phrase: Phrase) -> bool:
    """«X позвонил президенту Литвы»: an office of the side the release is not of."""
    tokens = context.tokens
    if tokens.feats[phrase.head].case in {"Nom", ""}:
        return is_other_party(context, phrase)
    first = tokens.sentences[tokens.sentence[phrase.head]][0]
    return is_other_party(context, phrase) or any(
        first <= mention.tokens[0] < phrase.tokens[0]
        and tokens.feats[mention.tokens[0]].case == "Nom"
        for mention in context.persons.mentions
    )


def travels(context: Context, verbs: Collection[str]) -> dict[str, frozenset[str]]:
    """Countries that persons are said to travel to, which they are not of."""
    tokens = context.tokens
    found: dict[str, frozenset[str]] = {}
    for mention in context.persons.mentions:
        end = mention.tokens[1]
        last = tokens.sentences[tokens.sentence[end - 1]][1]
        verb = next((i for i in range(end, min(end + 4, last)) if tokens.pos[i] == "VERB"), end)
        if verb == end >= last or tokens.lemma[verb] not in verbs:
            continue
        stretch = (verb + 1, min(verb + 7, last))
        places = {c.code for c in context.countries_in(stretch) if c.form in _DESTINATIONS}
        places |= {place.code for place in context.places_in(stretch)}
        if places:
            found[mention.key] = found.get(mention.key, frozenset()) | places
    return found


def of_host(
    context: Context, phrase: Phrase, position: Position, visited: Mapping[str, frozenset[str]]
) -> Origin | None:
    """«X посетил Литву. Он встретился с президентом Y»: whom the one traveller meets there."""
    codes = frozenset[str]().union(*visited.values())
    if len(codes) != 1 or position.person in visited or position.rank not in STATE_RANKS:
        return None
    at = partners_at(context, phrase)
    if at is None or context.tokens.lower[at - 1 : at] == ["главе"]:
        return None  # «делегация во главе с министром X»
    place = next((m for m in context.countries.mentions if m.code in codes), None)
    if place is None:
        return None
    return Origin(place.code, (place.span,), False, "positions.country_host", (DOUBT,))


def whose(context: Context, phrase: Phrase) -> set[str]:
    """«Премьер-министр X сообщил, что прибудет его советник Y»: who «его» means.

    The subject before it in the sentence, where one person alone can be that.
    """
    tokens = context.tokens
    start = phrase.tokens[0]
    if not start or tokens.lower[start - 1] not in _WHOSE:
        return set()
    if tokens.lower[start - 3 : start - 1] == ["главе", "с"]:
        return set()  # «делегация комитета во главе с его председателем»
    first = tokens.sentences[tokens.sentence[start]][0]
    found = {
        mention.key
        for mention in context.persons.mentions
        if first <= mention.tokens[0] < start and tokens.feats[mention.tokens[0]].case == "Nom"
    }
    return found if len(found) == 1 else set()


def of_superior(
    context: Context,
    lexicon: OfficeLexicon,
    phrases: Sequence[Phrase],
    positions: Sequence[Position],
    phrase: Phrase,
) -> Origin | None:
    """«пресс-секретарь президента X»: of the state whose president the release names.

    Only where it names one, and not as the other party. «Помощник Иванова X» is of the state
    that Иванов is of.
    """
    bosses = {
        mention.key
        for index in range(phrase.head + 1, phrase.tokens[1])
        if (mention := context.mention_at.get(index)) is not None
    }
    bosses |= whose(context, phrase)
    if not bosses and (phrase.entry is None or phrase.entry.id not in _AIDES):
        return None
    inner = {
        entry.rank
        for index in range(phrase.head + 1, phrase.tokens[1])
        if (entry := lexicon.heads.get(context.tokens.lemma[index])) is not None
    }
    if "государство" in context.tokens.lemma[phrase.head + 1 : phrase.tokens[1]]:
        inner = {"head_of_state"}
    superiors = [
        position
        for position in positions
        if (position.person in bosses and position.country is not None)
        or (
            not bosses
            and position.rank in inner & HEADS_OF_ONE
            and not is_acted_on(context, phrases[position.office])
        )
    ]
    if len({position.country for position in superiors}) != 1:
        return None
    first = next((position for position in superiors if position.country_spans), None)
    if first is None or first.country is None:
        return None
    return Origin(first.country, first.country_spans, False, "positions.country_superior", (DOUBT,))
