"""Whether a name behind an office holds it, or only completes it («заместитель Иванова»)."""

from __future__ import annotations

from pipeline.stages.positions.before import Before
from pipeline.stages.positions.board import Board, Concord
from pipeline.stages.positions.context import OF_PERSONS
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.one_of import one_of
from pipeline.stages.positions.posts import post_before

_QUOTES = frozenset({"«", '"', "“"})


class Holders:
    """Decides who of the names behind offices holds them."""

    def __init__(self, lexicon: OfficeLexicon, before: Before, concord: Concord) -> None:
        self._lexicon = lexicon
        self._before = before
        self._concord = concord

    def __call__(self, board: Board, number: int) -> int | None:
        """The phrase before the name, unless the name is only its complement.

        «первый заместитель Иванова», «жена президента Анна»: a name in the genitive behind an
        office in another case completes it, and kin of an officer holds no office.
        """
        phrase = self._before(board, number)
        if phrase is None or self._is_proposed(board, phrase):
            return None
        if self._is_served(board, phrase, number):
            return None
        one = self.one_of(board, phrase)
        if one is not None:
            return phrase if self._concord.shares_case(board, one, number) else None
        if self._is_of_several(board, phrase, number):
            return self._inner(board, phrase)
        if board.phrases[phrase].acting or self._concord.agrees(board, phrase, number):
            return None if self._is_kin(board, phrase, number) else phrase
        complement = self._is_complement(board, phrase, number)
        if complement is False:
            return None if self._concord.clash(board, phrase, number) else phrase
        if complement is None:
            return phrase
        return self._inner(board, phrase)

    def _is_proposed(self, board: Board, phrase: int) -> bool:
        """«предложил на пост министра X»: who holds nothing yet."""
        tokens = board.tokens
        start = board.phrases[phrase].tokens[0]
        first = tokens.sentences[tokens.sentence[start]][0]
        post = post_before(self._lexicon, tokens, start, first)
        if post is None or tokens.lower[post - 1] != "на":
            return (
                False  # «предложил на эту должность министра X», «продлить полномочия министра X»
            )
        return not self._lexicon.nominees.isdisjoint(tokens.lemma[first:post])

    def _is_served(self, board: Board, phrase: int, number: int) -> bool:
        """«помощник Мэри Дюма по делам Европы»: whose aide, though the name shows no case."""
        tokens = board.tokens
        office = board.phrases[phrase]
        start, end = board.mentions[number].tokens
        return (
            office.entry is not None
            and office.entry.id in OF_PERSONS
            and office.tokens[1] == office.head + 1
            and tokens.lower[end : end + 1] == ["по"]
            and all(self._concord.agreement.could_be(tokens, i, "Gen") for i in range(start, end))
        )

    def _is_of_several(self, board: Board, phrase: int, number: int) -> bool:
        """«члены команды Иванова»: a plural with one name behind it, whose team they are."""
        office = board.phrases[phrase]
        tokens = board.tokens
        return (
            tokens.feats[office.head].number == "Plur"
            and office.tokens[1] > office.head + 1
            and not office.trailing
            and len(self._before.holders(board, number)) == 1
            and self._is_complement(board, phrase, number) is not False
        )

    @staticmethod
    def _inner(board: Board, phrase: int) -> int | None:
        """«пресс-секретарю экс-президента X»: the inner office, which agrees."""
        for inner in board.inner.get(board.phrases[phrase].tokens[1], ()):
            if board.tokens.feats[board.phrases[inner].head].case == "Gen":
                return inner
        return None

    def one_of(self, board: Board, phrase: int) -> int | None:
        """Index of «один» in «один из лидеров движения X», where the phrase is a plural."""
        office = board.phrases[phrase]
        if board.tokens.feats[office.head].number != "Plur":
            return None
        return one_of(board.tokens, office.tokens[0], self._lexicon.not_office)

    def _is_complement(self, board: Board, phrase: int, number: int) -> bool | None:
        """Whether a name that does not agree can complete the office; `None`: by its form alone.

        «заместитель Иванова» is whose deputy somebody is. A word no dictionary knows tells its
        case badly, and an office that ends in its country («министр обороны Литвы») wants no
        more.
        """
        tokens = board.tokens
        start, end = board.mentions[number].tokens
        words = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        nominative = board.mentions[number].case == "Nom"
        if (
            nominative
            or self._concord.nominative_by_form(tokens, words)
            or not any(self._concord.agreement.could_be(tokens, i, "Gen") for i in words)
        ):
            return False
        known = self._concord.is_known(tokens, words)
        return None if board.phrases[phrase].trailing and not known else True

    def _is_kin(self, board: Board, phrase: int, number: int) -> bool:
        tokens = board.tokens
        office = board.phrases[phrase]
        before = office.tokens[0] - 1
        while before > 0 and (
            tokens.lemma[before] in self._lexicon.not_office | self._lexicon.former
            or tokens.form[before] in _QUOTES
        ):
            before -= 1
        if before < 0 or tokens.lemma[before] not in self._lexicon.kin:
            return False
        if tokens.feats[office.head].case != "Gen":
            return False
        start, end = board.mentions[number].tokens
        words = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        return not any(tokens.feats[i].case == "Gen" for i in words) or not all(
            self._concord.agreement.could_be(tokens, i, "Gen") for i in words
        )
