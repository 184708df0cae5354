"""What the text says of each person's presence, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.layers import (
    DocumentLayer,
    Event,
    EventLayer,
    ParticipantLayer,
    Reference,
    Role,
    StatementLayer,
    TokenRange,
)
from pipeline.resources.attendance import AttendanceLexicon, PresenceVerbEntry

_WITH = frozenset({"с", "со"})
_WEAK = frozenset({"ADJ", "DET", "ADV", "PROPN"})
"""What may stand between a verb and the person it is done to."""
_NARROW = frozenset({"call", "meeting", "negotiations", "consultations", "signing"})
_REACH = 14
"""How far from its verb a subject may stand, in tokens."""
_PHRASE = 12
"""How far behind an event noun its participants may be named, in tokens."""


@dataclass(slots=True)
class Evidence:
    """What speaks for a person's presence.

    Attributes:
        rules: Names of the rules that found the person present, in order of place.
        roles: Roles the verbs gave.
        spoken: Sentences of statements made, as far as the text says, at the event.
        outside: Whether words were given that were said elsewhere.
        statements: Whether any words are given at all.
    """

    rules: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    spoken: list[int] = field(default_factory=list)
    outside: bool = False
    statements: bool = False
    turns: bool = False


class EvidenceFinder:
    """Gathers evidence of presence.

    Args:
        lexicon: Words of attendance.
    """

    def __init__(self, lexicon: AttendanceLexicon) -> None:
        self._lexicon = lexicon

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
        self._statements(tokens, layer, statements, found)
        event = layer.event
        if event is None:
            return found
        foreign = _foreign(participants.references)
        references = [
            r
            for r in participants.references
            if not _inside(r.tokens[0], layer.background) and r.tokens not in foreign
        ]
        said = _content(tokens, statements, tellers)
        free = [r for r in references if not _inside(r.tokens[0], said)]
        by_sentence: dict[int, list[Reference]] = {}
        for reference in free:
            by_sentence.setdefault(tokens.sentence[reference.tokens[0]], []).append(reference)
        spoken = _spoken(tokens, statements)
        taken = frozenset(i for r in participants.references for i in range(*r.tokens))
        for number, here in by_sentence.items():
            self._verbs(tokens, number, here, found, event, spoken, taken)
        self._event_clause(tokens, event, references, statements, found)
        self._mentions(tokens, layer.mentions, free, found)
        self._rosters(tokens, by_sentence, found)
        self._joined(tokens, free, found)
        for document in documents.documents:
            if document.status == "signed" and not _inside(document.tokens[0], layer.background):
                for key in document.signatories:
                    if key in found:
                        found[key].rules.append("attendance.present.signatory")
                        found[key].roles.append("signatory")
        return found

    # --- what is said ------------------------------------------------------------------------

    def _statements(
        self,
        tokens: Tokens,
        layer: EventLayer,
        statements: StatementLayer,
        found: dict[str, Evidence],
    ) -> None:
        for statement in statements.statements:
            evidence = found.get(statement.speaker or "")
            if evidence is None:
                continue
            evidence.statements = True
            anchor = statement.speaker_span or statement.spans[0]
            index = tokens.at(anchor.start)
            if index is None:
                continue
            number = tokens.sentence[index]
            low, high = tokens.sentences[number]
            content = [tokens.range_of(span) for span in statement.spans]
            frame = [
                place
                for place in range(low, high)
                if not any(r is not None and r[0] <= place < r[1] for r in content)
            ]
            if any(tokens.lemma[place] in self._lexicon.outside for place in frame):
                evidence.outside = True
            elif layer.event is None or _inside(index, layer.background):
                pass
            elif self._after_absence(tokens, number):
                evidence.outside = True
            elif self._reports(tokens, layer.event, content):
                # Who tells that the event took place was not there for that.
                evidence.outside = True
            else:
                evidence.spoken.append(number)
                evidence.turns |= self._has_turn(tokens, low, high)

    def _after_absence(self, tokens: Tokens, number: int) -> bool:
        """Whether the sentence before says that someone is not there, as the cause of the words."""
        if (
            number == 0
            or tokens.section[tokens.sentences[number - 1][0]]
            != (tokens.section[tokens.sentences[number][0]])
        ):
            return False
        low, high = tokens.sentences[number - 1]
        absence, words = self._lexicon.absence, tokens.lower
        return any(absence.match_at(words, index, high) is not None for index in range(low, high))


    def _reports(self, tokens: Tokens, event: Event, content: Sequence[TokenRange | None]) -> bool:
        return any(r is not None and r[0] <= event.tokens[0] < r[1] for r in content)

    def _has_turn(self, tokens: Tokens, low: int, high: int) -> bool:
        turns, words = self._lexicon.turns, tokens.lower
        return any(turns.match_at(words, index, high) is not None for index in range(low, high))


    # --- verbs of presence -------------------------------------------------------------------

    def _verbs(
        self,
        tokens: Tokens,
        number: int,
        references: Sequence[Reference],
        found: dict[str, Evidence],
        event: Event,
        spoken: Sequence[tuple[str, TokenRange]],
        taken: frozenset[int],
    ) -> None:
        low, high = tokens.sentences[number]
        wide = not event.bilateral
        for index in range(low, high):
            verb = self._lexicon.verbs.get(tokens.lemma[index])
            if verb is None or tokens.pos[index] not in {"VERB", "AUX", "ADJ"}:
                continue
            if index > low and tokens.lower[index - 1] == "не":
                continue
            if verb.id in {"принять", "принимать"} and self._takes_part(tokens, index, high):
                verb = self._lexicon.verbs["участвовать"]
            if verb.travel and event.kind in _NARROW and number > event.sentence:
                continue
            clause = clause_of(tokens, index)
            for reference in references:
                if any(
                    speaker in reference.persons
                    and content[0] <= index < content[1]
                    and not content[0] <= reference.tokens[0] < content[1]
                    for speaker, content in spoken
                ):
                    # «…, заявил N»: what N tells of others is not done by N.
                    continue
                rule = self._side(tokens, index, verb, clause, reference, taken)
                if rule is None:
                    continue
                if wide and not verb.group and rule.endswith("with"):
                    # «обсуждал это с N» may have been anywhere.
                    continue
                for key in reference.persons:
                    if key in found:
                        found[key].rules.append(rule)
                        if rule.endswith("subject") or verb.id == "участвовать":
                            found[key].roles.extend(verb.roles)

    def _takes_part(self, tokens: Tokens, index: int, high: int) -> bool:
        return "участие" in tokens.lower[index + 1 : min(index + 4, high)]

    def _side(
        self,
        tokens: Tokens,
        index: int,
        verb: PresenceVerbEntry,
        clause: TokenRange,
        reference: Reference,
        taken: frozenset[int],
    ) -> str | None:
        """The rule by which a reference takes part in the verb's action, or `None`."""
        start, end = reference.tokens
        inside = clause[0] <= start < clause[1]
        if not inside and not (verb.group and start > index and _listed(tokens, index, start)):
            return None
        preposition = _preposition(tokens, start, clause[0])
        if preposition in _WITH:
            if "with" in verb.sides or verb.group:
                return "attendance.present.with"
            return None
        case = tokens.feats[start].case
        if preposition:
            if verb.group and preposition in {"глава", "составе"}:
                return "attendance.present.group"
            return None
        if verb.group and start > index and inside:
            return "attendance.present.group"
        if case in {"Nom", ""} and "subject" in verb.sides:
            if abs(start - index) <= _REACH + (end - start) or verb.group:
                return "attendance.present.subject"
        if "object" in verb.sides and case in {"Acc", "Gen"} and inside:
            between = range(min(index, end - 1) + 1, max(index, start))
            if all(place in taken or tokens.pos[place] in _WEAK for place in between):
                return "attendance.present.object"
        return None

    # --- the event's own clause --------------------------------------------------------------

    def _event_clause(
        self,
        tokens: Tokens,
        event: Event,
        references: Iterable[Reference],
        statements: StatementLayer,
        found: dict[str, Evidence],
    ) -> None:
        """Who stands in the phrase or the clause that tells the event."""
        start, end = event.tokens
        clause = clause_of(tokens, start)
        for reference in references:
            place = reference.tokens[0]
            if start <= place < end:
                rule = "attendance.present.named_in_event"
            elif (
                clause[0] <= place < clause[1]
                and event.bilateral
                and _preposition(tokens, place, clause[0]) in {"", "с", "со", "между"}
                and tokens.feats[place].case in {"Nom", "Ins", ""}
            ):
                rule = "attendance.present.event_clause"
            else:
                continue
            for key in reference.persons:
                if key in found:
                    found[key].rules.append(rule)

    def _mentions(
        self,
        tokens: Tokens,
        mentions: Sequence[TokenRange],
        references: Iterable[Reference],
        found: dict[str, Evidence],
    ) -> None:
        """«переговоры N с M», wherever the text comes back to the event or a part of it."""
        ends = {end: tokens.sentence[end - 1] for _, end in mentions}
        for reference in references:
            start = reference.tokens[0]
            for end, sentence in ends.items():
                if not (end <= start <= end + _PHRASE and tokens.sentence[start] == sentence):
                    continue
                between = range(end, start)
                if any(tokens.pos[place] in {"VERB", "PUNCT", "AUX"} for place in between):
                    continue
                if (
                    start > end
                    and tokens.lower[end] not in {"с", "со", "между"}
                    and (tokens.feats[start].case != "Gen")
                ):
                    continue
                for key in reference.persons:
                    if key in found:
                        found[key].rules.append("attendance.present.named_with_mention")

    def _joined(
        self, tokens: Tokens, references: Sequence[Reference], found: dict[str, Evidence]
    ) -> None:
        """«N и M обсудят»: who acts together with one who was there was there too."""
        for first, second in pairwise(references):
            if second.tokens[0] - first.tokens[1] != 1 or tokens.lower[first.tokens[1]] != "и":
                continue
            if first.kind == "office" or second.kind == "office":
                continue
            if tokens.feats[first.tokens[0]].case not in {"Nom", ""}:
                continue
            pair = [found[k] for r in (first, second) for k in r.persons if k in found]
            if any(evidence.rules for evidence in pair):
                for evidence in pair:
                    if not evidence.rules:
                        evidence.rules.append("attendance.present.joined")

    # --- lists of participants ---------------------------------------------------------------

    def _rosters(
        self,
        tokens: Tokens,
        by_sentence: Mapping[int, Sequence[Reference]],
        found: dict[str, Evidence],
    ) -> None:
        """Lines without a verb after «Делегации возглавляют:»."""
        is_open = False
        for number, (low, high) in enumerate(tokens.sentences):
            verbal = any(
                tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Fin"
                for place in range(low, high)
            )
            if verbal:
                is_open = tokens.form[high - 1] == ":" and any(
                    tokens.lemma[place] in self._lexicon.verbs for place in range(low, high)
                )
            elif is_open:
                for reference in by_sentence.get(number, ()):
                    for key in reference.persons:
                        if key in found:
                            found[key].rules.append("attendance.present.roster")


def _inside(index: int, ranges: Sequence[TokenRange]) -> bool:
    return any(start <= index < end for start, end in ranges)


def _spoken(tokens: Tokens, statements: StatementLayer) -> list[tuple[str, TokenRange]]:
    """Speakers and the token ranges of what they say."""
    found = []
    for statement in statements.statements:
        for span in statement.spans:
            content = tokens.range_of(span)
            if statement.speaker is not None and content is not None:
                found.append((statement.speaker, content))
    return found


def _listed(tokens: Tokens, verb: int, start: int) -> bool:
    """Whether a list that the verb opens goes on to `start`: no other verb comes between."""
    return tokens.sentence[verb] == tokens.sentence[start] and not any(
        tokens.feats[place].verb_form == "Fin" for place in range(verb + 1, start)
    )


def _foreign(references: Sequence[Reference]) -> frozenset[TokenRange]:
    """References inside another's office: «пресс-секретарь президента России N»."""
    offices = [r for r in references if r.kind == "office"]
    return frozenset(
        r.tokens
        for r in references
        for office in offices
        if r is not office
        and office.tokens[0] <= r.tokens[0]
        and r.tokens[1] <= office.tokens[1]
        and r.persons != office.persons
        and r.tokens != office.tokens
    )


def _content(
    tokens: Tokens, statements: StatementLayer, tellers: frozenset[str]
) -> tuple[TokenRange, ...]:
    """Token ranges of what is said: who is named there takes part in nothing by that.

    What a spokesperson or a press service reports is the account of the event itself.
    """
    found = [
        tokens.range_of(span)
        for s in statements.statements
        if s.kind == "direct" or (s.speaker is not None and s.speaker not in tellers)
        for span in s.spans
    ]
    return tuple(sorted(r for r in found if r is not None))


def _preposition(tokens: Tokens, start: int, low: int) -> str:
    """The preposition that governs the phrase which begins at `start`, or an empty string."""
    index = start - 1
    while index >= low:
        if tokens.pos[index] == "ADP":
            return tokens.lower[index]
        if tokens.pos[index] in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "ADV"}:
            return ""
        index -= 1
    return ""
