"""What is said to happen to an instrument: the verb or noun that governs it, and its modality."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, Agreement
from pipeline.layers import DocumentStatus
from pipeline.resources.documents import Act
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Modalities, Outcome

_RELATIVE = "который"
_BREAKS = frozenset({"что", "чтобы", "если", "когда", "где", "хотя", "поскольку", "как", "пока"})


@dataclass(frozen=True, slots=True)
class Link:
    """An act upon an instrument.

    Attributes:
        act: The lexicon entry, or `None` for what is only governed by «переговоры по», ….
        index: Token of the verb or noun.
        form: `active`, `passive`, `infinitive`, `noun`, `participle`, `signatures`.
        outcome: What came of it.
        status: Status it gives, before the occasion is considered.
        rule: Name for `kommunike explain`.
    """

    act: Act | None
    index: int
    form: str
    outcome: Outcome
    status: DocumentStatus
    rule: str


class Acts:
    """Links mentions to the acts upon them."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._lexicon = lexicon
        self._agreement = Agreement(morphology)
        self._modality = Modalities(lexicon)

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
        while place >= start and tokens.form[place] in "«“„\"":
            place -= 1
        signature = self._signatures(tokens, mention, start, end)
        if signature is not None:
            return signature
        if before is not None and self._coordinated(tokens, before[0], mention, place):
            if before[1] is not None:
                return before[1]
        if place >= start and tokens.pos[place] == "ADP":
            return self._prepositional(tokens, mention, place, start, end)
        if place >= start and tokens.pos[place] in NOUNS and self._could_be(
            tokens, mention, "Gen"
        ):
            found = self._nominal(tokens, mention, place, start, end)
            if found is not None or mention.case == "Gen":
                return (
                    found
                    or self._after(tokens, mention, end, participles=True)
                    or self._participle_before(tokens, mention, start)
                )
        return self._verbal(tokens, mention, place, start, end)

    def relative(self, tokens: Tokens, mention: Mention) -> Link | None:
        """The act in a relative clause right behind the mention («, который … подписали»)."""
        end = tokens.sentences[tokens.sentence[mention.head]][1]
        comma = mention.end
        if comma < end and tokens.form[comma] in "»”\"":
            comma += 1
        if comma + 1 < end and tokens.lower[comma] == "," and (
            tokens.lemma[comma + 1] == _RELATIVE
        ):
            return self._after(tokens, mention, end, participles=False)
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
        if case == "Nom":
            places = list(range(index + 1, min(index + 4, end)))
        for place in places:
            act = self._lexicon.verbs.get(tokens.lemma[place])
            if act is None or tokens.pos[place] not in {"VERB", "AUX"}:
                continue
            passive = self._is_passive(tokens, place)
            if passive != (case == "Nom") or act.kinds:
                continue
            form = "infinitive" if tokens.feats[place].verb_form == "Inf" else "pronoun"
            outcome = self._modality.of_verb(tokens, place, passive, place + 1)
            return self._resolve(act, place, form, outcome)
        return None

    def _verbal(
        self, tokens: Tokens, mention: Mention, place: int, start: int, end: int
    ) -> Link | None:
        left = self._before(tokens, mention, place, start)
        if left is not None:
            return left
        right = self._after(tokens, mention, end, participles=False)
        if right is not None:
            return right
        return self._participle_before(tokens, mention, start)

    def _before(self, tokens: Tokens, mention: Mention, place: int, start: int) -> Link | None:
        """An act whose verb stands in front of the mention, in the same clause."""

        for index in range(self._over_relative(tokens, place, start), start - 1, -1):
            lower = tokens.lower[index]
            if lower == ";" or lower in _BREAKS or tokens.lemma[index] == _RELATIVE:
                return None
            if tokens.pos[index] not in {"VERB", "AUX"}:
                if index == place and self._lexicon.nouns.get(tokens.lemma[index]):
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
            passive = self._is_passive(tokens, index)
            wanted = "Nom" if passive else "Acc"
            negated = index > start and tokens.lower[index - 1] == "не"
            if not self._could_be(tokens, mention, wanted) and not (
                negated and self._could_be(tokens, mention, "Gen")
            ):
                return None
            return self._verb_link(tokens, act, index, passive, mention)
        return None

    def _over_relative(self, tokens: Tokens, place: int, start: int) -> int:
        """«подписан документ, который …, и Меморандум»: step over the relative clause."""
        if place <= start or tokens.lower[place] != "и" or tokens.lower[place - 1] != ",":
            return place
        for index in range(place - 2, start, -1):
            if tokens.lemma[index] == _RELATIVE:
                return index - 1
        return place

    def _after(
        self, tokens: Tokens, mention: Mention, end: int, *, participles: bool
    ) -> Link | None:
        """An act whose verb stands behind: main verb, relative clause or participle."""
        relative = False
        index = mention.end
        if index < end and tokens.form[index] in "»”\"":
            index += 1
        comma = index < end and tokens.lower[index] == ","
        if comma:
            index += 1
            if index < end and tokens.lemma[index] == _RELATIVE:
                relative = True
                index += 1
            elif index < end and tokens.pos[index] in {"ADV", "ADP"} | NOUNS:
                pass
        for place in range(index, min(end, index + 40)):
            lower = tokens.lower[place]
            if lower in {";", ":"} or lower in _BREAKS or tokens.lemma[place] == _RELATIVE:
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
                return None
            passive = self._is_passive(tokens, place)
            if passive:
                agrees = not feats.number or feats.number == mention.number or (
                    feats.number == "Plur"
                )
                if not agrees or not (relative or self._could_be(tokens, mention, "Nom")):
                    return None
            elif not relative and not self._is_object(tokens, mention, place):
                return None
            return self._verb_link(tokens, act, place, passive, mention)
        return None

    def _is_object(self, tokens: Tokens, mention: Mention, verb: int) -> bool:
        """«Декларацию подписали министры»: the mention in front of an active verb."""
        if not self._could_be(tokens, mention, "Acc"):
            return tokens.feats[verb].verb_form == "Inf" and self._could_be(
                tokens, mention, "Nom"
            )
        if mention.case == "Acc":
            return True
        feats = tokens.feats[verb]
        return feats.verb_form == "Inf" or feats.number == "Plur" and mention.number == "Sing"

    def _participle_like(self, tokens: Tokens, index: int) -> bool:
        return tokens.pos[index] == "ADJ" and tokens.lemma[index] in {
            "подписанный", "принятый", "утверждённый", "одобренный", "заключённый"
        }  # fmt: skip

    def _participle(
        self, tokens: Tokens, mention: Mention, index: int, clause: int
    ) -> Link | None:
        lemma = tokens.lemma[index]
        act = self._lexicon.verbs.get(lemma) or self._adjectival(lemma)
        if act is None or tokens.feats[index].voice == "Act":
            return None
        return Link(
            act, index, "participle", Outcome.DONE, act.status, f"documents.{act.id}.participle"
        )

    def _participle_before(
        self, tokens: Tokens, mention: Mention, start: int
    ) -> Link | None:
        """«подписанное соглашение», «в подписанном с ним в 2012 году соглашении»."""
        first = mention.outer
        for index in range(mention.outer - 1, max(start, mention.outer - 12) - 1, -1):
            if tokens.lower[index] in {",", ";", ":"} or tokens.feats[index].verb_form == "Fin":
                break
            feats = tokens.feats[index]
            if feats.verb_form == "Part" and feats.case and feats.number == mention.number:
                if feats.case == mention.case and tokens.lemma[index] in self._lexicon.verbs:
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

    def _prepositional(
        self, tokens: Tokens, mention: Mention, place: int, start: int, end: int
    ) -> Link | None:
        """«переговоры по соглашению», «работа над …»; else what stands behind it."""
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
            return Link(
                act, place, "noun", Outcome.NEGATED, "discussed", "documents.adopt.without"
            )
        return self._after(tokens, mention, end, participles=True) or self._participle_before(
            tokens, mention, start
        )

    def _nominal(
        self, tokens: Tokens, mention: Mention, place: int, start: int, end: int
    ) -> Link | None:
        act = self._lexicon.nouns.get(tokens.lemma[place])
        if act is None:
            return None
        outcome = self._modality.of_noun(tokens, place, mention.end, start, end)
        return self._resolve(act, place, "noun", outcome)

    def _signatures(
        self, tokens: Tokens, mention: Mention, start: int, end: int
    ) -> Link | None:
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

    def _verb_link(
        self, tokens: Tokens, act: Act, index: int, passive: bool, mention: Mention
    ) -> Link | None:
        if act.kinds and mention.kind not in act.kinds:
            return None
        form = "passive" if passive else "active"
        if tokens.feats[index].verb_form == "Inf":
            form = "infinitive"
        outcome = self._modality.of_verb(tokens, index, passive, mention.end)
        return self._resolve(act, index, form, outcome)

    def _resolve(self, act: Act, index: int, form: str, outcome: Outcome) -> Link:
        status: DocumentStatus = act.status
        if outcome is Outcome.PLANNED:
            status = "discussed" if act.id == "discuss" else "planned"
        elif outcome in {Outcome.NEGATED, Outcome.TALKED}:
            status = "discussed"
        elif outcome is Outcome.UNSURE:
            status = "referenced"
        return Link(act, index, form, outcome, status, f"documents.{act.id}.{form}")

    def _is_passive(self, tokens: Tokens, index: int) -> bool:
        feats = tokens.feats[index]
        if feats.verb_form == "Part":
            return True
        return tokens.lower[index].endswith(("ся", "сь")) and feats.verb_form != "Conv"

    def _could_be(self, tokens: Tokens, mention: Mention, case: str) -> bool:
        if mention.case == case:
            return True
        index = mention.head
        if mention.draft:
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

    def _coordinated(
        self, tokens: Tokens, first: Mention, second: Mention, place: int
    ) -> bool:
        """Whether two mentions are conjuncts: only «и», a comma and small words between."""
        if not first.end <= place + 1 or first.name_only:
            return False
        between = range(first.end, place + 1)
        if len(between) > 4 or not len(between):
            return False
        if not all(
            tokens.lower[index] in {"и", ",", "а", "также", "»", "«", ";", "или"} for index in between
        ):
            return False
        mine = tokens.feats[first.head].case if first.draft and not second.draft else first.case
        return mine == second.case or {mine, second.case} <= {"Nom", "Acc"}
