"""What case a word can stand in, by tagger and dictionary together.

The tagger's case is right nine times in ten; the dictionary says which others the form allows.
Measured on offices and the names beside them, either of the two agrees in 99 % of cases.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens

MODIFIERS = frozenset({"ADJ", "DET", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})
_OF_PLACE = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")


@lru_cache(maxsize=50_000)
def is_abbreviation(form: str) -> bool:
    """Whether `form` is written like an abbreviation: two capitals or more («МИД», «ОТГ»)."""
    letters = sum(character.isalpha() for character in form)
    capitals = sum(character.isupper() for character in form)
    return 2 <= letters <= 9 and capitals >= 2 and capitals * 2 > letters


class Agreement:
    """Questions about the case, number and gender of words."""

    def __init__(self, morphology: Morphology) -> None:
        self.morphology = morphology

    def is_modifier(self, tokens: Tokens, index: int) -> bool:
        """Whether the word is an adjective, determiner, ordinal or full participle."""
        pos = tokens.pos[index]
        if pos in MODIFIERS:
            # «Выступил министр»: capitals mislead the tagger at the beginning of a sentence too.
            if not tokens.form[index][0].isupper():
                return not self.is_noun(tokens, index)
            return not (self._only_verb(tokens.lower[index]) or self.is_noun(tokens, index))
        if pos == "PROPN":
            # Capitals mislead the tagger: «Чрезвычайный и Полномочный Посол».
            return self._only_adjective(tokens.lower[index])
        if pos == "NOUN":
            return self.is_mistagged_adjective(tokens, index)
        return (
            pos in {"VERB", "AUX"}
            and tokens.feats[index].verb_form == "Part"
            and bool(tokens.feats[index].case)
        )

    def is_unchanging_place(self, lower: str) -> bool:
        """«университетами Хельсинки»: a place whose one form tells the tagger nothing."""
        return any({"Geox", "Fixd"} <= parse.marks for parse in self.morphology.parses(lower))

    def is_noun(self, tokens: Tokens, index: int) -> bool:
        """Whether the word is a noun, as tagged or by the dictionary alone.

        «При Кабинете министров», «языков и литератур» are tagged as adjectives.
        """
        if tokens.pos[index] in NOUNS:
            return not self.is_mistagged_adjective(tokens, index)
        if tokens.pos[index] != "ADJ":
            return False
        parses = self.morphology.parses(tokens.lower[index])
        return parses[0].known and all(parse.kind == "NOUN" for parse in parses)

    def is_mistagged_adjective(self, tokens: Tokens, index: int) -> bool:
        """«о торгово-экономическом …», «с мавританским …»: an adjective tagged as a noun.

        With a hyphen, or of a place.
        """
        lower = tokens.lower[index]
        return (
            ("-" in lower or _OF_PLACE.search(lower) is not None)
            and tokens.pos[index] == "NOUN"
            and tokens.form[index].islower()
            and self._only_adjective(lower)
        )

    def _only_adjective(self, lower: str) -> bool:
        parses = self.morphology.parses(lower)
        if not parses[0].known and "-" in lower:
            # «Литовско-Кубинского комитета»: of its last part
            return self._only_adjective(lower.rpartition("-")[2])
        return parses[0].known and all(parse.kind == "ADJF" for parse in parses)

    def only_predicate(self, lower: str) -> bool:
        """Whether the dictionary has the word for a verb or short participle only («ПРИНЯТА»)."""
        parses = self.morphology.parses(lower)
        return parses[0].known and all(parse.kind in {"VERB", "PRTS", "ADJS"} for parse in parses)

    def _only_verb(self, lower: str) -> bool:
        parses = self.morphology.parses(lower)
        return parses[0].known and all(parse.kind == "VERB" for parse in parses)

    def cases(self, tokens: Tokens, index: int) -> frozenset[str]:
        """All cases the form allows; any for words the dictionary does not decline."""
        form = tokens.form[index]
        if is_abbreviation(form) or not form[0].isalpha():
            return _ALL
        if form[0].isascii():
            return _ALL
        found = self.morphology.cases(tokens.lower[index])
        tagged = tokens.feats[index].case
        return found | {tagged} if tagged else found

    def cases_known(self, lower: str) -> frozenset[str]:
        """The cases of a form that the dictionary holds; any for one it only guesses at."""
        parses = self.morphology.parses(lower)
        return self.morphology.cases(lower) if parses and parses[0].known else _ALL

    def could_be(self, tokens: Tokens, index: int, case: str) -> bool:
        """Whether the word stands, or by its form can stand, in `case`."""
        return tokens.feats[index].case == case or case in self.cases(tokens, index)

    def agree(self, tokens: Tokens, modifier: int, noun: int) -> bool:
        """Whether a modifier and a noun can stand in one case and number."""
        mine, theirs = tokens.feats[modifier], tokens.feats[noun]
        if mine.case and mine.case == theirs.case:
            return not (mine.number and theirs.number) or mine.number == theirs.number
        lower = tokens.lower
        first = self.morphology.parses(lower[modifier])
        second = self.morphology.parses(lower[noun])
        return any(
            a.case == b.case and (not a.number or not b.number or a.number == b.number)
            for a in first
            if a.case
            for b in second
            if b.case
        )


_ALL = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"})
