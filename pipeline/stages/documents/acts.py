"""What is said to happen to an instrument: the verb or noun that governs it."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.stages.documents.governors import Governors
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.links import FORMAL, Link, link_of
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Modalities, Outcome
from pipeline.stages.documents.verbs import RELATIVE, Verbs

_ABOUT_AS_MANY = frozenset({"более", "свыше", "около", "порядка", "почти"})


class Acts:
    """Links mentions to the acts upon them."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._modality = Modalities(lexicon)
        self._verbs = Verbs(lexicon, morphology, self._modality)
        self._governors = Governors(lexicon, self._modality)

    def link(
        self, tokens: Tokens, mention: Mention, before: tuple[Mention, Link | None] | None
    ) -> Link | None:
        """The act upon `mention`, if any.

        Args:
            tokens: The token view.
            mention: The mention.
            before: The mention in front of it with its link; a coordinated one shares it.
        """
        start, end = tokens.sentences[tokens.sentence[mention.head]]
        place = mention.outer - 1
        while place >= start and tokens.form[place] in '«“„"':
            place -= 1
        while place > start and tokens.lower[place] in _ABOUT_AS_MANY:
            # «подписание более 20 документов»
            place -= 1
        signature = self._governors.signatures(tokens, mention, start, end)
        if signature is not None:
            return signature
        exchanged = self._governors.exchanged(tokens, mention, start)
        if exchanged is not None:
            return exchanged
        if (
            before is not None
            and before[1] is not None
            and self._coordinated(tokens, before[0], mention, place)
        ):
            return before[1]
        if place >= start and tokens.lower[place] in {"в", "во"}:
            told = self._governors.told(tokens, mention, place, start, end)
            if told is not None:
                return told
        if place >= start and tokens.pos[place] == "ADP":
            return (
                self._governors.prepositional(tokens, place, start)
                or self._verbs.after(tokens, mention, end, participles=True)
                or self._verbs.participle_before(tokens, mention, start)
            )
        if (
            place >= start
            and tokens.pos[place] in NOUNS
            and ("counted" in mention.marks or self._verbs.could_be(tokens, mention, "Gen"))
        ):
            found = self._governors.nominal(tokens, mention, place, start, end)
            if found is not None or (mention.case == "Gen" and "counted" not in mention.marks):
                return (
                    found
                    or self._verbs.after(tokens, mention, end, participles=True)
                    or self._verbs.participle_before(tokens, mention, start)
                )
        return self._verbal(tokens, mention, place, start, end)

    def relative(self, tokens: Tokens, mention: Mention) -> Link | None:
        """The act in a relative clause right behind the mention («, который … подписали»)."""
        end = tokens.sentences[tokens.sentence[mention.head]][1]
        comma = mention.end
        if comma < end and tokens.form[comma] in '»”"':
            comma += 1
        if comma + 1 < end and tokens.lower[comma] == "," and (tokens.lemma[comma + 1] == RELATIVE):
            found = self._verbs.after(tokens, mention, end, participles=False)
            return found or self._in_force(tokens, comma + 2, end)
        if comma + 2 < end and tokens.lower[comma] == "," and tokens.lemma[comma + 2] == RELATIVE:
            # «соглашение, подписание которого намечено на осень»
            act = self._lexicon.nouns.get(tokens.lemma[comma + 1])
            if act is not None and act.id in FORMAL:
                start = comma + 1
                outcome = self._modality.of_noun(tokens, start, comma + 3, start, end)
                if outcome is not Outcome.UNSURE:
                    return link_of(act, start, "noun", outcome)
        return None

    def _in_force(self, tokens: Tokens, start: int, end: int) -> Link | None:
        """«соглашение, которое вступило в силу в мае»: nothing is left to be done about it."""
        for index in range(start, min(start + 4, end - 2)):
            if tokens.lower[index + 1 : index + 3] == ["в", "силу"]:
                if tokens.feats[index].tense != "Past" or tokens.lower[index - 1] == "не":
                    return None
                return Link(
                    None, index, "in_force", Outcome.DONE, "referenced", "documents.in_force"
                )
        return None

    def of_pronoun(self, tokens: Tokens, index: int, start: int, end: int) -> Link | None:
        """The act upon a pronoun: «подписать его», «под ним», «он был подписан»."""
        case = tokens.feats[index].case
        if index > start and tokens.lower[index - 1] == "под":
            if any(tokens.lemma[place] == "подпись" for place in range(start, end)):
                act = self._lexicon.verbs["подписать"]
                return Link(
                    act, index, "signatures", Outcome.DONE, act.status, "documents.sign.signatures"
                )
            return None
        places = [place for place in (index - 1, index + 1) if start <= place < end]
        if case != "Nom" and index + 2 < end and self._modality.is_modal(tokens, index + 1):
            # «Его предполагается подписать весной»
            places.append(index + 2)
        if case == "Nom":
            places = list(range(index + 1, min(index + 4, end)))
        for place in places:
            noun = self._of_possessive(tokens, index, place, start, end)
            if noun is not None:
                return noun
            done = self._lexicon.verbs.get(tokens.lemma[place])
            if done is None or tokens.pos[place] not in {"VERB", "AUX"}:
                continue
            passive = self._verbs.is_passive(tokens, place)
            if passive != (case == "Nom") or done.kinds:
                continue
            form = "infinitive" if tokens.feats[place].verb_form == "Inf" else "pronoun"
            outcome = self._modality.of_verb(tokens, place, passive, place + 1)
            return link_of(done, place, form, outcome)
        return None

    def _of_possessive(
        self, tokens: Tokens, index: int, place: int, start: int, end: int
    ) -> Link | None:
        """«Его подписание ожидается весной»: the noun of action behind the possessive."""
        act = self._lexicon.nouns.get(tokens.lemma[place])
        if act is None or place != index + 1 or tokens.lower[index] not in {"его", "её", "ее"}:
            return None
        outcome = self._modality.of_noun(tokens, place, place + 1, start, end)
        return None if outcome is Outcome.UNSURE else link_of(act, place, "noun", outcome)

    def in_introduction(self, tokens: Tokens, sentence: int) -> Link | None:
        """The formal act of «По итогам подписаны:» in front of a list."""
        start, end = tokens.sentences[sentence]
        for index in range(end - 1, start - 1, -1):
            act = self._lexicon.verbs.get(tokens.lemma[index])
            if act is None or tokens.pos[index] != "VERB" or act.id not in FORMAL:
                continue
            if tokens.feats[index].case:
                continue
            passive = self._verbs.is_passive(tokens, index)
            outcome = self._modality.of_verb(tokens, index, passive, end)
            return link_of(act, index, "list", outcome)
        noun = end - 2
        act = self._lexicon.nouns.get(tokens.lemma[noun]) if noun >= start else None
        if act is not None and act.id in FORMAL:
            # «В первый день ожидается подписание:»
            return link_of(
                act, noun, "list", self._modality.of_noun(tokens, noun, end - 1, start, end)
            )
        return None

    def _verbal(
        self, tokens: Tokens, mention: Mention, place: int, start: int, end: int
    ) -> Link | None:
        left = self._verbs.before(tokens, mention, place, start)
        if left is not None:
            return left
        right = self._verbs.after(tokens, mention, end, participles=False)
        if right is not None:
            return right
        stage = self._governors.at_stage(tokens, mention, end)
        if stage is not None:
            return stage
        return self._verbs.participle_before(tokens, mention, start)

    def _coordinated(self, tokens: Tokens, first: Mention, second: Mention, place: int) -> bool:
        """Whether two mentions are conjuncts: only «и», a comma and small words between."""
        if not first.end <= place + 1 or first.name_only:
            return False
        between = range(first.end, place + 1)
        if len(between) > 4 or not len(between):
            return False
        if not all(
            tokens.lower[index] in {"и", ",", "а", "также", "»", "«", ";", "или"}
            for index in between
        ):
            return False
        words = tokens.lower[first.end : place + 1]
        if "а" in words and "также" not in words:
            # «Программа готовится, а Стратегия принята»: each has a verb of its own.
            return False
        mine = tokens.feats[first.head].case if first.draft and not second.draft else first.case
        return mine == second.case or {mine, second.case} <= {"Nom", "Acc"}
