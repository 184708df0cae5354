"""The nominative of a name: every reading of its case and gender, weighed.

Order of means, as measured on names of the region: a nominative found elsewhere in the release,
the case of what stands before the name, declension undone with gender and case held together over
all words of the name. Where that leaves the form open, the surface form stays and the name is
marked doubtful.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.declension import CASES
from pipeline.layers import TokenRange
from pipeline.stages.persons.lexicon import NameLexicon, fold
from pipeline.stages.persons.parts import NameParts, Word
from pipeline.stages.persons.readings import Reading, by_score, likely, sure_case
from pipeline.stages.persons.weights import GENDERS, PATRONYMIC, FormWeights
from pipeline.stages.persons.words import SERVANTS, is_article

_CACHE = 50_000
_GOVERNMENT = {
    "с": "Ins", "со": "Ins", "между": "Ins", "о": "Loc", "об": "Loc", "при": "Loc",
    "к": "Dat", "ко": "Dat", "у": "Gen", "от": "Gen", "для": "Gen", "без": "Gen", "против": "Gen",
    "после": "Gen", "из": "Gen", "до": "Gen",
}  # fmt: skip
# Weights of the evidence; the tagger's own case counts least where the name lists speak.
_TAG, _BEFORE, _PREPOSITION = 1.5, 2.0, 2.0
_BESIDE = 1.2
_OBLIQUE_GIVEN = -2.5
_REACH = 12
_Key = tuple[str, str]
"""A word in lower case and its role in the name."""
_Forms = tuple[str, str, tuple[str, ...], tuple[str, ...], float]


class NameReader:
    """Finds the readings of a mention."""

    def __init__(self, lexicon: NameLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._weigh = FormWeights(lexicon, morphology)
        self._forms = lru_cache(_CACHE)(self._all_forms)

    def __call__(
        self, tokens: Tokens, span: TokenRange, parts: NameParts, beside: str = ""
    ) -> list[Reading]:
        """All readings, the best first; `beside` is the case of the name it is listed with."""
        words = parts.words
        if not words:
            return []
        support = self._case_support(tokens, span, words)
        if beside:
            support[beside] = support.get(beside, 0.0) + _BESIDE
        return self._read(tokens, parts, support)

    def surnames(
        self, tokens: Tokens, parts: NameParts, readings: Sequence[Reading]
    ) -> frozenset[str]:
        """All folded nominatives that the surname can have, the unlikely ones of a reading too."""
        return frozenset(
            fold(form)
            for word in parts.family
            for reading in likely(readings)
            for form, _ in self._weigh.candidates(
                tokens.lower[word.core], "family", reading.case, reading.gender
            )
        )

    def own_case(self, tokens: Tokens, parts: NameParts) -> str:
        """The case a name stands in by its words alone, whatever is before it; or nothing."""
        return sure_case(self._read(tokens, parts, self._tagged(tokens, parts.words)))

    def _read(self, tokens: Tokens, parts: NameParts, support: dict[str, float]) -> list[Reading]:
        """The readings of a name, given what speaks for each case; the best first."""
        keys = tuple(self._key(tokens, parts, word) for word in parts.words)
        readings = [
            Reading(case, gender, forms, folded, score + support.get(case, 0.0))
            for case, gender, forms, folded, score in self._forms(keys)
        ]
        readings.sort(key=by_score)
        return readings

    def _key(self, tokens: Tokens, parts: NameParts, word: Word) -> _Key:
        """What the nominatives of a word depend on, its context left out."""
        lower = tokens.lower[word.core]
        if lower.isascii():
            return lower, "fixed"  # «Эйнара I», names in Latin letters
        if parts.family_first and word is not parts.words[-1]:
            return lower, "fixed"  # of «Ким Чен Ыном» only the last word declines
        if word in parts.given:
            bound = is_article(tokens.form[word.core]) or lower in SERVANTS
            return lower, "fixed" if bound and word is not parts.words[-1] else "given"
        if word in parts.patronymic:
            kin = tokens.lower[word.tokens[1] - 1]
            if kin in self._lexicon.patronymic_words:
                return lower, "daughter" if kin in {"кызы", "гызы"} else "son"
            return lower, "patronymic"
        return lower, "family"

    def _case_support(
        self, tokens: Tokens, span: TokenRange, words: tuple[Word, ...]
    ) -> dict[str, float]:
        support = self._tagged(tokens, words)
        first = tokens.sentences[tokens.sentence[span[0]]][0]
        before = span[0] - 1
        if before >= first and tokens.lower[before] in _GOVERNMENT:
            case = _GOVERNMENT[tokens.lower[before]]
            support[case] = support.get(case, 0.0) + _PREPOSITION
        else:
            holder = self._holder(tokens, before, first)
            if holder is not None and tokens.feats[holder].case:
                case = tokens.feats[holder].case
                support[case] = support.get(case, 0.0) + _BEFORE
        return support

    def _tagged(self, tokens: Tokens, words: tuple[Word, ...]) -> dict[str, float]:
        support: dict[str, float] = {"Nom": 0.3}
        for word in words:
            case = tokens.feats[word.core].case
            if case:
                support[case] = support.get(case, 0.0) + _TAG / len(words)
        cases = {tokens.feats[word.core].case for word in words}
        if "Nom" not in cases and self._weigh.only_oblique(tokens.lower[words[0].core]):
            support["Nom"] += _OBLIQUE_GIVEN  # «Олега», which the lists hold as a name too
        return support

    def _holder(self, tokens: Tokens, index: int, first: int) -> int | None:
        """The noun for a person whose apposition the name is: «министра обороны страны X»."""
        floor = max(first, index - _REACH)
        while index >= floor:
            if self._is_person(tokens, index):
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
            if tokens.pos[index] in {"VERB", "AUX", "PUNCT"} and tokens.form[index] not in '«»"':
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

    def _all_forms(self, keys: tuple[_Key, ...]) -> tuple[_Forms, ...]:
        """Case, gender, nominatives, folded nominatives and weight of every way to read words."""
        found: list[_Forms] = []
        for gender in GENDERS:
            for case in CASES:
                forms: list[str] = []
                score = 0.0
                for lower, role in keys:
                    best = self._word(lower, role, case, gender)
                    if best is None:
                        break
                    forms.append(best[0])
                    score += best[1]
                else:
                    folded = tuple(fold(form) for form in forms)
                    found.append((case, gender, tuple(forms), folded, score))
        return tuple(found)

    def _word(self, lower: str, role: str, case: str, gender: str) -> tuple[str, float] | None:
        if role == "fixed":
            return lower, 0.0
        if role in {"son", "daughter"}:
            return (lower, PATRONYMIC) if (role == "daughter") == (gender == "Fem") else None
        return self._weigh(lower, role, case, gender)
