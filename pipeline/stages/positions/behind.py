"""Offices behind the name: «X, министр …», «X – премьер-министр», «X (председатель …)»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.brackets import behind_time, closing_of
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.one_of import ONE, behind_one_of, one_of

_THEN = frozenset(
    {
        "некогда", "тогда", "ныне", "теперь", "ранее", "прежде", "впоследствии", "сейчас",
        "одновременно", "также", "по-прежнему", "затем", "позже", "позднее", "недавно",
    }
)  # fmt: skip
"""«X, ныне министр …»: adverbs between a name and its office."""


class AfterLinker:
    """Links an office to the name before it, and further offices chained to it."""

    def __init__(self, lexicon: OfficeLexicon, concord: Concord) -> None:
        self._no_part = (lexicon.not_office | lexicon.ordinals | _THEN) - {ONE}
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
            phrase = self._starting(board, place + 1, last)
            if phrase is None:
                phrase = board.starting.get(behind_time(tokens, place + 1, last))
            if phrase is None or phrase in taken or phrase in board.used:
                return
            if not self._fits_after(board, number, phrase, separator):
                return
            if separator in {",", "и"} and self._is_anothers(board, number, phrase):
                return
            office = board.phrases[phrase]
            rule = "positions.after_name" if first_link else "positions.chain_after"
            plural = tokens.feats[office.head].number == "Plur"  # «один из …», checked already
            agreed = plural or self._concord.agrees(board, phrase, number)
            board.link(Link(number, phrase, (0, 1), rule, () if agreed else ("no_agreement",)))
            place = office.tokens[1]
            if place < last and tokens.form[place] == ")":
                place += 1
            first_link = False

    @staticmethod
    def _is_anothers(board: Board, number: int, phrase: int) -> bool:
        """«министр X, министр финансов [Y]»: an office in a list, with a capital right behind it.

        The name before has its office in front of it, and who stands behind was not understood.
        """
        tokens = board.tokens
        end = board.phrases[phrase].tokens[1]
        return (
            end < tokens.sentences[tokens.sentence[end - 1]][1]
            and tokens.form[end][0].isupper()
            and tokens.pos[end] in {"PROPN", "NOUN", "X"}
            and any(
                link.mention == number and link.rule.endswith(("before_name", "chain_before"))
                for link in board.links
            )
        )

    def _starting(self, board: Board, place: int, last: int) -> int | None:
        """The phrase that begins at `place`, or behind words that are no part of it.

        «X, ныне министр», «X — самый молодой министр», «X, один из основателей».
        """
        tokens = board.tokens
        while (
            place < last
            and place not in board.starting
            and (tokens.lower[place] in self._no_part or tokens.lemma[place] in self._no_part)
        ):
            place += 1
        if place not in board.starting and place + 1 < last:
            place = behind_one_of(tokens, place, last, self._no_part)
        return board.starting.get(place)

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
        one = one_of(tokens, office.tokens[0], self._no_part)
        if head.number == "Plur" and one is None:
            return False
        end = office.tokens[1]
        following = tokens.lower[end] if end < len(tokens) else "."
        closed = following in {",", ".", ";", ")", "и", ":", "-", "–", "—", "»"} or (
            end >= tokens.sentences[tokens.sentence[office.head]][1]
        )
        if one is not None:
            return closed and self._concord.shares_case(board, one, number)
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
