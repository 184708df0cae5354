"""Reported speech behind its verb: «X отметил, что …», «X рассказал о …», «X призвал …»."""

from __future__ import annotations

from pipeline.layers import TokenRange
from pipeline.resources.speech import SpeechVerb
from pipeline.stages.statements.content import Content, ContentFinder
from pipeline.stages.statements.direct import DirectSpeech
from pipeline.stages.statements.displaced import DisplacedContent
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.extent import Extents
from pipeline.stages.statements.gerunds import Gerunds
from pipeline.stages.statements.institutions import Institutions
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.speakers import Speakers
from pipeline.stages.statements.subjects import Subject


class Reports:
    """Finds reported speech of one release, verb by verb from left to right."""

    def __init__(
        self,
        narration: Narration,
        speakers: Speakers,
        extents: Extents,
        finder: ContentFinder,
        direct: DirectSpeech,
        institutions: Institutions,
        displaced: DisplacedContent,
        board: Board,
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers
        self._extents = extents
        self._finder = finder
        self._direct = direct
        self._institutions = institutions
        self._displaced = displaced
        self._board = board
        self._gerunds = Gerunds(narration, speakers)
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
        if (
            subject.kind == "zero"
            and subject.number == "Plur"
            and (self._institutions.source(index, subject) is None)
        ):
            return  # «приветствуют», «говорят»: nobody in particular
        subject = self._cited(index, subject)
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
            content = self._displaced.colon(index) or self._displaced.fronted_name(
                index, entry, subject
            )
            if content is not None:
                self._file(index, subject, content)
                return
            if self._displaced.find(index, entry, subject):
                return

    def subject(self, verb: int) -> Subject:
        """Who the subject of the verb at `verb` is; `zero` if nothing names it."""
        narration, tokens = self._narration, self._tokens
        low, high = narration.sentence(verb)
        feats = tokens.feats[verb]
        if feats.verb_form == "Conv":
            if self._last is not None and low <= self._last[0] < verb:
                return self._last[1]
            return self._gerunds.subject(verb, low, high)
        if feats.verb_form == "Part" and not is_finite(tokens, verb):
            reference = narration.references.get(verb - 2)
            assert reference is not None
            return Subject("person", reference.persons, reference.tokens)
        own = narration.segment(verb)
        if tokens.lemma[own[0]] == "который" and tokens.feats[own[0]].case == "Nom":
            antecedent = narration.references.get(own[0] - 2)
            if antecedent is not None and self._speakers.agrees(verb, antecedent.persons):
                # «встретился с X, который рассказал о …»
                return Subject("person", antecedent.persons, antecedent.tokens)
        left = self._speakers.left(verb, low)
        if self._last is not None and low <= self._last[0] < verb:
            # Coordinated with the verb of speech before: nothing of its own in between.
            before, subject = self._last
            nothing = (
                left is None
                or left.tokens is None
                or left.tokens[0] < before
                # What it seems to be is what was said: «выход к порту Актау и попросил …».
                or (left.kind == "other" and self._board.is_covered(left.tokens[0]))
            )
            if nothing and self._coordinated(before, verb, own):
                return subject
        if left is not None and left.kind != "other":
            return left
        right = self._speakers.right(verb, own[1], strict=True)
        if right is not None and (left is None or self._outweighs(verb, right, left)):
            return right
        if left is not None:
            return left
        for index in range(own[0], verb):
            # A name the tagger gave no case to («IPN отмечает»): somebody, but nobody known.
            if (
                tokens.pos[index] in {"X", "PROPN"}
                and tokens.feats[index].case in {"", "Nom"}
                and tokens.pos[index - 1] != "ADP"
                and narration.quotation(index) is None
            ):
                return Subject("other", (), (index, index + 1))
        return Subject("zero", (), None, feats.gender, feats.number)

    # --- pieces --------------------------------------------------------------------------------

    def _outweighs(self, verb: int, right: Subject, left: Subject) -> bool:
        """Whether a person behind the verb is its subject rather than the nominative before it.

        What is no object by its form («принц назвал Петрова другом») gives way only to a name
        that is nominative for sure.
        """
        if right.kind != "person" or right.tokens is None:
            return False
        noun = left.tokens[0] if left.tokens is not None else None
        beside = right.tokens[0] == self._narration.adverbs_end(verb + 1, right.tokens[1])
        if noun is None or (beside and self._speakers.could_be_object(noun)):
            return True
        # «Кремль не исключил поездку Петрова»: a name farther off may be the object's.
        reference = self._narration.references.get(right.tokens[0])
        return reference is not None and self._speakers.level(reference) == 2

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

    def _tells(self, index: int) -> bool:
        feats = self._tokens.feats[index]
        if self._tokens.lower[index] == "говоря":
            return False  # «Говоря о планах, X отметил, что …» only leads on
        if self._tokens.pos[index] == "ADJ" or feats.verb_form == "Conv":
            return True
        if feats.verb_form == "Part" and not is_finite(self._tokens, index):
            return self._is_apposed(index)
        return (
            is_finite(self._tokens, index)
            and feats.tense != "Fut"
            and feats.person not in {"1", "2"}
            and feats.voice != "Pass"
        )

    def _is_apposed(self, index: int) -> bool:
        """Whether an active participle follows a name: «Пескова, сообщившего, что …»."""
        tokens = self._tokens
        if tokens.feats[index].voice != "Act" or index < 2 or tokens.form[index - 1] != ",":
            return False
        reference = self._narration.references.get(index - 2)
        return reference is not None and reference.kind == "name" and len(reference.persons) == 1

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
        if content.pattern == "naming" and self._is_relative(verb, content):
            return
        if content.pattern == "naming":
            front = self._named_before(verb, content, subject)
            if front is not None and subject.tokens is not None:
                pieces.insert(0, (front, subject.tokens[0]))
        rule = f"statements.reported.{content.pattern}"
        if self._in_message(verb):
            rule = "statements.message"
        lemma = self._direct.lemma(verb)
        board.add(
            Draft(verb, subject, direct, lemma, pieces, rule), cover=not self._is_relayed(subject)
        )
        if subject.kind == "person" and content.pattern != "naming":
            self._gapped(verb, end, content, rule)

    def _in_message(self, verb: int) -> bool:
        """«X направил приветствие, в котором пожелал …»: written, not said on the spot."""
        tokens, narration = self._tokens, self._narration
        start = narration.segment(verb)[0]
        if tokens.lower[start] != "в" or tokens.lemma[start + 1] != "который":
            return False
        before = range(max(start - 4, 0), start)
        return any(tokens.lemma[index] in narration.lexicon.message_nouns for index in before)

    def _gapped(self, verb: int, end: int, content: Content, rule: str) -> None:
        """«X выразил A, а Y — B, Z — C»: the same verb told of other speakers, without it."""
        tokens, narration = self._tokens, self._narration
        high = narration.sentence(verb)[1]
        lemma = self._direct.lemma(verb)
        while end + 2 < high:
            found = self._extents.gap(end, high, content.start)
            if found is None:
                return
            reference, start = found
            start += tokens.lower[start] == "что"
            end = self._extents.end(verb, start, clause=content.clause)
            subject = Subject("person", reference.persons, reference.tokens)
            self._board.add(Draft(start, subject, False, lemma, [(start, end)], f"{rule}.gapped"))

    def _is_relative(self, verb: int, content: Content) -> bool:
        """«…, которую он считает ошибкой»: what is named stands outside the clause."""
        tokens = self._tokens
        start = self._narration.segment(verb)[0]
        return tokens.lemma[start] == "который" and tokens.feats[content.start].case == "Ins"

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

    def _cited(self, verb: int, subject: Subject) -> Subject:
        """«Газета со ссылкой на X сообщала, что …»: the words are X's."""
        if subject.kind != "other" or subject.tokens is None or not self._is_relayed(subject):
            return subject
        tokens = self._tokens
        low, high = self._narration.segment(verb)
        for index in range(low, high - 2):
            if tokens.lemma[index] == "ссылка" and tokens.lower[index + 1] == "на":
                cited = self._speakers.genitive(index + 2, verb if index < verb else high)
                return cited if cited is not None and cited.kind == "person" else subject
        return subject

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
        noun = next((i for i in range(start, end) if tokens.pos[i] == "NOUN"), start)
        if tokens.feats[noun].animacy == "Anim" and tokens.feats[noun].case == "Nom":
            # «Советник президента X назвал …»: the speaker's office, not what is named.
            return None
        return start
