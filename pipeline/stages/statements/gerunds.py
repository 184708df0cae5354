"""Whose a gerund of speech is: «Подчеркнув, что …, X отметил …», «X и Y, выразив …, пожелали …»."""

from __future__ import annotations

from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject


class Gerunds:
    """Finds the subjects of gerunds in one release."""

    def __init__(self, narration: Narration, speakers: Speakers) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers

    def subject(self, gerund: int, low: int, high: int) -> Subject:
        """The subject of the main clause a gerund belongs to."""
        narration = self._narration
        several = self._of_plural(gerund, low, high)
        if several is not None:
            return several
        left = self._speakers.left(gerund, low)
        if left is not None:
            return left
        for index in range(gerund + 1, high):
            if narration.quotation(index) is not None:
                continue
            reference = narration.references.get(index)
            if reference is None or reference.tokens[0] != index:
                continue
            if self._speakers.level(reference) == 2 and not narration.is_dependent(
                narration.segment(index)
            ):
                return Subject("person", reference.persons, reference.tokens)
        return Subject("zero")

    def _of_plural(self, gerund: int, low: int, high: int) -> Subject | None:
        """«X и Y, выразив надежду, пожелали …»: those of the plural verb behind the gerund."""
        tokens, narration = self._tokens, self._narration
        for index in range(narration.segment(gerund)[1], high):
            if not is_finite(tokens, index) or narration.quotation(index) is not None:
                continue
            if narration.is_dependent(narration.segment(index)):
                continue
            if tokens.feats[index].number != "Plur":
                return None
            left = self._speakers.left(index, low)
            if left is None or left.kind != "person" or left.tokens is None:
                return None
            return left if left.tokens[1] <= gerund else None
        return None
