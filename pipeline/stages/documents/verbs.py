"""Acts told by verbs and participles around an instrument, in its own clause."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, Agreement
from pipeline.resources.documents import Act
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.links import FORMAL, Link, link_of
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Modalities, Outcome
from pipeline.stages.documents.title_marks import FORWARDED

RELATIVE = "который"
_BREAKS = frozenset({"что", "чтобы", "если", "когда", "где", "хотя", "поскольку", "как", "пока"})
_YET = frozenset({"не", "ещё", "еще", "что"})
_JOINT = 3
"""How far from a verb another one stands that «и» joins to it."""
_REACH = 40
"""How many tokens behind a mention its verb may stand."""


class Verbs:
    """Finds the verb that has an instrument for its object or passive subject."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology, modality: Modalities) -> None:
        self._lexicon = lexicon
        self._agreement = Agreement(morphology)
        self._modality = modality

    def before(self, tokens: Tokens, mention: Mention, place: int, start: int) -> Link | None:
        """An act whose verb stands in front of the mention, in the same clause."""
        for index in range(self._over_relative(tokens, place, start), start - 1, -1):
            lower = tokens.lower[index]
            if lower == ";" or lower in _BREAKS or tokens.lemma[index] == RELATIVE:
                return None
            if self._turns(tokens, index) and not self._gaps(tokens, mention):
                return None
            if tokens.pos[index] not in {"VERB", "AUX"}:
                if (
                    index == place
                    and self._lexicon.nouns.get(tokens.lemma[index])
                    and (
                        tokens.lower[index - 1] not in {"к", "на"}
                        or self.could_be(tokens, mention, "Gen")
                    )
                ):
                    return None
                continue
            feats = tokens.feats[index]
            if feats.verb_form == "Part" and feats.case:
                continue
            act = self._lexicon.verbs.get(tokens.lemma[index])
            if act is None:
                if tokens.pos[index] == "AUX" or self._modality.is_modal(tokens, index):
                    continue
                return None
            if feats.verb_form == "Part" and feats.voice == "Act":
                return None
            passive = self.is_passive(tokens, index)
            wanted = "Nom" if passive else "Acc"
            others = mention.plural and "counted" not in mention.marks and index + 1 < place
            if passive and feats.number == "Sing" and others:
                # «подписано два договора, и другие договоры близки …»: none of these
                return None
            negated = index > start and tokens.lower[index - 1] == "не"
            if not self.could_be(tokens, mention, wanted) and not (
                negated and self.could_be(tokens, mention, "Gen")
            ):
                return None
            return self._verb_link(tokens, act, index, passive, mention)
        return None

    def after(
        self, tokens: Tokens, mention: Mention, end: int, *, participles: bool
    ) -> Link | None:
        """An act whose verb stands behind: main verb, relative clause or participle."""
        relative = False
        resumed = 0
        index = mention.end
        if index < end and tokens.form[index] in '»”"':
            index += 1
        comma = index < end and tokens.lower[index] == ","
        if comma:
            index += 1
            if index < end and tokens.lemma[index] == RELATIVE:
                relative = True
                index += 1
            elif index < end and tokens.pos[index] in {"ADV", "ADP"} | NOUNS:
                pass
        for place in range(index, min(end, index + _REACH)):
            lower = tokens.lower[place]
            if place < resumed or (lower == "пока" and tokens.lower[place + 1] in _YET):
                continue
            if tokens.lemma[place] == RELATIVE and comma:
                # «соглашение, переговоры по которому …, будет подписано»
                resumed = self._behind_clause(tokens, place, end)
                if resumed:
                    continue
            if lower in {";", ":"} or lower in _BREAKS or tokens.lemma[place] == RELATIVE:
                return None
            if lower in {"—", "–"} and place > index:
                return None
            pos, feats = tokens.pos[place], tokens.feats[place]
            if pos not in {"VERB", "AUX"}:
                if self._participle_like(tokens, place) and comma and not relative:
                    return self._participle(tokens, mention, place, index)
                continue
            if feats.verb_form == "Part" and feats.case:
                if comma and not relative:
                    return self._participle(tokens, mention, place, index)
                continue
            if participles:
                return None
            if feats.verb_form == "Conv":
                return None
            act = self._lexicon.verbs.get(tokens.lemma[place])
            if act is None:
                if pos == "AUX" or self._modality.is_modal(tokens, place):
                    continue
                if relative:
                    # «соглашение, которое готовилось три года, будет подписано»
                    relative, resumed = False, self._behind_clause(tokens, place, end)
                    if resumed:
                        continue
                return None
            passive = self.is_passive(tokens, place)
            if passive:
                agrees = (
                    not feats.number or feats.number == mention.number or (feats.number == "Plur")
                )
                if not agrees or not (relative or self.could_be(tokens, mention, "Nom")):
                    return None
            elif not relative and not self._is_object(tokens, mention, place):
                return None
            found = self._verb_link(tokens, act, place, passive, mention)
            if relative and found is not None and act.id == "ratify":
                # «Конвенция, которую ещё не ратифицировали»: no news of this occasion.
                return None if found.outcome is Outcome.NEGATED else found
            return found
        return None

    def _behind_clause(self, tokens: Tokens, start: int, end: int) -> int:
        """One past the comma that closes the relative clause around `start`, or 0."""
        verb = False
        for index in range(start, end):
            verb = verb or tokens.feats[index].verb_form == "Fin"
            if tokens.form[index] == "," and verb:
                return index + 1
        return 0

    def _is_object(self, tokens: Tokens, mention: Mention, verb: int) -> bool:
        """«Декларацию подписали министры»: the mention in front of an active verb."""
        if not self.could_be(tokens, mention, "Acc"):
            return tokens.feats[verb].verb_form == "Inf" and self.could_be(tokens, mention, "Nom")
        if mention.case == "Acc":
            return True
        feats = tokens.feats[verb]
        if feats.verb_form == "Inf" or (feats.number == "Plur" and mention.number == "Sing"):
            return True
        # «Постановление о выплатах кабинет рассмотрит»: another nominative is the subject.
        return any(
            tokens.feats[index].case == "Nom"
            and tokens.pos[index] in NOUNS
            and tokens.feats[index].number == feats.number
            for index in range(mention.end, verb)
        )

    def _participle_like(self, tokens: Tokens, index: int) -> bool:
        return tokens.pos[index] == "ADJ" and tokens.lemma[index] in {
            "подписанный", "принятый", "утверждённый", "одобренный", "заключённый"
        }  # fmt: skip

    def _participle(self, tokens: Tokens, mention: Mention, index: int, clause: int) -> Link | None:
        lemma = tokens.lemma[index]
        act = self._lexicon.verbs.get(lemma) or self._adjectival(lemma)
        if act is None or tokens.feats[index].voice == "Act":
            return None
        return Link(
            act, index, "participle", Outcome.DONE, act.status, f"documents.{act.id}.participle"
        )

    def participle_before(self, tokens: Tokens, mention: Mention, start: int) -> Link | None:
        """«подписанное соглашение», «в подписанном с ним в 2012 году соглашении»."""
        first = mention.outer
        for index in range(mention.outer - 1, max(start, mention.outer - 12) - 1, -1):
            if tokens.lower[index] in {",", ";", ":"} or tokens.feats[index].verb_form == "Fin":
                break
            feats, lemma = tokens.feats[index], tokens.lemma[index]
            act = self._lexicon.verbs.get(lemma) or self._adjectival(lemma)
            participle = feats.verb_form == "Part" or (tokens.pos[index] == "ADJ" and act)
            if participle and feats.case and feats.number == mention.number:
                nominal = {feats.case, mention.case} <= {"Nom", "Acc"}
                agrees = not mention.case or nominal or self.could_be(tokens, mention, feats.case)
                if act is not None and (feats.case == mention.case or agrees):
                    first = index
                break
        for index in range(first, mention.start):
            lemma = tokens.lemma[index]
            act = self._lexicon.verbs.get(lemma) or self._adjectival(lemma)
            if act is not None and tokens.feats[index].case and tokens.feats[index].voice != "Act":
                if index > 0 and tokens.lower[index - 1] == "не":
                    return None
                return Link(
                    act, index, "participle", Outcome.DONE, act.status,
                    f"documents.{act.id}.participle",
                )  # fmt: skip
        return None

    def _adjectival(self, lemma: str) -> Act | None:
        """Participles that the dictionary files as adjectives («принятый»)."""
        for parse in self._agreement.morphology.parses(lemma):
            if parse.kind in {"PRTF", "PRTS"}:
                return self._lexicon.verbs.get(parse.lemma)
        return None

    def _turns(self, tokens: Tokens, index: int) -> bool:
        """«…, а Социальный кодекс …»: another clause, unless it is «а также»."""
        return (
            tokens.lower[index] in {"а", "но"}
            and index > 0
            and tokens.lower[index - 1] == ","
            and index + 1 < len(tokens)
            and tokens.lower[index + 1] not in {"также", "именно"}
        )

    def _gaps(self, tokens: Tokens, mention: Mention) -> bool:
        """«…, а Меморандум — в июне»: the verb before the turn is meant again."""
        return mention.end < len(tokens) and tokens.form[mention.end] in {"—", "–"}

    def _over_relative(self, tokens: Tokens, place: int, start: int) -> int:
        """«подписан документ, который …, и Меморандум»: step over the relative clause."""
        if place <= start or tokens.lower[place] != "и" or tokens.lower[place - 1] != ",":
            return place
        for index in range(place - 2, start, -1):
            if tokens.lemma[index] == RELATIVE:
                return index - 1
        return place

    def _verb_link(
        self, tokens: Tokens, act: Act, index: int, passive: bool, mention: Mention
    ) -> Link | None:
        if act.kinds and mention.kind not in act.kinds:
            return None
        if act.id == "support" and not (
            mention.draft or tokens.lemma[mention.head] == "законопроект"
        ):
            return None
        coming = None
        if act.id in {"prepare", "forward"}:
            coming = self._prepared_for(tokens, index, mention)
        if act.id == "forward" and coming is None and not self._is_sent_on(tokens, index, mention):
            return None
        form = "passive" if passive else "active"
        if tokens.feats[index].verb_form == "Inf":
            form = "infinitive"
        if coming is not None and not self._joined(tokens, index, passive, mention):
            return link_of(coming, index, form, Outcome.PLANNED)
        outcome = self._modality.of_verb(tokens, index, passive, mention.end)
        link = link_of(act, index, form, outcome)
        if act.id in FORMAL:
            return link
        # «рассмотрен и одобрен», «одобрены и будут внесены»: the formal act tells more.
        return self._joined(tokens, index, passive, mention) or link

    def _joined(self, tokens: Tokens, index: int, passive: bool, mention: Mention) -> Link | None:
        """A formal act told by a verb of the same form that «и» joins to the one at `index`."""
        start, end = tokens.sentences[tokens.sentence[index]]
        mine = tokens.feats[index]
        for step in (-1, 1):
            place = index + step
            joined = False
            while start <= place < end and abs(place - index) <= _JOINT:
                if tokens.lower[place] == "и":
                    joined = True
                elif tokens.pos[place] not in {"AUX", "ADV", "PART"}:
                    break
                place += step
            if not joined or not start <= place < end or tokens.pos[place] != "VERB":
                continue
            feats, act = tokens.feats[place], self._lexicon.verbs.get(tokens.lemma[place])
            alike = (feats.verb_form, feats.number) == (mine.verb_form, mine.number)
            if act is None or act.id not in FORMAL or act.kinds or not alike or feats.case:
                continue
            if self.is_passive(tokens, place) != passive or mention.start <= place < mention.end:
                continue
            if step == 1 and place > mention.end and self._has_own(tokens, place, passive, end):
                continue
            outcome = self._modality.of_verb(tokens, place, passive, mention.end)
            return link_of(act, place, "passive" if passive else "active", outcome)
        return None

    def _has_own(self, tokens: Tokens, verb: int, passive: bool, end: int) -> bool:
        """«Программа рассмотрена, и принята резолюция»: the noun behind the verb is its own."""
        for index in range(verb + 1, min(verb + 4, end)):
            if tokens.pos[index] in NOUNS:
                return tokens.feats[index].case == ("Nom" if passive else "Acc")
            if tokens.pos[index] not in {"ADJ", "DET", "NUM"}:
                return False
        return False

    def _prepared_for(self, tokens: Tokens, index: int, mention: Mention) -> Act | None:
        """«готовится к подписанию», «рекомендован к принятию»: the act to come."""
        start = tokens.sentences[tokens.sentence[index]][0]
        closing = mention.end < len(tokens) and tokens.form[mention.end] in '»”"'
        for place in (index + 1, index - 2, mention.end + closing):
            if start <= place < len(tokens) - 1 and tokens.lower[place] == "к":
                act = self._lexicon.nouns.get(tokens.lemma[place + 1])
                if act is not None and act.id in FORMAL:
                    return act
            elif tokens.lower[place : place + 2] == ["на", "ратификацию"]:
                return self._lexicon.verbs["ратифицировать"]
        return None

    def _is_sent_on(self, tokens: Tokens, index: int, mention: Mention) -> bool:
        """«отправлен на доработку», «направили проект на рассмотрение»."""
        return any(
            tokens.lower[place] == "на" and FORWARDED & set(tokens.lemma[place + 1 : place + 3])
            for place in (index + 1, mention.end)
            if place < len(tokens)
        )

    def is_passive(self, tokens: Tokens, index: int) -> bool:
        """Whether the verb has what is acted upon for its subject."""
        feats = tokens.feats[index]
        if feats.verb_form == "Part":
            return True
        return tokens.lower[index].endswith(("ся", "сь")) and feats.verb_form != "Conv"

    def could_be(self, tokens: Tokens, mention: Mention, case: str) -> bool:
        """Whether the mention stands, or by its form can stand, in `case`."""
        if mention.case == case:
            return True
        index = mention.head
        if mention.draft or "counted" in mention.marks:
            # The case of the draft's noun was read when the mention was made; its other
            # readings are Nom and Acc only.
            return {mention.case, case} <= {"Nom", "Acc"}
        if not self._agreement.could_be(tokens, index, case):
            return False
        return all(
            self._agreement.could_be(tokens, place, case)
            for place in range(mention.start, index)
            if self._agreement.is_modifier(tokens, place)
        )
