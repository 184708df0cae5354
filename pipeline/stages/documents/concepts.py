"""The nearest entry of the topic vocabulary, by lemmas."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layers import Concept
from pipeline.resources.topics import TopicsResource


class Concepts:
    """Looks topics up in the vocabulary.

    An entry fits where one of its lemma sets stands whole in the topic; the one with the
    largest set wins, then the one whose words come first.
    """

    def __init__(self, topics: TopicsResource) -> None:
        index: dict[str, list[tuple[frozenset[str], str]]] = {}
        for entry in topics.topics:
            for lemmas in entry.match:
                folded = frozenset(_fold(lemma) for lemma in lemmas)
                for lemma in folded:
                    index.setdefault(lemma, []).append((folded, entry.code))
        self._index = index

    def find(self, lemmas: Sequence[str]) -> Concept | None:
        """The concept of a topic with these lemmas, or `None` if none is near."""
        folded = [_fold(lemma) for lemma in lemmas]
        present = frozenset(folded)
        best: tuple[int, int] | None = None
        code = ""
        for place, lemma in enumerate(folded):
            for wanted, candidate in self._index.get(lemma, ()):
                if wanted <= present:
                    rank = (len(wanted), -place)
                    if best is None or rank > best:
                        best, code = rank, candidate
        return Concept("unbis", code) if best is not None else None


def _fold(lemma: str) -> str:
    return lemma.replace("ё", "е")
