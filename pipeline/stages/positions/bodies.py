"""Whose state a body is of, by its own country or by the place in its name."""

from __future__ import annotations

from pipeline.stages.positions.cities import CityAdjectives
from pipeline.stages.positions.context import Context, Origin

_RULE = "positions.country_body"


class BodyStates:
    """Finds the states of bodies.

    Args:
        cities: Adjectives of cities.
    """

    def __init__(self, cities: CityAdjectives) -> None:
        self._cities = cities

    def __call__(self, context: Context, key: str, rule: str = _RULE) -> Origin | None:
        """The state of the body with a key, or `None`.

        A place in the name («Тартуский университет», «Правительство Калужской области») tells
        only a state that the release names as well.
        """
        body = context.organizations.get(key)
        if body.kind == "intergovernmental" or body.is_media:
            return None
        mentions = [m for m in context.organizations.mentions if m.key == key]
        if body.country is not None:
            return Origin(body.country, (mentions[0].span,), False, rule)
        named = {mention.code for mention in context.countries.mentions}
        for mention in mentions:
            codes = {place.code for place in context.places_in(mention.tokens)}
            for index in range(*mention.tokens):
                code = self._cities(context.tokens.lower[index])
                if code is not None:
                    codes.add(code)
            if len(codes) == 1 and codes <= named:
                return Origin(codes.pop(), (mention.span,), False, rule)
        return None
