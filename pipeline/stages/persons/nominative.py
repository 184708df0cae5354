"""The nominative of a name: every reading of its case and gender, weighed.

Order of means, as measured on names of the region: a nominative found elsewhere in the release,
the case of what stands before the name, declension undone with gender and case held together over
all words of the name. Where that leaves the form open, the surface form stays and the name is
marked doubtful.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.declension import CASES
from pipeline.layers import TokenRange
from pipeline.stages.persons.context import NameContext
from pipeline.stages.persons.lexicon import NameLexicon, fold
from pipeline.stages.persons.parts import NameParts, Word
from pipeline.stages.persons.readings import Reading, by_score, likely, sure_case
from pipeline.stages.persons.weights import GENDERS, PATRONYMIC, FormWeights
from pipeline.stages.persons.words import SERVANTS, is_article, syllables

_CACHE = 50_000
# Weights of the evidence; the tagger's own case counts least where the name lists speak.
_TAG = 1.5
_BESIDE = 1.2
_OBLIQUE_GIVEN = -2.5
_LONG_SYLLABLE = -2.0
"""What speaks against «Ёном» as the last of three syllables, each of them a word."""
_BOUND = -1.0
"""What speaks against a surname with a particle that does not decline though it could."""
_STIFF = -1.0
"""What speaks against a given name's not declining in a long name: «от Эмре Тайип Йылдыза»."""
_VOWELS = "аеёиоуыэюя"
_Key = tuple[str, str]
"""A word in lower case and its role in the name."""
_Forms = tuple[str, str, tuple[str, ...], tuple[str, ...], float]


class NameReader:
    """Finds the readings of a mention."""

    def __init__(self, lexicon: NameLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._context = NameContext(morphology)
        self._weigh = FormWeights(lexicon, morphology)
        self._forms = lru_cache(_CACHE)(self._all_forms)

    def __call__(
        self,
        tokens: Tokens,
        span: TokenRange,
        parts: NameParts,
        beside: str = "",
        taken: Container[int] = (),
    ) -> list[Reading]:
        """All readings, the best first.

        Args:
            tokens: The text.
            span: The mention.
            parts: Its parts.
            beside: Case of the name it is listed with.
            taken: Token indices inside names of organisations and countries.
        """
        words = parts.words
        if not words:
            return []
        support = self._tagged(tokens, words)
        for case, weight in self._context.support(tokens, span, taken):
            support[case] = support.get(case, 0.0) + weight
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
        if parts.family_first:
            if word is not parts.words[-1]:
                return lower, "fixed"  # of «Ким Чен Ыном» only the last word declines
            return lower, "syllable" if len(parts.words) == 3 else "given"
        if word in parts.given:
            bound = is_article(tokens.form[word.core]) or lower in SERVANTS
            return lower, "fixed" if bound and word is not parts.words[-1] else "given"
        if word in parts.patronymic:
            kin = tokens.lower[word.tokens[1] - 1]
            if kin in self._lexicon.patronymic_words:
                return lower, "daughter" if kin in {"кызы", "гызы"} else "son"
            return lower, "patronymic"
        return lower, "family" if word.core == word.tokens[0] else "bound"

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

    def _all_forms(self, keys: tuple[_Key, ...]) -> tuple[_Forms, ...]:
        """Case, gender, nominatives, folded nominatives and weight of every way to read words."""
        found: list[_Forms] = []
        long = len(keys) > 2
        for gender in GENDERS:
            for case in CASES:
                forms: list[str] = []
                score = 0.0
                for lower, role in keys:
                    best = self._word(lower, role, case, gender)
                    if best is None and role == "given" and long and lower[-1] not in _VOWELS:
                        best = self._weigh(lower, role, "Nom", gender)
                        best = (lower, best[1] + _STIFF) if best else None
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
        if role == "syllable":
            best = self._weigh(lower, "given", case, gender)
            longer = best is not None and syllables(best[0]) > 1
            return (best[0], best[1] + _LONG_SYLLABLE) if best and longer else best
        best = self._weigh(lower, "family" if role == "bound" else role, case, gender)
        if best is None and role == "bound":
            return lower, _BOUND  # «с Марко да Кунья»
        return best
