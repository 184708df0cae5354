"""Direct speech: quotations and who they are attributed to.

Three patterns: words behind the quotation («…», — сказал X), inside it («…, — сказал X. — …») and
in front of it (X заявил: «…»).
"""

from __future__ import annotations

from pipeline.layers import TokenRange
from pipeline.stages.statements.authors import Authors
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import SENTENCE_END, Narration
from pipeline.stages.statements.quotations import DASHES, Quotation
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject

_REACH = 14
"""Words between the dash and the verb of an attribution, and behind the verb twice as many."""

_GOES_ON = frozenset({"но", "а", "и", "однако", "не"})


class DirectSpeech:
    """Finds attributed quotations of one release."""

    def __init__(
        self, narration: Narration, speakers: Speakers, authors: Authors, board: Board
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers
        self._authors = authors
        self._board = board

    def find(self) -> None:
        """File a draft for every attributed quotation."""
        quotations = self._narration.quotations
        for order, quotation in enumerate(quotations):
            if quotation.start in self._board.used:
                continue
            following = quotations[order + 1] if order + 1 < len(quotations) else None
            if not self._inside(quotation) and not self._behind(quotation, following):
                self._in_front(quotation)

    # --- patterns ------------------------------------------------------------------------------

    def _inside(self, quotation: Quotation) -> bool:
        tokens = self._tokens
        start, end = quotation.inner
        pieces: list[TokenRange] = []
        first: tuple[int, Subject] | None = None
        begin = index = start
        while index < end - 1:
            if (
                tokens.form[index] in DASHES
                and index > start
                and (tokens.form[index - 1] == "," or tokens.form[index - 1] in SENTENCE_END)
            ):
                found = self._attribution(index + 1, end)
                if found is not None:
                    verb, subject, after = found
                    first = first or (verb, subject)
                    self._board.done.add(verb)
                    pieces.append((begin, index))
                    begin = index = after
                    continue
            index += 1
        if first is None:
            return False
        if begin < end:
            pieces.append((begin, end))
        self._file(first[0], first[1], quotation, pieces, "interrupted")
        return True

    def _behind(self, quotation: Quotation, following: Quotation | None) -> bool:
        tokens = self._tokens
        place = quotation.end
        limit = len(tokens)
        if place >= limit or tokens.section[place] != tokens.section[place - 1]:
            return False
        comma = tokens.form[place] == ","
        if comma or tokens.form[place] in SENTENCE_END:
            place += 1
        dash = place < limit and tokens.form[place] in DASHES
        while place < limit and tokens.form[place] in DASHES:
            place += 1
        inner = quotation.inner
        ended = inner[1] > inner[0] and tokens.form[inner[1] - 1] in {",", *SENTENCE_END}
        if not dash and not comma and not ended:
            return False
        if not dash and not self.is_sentence(quotation):
            return False
        end = min(limit, place + 3 * _REACH)
        found = self._attribution(place, end, near=not dash)
        if found is None:
            return False
        verb, subject, after = found
        pieces = [inner]
        if (
            following is not None
            and after <= following.start <= after + 1
            and tokens.form[following.start - 1] in DASHES
        ):
            pieces.append(following.inner)
            self._board.use(following)
        self._file(verb, subject, quotation, pieces, "behind")
        return True

    def _in_front(self, quotation: Quotation) -> bool:
        tokens, narration = self._tokens, self._narration
        colon = quotation.start - 1
        if colon < 1 or tokens.form[colon] in DASHES:
            colon -= 1
        if colon < 1 or tokens.form[colon] != ":" or self.is_name(quotation):
            return False
        floor = narration.sentence(colon)[0]
        index = colon - 1
        while index >= floor:
            other = narration.quotation(index)
            if other is not None:
                index = other.start - 1
                continue
            dependent = narration.is_dependent(narration.segment(index))
            if self.speaks(index) and (not dependent or tokens.feats[index].verb_form == "Conv"):
                subject = self._subject(index, floor)
                if subject is None:
                    return False
                self._board.used.add(quotation.start)
                draft = Draft(
                    index,
                    subject,
                    True,
                    self.lemma(index),
                    [quotation.inner],
                    "statements.direct.front",
                )
                reported = self._board.done.__contains__(index)
                self._board.add(draft)
                self._board.use(quotation)
                if not reported:
                    # What stands between the verb and the colon may be content of its own.
                    self._board.done.discard(index)
                return True
            if not dependent and self._is_predicate(index):
                return False
            index -= 1
        return self._labelled(quotation, floor, colon)

    def _labelled(self, quotation: Quotation, floor: int, colon: int) -> bool:
        """«Имя: „Порт готов принять суда“»: nothing but the speaker in front of the colon."""
        reference = self._narration.references.get(colon - 1)
        if reference is None or reference.kind != "name" or reference.tokens[1] != colon:
            return False
        first = self._narration.references.get(floor)
        if first is None or first.persons != reference.persons or len(first.persons) != 1:
            return False
        if not self.is_sentence(quotation) or not self._speakers.level(reference):
            return False
        subject = Subject("person", reference.persons, (floor, colon))
        rule = "statements.direct.label"
        self._board.add(Draft(colon, subject, True, None, [quotation.inner], rule))
        self._board.use(quotation)
        return True

    def _is_predicate(self, index: int) -> bool:
        """Whether a finite verb or short participle stands at `index`."""
        feats = self._tokens.feats[index]
        return is_finite(self._tokens, index) or (
            self._tokens.pos[index] == "VERB" and feats.verb_form == "Part" and not feats.case
        )

    # --- pieces --------------------------------------------------------------------------------

    def _file(
        self,
        verb: int,
        subject: Subject,
        quotation: Quotation,
        pieces: list[TokenRange],
        name: str,
    ) -> None:
        relayed = self._is_relay(verb) or self._is_impersonal(verb)
        lemma = None if relayed else self.lemma(verb)
        self._board.add(Draft(verb, subject, True, lemma, pieces, f"statements.direct.{name}"))
        self._board.use(quotation)

    def _attribution(
        self, start: int, end: int, *, near: bool = False
    ) -> tuple[int, Subject, int] | None:
        """The verb, its subject and one past the attribution that begins at `start`.

        Args:
            start: First token behind the dash.
            end: Token to stop before.
            near: Whether the verb must come first (no dash was there to show an attribution).
        """
        tokens = self._tokens
        verb = None
        if near and start < end and tokens.lower[start] in _GOES_ON:
            # «X сказал: «…», но не привёл подробностей»: the speaker's next deed.
            return None
        for index in range(start, min(end, start + (3 if near else _REACH))):
            form = tokens.form[index]
            if form in SENTENCE_END or form == ":" or form in DASHES:
                break
            if self.speaks(index) or self._is_relay(index) or self._is_impersonal(index):
                verb = index
                break
            if is_finite(tokens, index):
                if near or not self._does(index, end):
                    return None
                verb = index
                break
        if verb is None:
            return None
        after = verb + 1
        while after < end and not (
            tokens.form[after] in SENTENCE_END
            or tokens.form[after] == ":"
            or (tokens.form[after] in DASHES and self._narration.is_break(after))
        ):
            after += 1
        subject = self._behind_verb(verb, after, start) or self._speakers.left(verb, start)
        if subject is None and tokens.feats[verb].number == "Plur":
            # «— отметили в ведомстве»
            subject = Subject("other", (), (verb, verb + 1))
        if subject is None:
            return None
        while after < end and (tokens.form[after] in SENTENCE_END or tokens.form[after] in DASHES):
            after += 1
        return verb, subject, after

    def _does(self, verb: int, end: int) -> bool:
        """Whether a named person does something right behind the words: «…», — улыбнулся X."""
        feats = self._tokens.feats[verb]
        if feats.tense == "Fut" or feats.person in {"1", "2"} or feats.voice == "Pass":
            return False
        limit = min(end, self._narration.segment(verb)[1])
        subject = self._speakers.right(verb, limit, strict=True)
        return subject is not None and subject.kind in {"person", "pronoun"}

    def _behind_verb(self, verb: int, limit: int, start: int) -> Subject | None:
        """The speaker behind an attribution's verb; for «цитирует слова X» the genitive."""
        tokens, lexicon = self._tokens, self._narration.lexicon
        if self._is_impersonal(verb):
            # «говорится в послании X»
            for index in range(verb + 1, min(limit, verb + 4)):
                if tokens.lemma[index] not in lexicon.message_nouns:
                    continue
                author = None
                if index + 1 in self._narration.references:
                    author = self._speakers.genitive(index + 1, min(limit, index + _REACH))
                elif index + 1 >= limit:
                    # «X направил послание. «…», — говорится в послании»
                    author = self._authors.before(start)
                if author is not None and author.kind == "person":
                    return author
            return Subject("other", (), (verb, verb + 1))
        if not self._is_relay(verb):
            return self._speakers.right(verb, limit, strict=False)
        place = verb + 1
        for index in range(place, min(limit, place + _REACH)):
            if tokens.lemma[index] in lexicon.words or tokens.lemma[index] in {"цитата", "позиция"}:
                place = index + 1
                break
        cited = self._speakers.genitive(place, min(limit, place + _REACH))
        if cited is not None and cited.kind == "person":
            return cited
        return Subject("other", (), (verb, verb + 1))

    def _subject(self, verb: int, floor: int) -> Subject | None:
        tokens = self._tokens
        limit = self._narration.segment(verb)[1]
        found = self._speakers.left(verb, floor) or self._speakers.right(verb, limit, strict=False)
        if found is None:
            feats = tokens.feats[verb]
            found = Subject("zero", (), None, feats.gender, feats.number)
        return found

    def speaks(self, index: int) -> bool:
        """Whether a verb of speech that may stand around a quotation stands at `index`."""
        tokens = self._tokens
        entries = self._narration.lexicon.entries(tokens, index)
        if not entries or all(entry.plain for entry in entries):
            return False
        feats = tokens.feats[index]
        if tokens.pos[index] == "ADJ":
            return True
        if feats.verb_form == "Conv":
            return True
        return feats.verb_form == "Fin" and feats.person not in {"1", "2"} and feats.tense != "Fut"

    def _is_relay(self, index: int) -> bool:
        tokens = self._tokens
        return tokens.lemma[index] in self._narration.lexicon.classes["relay"] and is_finite(
            tokens, index
        )

    def _is_impersonal(self, index: int) -> bool:
        return self._tokens.lower[index] in self._narration.lexicon.classes["impersonal"]

    def is_sentence(self, quotation: Quotation) -> bool:
        """Whether a quotation is long enough to be somebody's sentence rather than a name."""
        start, end = quotation.inner
        return end - start >= 3 and self._has_finite(start, end)

    def is_name(self, quotation: Quotation) -> bool:
        """Whether a quotation is a name that its sentence goes on with: «„Тройка“ работает»."""
        tokens, end = self._tokens, quotation.end
        return (
            end < len(tokens)
            and tokens.sentence[end] == tokens.sentence[quotation.start]
            and tokens.section[end] == tokens.section[quotation.start]
            and tokens.pos[end] != "PUNCT"
            and not self.is_sentence(quotation)
        )

    def _has_finite(self, start: int, end: int) -> bool:
        return any(is_finite(self._tokens, index) for index in range(start, end))

    def lemma(self, index: int) -> str:
        """Lemma of the verb at `index`, as the record gives it."""
        lemma = self._tokens.lemma[index]
        if self._tokens.pos[index] == "ADJ":
            return self._narration.lexicon.predicatives[lemma][0].id
        return lemma
