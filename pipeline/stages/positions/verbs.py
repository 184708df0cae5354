"""Offices joined to a name by a verb: «X стал министром», «на пост министра назначен X»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.lexicon import OfficeLexicon

_AND_THEN = frozenset({",", "и", "а", "затем", "потом", "позже", "также", "далее"})
_SENTENCE_ENDS = frozenset({".", ";", "!", "?"})
_REACH = 8
_NO_POSTS = frozenset({"envoy_deputy", "member", "staff", "speaker_role"})
"""Heads that a verb makes no office of («остаётся кандидатом», «стал участником»)."""


class VerbLinker:
    """Links by verbs of becoming, appointing and holding."""

    def __init__(self, lexicon: OfficeLexicon, concord: Concord) -> None:
        self._lexicon = lexicon
        self._concord = concord

    def __call__(self, board: Board, phrase: int) -> None:
        """«X стал министром», «министром назначен X», «на пост министра назначен X»."""
        tokens = board.tokens
        office = board.phrases[phrase]
        first, last = tokens.sentences[tokens.sentence[office.head]]
        start, end = office.tokens
        case = tokens.feats[office.head].case
        post = start - 1 >= first and tokens.lemma[start - 1] in self._lexicon.posts
        if office.entry is None or office.entry.kind != "office" or (office.entry.id in _NO_POSTS):
            return
        if not post and case != "Ins":
            return
        verb = self._verb_near(tokens, start, end, first, last)
        if verb is None:
            return
        if post and self._lexicon.linking[tokens.lemma[verb]] == "become":
            return
        number = self._name_of_verb(board, verb, start, end, first, last)
        if number is not None:
            board.link(Link(number, phrase, (0, 1), "positions.linking_verb", ()))
            self._chain_verb(board, number, phrase)

    def _chain_verb(self, board: Board, number: int, phrase: int) -> None:
        """«был министром юстиции, а затем и министром финансов»: further offices of the verb."""
        tokens = board.tokens
        current = phrase
        while True:
            place = board.phrases[current].tokens[1]
            while place < len(tokens) and tokens.lower[place] in _AND_THEN:
                place += 1
            following = board.starting.get(place)
            if (
                following is None
                or following in board.used
                or place == (board.phrases[current].tokens[1])
            ):
                return
            if tokens.feats[board.phrases[following].head].case != "Ins":
                return
            board.link(Link(number, following, (0, 1), "positions.linking_verb", ()))
            current = following

    def _verb_near(self, tokens: Tokens, start: int, end: int, first: int, last: int) -> int | None:
        for index in range(start - 1, max(first, start - 6) - 1, -1):
            if tokens.lemma[index] in self._lexicon.linking:
                return index
            if tokens.form[index] in {",", ":"} or tokens.pos[index] == "VERB":
                break
        for index in range(end, min(last, end + 4)):
            if tokens.lemma[index] in self._lexicon.linking:
                return index
            if tokens.form[index] in {",", ":"} or tokens.pos[index] == "VERB":
                break
        return None

    def _name_of_verb(
        self, board: Board, verb: int, start: int, end: int, first: int, last: int
    ) -> int | None:
        """The one name in the clause that is in the nominative (or the verb's object)."""
        tokens = board.tokens
        left = min(start, verb)
        right = max(end, verb + 1)
        for index in range(right, min(last, right + _REACH)):
            if index in board.name_starting:
                return board.name_starting[index]
            if tokens.form[index] in _SENTENCE_ENDS or tokens.form[index] in {",", ":"}:
                break
        for index in range(left, max(first, left - _REACH), -1):
            if index in board.name_ending:
                number = board.name_ending[index]
                name = board.mentions[number].tokens[0]
                if tokens.feats[name].case in {"Nom", ""} or self._concord.agreement.could_be(
                    tokens, name, "Nom"
                ):
                    return number
                return None
            if tokens.form[index - 1] in _SENTENCE_ENDS or tokens.form[index - 1] in {":", "«"}:
                break
        return None
