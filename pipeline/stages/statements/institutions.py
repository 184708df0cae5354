"""What institutions say: «пресс-служба сообщает, что …», «в министерстве отметили, что …».

Such statements have no speaker but a source. Media only pass on what others say and are none.
"""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS
from pipeline.grammar.nominative import Nominative
from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.layers import OrganizationLayer, TokenRange
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject

_REACH = 12
"""Words before or behind a verb in which «в министерстве» is looked for."""


class Institutions:
    """Finds and words the sources of one release."""

    def __init__(
        self,
        narration: Narration,
        organizations: OrganizationLayer,
        phrases: NounPhrases,
        nominative: Nominative,
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._phrases = phrases
        self._nominative = nominative
        self._bodies: dict[int, int] = {}
        for mention in organizations.mentions:
            start, end = mention.tokens
            self._bodies[start] = max(end, self._bodies.get(start, 0))

    def source(self, position: int, subject: Subject) -> TokenRange | None:
        """The words of the institution that speaks at `position`, or `None` if none does."""
        if subject.kind == "other" and subject.tokens is not None:
            noun = subject.tokens[0]
            if self._is_verb(noun):
                return self._inside(noun)
            if self._is_institution(noun):
                return self._extent(noun)
            return None
        if subject.kind == "zero" and subject.number in {"Plur", ""}:
            return self._inside(position)
        return None

    def words(self, source: TokenRange) -> str:
        """The source's name in the nominative."""
        return self._nominative.phrase(self._tokens, *source).text

    # --- pieces --------------------------------------------------------------------------------

    def _is_verb(self, index: int) -> bool:
        return self._tokens.pos[index] in {"VERB", "AUX"}

    def _is_institution(self, noun: int) -> bool:
        tokens, lexicon = self._tokens, self._narration.lexicon
        lemma = tokens.lemma[noun]
        if lexicon.is_class("media", lemma) or tokens.feats[noun].animacy == "Anim":
            return False
        if lexicon.is_class("side", lemma):
            # «российская сторона» is one, «стороны» is nobody in particular.
            singular = tokens.feats[noun].number == "Sing"
            return singular and noun > 0 and tokens.pos[noun - 1] == "ADJ"
        return lexicon.is_class("institution", lemma) or noun in self._bodies

    def _inside(self, verb: int) -> TokenRange | None:
        """«в министерстве», «в пресс-службе МИД» in the verb's clause."""
        tokens = self._tokens
        start, end = self._narration.segment(verb)
        for index in range(max(start, verb - _REACH), min(end - 1, verb + _REACH)):
            if tokens.lower[index] not in {"в", "во"} or index == verb:
                continue
            noun = index + 1
            while noun < end and tokens.pos[noun] not in NOUNS:
                noun += 1
            if noun >= end or noun - index > 4:
                continue
            if self._is_institution(noun):
                return self._extent(noun)
            if self._narration.lexicon.is_class("message", tokens.lemma[noun]):
                for inner in range(noun + 1, min(noun + 5, end)):
                    if tokens.pos[inner] in NOUNS and self._is_institution(inner):
                        return self._extent(inner)
        return None

    def _extent(self, noun: int) -> TokenRange:
        narration, tokens = self._narration, self._tokens
        low, high = narration.sentence(noun)
        start = self._phrases.first_modifier(tokens, noun, low)
        bounds = Bounds(high, self._bodies, frozenset(narration.references), ("по",))
        end = max(self._phrases.tail(tokens, noun + 1, bounds), self._bodies.get(noun, 0))
        for index in range(noun + 1, end):
            if tokens.pos[index] in {"PRON", "DET", "VERB", "AUX"}:
                end = index
                break
        while tokens.pos[end - 1] in {"ADP", "CCONJ", "PUNCT"} and end > noun + 1:
            end -= 1
        return start, end
