"""Words and messages with their author behind: «слова X о том, что», «в приветствии X»."""

from __future__ import annotations

from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.extent import Extents
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers

_LONGEST = 30


class Words:
    """Finds what such nouns give as somebody's words in one release."""

    def __init__(
        self, narration: Narration, speakers: Speakers, extents: Extents, board: Board
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers
        self._extents = extents
        self._board = board

    def noun(self, index: int) -> None:
        """File a draft for «слова X о том, что …» or «в приветствии X говорится, что …»."""
        narration, tokens = self._narration, self._tokens
        lexicon = narration.lexicon
        if narration.quotation(index) is not None or self._board.is_covered(index):
            return
        _, high = narration.sentence(index)
        reference = narration.references.get(index + 1)
        if reference is None or self._speakers.level(reference) == 2:
            return
        subject = self._speakers.genitive(index + 1, min(high, index + _LONGEST))
        if subject is None or subject.kind != "person" or subject.tokens is None:
            return
        place = subject.tokens[1]
        message = tokens.lemma[index] in lexicon.message_nouns
        while place < high and tokens.form[place] != ",":
            word = tokens.lower[place]
            if word in lexicon.classes["impersonal"]:
                if not message:
                    return
            elif word not in {"о", "том"} and (not message or tokens.pos[place] in {"VERB", "AUX"}):
                return
            place += 1
        if place + 1 >= high or tokens.lower[place + 1] != "что":
            return
        if message and not any(
            tokens.lower[i] in lexicon.classes["impersonal"] | {"том"}
            for i in range(subject.tokens[1], place)
        ):
            return
        end = self._extents.end(index, place + 2, clause=True)
        rule = "statements.message" if message else "statements.words"
        draft = Draft(index, subject, False, None, [(place + 2, end)], rule)
        self._board.add(draft)
