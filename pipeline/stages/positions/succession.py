"""Holders who follow one another: «X сменил Y на посту министра», «избран мэром вместо Y»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.posts import post_before
from pipeline.stages.positions.verbs import INSTEAD

_RULE = "positions.succession"
_GIVING = frozenset({"positions.linking_verb", "positions.post", "positions.duties", _RULE})
_PREPOSITIONS = frozenset({"на", "в"})
DOUBT = "long_link"
_REACH = 10
_NEAR = 5
_ENDS = frozenset({";", ":", "«", "»", "(", ")"})


class SuccessionLinker:
    """Links offices to those who come and those who go."""

    def __init__(self, lexicon: OfficeLexicon, concord: Concord) -> None:
        self._lexicon = lexicon
        self._concord = concord

    def __call__(self, board: Board) -> None:
        """Link after all other rules: who goes has the office that was given to who comes."""
        tokens = board.tokens
        if self._lexicon.succeeding.isdisjoint(tokens.lemma) and INSTEAD.isdisjoint(tokens.lower):
            return
        for index, lemma in enumerate(tokens.lemma):
            if lemma in self._lexicon.succeeding and tokens.pos[index] == "VERB":
                self._succeed(board, index)
            elif tokens.lower[index] in INSTEAD:
                self._instead(board, index)

    def _succeed(self, board: Board, verb: int) -> None:
        tokens = board.tokens
        first, last = tokens.sentences[tokens.sentence[verb]]
        phrase = self._said(board, verb, first, last)
        goes = self._goes(board, verb, last, phrase)
        if phrase is not None:
            comes = self._comes(board, verb, first, last, goes)
            self._link(board, comes, phrase)
        elif goes is not None and self._has_post(tokens, verb, last):
            given = self._given(board, first, verb)
            phrase = max(given, key=lambda p: board.phrases[p].head, default=None)
        if phrase is not None:
            self._link(board, goes, phrase)

    def _instead(self, board: Board, index: int) -> None:
        """«назначен министром вместо Y»: Y had the office that a verb gives to somebody."""
        tokens = board.tokens
        first, last = tokens.sentences[tokens.sentence[index]]
        number = self._next(board, index + 1, min(last, index + 1 + _NEAR), "Gen")
        given = self._given(board, first, last)
        if number is not None and given:
            nearest = min(given, key=lambda p: _distance(board, p, index))
            self._link(board, number, nearest, (DOUBT,))

    # --- words around the verb -----------------------------------------------------------------

    def _said(self, board: Board, verb: int, first: int, last: int) -> int | None:
        """The office of «на посту министра» near the verb."""
        tokens = board.tokens
        for start, phrase in board.starting.items():
            if not first <= start < last:
                continue
            post = post_before(self._lexicon, tokens, start, first)
            if post is None or tokens.feats[post].case != "Loc":
                continue
            low, high = sorted((verb, post))
            if start < verb:
                low = board.phrases[phrase].tokens[1]
            if high - low <= _REACH and _ENDS.isdisjoint(tokens.form[low:high]):
                return phrase
        return None

    def _has_post(self, tokens: Tokens, verb: int, last: int) -> bool:
        """«сменив на этом посту Y», «сменивший Y на посту»."""
        low, high = max(0, verb - _NEAR), min(last, verb + _REACH)
        return any(
            tokens.lemma[i] in self._lexicon.posts and tokens.feats[i].case == "Loc"
            for i in range(low, high)
            if tokens.sentence[i] == tokens.sentence[verb]
        )

    def _given(self, board: Board, first: int, last: int) -> list[int]:
        """Offices in `[first, last)` that words of holding or appointing give to somebody."""
        return [
            link.phrase
            for link in board.links
            if link.rule in _GIVING and first <= board.phrases[link.phrase].head < last
        ]

    def _goes(self, board: Board, verb: int, last: int, phrase: int | None) -> int | None:
        """The verb's object, a name behind it in the accusative."""
        return self._next(board, verb + 1, min(last, verb + 1 + _REACH), "Acc", over=phrase)

    def _comes(
        self, board: Board, verb: int, first: int, last: int, goes: int | None
    ) -> int | None:
        """The verb's subject: a name in the nominative behind or before it."""
        tokens = board.tokens
        if tokens.feats[verb].verb_form == "Part" and tokens.feats[verb].case:
            comma = next((i for i in range(verb - 1, first, -1) if tokens.form[i] == ","), first)
            return board.name_ending.get(comma)
        number = self._next(board, verb + 1, min(last, verb + 1 + _NEAR), "Nom")
        if number is not None and number != goes:
            return number
        before = [n for start, n in board.name_starting.items() if first <= start < verb]
        named = [n for n in before if tokens.feats[board.mentions[n].tokens[0]].case == "Nom"]
        return named[-1] if named and len({board.mentions[n].key for n in named}) == 1 else None

    def _next(
        self, board: Board, place: int, limit: int, case: str, over: int | None = None
    ) -> int | None:
        """The first name in `[place, limit)`, if it can stand in `case`."""
        tokens = board.tokens
        while place < limit:
            if place in board.name_starting:
                number = board.name_starting[place]
                name = board.mentions[number].tokens[0]
                could = tokens.feats[name].case in {case, ""} or (
                    self._concord.agreement.could_be(tokens, name, case)
                    and tokens.feats[name].case != "Nom"
                )
                return number if could else None
            if over is not None and place == board.phrases[over].tokens[0]:
                limit += board.phrases[over].tokens[1] - place
                place = board.phrases[over].tokens[1]
                continue
            if tokens.form[place] in _ENDS or tokens.form[place] == ",":
                return None
            place += 1
        return None

    def _link(
        self, board: Board, number: int | None, phrase: int, doubts: tuple[str, ...] = ()
    ) -> None:
        if number is None or board.phrases[phrase].acting:
            return
        key = board.mentions[number].key
        held = any(
            link.phrase == phrase and board.mentions[link.mention].key == key
            for link in board.links
        )
        if not held:
            board.link(Link(number, phrase, (0, 1), _RULE, doubts))


def _distance(board: Board, phrase: int, index: int) -> int:
    return abs(board.phrases[phrase].head - index)
