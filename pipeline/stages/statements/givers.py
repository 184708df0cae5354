"""Who gives the data of a frame, told by a clause: «По данным, которые привёл X, …»."""

from __future__ import annotations

from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject


class Givers:
    """Finds them in one release."""

    def __init__(self, narration: Narration, speakers: Speakers) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers

    def behind(self, comma: int, high: int) -> Subject | None:
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
