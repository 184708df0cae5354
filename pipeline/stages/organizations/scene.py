"""One release as the steps of the stage see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.trie import Match
from pipeline.layers import SectionKind
from pipeline.stages.organizations.found import Found
from pipeline.stages.organizations.lexicon import HeadForm
from pipeline.stages.organizations.places import Wholes


@dataclass(frozen=True, slots=True)
class Scene:
    """One release as the steps of the stage see it.

    Attributes:
        tokens: The token view.
        words: Its folded words.
        wholes: Names of countries and known bodies.
        persons: Tokens of persons' names to the range of the name, as the NER tagged them.
        bodies: Tokens inside the NER's organisations, to the range of the span.
        known: Mentions of known bodies by first token.
        heads: Institutions' heads by first token.
        stops: Tokens no walk takes: persons' names and «имени».
        kinds: Kinds of the release's sections.
    """

    tokens: Tokens
    words: list[str]
    wholes: Wholes
    persons: dict[int, tuple[int, int]]
    bodies: dict[int, tuple[int, int]]
    known: dict[int, Found]
    heads: dict[int, Match[HeadForm]]
    stops: frozenset[int]
    kinds: list[SectionKind]

    def known_inside(self, start: int, end: int) -> Iterable[Found]:
        """Known bodies that begin inside `[start, end)`."""
        return (self.known[index] for index in range(start, end) if index in self.known)

    def is_initial(self, index: int) -> bool:
        """Whether the word begins a sentence, which gives it its capital; marks aside."""
        if self.kinds[self.tokens.section[index]] is SectionKind.SIGNATURE:
            return False
        first = self.tokens.sentences[self.tokens.sentence[index]][0]
        return all(self.tokens.pos[i] in {"PUNCT", "SYM"} for i in range(first, index))
