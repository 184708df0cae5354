"""Words that scraping has glued together («Чолакузаявил», «министрыобсудят»).

Pages lose the space where a link ended. A long unknown word is split where dictionary words meet,
only if one of the pieces is a finite verb: names and terms grow long without one.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.analysis.morphology import Morphology

_SHORTEST_GLUED = 9
"""Characters of the shortest word that is looked at."""

_LONGEST = 60
_SHORTEST_PIECE = 5
_SHORTEST_NAME = 4
_SHORTEST_ABBREVIATION = 3
_PREPOSITIONS = ("в", "на", "с", "о", "об", "к", "и", "по", "за")


class Degluer:
    """Finds the places where a glued word falls apart."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._split = lru_cache(10_000)(self._find)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Offsets inside `word` where new words begin; empty for all ordinary words."""
        if not _SHORTEST_GLUED <= len(word) <= _LONGEST or not word.isalpha() or word.isupper():
            return ()
        return self._split(word)

    def _find(self, word: str) -> tuple[int, ...]:
        lower = word.lower()
        if self._morphology.known(lower):
            return ()
        # A capitalised head may be an unknown name; all that follows must be dictionary words.
        # The fewest pieces win, then the shortest head: it leaves most to the dictionary.
        heads = [
            end
            for end in range(_SHORTEST_NAME, len(word) - _SHORTEST_PIECE + 1)
            if self._is_head(lower[:end], capital=word[0].isupper())
        ]
        # Scripts without cases have none.
        capitals = next((place for place, letter in enumerate(word) if letter.islower()), 0)
        if capitals >= _SHORTEST_ABBREVIATION:
            heads = [capitals]
        for split in (self._one, self._with_preposition, self._two):
            for first in heads:
                rest = split(lower, first)
                if rest is not None and self._has_verb(lower, rest):
                    return rest
        return ()

    def _is_head(self, head: str, *, capital: bool) -> bool:
        return capital or (len(head) >= _SHORTEST_PIECE and self._morphology.known(head))

    def _one(self, lower: str, start: int) -> tuple[int, ...] | None:
        return (start,) if self._morphology.known(lower[start:]) else None

    def _with_preposition(self, lower: str, start: int) -> tuple[int, ...] | None:
        for preposition in _PREPOSITIONS:
            end = len(lower) - len(preposition)
            if (
                lower.endswith(preposition)
                and end - start >= _SHORTEST_PIECE
                and self._morphology.known(lower[start:end])
            ):
                return (start, end)
        return None

    def _two(self, lower: str, start: int) -> tuple[int, ...] | None:
        for end in range(len(lower) - _SHORTEST_PIECE, start + _SHORTEST_PIECE - 1, -1):
            if self._morphology.known(lower[start:end]) and self._morphology.known(lower[end:]):
                return (start, end)
        return None

    def _has_verb(self, lower: str, starts: tuple[int, ...]) -> bool:
        ends = (*starts[1:], len(lower))
        return any(
            parse.kind == "VERB" and parse.score >= 0.5
            for start, end in zip(starts, ends, strict=True)
            for parse in self._morphology.parses(lower[start:end])[:1]
        )
