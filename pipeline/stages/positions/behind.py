"""Offices behind the name: «X, министр …», «X – премьер-министр», «X (председатель …)»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.brackets import behind_time, closing_of

_THEN = frozenset(
    {
        "некогда", "тогда", "ныне", "теперь", "ранее", "прежде", "впоследствии", "сейчас",
        "одновременно", "также", "по-прежнему", "затем", "позже", "позднее", "недавно",
    }
)  # fmt: skip
"""«X, ныне министр …»: adverbs between a name and its office."""


class AfterLinker:
    """Links an office to the name before it, and further offices chained to it."""

    def __init__(self, concord: Concord) -> None:
        self._concord = concord

    def __call__(self, board: Board, number: int, taken: set[int]) -> None:
        """Link what stands behind name `number`; `taken` phrases belong to other names."""
        tokens = board.tokens
        mention = board.mentions[number]
        place = mention.tokens[1]
        last = tokens.sentences[tokens.sentence[mention.tokens[0]]][1]
        first_link = True
        while place + 1 < last:
            separator = tokens.lower[place]
            if separator == "(":
                closing = closing_of(tokens, place, last)
                if closing is not None:
                    place = closing
                    continue
            if separator not in {",", "-", "–", "—", "("} and not (
                separator == "и" and not first_link
            ):
                return
            place += self._is_doubled(tokens, place, last)
            phrase = board.starting.get(place + 1)
            if phrase is None and place + 1 < last and tokens.lower[place + 1] in _THEN:
                phrase = board.starting.get(place + 2)
            if phrase is None:
                phrase = board.starting.get(behind_time(tokens, place + 1, last))
            if phrase is None or phrase in taken or phrase in board.used:
                return
            if not self._fits_after(board, number, phrase, separator):
                return
            office = board.phrases[phrase]
            rule = "positions.after_name" if first_link else "positions.chain_after"
            agreed = self._concord.agrees(board, phrase, number)
            board.link(Link(number, phrase, (0, 1), rule, () if agreed else ("no_agreement",)))
            place = office.tokens[1]
            if place < last and tokens.form[place] == ")":
                place += 1
            first_link = False

    @staticmethod
    def _is_doubled(tokens: Tokens, place: int, last: int) -> bool:
        """Whether a comma and a dash stand between («X, — министр»)."""
        return (
            tokens.form[place] == "," and place + 1 < last and tokens.form[place + 1] in {"–", "—"}
        )

    def _fits_after(self, board: Board, number: int, phrase: int, separator: str) -> bool:
        tokens = board.tokens
        office = board.phrases[phrase]
        name = board.mentions[number].tokens
        head = tokens.feats[office.head]
        if head.number == "Plur":
            return False
        end = office.tokens[1]
        following = tokens.lower[end] if end < len(tokens) else "."
        closed = following in {",", ".", ";", ")", "и", ":", "-", "–", "—", "»"} or (
            end >= tokens.sentences[tokens.sentence[office.head]][1]
        )
        if separator in {"–", "—", "-", "("}:
            return head.case in {"Nom", ""} or self._concord.agrees(board, phrase, number)
        if not self._concord.agrees(board, phrase, number):
            return False
        # «Как сообщил Иванов, министр прибыл»: a bare office with its own verb is another phrase.
        bare = end - office.tokens[0] == 1
        name_case = tokens.feats[name[0]].case
        if bare and not closed:
            return False
        return closed or head.case == name_case
