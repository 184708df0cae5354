"""Labels of headlines: «Имя: порт готов», «Имя: „Порт готов“», the speaker and no verb."""

from __future__ import annotations

from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import Quotation
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
            if self._board.is_covered(colon) or self._named_behind(start, colon, end):
                continue
            if colon <= start or end - colon <= 3:
                continue
            quotation = narration.quotation(colon + 1)
            quoted = quotation is not None and quotation.start == colon + 1
            label = colon - start <= _LONGEST and not narration.has_finite(start, colon)
            if not label and not quoted:
                continue
            subject = self._subject(start, colon) if label else self._doer(start, colon)
            if subject is None:
                continue
            if quotation is not None and quoted:
                if quotation.start in self._board.used:
                    continue
                if not self._says(quotation):
                    continue
                pieces, direct = [(quotation.inner[0], min(quotation.inner[1], end))], True
                self._board.use(quotation)
            elif narration.has_finite(colon + 1, end):
                pieces, direct = [(colon + 1, end)], False
            else:
                continue
            rule = "statements.headline"
            self._board.add(Draft(colon, subject, direct, None, pieces, rule))

    def _says(self, quotation: Quotation) -> bool:
        """Whether the quotation is a clause: it has a finite verb or a short predicate."""
        tokens = self._tokens
        return any(
            is_finite(tokens, index)
            or (tokens.pos[index] == "ADJ" and not tokens.feats[index].case)
            or (tokens.feats[index].verb_form == "Part" and not tokens.feats[index].case)
            for index in range(*quotation.inner)
        )

    def _named_behind(self, start: int, colon: int, end: int) -> bool:
        """File «„Порт готов“: Имя в интервью газете»: the name stands behind the colon."""
        narration = self._narration
        quotation = narration.quotation(start)
        if quotation is None or quotation.start != start or quotation.end != colon:
            return False
        if quotation.start in self._board.used or not self._says(quotation):
            return False
        references = (narration.references.get(index) for index in range(colon + 1, end))
        found = next((r for r in references if r is not None), None)
        if found is None or found.kind == "pronoun" or len(found.persons) != 1:
            return False
        name = next(
            (
                index
                for index in range(colon + 1, end)
                if (reference := narration.references.get(index)) is not None
                and reference.kind == "name"
                and reference.persons == found.persons
            ),
            None,
        )
        lead = found.tokens[0] - colon - 1
        if name is None or lead > 1 or not self._speakers.level(found):
            return False
        subject = Subject("person", found.persons, found.tokens)
        draft = Draft(colon, subject, True, None, [quotation.inner], "statements.headline")
        self._board.add(draft)
        self._board.use(quotation)
        return True

    def _doer(self, start: int, colon: int) -> Subject | None:
        """The person a whole headline is about: «X принял посла: „Порт готов“»."""
        narration = self._narration
        found = next(
            (
                reference
                for index in range(start, min(start + 2, colon))
                if (reference := narration.references.get(index)) is not None
            ),
            None,
        )
        if found is None or len(found.persons) != 1 or self._speakers.level(found) < 2:
            return None
        others = (narration.references.get(index) for index in range(found.tokens[1], colon))
        if any(r is not None and self._speakers.level(r) == 2 for r in others):
            return None
        return Subject("person", found.persons, found.tokens)

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
        lead = found.tokens[0] - start
        return Subject("person", found.persons, found.tokens) if lead <= 1 else None
