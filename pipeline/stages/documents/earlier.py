"""Whether an act upon an instrument belongs to an earlier occasion than the release's event."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.links import Link
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Outcome
from pipeline.stages.documents.occasions import Occasions

_LEAD = 2
"""The last sentence of a release's opening: what it tells of is the news itself."""


class Earlier:
    """Asks that of the mentions of one release."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, occasions: Occasions) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._occasions = occasions
        lead = tokens.sentences[min(_LEAD, len(tokens.sentences) - 1)][1]
        # A release that opens with a ratification tells of all that were made that day.
        self._ratifies = any(
            act is not None and act.id == "ratify" and tokens.pos[index] == "VERB"
            for index, act in enumerate(map(lexicon.verbs.get, tokens.lemma[:lead]))
        )

    def holds(self, mention: Mention, link: Link) -> bool:
        """Whether the act belongs to an earlier occasion than the release's event."""
        if link.form == "participle" and (
            self._occasions.dates(mention, link)
            or self._is_invoked(link.index)
            or self._is_invoked(mention.outer)
        ):
            return True
        if self._is_already(link):
            return True
        sentence = self._tokens.sentence[link.index]
        if link.act is not None and link.act.id == "ratify":
            if sentence <= _LEAD or self._ratifies:
                # The date of what is ratified lies long ago: «Соглашение от 5 мая 2019 года».
                return False
            # What a country once ratified is background, unless the release opens with it.
            start, end = self._tokens.sentences[sentence]
            if not {"сегодня", "вчера"}.intersection(self._tokens.lower[start:end]):
                return True
        if link.outcome is Outcome.DONE and self._occasions.dates_itself(mention):
            return True
        return (
            self._occasions.is_earlier(sentence)
            or self._occasions.clause_earlier(link.index)
            or self._sat_elsewhere(mention, link)
        )

    def _is_invoked(self, index: int) -> bool:
        """«во исполнение подписанного соглашения»: what is only invoked was there before."""
        before = self._tokens.lemma[max(index - 2, 0) : index]
        return any(lemma in self._lexicon.data.invoking.lemmas for lemma in before)

    def _is_already(self, link: Link) -> bool:
        """«Стороны уже подписали пять протоколов»: on some occasion before."""
        if link.form not in {"active", "passive"} or link.outcome is not Outcome.DONE:
            return False
        place = link.index - 1
        while place > 0 and self._tokens.lemma[place] == "быть":
            place -= 1
        return place >= 0 and self._tokens.lower[place] == "уже"

    def _sat_elsewhere(self, mention: Mention, link: Link) -> bool:
        """«Депутаты приняли резолюцию» in a release on a visit: at a sitting of their own."""
        if (
            link.form != "active"
            or link.outcome is not Outcome.DONE
            or not self._occasions.is_talks
        ):
            return False
        tokens = self._tokens
        sentence = tokens.sentence[link.index]
        if sentence <= _LEAD:
            return False
        start = tokens.sentences[sentence][0]
        words = self._lexicon.data.sitting.lemmas
        return any(
            tokens.lemma[index] in words
            for index in range(start, link.index)
            if not mention.start <= index < mention.end
        )
