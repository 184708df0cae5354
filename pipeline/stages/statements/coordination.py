"""References as subjects, alone and coordinated: «X», «X и Y», «министры»."""

from __future__ import annotations

from pipeline.layers import Reference
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject, SubjectAgreement


class Coordination:
    """Makes subjects of the references of one release."""

    def __init__(self, narration: Narration, agreement: SubjectAgreement) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._agreement = agreement

    def person(self, reference: Reference) -> Subject:
        """The subject that one reference is."""
        start, end = reference.tokens
        if (
            reference.kind == "office"
            and end - start == 1
            and len(reference.persons) == 1
            and self._narration.lexicon.is_class("vague_person", self._tokens.lemma[start])
            and not self._is_named(reference)
        ):
            # «эксперт» is whoever spoke last, and only then the one who is given that office.
            return Subject("vague", reference.persons, reference.tokens, "", "Sing")
        if reference.kind == "pronoun" and len(reference.persons) == 1:
            word = self._tokens.lower[reference.tokens[0]]
            gender = "Fem" if word in {"она", "ее", "её"} else "Masc"
            return Subject("pronoun", reference.persons, reference.tokens, gender, "Sing")
        return Subject("person", reference.persons, reference.tokens)

    def _is_named(self, office: Reference) -> bool:
        """Whether the name stands right behind the office: «депутат Анна Ли»."""
        name = self._narration.references.get(office.tokens[1])
        return name is not None and name.kind == "name" and name.persons == office.persons

    def left(self, nearest: Reference, floor: int) -> Subject | None:
        """All coordinated references up to `nearest`, for a verb in the plural."""
        if len(nearest.persons) > 1 and nearest.kind != "name":
            return self.person(nearest)
        narration, tokens = self._narration, self._tokens
        found = [nearest]
        index = nearest.tokens[0] - 1
        while index >= floor:
            reference = narration.references.get(index)
            if reference is not None:
                if self._agreement.level(reference):
                    found.append(reference)
                index = reference.tokens[0] - 1
                continue
            if is_finite(tokens, index) or tokens.form[index] in {";", ":"}:
                break
            if narration.is_break(index) and index - 1 >= floor:
                segment = narration.segment(index - 1)
                if narration.is_dependent(segment) and segment[0] < index:
                    index = segment[0] - 1
                    continue
            index -= 1
        return self._union(found[::-1])

    def right(self, verb: int, nearest: Reference) -> Subject | None:
        """All coordinated references from `nearest` on, for a verb in the plural."""
        if len(nearest.persons) > 1 and nearest.kind != "name":
            return self.person(nearest)
        narration, tokens = self._narration, self._tokens
        found = [nearest]
        index = nearest.tokens[1]
        end = narration.sentence(verb)[1]
        while index < end:
            reference = narration.references.get(index)
            if reference is not None:
                if self._agreement.level(reference):
                    found.append(reference)
                index = max(reference.tokens[1], index + 1)
                continue
            if is_finite(tokens, index) or tokens.form[index] in {";", ":", "."}:
                break
            index += 1
        return self._union(found)

    def _union(self, references: list[Reference]) -> Subject | None:
        persons: list[str] = []
        for reference in references:
            persons.extend(key for key in reference.persons if key not in persons)
        words = (references[0].tokens[0], references[-1].tokens[1])
        if len(persons) < 2:
            return Subject("other", (), words)
        return Subject("person", tuple(persons), words)
