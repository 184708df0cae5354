"""The nominative of a name: every reading of its case and gender, weighed.

Order of means, as measured on names of the region: a nominative found elsewhere in the release,
the case of what stands before the name, declension undone with gender and case held together over
all words of the name. Where that leaves the form open, the surface form stays and the name is
marked doubtful.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.declension import CASES, is_indeclinable, nominatives
from pipeline.layers import TokenRange
from pipeline.stages.persons.lexicon import NameLexicon, fold
from pipeline.stages.persons.parts import NameParts, Word
from pipeline.stages.persons.readings import Reading, by_score, sure_case
from pipeline.stages.persons.words import SERVANTS, is_article

GENDERS = ("Masc", "Fem")
_CACHE = 50_000
_GOVERNMENT = {
    "с": "Ins", "со": "Ins", "между": "Ins", "о": "Loc", "об": "Loc", "при": "Loc",
    "к": "Dat", "ко": "Dat", "у": "Gen", "от": "Gen", "для": "Gen", "без": "Gen", "против": "Gen",
    "после": "Gen", "из": "Gen", "до": "Gen",
}  # fmt: skip
# Weights of the evidence; the tagger's own case counts least where the name lists speak.
_GIVEN_KNOWN, _FAMILY_KNOWN = 1.5, 1.2
_TAG, _BEFORE, _PREPOSITION = 1.5, 2.0, 2.0
_BESIDE = 1.2
_BEFORE_SURELY = 3.0  # «Министр Петру X»: the office before can stand in no other case
_REACH = 12
_PATRONYMIC = 2.5
_INDECLINABLE = -0.6
_SUSPICIOUS = -1.5
_INVARIABLE = "уие"
_NEVER_DECLINING = "оэ"
_OBLIQUE = (
    "овой", "евой", "иной", "овым", "евым", "иным", "ским", "ского", "скому", "скую", "ову",
    "еву", "яна",
)  # fmt: skip
"""Endings of surnames that are hardly a nominative, though the tagger may say so."""
_OBLIQUE_VOWEL = -0.6
_NOMINATIVES_IN_U = ("оглу", "еску", "ану", "яну", "лу", "ру", "жоу")
_WRONG_GENDER = -2.0
_UNUSUAL_ENDING = -0.8
_DECLINED = -1.0
"""«Олега» is more likely «Олег» in another case than an unknown woman's name."""
_UNKNOWN_SOFT = -1.6
"""Names in -и that no list knows in -я or -ь hardly decline: «Терри», «Росси», «Резаи»."""
_USUAL_ENDINGS = {"Fem": "аяьие", "Masc": "бвгдеёжзийклмнопрстуфхцчшщъыьэю"}
_INSTRUMENTAL = ("ом", "ем", "ым", "им", "ой", "ей")
"""Endings a name that does not decline hardly has."""

_Key = tuple[str, str]
"""A word in lower case and its role in the name."""
_Forms = tuple[str, str, tuple[str, ...], tuple[str, ...], float]


class NameReader:
    """Finds the readings of a mention."""

    def __init__(self, lexicon: NameLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._weigh = lru_cache(_CACHE)(self._weigh_form)
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
                sure = self._morphology.cases(tokens.lower[holder]) == {case}
                support[case] = support.get(case, 0.0) + (_BEFORE_SURELY if sure else _BEFORE)
        return support

    @staticmethod
    def _tagged(tokens: Tokens, words: tuple[Word, ...]) -> dict[str, float]:
        support: dict[str, float] = {"Nom": 0.3}
        for word in words:
            case = tokens.feats[word.core].case
            if case:
                support[case] = support.get(case, 0.0) + _TAG / len(words)
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
            return (lower, _PATRONYMIC) if (role == "daughter") == (gender == "Fem") else None
        return self._weigh(lower, role, case, gender)

    def _weigh_form(
        self, lower: str, role: str, case: str, gender: str
    ) -> tuple[str, float] | None:
        """The best nominative of a word as a given name, patronymic or surname, and its weight."""
        best: tuple[str, float] | None = None
        candidates = self._candidates(lower, role, case, gender)
        for order, (candidate, indeclined) in enumerate(candidates):
            score = -0.2 * order
            if indeclined and case != "Nom" and not self._settled(lower, role):
                score += _INDECLINABLE
            if candidate == lower and case != "Nom" and lower.endswith(_INSTRUMENTAL):
                score += _SUSPICIOUS
            if case == "Nom" and role == "family":
                score += self._oblique_looking(lower)
            if case == "Nom" and role == "given" and self._declined(lower):
                score += _DECLINED
            if case == "Nom" and role == "given" and self._instrumental_looking(lower):
                score += _SUSPICIOUS
            known = self._known(candidate, role, gender)
            score += known
            if known <= 0 and candidate[-1] in "яь" and lower[-1] == "и" and candidate != lower:
                score += _UNKNOWN_SOFT
            if best is None or score > best[1]:
                best = (candidate, score)
        return best

    def _oblique_looking(self, lower: str) -> float:
        """What speaks against a surname's standing in the nominative, going by its ending."""
        if fold(lower) in self._lexicon.family:
            return 0.0
        if lower.endswith(_OBLIQUE):
            return _SUSPICIOUS
        if lower[-1] == "у" and len(lower) > 4 and not lower.endswith(_NOMINATIVES_IN_U):
            return _OBLIQUE_VOWEL
        return 0.0

    def _instrumental_looking(self, lower: str) -> bool:
        """Whether an unknown given name ends as names do in the instrumental."""
        return (
            len(lower) > 5
            and lower.endswith(("ой", "цей", "шей", "жей", "чей", "ом", "ем"))
            and fold(lower) not in self._lexicon.given
        )

    def _declined(self, lower: str) -> bool:
        """Whether no list knows the word as a given name, but one it can be a case form of."""
        given = self._lexicon.given
        return fold(lower) not in given and any(
            fold(form) in given
            for gender in GENDERS
            for case in CASES
            if case != "Nom"
            for form in nominatives(lower, case, gender, family=False)
        )

    def _settled(self, lower: str, role: str) -> bool:
        """Whether a name is known to stay as it is («Ласло», «Мери»), and no mere possibility."""
        if lower[-1] in _NEVER_DECLINING:
            return True
        return role == "given" and lower[-1] in _INVARIABLE and fold(lower) in self._lexicon.given

    def _candidates(self, lower: str, role: str, case: str, gender: str) -> list[tuple[str, bool]]:
        """Nominatives of a word and whether it would not have declined; hyphens taken apart."""
        family = role == "family"
        if "-" not in lower:
            found = (
                *self._dictionary(lower, role, case, gender),
                *nominatives(lower, case, gender, family=family),
            )
            return [
                (
                    form,
                    form == lower
                    and is_indeclinable(lower, gender, family=family)
                    and not (gender == "Fem" and family),
                )
                for form in found
            ]
        *heads, last = lower.split("-")
        tails = nominatives(last, case, gender, family=family) if last else ()
        restored = []
        for head in heads:
            known = fold(head) in self._lexicon.given  # «Ержан-Маратом»: the first part stays
            options = (
                () if len(head) < 4 or known else nominatives(head, case, gender, family=family)
            )
            restored.append(options[0] if options and case != "Nom" else head)
        return [("-".join([*restored, tail]), tail == last) for tail in tails]

    def _dictionary(self, lower: str, role: str, case: str, gender: str) -> list[str]:
        """Nominatives of given names that change in the stem: «Павла», «Льва», «Ильёй»."""
        if role != "given" or case == "Nom":
            return []
        return [
            parse.lemma
            for parse in self._morphology.parses(fold(lower))
            if parse.known
            and "Name" in parse.marks
            and (parse.case, parse.number, parse.gender) == (case, "Sing", gender)
        ]

    def _known(self, candidate: str, role: str, gender: str) -> float:
        folded = fold(candidate)
        if role == "given":
            genders = self.genders(candidate)
            score = _GIVEN_KNOWN if folded in self._lexicon.given or genders else 0.0
            if genders and gender not in genders:
                score += _WRONG_GENDER
            elif not genders and candidate[-1] not in _USUAL_ENDINGS[gender]:
                score += _UNUSUAL_ENDING
            return score
        if role == "patronymic":
            wanted = ("ич",) if gender == "Masc" else ("на",)
            return _PATRONYMIC if candidate.endswith(wanted) else -4.0
        known = (
            folded in self._lexicon.family
            or (
                # The list holds men's surnames; a woman's is known by her husband's.
                gender == "Fem"
                and folded.endswith(("ова", "ева", "ина", "ына"))
                and folded[:-1] in self._lexicon.family
            )
            or (
                gender == "Fem"
                and folded.endswith("ая")
                and any(
                    folded[:-2] + ending in self._lexicon.family for ending in ("ый", "ий", "ой")
                )
            )
        )
        score = _FAMILY_KNOWN if known else 0.0
        if folded.endswith(("ов", "ев", "ин", "ский", "ова", "ева", "ина", "ская", "цкий")):
            score += 0.5
        return score

    def genders(self, given: str) -> frozenset[str]:
        """The genders a known given name has in the dictionary; empty if it is unknown."""
        return frozenset(
            parse.gender
            for parse in self._morphology.parses(given)
            if "Name" in parse.marks
            and parse.known
            and parse.case == "Nom"
            and parse.number == "Sing"
            and parse.gender in GENDERS
        )
