"""Offices said as a post: «X на пост министра», «отставка X с поста министра», «X в качестве …»."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.brackets import opening_of
from pipeline.stages.positions.lexicon import OfficeLexicon

_AWAY = frozenset({"с", "со", "от"})
_PREPOSITIONS = frozenset({"на", "в", "с", "со", "от"})
_BETWEEN = 4
_LONGEST_MODIFIERS = 3


def post_before(lexicon: OfficeLexicon, tokens: Tokens, start: int, first: int) -> int | None:
    """Index of «пост», «должность» in front of the office that begins at `start`.

    Words that are no part of the office may stand between («на пост нового министра»).
    """
    index = start - 1
    while index > first and tokens.lemma[index] in lexicon.not_office:
        index -= 1
    return index if index >= first and tokens.lemma[index] in lexicon.posts else None


class PostLinker:
    """Links posts that no verb of holding joins to a name."""

    def __init__(self, lexicon: OfficeLexicon, concord: Concord) -> None:
        self._lexicon = lexicon
        self._concord = concord

    def beside(self, board: Board, phrase: int, post: int, first: int) -> bool:
        """Link the office behind the noun at `post` to the name right before it, if one is."""
        place = self._preposition(board.tokens, post, first)
        number = None if place is None else self._beside(board, place, first)
        if number is not None:
            board.link(Link(number, phrase, (0, 1), "positions.post", ()))
        return number is not None

    def __call__(self, board: Board, phrase: int, post: int, first: int, last: int) -> None:
        """Link the office behind the noun at `post` in the sentence `[first, last)`."""
        tokens = board.tokens
        place = self._preposition(tokens, post, first)
        if place is None:
            return
        number = None
        if tokens.lemma[post] in self._lexicon.capacities:
            number = self._behind(board, phrase) or self._alone(board, first, last, place)
        if number is not None:
            board.link(Link(number, phrase, (0, 1), "positions.post", ()))
        elif tokens.lower[place] in _AWAY:
            self._of_the_sentence(board, phrase, first, last)

    def _preposition(self, tokens: Tokens, post: int, first: int) -> int | None:
        """Index of the preposition before a post; `None` where somebody is only proposed."""
        place = post - 1
        while place > max(first, post - _LONGEST_MODIFIERS) and tokens.pos[place] in {"ADJ", "DET"}:
            place -= 1
        if place < first or tokens.lower[place] not in _PREPOSITIONS:
            return None
        # «предложил кандидатуру X на пост министра»: X holds nothing yet
        if any(tokens.lemma[i] in self._lexicon.nominees for i in range(first, post)):
            return None
        return place

    def _beside(self, board: Board, place: int, first: int) -> int | None:
        """The name right before the preposition, nouns and adverbs between left out."""
        tokens = board.tokens
        end = place
        for _ in range(_BETWEEN):
            if end in board.name_ending:
                return board.name_ending[end]
            index = end - 1
            if index < first:
                return None
            if tokens.form[index] == ")":
                opening = opening_of(tokens, index, first)
                if opening is None:
                    return None
                end = opening
            elif tokens.pos[index] in {"NOUN", "PROPN", "ADP", "ADV", "AUX", "NUM"} or (
                tokens.pos[index] == "VERB" and tokens.feats[index].verb_form == "Part"
            ):
                end = index
            else:
                return None
        return None

    def _behind(self, board: Board, phrase: int) -> int | None:
        """«в качестве министра X посетил …»: a name in the nominative behind the office."""
        number = board.name_starting.get(board.phrases[phrase].tokens[1])
        if number is None:
            return None
        start = board.mentions[number].tokens[0]
        return number if board.tokens.feats[start].case == "Nom" else None

    def _alone(self, board: Board, first: int, last: int, place: int) -> int | None:
        """The subject of the clause, if the sentence names nobody else."""
        tokens = board.tokens
        named = [number for start, number in board.name_starting.items() if first <= start < last]
        if len({board.mentions[number].key for number in named}) != 1:
            return None
        start, end = board.mentions[named[0]].tokens
        if tokens.feats[start].case != "Nom" or end > place:
            return None
        between = tokens.form[end:place]
        return None if {",", ":", "«", "—", "–"}.intersection(between) else named[0]

    def _of_the_sentence(self, board: Board, phrase: int, first: int, last: int) -> None:
        """«с поста министра», «от должности»: the one person the sentence names."""
        named = {number for start, number in board.name_starting.items() if first <= start < last}
        if len({board.mentions[number].key for number in named}) != 1:
            return
        number = min(named)
        if any(link.mention in named and link.rule == "positions.shared" for link in board.links):
            return
        board.link(Link(number, phrase, (0, 1), "positions.post", ("long_link",)))
