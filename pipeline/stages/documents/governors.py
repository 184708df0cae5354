"""Acts told by the noun or preposition that governs an instrument."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.links import Link, link_of
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Modalities, Outcome

_EXCHANGE = frozenset({"обмен", "обменяться", "обмениваться"})
_STAYS = frozenset({"находиться", "проходить", "оставаться"})


class Governors:
    """Reads «подписание …», «переговоры по …», «подписи под …», «в … говорится»."""

    def __init__(self, lexicon: Lexicon, modality: Modalities) -> None:
        self._lexicon = lexicon
        self._modality = modality

    def prepositional(self, tokens: Tokens, place: int, start: int) -> Link | None:
        """«переговоры по соглашению», «работа над …», «без декларации».

        Args:
            tokens: The token view.
            place: The preposition in front of the mention.
            start: First token of the sentence.
        """
        before = place - 1
        if tokens.lower[place] in {"по", "над", "о", "об"}:
            for index in range(before, max(start, before - 6) - 1, -1):
                if tokens.lower[index] in {",", ";", ":"}:
                    break
                if tokens.lemma[index] in self._lexicon.data.modality.discussed or (
                    tokens.lemma[index] in self._lexicon.nouns
                    and self._lexicon.nouns[tokens.lemma[index]].status == "discussed"
                ):
                    return Link(
                        None, index, "noun", Outcome.TALKED, "discussed",
                        "documents.discussed.about",
                    )  # fmt: skip
        if tokens.lower[place] == "без":
            act = self._lexicon.verbs["принять"]
            return Link(act, place, "noun", Outcome.NEGATED, "discussed", "documents.adopt.without")
        return None

    def exchanged(self, tokens: Tokens, mention: Mention, start: int) -> Link | None:
        """«Состоялся обмен документами: соглашением о …», «министры обменялись соглашениями»."""
        if mention.case != "Ins":
            return None
        for index in range(mention.outer - 1, start - 1, -1):
            if tokens.lemma[index] in _EXCHANGE:
                told = any(
                    tokens.feats[i].verb_form == "Fin" and tokens.feats[i].tense == "Past"
                    for i in range(start, index + 1)
                )
                act = self._lexicon.verbs["подписать"]
                rule = "documents.sign.exchange"
                return Link(act, index, "noun", Outcome.DONE, act.status, rule) if told else None
            if tokens.feats[index].verb_form == "Fin" or tokens.form[index] == ";":
                return None
        return None

    def told(
        self, tokens: Tokens, mention: Mention, place: int, start: int, end: int
    ) -> Link | None:
        """«В коммюнике по итогам встречи стороны подтвердили …»: it was adopted there."""
        if mention.kind not in self._lexicon.told.kinds or mention.plural or mention.draft:
            return None
        if "joint" not in mention.marks and not self._closes_meeting(tokens, mention, end):
            return None
        if mention.outer < mention.start and any(
            tokens.feats[index].verb_form == "Part" for index in range(mention.outer, mention.start)
        ):
            return None
        for index in range(start, end):
            if tokens.lemma[index] in self._lexicon.told.verbs and not (
                mention.start <= index < mention.end
            ):
                act = self._lexicon.told
                return Link(act, index, "told", Outcome.DONE, act.status, "documents.adopt.told")
        return None

    def _closes_meeting(self, tokens: Tokens, mention: Mention, end: int) -> bool:
        after = mention.end
        return (
            after + 1 < end and tokens.lower[after] == "по" and (tokens.lemma[after + 1] == "итог")
        )

    def nominal(
        self, tokens: Tokens, mention: Mention, place: int, start: int, end: int
    ) -> Link | None:
        """«подписание Соглашения»: the noun of action at `place` that governs the mention."""
        act = self._lexicon.nouns.get(tokens.lemma[place])
        if act is None:
            # «подписание до конца года меморандума»: a phrase of time stands between.
            for index in range(place - 1, max(start, place - 5), -1):
                act = self._lexicon.nouns.get(tokens.lemma[index])
                if act is not None and tokens.pos[index + 1] == "ADP":
                    place = index
                    break
            else:
                return None
        assert act is not None
        outcome = self._modality.of_noun(tokens, place, mention.end, start, end)
        return link_of(act, place, "noun", outcome)

    def at_stage(self, tokens: Tokens, mention: Mention, end: int) -> Link | None:
        """«соглашение находится на стадии согласования», «проходит согласование»."""
        verb = mention.end
        if verb >= end or tokens.lemma[verb] not in _STAYS or tokens.feats[verb].tense == "Past":
            return None
        for index in range(verb + 1, min(verb + 5, end)):
            act = self._lexicon.nouns.get(tokens.lemma[index])
            if act is not None and act.status == "discussed":
                return Link(
                    None, index, "stage", Outcome.TALKED, "discussed", "documents.discussed.stage"
                )
            if tokens.lower[index] in {",", ";", "не"}:
                return None
        return None

    def signatures(self, tokens: Tokens, mention: Mention, start: int, end: int) -> Link | None:
        """«Подписи под документом поставили …»."""
        before = mention.outer - 1
        if before < start or tokens.lower[before] not in {"под", "документ", "с"}:
            return None
        for index in range(start, end):
            if tokens.lemma[index] in {"подпись", "подписаться"}:
                act = self._lexicon.verbs["подписать"]
                return Link(
                    act, index, "signatures", Outcome.DONE, act.status, "documents.sign.signatures"
                )
        return None
