"""Whom a frame cites: «По словам X, министра, …», «По данным, которые привёл X, …»."""

from __future__ import annotations

from pipeline.layers import TokenRange
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject


class Cited:
    """Finds the words about them in one release."""

    def __init__(self, narration: Narration, speakers: Speakers) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers

    def giver(self, comma: int, high: int) -> Subject | None:
        """The person in the clause behind the comma: «…, которые привёл X», «…, озвученным X»."""
        narration, tokens = self._narration, self._tokens
        if comma + 2 >= high or tokens.form[comma] != ",":
            return None
        start, end = narration.segment(comma + 1)
        feats = tokens.feats[start]
        if tokens.lemma[start] == "который" and feats.case in {"Acc", "Nom"}:
            verb = next((i for i in range(start + 1, end) if is_finite(tokens, i)), None)
            if verb is None:
                return None
            subject = self._speakers.right(verb, end, strict=True)
            subject = subject or self._speakers.left(verb, start + 1)
            return subject if subject is not None and subject.kind == "person" else None
        if feats.verb_form != "Part" or feats.voice != "Pass":
            return None
        for index in range(start + 1, end):
            named = narration.references.get(index)
            if named is not None and named.kind == "name" and tokens.feats[index].case == "Ins":
                return Subject("person", named.persons, named.tokens)
        return None

    def end(self, place: int, high: int, subject: Subject) -> int:
        """«по словам X, министра транспорта, …»: the office behind the name is no content.

        Nor is what is told of X: «по мнению X, участвовавшего в заседании, …».
        """
        tokens, references = self._narration.tokens, self._narration.references
        while place + 1 < high and tokens.form[place] == ",":
            told = self._narration.segment(place + 1)
            if self._tells_of(subject, place, told) and told[1] < high:
                place = told[1]
                continue
            office = references.get(place + 1)
            if office is None or not set(office.persons) & set(subject.persons):
                break
            place = office.tokens[1]
        return place

    def _tells_of(self, subject: Subject, comma: int, clause: TokenRange) -> bool:
        """Whether a relative clause or participle behind the comma belongs to the one cited."""
        tokens = self._tokens
        if subject.kind != "person" or subject.tokens is None or subject.tokens[1] != comma:
            return False
        start, end = clause
        feats = tokens.feats[start]
        if feats.number != "Sing" or tokens.form[end - 1] == ".":
            return False
        if tokens.lemma[start] == "который":
            return True
        return (
            feats.verb_form == "Part"
            and feats.case == "Gen"
            and not self._narration.has_finite(*clause)
        )
