"""One office of several states, each holder behind a state and a dash.

«В заседании участвовали министры: Литвы – X, Латвии – Y»: the plural before the colon is the
office of every name in the list.
"""

from __future__ import annotations

from pipeline.stages.positions.board import Board, Link

_DASHES = frozenset({"-", "–", "—"})
_BREAKS = frozenset({":", ",", ";", "и"})
_STATE = 5
"""Words of a state's name that may stand before the dash."""


def link_labelled(board: Board) -> None:
    """Link the names of such lists to the office before the colon."""
    tokens = board.tokens
    for number, phrase in enumerate(board.phrases):
        end = phrase.tokens[1]
        if (
            phrase.inner
            or number in board.used
            or phrase.trailing
            or tokens.feats[phrase.head].number != "Plur"
            or end >= len(tokens)
            or tokens.form[end] != ":"
        ):
            continue
        last = tokens.sentences[tokens.sentence[end]][1]
        place = end
        for start in sorted(start for start in board.name_starting if end < start < last):
            dash = start - 1
            if tokens.form[dash] not in _DASHES or not _follows(board, place, dash):
                break
            mention = board.name_starting[start]
            board.link(Link(mention, number, (0, 2), "positions.labelled", ()))
            place = board.mentions[mention].tokens[1]


def _follows(board: Board, place: int, dash: int) -> bool:
    """Whether only a break and the words of a state stand between `place` and the dash."""
    tokens = board.tokens
    words = [i for i in range(place, dash) if tokens.lower[i] not in _BREAKS]
    return (
        tokens.lower[place] in _BREAKS
        and 0 < len(words) <= _STATE
        and all(tokens.pos[i] in {"PROPN", "NOUN", "ADJ", "X"} for i in words)
    )
