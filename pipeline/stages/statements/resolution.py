"""From drafts to statements: open speakers resolved by what was said before, or an issue."""

from __future__ import annotations

from dataclasses import replace

from pipeline.layers import Issue, Statement, StatementLayer, TokenRange
from pipeline.spans import Span
from pipeline.stages.statements.drafts import Board, Draft
from pipeline.stages.statements.institutions import Institutions
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.precedents import FAR, Precedents
from pipeline.stages.statements.repeats import Repeats
from pipeline.stages.statements.subjects import Subject, SubjectAgreement

_REACH = 3
"""Sections over which «он» or «эксперт» may point back to the last speaker."""

_MEMORY = 12
"""Statements over which a speaker is looked for at all."""
_BLOCKED = -2
"""Somebody unnamed spoke last: a missing subject is theirs."""


class Resolution:
    """Turns the drafts of one release into its layer."""

    def __init__(
        self,
        narration: Narration,
        agreement: SubjectAgreement,
        board: Board,
        institutions: Institutions,
    ) -> None:
        self._narration = narration
        self._institutions = institutions
        self._tokens = narration.tokens
        self._agreement = agreement
        self._drafts = sorted(board.drafts, key=lambda draft: draft.position)
        self._history: list[tuple[int, Subject]] = []
        self._issues: list[Issue] = []
        self._said = bytearray(len(narration.tokens))
        self._precedents = Precedents(narration, agreement, self._history, self._said)
        for draft in self._drafts:
            if draft.subject.kind == "other":
                continue
            for start, end in draft.pieces:
                self._said[start:end] = b"\x01" * (end - start)

    def layer(self) -> StatementLayer:
        """The statements in order of place, and what could not be resolved."""
        statements: list[tuple[TokenRange, Statement]] = []
        institutions: list[tuple[TokenRange, Statement]] = []
        for draft in self._drafts:
            subject = self._resolve(draft)
            self._history.append((draft.position, subject))
            if draft.mute:
                continue
            if subject.kind == "person":
                for person in subject.persons:
                    statements.append((draft.pieces[0], self._statement(draft, subject, person)))
            elif not draft.rule.endswith(".naming"):
                source = self._institutions.source(draft.position, subject)
                if source is not None and not any(
                    start < source[1] and source[0] < end for start, end in draft.pieces
                ):
                    institutions.append((draft.pieces[0], self._sourced(draft, source)))
        told = bytearray(len(self._tokens))
        for (start, end), _ in statements:
            told[start:end] = b"\x01" * (end - start)
        statements += [item for item in institutions if not any(told[slice(*item[0])])]
        statements.sort(key=lambda item: item[0])
        kept = Repeats(self._narration).without(statements)
        return StatementLayer(tuple(item for _, item in kept), tuple(self._issues))

    # --- speakers ------------------------------------------------------------------------------

    def _resolve(self, draft: Draft) -> Subject:
        subject = draft.subject
        if subject.kind in {"person", "other"}:
            if self._precedents.opposite(subject):
                others = self._precedents.others()
                draft.doubts.append("speaker_from_context")
                return Subject("person" if others else "other", others, subject.tokens)
            going_on = self._precedents.goes_on(draft)
            if going_on is not None:
                draft.doubts.append("speaker_from_context")
                return Subject("person", going_on, subject.tokens)
            if subject.unsure:
                draft.doubts.append("speaker_from_context")
            return subject
        candidates = self._candidates(draft)
        barred = self._precedents.beside(draft)
        if subject.kind == "pronoun" and self._takes_up_unnamed(draft, candidates):
            self._unresolved(draft)
            return Subject("other", (), subject.tokens)
        if barred & set(subject.persons):
            # «В беседе с послом X он сообщил»: only who has just spoken can be meant.
            subject = replace(subject, persons=())
            candidates = [p for p in self._last_speaker(draft)[1] if barred.isdisjoint(p)]
        if subject.kind == "pronoun" and subject.persons:
            # Behind somebody's words «он» is the speaker, unless another one came in since.
            persons = subject.persons
            if len(candidates) == 1 and not self._precedents.told_since(draft, persons[0]):
                persons = candidates[0]
            return Subject("person", persons, subject.tokens)
        if len(candidates) == 1:
            draft.doubts.append("speaker_from_context")
            return Subject("person", candidates[0], subject.tokens)
        if subject.persons:
            return Subject("person", subject.persons, subject.tokens)
        if len(candidates) > 1 or subject.kind == "pronoun":
            self._unresolved(draft)
        return subject

    def _unresolved(self, draft: Draft) -> None:
        self._issues.append(
            Issue(
                "statements",
                "unresolved_speaker",
                "Somebody is given as saying this, and who it is was not resolved.",
                self._spans(draft),
            )
        )

    def _takes_up_unnamed(self, draft: Draft, candidates: list[tuple[str, ...]]) -> bool:
        """Whether «он» right behind somebody unnamed's words is that one («чиновник»)."""
        tokens = self._tokens
        if not self._history or draft.subject.number != "Sing":
            return False
        place, earlier = self._history[-1]
        if earlier.kind != "other" or earlier.tokens is None:
            return False
        if tokens.sentence[draft.position] - tokens.sentence[place] > 1:
            return False
        place = earlier.tokens[0]
        noun = tokens.feats[place]
        if noun.animacy != "Anim" or noun.number != "Sing" or noun.gender != draft.subject.gender:
            return False
        lemma, lexicon = tokens.lemma[place], self._narration.lexicon
        if self._agreement.offices_left(lemma):
            return False
        if not lexicon.is_class("vague_office", lemma):
            return True
        # «украинский лидер» may be the president named before, another country's may not.
        countries, homes = self._narration.countries, self._narration.homes
        code = next((countries[i] for i in range(place - 1, place + 4) if i in countries), None)
        meant = draft.subject.persons or (candidates[0] if candidates else ())
        home = homes.get(meant[0]) if meant else None
        return code is not None and home is not None and code != home

    def _candidates(self, draft: Draft) -> list[tuple[str, ...]]:
        """Persons the words can point back to.

        The speaker of the statement before, and whoever was named in the nominative since; for a
        pronoun without either, the names of the nearest sentence that has a fitting one.
        """
        subject = draft.subject
        position = min(draft.position, draft.pieces[0][0]) if draft.direct else draft.position
        if subject.kind == "described":
            # An attribute tells one speaker from others: only sure where there is but one.
            recent = self._history[-_MEMORY:]
            speakers = [s.persons for _, s in recent if s.kind == "person"]
            return list(dict.fromkeys(p for p in speakers if self._fits(subject, p)))
        last, found = self._last_speaker(draft)
        if last == _BLOCKED:
            return []
        for persons in self._named(max(last, -1) + 1, position, subject):
            if not found or not set(persons) <= set(found[0]):
                found.append(persons)
        return list(dict.fromkeys(found))

    def _last_speaker(self, draft: Draft) -> tuple[int, list[tuple[str, ...]]]:
        tokens = self._tokens
        subject, position = draft.subject, draft.position
        for place, earlier in reversed(self._history[-_MEMORY:]):
            if tokens.section[position] - tokens.section[place] > _REACH:
                break
            if subject.kind == "zero" and tokens.sentence[position] - tokens.sentence[place] > 1:
                break
            if earlier.kind != "person":
                if subject.kind in {"zero", "vague"}:
                    return _BLOCKED, []
                continue
            if self._fits(subject, earlier.persons):
                return place, [earlier.persons]
            break
        return -1, []

    def _named(self, start: int, end: int, subject: Subject) -> list[tuple[str, ...]]:
        """Fitting names in the nominative in the last sentence before `end` that has one."""
        tokens, narration = self._tokens, self._narration
        if subject.kind != "pronoun":
            return []
        found: list[tuple[str, ...]] = []
        sentence = None
        index = end - 1
        while index >= max(start, end - FAR):
            if tokens.section[end] - tokens.section[index] > _REACH:
                break
            if sentence is not None and tokens.sentence[index] != sentence:
                break
            reference = narration.references.get(index)
            if reference is None or self._said[index] or narration.quotation(index) is not None:
                # Names inside what somebody says are only talked about.
                index -= 1
                continue
            if (
                reference.kind == "name"
                and self._agreement.level(reference) == 2
                and self._fits(subject, reference.persons)
            ):
                sentence = tokens.sentence[index]
                if reference.persons not in found:
                    found.append(reference.persons)
            index = reference.tokens[0] - 1
        return found

    def _fits(self, subject: Subject, persons: tuple[str, ...]) -> bool:
        if subject.number == "Plur":
            return len(persons) > 1
        if len(persons) > 1:
            return False
        if subject.among and persons[0] not in subject.among:
            return False
        held = self._agreement.offices.get(persons[0])
        if subject.office and held and subject.office not in held:
            # Of whom no office is told, any may be the one («президентка»).
            return False
        if subject.country and self._narration.homes.get(persons[0]) != subject.country:
            return False
        return self._agreement.fits(subject.gender, persons[0])

    # --- statements ----------------------------------------------------------------------------

    def _spans(self, draft: Draft) -> tuple[Span, ...]:
        return tuple(self._tokens.span(start, end) for start, end in draft.pieces)

    def _statement(self, draft: Draft, subject: Subject, person: str) -> Statement:
        return self._made(draft, person, None, subject.tokens)

    def _sourced(self, draft: Draft, source: TokenRange) -> Statement:
        return self._made(draft, None, self._institutions.words(source), source)

    def _made(
        self, draft: Draft, speaker: str | None, source: str | None, words: TokenRange | None
    ) -> Statement:
        spans = self._spans(draft)
        return Statement(
            speaker=speaker,
            source=source,
            kind="direct" if draft.direct else "reported",
            verb=draft.verb,
            text=" ".join(span.of(self._tokens.text) for span in spans),
            spans=spans,
            speaker_span=None if words is None else self._tokens.span(*words),
            topics=(),
            doubts=tuple(draft.doubts),
            rule=draft.rule,
        )
