"""What an event's phrase names only because it is talked of there."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.layers import TokenRange

_ABOUT = frozenset({"по", "о", "об"})
_BETWEEN = frozenset({"между", "с", "со"})


def about(tokens: Tokens, phrase: TokenRange, index: int) -> bool:
    """Whether the word at `index` stands in what an event is about.

    «совещание по дороге A – B»; not «комиссия по торговле между A и B».

    Args:
        tokens: The release's words.
        phrase: The event's phrase.
        index: Place of the word.
    """
    for place in range(index - 1, phrase[0] - 1, -1):
        if tokens.lower[place] in _BETWEEN:
            return False
        if tokens.lower[place] in _ABOUT:
            return True
    return False
