"""Labels of headlines: «Имя: порт готов», «Имя: „Порт готов“», the speaker and no verb."""

from __future__ import annotations

from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject

_LONGEST = 10


class HeadlineLabels:
    """Finds what a release's headline gives as the words of the person it begins with."""

    def __init__(self, narration: Narration, speakers: Speakers, board: Board) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers
        self._board = board

    def find(self) -> None:
        """File a draft for a headline that is a label and a clause or quotation."""
        narration, tokens = self._narration, self._tokens
        for colon in narration.colons:
            if not narration.is_headline(colon):
                break
            start = colon
            section = tokens.section[colon]
            while start > 0 and tokens.section[start - 1] == section:
                start -= 1
            end = colon + 1
            while end < len(tokens) and tokens.section[end] == section:
                end += 1
            if not 0 < colon - start <= _LONGEST or self._board.is_covered(colon):
                continue
            subject = self._subject(start, colon)
            if subject is None or end - colon <= 3:
                continue
            quotation = narration.quotation(colon + 1)
            if quotation is not None and quotation.start == colon + 1:
                if quotation.start in self._board.used:
                    continue
                if not narration.has_finite(*quotation.inner):
                    continue
                pieces, direct = [quotation.inner], True
                self._board.use(quotation)
            elif narration.has_finite(colon + 1, end):
                pieces, direct = [(colon + 1, end)], False
            else:
                continue
            rule = "statements.headline"
            self._board.add(Draft(colon, subject, direct, None, pieces, rule))

    def _subject(self, start: int, colon: int) -> Subject | None:
        """The only person in front of the colon, if the label begins with them."""
        narration = self._narration
        found = None
        for index in range(start, colon):
            reference = narration.references.get(index)
            if reference is None:
                continue
            if found is not None and found.persons != reference.persons:
                return None
            found = found or reference
        if found is None or len(found.persons) != 1 or not self._speakers.level(found):
            return None
        if found.kind == "name" and found.tokens[1] < colon and found.tokens[0] > start:
            return None
        if narration.has_finite(start, colon):
            return None
        lead = found.tokens[0] - start
        return Subject("person", found.persons, found.tokens) if lead <= 1 else None
