"""Adjectives that say by their ending alone that their noun is a nominative plural.

The tagger does not know «межмидовские» and the like, and takes the noun behind them for a genitive
singular; no genitive singular ends in «-ие» or «-ые».
"""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens

_PLURAL = ("ые", "ие")
_MASCULINE = ("ый", "ий", "ой")


def plural_run(tokens: Tokens, index: int, floor: int) -> int:
    """First of the adjectives in «-ые» and «-ие» right before the noun at `index`, else `index`."""
    start = index
    while start > floor and (
        tokens.lower[start - 1].endswith(_PLURAL) and tokens.lemma[start - 1].endswith(_MASCULINE)
    ):
        start -= 1
    return start


def joint_adjective(tokens: Tokens, index: int) -> bool:
    """«Казахско-Литовский форум»: two states in one capitalised word, which is tagged a name."""
    return tokens.pos[index] == "PROPN" and (
        "о-" in tokens.lemma[index] and tokens.lemma[index].endswith(_MASCULINE)
    )
