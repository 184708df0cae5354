"""What the statements before say of an open speaker: who goes on, who cannot be meant."""

from __future__ import annotations

from pipeline.layers import Reference
from pipeline.stages.statements.drafts import Draft
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject, SubjectAgreement

FAR = 400
"""Words over which a speaker is looked for at all."""


class Precedents:
    """Answers from the history of one release.

    Args:
        narration: The release.
        agreement: Who can be whose subject.
        history: Statements resolved so far, by place; grows while the release is resolved.
        said: Which words are somebody's content.
    """

    def __init__(
        self,
        narration: Narration,
        agreement: SubjectAgreement,
        history: list[tuple[int, Subject]],
        said: bytearray,
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._agreement = agreement
        self._history = history
        self._said = said

    def goes_on(self, draft: Draft) -> tuple[str, ...] | None:
        """The speaker before whom «министр» means, where several hold that office."""
        tokens, subject = self._tokens, draft.subject
        if subject.kind != "person" or subject.tokens is None or not self._history:
            return None
        start, end = subject.tokens
        reference = self._narration.references.get(start)
        place, earlier = self._history[-1]
        if (
            reference is None
            or not self._points(reference)
            or (start, end) != reference.tokens
            or len(subject.persons) != 1
            or earlier.kind != "person"
            or len(earlier.persons) != 1
            or earlier.persons == subject.persons
            or tokens.section[start] - tokens.section[place] > (reference.kind == "periphrasis")
            or tokens.sentence[start] - tokens.sentence[place] > 1
            or self.told_since(draft, subject.persons[0], start)
        ):
            return None
        if reference.kind == "periphrasis":
            # «корейский дипломат» is the Korean who has just spoken.
            homes = self._narration.homes
            held = homes.get(earlier.persons[0]) == homes.get(subject.persons[0]) is not None
        else:
            titles = self._narration.titles.get(earlier.persons[0], ())
            held = end - start == 1 and tokens.lemma[start] in titles
        fits = self._agreement.fits(tokens.feats[draft.position].gender, earlier.persons[0])
        return earlier.persons if held and fits else None

    def told_since(self, draft: Draft, person: str, end: int | None = None) -> bool:
        """Whether the narrator named `person` between the last statement and this one.

        Inside what somebody else says a name is only talked about.
        """
        if not self._history:
            return True
        place, _ = self._history[-1]
        start = draft.position if not draft.direct else min(draft.position, draft.pieces[0][0])
        start = start if end is None else min(start, end)
        narration = self._narration
        return any(
            (reference := narration.references.get(index)) is not None
            and reference.kind in {"name", "office"}
            and person in reference.persons
            and not self._said[index]
            and narration.quotation(index) is None
            for index in range(max(place + 1, start - FAR), start)
        )

    def beside(self, draft: Draft) -> set[str]:
        """Whom «он» cannot mean: those named in its own clause («С послом X он обсудил …»)."""
        subject, narration = draft.subject, self._narration
        if subject.kind != "pronoun" or subject.tokens is None:
            return set()
        if self._tokens.lower[subject.tokens[0]] not in {"он", "она"}:
            return set()
        return {
            person
            for index in range(*narration.segment(subject.tokens[0]))
            if (reference := narration.references.get(index)) is not None
            and reference.kind in {"name", "office"}
            and not self._said[index]
            for person in reference.persons
        }

    def opposite(self, subject: Subject) -> bool:
        """Whether «его собеседник» is taken for the one who has just spoken."""
        tokens = self._tokens
        if subject.tokens is None or not self._history or subject.tokens[0] == 0:
            return False
        start = subject.tokens[0]
        return (
            tokens.lower[start - 1] in {"его", "ее", "её"}
            and tokens.lemma[start] in {"собеседник", "собеседница", "визави", "коллега"}
            and self._history[-1][1].persons == subject.persons
        )

    def others(self) -> tuple[str, ...]:
        """The one other person who has spoken so far, if there is but one."""
        last = self._history[-1][1].persons
        spoken = {s.persons for _, s in self._history if s.kind == "person" and len(s.persons) == 1}
        others = spoken - {last}
        return others.pop() if len(others) == 1 else ()

    def _points(self, reference: Reference) -> bool:
        """Whether the words may mean whoever of that office or country has just spoken."""
        if reference.kind != "periphrasis":
            return reference.kind == "office"
        # «корейский дипломат» may, «украинский лидер» is one person.
        lexicon = self._narration.lexicon
        noun = self._tokens.lemma[reference.tokens[1] - 1]
        return lexicon.is_class("vague_person", noun)
