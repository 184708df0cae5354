"""Quotations that stand alone: nobody is named for them, the speaker before goes on."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.stages.statements.direct import DirectSpeech
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.narration import SENTENCE_END, Narration
from pipeline.stages.statements.quotations import Quotation

_SENTENCE = 6
"""Tokens from which a quotation without a finite verb that stands alone is taken for speech."""


class LoneQuotations:
    """Gives lone quotations of one release to whoever spoke before."""

    def __init__(self, narration: Narration, direct: DirectSpeech, board: Board) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._direct = direct
        self._board = board

    def find(self) -> None:
        """Give quotations nobody is named for to the speaker of the sentence before.

        A quotation that is a sentence of its own behind an attributed one goes on with it; one
        behind reported speech («X напомнил, что …: «…»») is a statement of its own.
        """
        tokens, board = self._tokens, self._board
        drafts = sorted(board.drafts, key=lambda d: (d.pieces[-1][0], d.position))
        starts = [draft.pieces[-1][0] for draft in drafts]
        for quotation in self._narration.quotations:
            if quotation.start in board.used or not self._stands_alone(quotation):
                continue
            place = bisect_left(starts, quotation.start)
            if place == 0 or drafts[place - 1].subject.kind == "other":
                continue
            draft = drafts[place - 1]
            end = max(draft.pieces[-1][1] - 1, draft.position)
            distance = tokens.sentence[quotation.start] - tokens.sentence[end]
            colon = tokens.form[quotation.start - 1] == ":"
            if distance > 1 or tokens.section[quotation.start] != tokens.section[end]:
                continue
            if draft.direct and not colon:
                draft.pieces.append(quotation.inner)
                board.use(quotation)
                continue
            board.add(
                Draft(
                    quotation.start,
                    draft.subject,
                    direct=True,
                    verb=None,
                    pieces=[quotation.inner],
                    rule="statements.direct.alone",
                    doubts=["speaker_from_context"],
                )
            )
            board.use(quotation)

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Whether a quotation is a sentence, or all that follows a colon."""
        tokens = self._tokens
        start, end = quotation.start, quotation.end
        if not quotation.closed or not (
            self._direct.is_sentence(quotation) or end - start > _SENTENCE
        ):
            return False
        if end < len(tokens) and tokens.section[end] == tokens.section[start]:
            closed = tokens.form[end - 2] in SENTENCE_END
            ended = closed and tokens.sentence[end] != tokens.sentence[end - 1]
            if tokens.form[end] not in SENTENCE_END and not ended:
                return False
        if start == 0 or tokens.section[start - 1] != tokens.section[start]:
            return True
        return tokens.form[start - 1] in {":", *SENTENCE_END}
