"""What else a person is, said between the office and the name: «глава отдела, изобретатель X»."""

from __future__ import annotations

from pipeline.stages.positions.board import Board, Concord
from pipeline.stages.positions.lexicon import OfficeLexicon

_LONGEST = 12
_MARKS = frozenset({"«", "»", '"', "-", "(", ")"})


class Appositions:
    """Finds an office in front of another noun for the person that a name follows."""

    def __init__(self, lexicon: OfficeLexicon, concord: Concord) -> None:
        self._others = lexicon.kin | lexicon.colleague
        self._concord = concord

    def __call__(self, board: Board, number: int, first: int) -> int | None:
        """The office of name `number` that a comma or «и» and a noun in its case part from it."""
        tokens = board.tokens
        start = board.mentions[number].tokens[0]
        for index in range(start - 1, max(first, start - _LONGEST), -1):
            if index in board.ending and tokens.lower[index] in {",", "и"}:
                phrase = board.ending[index]
                return phrase if self._fits(board, phrase, index, number, first) else None
            if (
                index in board.name_ending
                or tokens.feats[index].verb_form in {"Fin", "Inf", "Conv"}
                or (tokens.pos[index] == "PUNCT" and tokens.form[index] not in _MARKS)
            ):
                return None
        return None

    def _fits(self, board: Board, phrase: int, index: int, number: int, first: int) -> bool:
        tokens = board.tokens
        head = board.phrases[phrase].head
        noun = self._noun(board, index + 1, board.mentions[number].tokens[0])
        if noun is None or tokens.lemma[noun] in self._others:
            return False
        mine, theirs = tokens.feats[head], tokens.feats[noun]
        if not (
            theirs.animacy == "Anim"
            and mine.number == theirs.number == "Sing"
            and mine.case == theirs.case != ""
            and phrase not in board.used
            and self._concord.agrees(board, phrase, number)
        ):
            return False
        last = tokens.sentences[tokens.sentence[head]][1]
        # «Пришли директор музея и археолог X» are two.
        return tokens.lower[index] == "," or not any(
            tokens.feats[i].verb_form == "Fin" and tokens.feats[i].number == "Plur"
            for i in range(first, last)
        )

    def _noun(self, board: Board, start: int, end: int) -> int | None:
        """The first noun of the words between, modifiers left out."""
        tokens = board.tokens
        for index in range(start, end):
            if tokens.pos[index] == "NOUN":
                parses = self._concord.agreement.morphology.parses(tokens.lower[index])
                return index if any(parse.kind == "NOUN" for parse in parses) else None
            if tokens.pos[index] not in {"ADJ", "DET", "NUM"}:
                return None
        return None
