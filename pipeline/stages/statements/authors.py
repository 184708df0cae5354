"""Whose a message is that others read out or quote: «приветствие X», «X направил послание»."""

from __future__ import annotations

from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject

_SENT = frozenset({"направить", "отправить", "прислать", "адресовать", "обратиться"})
_REACH = 2
"""Sentences over which «в послании» may point back to the message."""
_LONGEST = 20


class Authors:
    """Finds whose a message is that the release names before."""

    def __init__(self, narration: Narration, speakers: Speakers) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers

    def before(self, index: int) -> Subject | None:
        """The author of the message named in the sentences before the one of `index`."""
        tokens = self._tokens
        first = tokens.sentences[max(tokens.sentence[index] - _REACH, 0)][0]
        return self.last(first, self._narration.sentence(index)[0])

    def last(self, start: int, end: int) -> Subject | None:
        """The author of the last message named in `[start, end)`.

        The person in the genitive behind it («приветствие X»), or who sent it («X направил
        приветствие»).
        """
        narration, tokens = self._narration, self._tokens
        nouns = narration.lexicon.message_nouns
        for index in range(end - 2, start - 1, -1):
            if tokens.lemma[index] not in nouns or narration.quotation(index) is not None:
                continue
            reference = narration.references.get(index + 1)
            addressed = tokens.feats[index + 1].case == "Dat"
            if reference is None or addressed or self._speakers.level(reference) == 2:
                return self._sender(index)
            author = self._speakers.genitive(index + 1, min(end, index + _LONGEST))
            return author if author is not None and author.kind == "person" else None
        return None

    def _sender(self, noun: int) -> Subject | None:
        """«X направил участникам приветствие»: the subject of the verb in front of it."""
        narration, tokens = self._narration, self._tokens
        low = narration.sentence(noun)[0]
        for index in range(noun - 1, low - 1, -1):
            if not is_finite(tokens, index):
                continue
            if tokens.lemma[index] not in _SENT:
                return None
            sender = self._speakers.left(index, low)
            return sender if sender is not None and sender.kind == "person" else None
        return None
