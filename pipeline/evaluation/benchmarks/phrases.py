"""Office phrases of NEREL: what a strict comparison tolerates, and which are offices."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from pipeline.evaluation.benchmarks.standoff import Annotated
from pipeline.evaluation.wording import fold, morphology, without_status
from pipeline.spans import Span

_WORD = re.compile(r"\w+(?:-\w+)*")
_TOLERATED: Final = frozenset({"COUNTRY", "NATIONALITY", "ORGANIZATION"})
_OUTER_LEFT = re.compile(
    r"(?:[\W_]+|экс-|(?:бывш|нов|нынешн|действующ|прежн|тогдашн|будущ|новоизбранн)"
    r"(?:ий|ая|ые|ый|его|ого|ей|ой|ему|ому|им|ым|ими|ыми|их|ых|ем|ом|ую|юю|яя|ее|ое|ие)\s+)",
    re.IGNORECASE,
)
_OUTER_RIGHT = re.compile(r"(?:[\W_]+|(?<=\s)(?:в|во|на|при|по|из|от|с|и))$", re.IGNORECASE)


@cache
def office_nouns() -> frozenset[str]:
    """The head nouns that make a profession an office."""
    raw = files("pipeline.evaluation.benchmarks").joinpath("offices.txt").read_text("utf-8")
    return frozenset(line for line in raw.split("\n") if line and not line.startswith("#"))


def is_office(words: str) -> bool:
    """Whether an office phrase, in any case, is headed by a noun of office.

    Its head is its first noun, or a participle such as «командующий» that serves as one.
    """
    nouns = office_nouns()
    for word in _WORD.findall(without_status(words)):
        parses = morphology().parses(word)
        lemmas = {fold(parse.lemma) for parse in parses}
        lemmas |= {lemma.removeprefix("экс-") for lemma in lemmas}
        if lemmas & nouns:
            return True
        if parses and parses[0].kind == "NOUN":
            return False
    return False


class Cores:
    """Finds the cores of office phrases in an annotated text."""

    def __init__(self, document: Annotated) -> None:
        self._document = document
        self._by_start: dict[int, list[int]] = {}
        self._by_end: dict[int, list[int]] = {}
        for entity in document.entities:
            if entity.type in _TOLERATED:
                self._by_start.setdefault(entity.span.start, []).append(entity.span.end)
                self._by_end.setdefault(entity.span.end, []).append(entity.span.start)

    def of(self, span: Span) -> Span:
        """A phrase without what a strict comparison tolerates at its ends.

        That is outer punctuation, whole mentions of countries and organisations with the
        preposition before them, and words such as «бывший» and «новый» at the left.
        """
        text = self._document.text
        start, end = span.start, min(span.end, len(text))
        while True:
            left = _OUTER_LEFT.match(text, start, end)
            right = _OUTER_RIGHT.search(text, start, end)
            ends = [place for place in self._by_start.get(start, ()) if place < end]
            starts = [place for place in self._by_end.get(end, ()) if place > start]
            if left and left.end() < end:
                start = left.end()
            elif right and right.start() > start:
                end = right.start()
            elif starts:
                end = min(starts)
            elif ends:
                start = max(ends)
            else:
                return Span(start, end)
