"""How far the name of an instrument reaches.

A forward walk over morphology, like `grammar.noun_phrase`, but for titles: subjects hang on them
by «о …», «по …», «между …», with complements, dates and places of their own («о взаимной помощи
при стихийных бедствиях», «от 12 сентября 2014 года»); what belongs to the verb («на полях
саммита», «в ходе визита») ends the walk.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.stages.documents.title_marks import Words
from pipeline.stages.documents.title_walk import Walk

_LONGEST = 70


class TitleExtents:
    """Finds where titles end.

    Args:
        morphology: The dictionary.
        words: Words that steer the walk.
    """

    def __init__(self, morphology: Morphology, words: Words) -> None:
        self.phrases = NounPhrases(morphology)
        self.words = words

    def end(
        self, tokens: Tokens, head: int, limit: int, wholes: Mapping[int, int] | None = None
    ) -> int:
        """One past the last token of the title headed by the noun at `head`.

        Args:
            tokens: The token view.
            head: The noun.
            limit: Token the walk may not pass.
            wholes: Names of bodies and countries, from first token to one past the last.
        """
        return Walk(
            self.phrases, self.words, tokens, head, min(limit, head + _LONGEST), wholes or {}
        ).run()
