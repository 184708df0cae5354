"""What a message says that somebody else hands over: «зачитал приветствие X. В нём отмечается, …».

The words are its author's. A text without a named author («в заявлении говорится») is nobody's.
"""

from __future__ import annotations

from pipeline.layers import TokenRange
from pipeline.stages.statements.authors import Authors
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.extent import Extents
from pipeline.stages.statements.narration import Narration

_IN = frozenset({"в", "во"})
_WHICH = frozenset({"котором", "которой"})
_IT = frozenset({"нём", "нем", "ней"})
_FAR = 9


class Messages:
    """Finds the contents of messages in one release."""

    def __init__(
        self, narration: Narration, authors: Authors, extents: Extents, board: Board
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._authors = authors
        self._extents = extents
        self._board = board

    def find(self) -> None:
        """File a draft for every «в котором говорится, что …» whose author is named."""
        said = self._narration.lexicon.classes["impersonal"]
        for index, word in enumerate(self._tokens.lower):
            if word in said and not self._board.is_covered(index) and index not in self._board.done:
                self._impersonal(index)

    # --- pieces --------------------------------------------------------------------------------

    def _impersonal(self, index: int) -> None:
        narration, tokens = self._narration, self._tokens
        if narration.quotation(index) is not None:
            return
        content = self._content(index)
        if content is None:
            return
        low = narration.sentence(index)[0]
        start = self._opening(low, index)
        if start is None:
            return
        word = start + 1
        if tokens.lower[word] in _WHICH and start > low and tokens.form[start - 1] == ",":
            author = self._authors.last(low, start)
        elif narration.adverbs_end(low, index) == start and (
            tokens.lower[word] in _IT or tokens.lemma[word] in narration.lexicon.message_nouns
        ):
            author = self._authors.before(index)
        else:
            return
        if author is None:
            return
        piece, direct = content
        rule = "statements.message"
        self._board.add(Draft(index, author, direct, None, [piece], rule))

    def _opening(self, low: int, index: int) -> int | None:
        """Where «в котором, в частности,» begins in front of the verb at `index`."""
        narration, tokens = self._narration, self._tokens
        for start in range(index - 2, max(low - 1, index - _FAR), -1):
            if tokens.lower[start] not in _IN:
                continue
            after = start + 2
            if tokens.form[after] == ",":
                after = narration.insertion_end(after, index) or after
            if narration.adverbs_end(after, index) == index:
                return start
        return None

    def _content(self, index: int) -> tuple[TokenRange, bool] | None:
        """What is said behind the verb, and whether in so many words."""
        narration, tokens = self._narration, self._tokens
        high = narration.sentence(index)[1]
        if tokens.lower[index + 1 : index + 3] == [",", "что"] and index + 3 < high:
            start = index + 3
        elif tokens.form[index + 1 : index + 2] == [":"] and narration.quotation(index + 2):
            start = index + 2
        else:
            return None
        quotation = narration.quotation(start)
        end = self._extents.end(index, start, clause=True)
        if quotation is not None and narration.strip(start, end) == (
            quotation.start,
            quotation.end,
        ):
            self._board.use(quotation)
            return quotation.inner, True
        return (start, end), False
