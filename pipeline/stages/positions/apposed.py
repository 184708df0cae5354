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
        if start - 1 > first and tokens.form[start - 1] == ",":
            return self._inserted(board, number, first)
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

    def _inserted(self, board: Board, number: int, first: int) -> int | None:
        """«глава Каунаса, второго города Литвы, X»: an aside between office and name."""
        tokens = board.tokens
        start, end = board.mentions[number].tokens
        if end < len(tokens) and tokens.form[end] == "," and end + 1 in board.name_starting:
            return None
        for index in range(start - 2, max(first, start - _LONGEST), -1):
            if index in board.name_starting or tokens.form[index] in {":", ";", "—", "–"}:
                return None
            if tokens.form[index] != ",":
                continue
            phrase = board.ending.get(index)
            fits = (
                phrase is not None
                and phrase not in board.used
                and self._is_aside(board, phrase, index + 1, start - 1)
                and self._opens(board, phrase, first)
                and self._concord.same_tag(board, phrase, number)
                and self._concord.agrees(board, phrase, number)
            )
            return phrase if fits else None
        return None

    def _is_aside(self, board: Board, phrase: int, begin: int, end: int) -> bool:
        """Whether words tell more of an office or of its last noun, and are no clause."""
        tokens = board.tokens
        if tokens.feats[begin].verb_form == "Part":
            return True
        if any(tokens.feats[i].verb_form in {"Fin", "Conv", "Inf"} for i in range(begin, end)):
            return False
        noun = next((i for i in range(begin, end) if tokens.pos[i] in {"NOUN", "PROPN"}), None)
        head = board.phrases[phrase].head
        return (
            noun is not None
            and all(tokens.pos[i] in {"ADJ", "DET", "NUM"} for i in range(begin, noun))
            and tokens.lemma[noun] not in self._others
            and tokens.feats[noun].case in {"Gen", tokens.feats[head].case}
        )

    @staticmethod
    def _opens(board: Board, phrase: int, first: int) -> bool:
        """Whether an office in the nominative begins its sentence or follows its verb."""
        tokens = board.tokens
        office = board.phrases[phrase]
        if tokens.feats[office.head].number == "Plur":
            return False
        start = office.tokens[0]
        return (
            tokens.feats[office.head].case not in {"Nom", ""}
            or start == first
            or tokens.feats[start - 1].verb_form == "Fin"
        )

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
