"""Verbs of presence: who takes part in what they tell took part in the event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.layers import Event, Reference, Role, TokenRange
from pipeline.resources.attendance import AttendanceLexicon, PresenceVerbEntry
from pipeline.stages.attendance.words import WITH, preposition_before

_WEAK = frozenset({"ADJ", "DET", "ADV", "PROPN"})
"""What may stand between a verb and the person it is done to."""
_NARROW = frozenset({"call", "meeting", "negotiations", "consultations", "signing"})
"""Events at which a journey told elsewhere in the text proves no presence."""
_GATHERINGS = frozenset({"session", "ceremony", "conference"})
"""Events at which no meetings of two are held."""
_REACH = 14
"""How far from its verb a subject may stand, in tokens."""
_TOGETHER = frozenset({"вместе", "совместно", "наряду"})
_TAKING = frozenset({"принять", "принимать"})
_INTO = frozenset({"в", "во", "на"})
_GIVING = frozenset({"получить", "передать"})
_DENIAL = 3
"""How far before its verb «не» stands, with an auxiliary between, in tokens."""
_WISH = 2
"""How far before an infinitive the word of wishing stands, in tokens."""
_WISHES = frozenset(
    {
        "хотеть", "желать", "надеяться", "мечтать", "мочь", "готовый", "предложить",
        "предлагать", "отказаться", "отказываться", "пытаться", "попросить", "обещать",
    }
)  # fmt: skip
_PART = "участвовать"
_OBJECT = "attendance.present.object"


@dataclass(frozen=True, slots=True)
class Finding:
    """Persons a verb finds present, by which rule and in which roles."""

    persons: tuple[str, ...]
    rule: str
    roles: tuple[Role, ...]


_PARTY = frozenset({"делегация", "гость", "представитель", "группа", "участник", "депутат"})
_HEADING = frozenset({"возглавить", "возглавлять"})
"""«делегация, возглавляемая N»: N comes with it."""
_HANDING = frozenset({"вручить", "вручать", "принять", "принимать"})
_CREDENTIALS = "грамота"
_HANDED = frozenset({"Nom", "Dat", ""})
_GREETING = frozenset({"встретить", "встречать"})
_GUESTS = frozenset({"его", "её", "ее", "их"})
"""Pronouns for whom the release is about, before a verb of receiving."""


class PresenceVerbs:
    """Reads verbs of presence.

    Args:
        lexicon: Words of attendance.
    """

    def __init__(self, lexicon: AttendanceLexicon) -> None:
        self._lexicon = lexicon

    def __call__(
        self,
        tokens: Tokens,
        number: int,
        references: Sequence[Reference],
        event: Event,
        own_words: Collection[tuple[str, TokenRange]],
        taken: Collection[int],
        *,
        around: bool = True,
    ) -> Iterator[Finding]:
        """Who is present by the verbs of one sentence.

        Args:
            tokens: The release's words.
            number: Index of the sentence.
            references: Persons named in it.
            event: The main event.
            own_words: Speakers and the token ranges of their statements.
            taken: Tokens inside references.
            around: Whether the sentence stands beside words for the event.
        """
        low, high = tokens.sentences[number]
        verbs = self._lexicon.verbs
        for index in range(low, high):
            # An infinitive as lemma says that it is a verb; the tagger calls one that opens a
            # sentence a name now and then.
            verb = verbs.get(tokens.lemma[index])
            if verb is None or not verb.is_meant(
                tokens.lower[index + 1 : high], tokens.lower[low:index]
            ):
                continue
            if _denied(tokens, index, low):
                continue
            feats = tokens.feats[index]
            passive = feats.verb_form == "Part" and feats.case and feats.voice == "Pass"
            if passive and verb.id not in _HEADING:
                continue  # «детали обсуждаемой сделки»: said of a thing
            near = tokens.lower[max(low, index - 2) : min(index + 4, high)]
            if verb.id in _TAKING and "участие" in near:
                verb = verbs[_PART]
            if (
                verb.travel
                and event.bilateral
                and event.kind in _NARROW
                and number > event.sentence
            ):
                continue
            if event.announced and number != event.sentence and tokens.feats[index].tense == "Past":
                # What already happened is not what is still to come.
                continue
            if verb.id in _GIVING and not around:
                continue  # «получит приветствие», «передал слово» may be anywhere
            apart = event.kind in _GATHERINGS and number != event.sentence and not around
            if event.announced and apart and "with" in verb.sides:
                # «Также он встретится с N»: another occasion of the same days.
                continue
            if number != event.sentence and any(
                lemma in _WISHES for lemma in tokens.lemma[max(low, index - _WISH) : index]
            ):
                continue  # «хочет встретиться с N»
            clause = clause_of(tokens, index)
            if verb.id in _HANDING and _CREDENTIALS in tokens.lemma[clause[0] : clause[1]]:
                yield from _credentials(tokens, index, clause, references)
                continue
            if (
                "host" in verb.roles
                and not (verb.id in _GREETING and _guest_before(tokens, index, low, taken))
                and not _receives_group(tokens, index, clause[1])
                and not any(
                    self._side(tokens, index, verb, clause, r, taken) == _OBJECT for r in references
                )
            ):
                # «принял решение» receives nobody.
                continue
            for reference in references:
                if _tells(own_words, reference, index):
                    continue
                rule = self._side(tokens, index, verb, clause, reference, taken)
                if rule is None:
                    continue
                if (
                    not event.bilateral
                    and not verb.group
                    and "with" in verb.sides
                    and rule.endswith("with")
                ):
                    # «обсуждал это с N» may have been anywhere.
                    continue
                acts = rule.endswith("subject") or verb.id == _PART
                yield Finding(reference.persons, rule, verb.roles if acts else ())

    def _side(
        self,
        tokens: Tokens,
        index: int,
        verb: PresenceVerbEntry,
        clause: TokenRange,
        reference: Reference,
        taken: Collection[int],
    ) -> str | None:
        """The rule by which a reference takes part in the verb's action, or `None`."""
        start, end = reference.tokens
        inside = clause[0] <= start < clause[1]
        if not inside and not (verb.group and start > index and _goes_on(tokens, index, start)):
            return None
        preposition = preposition_before(tokens, start, clause[0])
        if preposition in WITH:
            if "with" in verb.sides or verb.group or _together(tokens, start, clause[0]):
                return "attendance.present.with"
            return None
        if preposition:
            if verb.group and preposition in {"глава", "составе"}:
                return "attendance.present.group"
            return None
        if verb.group and start > index and inside:
            return "attendance.present.group"
        if start == index + 1 and "object" not in verb.sides:
            # Right behind its verb a name is its subject, whatever case it was tagged with.
            return "attendance.present.subject"
        case = tokens.feats[start].case
        near = verb.group or abs(start - index) <= _REACH + (end - start)
        if case in {"Nom", ""} and "subject" in verb.sides and near:
            return "attendance.present.subject"
        if "object" in verb.sides and case in {"Acc", "Gen"} and inside:
            between = range(min(index, end - 1) + 1, max(index, start))
            if all(
                place in taken
                or tokens.pos[place] in _WEAK
                or tokens.lower[place] in _INTO
                or tokens.feats[place].case in {"Loc", case}
                for place in between
            ):
                # «принимает в резиденции коллегу»: where may stand between.
                return _OBJECT
        return None


def _receives_group(tokens: Tokens, verb: int, high: int) -> bool:
    """«принял делегацию банка», «встретил гостей»: guests without a name."""
    return any(
        tokens.lemma[place] in _PARTY and tokens.feats[place].case in {"Acc", "Gen"}
        for place in range(verb + 1, min(verb + 4, high))
    ) and not any(tokens.pos[place] == "ADP" for place in range(verb + 1, min(verb + 3, high)))


def _credentials(
    tokens: Tokens, verb: int, clause: TokenRange, references: Sequence[Reference]
) -> Iterator[Finding]:
    """«N вручил верительные грамоты M», «M принял их у N»: both are there."""
    for reference in references:
        start = reference.tokens[0]
        if not clause[0] <= start < clause[1]:
            continue
        preposition = preposition_before(tokens, start, clause[0])
        if preposition == "у" or (not preposition and tokens.feats[start].case in _HANDED):
            yield Finding(reference.persons, "attendance.present.credentials", ())


def _guest_before(tokens: Tokens, verb: int, low: int, taken: Collection[int]) -> bool:
    """«В аэропорту его встретили …», «Си Вэйминя встретил …»: whom the verb receives."""
    before = verb - 1
    return before >= low and (
        tokens.lower[before] in _GUESTS
        or (before in taken and tokens.feats[before].case in {"Acc", "Gen"})
    )


def _denied(tokens: Tokens, index: int, low: int) -> bool:
    """«не приехал», «не будет присутствовать», «не сможет приехать»."""
    before = range(max(low, index - _DENIAL), index)
    return any(
        tokens.lower[place] == "не"
        and all(tokens.pos[i] in {"VERB", "AUX", "ADV"} for i in range(place + 1, index))
        for place in before
    )


def _together(tokens: Tokens, start: int, low: int) -> bool:
    """«вместе с N»: who does the same beside the subject."""
    return any(
        tokens.lower[place] in _TOGETHER and tokens.lower[place + 1] in WITH
        for place in range(max(low, start - _REACH), start - 1)
    )


def _tells(own_words: Collection[tuple[str, TokenRange]], reference: Reference, verb: int) -> bool:
    """«…, заявил N»: what N tells of others is not done by N."""
    start = reference.tokens[0]
    return any(
        speaker in reference.persons
        and content[0] <= verb < content[1]
        and not content[0] <= start < content[1]
        for speaker, content in own_words
    )


def _goes_on(tokens: Tokens, verb: int, start: int) -> bool:
    """Whether a list that the verb opens goes on to `start`: no other verb comes between."""
    return tokens.sentence[verb] == tokens.sentence[start] and not any(
        tokens.feats[place].verb_form == "Fin" for place in range(verb + 1, start)
    )
