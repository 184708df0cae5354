"""The case a name stands in, going by the words around it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import TokenRange

_GOVERNMENT = {
    "с": "Ins", "со": "Ins", "между": "Ins", "о": "Loc", "об": "Loc", "при": "Loc",
    "к": "Dat", "ко": "Dat", "у": "Gen", "от": "Gen", "для": "Gen", "без": "Gen", "против": "Gen",
    "после": "Gen", "из": "Gen", "до": "Gen",
}  # fmt: skip
_BEFORE, _PREPOSITION, _BEHIND, _HEADING, _SAID = 2.6, 2.0, 1.2, 2.0, 8.0
_REACH = 12
_KIN = frozenset(
    {
        "отец", "мать", "сын", "дочь", "брат", "сестра", "жена", "муж", "супруг", "супруга",
        "вдова", "дед", "дедушка", "бабушка", "внук", "внучка", "племянник", "племянница",
        "невеста", "жених", "родственник", "друг", "подруга", "предшественник", "преемник",
    }
)  # fmt: skip
"""Nouns behind which a name may as well say whose («отец Ветлугина»)."""
_DASHES = frozenset({"-", "–", "—"})
_OPENING = frozenset({";", ":", "•", "·", "*", "–", "—", "-"})
"""What stands before an item of a list."""


class NameContext:
    """Looks at what stands before and behind a name."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology

    def support(
        self, tokens: Tokens, span: TokenRange, taken: Container[int]
    ) -> Iterator[tuple[str, float]]:
        """Cases, and how much speaks for each.

        Args:
            tokens: The text.
            span: The name.
            taken: Token indices inside names of organisations and countries.
        """
        first, last = tokens.sentences[tokens.sentence[span[0]]]
        before = span[0] - 1
        if before >= first and tokens.lower[before] in _GOVERNMENT:
            yield _GOVERNMENT[tokens.lower[before]], _PREPOSITION
        else:
            holder = self._holder(tokens, before, first, taken)
            if (
                holder is not None
                and tokens.lemma[holder] not in _KIN
                and tokens.feats[holder].case
            ):
                yield tokens.feats[holder].case, _BEFORE
        heads = before < first or tokens.form[before] in _OPENING
        end = span[1]
        if heads and (end == last or (end + 1 == last and tokens.form[end] in ",;")):
            yield "Nom", _HEADING  # a name is a line of its own
        elif end < last and (tokens.form[end] == "," or (heads and tokens.form[end] in _DASHES)):
            case = self._apposed(tokens, end + 1, last)
            if case == "Nom" and heads:
                # «X – посол Мали», in a list: a dash joins nominatives.
                yield case, _HEADING if tokens.form[end] == "," else _SAID
            elif case in {"Gen", "Acc"}:
                yield "Gen", _BEHIND  # «пригласил X, главного инженера»
                yield "Acc", _BEHIND
            elif case and case != "Nom":
                yield case, _BEHIND
        elif end == last and before > first and tokens.form[before] == "," and not heads:
            verbless = not any(pos in {"VERB", "AUX"} for pos in tokens.pos[first:last])
            if verbless:
                yield "Nom", _HEADING  # a signature: «Пресс-служба министерства, А. Ветлугина»

    def _apposed(self, tokens: Tokens, index: int, last: int) -> str:
        """The case of the noun for a person that follows at once, or behind its adjectives."""
        case = ""
        for place in range(index, min(last, index + 5)):
            noun = self._is_person(tokens, place) or self._means_person(tokens.lower[place])
            case = case if noun and case else tokens.feats[place].case
            if noun:
                return case
            if tokens.pos[place] != "ADJ" and tokens.lower[place] != "и":
                return ""
        return ""

    def _holder(self, tokens: Tokens, index: int, first: int, taken: Container[int]) -> int | None:
        """The noun for a person whose apposition the name is: «министра обороны страны X»."""
        floor = max(first, index - _REACH)
        while index >= floor:
            if tokens.form[index] == ")" and "(" in tokens.form[floor:index]:
                while tokens.form[index] != "(":
                    index -= 1
                index -= 1  # «президент федерации (ФРП) X»
                continue
            plural = tokens.feats[index].number == "Plur" and index in taken
            if self._is_person(tokens, index) and not plural:  # «главы Кабинета Министров X»
                # «заместителем министра связи X»: the office is the outermost of the chain.
                outer = index - 1
                while outer > floor and self._genitive_modifier(tokens, outer):
                    outer -= 1
                chained = (
                    outer >= floor
                    and tokens.feats[index].case == "Gen"
                    and self._is_person(tokens, outer)
                )
                if not chained:
                    return index
                index = outer
                continue
            listed = tokens.form[index] == "," and (
                tokens.feats[index - 1].case == tokens.feats[index + 1].case == "Gen"
            )  # «министром торговли, энергетики и связи X»
            if (
                tokens.pos[index] in {"VERB", "AUX", "PUNCT"}
                and tokens.form[index] not in '«»"'
                and not listed
            ):
                return None
            index -= 1
        return None

    def _is_person(self, tokens: Tokens, index: int) -> bool:
        """Whether a word is a common noun for a person; capitals make «Министра» a name too."""
        if tokens.pos[index] == "NOUN":
            return tokens.feats[index].animacy == "Anim" or tokens.lemma[index] == "глава"
        if tokens.pos[index] not in {"PROPN", "ADJ"} or not tokens.form[index][0].isupper():
            return False
        return self._means_person(tokens.lower[index])

    def _means_person(self, lower: str) -> bool:
        """Whether the dictionary knows the word as a common noun for a person."""
        parses = self._morphology.parses(lower)
        return not any(parse.marks for parse in parses) and any(
            parse.known and parse.kind == "NOUN" and (parse.animate or parse.lemma == "глава")
            for parse in parses
        )

    def _genitive_modifier(self, tokens: Tokens, index: int) -> bool:
        return tokens.pos[index] in {"ADJ", "DET"} and tokens.feats[index].case == "Gen"
