"""How likely a word's nominatives are, as a given name, a patronymic or a surname."""

from __future__ import annotations

from functools import lru_cache

from pipeline.analysis.morphology import Morphology
from pipeline.grammar.declension import CASES, is_indeclinable, nominatives
from pipeline.stages.persons.lexicon import NameLexicon, fold

GENDERS = ("Masc", "Fem")
PATRONYMIC = 2.5
"""What a word built like a patronymic of the right gender counts."""
_CACHE = 50_000
_GIVEN_KNOWN, _FAMILY_KNOWN = 1.5, 1.2
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


class FormWeights:
    """Weighs the nominatives that a word can be a form of.

    Args:
        lexicon: Known names.
        morphology: The dictionary.
    """

    def __init__(self, lexicon: NameLexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._best = lru_cache(_CACHE)(self._weigh_form)

    def __call__(self, lower: str, role: str, case: str, gender: str) -> tuple[str, float] | None:
        """The best nominative of a word that stands in a case, and its weight; `None`: it cannot.

        Args:
            lower: The word in lower case.
            role: «given», «patronymic» or «family».
            case: The case it would stand in.
            gender: The person's gender.
        """
        return self._best(lower, role, case, gender)

    def _weigh_form(
        self, lower: str, role: str, case: str, gender: str
    ) -> tuple[str, float] | None:
        """The best nominative of a word as a given name, patronymic or surname, and its weight."""
        best: tuple[str, float] | None = None
        candidates = self.candidates(lower, role, case, gender)
        for order, (candidate, indeclined) in enumerate(candidates):
            score = -0.2 * order
            if indeclined and case != "Nom" and not self._settled(lower, role, case):
                score += _INDECLINABLE
            if candidate == lower and case != "Nom" and lower.endswith(_INSTRUMENTAL):
                score += _SUSPICIOUS
            if role == "family" and candidate == lower:
                score += self._declining(lower, case, gender)
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

    def _declining(self, lower: str, case: str, gender: str) -> float:
        """What speaks against a surname's standing as it is in a case, going by its ending.

        «Хаджиеву» and women's «Варгу» are forms of a surname; men's «Мацу» may be none.
        """
        against = self._oblique_looking(lower)
        if case == "Nom":
            return against
        return 2 * against if gender == "Fem" or against <= _SUSPICIOUS else 0.0

    def _oblique_looking(self, lower: str) -> float:
        """What speaks against a surname's standing in the nominative, going by its ending."""
        if fold(lower) in self._lexicon.family or fold(lower) in self._lexicon.given:
            return 0.0
        if lower.endswith(_OBLIQUE):
            return _SUSPICIOUS
        if "-" in lower:
            return min(self._oblique_looking(part) for part in lower.split("-") if part)
        if len(lower) > 5 and lower.endswith(("ом", "ем")):
            return _OBLIQUE_VOWEL
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

    def only_oblique(self, lower: str) -> bool:
        """Whether the dictionary knows a name's form, and in no nominative: «Олега».

        The name lists hold some such forms, taken from texts. Rare names have such forms too
        («Акира», «Исаму»), so that it tells something only where the tagger agrees.
        """
        named = [
            parse.case
            for parse in self._morphology.parses(lower)
            if parse.known and "Name" in parse.marks and parse.number == "Sing"
        ]
        return bool(named) and "Nom" not in named

    def _settled(self, lower: str, role: str, case: str) -> bool:
        """Whether a name is known to stay as it is («Ласло», «Мери»), and no mere possibility."""
        if lower[-1] in _NEVER_DECLINING or (lower[-1] == "е" and case not in {"Dat", "Loc"}):
            return True
        return role == "given" and lower[-1] in _INVARIABLE and fold(lower) in self._lexicon.given

    def candidates(self, lower: str, role: str, case: str, gender: str) -> list[tuple[str, bool]]:
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
        whole = restored == heads  # «Варгу-Немет» stays as it is, not as «Варга-Немет»
        return [("-".join([*restored, tail]), whole and tail == last) for tail in tails]

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
            return PATRONYMIC if candidate.endswith(wanted) else -4.0
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
