"""The head noun of a phrase whose end is known, and which of its words modify that head.

Tagger and dictionary are asked together: capitals and lists make the tagger take adjectives for
nouns and the other way round.
"""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, Agreement, is_abbreviation

_COORDINATORS = frozenset({"и", "или", ","})
_JOINERS = frozenset({"и", ",", "или", "-", "–", "«", "»", '"', "“", "”", "„"})

_ADJECTIVAL = frozenset({"ADJF", "PRTF"})


class PhraseHeads:
    """Finds the heads of noun phrases in a token view."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._agreement = Agreement(morphology)

    def find(self, tokens: Tokens, start: int, end: int) -> int | None:
        """The head noun of the phrase `[start, end)`: the first noun its modifiers lead to.

        A modifier that agrees with no following noun is a head itself («исполняющий
        обязанности», «управляющий банком»).
        """
        modifiers: list[int] = []
        for index in range(start, end):
            if self.is_modifier(tokens, index, end):
                modifiers.append(index)
            elif tokens.pos[index] in {*NOUNS, "PRON", "X"} or self._is_misread_noun(tokens, index):
                return self._governing(tokens, modifiers, index)
            elif tokens.pos[index] == "ADP" and modifiers:
                return self._behind_participle(tokens, modifiers[-1], index, end)
            elif tokens.form[index] not in _JOINERS and tokens.pos[index] not in {"ADV", "PART"}:
                break
        return modifiers[-1] if modifiers else None

    def is_modifier(self, tokens: Tokens, index: int, end: int) -> bool:
        """Whether a word modifies what follows it, also where the tagger calls it a noun."""
        if self._agreement.is_modifier(tokens, index):
            return not self._is_misread_noun(tokens, index)
        if tokens.pos[index] != "NOUN" or index + 1 >= end:
            return False
        parses = self._morphology.parses(tokens.lower[index])
        if not any(parse.kind == "ADJF" for parse in parses):
            return False
        only = parses[0].known and all(parse.kind in _ADJECTIVAL for parse in parses)
        following = index + 1
        if tokens.pos[following] in NOUNS:
            # «учёным секретарём»; two genitives may be «учёного института».
            return (only or tokens.feats[following].case != "Gen") and self._agree(
                tokens, index, following
            )
        while following < end - 1 and tokens.form[following] in _COORDINATORS:
            following += 1
        return (
            only
            and tokens.feats[following].case == tokens.feats[index].case
            and self.is_modifier(tokens, following, end)
        )

    def _is_misread_noun(self, tokens: Tokens, index: int) -> bool:
        """Whether capitals made the tagger call a noun an adjective («долгосрочного Плана»)."""
        if tokens.pos[index] != "ADJ" or not tokens.form[index][:1].isupper():
            return False
        parses = self._morphology.parses(tokens.lower[index])
        return parses[0].known and all(parse.kind == "NOUN" for parse in parses)

    def _governing(self, tokens: Tokens, modifiers: list[int], noun: int) -> int:
        """The head of «modifiers + noun»: the noun, or the last modifier that it hangs on."""
        agreeing = len(modifiers)
        while agreeing and self._agree(tokens, modifiers[agreeing - 1], noun):
            agreeing -= 1
        if not agreeing:
            return noun
        last = modifiers[agreeing - 1]
        if agreeing == len(modifiers):
            return last
        # «управляющего национальным банком»; a mere adjective was only misread.
        return last if self._may_stand_alone(tokens, last) else noun

    def _may_stand_alone(self, tokens: Tokens, index: int) -> bool:
        parses = self._morphology.parses(tokens.lower[index])
        return any(parse.kind in {"PRTF", "NOUN"} for parse in parses)

    def _behind_participle(self, tokens: Tokens, modifier: int, index: int, end: int) -> int:
        """The noun of «подписанный в мае меморандум»; the modifier itself if there is none."""
        parses = self._morphology.parses(tokens.lower[modifier])
        kinds = {parse.kind for parse in parses}
        if "PRTF" not in kinds:
            return modifier
        case = tokens.feats[modifier].case
        nouns = [place for place in range(index + 1, end) if tokens.pos[place] in NOUNS]
        for noun in nouns[1:]:  # the first one belongs to the preposition
            if (
                tokens.feats[noun].case == case
                # «уполномоченного по правам человека»
                and (case != "Gen" or kinds == {"PRTF"})
                and self._agree(tokens, modifier, noun)
            ):
                return noun
        return modifier

    def _agree(self, tokens: Tokens, modifier: int, noun: int) -> bool:
        """Whether a modifier and a noun agree, in gender too where the dictionary knows both."""
        mine, theirs = tokens.feats[modifier], tokens.feats[noun]
        agree = self._agreement.agree(tokens, modifier, noun)
        if agree and (mine.gender == theirs.gender or is_abbreviation(tokens.form[noun])):
            return True
        if not agree and mine.case != theirs.case:
            return False
        first = self._morphology.parses(tokens.lower[modifier])
        second = self._morphology.parses(tokens.lower[noun])
        if not (first[0].known and second[0].known):
            return agree
        return any(
            a.case == b.case
            and (not a.number or not b.number or a.number == b.number)
            and (not a.gender or not b.gender or a.gender == b.gender or a.number == "Plur")
            for a in first
            if a.case and a.kind in _ADJECTIVAL
            for b in second
            if b.case and b.kind not in _ADJECTIVAL
        )
