"""Offices said again in full, without the name: «министр обороны Литвы»."""

from __future__ import annotations

from functools import cached_property

from pipeline.grammar.agreement import NOUNS
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject

_LONGEST = 12
"""Words an office may have."""


class Offices:
    """The offices that one release gives its persons, by their words."""

    def __init__(self, narration: Narration) -> None:
        self._narration = narration
        self._tokens = narration.tokens

    def holder(self, noun: int) -> Subject | None:
        """The only person who is given the office that begins at `noun`, word for word.

        An office of one word («министр») tells nobody apart and is left to the context.
        """
        tokens = self._tokens
        if not self._narration.lexicon.is_class("vague_office", tokens.lemma[noun]):
            return None
        limit = tokens.sentences[tokens.sentence[noun]][1]
        end = noun + 1
        while end < limit and end - noun < _LONGEST and tokens.pos[end] in NOUNS | {"ADJ", "ADP"}:
            end += 1
        if end - noun < 2:
            return None
        persons = self._held.get(tuple(tokens.lemma[noun:end]))
        if persons is None or len(persons) != 1:
            return None
        return Subject("person", tuple(persons), (noun, end))

    @cached_property
    def _held(self) -> dict[tuple[str, ...], set[str]]:
        found: dict[tuple[str, ...], set[str]] = {}
        for reference in set(self._narration.references.values()):
            if reference.kind == "office" and len(reference.persons) == 1:
                words = tuple(self._tokens.lemma[slice(*reference.tokens)])
                found.setdefault(words, set()).update(reference.persons)
        return found
