"""Reported speech behind its verb: «X отметил, что …», «X рассказал о …», «X призвал …»."""

from __future__ import annotations

from pipeline.layers import TokenRange
from pipeline.resources.speech import SpeechVerb
from pipeline.stages.statements.content import Content, ContentFinder
from pipeline.stages.statements.direct import DirectSpeech
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.extent import Extents
from pipeline.stages.statements.insertions import Insertions
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers, Subject


class Reports:
    """Finds reported speech of one release, verb by verb from left to right."""

    def __init__(
        self,
        narration: Narration,
        speakers: Speakers,
        extents: Extents,
        finder: ContentFinder,
        direct: DirectSpeech,
        insertions: Insertions,
        board: Board,
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers
        self._extents = extents
        self._finder = finder
        self._direct = direct
        self._insertions = insertions
        self._board = board
        self._last: tuple[int, Subject] | None = None

    def verb(self, index: int) -> None:
        """File a draft if the word at `index` reports what its subject says."""
        narration, tokens, board = self._narration, self._tokens, self._board
        if (
            board.is_covered(index)
            or index in board.done
            or narration.quotation(index) is not None
            or not self._tells(index)
        ):
            return
        entries = [
            entry
            for entry in narration.lexicon.entries(tokens, index)
            if entry.negated or not self._negated(index)
        ]
        if not entries:
            return
        subject = self.subject(index)
        self._last = (index, subject)
        for entry in entries:
            idiom = self._idiom(index, entry)
            if idiom is None:
                continue
            skip = set(idiom)
            if subject.tokens is not None:
                skip.update(range(*subject.tokens))
            if entry.agenda and tokens.feats[index].number == "Plur":
                continue
            content = self._finder.find(index, entry, frozenset(skip))
            if content is not None:
                self._file(index, subject, content)
                return
            if (
                self._colon(index, subject)
                or self._fronted(index, entry, subject)
                or self._fronted_object(index, entry, subject)
                or self._points_back(index, subject)
            ):
                return

    def subject(self, verb: int) -> Subject:
        """Who the subject of the verb at `verb` is; `zero` if nothing names it."""
        narration, tokens = self._narration, self._tokens
        low, high = narration.sentence(verb)
        feats = tokens.feats[verb]
        if feats.verb_form == "Conv":
            return self._of_gerund(verb, low, high)
        own = narration.segment(verb)
        left = self._speakers.left(verb, low)
        if self._last is not None and low <= self._last[0] < verb:
            # Coordinated with the verb of speech before: nothing of its own in between.
            if left is None or left.tokens is None or left.tokens[0] < self._last[0]:
                before, subject = self._last
                if self._coordinated(before, verb, own):
                    return subject
        if left is not None and left.kind != "other":
            return left
        right = self._speakers.right(verb, own[1], strict=True)
        if right is not None and (left is None or right.kind == "person"):
            return right
        if left is not None:
            return left
        for index in range(own[0], verb):
            # A name the tagger gave no case to («IPN отмечает»): somebody, but nobody known.
            if tokens.pos[index] in {"X", "PROPN"} and narration.quotation(index) is None:
                return Subject("other", (), (index, index + 1))
        return Subject("zero", (), None, feats.gender, feats.number)

    # --- pieces --------------------------------------------------------------------------------

    def _coordinated(self, before: int, verb: int, own: TokenRange) -> bool:
        tokens, narration = self._tokens, self._narration
        mine, theirs = tokens.feats[before], tokens.feats[verb]
        if mine.number != theirs.number or (
            mine.gender and theirs.gender and mine.gender != theirs.gender
        ):
            return False
        return all(
            narration.references.get(index) is None
            or not self._speakers.level(narration.references[index])
            for index in range(max(own[0], before + 1), verb)
        )

    def _of_gerund(self, gerund: int, low: int, high: int) -> Subject:
        """The subject of the main clause a gerund belongs to."""
        narration, tokens = self._narration, self._tokens
        if self._last is not None and low <= self._last[0] < gerund:
            return self._last[1]
        left = self._speakers.left(gerund, low)
        if left is not None:
            return left
        for index in range(gerund + 1, high):
            if narration.quotation(index) is not None:
                continue
            reference = narration.references.get(index)
            if reference is None or reference.tokens[0] != index:
                continue
            if self._speakers.level(reference) == 2 and not narration.is_dependent(
                narration.segment(index)
            ):
                return Subject("person", reference.persons, reference.tokens)
        del tokens
        return Subject("zero")

    def _tells(self, index: int) -> bool:
        feats = self._tokens.feats[index]
        if self._tokens.pos[index] == "ADJ" or feats.verb_form == "Conv":
            return True
        return (
            is_finite(self._tokens, index)
            and feats.tense != "Fut"
            and feats.person not in {"1", "2"}
            and feats.voice != "Pass"
        )

    def _negated(self, index: int) -> bool:
        tokens = self._tokens
        return index > 0 and tokens.lower[index - 1] in {"не", "бы"}

    def _idiom(self, index: int, entry: SpeechVerb) -> list[int] | None:
        """The idiom's other words near the verb and their modifiers; `None` if missing."""
        if not entry.needs:
            return []
        tokens = self._tokens
        low, high = self._narration.sentence(index)
        for place in range(max(low, index - 4), min(high, index + 6)):
            if tokens.lower[place] in entry.needs:
                if place > index:
                    return list(range(index + 1, place + 1))
                return list(range(place, index))
        return None

    def _file(self, verb: int, subject: Subject, content: Content) -> None:
        narration, board = self._narration, self._board
        end = self._extents.end(verb, content.start, clause=content.clause)
        pieces = [(content.start, end)]
        whole = narration.strip(content.start, end)
        if whole is None or board.is_covered(whole[0]):
            return
        direct = False
        quotation = narration.quotation(whole[0])
        if quotation is not None and whole == (quotation.start, quotation.end):
            direct, pieces = True, [quotation.inner]
            board.use(quotation)
        if content.pattern == "naming":
            front = self._named_before(verb, content, subject)
            if front is not None and subject.tokens is not None:
                pieces.insert(0, (front, subject.tokens[0]))
        rule = f"statements.reported.{content.pattern}"
        board.add(
            Draft(verb, subject, direct, self._direct.lemma(verb), pieces, rule),
            cover=not self._is_relayed(subject),
        )

    def _is_relayed(self, subject: Subject) -> bool:
        """Whether the speaker only passes on what others say (media, unknown names)."""
        if subject.kind != "other" or subject.tokens is None:
            return False
        tokens, lexicon = self._tokens, self._narration.lexicon
        words = [tokens.lemma[index] for index in range(*subject.tokens)]
        if any(lexicon.is_class("media", word) for word in words):
            return True
        return not any(
            lexicon.is_class("institution", tokens.lemma[index])
            or tokens.feats[index].animacy == "Anim"
            for index in range(*subject.tokens)
        )

    def _colon(self, verb: int, subject: Subject) -> bool:
        """«X сказал: мы готовы»: a clause behind a colon, without quotation marks."""
        tokens, narration = self._tokens, self._narration
        end = narration.segment(verb)[1]
        high = narration.sentence(verb)[1]
        if end >= high or tokens.form[end] != ":" or end + 1 >= high:
            return False
        if narration.quotation(end + 1) is not None or not narration.has_finite(end + 1, high):
            return False
        self._file(verb, subject, Content(end + 1, clause=True, pattern="colon"))
        return True

    def _points_back(self, verb: int, subject: Subject) -> bool:
        """«Об этом сообщил X»: the sentence before is the content."""
        tokens, narration, board = self._tokens, self._narration, self._board
        if subject.kind != "person":
            return False
        low, high = narration.sentence(verb)
        begin = narration.adverbs_end(low, verb)
        for index in (begin, *range(verb + 1, min(high - 1, verb + 6))):
            if tokens.lower[index] in {"об", "о"} and tokens.lower[index + 1] in {"этом", "чем"}:
                break
        else:
            return False
        if low == 0:
            return False
        start, end = tokens.sentences[tokens.sentence[low - 1]]
        if tokens.section[low] - tokens.section[start] > 1 or end - start < 5:
            return False
        if any(board.is_covered(index) for index in range(start, end)):
            return False
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

    def _fronted(self, verb: int, entry: SpeechVerb, subject: Subject) -> bool:
        """«О планах рассказал X», «О том, что …, сказал X»: a phrase with «о» in front."""
        if not any(g.preposition == "о" for g in entry.governments):
            return False
        tokens, narration = self._tokens, self._narration
        low = narration.sentence(verb)[0]
        start = narration.adverbs_end(low, verb)
        if start >= verb or tokens.lower[start] not in {"о", "об", "обо"}:
            return False
        if tokens.lower[start + 1] in {"это", "этом", "чем"}:
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
        while end > start and tokens.pos[end - 1] in {"ADV", "PART"}:
            end -= 1
        self._board.add(
            Draft(verb, subject, False, self._direct.lemma(verb), [(start, end)], rule)
        )
        return True

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
        if tokens.feats[head].animacy == "Anim" or lemma in entry.not_heads or (
            entry.heads and lemma not in entry.heads
        ):
            return False
        empty = narration.lexicon.classes["empty_content"]
        if tokens.lemma[start] in empty or lemma in empty or start in narration.references:
            return False
        end = verb
        while end > start and tokens.pos[end - 1] in {"ADV", "PART"}:
            end -= 1
        rule = "statements.reported.fronted_object"
        self._board.add(
            Draft(verb, subject, False, self._direct.lemma(verb), [(start, end)], rule)
        )
        return True

    def _named_before(self, verb: int, content: Content, subject: Subject) -> int | None:
        """Where the object begins that stands in front of «он назвал прозрачным»."""
        tokens, narration = self._tokens, self._narration
        if subject.tokens is None or subject.tokens[1] != verb:
            return None
        if tokens.feats[content.start].case != "Ins":
            return None
        end = subject.tokens[0]
        start = narration.adverbs_end(narration.segment(verb)[0], end)
        if start >= end or tokens.feats[start].case not in {"Acc", "Nom"}:
            return None
        return start
