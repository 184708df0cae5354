"""Speech told around its content: «…, сообщил X», «Как отметил X, …», «По словам X, …».

Here the sentence itself is the content and the words of attribution are put into it, so what
stands before them is content too. Content before plain verbs is found elsewhere.
"""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import TokenRange
from pipeline.stages.statements.cited import Cited
from pipeline.stages.statements.dialogue import Dialogue
from pipeline.stages.statements.direct import DirectSpeech
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.extent import Extents
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import SENTENCE_END, Narration
from pipeline.stages.statements.quotations import DASHES
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject

_CONTRAST = frozenset({"а", "но", "однако", "и"})
_CLAUSE_OPENERS = frozenset({"что", "как", "чтобы", "будто", "почему"})
_TEMPORAL = frozenset({"того", "тем", "так", "такого", "таким", "столь", "настолько"})
"""Words before «, как» that make it no attribution («после того, как он сказал»)."""
_ANSWERED = frozenset({"его", "её", "ее", "их", "ему", "ей", "им", "ним", "ней", "ними"})
"""Pronouns before a verb that is about what stands before («…, ему возразил X»)."""

_FRAGMENT = 3
_LONGEST = 30


class Insertions:
    """Finds attributions put into the sentence they attribute."""

    def __init__(
        self,
        narration: Narration,
        speakers: Speakers,
        extents: Extents,
        direct: DirectSpeech,
        board: Board,
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers
        self._extents = extents
        self._direct = direct
        self._board = board
        self._dialogue = Dialogue(narration, board)
        self._cited = Cited(narration, speakers)

    def frame(self, index: int) -> None:
        """File a draft if a phrase such as «по словам» begins at `index`."""
        narration, tokens = self._narration, self._tokens
        if narration.quotation(index) is not None or self._board.is_covered(index):
            return
        low, high = narration.sentence(index)
        match = narration.lexicon.according.match_at(tokens.lower, index, high)
        if match is None:
            start, after = index + 1, index + 3
        else:
            start = after = match.end
        subject = self._cited.giver(start, high) if match is not None else None
        given = subject is not None
        if subject is None:
            subject = self._speakers.genitive(start, min(high, start + _LONGEST))
        if subject is None:
            return
        if given:
            after = narration.segment(start + 1)[1]
        elif subject.tokens is not None:
            after = self._cited.end(max(after, subject.tokens[1]), high, subject)
        if subject.kind == "other":
            after = narration.segment(index)[1]
        if self._reported_already(low, index):
            return
        self._file(index, low, high, after, subject, None, "statements.according")

    def _reported_already(self, low: int, frame: int) -> bool:
        """Whether the frame stands in a clause behind a verb of speech, and so adds nothing.

        «отмечая, что X, по его мнению, …»
        """
        narration, tokens = self._narration, self._tokens
        behind_that = False
        for index in range(frame - 1, low - 1, -1):
            if narration.quotation(index) is not None:
                continue
            if tokens.lower[index] == "что" and tokens.form[index - 1] == ",":
                behind_that = True
            elif behind_that and self._direct.speaks(index):
                return True
        return False

    def relay(self, index: int) -> None:
        """File a draft for «…, приводит пресс-служба слова X»: a sentence and who relays it."""
        narration, tokens = self._narration, self._tokens
        if narration.quotation(index) is not None or self._board.is_covered(index):
            return
        begin, end = narration.segment(index)
        low, high = narration.sentence(index)
        if begin != index or begin <= low or index in self._board.done:
            return
        words = narration.lexicon.words
        noun = next((i for i in range(index + 1, end) if tokens.lemma[i] in words), None)
        if noun is None or end < high - 1 or not narration.has_finite(low, begin):
            return
        subject = self._speakers.genitive(noun + 1, end)
        if subject is not None and subject.kind == "person":
            self._file(begin, low, high, end, subject, index, "statements.inverted")

    def verb(self, index: int) -> bool:
        """File a draft if the verb at `index` stands in or behind what it reports."""
        narration, tokens = self._narration, self._tokens
        if tokens.feats[index].verb_form == "Conv":
            return False
        low, high = narration.sentence(index)
        begin = narration.segment(index)[0]
        place = narration.adverbs_end(begin, index)
        as_he_says = begin < index and tokens.lower[begin] == "как"
        if as_he_says:
            place = narration.adverbs_end(begin + 1, index)
        if as_he_says:
            since = begin >= 2 and tokens.lower[begin - 2] in _TEMPORAL
            if since or narration.has_finite(begin, index):
                return False
        elif place != index and (
            not self._inserted_adverb(place, index) or narration.is_dependent((begin, index + 1))
        ):
            return False
        if not as_he_says and begin == low:
            return False
        front = narration.adverbs_end(low, index)
        if not as_he_says and {tokens.lower[front], tokens.lower[place]} & {"о", "об", "обо"}:
            return False
        subject = self._speakers.right(index, min(high, index + _LONGEST), strict=True)
        if subject is None and as_he_says:
            subject = self._speakers.left(index, begin)
        if subject is None:
            return False
        after = index + 1 if subject.tokens is None else max(index + 1, subject.tokens[1])
        if subject.kind == "other":
            after = narration.segment(index)[1]
        if not as_he_says and not self._closes(after, high):
            return False
        if not as_he_says and begin - 1 >= low and tokens.form[begin - 1] not in {",", *DASHES}:
            return False
        name = "statements.as_says" if as_he_says else "statements.inverted"
        self._file(begin, low, high, after, subject, index, name)
        return True

    # --- pieces --------------------------------------------------------------------------------

    def _inserted_adverb(self, place: int, index: int) -> bool:
        """Whether only circumstances stand before the verb («как ранее в тот же день заявил»)."""
        tokens = self._tokens
        return index - place <= 6 and all(
            self._narration.references.get(i) is None
            and tokens.lower[i] not in _ANSWERED
            and tokens.pos[i] not in {"VERB", "AUX", "SCONJ"}
            and tokens.feats[i].case != "Nom"
            and not (tokens.feats[i].case in {"Acc"} and tokens.pos[place] != "ADP")
            for i in range(place, index)
        )

    def _closes(self, after: int, high: int) -> bool:
        """Whether the attribution ends the sentence or is parted from what follows.

        A comma may part an apposition of the speaker's or the source of the report; a
        clause behind «что» would be content of the verb's own.
        """
        narration, tokens = self._narration, self._tokens
        index = after
        while index < high:
            form = tokens.form[index]
            if form in SENTENCE_END:
                return True
            if narration.is_break(index):
                following = index + 1
                if following >= high:
                    return True
                return form != ":" and tokens.lower[following] not in _CLAUSE_OPENERS
            if is_finite(tokens, index) or (
                tokens.pos[index] == "VERB" and tokens.feats[index].verb_form == "Inf"
            ):
                return False
            if tokens.lower[index] in {"о", "об", "обо"} and (
                index == after or tokens.pos[index - 1] not in NOUNS
            ):
                return False
            index += 1
        return True

    def _file(
        self,
        begin: int,
        low: int,
        high: int,
        after: int,
        subject: Subject,
        verb: int | None,
        name: str,
    ) -> None:
        """Put the words before `begin` and behind `after` together as the content."""
        narration, tokens, board = self._narration, self._tokens, self._board
        position = begin if verb is None else verb
        start = self._left_bound(low, begin)
        if verb is None and self._only_link(begin):
            # «…, поскольку, по его мнению, …»: what stands before is another clause's.
            start = begin
        pieces: list[TokenRange] = []
        place = after
        while (
            place < high
            and not narration.is_break(place)
            and (tokens.form[place] not in SENTENCE_END)
        ):
            if verb is None or narration.quotation(place) is not None:
                break
            place += 1
        if tokens.feats[start].person == "1" and tokens.lower[start + 1 : start + 2] == [","]:
            start += 2  # «Напомним, …» is the narrator's
        opening = narration.strip(start, begin)
        if opening is not None and not self._only_opening(opening):
            pieces.append(opening)
        if (
            place < high
            and tokens.form[place] == ":"
            and place + 1 < high
            and (narration.quotation(place + 1) is not None)
        ):
            # «По словам X: «…»» is filed with the quotation.
            board.done.add(position)
            return
        if name != "statements.inverted" or not pieces or self._is_fragment(*pieces[0]):
            rest = self._rest(place, high)
            if rest is not None:
                end = self._extents.end(position, rest, clause=True)
                if end > rest:
                    pieces.append((rest, end))
        if not pieces:
            return
        relayed = verb is None or tokens.lemma[verb] in narration.lexicon.classes["relay"]
        lemma = None if relayed or verb is None else self._direct.lemma(verb)
        direct = name == "statements.inverted" and self._dialogue.takes(begin, pieces)
        if len(pieces) == 1 and not direct:
            quotation = narration.quotation(pieces[0][0])
            whole = narration.strip(*pieces[0])
            if quotation is not None and whole == (quotation.start, quotation.end):
                direct, pieces = True, [quotation.inner]
                board.use(quotation)
        if subject.kind == "other" and self._is_media(subject):
            board.done.add(position)
            return
        board.add(
            Draft(position, subject, direct, lemma, pieces, name),
            cover=subject.kind != "other",
        )

    def _is_fragment(self, start: int, end: int) -> bool:
        """Whether a few words without a predicate stand first («Докладчиком, сказал X, был …»)."""
        tokens = self._tokens
        return end - start <= _FRAGMENT and all(
            tokens.pos[index] not in {"VERB", "AUX"}
            and not (tokens.pos[index] == "ADJ" and not tokens.feats[index].case)
            for index in range(start, end)
        )

    def _left_bound(self, low: int, begin: int) -> int:
        """Where the content before an attribution begins: behind what is somebody else's."""
        narration = self._narration
        start = self._board.last_end(low, begin)
        quotation = narration.quotation(start)
        if quotation is not None and quotation.start < start:
            start = quotation.end
        if start > low:
            # Words of another statement come first: its verb and speaker are no content either.
            place = start
            while place < begin and not narration.is_break(place):
                place += 1
            start = place
        return start

    def _only_link(self, begin: int) -> bool:
        """Whether nothing but conjunctions stands between the frame and the break before."""
        narration, tokens = self._narration, self._tokens
        if begin < 2 or not narration.is_break(begin - 1) or narration.is_break(begin - 2):
            return False
        start, end = narration.segment(begin - 2)
        return start < end < begin and all(
            tokens.pos[index] in {"CCONJ", "SCONJ", "PART", "ADV"}
            or tokens.lower[index] in {"то", "тем", "не", "менее"}
            for index in range(start, end)
        )

    def _only_opening(self, opening: TokenRange) -> bool:
        """Whether only conjunctions and adverbs stand before («При этом, по его словам, …»)."""
        tokens = self._tokens
        start, end = opening
        if end - start > 3:
            return False
        return all(
            tokens.pos[index] in {"CCONJ", "ADV", "PART", "ADP", "PRON", "DET", "SCONJ"}
            or tokens.lemma[index] == "очередь"
            or tokens.form[index] == ","
            for index in range(start, end)
        )

    def _rest(self, place: int, high: int) -> int | None:
        """Where the content behind an attribution begins."""
        tokens = self._tokens
        while place < high and (tokens.form[place] in {",", ")"} or tokens.form[place] in DASHES):
            place += 1
        if place >= high or tokens.form[place] in SENTENCE_END:
            return None
        if self._extents.tail(place - 1, high):
            return None
        return place

    def _is_media(self, subject: Subject) -> bool:
        if subject.tokens is None:
            return False
        lemma = self._tokens.lemma
        return any(
            self._narration.lexicon.is_class("media", lemma[index])
            for index in range(*subject.tokens)
        )
