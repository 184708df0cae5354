"""The state that a newspaper or an agency writes at home in."""

from __future__ import annotations

from collections import Counter

from pipeline.layers import Position
from pipeline.stages.positions.context import STATE_RANKS, Context, Origin, Phrase
from pipeline.stages.positions.sides import DOUBT
from pipeline.stages.positions.superiors import is_acted_on


def home_of(context: Context) -> Origin | None:
    """The state that the cited agencies and papers are at home in, if the release names it.

    A newspaper names its own state's officials without the state, as an issuer does.
    """
    media = [
        mention
        for mention in context.organizations.mentions
        if context.organizations.get(mention.key).home is not None
    ]
    homes = {context.organizations.get(mention.key).home for mention in media}
    code = homes.pop() if len(homes) == 1 else None
    named = Counter(mention.code for mention in context.countries.mentions)
    if code is None or not named[code] or 3 * named[code] < max(named.values()):
        return None  # unnamed, or the release is about another state
    return Origin(code, (media[0].span,), False, "positions.country_home", (DOUBT,))


def at_home(context: Context, phrase: Phrase, position: Position, home: Origin) -> Origin | None:
    """`home`, unless the sentence or the one before speaks of another state."""
    tokens = context.tokens
    here = tokens.sentence[phrase.head]
    near = (tokens.sentences[max(here - 1, 0)][0], tokens.sentences[here][1])
    abroad = any(mention.code != home.code for mention in context.countries_in(near))
    named = any(tokens.form[i].isupper() for i in range(phrase.head + 1, phrase.tokens[1]))
    if abroad or is_acted_on(context, phrase):
        return None
    if position.organization is None:
        return None if named else home
    return home if position.rank in STATE_RANKS else None
