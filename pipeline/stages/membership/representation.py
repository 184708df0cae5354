"""Which countries someone speaks or acts for at the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.topics import about
from pipeline.layers import (
    AttendanceLayer,
    CountryForm,
    CountryLayer,
    CountryMention,
    Event,
    EventLayer,
    OrganizationLayer,
    ParticipantLayer,
    Position,
)
from pipeline.resources.attendance import AttendanceLexicon
from pipeline.resources.membership import MembershipLexicon
from pipeline.stages.membership.origins import origins, silent
from pipeline.stages.membership.presence import (
    PresenceReader,
    chairs,
    heads_line,
    holds_office,
    sends,
    stands_in_for,
)
from pipeline.stages.membership.sides import (
    ADJECTIVES,
    is_named_side,
    is_official,
    sentences_of_sides,
)

_PLACES = frozenset({"в", "во", "на", "из", "через"})
_FIRM = 6
"""How far before «из» a company may stand."""
_SUBJECT = "membership.acting.subject"
"""The rule of a state that does something itself."""
_DASHES = frozenset({"–", "—", "-"})
_OPENING = frozenset("«“„")
_CLOSING = frozenset("»”")
_OF_STATE = frozenset({"национальный", "центральный", "народный"})
"""What a bank is called that is an agency of its state."""


@dataclass(slots=True)
class Representation:
    """What the text says of each country's presence.

    Attributes:
        acting: Codes someone acts for, with the rule that found it.
        absent: Codes said not to be there.
        private: Codes whose only presence is a company's or the like.
    """

    acting: dict[str, str] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    private: set[str] = field(default_factory=set)


class RepresentationFinder:
    """Finds who acts for which country.

    Args:
        lexicon: Words of membership.
        presence: Words of attendance.
    """

    def __init__(self, lexicon: MembershipLexicon, presence: AttendanceLexicon) -> None:
        self._lexicon = lexicon
        self._told = PresenceReader(lexicon, presence)

    def __call__(
        self,
        tokens: Tokens,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        participants: ParticipantLayer,
        layer: EventLayer,
        attendance: AttendanceLayer,
    ) -> Representation:
        """Countries that act at the event, and those said to be absent."""
        found = Representation()
        event = layer.event
        if event is None:
            return found
        self._persons(organizations, participants, attendance, found, two_sided=event.bilateral)
        if event.kind == "signing" and not event.bilateral:
            return found  # one hand signs: nobody else acts there
        mentions = [
            m
            for m in countries.mentions
            if not any(a <= m.tokens[0] < b for a, b in layer.background)
        ]
        found.absent.update(self._told.stay_away(tokens, countries.mentions))
        present_persons = {p.person for p in attendance.presences if p.attendance == "present"}
        # A country inside someone's office acts where that person does.
        others = {
            i
            for r in participants.references
            if not present_persons.intersection(r.persons)
            for i in range(*r.tokens)
        }
        others |= silent(tokens, participants, organizations, countries.mentions)
        homes = origins(tokens, participants, countries.mentions, present_persons)
        named = {
            r.tokens[0] for r in participants.references if present_persons.intersection(r.persons)
        }
        covered = {i: m for m in mentions for i in range(*m.tokens)}
        by_sentence: dict[int, list[CountryMention]] = {}
        for mention in mentions:
            by_sentence.setdefault(tokens.sentence[mention.tokens[0]], []).append(mention)
        sides = frozenset({*event.sides, *found.acting})
        own = tokens.lemma[event.tokens[0] : event.tokens[1]]
        around = {
            event.sentence,
            *event.headlines,
            *(
                tokens.sentence[end - 1]
                for _, end in layer.mentions
                if tokens.lemma[end - 1] in own
            ),
        }
        told = sentences_of_sides(tokens, layer, sides)
        for number, here in by_sentence.items():
            if told is not None and number not in told:
                here = [m for m in here if m.code in sides]
            low, high = tokens.sentences[number]
            absence = self._told.absence(tokens, low, high)
            present = self._told.says(tokens, low, high, event, around=number in around)
            present |= event.bilateral and number in {event.sentence, *event.headlines}
            for mention in here:
                start = mention.tokens[0]
                if start in homes:
                    if homes[start]:
                        found.acting.setdefault(mention.code, "membership.acting.person")
                    continue
                in_phrase = event.tokens[0] <= start < event.tokens[1]
                if start in others or (in_phrase and about(tokens, event.tokens, start)):
                    continue
                if not in_phrase and _is_of_route(tokens, mention):
                    continue
                if absence is not None and self._told.is_absent(tokens, mention, absence):
                    found.absent.add(mention.code)
                elif absence is not None and self._told.misses(tokens, mention, absence):
                    continue
                elif is_named_side(tokens, mention, event, covered):
                    found.acting.setdefault(mention.code, "membership.acting.named_side")
                elif mention.form in ADJECTIVES:
                    self._adjective(tokens, mention, found, event)
                elif mention.form is CountryForm.CAPITAL and not (
                    event.tokens[0] <= mention.tokens[0] < event.tokens[1]
                ):
                    if (
                        present
                        and event.bilateral
                        and tokens.feats[mention.tokens[0]].case == "Nom"
                    ):
                        found.acting.setdefault(mention.code, "membership.acting.capital")
                elif (
                    heads_line(tokens, mention, named)
                    or chairs(tokens, mention)
                    or stands_in_for(tokens, mention, low)
                    or holds_office(tokens, mention, named)
                    or sends(tokens, mention, named, self._lexicon.representing)
                ):
                    named_so = tokens.feats[mention.tokens[0]].case == "Nom"
                    rule = _SUBJECT if named_so else "membership.acting.delegation"
                    found.acting.setdefault(mention.code, rule)
                elif present or event.tokens[0] <= mention.tokens[0] < event.tokens[1]:
                    pair = event.bilateral and event.kind != "summit"
                    self._listed(tokens, mention, covered, low, found, two_sided=pair)
        host = event.place.country if event.place is not None else None
        if host is not None and self._told.receives(tokens, layer):
            found.acting.setdefault(host, "membership.acting.host")
        return found

    def _persons(
        self,
        organizations: OrganizationLayer,
        participants: ParticipantLayer,
        attendance: AttendanceLayer,
        found: Representation,
        *,
        two_sided: bool,
    ) -> None:
        present = {p.person for p in attendance.presences if p.attendance == "present"}
        for participant in participants.participants:
            if participant.person not in present or participant.country is None:
                continue
            if any(
                self._acts(organizations, p, two_sided=two_sided) for p in participant.positions
            ):
                found.acting.setdefault(participant.country, "membership.acting.person")
            elif any(
                p.country_basis == "stated" and p.rank != "regional_head"
                for p in participant.positions
            ):
                # The head of a region makes no side of the state around it.
                found.private.add(participant.country)

    def _acts(
        self, organizations: OrganizationLayer, position: Position, *, two_sided: bool
    ) -> bool:
        """Whether who holds the office acts for its state.

        At talks any office does that is none of the church, the arts or business.
        """
        if position.title.split(" ", 1)[0].lower() in self._lexicon.private:
            return False
        return is_official(organizations, position) or (two_sided and position.rank == "other")

    def _adjective(
        self, tokens: Tokens, mention: CountryMention, found: Representation, event: Event
    ) -> None:
        """«кувейтская сторона», «турецкую делегацию», «под кыргызским председательством»."""
        end = mention.tokens[1]
        for index in range(end, min(end + 3, len(tokens))):
            if tokens.lemma[index] in self._lexicon.sides:
                if tokens.lower[max(0, mention.tokens[0] - 1)] not in {"о", "об"}:
                    found.acting.setdefault(mention.code, "membership.acting.side")
                return
            if tokens.pos[index] not in {"ADJ", "PROPN"}:
                break
        # «Молдавскую сторону представлял …, приднестровскую – …»: the noun is left out.
        if end < len(tokens) and tokens.form[end] in {"–", "—", "-"}:
            low, _ = tokens.sentences[tokens.sentence[end]]
            if any(tokens.lemma[place] in self._lexicon.sides for place in range(low, end)):
                found.acting.setdefault(mention.code, "membership.acting.side")

    def _listed(
        self,
        tokens: Tokens,
        mention: CountryMention,
        covered: Mapping[int, CountryMention],
        low: int,
        found: Representation,
        *,
        two_sided: bool,
    ) -> None:
        """«делегации A, B и C»: the noun before the list of countries acts for them."""
        start = mention.tokens[0]
        feats = tokens.feats[start]
        # «Казахстан и Банк подписали …»: a masculine's accusative looks like its nominative
        opens = start == low and feats.case == "Acc" and feats.gender == "Masc"
        subject = tokens.feats[start].case == "Nom" and (
            start == low or tokens.lower[start - 1] not in {"(", ",", "и"}
        )
        if subject or opens:
            found.acting.setdefault(mention.code, _SUBJECT)
            return
        leader = covered.get(start - 2)
        if leader is not None and not two_sided and tokens.form[start - 1] in {",", "и"}:
            # «подписали A, B и C»: who follows a subject in a list is one.
            rule = found.acting.get(leader.code)
            if rule == _SUBJECT and tokens.feats[start].case in {"Nom", ""}:
                found.acting.setdefault(mention.code, rule)
                return
        index = start - 1
        steps = 0
        depth = 0
        while index >= low and steps < 60:
            steps += 1
            word, lemma = tokens.lower[index], tokens.lemma[index]
            depth += (word in _CLOSING) - (word in _OPENING)
            if depth < 0:
                return  # what stands in someone's words is not what acts outside them
            if lemma == "банк" and tokens.lemma[index - 1] in _OF_STATE:
                found.acting.setdefault(mention.code, "membership.acting.delegation")
                return
            if lemma in self._lexicon.private:
                if tokens.lower[index - 1] != "для":  # «семинар для экспертов из N»
                    found.private.add(mention.code)
                return
            if lemma in self._lexicon.representing and (
                tokens.lemma[index - 1] in self._lexicon.addressing
            ):
                return
            if (
                lemma in self._lexicon.representing
                or lemma in self._lexicon.chairing
                or (
                    ("член" in word and "членств" not in word)
                    or word.startswith(("наблюдател", "страны-", "стран-", "государств"))
                )
            ):
                found.acting.setdefault(mention.code, "membership.acting.delegation")
                return
            if lemma == "участник" and tokens.lower[max(low, index - 2)].startswith(
                ("государств", "стран")
            ):
                found.acting.setdefault(mention.code, "membership.acting.delegation")
                return
            if lemma == "участник" or (word in _PLACES and index not in covered):
                if word == "из" and tokens.lower[index - 1].startswith("наблюдател"):
                    index -= 1
                    continue  # «наблюдатели из N»
                if word == "из" and tokens.lemma[index - 1] in self._lexicon.delegates:
                    found.acting.setdefault(mention.code, "membership.acting.delegation")
                    return
                if word == "из" and self._from_members(tokens, index):
                    index -= 1
                    continue
                near = tokens.lemma[max(low, index - _FIRM) : index]
                meant = "для" in tokens.lower[max(low, index - _FIRM) : index]
                if word == "из" and not (meant or self._lexicon.private.isdisjoint(near)):
                    found.private.add(mention.code)
                return
            if tokens.pos[index] in {"VERB", "AUX"} and tokens.feats[index].verb_form == "Fin":
                return
            index -= 1

    def _from_members(self, tokens: Tokens, index: int) -> bool:
        following = tokens.lower[index + 1 : index + 3]
        return any("член" in word or "наблюдател" in word for word in following)


def _is_of_route(tokens: Tokens, mention: CountryMention) -> bool:
    """«газопровод Нигерия – Марокко»: one of two names that name a thing together."""
    start, end = mention.tokens
    second = start > 0 and tokens.form[start - 1] in _DASHES
    dashed = second or (end < len(tokens) and tokens.form[end] in _DASHES)
    before = start - 3 if second else start - 1
    return (
        dashed
        and before >= 0
        and tokens.feats[start].case in {"Nom", ""}
        and tokens.pos[before] == "NOUN"
        and tokens.feats[before].animacy == "Inan"
    )


def codes_of(mentions: Sequence[CountryMention]) -> list[str]:
    """Codes in order of first mention."""
    return list(dict.fromkeys(mention.code for mention in mentions))
