"""Transcripts: turns that begin with the speaker's name and a colon («Имя Фамилия: …»)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import SENTENCE_END, Narration
from pipeline.stages.statements.quotations import MARKS
from pipeline.stages.statements.subjects import Subject

_LONGEST_LABEL = 8
_SHORTEST_TURN = 3


@dataclass(frozen=True, slots=True)
class _Label:
    """Who a turn belongs to: first token, colon, and the person if it is one."""

    start: int
    colon: int
    subject: Subject | None
    interviewer: bool


class Transcripts:
    """Finds the turns of an interview or a verbatim record."""

    def __init__(self, narration: Narration, board: Board) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._board = board

    def find(self) -> None:
        """File a draft for every turn of a named person.

        One label alone makes no transcript («Справка: …»): it must come again, or be answered by
        an interviewer's. What interviewers and media say is no person's statement, and ends the
        turn before.
        """
        labels = self._labels()
        seen = Counter(self._words(label) for label in labels)
        labels = [
            label
            for label in labels
            if label.subject is not None or label.interviewer or seen[self._words(label)] > 1
        ]
        people = [label for label in labels if label.subject is not None]
        if not people or len(labels) < 2:
            return
        if len(people) == len(labels) and max(seen[self._words(label)] for label in people) < 2:
            return
        quotations = self._narration.quotations
        starts = [quotation.start for quotation in quotations]
        for order, label in enumerate(labels):
            following = labels[order + 1].start if order + 1 < len(labels) else None
            if label.subject is None:
                self._board.cover(label.start, self._end(label, following, own=True))
                continue
            end = self._end(label, following, own=False)
            if end - label.colon - 1 < _SHORTEST_TURN:
                continue
            draft = Draft(
                label.start,
                label.subject,
                direct=True,
                verb=None,
                pieces=[(label.colon + 1, end)],
                rule="statements.transcript",
            )
            self._board.add(draft, trim=False)
            first = bisect_left(starts, label.colon)
            for quotation in quotations[first : bisect_left(starts, end)]:
                self._board.use(quotation)

    def _labels(self) -> list[_Label]:
        tokens = self._tokens
        found: list[_Label] = []
        for colon in self._narration.colons:
            start = colon
            section = tokens.section[colon]
            while start > 0 and colon - start < _LONGEST_LABEL + 1:
                if tokens.section[start - 1] != section:
                    break
                start -= 1
            if colon - start > _LONGEST_LABEL or start == colon:
                continue
            if self._narration.is_headline(start):
                continue
            if start > 0 and tokens.section[start - 1] == section:
                continue
            following = colon + 1
            if following >= len(tokens) or tokens.section[following] != section:
                continue
            label = self._label(start, colon)
            if label is not None:
                found.append(label)
        return found

    def _label(self, start: int, colon: int) -> _Label | None:
        tokens, narration = self._tokens, self._narration
        if tokens.form[colon + 1] in MARKS or not tokens.form[start][:1].isupper():
            return None
        if any(
            is_finite(tokens, index) or tokens.form[index] == "," for index in range(start, colon)
        ):
            return None
        reference = narration.references.get(colon - 1)
        if reference is not None and reference.kind == "name" and reference.tokens[1] == colon:
            subject = Subject("person", reference.persons, reference.tokens)
            return _Label(start, colon, subject, interviewer=False)
        words = narration.lexicon.classes["interviewer"] | narration.lexicon.classes["media"]
        interviewer = any(tokens.lemma[index] in words for index in range(start, colon))
        capitals = all(
            tokens.form[index][:1].isupper() or not tokens.form[index][:1].isalpha()
            for index in range(start, colon)
        )
        if not interviewer and not (capitals and colon - start <= 3):
            return None
        return _Label(start, colon, None, interviewer=interviewer)

    def _words(self, label: _Label) -> str:
        """What tells labels apart: the person, or the words."""
        if label.subject is not None:
            return label.subject.persons[0]
        return " ".join(self._tokens.lower[label.start : label.colon])

    def _end(self, label: _Label, following: int | None, *, own: bool) -> int:
        """One past the turn: the next label, a headline, or the narrator's paragraph."""
        tokens = self._tokens
        index = label.colon + 1
        limit = following if following is not None else len(tokens)
        section = tokens.section[index]
        while index < limit and tokens.section[index] == section:
            index += 1
        if following is None and own:
            return index
        while index < limit:
            end = index
            while end < limit and tokens.section[end] == tokens.section[index]:
                end += 1
            closed = tokens.form[end - 1] in SENTENCE_END or tokens.form[end - 1] in MARKS
            if not closed or (following is None and self._narrated(index, end)):
                break
            index = end
        return index

    def _narrated(self, start: int, end: int) -> bool:
        """Whether a paragraph names persons, as a narrator's does."""
        return any(
            (reference := self._narration.references.get(index)) is not None
            and reference.kind == "name"
            for index in range(start, end)
        )
