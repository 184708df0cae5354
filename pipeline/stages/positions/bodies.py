"""Whose state a body is of, by its own country or by the place in its name."""

from __future__ import annotations

from pipeline.stages.positions.cities import CityAdjectives, StateBlends
from pipeline.stages.positions.context import Context, Origin, Phrase

_RULE = "positions.country_body"


class BodyStates:
    """Finds the states of bodies.

    Args:
        cities: Adjectives of cities.
        blends: Names made of a state's.
    """

    def __init__(self, cities: CityAdjectives, blends: StateBlends) -> None:
        self._cities = cities
        self._blends = blends

    def __call__(self, context: Context, key: str, rule: str = _RULE) -> Origin | None:
        """The state of the body with a key, or `None`.

        A place in the name («Тартуский университет», «Правительство Калужской области») and a
        name made of the state's («Узатом») tell only a state that the release names as well.
        """
        body = context.organizations.get(key)
        if body.kind == "intergovernmental" or body.is_media:
            return None
        mentions = context.body_mentions[key]
        if body.country is not None:
            return Origin(body.country, (mentions[0].span,), False, rule)
        blend = self._blends(body.name)
        if blend in context.named:
            return Origin(blend, (mentions[0].span,), False, rule)
        for mention in mentions:
            codes = {place.code for place in context.places_in(mention.tokens)}
            for index in range(*mention.tokens):
                code = self._cities(context.tokens.lower[index])
                if code is not None:
                    codes.add(code)
            if len(codes) == 1 and codes <= context.named:
                return Origin(codes.pop(), (mention.span,), False, rule)
        return None


def meant_body(context: Context, phrase: Phrase) -> str | None:
    """Key of the body that «(заместитель) председателя Комитета» means: the one named before.

    A capital makes a common noun stand for a name («Комитет по …», «Государственный комитет …»).
    """
    tokens = context.tokens
    noun = phrase.title[1] - 1
    officers = range(phrase.head + 1, noun)
    if noun <= phrase.head or not tokens.form[noun].istitle():
        return None
    if not all(tokens.feats[index].animacy == "Anim" for index in officers):
        return None
    named = {
        body.name: body.key
        for mention in context.organizations.mentions
        if mention.tokens[1] <= phrase.head
        and (body := context.organizations.get(mention.key))
        and tokens.lemma[noun] in body.name.lower().split()[:2]
    }
    full = max(named, key=len, default="")
    return named[full] if full and all(full.startswith(name) for name in named) else None
