"""Small questions about the words before a reference."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens

WITH = frozenset({"с", "со"})
"""«с» of the other side."""
OF = "<of>"
"""What governs a name that only says whose the one before it is."""
_NOT_PLACED = frozenset({"Acc", "Dat", "Ins"})
"""Cases that a preposition of place, whose next word is locative, does not govern."""
_STOPS = frozenset({"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "ADV"})


def preposition_before(tokens: Tokens, start: int, low: int) -> str:
    """The preposition that governs the phrase which begins at `start`, or an empty string."""
    if tokens.feats[start].case == "Nom":
        return ""
    behind_place = False
    for index in range(start - 1, low - 1, -1):
        if _joins(tokens, index, start):
            continue
        if tokens.pos[index] == "ADP":
            if behind_place and not _same(tokens, index + 1, start):
                # «в первый день в Бишкеке посла принял …», unlike «с бывшим в Бишкеке послом»
                continue
            if tokens.lower[index + 1 : index + 3] == ["том", "числе"]:
                continue
            placed = tokens.feats[index + 1].case == "Loc" and (
                tokens.feats[start].case in _NOT_PLACED
                # «принял в Риге председателя»: a town's name takes no genitive
                or (index + 2 == start and tokens.pos[index + 1] == "PROPN")
            )
            if placed:
                # «принимает в резиденции коллегу»: the preposition has a phrase of its own.
                behind_place = True
                continue
            if tokens.lower[index] in WITH and _attribute(tokens, index, start):
                return OF
            return tokens.lower[index]
        if tokens.pos[index] in _STOPS:
            return ""
    return ""


def opens_before_verb(tokens: Tokens, start: int, end: int) -> bool:
    """«Джейн прибыла с визитом»: a name that opens its sentence right before a finite verb.

    The tagger gives names it does not know any case.
    """
    low, high = tokens.sentences[tokens.sentence[start]]
    return start == low and end < high and tokens.feats[end].verb_form == "Fin"


def _joins(tokens: Tokens, index: int, start: int) -> bool:
    """«с министром N и послом M»: «и» between two in the instrumental."""
    return (
        tokens.lower[index] == "и"
        and index > 0
        and tokens.feats[start].case == "Ins"
        and tokens.feats[index - 1].case == "Ins"
    )


def _attribute(tokens: Tokens, index: int, start: int) -> bool:
    """«с советником N»: a name in the genitive behind the one who is met is not met."""
    return (
        start > index + 1
        and tokens.feats[start].case == "Gen"
        and tokens.feats[start - 1].case == "Ins"
        and tokens.pos[start - 1] == "NOUN"
    )


def _same(tokens: Tokens, index: int, start: int) -> bool:
    """Whether a participle stands in the case of the phrase it belongs to."""
    feats = tokens.feats[index]
    return feats.case == tokens.feats[start].case and feats.verb_form == "Part"
