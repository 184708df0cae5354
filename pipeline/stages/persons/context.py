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
_BEFORE, _PREPOSITION, _BEHIND, _HEADING, _SAID = 2.0, 2.0, 1.2, 2.0, 5.0
_REACH = 12
_DASHES = frozenset({"-", "–", "—"})


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
            if holder is not None and tokens.feats[holder].case:
                yield tokens.feats[holder].case, _BEFORE
        heads = not any(form.isalpha() for form in tokens.form[first : span[0]])
        end = span[1]
        if heads and (end == last or (end + 1 == last and tokens.form[end] in ",;")):
            yield "Nom", _HEADING  # a name is a line of its own
        elif end < last and (tokens.form[end] == "," or (heads and tokens.form[end] in _DASHES)):
            noun = self._apposed(tokens, end + 1, last)
            case = "" if noun is None else tokens.feats[noun].case
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

    def _apposed(self, tokens: Tokens, index: int, last: int) -> int | None:
        """The noun for a person that follows at once, or behind its adjectives."""
        stop = min(last, index + 5)
        while index < stop and (tokens.pos[index] == "ADJ" or tokens.lower[index] == "и"):
            if self._is_person(tokens, index):
                return index
            index += 1
        return index if index < stop and self._is_person(tokens, index) else None

    def _holder(
        self, tokens: Tokens, index: int, first: int, taken: Container[int]
    ) -> int | None:
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
        parses = self._morphology.parses(tokens.lower[index])
        return not any(parse.marks for parse in parses) and any(
            parse.known and parse.kind == "NOUN" and (parse.animate or parse.lemma == "глава")
            for parse in parses
        )

    def _genitive_modifier(self, tokens: Tokens, index: int) -> bool:
        return tokens.pos[index] in {"ADJ", "DET"} and tokens.feats[index].case == "Gen"
