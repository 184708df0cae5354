"""How far the content of reported speech reaches.

A clause behind «что» goes to the end of its sentence, or to where the main clause comes back: a
coordinated verb of the same subject behind a comma («…, и предложил»), a gerund of speech («…,
отметив»), a new speaker with a verb of speech, or the source of the report («…, сообщает X»).
A phrase ends earlier: with any coordinated verb or a new clause.
"""

from __future__ import annotations

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import TokenRange
from pipeline.stages.statements.gaps import Gaps
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import SENTENCE_END, Narration
from pipeline.stages.statements.quotations import DASHES
from pipeline.stages.statements.speakers import Speakers

_CONTRAST = frozenset({"а", "но", "однако"})
_PREDICATIVES = frozenset({"нет", "надо", "можно", "нельзя", "пора", "нужно", "необходимо"})


class Extents:
    """Finds ends of content in one release."""

    def __init__(self, narration: Narration, speakers: Speakers) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers
        self._gaps = Gaps(narration, speakers)
        self.gap = self._gaps.find

    def end(self, verb: int, start: int, *, clause: bool) -> int:
        """One past the last token of the content that begins at `start`.

        Args:
            verb: The verb of speech (or a frame's noun: then nothing is coordinated with it).
            start: First token of the content.
            clause: Whether the content is a clause of its own.
        """
        tokens, narration = self._tokens, self._narration
        limit = self._limit(start)
        gerund = tokens.feats[verb].verb_form == "Conv"
        seen_finite = False
        subordinate = False
        last: int | None = None
        index = start
        while index < limit:
            quotation = narration.quotation(index)
            if quotation is not None:
                seen_finite = True
                index = max(quotation.end, index + 1)
                continue
            if (
                not clause
                and not subordinate
                and tokens.form[index] == ","
                and tokens.lower[index + 1 : index + 2] in (["что"], ["чтобы"])
            ):
                # «уверенность, что …»: from here the content is a clause.
                clause = True
                index += 2
                continue
            if is_finite(tokens, index) or self._is_predicative(index):
                seen_finite = True
            if is_finite(tokens, index):
                last = index
            if narration.is_break(index) and index > start:
                if self._ends_at_break(
                    verb, index, limit, clause=clause, gerund=gerund, seen=seen_finite
                ):
                    return index
                if self._gaps.find(index, limit, start) is not None or self._gaps.taken_up(
                    index, limit, clause=clause
                ):
                    return index
                following = narration.segment(index + 1) if index + 1 < limit else None
                subordinate = following is not None and narration.is_dependent(following)
            elif tokens.lower[index] == "и" and not clause and not subordinate:
                place = narration.adverbs_end(index + 1, limit)
                place = self._past_insertion(place, limit)
                if place < limit and (
                    self._coordinated(verb, place)
                    or (gerund and self._is_speaking(place))
                    or (not gerund and self._goes_on(verb, place))
                ):
                    return index
            elif tokens.lower[index] == "и" and clause and not gerund and last is not None:
                place = narration.adverbs_end(index + 1, limit)
                if place < limit and self._returns(verb, place, last):
                    return index
            index += 1
        return limit

    def tail(self, index: int, limit: int) -> bool:
        """Whether the source of what stands before begins behind the break at `index`.

        «…, сообщает X», «…, передаёт агентство», «…, как отметил X», «… — сказал X».
        """
        tokens, narration = self._tokens, self._narration
        place = index + 1
        while place < limit and tokens.form[place] in DASHES:
            place += 1
        if place >= limit:
            return False
        as_he_says = tokens.lower[place] == "как"
        place += as_he_says
        place = narration.adverbs_end(place, limit)
        if place >= limit or not is_finite(tokens, place):
            return False
        lexicon = narration.lexicon
        speech = (
            bool(lexicon.entries(tokens, place)) or tokens.lemma[place] in lexicon.classes["relay"]
        )
        if tokens.lower[place] in lexicon.classes["impersonal"]:
            return True
        if not speech:
            return False
        if as_he_says:
            return True
        subject = self._speakers.right(place, narration.segment(place)[1], strict=True)
        return subject is not None

    def _returns(self, verb: int, place: int, last: int) -> bool:
        """Whether the speaker's own clause comes back behind «и» without a comma.

        «отметил, что страна исходит из этого и призвал к диалогу»: what cannot share the subject
        of the content's own verb is the speaker's.
        """
        tokens = self._tokens
        if not is_finite(tokens, place) or not self._narration.lexicon.entries(tokens, place):
            return False
        if not is_finite(tokens, verb) or not self._coordinated(verb, place):
            return False
        mine, theirs = tokens.feats[last], tokens.feats[place]
        if mine.number != theirs.number:
            return True
        if mine.tense == theirs.tense == "Past":
            return bool(mine.gender and theirs.gender and mine.gender != theirs.gender)
        return mine.tense != theirs.tense

    def _past_insertion(self, place: int, limit: int) -> int:
        """Behind an insertion that may open at `place`: «и, пользуясь случаем, пригласил …»."""
        narration = self._narration
        if place >= limit or self._tokens.form[place] != ",":
            return place
        after = narration.insertion_end(place, limit)
        return place if after is None else narration.adverbs_end(after, limit)

    def _is_speaking(self, index: int) -> bool:
        """Whether another gerund of speech stands at `index`."""
        return self._tokens.feats[index].verb_form == "Conv" and bool(
            self._narration.lexicon.entries(self._tokens, index)
        )

    # --- pieces --------------------------------------------------------------------------------

    def _limit(self, start: int) -> int:
        """End of the sentence, beyond quotations that a sentence end stands in."""
        tokens, narration = self._tokens, self._narration
        _, limit = narration.sentence(start)
        quotation = narration.quotation(limit - 1) if limit > start else None
        if quotation is not None and quotation.end > limit and quotation.start >= start:
            limit = quotation.end
        while limit > start + 1 and tokens.form[limit - 1] in SENTENCE_END:
            if self._abbreviated(limit - 2):
                break
            limit -= 1
        return limit

    def _abbreviated(self, index: int) -> bool:
        """Whether a full stop behind the word belongs to it («и др.»)."""
        tokens = self._tokens
        return tokens.lower[index] in {"др", "т", "пр", "гг", "г"} and tokens.form[index + 1] == "."

    def _is_predicative(self, index: int) -> bool:
        """Whether a clause can do without a finite verb: «готов», «необходимо», «— основа»."""
        tokens = self._tokens
        if tokens.form[index] in DASHES:
            return True
        feats = tokens.feats[index]
        short = tokens.pos[index] in {"ADJ", "VERB"} and not feats.case
        return short or tokens.lower[index] in _PREDICATIVES

    def _coordinated(self, verb: int, place: int) -> bool:
        """Whether a finite verb at `place` shares the subject of `verb`."""
        tokens = self._tokens
        if tokens.lower[place] == "не" and place + 1 < len(tokens):
            place += 1
        mine, theirs = tokens.feats[verb], tokens.feats[place]
        if not is_finite(tokens, place):
            # «считает, что …, и уверен в …»
            short = tokens.pos[place] == "ADJ" and not theirs.case
            if short and tokens.pos[verb] == "ADJ":
                # «уверен в успехе и намерен …»
                return mine.number == theirs.number and mine.gender == theirs.gender
            speaks = short and bool(self._narration.lexicon.entries(tokens, place))
            return speaks and is_finite(tokens, verb) and mine.number == theirs.number
        if mine.verb_form == "Conv":
            return True
        if tokens.pos[verb] == "ADJ":
            return mine.number == theirs.number
        if not is_finite(tokens, verb) or mine.number != theirs.number:
            return False
        if mine.gender and theirs.gender and mine.gender != theirs.gender:
            return False
        return mine.tense == theirs.tense

    def _goes_on(self, verb: int, place: int) -> bool:
        """Whether circumstances and then a verb of the same subject follow: «и от себя пожелал»."""
        tokens, narration = self._tokens, self._narration
        if tokens.pos[place] != "ADP":
            return False
        for index in range(place, narration.segment(place)[1]):
            if narration.quotation(index) is not None or tokens.lower[index] == "и":
                return False
            if is_finite(tokens, index):
                return self._coordinated(verb, index)
            if tokens.feats[index].case == "Nom" and tokens.pos[index] in NOUNS | {"PRON"}:
                return False
        return False

    def _ends_at_break(
        self, verb: int, index: int, limit: int, *, clause: bool, gerund: bool, seen: bool
    ) -> bool:
        tokens, narration = self._tokens, self._narration
        lexicon = narration.lexicon
        if tokens.form[index] == ":" and index + 1 < limit and narration.quotation(index + 1):
            return True
        if self.tail(index, limit):
            return True
        place = index + 1
        while place < limit and tokens.form[place] in DASHES:
            place += 1
        conjunction = tokens.lower[place] if place < limit else ""
        place = narration.adverbs_end(place, limit)
        if place >= limit:
            return False
        if conjunction == "и":
            place = self._past_insertion(place, limit)
            if place >= limit:
                return False
        if tokens.feats[place].verb_form == "Conv" and (
            tokens.lemma[place] in lexicon.classes["frame_gerund"] or lexicon.entries(tokens, place)
        ):
            return True
        if self._according(index + 1, limit):
            return True
        segment = narration.segment(place)
        if tokens.lower[segment[0] : segment[0] + 2] == ["на", "что"]:
            # «…, на что X ответил, что …»
            return self._new_speaker(segment)
        if not clause and tokens.lower[segment[0]] in lexicon.classes["concession"]:
            # «упомянул об атаках, несмотря на …»: what it was said in spite of is told.
            return True
        if not clause and tokens.form[index] == ";" and narration.has_finite(*segment):
            return True  # «предложил открыть порт; соответствующий план готов»
        if narration.is_dependent(segment):
            return False
        if self._coordinated(verb, place):
            speech = bool(lexicon.entries(tokens, place)) or (
                place + 1 < limit
                and tokens.lower[place] == "не"
                and bool(lexicon.entries(tokens, place + 1))
            )
            if (not clause or speech or conjunction == "и" or gerund) and (seen or not clause):
                # A clause has its own predicate before another one is the speaker's.
                return True
        if not clause and tokens.form[index] in DASHES and narration.has_finite(*segment):
            return True
        if gerund and seen and self._main_clause(segment):
            return True
        if not clause and conjunction in _CONTRAST and narration.has_finite(*segment):
            return True
        return self._new_speaker(segment)

    def _according(self, start: int, limit: int) -> bool:
        """Whether a link and a frame follow («, а по словам X», «, поскольку, по его мнению,»).

        A frame without a link is put into the content's own clause and ends nothing.
        """
        tokens, lexicon = self._tokens, self._narration.lexicon
        place = start
        while (
            place < limit
            and place < start + 4
            and (
                tokens.pos[place] in {"CCONJ", "SCONJ", "PART"} or tokens.lower[place] in _CONTRAST
            )
        ):
            place += 1
        if place == start or place >= limit:
            return False
        place += tokens.form[place] == ","
        if place + 2 >= limit or tokens.lower[place] not in lexicon.according_first:
            return False
        words = tokens.lower[place : place + 4]
        if words[1] in {"его", "ее", "её", "их"}:
            words = [words[0], *words[2:]]
        return lexicon.according.match_at(words, 0) is not None

    def _main_clause(self, segment: TokenRange) -> bool:
        """Whether a segment brings a reference in the nominative (the gerund's main clause)."""
        narration = self._narration
        for index in range(*segment):
            if is_finite(self._tokens, index):
                return False
            reference = narration.references.get(index)
            if reference is not None and self._speakers.level(reference) == 2:
                return True
        return False

    def _new_speaker(self, segment: TokenRange) -> bool:
        """Whether a segment brings a speaker and a verb of speech of theirs."""
        tokens, narration = self._tokens, self._narration
        for index in range(*segment):
            if not is_finite(tokens, index) or narration.quotation(index) is not None:
                continue
            entries = narration.lexicon.entries(tokens, index)
            if tokens.feats[index].tense == "Fut" or all(entry.plain for entry in entries):
                return False
            for place in range(index - 1, segment[0] - 1, -1):
                reference = narration.references.get(place)
                if reference is not None and self._speakers.level(reference) == 2:
                    return self._speakers.agrees(index, reference.persons)
                if (
                    reference is None
                    and tokens.pos[place] in NOUNS
                    and (tokens.feats[place].case == "Nom")
                ):
                    return False
            return False
        return False
