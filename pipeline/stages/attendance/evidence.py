"""What the text says of each person's presence, place by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    DocumentLayer,
    EventLayer,
    ParticipantLayer,
    Reference,
    Role,
    StatementLayer,
    TokenRange,
)
from pipeline.resources.attendance import AttendanceLexicon
from pipeline.stages.attendance.groups import Groups
from pipeline.stages.attendance.messages import authors, told_by_others
from pipeline.stages.attendance.officers import officers
from pipeline.stages.attendance.said import (
    ATTENDING,
    NOWHERE,
    Said,
    addresses,
    announces_part,
    around_event,
    in_passing,
    inside,
    judges,
    last_before,
    read_statements,
    tells_own_event,
)
from pipeline.stages.attendance.transcripts import read_transcript
from pipeline.stages.attendance.verbs import PresenceVerbs


@dataclass(slots=True)
class Evidence:
    """What speaks for a person's presence.

    Attributes:
        rules: Names of the rules that found the person present, in order of place.
        roles: Roles the verbs gave.
        spoken: Sentences of statements made, as far as the text says, at the event.
        outside: Whether words are given that were said elsewhere.
        statements: Whether any words are given at all.
        beside: Whether a statement stands beside words for the event.
        away: How many sentences behind words for the event the nearest statement stands.
        turns: Whether a statement is told as one made there («в ходе встречи»).
        passing: Whether a statement is told as a turn of a talk («в свою очередь»).
        addressed: Whether a statement is addressed to those who are there («предложил коллегам»).
        told: Whether the person is named outside accounts of other occasions.
        near: Whether a rule found the person beside words for the event itself.
    """

    rules: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    spoken: list[int] = field(default_factory=list)
    outside: bool = False
    statements: bool = False
    beside: bool = False
    away: int = NOWHERE
    turns: bool = False
    passing: bool = False
    addressed: bool = False
    told: bool = False
    near: bool = False


class EvidenceFinder:
    """Gathers evidence of presence.

    Args:
        lexicon: Words of attendance.
    """

    def __init__(self, lexicon: AttendanceLexicon) -> None:
        self._lexicon = lexicon
        self._verbs = PresenceVerbs(lexicon)
        self._groups = Groups(lexicon)
        self._attending = frozenset(v.id for v in lexicon.verbs.values() if v.travel) | ATTENDING

    def __call__(
        self,
        tokens: Tokens,
        participants: ParticipantLayer,
        layer: EventLayer,
        documents: DocumentLayer,
        statements: StatementLayer,
        tellers: frozenset[str],
    ) -> dict[str, Evidence]:
        """Evidence by person; `tellers` are those who speak for others."""
        found = {p.person: Evidence() for p in participants.participants}
        said = read_statements(tokens, statements)
        transcript = read_transcript(tokens, participants.references)
        if transcript is not None:
            # Whose words one who speaks repeats is not given as a speaker.
            said = [s for s in said if s.anchor is None or not inside(s.anchor, transcript.spoken)]
        self._statements(tokens, layer, said, found, participants.references, tellers)
        content = tuple(
            stretch
            for item in said
            if item.speaker is not None and item.speaker not in tellers
            for stretch in item.content
        )
        if transcript is not None:
            content += transcript.spoken
        spoken = _covered(content)
        away = (
            *authors(tokens, participants.references),
            *told_by_others(tokens, participants.references, spoken),
        )
        for person in (person for persons in away for person in persons if person in found):
            found[person].statements = found[person].outside = True
        event = layer.event
        if event is None:
            return found

        def present(
            persons: Sequence[str], rule: str, roles: Sequence[Role] = (), *, near: bool = True
        ) -> None:
            for person in persons:
                if person in found:
                    found[person].rules.append(rule)
                    found[person].roles.extend(roles)
                    found[person].near |= near

        if transcript is not None:
            present(transcript.persons, "attendance.present.transcript", ("speaker",))
        foreign = _foreign(participants.references)
        background = _covered(layer.background)
        told = [
            reference
            for reference in participants.references
            if reference.tokens not in foreign and reference.tokens[0] not in background
        ]
        for reference in told:
            for person in reference.persons:
                if person in found:
                    found[person].told = True
        # Who is named in someone's words takes part in nothing by that, unless a spokesperson
        # tells of the event itself.
        free = [reference for reference in told if reference.tokens[0] not in spoken]
        by_sentence: dict[int, list[Reference]] = {}
        for reference in free:
            by_sentence.setdefault(tokens.sentence[reference.tokens[0]], []).append(reference)
        own_words: dict[int, list[tuple[str, TokenRange]]] = {}
        for item in said:
            for stretch in item.content if item.speaker is not None else ():
                opening, closing = tokens.sentence[stretch[0]], tokens.sentence[stretch[1] - 1]
                for number in range(opening, closing + 1):
                    own_words.setdefault(number, []).append((str(item.speaker), stretch))
        taken = frozenset(i for r in participants.references for i in range(*r.tokens))
        around = around_event(tokens, layer)
        told_in = {event.sentence, *(tokens.sentence[end - 1] for _, end in layer.mentions)}
        for number, here in by_sentence.items():
            for finding in self._verbs(
                tokens,
                number,
                here,
                event,
                own_words.get(number, ()),
                taken,
                around=number in told_in,
            ):
                present(finding.persons, finding.rule, finding.roles, near=number in around)
        for persons, rule in self._groups(tokens, layer, told, free, by_sentence):
            present(persons, rule)
        for persons in self._groups.chairs(tokens, layer, by_sentence):
            present(persons, "attendance.present.chairing", ("chair",))
        named = {person for reference in told for person in reference.persons}
        for persons in officers(tokens, event, participants.participants, named):
            present(persons, "attendance.present.officer")
        for document in documents.documents:
            if document.status == "signed" and not inside(document.tokens[0], layer.background):
                present(document.signatories, "attendance.present.signatory", ("signatory",))
        for first, second in self._groups.pairs(tokens, free):
            # «N и M обсудят»: who acts together with one who was there was there too.
            pair = (*first.persons, *second.persons)
            if any(person in found and found[person].rules for person in pair):
                absent = [p for p in pair if p in found and not found[p].rules]
                present(absent, "attendance.present.joined")
        return found

    def _statements(
        self,
        tokens: Tokens,
        layer: EventLayer,
        said: Sequence[Said],
        found: dict[str, Evidence],
        references: Sequence[Reference],
        tellers: frozenset[str],
    ) -> None:
        """Who is given as saying something, and whether it was said at the event."""
        outside, turns, absence = (
            self._lexicon.outside,
            self._lexicon.turns,
            self._lexicon.absence,
        )
        absent_in: dict[int, bool] = {}
        around = around_event(tokens, layer)
        for item in said:
            evidence = found.get(item.speaker or "")
            if evidence is None:
                continue
            evidence.statements = True
            if item.sent:
                evidence.outside = True
                continue
            if item.anchor is None:
                continue
            number = tokens.sentence[item.anchor]
            low, high = tokens.sentences[number]
            event = layer.event
            tells = event is not None and inside(event.tokens[0], item.content)
            if (
                event is not None
                and tells
                and item.speaker not in tellers
                and tells_own_event(tokens, event, item, references)
            ):
                # «сообщил журналистам, что встретился с N»: the teller's own event.
                evidence.rules.append("attendance.present.own_event")
                continue
            if (
                layer.event is not None
                and layer.event.announced
                and item.speaker not in tellers
                and announces_part(tokens, layer, item, self._attending)
            ):
                evidence.rules.append("attendance.present.announces_part")
                continue
            if any(
                (tokens.lemma[place] in outside or tokens.lower[place] in outside)
                and not inside(place, item.content)
                and not in_passing(tokens, place, low)
                for place in range(low, high)
            ):
                evidence.outside = True
                continue
            if item.verb in self._lexicon.unbounded and any(
                tokens.lemma[place] == item.verb and tokens.feats[place].tense == "Past"
                for place in range(low, high)
            ):
                # «объяснял N»: said before, or more than once.
                evidence.outside = True
                continue
            if layer.event is None or inside(item.anchor, layer.background):
                continue
            if item.verb in self._lexicon.judging and judges(tokens, layer, number):
                # Who calls a summit a failure looks at it from outside.
                evidence.outside = True
                continue
            before = number - 1
            if before >= 0 and tokens.section[tokens.sentences[before][0]] == tokens.section[low]:
                if before not in absent_in:
                    absent_in[before] = absence.has(tokens.lower, *tokens.sentences[before])
                if absent_in[before]:
                    # Words after «без представителей …» are the absent side's.
                    evidence.outside = True
                    continue
            if tells:
                # Who tells that the event took place was not there for that.
                evidence.outside = True
                continue
            evidence.spoken.append(number)
            evidence.beside |= number in around
            evidence.away = min(evidence.away, number - last_before(around, number))
            evidence.turns |= turns.has(tokens.lower, low, high)
            evidence.passing |= self._lexicon.passing.has(tokens.lower, low, high)
            evidence.addressed |= addresses(tokens, item, low, high)


def _covered(ranges: Sequence[TokenRange]) -> frozenset[int]:
    """All tokens of `ranges`."""
    return frozenset(index for start, end in ranges for index in range(start, end))


def _foreign(references: Sequence[Reference]) -> frozenset[TokenRange]:
    """References inside another's office: «пресс-секретарь президента России N»."""
    starts = [reference.tokens[0] for reference in references]
    found: set[TokenRange] = set()
    for office in references:
        if office.kind != "office":
            continue
        first = bisect_left(starts, office.tokens[0])
        for inner in references[first : bisect_left(starts, office.tokens[1])]:
            if (
                inner.tokens[1] <= office.tokens[1]
                and inner.persons != office.persons
                and inner.tokens != office.tokens
            ):
                found.add(inner.tokens)
    return frozenset(found)
