"""Small questions about the words before a reference."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens

WITH = frozenset({"с", "со"})
"""«с» of the other side."""
_NOT_PLACED = frozenset({"Acc", "Dat", "Ins"})
"""Cases that a preposition of place, whose next word is locative, does not govern."""
_STOPS = frozenset({"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "ADV"})


def preposition_before(tokens: Tokens, start: int, low: int) -> str:
    """The preposition that governs the phrase which begins at `start`, or an empty string."""
    if tokens.feats[start].case == "Nom":
        return ""
    for index in range(start - 1, low - 1, -1):
        if tokens.pos[index] == "ADP":
            if tokens.lower[index + 1 : index + 3] == ["том", "числе"]:
                continue
            if tokens.feats[index + 1].case == "Loc" and tokens.feats[start].case in _NOT_PLACED:
                # «принимает в резиденции коллегу»: the preposition has a phrase of its own.
                continue
            return tokens.lower[index]
        if tokens.pos[index] in _STOPS:
            return ""
    return ""
