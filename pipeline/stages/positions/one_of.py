"""One of several officers: «X, один из основателей компании», «один из лидеров движения X»."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.tokens import Tokens

ONE = "один"
_LONGEST = 3


def one_of(tokens: Tokens, start: int, no_part: Collection[str]) -> int | None:
    """Index of the «один» whose «из» stands before the plural office that begins at `start`.

    Args:
        tokens: The text.
        start: Where the office begins.
        no_part: Lemmas that may stand between («один из самых молодых министров»).
    """
    first = tokens.sentences[tokens.sentence[start]][0]
    index = start - 1
    while index > first and start - index <= _LONGEST and tokens.lemma[index] in no_part:
        index -= 1
    found = index > first and tokens.lower[index] == "из" and tokens.lemma[index - 1] == ONE
    return index - 1 if found else None


def behind_one_of(tokens: Tokens, place: int, last: int, no_part: Collection[str]) -> int:
    """Index behind «один из» and words that are no part of an office; else `place` itself."""
    if tokens.lemma[place] != ONE or tokens.lower[place + 1] != "из":
        return place
    index = place + 2
    while index < last and index - place <= _LONGEST + 1 and tokens.lemma[index] in no_part:
        index += 1
    return index
