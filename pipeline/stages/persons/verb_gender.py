"""The gender that a verb tells of the person who is its subject («заявила Иванова»).

Adjacency, case and agreement stand in for a syntax tree, which no stage needs then: parsing costs
two fifths of what all three models do.
"""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens

_REACH = 8
"""Words between a name and its verb («X в середине прошлого декабря заявила»)."""

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "X"})
"""Parts of speech of the office between a verb and the name behind it, and of circumstances."""

_BETWEEN = _NOMINAL | {"ADV", "PART"}


def verb_gender(tokens: Tokens, start: int, end: int) -> str:
    """Gender of the past-tense verb the name in tokens `[start, end)` is the subject of.

    Returns:
        `Masc`, `Fem`, or nothing: no such verb, another case, a verb in the plural.
    """
    if tokens.feats[start].case not in {"Nom", ""}:
        return ""
    first, last = tokens.sentences[tokens.sentence[start]]
    if start > first and tokens.pos[start - 1] == "ADP":
        return ""
    return _behind(tokens, end, min(last, end + _REACH)) or _before(
        tokens, start, max(first, start - _REACH)
    )


def _behind(tokens: Tokens, end: int, limit: int) -> str:
    """The verb after the name, with adverbs and circumstances before it («X вчера заявила»)."""
    for index in range(end, limit):
        if tokens.pos[index] == "VERB":
            return _past(tokens, index)
        if tokens.pos[index] not in _BETWEEN or tokens.feats[index].case == "Nom":
            return ""
    return ""


def _before(tokens: Tokens, start: int, limit: int) -> str:
    """The verb in front of the name, with an office between («заявила министр Литвы X»)."""
    nearest = start
    for index in range(start - 1, limit - 1, -1):
        if tokens.pos[index] == "VERB":
            # The office is the subject too; another noun is a subject of its own or an object.
            feats = tokens.feats[nearest]
            named = nearest == start or feats.animacy == "Anim"
            return _past(tokens, index) if named and feats.case in {"Nom", ""} else ""
        if tokens.pos[index] not in _NOMINAL:
            return ""
        if tokens.pos[index] in {"NOUN", "PROPN"}:
            nearest = index
    return ""


def _past(tokens: Tokens, verb: int) -> str:
    feats = tokens.feats[verb]
    return feats.gender if feats.tense == "Past" and feats.verb_form == "Fin" else ""
