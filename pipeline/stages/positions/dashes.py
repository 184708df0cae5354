"""Offices of biographies behind a time and a dash: «С 1992 года — начальник управления»."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board
from pipeline.stages.positions.brackets import is_time

_DASHES = frozenset({"-", "–", "—"})
_BESIDE = frozenset({",", "а", "и", "этого", "он", "она", "затем", "потом"})
"""What stands beside a time before the dash."""


def dashed(board: Board, chained: Callable[[Board, int], list[int]]) -> list[tuple[int, int]]:
    """Offices that a time and a dash give to nobody their sentence names, each with its head.

    Args:
        board: Offices and names; nobody holds the offices yet.
        chained: Gives further offices chained to one.
    """
    tokens = board.tokens
    found: list[tuple[int, int]] = []
    ends: set[int] = set()
    for start, phrase in sorted(board.starting.items()):
        head = board.phrases[phrase].head
        first = tokens.sentences[tokens.sentence[head]][0]
        if (
            phrase in board.used
            or start <= first
            or tokens.form[start - 1] not in _DASHES
            or tokens.feats[head].number == "Plur"
        ):
            continue
        begin = _time_before(tokens, start - 1, first)
        if begin == start - 1 or not (begin == first or begin in ends):
            continue
        chain = [phrase, *chained(board, phrase)]
        found += [(each, head) for each in chain]
        ends.update(board.phrases[each].tokens[1] for each in chain)
    return found


def _time_before(tokens: Tokens, place: int, first: int) -> int:
    """Where «с 1992 года», «до этого он», «, а с 1999 года» begins that ends at `place`."""
    index = place
    while index > first and (is_time(tokens, index - 1) or tokens.lower[index - 1] in _BESIDE):
        index -= 1
    return index
