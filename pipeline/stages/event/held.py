"""Where «в X» says of a noun before it where that is, not where an event was."""

from __future__ import annotations

from collections.abc import Container

from pipeline.analysis.tokens import Tokens
from pipeline.stages.event.scene import Scene

_TIMES = frozenset({"час", "день", "утро", "вечер", "год", "неделя", "месяц", "мск", "время"})
"""Nouns of time, which take no place: «в 10 часов в N»."""
_INSTITUTIONS = frozenset({"посол", "посольство", "представитель", "представительство", "консул"})
_OF_STATE = 5
"""How far before «в X» the institution may stand whose state is between, in tokens."""


def belongs(tokens: Tokens, index: int) -> bool:
    """Whether «в X» says of an office where it is («посольство N в X»), not where one meets."""
    for place in range(index, max(-1, index - _OF_STATE), -1):
        if tokens.lemma[place] in _INSTITUTIONS:
            return tokens.feats[place].case != "Loc"
        if tokens.feats[place].case not in {"Gen", ""} or tokens.pos[place] == "PUNCT":
            return False
    return False


def holds(scene: Scene, nouns: Container[str], index: int) -> bool:
    """Whether a noun before «в X» takes it: «ситуация в X» places no event.

    Args:
        scene: The text.
        nouns: Lemmas of events.
        index: Place of the noun.
    """
    tokens = scene.tokens
    return (
        tokens.pos[index] == "NOUN"
        and index not in scene.people
        and tokens.lemma[index] not in nouns
        and tokens.lemma[index] not in _TIMES
        and not tokens.form[index - 1][0].isdigit()  # «прошедшее 3 июня в N»
    )


def inside_clause(scene: Scene, nouns: Container[str], event: int, index: int) -> bool:
    """«переговоры …, план, предусматривающий создание центра в X»: the centre is there.

    Args:
        scene: The text.
        nouns: Lemmas of events.
        event: Place of the event's noun.
        index: Place of the preposition.
    """
    return (
        index > event
        and holds(scene, nouns, index - 1)
        and any(scene.tokens.feats[i].verb_form == "Part" for i in range(event, index))
    )


def place_before(scene: Scene, verb: int) -> int | None:
    """«Латвию посетил N»: first token of the place right before its verb.

    Args:
        scene: The text.
        verb: Place of a verb of visiting.
    """
    if not verb or scene.tokens.feats[verb - 1].case != "Acc":
        return None
    for where in (scene.countries, scene.places):
        for start, (end, *_) in where.items():
            if end == verb:
                return start
    return None
