"""Content that stands elsewhere than behind its verb.

«О планах рассказал X», «О том, что …, сказал X», «Важность мер подчеркнул X», «Об этом сообщил X»,
«Такое мнение высказал X», «X сказал: мы готовы».
"""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import SectionKind, TokenRange
from pipeline.resources.speech import SpeechVerb
from pipeline.stages.statements.content import Content
from pipeline.stages.statements.direct import DirectSpeech
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import DASHES
from pipeline.stages.statements.subjects import Subject, SubjectAgreement

_FRONTED = {"о": "о", "об": "о", "обо": "о", "к": "к", "ко": "к", "за": "за", "против": "против"}
_FRONTED |= {"с": "с", "со": "с"}
"""Prepositions of content that may stand in front of its verb, by their forms."""


class DisplacedContent:
    """Finds such content in one release."""

    def __init__(
        self,
        narration: Narration,
        agreement: SubjectAgreement,
        direct: DirectSpeech,
        board: Board,
    ) -> None:
        self._narration = narration
        self._agreement = agreement
        self._tokens = narration.tokens
        self._direct = direct
        self._board = board

    def find(self, verb: int, entry: SpeechVerb, subject: Subject) -> bool:
        """File a draft for content in front of the verb or in the sentence before."""
        return (
            self._listed(verb, entry, subject)
            or self._fronted(verb, entry, subject)
            or self._fronted_object(verb, entry, subject)
            or self._points_back(verb, subject)
        )

    def colon(self, verb: int) -> Content | None:
        """«X сказал: мы готовы»: a clause behind a colon, without quotation marks."""
        tokens, narration = self._tokens, self._narration
        end = narration.segment(verb)[1]
        high = narration.sentence(verb)[1]
        if end >= high or tokens.form[end] != ":" or end + 1 >= high:
            return None
        quotation = narration.quotation(end + 1)
        if quotation is not None and not self._direct.is_name(quotation):
            return None
        if not narration.has_finite(end + 1, high) and not any(
            tokens.pos[index] == "ADJ" and not tokens.feats[index].case
            for index in range(end + 1, high)
        ):
            return None
        return Content(end + 1, clause=True, pattern="colon")

    def _listed(self, verb: int, entry: SpeechVerb, subject: Subject) -> bool:
        """«X отметил:» at the end of its paragraph: the items of the list below are the content."""
        tokens, narration = self._tokens, self._narration
        colon = narration.sentence(verb)[1] - 1
        layout = tokens.layout
        if tokens.form[colon] != ":" or layout is None or narration.segment(verb)[1] != colon:
            return False
        if entry.plain or not any(g.clause in {"that", "inf"} for g in entry.governments):
            return False
        pieces: list[TokenRange] = []
        index = colon + 1
        while index < len(tokens):
            section = tokens.section[index]
            if layout.sections[section].kind is not SectionKind.LIST_ITEM:
                break
            start = index
            while index < len(tokens) and tokens.section[index] == section:
                index += 1
            pieces.append((start, index))
        if not pieces or tokens.section[colon] == tokens.section[pieces[0][0]]:
            return False
        lemma = self._direct.lemma(verb)
        rule = "statements.reported.listed"
        self._board.add(Draft(verb, subject, False, lemma, pieces, rule))
        return True

    def _fronted(self, verb: int, entry: SpeechVerb, subject: Subject) -> bool:
        """«О планах рассказал X», «К диалогу призвал X»: a phrase with its preposition in front."""
        governed = {g.preposition for g in entry.governments}
        tokens, narration = self._tokens, self._narration
        low = narration.sentence(verb)[0]
        start = self._past_time(narration.adverbs_end(low, verb), verb)
        if start >= verb or _FRONTED.get(tokens.lower[start]) not in governed - {None}:
            return False
        inverted = subject.tokens is not None and subject.tokens[0] > verb
        if _FRONTED[tokens.lower[start]] != "о" and not (
            # «К лету за порт взялись» and the like are circumstances.
            inverted and narration.segment(start) == narration.segment(verb)
        ):
            return False
        if _FRONTED[tokens.lower[start]] == "с" and (
            not entry.heads or self._is_bare(start, verb, entry)
        ):
            return False
        if tokens.lower[start + 1] in {"это", "этом", "этому", "тому", "чем", "слову"}:
            return False
        nouns = (tokens.lemma[index] for index in range(start, verb))
        if entry.heads and not any(noun in entry.heads for noun in nouns):
            return False
        rule = "statements.reported.fronted"
        begin = start
        if tokens.lower[start + 1] == "том" and tokens.form[start + 2] == ",":
            start += 3
            start += tokens.lower[start] == "что"
        end = verb
        if subject.tokens is not None and subject.tokens[0] < verb:
            end = self._words_of(subject, subject.tokens[0])
            if end <= begin + 1:
                return False
        own = narration.segment(verb)[0]
        if begin != start and start < own - 1 < end and self._past_time(own, verb) == verb:
            # «О том, что …, в октябре сообщил X»: the time is of the telling.
            end = own - 1
        end = self._before_time(start, end)
        while end > start and tokens.pos[end - 1] in {"ADV", "PART"}:
            end -= 1
        if end < start + 2:
            return False
        self._board.add(Draft(verb, subject, False, self._direct.lemma(verb), [(start, end)], rule))
        if inverted and subject.kind == "person" and subject.tokens is not None:
            self._gapped(verb, begin, subject.tokens[1], f"{rule}.gapped")
        return True

    def _is_bare(self, start: int, verb: int, entry: SpeechVerb) -> bool:
        """Whether «С таким предложением», «С новогодним обращением» tell no content."""
        tokens = self._tokens
        head = next((i for i in range(start, verb) if tokens.lemma[i] in entry.heads), verb)
        return self._narration.adverbs_end(head + 1, verb) >= verb

    def _gapped(self, verb: int, first: int, place: int, rule: str) -> None:
        """«О порте рассказал X, о дорогах – Y, а о рейсах – Z»: the verb stands only once."""
        tokens, narration = self._tokens, self._narration
        high = narration.sentence(verb)[1]
        place = narration.segment(place - 1)[1]
        while place + 3 < high and tokens.form[place] in {",", ";"}:
            start = place + 1 + (tokens.lower[place + 1] in {"а", "и"})
            if _FRONTED.get(tokens.lower[start]) != _FRONTED[tokens.lower[first]]:
                return
            dash = next((i for i in range(start, high) if tokens.form[i] in DASHES), high)
            if dash + 1 >= high or narration.has_finite(start, dash):
                return
            place = dash + 1
            named = None
            while place < high and tokens.form[place] not in {",", ";", "."} and named is None:
                reference = narration.references.get(place)
                named = reference if reference is not None and reference.kind == "name" else None
                place = named.tokens[1] if named is not None else place + 1
            if named is None or not self._agreement.level(named):
                return
            subject = Subject("person", named.persons, named.tokens)
            lemma = self._direct.lemma(verb)
            self._board.add(Draft(start, subject, False, lemma, [(start, dash)], rule))

    def _past_time(self, start: int, verb: int) -> int:
        """The first token behind a phrase of time («В среду, 8 июля, о планах …»)."""
        tokens = self._tokens
        time = self._narration.lexicon.classes["time"]
        index = start
        while index < verb and (
            tokens.lemma[index] in time
            or tokens.form[index][0].isdigit()
            or tokens.lower[index] in {"в", "во", ","}
            or (tokens.pos[index] == "ADJ" and tokens.lemma[index + 1] in time)
        ):
            index += 1
        return index if any(tokens.lemma[place] in time for place in range(start, index)) else start

    def _before_time(self, start: int, end: int) -> int:
        """`end` without a phrase of time in front of the verb («К миру в последнее время …»)."""
        tokens = self._tokens
        if tokens.lemma[end - 1] not in self._narration.lexicon.classes["time"] | {"время"}:
            return end
        index = end - 2
        while index > start and tokens.pos[index] in {"ADJ", "DET", "NUM"}:
            index -= 1
        return index if index > start + 1 and tokens.lower[index] in {"в", "во"} else end

    def fronted_name(self, verb: int, entry: SpeechVerb, subject: Subject) -> Content | None:
        """«Причиной спора X назвал пошлины»: what it is called in front, the object behind."""
        if subject.kind not in {"person", "pronoun"} or subject.tokens is None:
            return None
        if not any(government.clause == "naming" for government in entry.governments):
            return None
        tokens, narration = self._tokens, self._narration
        low, high = narration.segment(verb)
        first = narration.adverbs_end(low, verb)
        while first < verb and tokens.pos[first] == "ADJ" and tokens.feats[first].case == "Ins":
            first += 1
        if first >= min(verb, subject.tokens[0]) or tokens.pos[first] != "NOUN":
            return None
        if tokens.feats[first].case != "Ins":
            return None
        start = narration.adverbs_end(verb + 1, high)
        if start >= high or tokens.pos[start] == "ADP" or start in narration.references:
            return None
        head = next((i for i in range(start, high) if tokens.pos[i] in NOUNS), None)
        if head is None or tokens.feats[head].case not in {"Acc", "Nom", "Gen", ""}:
            return None
        return Content(start, clause=False, pattern="fronted_name")

    def _words_of(self, subject: Subject, start: int) -> int:
        """Where all words for the subject begin: an office in front of the name is one of them."""
        before = self._narration.references.get(start - 1)
        if before is not None and set(before.persons) & set(subject.persons):
            return before.tokens[0]
        return start

    def _fronted_object(self, verb: int, entry: SpeechVerb, subject: Subject) -> bool:
        """«Важность мер подчеркнул X»: the object in front, the speaker behind the verb."""
        if not any(g.case == "Acc" and not g.preposition and not g.whom for g in entry.governments):
            return False
        if subject.kind != "person" or subject.tokens is None or subject.tokens[0] < verb:
            return False
        tokens, narration = self._tokens, self._narration
        low = narration.sentence(verb)[0]
        start = narration.adverbs_end(low, verb)
        if start >= verb or narration.has_finite(start, verb):
            return False
        if tokens.pos[start] == "ADP" or narration.segment(start) != narration.segment(verb):
            return False
        head = next((i for i in range(start, verb) if tokens.pos[i] == "NOUN"), None)
        if head is None or tokens.feats[head].case not in {"Acc", "Nom"}:
            return False
        lemma = tokens.lemma[head]
        empty = narration.lexicon.classes["empty_content"]
        if tokens.feats[head].animacy == "Anim" or (entry.heads and lemma not in entry.heads):
            return False
        # «информацию о закрытии порта» says what it is about, «информацию» does not.
        about = tokens.lower[head + 1] in {"о", "об", "обо"}
        if not about and (lemma in entry.not_heads or lemma in empty):
            return False
        if tokens.lemma[start] in empty - {lemma} or start in narration.references:
            return False
        # «Идею поддержал X»: one word only takes up what was told before.
        mute = narration.adverbs_end(head + 1, verb) == verb and head == start
        end = verb
        while end > start and tokens.pos[end - 1] in {"ADV", "PART"}:
            end -= 1
        rule = "statements.reported.fronted_object"
        draft = Draft(
            verb, subject, False, self._direct.lemma(verb), [(start, end)], rule, mute=mute
        )
        self._board.add(draft)
        return True

    def _points_back(self, verb: int, subject: Subject) -> bool:
        """«Об этом сообщил X»: the sentence before is the content."""
        tokens, narration = self._tokens, self._narration
        if subject.kind != "person":
            return False
        low, high = narration.sentence(verb)
        begin = narration.adverbs_end(low, verb)
        if (
            tokens.lemma[begin] == "такой"
            and begin + 1 < verb
            and (tokens.lemma[begin + 1] in narration.lexicon.classes["same_noun"])
        ):
            # «Такое мнение высказал X»
            return self._sentence_before(verb, low, subject, same=True)
        for index in (begin, *range(verb + 1, min(high - 1, verb + 6))):
            if tokens.lower[index] in {"об", "о"} and tokens.lower[index + 1] in {"этом", "чем"}:
                break
        else:
            return False
        return self._sentence_before(verb, low, subject)

    def _sentence_before(
        self, verb: int, low: int, subject: Subject, *, same: bool = False
    ) -> bool:
        """File the sentence in front of the one that begins at `low` as the content.

        Args:
            verb: The verb that points back.
            low: First token of its sentence.
            subject: Its subject.
            same: Whether the subject only shares what somebody else said there.
        """
        tokens, board = self._tokens, self._board
        if low == 0:
            return False
        start, end = tokens.sentences[tokens.sentence[low - 1]]
        if tokens.section[low] - tokens.section[start] > 1 or end - start < 5:
            return False
        covered = any(board.is_covered(index) for index in range(start, end))
        if covered and any(
            draft.subject.kind != "other" and first < end and start < stop
            for draft in board.drafts
            for first, stop in draft.pieces
        ):
            # Somebody else's words; what a body is given as saying may be told by its head.
            return False
        told = next(
            (i for i in range(start, end - 2) if tokens.lower[i : i + 2] == [",", "что"]), None
        )
        if same and told is not None and self._direct.speaks(told - 1):
            # «В порту заявили, что …. Такого мнения придерживается X»
            start = told + 2
        draft = Draft(
            verb,
            subject,
            direct=False,
            verb=self._direct.lemma(verb),
            pieces=[(start, end)],
            rule="statements.reported.before",
            doubts=["content_from_previous_sentence"],
        )
        board.add(draft)
        return True
