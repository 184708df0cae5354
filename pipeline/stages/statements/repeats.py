"""Headlines that only say again what the release's text gives somebody as saying."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Statement, TokenRange
from pipeline.stages.statements.narration import SENTENCE_END, Narration
from pipeline.stages.statements.quotations import MARKS

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SHARED = 0.6
"""Part of a headline's words that the text must say again."""
_LONGEST = 40


class Repeats:
    """Tells such statements of one release."""

    def __init__(self, narration: Narration) -> None:
        self._narration = narration
        self._tokens: Tokens = narration.tokens

    def without(
        self, statements: Sequence[tuple[TokenRange, Statement]]
    ) -> list[tuple[TokenRange, Statement]]:
        """The statements, in order, without those that a headline and the text both give.

        The headline's stays where it alone gives the words, or the text has the very same.
        """
        dropped: set[int] = set()
        for order, (words, statement) in enumerate(statements):
            if statement.speaker is None or not self._is_heading(words[0]):
                continue
            told = self._words(words, statement)
            for place in range(order + 1, len(statements)):
                begin, other = statements[place][0][0], statements[place][1]
                if other.speaker != statement.speaker or self._is_heading(begin):
                    continue
                if other.text == statement.text:
                    dropped.add(place)
                    break
                if len(told & self._words(*statements[place])) >= _SHARED * len(told):
                    dropped.add(order)
                    break
        return [item for order, item in enumerate(statements) if order not in dropped]

    def _is_heading(self, index: int) -> bool:
        """Whether a headline stands here, or a line of its own without a full stop."""
        tokens = self._tokens
        if self._narration.is_headline(index):
            return True
        section = tokens.section[index]
        end = index
        while end < len(tokens) and tokens.section[end] == section and end - index < _LONGEST:
            end += 1
        last = tokens.form[end - 1]
        whole = end < len(tokens) and tokens.section[end] != section
        return whole and last not in SENTENCE_END | MARKS | {",", ";", ":", ")"}

    def _words(self, words: TokenRange, statement: Statement) -> set[str]:
        tokens = self._tokens
        found = {tokens.lemma[i] for i in range(*words) if tokens.pos[i] in _TELLING}
        return found | {statement.verb} if statement.verb is not None else found
