"""Who speaks: the reference that is a verb's subject.

Adjacency and agreement decide: the nearest nominative reference on the left outside subordinate
clauses, or on the right where the order is inverted. A nominative that is no
reference blocks: then somebody else speaks.
"""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import Reference
from pipeline.stages.statements.coordination import Coordination
from pipeline.stages.statements.elimination import Elimination
from pipeline.stages.statements.heads import Heads
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.offices import Offices
from pipeline.stages.statements.pointers import Pointers
from pipeline.stages.statements.subjects import Subject, SubjectAgreement, SubjectKind


class Speakers:
    """Finds subjects in one release."""

    def __init__(
        self,
        narration: Narration,
        agreement: SubjectAgreement,
        elimination: Elimination,
        heads: Heads,
    ) -> None:
        self._narration = narration
        self._elimination = elimination
        self._heads = heads
        self._tokens = narration.tokens
        self._agreement = agreement
        self._offices = Offices(narration)
        self._pointers = Pointers(narration, agreement)
        self._coordination = Coordination(narration, agreement)
        self.level = agreement.level
        self.agrees = agreement.agrees

    # --- searching -------------------------------------------------------------------------------

    def left(self, verb: int, floor: int) -> Subject | None:
        """The subject in front of `verb`, not before token `floor`.

        Subordinate segments and quotations are jumped over.
        """
        narration = self._narration
        index = verb - 1
        own = narration.segment(verb)[0]
        fallback: Reference | None = None
        while index >= floor:
            quotation = narration.other_quotation(index, verb)
            if quotation is not None:
                index = quotation.start - 1
                continue
            if narration.is_break(index) and index - 1 >= floor:
                segment = narration.segment(index - 1)
                if (
                    not narration.is_break(index - 1)
                    and narration.other_quotation(index - 1, verb) is None
                    and segment[0] < index
                    and narration.is_dependent(segment)
                ):
                    index = segment[0] - 1
                    continue
                index -= 1
                continue
            reference = narration.references.get(index)
            if reference is not None and reference.tokens[0] >= floor:
                level = self.level(reference)
                if level and self._plural(verb):
                    return self._coordination.left(reference, floor)
                if level and self.agrees(verb, reference.persons):
                    if level == 2:
                        return self._coordination.person(reference)
                    fallback = fallback or reference
                elif level and reference.kind == "office":
                    # «Министр поблагодарила …»: not the one the context brought to mind.
                    held = self._heads.holder(verb, reference.tokens[0])
                    if held is not None:
                        return held
                index = reference.tokens[0] - 1
                continue
            if self._blocks(verb, index, own):
                if fallback is None:
                    return self._other(verb, index)
                break
            index -= 1
        return self._coordination.person(fallback) if fallback is not None else None

    def right(self, verb: int, limit: int, *, strict: bool) -> Subject | None:
        """The subject behind `verb` in its segment, before token `limit`.

        Args:
            verb: The verb.
            limit: Token to stop before.
            strict: Whether only references and living beings count (an inanimate nominative
                may be the verb's object).
        """
        narration, tokens = self._narration, self._tokens
        index = verb + 1
        fallback: Reference | None = None
        other: int | None = None
        while index < limit:
            quotation = narration.other_quotation(index, verb)
            if quotation is not None:
                index = quotation.end
                continue
            reference = narration.references.get(index)
            if reference is not None:
                level = self.level(reference)
                if level and self._plural(verb):
                    return self._coordination.right(verb, reference)
                if level and self.agrees(verb, reference.persons):
                    if level == 2:
                        return self._coordination.person(reference)
                    fallback = fallback or reference
                index = max(reference.tokens[1], index + 1)
                continue
            if tokens.form[index] == ",":
                if fallback is None and self._pointers.one_of(verb, other, index):
                    named = self._pointers.apposed(verb, index)
                    if named is not None:
                        return self._coordination.person(named)
                after = narration.insertion_end(index, limit)
                if after is None:
                    break
                index = after
                continue
            if narration.is_break(index) or tokens.form[index] in {".", "!", "?", "…"}:
                break
            pos = tokens.pos[index]
            if pos in {"VERB", "AUX"} and tokens.feats[index].verb_form in {"Fin", "Inf", "Conv"}:
                break
            if other is None and self._nominative(verb, index):
                animate = tokens.feats[index].animacy == "Anim" or pos == "PRON"
                institution = narration.lexicon.is_class(
                    "institution", tokens.lemma[index]
                ) or narration.lexicon.is_class("media", tokens.lemma[index])
                if animate or institution or not strict:
                    other = index
            index += 1
        if fallback is not None and (other is None or self._near(other, fallback)):
            return self._coordination.person(fallback)
        return self._other(verb, other) if other is not None else None

    def genitive(self, start: int, limit: int) -> Subject | None:
        """The person a noun phrase that begins at `start` names («по словам X»)."""
        narration, tokens = self._narration, self._tokens
        word = tokens.lower[start] if start < limit else ""
        if word in {"его", "ее", "её", "их"}:
            reference = narration.pronouns.get(start)
            if reference is not None:
                return self._coordination.person(reference)
            gender = {"его": "Masc", "их": ""}.get(word, "Fem")
            number = "Plur" if word == "их" else "Sing"
            return Subject("pronoun", (), (start, start + 1), gender, number)
        office: Reference | None = None
        head: int | None = None
        index = start
        while index < limit:
            quotation = narration.other_quotation(index, start)
            if quotation is not None:
                index = quotation.end
                continue
            reference = narration.references.get(index)
            if reference is not None:
                if reference.kind == "name":
                    if head is not None and office is not None:
                        # «слова представителя премьера X»: X holds the inner office only.
                        return self._other(None, head)
                    return self._coordination.person(self._holder(head, reference))
                office = office or reference
                index = max(reference.tokens[1], index + 1)
                continue
            if narration.is_break(index) or is_finite(tokens, index):
                break
            if (
                head is None
                and tokens.feats[index].animacy == "Anim"
                and (tokens.pos[index] in NOUNS)
            ):
                head = index
            index += 1
        if office is not None:
            return self._coordination.person(office)
        if start < limit and tokens.pos[start] in NOUNS | {"ADJ", "DET"}:
            head = start
            while head < limit - 1 and tokens.pos[head] not in NOUNS:
                head += 1
            return self._other(None, head)
        return None

    # --- pieces ----------------------------------------------------------------------------------

    def _holder(self, office: int | None, name: Reference) -> Reference:
        """Whose the words are in «помощника Саара Ивара Калныньша»: the second name's."""
        following = self._narration.references.get(name.tokens[1])
        if (
            office is not None
            and following is not None
            and following.kind == "name"
            and following.tokens[0] == name.tokens[1]
            and not set(following.persons) & set(name.persons)
        ):
            return following
        return name

    def could_be_object(self, noun: int) -> bool:
        """Whether a noun taken for a nominative may be an accusative: a thing of one form."""
        return self._tokens.feats[noun].animacy != "Anim" and self._agreement.could_be(noun, "Acc")

    def _plural(self, verb: int) -> bool:
        feats = self._tokens.feats[verb]
        return feats.verb_form != "Conv" and feats.number == "Plur"

    def _nominative(self, verb: int, index: int) -> bool:
        tokens = self._tokens
        pos = tokens.pos[index]
        demonstrative = tokens.lower[index] in {"тот", "та", "те"} or self._pointers.is_last(index)
        if pos not in NOUNS and pos != "PRON" and not demonstrative:
            return False
        countries = self._narration.countries
        if index in countries and countries.get(index - 1) == countries[index]:
            # «Республики Таджикистан»: the case is the first word's.
            index -= 1
        if pos == "PRON" and tokens.lower[index] == "друг":
            return False  # «пожелали друг другу успехов»
        if (index and tokens.pos[index - 1] == "ADP") or self._narration.is_route(index):
            return False
        return tokens.feats[index].case == "Nom" and self._agreement.noun_agrees(verb, index)

    def _blocks(self, verb: int, index: int, own: int) -> bool:
        """Whether a word that is no reference is the subject."""
        tokens = self._tokens
        if not self._nominative(verb, index):
            return False
        if tokens.lower[index] in {"это", "то", "что", "который", "которая", "которые"}:
            return False
        return index >= own or not self._is_object(index)

    def _is_object(self, index: int) -> bool:
        """Whether a noun of another clause is its verb's object («опубликовала фото, написав»)."""
        if not self.could_be_object(index):
            return False
        start = self._narration.segment(index)[0]
        return any(is_finite(self._tokens, word) for word in range(start, index))

    def _near(self, noun: int, reference: Reference) -> bool:
        """Whether a name follows an office of its own that is no reference («политолог X»)."""
        tokens = self._tokens
        start = reference.tokens[0]
        return (
            noun < start
            and tokens.feats[noun].animacy == "Anim"
            and not any(self._narration.is_break(index) for index in range(noun, start))
        )

    def _other(self, verb: int | None, noun: int) -> Subject:
        tokens, lexicon = self._tokens, self._narration.lexicon
        feats = tokens.feats[noun]
        words = (noun, noun + 1)
        held = (
            self._offices.holder(noun)
            or self._elimination.left(verb, noun)
            or self._heads.holder(verb, noun)
        )
        if held is not None:
            return held
        if verb is not None and tokens.lower[noun] in {"тот", "та"}:
            return self._pointers.latter(verb, noun)
        if verb is not None and self._pointers.is_last(noun):
            return self._pointers.last(verb, noun)
        if tokens.lower[noun] in {"он", "она", "они"}:
            return Subject("pronoun", (), words, feats.gender, feats.number)
        following = noun + 1
        plain = (
            following >= len(tokens)
            or tokens.pos[following] not in NOUNS | {"ADJ", "X"}
            # «собеседник RT», «собеседник агентства»: whom the reporter has been talking to.
            or lexicon.is_class("media", tokens.lemma[following])
            or tokens.form[following].isascii()
        )
        lemma = tokens.lemma[noun]
        is_office = lexicon.is_class("vague_office", lemma)
        if (
            (is_office or lexicon.is_class("vague_person", lemma))
            and feats.number == "Sing"
            and plain
        ):
            gender = tokens.feats[verb].gender if verb is not None else ""
            modified = noun > 0 and tokens.pos[noun - 1] == "ADJ"
            unnamed = modified and tokens.lemma[noun - 1] in lexicon.classes["unnamed"]
            if (modified and is_office) or unnamed or tokens.lower[following : noun + 2] == ["из"]:
                # «кубинский лидер» tells persons apart: which one is not for this stage to say;
                # «высокопоставленный чиновник из правительства» stays unnamed.
                return Subject("other", (), words)
            if lemma == "спикер" and not self._agreement.offices_left(lemma):
                is_office = False  # whoever speaks at a briefing
            kind: SubjectKind = "described" if modified else "vague"
            country = self._narration.countries.get(noun - 1, "") if modified else ""
            return Subject(kind, (), words, gender, "Sing", lemma if is_office else "", country)
        return Subject("other", (), words)
