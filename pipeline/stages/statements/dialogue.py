"""Turns between dashes, without quotation marks: «— Порт готов, — сказал X. — Ждём суда»."""

from __future__ import annotations

from pipeline.layers import TokenRange
from pipeline.stages.statements.drafts import Board
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import DASHES


class Dialogue:
    """Tells such turns from reported speech in one release."""

    def __init__(self, narration: Narration, board: Board) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._board = board

    def takes(self, begin: int, pieces: list[TokenRange]) -> bool:
        """Whether a paragraph is a turn between dashes: «— Порт готов, — сказал X. — Ждём суда».

        Its other sentences, in front and behind, are put to the content.
        """
        tokens, narration = self._tokens, self._narration
        if not pieces or tokens.form[begin - 1] not in DASHES:
            return False
        section = tokens.section[begin]
        first = pieces[0][0]
        while first > 0 and tokens.section[first - 1] == section:
            first -= 1
        if not self._opens_with_dash(first):
            return False
        first += tokens.form[first] in DASHES
        if any(self._board.is_covered(index) for index in range(first, pieces[0][0])):
            return False
        pieces[0] = (first, pieces[0][1])
        after = narration.sentence(begin)[1]
        if (
            after < len(tokens)
            and tokens.section[after] == section
            and tokens.form[after] in DASHES
        ):
            end = after
            while end < len(tokens) and tokens.section[end] == section:
                end += 1
            pieces.append((after + 1, end))
        return True

    def _opens_with_dash(self, first: int) -> bool:
        """Whether a dash opens the paragraph; the layout keeps it as a mark of a list's item."""
        tokens = self._tokens
        if tokens.form[first] in DASHES:
            return True
        start = tokens.span(first, first + 1).start
        return tokens.text[:start].rstrip()[-1:] in DASHES if start else False
