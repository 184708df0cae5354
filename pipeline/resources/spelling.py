"""Lemmas of a lexicon in every spelling that the analysis may give them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def spellings(lemma: str) -> list[str]:
    """The lemma as written, without «ё», and with «ё» for each of its «е» in turn.

    Texts leave out the dots of «ё» or not, and dictionary forms of known words have them: an entry
    must match whichever its author writes. A Russian word has one «ё» as a rule.
    """
    plain = lemma.replace("ё", "е")
    dotted = [
        f"{plain[:place]}ё{plain[place + 1 :]}"
        for place, letter in enumerate(plain)
        if letter == "е"
    ]
    return list(dict.fromkeys((lemma, plain, *dotted)))


def _all(lemmas: list[str]) -> list[str]:
    return list(dict.fromkeys(form for lemma in lemmas for form in spellings(lemma)))


Lemmas = Annotated[list[str], AfterValidator(_all)]
"""A list of lemmas, read with all their spellings."""
