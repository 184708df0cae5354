"""Nouns of action of infinitives, from the lexicon or by the usual suffixes."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.stages.documents.lexicon import Lexicon

_SUFFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("изировать", ("изация", "изирование")),
    ("ифицировать", ("ификация",)),
    ("ировать", ("ирование",)),
    ("вить", ("вление",)),
    ("пить", ("пление",)),
    ("бить", ("бление",)),
    ("мить", ("мление",)),
    ("дить", ("ждение",)),
    ("стить", ("щение",)),
    ("тить", ("щение", "чение")),
    ("сить", ("шение",)),
    ("зить", ("жение",)),
    ("ить", ("ение",)),
    ("еть", ("ение",)),
    ("ать", ("ание",)),
    ("ять", ("яние",)),
)
"""Endings of infinitives and of their nouns (source: Russian Grammar 1980, §§ 256–263)."""


class VerbalNouns:
    """Turns infinitives into nouns of action.

    A noun made by suffix counts only if the dictionary knows it.
    """

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._pairs = lexicon.data.verbal_nouns.pairs
        self._denied = lexicon.data.verbal_nouns.denied
        self._effects = lexicon.data.verbal_nouns.effects
        self._adverbs = lexicon.data.verbal_nouns.adverbs
        self._morphology = morphology

    def noun(self, infinitive: str, *, denied: bool = False) -> str | None:
        """The noun of `infinitive` in the nominative singular, or `None`.

        Args:
            infinitive: The verb.
            denied: Whether «не» stands before it; only nouns of the lexicon say so much
                («не допускать» → «недопущение»).
        """
        if denied:
            return self._denied.get(infinitive)
        known = self._pairs.get(infinitive)
        if known is not None:
            return known
        if infinitive.endswith("ся") and infinitive[:-2] in self._pairs:
            # «откроется центр»: the centre's opening
            return self._pairs[infinitive[:-2]]
        if infinitive in self._effects:
            return None
        for ending, replacements in _SUFFIXES:
            if infinitive.endswith(ending):
                for replacement in replacements:
                    noun = infinitive[: -len(ending)] + replacement
                    if self._morphology.known(noun):
                        return noun
        return None

    def adjective(self, adverb: str, noun: str) -> str | None:
        """The adjective of an adverb in agreement with `noun` («ежегодно» → «ежегодное»)."""
        adjective = self._adverbs.get(adverb)
        if adjective is None:
            return None
        gender = next((parse.gender for parse in self._morphology.parses(noun)), "Neut")
        return self._morphology.inflect(adjective, "Nom", "Sing", gender, pos="ADJ")
