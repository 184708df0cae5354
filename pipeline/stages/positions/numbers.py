"""Office nouns that the tagger got wrong: their number or gender, or all of it.

«Президенты» at the head of a sentence is tagged as a genitive singular often enough, and nothing
that hangs on the number comes out right then: «Президенты Литвы и Латвии X и Y» would be one
office. The dictionary knows that the form is no singular.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Features, Tokens

_ENDINGS = {
    "": ("Nom", "Sing"), "а": ("Gen", "Sing"), "у": ("Dat", "Sing"), "ом": ("Ins", "Sing"),
    "е": ("Loc", "Sing"), "ы": ("Nom", "Plur"), "ов": ("Gen", "Plur"), "ам": ("Dat", "Plur"),
    "ами": ("Ins", "Plur"), "ах": ("Loc", "Plur"),
}  # fmt: skip
"""Of masculine nouns in a hard consonant; the accusative of persons is their genitive."""
_HARD = frozenset("бвдзлмнпрстф")


class UnknownHeads:
    """Office nouns no dictionary knows («хоким», «ландрат», «врач-кардиолог»).

    «Хоким города» is tagged as a verb: its forms are regular, so each gives its lemma. A compound
    is headed by its first part.

    Args:
        heads: Lemmas of office nouns.
        ranks: Words before names that are no offices.
        morphology: The dictionary.
    """

    def __init__(self, heads: Iterable[str], ranks: Iterable[str], morphology: Morphology) -> None:
        self._heads = frozenset(heads)
        self._known = self._heads.union(ranks)
        self._forms = {
            head + ending: (head, tag)
            for head in self._heads
            if head[-1] in _HARD and head.isalpha() and not morphology.parses(head)[0].known
            for ending, tag in _ENDINGS.items()
        }

    def __call__(self, tokens: Tokens) -> Tokens:
        """The view with the lemma, part of speech and features of such nouns."""
        found: list[int] = []
        if not self._forms.keys().isdisjoint(tokens.lower):
            found = [i for i, lower in enumerate(tokens.lower) if lower in self._forms]
        mended = [
            i
            for i in found
            # «вице-министром» may have the lemma, and yet be no noun
            if tokens.lemma[i] != self._forms[tokens.lower[i]][0]
            or tokens.pos[i] not in {"NOUN", "PROPN"}
        ]
        compounds = [
            i for i, lemma in enumerate(tokens.lemma) if "-" in lemma and self._is_compound(lemma)
        ]
        if not mended and not compounds:
            return tokens
        lemma, pos, feats = list(tokens.lemma), list(tokens.pos), list(tokens.feats)
        for index in compounds:
            lemma[index] = lemma[index].partition("-")[0]
        for index in mended:
            lemma[index], (case, number) = self._forms[tokens.lower[index]]
            pos[index] = "NOUN"
            feats[index] = Features(
                case=case, number=number, gender="Masc", animacy="Anim",
                verb_form="", tense="", voice="", person="",
            )  # fmt: skip
        return replace(tokens, lemma=lemma, pos=pos, feats=feats)

    def _is_compound(self, lemma: str) -> bool:
        """«врач-кардиолог», «историк-краевед», but not the rank «капитан-лейтенант»."""
        return lemma not in self._known and lemma.partition("-")[0] in self._heads


def with_sure_numbers(tokens: Tokens, nouns: Iterable[int], morphology: Morphology) -> Tokens:
    """The view with number and case of `nouns` as the dictionary allows them.

    Args:
        tokens: The text.
        nouns: Indices of the nouns to look at.
        morphology: The dictionary.
    """
    mended: dict[int, Features] = {}
    for index in nouns:
        feats = tokens.feats[index]
        parses = morphology.parses(tokens.lower[index])
        readings = [
            parse
            for parse in parses
            if parse.known and parse.kind == "NOUN" and parse.lemma == tokens.lemma[index]
        ]
        if feats.gender == "Neut" and any(parse.gender == "Masc" for parse in parses):
            # «Временным Поверенным»: people are no neuters.
            feats = mended[index] = replace(feats, gender="Masc")
        numbers = {parse.number for parse in readings}
        # «Поручено сопредседателям»: tagged as a verb, and the dictionary has but the noun
        mistaken = not feats.number and len(readings) == len(parses) and bool(readings)
        if len(numbers) != 1 or feats.number in numbers or not (feats.number or mistaken):
            continue
        cases = {parse.case for parse in readings}
        case = feats.case if feats.case in cases else min(cases) if len(cases) == 1 else ""
        mended[index] = replace(feats, number=numbers.pop(), case=case)
    if not mended:
        return tokens
    return replace(tokens, feats=[mended.get(i, old) for i, old in enumerate(tokens.feats)])
