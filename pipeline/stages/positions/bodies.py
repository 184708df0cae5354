"""Whose state a body is of, by its own country or by the place in its name."""

from __future__ import annotations

from pipeline.stages.positions.cities import CityAdjectives, StateBlends
from pipeline.stages.positions.context import Context, Origin

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
