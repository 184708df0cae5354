"""Office nouns whose number or gender the tagger got wrong.

«Президенты» at the head of a sentence is tagged as a genitive singular often enough, and nothing
that hangs on the number comes out right then: «Президенты Литвы и Латвии X и Y» would be one
office. The dictionary knows that the form is no singular.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Features, Tokens


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
        if not feats.number or len(numbers) != 1 or feats.number in numbers:
            continue
        cases = {parse.case for parse in readings}
        case = feats.case if feats.case in cases else min(cases) if len(cases) == 1 else ""
        mended[index] = replace(feats, number=numbers.pop(), case=case)
    if not mended:
        return tokens
    return replace(tokens, feats=[mended.get(i, old) for i, old in enumerate(tokens.feats)])
