"""The attendance stage: who was present at the event, who is only quoted or mentioned."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    AttendanceLayer,
    DocumentLayer,
    Event,
    EventLayer,
    Participant,
    ParticipantLayer,
    Presence,
    Role,
    StatementLayer,
)
from pipeline.resources.attendance import AttendanceLexicon
from pipeline.resources.loader import ResourceStore
from pipeline.stages.attendance.evidence import Evidence, EvidenceFinder
from pipeline.stages.attendance.groups import IN_CLAUSE, INVITED, NAMED

_HEADS = frozenset({"head_of_state", "head_of_government"})
_WIDE = frozenset({"session", "summit", "conference", "forum", "ceremony", "other"})
_DELEGATIONS = frozenset({"visit", "negotiations", "consultations", "signing"})
"""Events of two sides to which more than the two who are named come."""
_NARROW = frozenset({"call", "meeting", "negotiations", "consultations", "signing"})
"""Events of two sides that are over when their sides part."""
_GATHERING = frozenset({"деловой", "совещание", "расширенный"})
"""Words for a meeting to which many come."""
_QUOTES = frozenset("«“„")
_OF_EVENT = frozenset({NAMED, IN_CLAUSE})
_TWO = 2
_FAR = 10
"""Sentences after which words are no longer taken for words at the event."""
_TAKEN_FOR_GRANTED = "event_taken_for_granted"
"""The doubt of an event that the release only names («на саммите»)."""
_OFFICE_WORDS = 3
"""Up to so many words of a title name the office itself («руководитель … делегации»)."""
_OF_DELEGATION = "делегации"
_ROLE_ORDER: tuple[Role, ...] = ("host", "chair", "speaker", "signatory", "recipient")


class AttendanceStage:
    """Decides each participant's attendance and roles.

    Args:
        store: Where lexicons are read from.
        morphology: The dictionary (unused: cases come from the tagger).
    """

    def __init__(self, store: ResourceStore, morphology: Morphology) -> None:
        self._lexicon = AttendanceLexicon.load(store)
        self._find = EvidenceFinder(self._lexicon)

    def __call__(
        self,
        tokens: Tokens,
        participants: ParticipantLayer,
        event: EventLayer,
        documents: DocumentLayer,
        statements: StatementLayer,
    ) -> AttendanceLayer:
        """One presence a participant, in their order."""
        tellers = frozenset(
            p.person for p in participants.participants if self._speaks_for_others(p)
        )
        evidence = self._find(tokens, participants, event, documents, statements, tellers)
        if event.event is not None:
            _drop_strangers(event.event, participants, evidence)
        firm = {key for key, found in evidence.items() if found.rules}
        presences = []
        for participant in participants.participants:
            found = evidence[participant.person]
            presences.append(
                self._decide(tokens, event.event, participant, found, firm, participants)
            )
        return AttendanceLayer(tuple(presences))

    def _decide(
        self,
        tokens: Tokens,
        event: Event | None,
        participant: Participant,
        found: Evidence,
        firm: set[str],
        participants: ParticipantLayer,
    ) -> Presence:
        doubts: tuple[str, ...] = ()
        rule = None
        if event is not None:
            if found.rules:
                rule = found.rules[0]
                if set(found.rules) == {INVITED}:
                    doubts = ("attendance_by_invitation",)
            elif found.told and event.kind != "call" and self._is_delegate(participant):
                rule, doubts = "attendance.present.delegate", ("attendance_by_office",)
            elif found.spoken and not event.announced and not self._speaks_for_others(participant):
                rule, doubts = self._by_speech(
                    tokens, event, participant, found, firm, participants
                )
        if rule is not None:
            return Presence(participant.person, "present", _roles(found), doubts, rule)
        if found.statements:
            return Presence(participant.person, "absent_quoted", (), (), "attendance.absent_quoted")
        return Presence(participant.person, "mentioned", (), (), "attendance.mentioned")

    def _by_speech(
        self,
        tokens: Tokens,
        event: Event,
        participant: Participant,
        found: Evidence,
        firm: set[str],
        participants: ParticipantLayer,
    ) -> tuple[str | None, tuple[str, ...]]:
        """Whether one who speaks in the account of the event spoke there."""
        if found.turns or (found.passing and not found.outside):
            return "attendance.present.turn", ()
        narrow = event.bilateral and event.kind not in _WIDE and not _gathers(tokens, event)
        if not (found.beside or found.addressed) and (narrow or _TAKEN_FOR_GRANTED in event.doubts):
            # Where the event itself is told of in passing, words far from it were said anywhere.
            return None, ()
        national = event.kind == "session" and len(event.sides) == 1
        if national and participant.country and participant.country not in event.sides:
            # At a session of one state's body others comment from outside.
            return None, ()
        if not narrow:
            if self._outranks(tokens, event, participant, firm, participants):
                return None, ()
            if found.outside or found.away > _FAR:
                # Who speaks from elsewhere, or long after the event was spoken of, was not there.
                return None, ()
            return "attendance.present.speaker", ()
        # Of a meeting of two sides others comment: only a side's people were there.
        sides = {p.country for p in participants.participants if p.person in firm and p.country}
        received = event.kind == "meeting" and found.addressed
        of_side = participant.country in sides or (received and participant.country is None)
        # «Его коллеги A и B поддержали предложение»: at talks of officers they are the others.
        colleague = participant.country is None and any(
            position.rule == "positions.colleague" for position in participant.positions
        )
        if (of_side and (event.kind in _DELEGATIONS or received)) or colleague:
            return "attendance.present.side", ("attendance_by_side",)
        return None, ()

    def _outranks(
        self,
        tokens: Tokens,
        event: Event,
        participant: Participant,
        firm: set[str],
        participants: ParticipantLayer,
    ) -> bool:
        """A head of state quoted at a meeting of ministers was not there."""
        ranks = {position.rank for position in participant.positions}
        if not ranks & _HEADS:
            return False
        ranked = any(tokens.lemma[place] in self._lexicon.ranked for place in range(*event.tokens))
        if not ranked:
            return False
        return any(
            other.person != participant.person
            and other.country == participant.country
            and other.positions
            and other.positions[0].rank not in _HEADS
            for other in participants.participants
        )

    def _is_delegate(self, participant: Participant) -> bool:
        """«глава литовской делегации»: an office held for the event's time only.

        «Глава делегации ЕС в Литве» is a standing office.
        """
        for position in participant.positions:
            words = position.title.lower().split()
            for place in range(1, min(_OFFICE_WORDS, len(words))):
                ends = words[place + 1 : place + 2] in ([], ["на"])
                if words[place] == _OF_DELEGATION and ends and words[0] in self._lexicon.delegates:
                    return True
        return False

    def _speaks_for_others(self, participant: Participant) -> bool:
        return any(
            position.title.lower().startswith(self._lexicon.spokespersons)
            for position in participant.positions
        )


def _drop_strangers(
    event: Event, participants: ParticipantLayer, evidence: Mapping[str, Evidence]
) -> None:
    """Take back what verbs far from the event's words say of a third state's people.

    Where two states meet, others act elsewhere («министры обороны N и M обсудили …»). An act that
    one hand signs has nobody there but the signatory.
    """
    if event.kind == "signing" and not event.bilateral:
        for found in evidence.values():
            if "signatory" not in found.roles:
                found.rules.clear()
            found.spoken.clear()
        return
    passing = event.kind == "visit" and _TAKEN_FOR_GRANTED in event.doubts
    if not event.bilateral or not (event.kind in _NARROW or passing):
        return
    sides = set(event.sides)
    if passing and event.place is not None and event.place.country is not None:
        sides.add(event.place.country)
    for participant in participants.participants:
        if participant.country and not _OF_EVENT.isdisjoint(evidence[participant.person].rules):
            sides.add(participant.country)
    if len(sides) < _TWO:
        return
    for participant in participants.participants:
        found = evidence[participant.person]
        if participant.country and participant.country not in sides and not found.near:
            found.rules.clear()


def _gathers(tokens: Tokens, event: Event) -> bool:
    """«деловая встреча „…“», «совещание»: a meeting at which more than two speak."""
    words = range(*event.tokens)
    return event.kind == "meeting" and any(
        tokens.lemma[i] in _GATHERING or tokens.form[i] in _QUOTES for i in words
    )


def _roles(found: Evidence) -> tuple[Role, ...]:
    roles = set(found.roles)
    if found.spoken:
        roles.add("speaker")
    return tuple(role for role in _ROLE_ORDER if role in roles)
