"""Where «в X» says of a noun before it where that is, not where an event was."""

from __future__ import annotations

from collections.abc import Container, Mapping

from pipeline.analysis.tokens import Tokens
from pipeline.resources.events import VerbRole
from pipeline.stages.event.scene import Scene

_TIMES = frozenset({"час", "день", "утро", "вечер", "год", "неделя", "месяц", "мск", "время"})
"""Nouns of time, which take no place: «в 10 часов в N»."""
_INSTITUTIONS = frozenset({"посол", "посольство", "представитель", "представительство", "консул"})
_PARTICIPIAL = 9
"""How far before a place or date the participle may stand that takes it, in tokens."""
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


def of_instrument(tokens: Tokens, verbs: Mapping[str, Container[VerbRole]], index: int) -> bool:
    """«договор, подписанный в Риге 5 мая»: said of what was signed, not of the event.

    Args:
        tokens: The text.
        verbs: Verbs of events by their lemmas.
        index: Place of the preposition, or first token of the date.
    """
    first = tokens.sentences[tokens.sentence[index]][0]
    for place in range(index - 1, max(first, index - _PARTICIPIAL), -1):
        feats = tokens.feats[place]
        if feats.verb_form == "Part" and feats.case:
            roles = verbs.get(tokens.lemma[place])
            made = roles is None or VerbRole.SIGN in roles
            return made and tokens.form[place - 1] == ","
        if tokens.pos[place] in {"VERB", "AUX"} or tokens.form[place] == ",":
            return False
    return False


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
