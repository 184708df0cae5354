"""Subjects told by a name beside them: «последний», «тот», «один из участников, капитан X»."""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import Reference
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject, SubjectAgreement


class Pointers:
    """Finds whom such words mean in one release."""

    def __init__(self, narration: Narration, agreement: SubjectAgreement) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._agreement = agreement

    def apposed(self, verb: int, comma: int) -> Reference | None:
        """The name behind a comma that tells who the nominative before is.

        «…, пишет один из участников форума, отставной капитан X»
        """
        narration, tokens = self._narration, self._tokens
        start, end = narration.segment(comma + 1)
        for index in range(start, end):
            reference = narration.references.get(index)
            if reference is not None and reference.kind == "name":
                alone = reference.tokens[1] >= end or tokens.form[reference.tokens[1]] in {".", ","}
                agrees = len(reference.persons) == 1 and self._agreement.agrees(
                    verb, reference.persons
                )
                return (
                    reference
                    if alone and agrees and self._agreement.level(reference) == 2
                    else None
                )
            if tokens.pos[index] not in NOUNS | {"ADJ", "ADP", "X", "NUM", "DET"}:
                return None
        return None

    def one_of(self, verb: int, noun: int | None, comma: int) -> bool:
        """Whether what stands before the comma is one living being: «один из …», «участник …»."""
        tokens = self._tokens
        feats = tokens.feats[verb]
        if (feats.verb_form != "Conv" and feats.number == "Plur") or comma + 1 >= len(tokens):
            return False
        if noun is not None:
            return tokens.feats[noun].animacy == "Anim"
        return any(
            tokens.lower[index : index + 2] in (["один", "из"], ["одна", "из"])
            for index in range(verb + 1, comma)
        )

    def is_last(self, index: int) -> bool:
        """Whether «последний» stands alone for the one named last («Последний заявил, что …»)."""
        tokens = self._tokens
        if tokens.lower[index] not in {"последний", "последняя"} or index + 1 >= len(tokens):
            return False
        return tokens.pos[index + 1] not in NOUNS | {"ADJ", "NUM"} and (
            index == 0 or tokens.pos[index - 1] != "ADP"
        )

    def last(self, verb: int, noun: int) -> Subject:
        """The person named last in front of «последний», if no more than a sentence before."""
        tokens = self._tokens
        floor = tokens.sentences[max(tokens.sentence[noun] - 1, 0)][0]
        for index in range(noun - 1, floor - 1, -1):
            reference = self._narration.references.get(index)
            if reference is None or reference.kind != "name":
                continue
            if len(reference.persons) == 1 and self._agreement.agrees(verb, reference.persons):
                return Subject("person", reference.persons, (noun, noun + 1), unsure=True)
            break
        return Subject("other", (), (noun, noun + 1))

    def latter(self, verb: int, noun: int) -> Subject:
        """«X пригласил Y, но тот сообщил, что …»: the one named last in the sentence."""
        narration = self._narration
        low = narration.sentence(noun)[0]
        for index in range(noun - 1, low - 1, -1):
            reference = narration.references.get(index)
            if reference is None or self._tokens.form[noun + 1] == ",":
                continue
            if self._agreement.level(reference) < 2 and self._agreement.agrees(
                verb, reference.persons
            ):
                return Subject("person", reference.persons, (noun, noun + 1))
            break
        return Subject("other", (), (noun, noun + 1))
