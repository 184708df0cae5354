"""Words that scraping has glued together («Чолакузаявил», «министрыобсудят»).

Pages lose the space where a link ended. A long unknown word is split where dictionary words meet,
only if one of the pieces is a finite verb: names and terms grow long without one.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.analysis.morphology import Morphology

_SHORTEST = 9
_LONGEST = 60
_SHORTEST_PIECE = 5
_SHORTEST_NAME = 4
_PREPOSITIONS = ("в", "на", "с", "о", "об", "к", "и", "по", "за")


class Degluer:
    """Finds the places where a glued word falls apart."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._split = lru_cache(10_000)(self._find)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Offsets inside `word` where new words begin; empty for all ordinary words."""
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() or word.isupper():
            return ()
        return self._split(word)

    def _find(self, word: str) -> tuple[int, ...]:
        lower = word.lower()
        if self._morphology.known(lower):
            return ()
        # A capitalised head may be an unknown name; all that follows must be dictionary words.
        # The shortest head wins: it leaves most of the word to the dictionary.
        for first in range(_SHORTEST_NAME, len(word) - _SHORTEST_PIECE + 1):
            head = lower[:first]
            if not word[0].isupper() and not self._morphology.known(head):
                continue
            if self._morphology.known(head) and len(head) < _SHORTEST_PIECE:
                continue
            rest = self._pieces(lower, first)
            if rest is not None and self._has_verb(lower, rest):
                return rest
        return ()

    def _pieces(self, lower: str, start: int) -> tuple[int, ...] | None:
        if self._morphology.known(lower[start:]):
            return (start,)
        for preposition in _PREPOSITIONS:
            if lower.endswith(preposition):
                end = len(lower) - len(preposition)
                if end - start >= _SHORTEST_PIECE and self._morphology.known(lower[start:end]):
                    return (start, end)
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
