"""Transcripts: turns that begin with a label («Имя Фамилия: …»), speeches given as a whole."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.labels import Label, Labels, ends_release, speaker_of_headline
from pipeline.stages.statements.narration import SENTENCE_END, Narration
from pipeline.stages.statements.quotations import MARKS
from pipeline.stages.statements.subjects import Subject, SubjectAgreement

_SHORTEST_TURN = 3
_OPEN = frozenset({",", ";", ":", ")"})
"""Besides sentence ends, what a paragraph of speech may end with («Дорогие друзья,»)."""


class Transcripts:
    """Finds the turns of an interview or a verbatim record."""

    def __init__(self, narration: Narration, agreement: SubjectAgreement, board: Board) -> None:
        self._narration = narration
        self._agreement = agreement
        self._tokens = narration.tokens
        self._board = board

    def find(self) -> None:
        """File a draft for every turn of a named person, and for the speech in front of them.

        What interviewers without a name and media say is no person's statement, and ends the
        turn before.
        """
        labels = Labels(self._narration, self._agreement).find()
        author = speaker_of_headline(self._narration)
        if author is not None:
            self._speech(author, labels[0].start if labels else len(self._tokens))
        if not labels:
            return
        people = {p for label in labels if label.subject for p in label.subject.persons}
        for order, label in enumerate(labels):
            following = labels[order + 1].start if order + 1 < len(labels) else None
            subject = author if label.answers else label.subject
            end = self._end(label, following, people)
            if subject is None:
                self._board.cover(label.start, end)
                continue
            self._board.cover(label.start, label.close)
            self._turn(label.start, label.close + 1, end, subject)

    # --- pieces --------------------------------------------------------------------------------

    def _turn(self, position: int, start: int, end: int, subject: Subject) -> None:
        tokens = self._tokens
        while end > start and not tokens.form[end - 1].strip("*"):
            end -= 1
        if end - start < _SHORTEST_TURN:
            return
        draft = Draft(
            position,
            subject,
            direct=True,
            verb=None,
            pieces=[(start, end)],
            rule="statements.transcript",
        )
        self._board.add(draft, trim=False)
        quotations = self._narration.quotations
        first = bisect_left(quotations, start, key=lambda quotation: quotation.start)
        for quotation in quotations[first:]:
            if quotation.start >= end:
                break
            self._board.use(quotation)

    def _speech(self, author: Subject, limit: int) -> None:
        """File the speech that begins with a greeting («Уважаемые коллеги!») as the author's."""
        tokens, narration = self._tokens, self._narration
        start = 0
        while start < limit and not self._greets(start):
            start += 1
        index = start
        while index < limit and not ends_release(narration, index):
            end = index
            while end < limit and tokens.section[end] == tokens.section[index]:
                end += 1
            # A speaker does not name himself: then the narrator goes on.
            if not self._closed(end) or self._names(index, end, frozenset(author.persons)):
                break
            index = end
        if index > start:
            self._turn(start, start, index, author)

    def _greets(self, index: int) -> bool:
        """Whether a paragraph that is, or begins with, an address begins at `index`.

        «Уважаемые коллеги!», «Дорогие друзья,», but not «Господин министр отметил, что …».
        """
        tokens = self._tokens
        if index == 0 or tokens.section[index - 1] == tokens.section[index]:
            return False
        if tokens.lemma[index] not in self._narration.lexicon.classes["greeting"]:
            return False
        end = index
        while end < len(tokens) and tokens.section[end] == tokens.section[index]:
            if tokens.form[end] == "!":
                return True
            if tokens.form[end] in SENTENCE_END:
                return False
            end += 1
        return tokens.form[end - 1] == ","

    def _end(self, label: Label, following: int | None, people: set[str]) -> int:
        """One past the turn: the next label, a headline, or the narrator's paragraph."""
        tokens = self._tokens
        index = label.close + 1
        limit = following if following is not None else len(tokens)
        section = tokens.section[index]
        while index < limit and tokens.section[index] == section:
            index += 1
        if following is None and label.subject is None and not label.answers:
            return index
        while index < limit and not ends_release(self._narration, index):
            end = index
            while end < limit and tokens.section[end] == tokens.section[index]:
                end += 1
            last = following is None and self._names(index, end, people)
            if not self._closed(end) or last:
                break
            index = end
        return index

    def _closed(self, end: int) -> bool:
        """Whether a paragraph ends like one of somebody's speech, unlike a headline."""
        form = self._tokens.form[end - 1]
        return form in SENTENCE_END or form in MARKS or form in _OPEN

    def _names(self, start: int, end: int, people: set[str] | frozenset[str]) -> bool:
        """Whether a paragraph names one of the persons, as a narrator's does."""
        return any(
            (reference := self._narration.references.get(index)) is not None
            and reference.kind == "name"
            and not people.isdisjoint(reference.persons)
            for index in range(start, end)
        )
