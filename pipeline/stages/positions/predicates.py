"""Offices further on in what is said of a name: «X — физик, экс-министр», «X, друг Y, министр»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.lexicon import OfficeLexicon

_RULE = "positions.predicate"
_DASHES = frozenset({"-", "–", "—"})
_CLOSING = frozenset({",", ".", ";", "(", "и", "—", "–"})
_BREAKS = frozenset({":", ";", "«", "»", '"'})
_ADVERBS = frozenset({"ныне", "а", "также", "и", "ранее", "позже", "одновременно", "теперь"})


class PredicateLinker:
    """Links the offices of an enumeration that does not begin with one."""

    def __init__(self, lexicon: OfficeLexicon, concord: Concord) -> None:
        self._no_part = lexicon.not_office | lexicon.ordinals | _ADVERBS
        self._kin = lexicon.kin
        self._concord = concord

    def __call__(self, board: Board, number: int, taken: set[int]) -> None:
        """Link what follows name `number` as a second or later member of an enumeration."""
        tokens = board.tokens
        start, place = board.mentions[number].tokens
        last = tokens.sentences[tokens.sentence[start]][1]
        if place + 1 >= last or tokens.form[place] not in {",", *_DASHES}:
            return
        dashed = tokens.form[place] in _DASHES
        if not self._says_what(board, number, place + 1, last):
            return
        for index in range(place + 2, last):
            if self._ends(tokens, index, dashed=dashed) or self._is_next(board, number, index):
                return
            if tokens.form[index] != "," and not (dashed and tokens.lower[index] == "и"):
                continue
            begin = index + 1
            while begin < last and (
                tokens.lemma[begin] in self._no_part or tokens.lower[begin] in self._no_part
            ):
                begin += 1
            phrase = board.starting.get(begin)
            if phrase is None or phrase in board.used or phrase in taken:
                continue
            if self._fits(board, number, phrase, last):
                board.link(Link(number, phrase, (0, 1), _RULE, ()))

    def _says_what(self, board: Board, number: int, place: int, last: int) -> bool:
        """Whether a noun for a person in the name's case comes first, and no other name."""
        tokens = board.tokens
        case = _case(board, number)
        for index in range(place, min(last, place + 5)):
            if index in board.name_starting:
                return False
            if tokens.pos[index] == "NOUN":
                feats = tokens.feats[index]
                return feats.animacy == "Anim" and feats.case == case and feats.number == "Sing"
            if tokens.pos[index] not in {"ADJ", "DET", "NUM", "ADV"}:
                return False
        return False

    @staticmethod
    def _ends(tokens: Tokens, index: int, *, dashed: bool) -> bool:
        """Whether the enumeration is over: a clause of its own begins."""
        return (
            tokens.form[index] in _BREAKS
            or tokens.lower[index].startswith("котор")
            or (tokens.feats[index].verb_form in {"Fin", "Conv"} and not dashed)
            or tokens.lower[index] in {"что", "чтобы", "если", "когда", "где"}
        )

    @staticmethod
    def _is_next(board: Board, number: int, index: int) -> bool:
        """Whether another person of a list is named at `index`, in the case of the name."""
        other = board.name_starting.get(index)
        return other is not None and _case(board, other) == _case(board, number)

    @staticmethod
    def _is_time(tokens: Tokens, place: int) -> bool:
        """«премьер в 1988—1998 годах», «депутат с 2010 года»."""
        return tokens.lower[place] in {"в", "с"} and tokens.form[place + 1][0].isdigit()

    def _fits(self, board: Board, number: int, phrase: int, last: int) -> bool:
        tokens = board.tokens
        office = board.phrases[phrase]
        end = office.tokens[1]
        head = tokens.feats[office.head]
        return (
            head.number != "Plur"
            and head.case == _case(board, number) != ""
            and end not in board.name_starting
            and (end >= last or tokens.lower[end] in _CLOSING or self._is_time(tokens, end))
            and self._concord.agrees(board, phrase, number)
        )


def _case(board: Board, number: int) -> str:
    """The case of a name: that of its last word that has one."""
    start, end = board.mentions[number].tokens
    cases = [board.tokens.feats[i].case for i in range(start, end) if len(board.tokens.form[i]) > 1]
    return next((case for case in reversed(cases) if case), "")
