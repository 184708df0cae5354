"""Verbs of presence: who takes part in what they tell took part in the event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.layers import Event, Reference, Role, TokenRange
from pipeline.resources.attendance import AttendanceLexicon, PresenceVerbEntry
from pipeline.stages.attendance.messages import MESSAGES
from pipeline.stages.attendance.receptions import (
    CREDENTIALS,
    ELECTING,
    TAKING,
    credentials,
    denied,
    goes_on,
    guest_before,
    heard,
    is_done,
    joined,
    named_twice,
    performed,
    receives_group,
    second_guest,
)
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
_INTO = frozenset({"в", "во", "на"})
_YEAR = frozenset({"году", "г"})
_GIVING = frozenset({"получить", "передать"})
_THOSE_THERE = frozenset({"участникам", "собравшимся", "присутствующим", "гостям", "делегатам"})
_STAGED = frozenset({"ceremony", "other"})
_PLAYING = frozenset({"исполнить"})
"""What artists do where something is celebrated, and anybody does with duties elsewhere."""
_WISH = 2
"""How far before an infinitive the word of wishing stands, in tokens."""
_WISHES = frozenset(
    {
        "хотеть", "желать", "надеяться", "мечтать", "мочь", "готовый", "предложить",
        "предлагать", "отказаться", "отказываться", "пытаться", "попросить", "обещать",
    }
)  # fmt: skip
_PART = "участвовать"
_PARTS_WORD = 8
"""How far before «приняли» its «участие» may stand («Участие в нём приняли …»)."""
_BACKING = "поддержать"
_IN_PASSING = "event_taken_for_granted"
"""The doubt of an event that the release only names («на саммите»)."""
_WILL = frozenset({"будет", "будут"})
_PERFORMING = frozenset({"выступить", "выступать"})
_ELECTED = 4
"""How far behind «избран» whoever was elected may stand, in tokens."""
_OBJECT = "attendance.present.object"
_SUBJECT = "attendance.present.subject"
_RECIPIENT = "attendance.present.recipient"


@dataclass(frozen=True, slots=True)
class Finding:
    """Persons a verb finds present, by which rule and in which roles."""

    persons: tuple[str, ...]
    rule: str
    roles: tuple[Role, ...]


_HEADING = frozenset({"возглавить", "возглавлять"})
"""«делегация, возглавляемая N»: N comes with it."""
_HANDING = frozenset({"вручить", "вручать", "принять", "принимать"})
_GREETING = frozenset({"встретить", "встречать"})


def _of_a_year(tokens: Tokens, clause: TokenRange) -> bool:
    """Whether a clause tells of a whole year: what happens on a day is not dated so."""
    return any(
        tokens.lower[i] in _YEAR and tokens.form[i - 1].isdigit() and tokens.lower[i - 2] in _INTO
        for i in range(clause[0] + 2, clause[1])
    )


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
            if denied(tokens, index, low):
                continue
            feats = tokens.feats[index]
            passive = feats.verb_form == "Part" and feats.case and feats.voice == "Pass"
            if passive and verb.id not in _HEADING:
                continue  # «детали обсуждаемой сделки»: said of a thing
            clause = clause_of(tokens, index)
            near = tokens.lower[max(low, clause[0], index - _PARTS_WORD) : min(index + 4, high)]
            if verb.id in TAKING and "участие" in near:
                verb = verbs[_PART]
            if (
                verb.travel
                and event.bilateral
                and event.kind in _NARROW
                and number > event.sentence
            ):
                continue
            past = tokens.feats[index].tense == "Past" and not (
                tokens.lower[index - 1] in _WILL and is_done(tokens, index)
            )
            if event.announced and number != event.sentence and past:
                # What already happened is not what is still to come.
                continue
            if past and number != event.sentence and _of_a_year(tokens, clause):
                continue  # «приезжал в Минск в 2019 году»
            if verb.id == _BACKING and _IN_PASSING in event.doubts:
                continue  # «её поддержал N» beside an event only named is said of anything
            if verb.id in _GIVING and not (
                around or event.kind == "ceremony" or not _THOSE_THERE.isdisjoint(near)
            ):
                continue  # «получит приветствие», «передал слово» may be anywhere
            if verb.id in _PLAYING and event.kind not in _STAGED:
                continue
            if verb.id in ELECTING and event.bilateral:
                continue
            apart = event.kind in _GATHERINGS and number != event.sentence and not around
            if event.announced and apart and "with" in verb.sides:
                # «Также он встретится с N»: another occasion of the same days.
                continue
            if number != event.sentence and any(
                lemma in _WISHES for lemma in tokens.lemma[max(low, index - _WISH) : index]
            ):
                continue  # «хочет встретиться с N»
            if verb.id in _HANDING and CREDENTIALS in tokens.lemma[clause[0] : clause[1]]:
                for persons in credentials(tokens, index, clause, references):
                    yield Finding(persons, "attendance.present.credentials", ())
                continue
            roles = verb.roles
            if verb.id in _PERFORMING:
                played = performed(tokens, index, clause, self._lexicon.parts)
                if played == ():
                    continue  # «организатором выступил N» may be said of one who is away
                roles = roles if played is None else played
            if (
                "host" in verb.roles
                and not (
                    (
                        verb.id in _GREETING
                        or (event.bilateral and (event.announced or feats.tense == "Past"))
                    )
                    and guest_before(tokens, index, low, taken)
                )
                and not receives_group(tokens, index, clause)
                and not any(
                    self._side(tokens, index, verb, clause, r, taken) == _OBJECT for r in references
                )
            ):
                # «принял решение» receives nobody.
                continue
            guest: Reference | None = None
            listed: Reference | None = None
            for reference in references:
                if _tells(own_words, reference, index):
                    continue
                if verb.id == _BACKING and reference.tokens[0] < index:
                    continue
                rule = self._side(tokens, index, verb, clause, reference, taken)
                if rule is None and guest is not None and joined(tokens, guest, reference):
                    rule = _OBJECT
                if rule is None and listed is not None and goes_on(tokens, listed, reference):
                    rule = _SUBJECT
                if rule is None:
                    continue
                if rule == _OBJECT:
                    guest = reference
                if rule == _SUBJECT and feats.number == "Plur" and reference.tokens[0] > index:
                    listed = reference
                if (
                    not event.bilateral
                    and not verb.group
                    and "with" in verb.sides
                    and rule.endswith("with")
                    and not clause[0] <= event.tokens[0] < clause[1]
                ):
                    # «обсуждал это с N» may have been anywhere, «на форуме обсудил с N» not.
                    continue
                acts = rule.endswith("subject") or verb.id == _PART or "speaker" in verb.roles
                if "host" in roles and not is_done(tokens, index):
                    acts &= not second_guest(tokens, index, clause, reference, references)
                yield Finding(reference.persons, rule, roles if acts else ())

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
            return _SUBJECT
        case = tokens.feats[start].case
        if case == "Dat" and "to" in verb.sides and start > index:
            # «передал послание президенту N»: through another
            through = verb.id in _GIVING and not MESSAGES.isdisjoint(tokens.lemma[index:start])
            return _RECIPIENT if inside and not through else None
        if "of" in verb.sides:
            return "attendance.present.heard" if heard(tokens, index, start) and inside else None
        if is_done(tokens, index):
            # «будет представлен министром N», «подписано министрами N и M»
            if case == "Ins" and "subject" in verb.sides and inside:
                return _SUBJECT
            close = start < index or (verb.id in ELECTING and start - index <= _ELECTED)
            guest = case in {"Nom", ""} and "object" in verb.sides and inside and close
            return _OBJECT if guest else None
        if "object" in verb.sides and end == index and named_twice(tokens, index, clause[0], taken):
            return _OBJECT
        near = verb.group or abs(start - index) <= _REACH + (end - start)
        if case in {"Nom", ""} and "subject" in verb.sides and near:
            return _SUBJECT
        if "object" in verb.sides and case in {"Acc", "Gen"} and inside:
            between = range(min(index, end - 1) + 1, max(index, start))
            if all(
                place in taken
                or tokens.pos[place] in _WEAK
                or tokens.lower[place] in _INTO
                or tokens.feats[place].case in {"Loc", "Gen", case}
                or (verb.id in ELECTING and tokens.feats[place].case == "Ins")
                for place in between
            ):
                # «принимает в резиденции коллегу»: where may stand between.
                return _OBJECT
        return None


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
