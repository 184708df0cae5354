"""What else stands for a person: offices without a name, epithets, pronouns.

A reference is resolved only where one person fits: gender, number, office, country and nearness.
What fits several is an issue, what fits nobody is nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    Issue,
    Office,
    Participant,
    PersonLayer,
    PositionLayer,
    Reference,
)
from pipeline.spans import Span
from pipeline.stages.participants.antecedents import Antecedents, Known
from pipeline.stages.participants.biography import LateLink, subject_of

_PRONOUNS = {
    "он": "Masc", "она": "Fem", "его": "Masc", "ему": "Masc", "ним": "Masc", "него": "Masc",
    "нему": "Masc", "нем": "Masc", "нём": "Masc", "её": "Fem", "ее": "Fem", "ней": "Fem",
    "ею": "Fem", "нею": "Fem",
}  # fmt: skip
_SUBJECTS = frozenset({"он", "она"})
_BY_WORDS = frozenset({"слова", "словам", "мнению", "оценке", "убеждению", "информации"})
"""«по его словам»: a possessive that stands for a speaker."""
_GROUPS = frozenset({"лидер", "глава", "президент", "министр", "премьер-министр", "собеседник"})
_INSTITUTION_HEADS = {
    "государство": frozenset({"head_of_state"}),
    "правительство": frozenset({"head_of_government"}),
    "кабмин": frozenset({"head_of_government"}),
    "кабинет": frozenset({"head_of_government"}),
    "парламент": frozenset({"parliament_head"}),
    "ведомство": frozenset({"minister", "agency_head", "organization_head"}),
    "министерство": frozenset({"minister"}),
    "мид": frozenset({"minister"}),
    "дипломатия": frozenset({"minister"}),
    "минобороны": frozenset({"minister"}),
    "делегация": frozenset(),
    "миссия": frozenset({"organization_head", "agency_head", "other"}),
    "организация": frozenset({"organization_head", "agency_head", "business", "other"}),
    "компания": frozenset({"business", "agency_head"}),
}
"""Ranks a «глава …» of an institution can have; empty: any."""


class Resolver:
    """Resolves references of one release, from left to right."""

    def __init__(
        self,
        tokens: Tokens,
        countries: CountryLayer,
        persons: PersonLayer,
        positions: PositionLayer,
        participants: Sequence[Participant],
        epithets: frozenset[str],
        same_office: Mapping[str, frozenset[str]],
    ) -> None:
        self._tokens = tokens
        self._epithets = epithets
        self._same = same_office
        self._positions = positions
        self._country_at = {m.tokens[0]: m for m in reversed(countries.mentions)}
        by_key = {p.key: p for p in persons.persons}
        self._known: dict[str, Known] = {}
        for participant in participants:
            offices = [positions.offices[p.office] for p in participant.positions]
            self._known[participant.person] = Known(
                by_key[participant.person],
                participant,
                frozenset(office.lemma for office in offices),
                frozenset(p.rank for p in participant.positions),
                frozenset(s for p in participant.positions for s in _stems(p.title)),
            )
        self._names = sorted((m.tokens[0], m.tokens[1], m.key) for m in persons.mentions)
        self._antecedents = Antecedents(tokens, self._known)
        self._late = dict(positions.pending)
        self.late: list[LateLink] = []
        """Offices joined to a person by a verb whose clause names nobody."""

    def __call__(self) -> tuple[list[Reference], list[Issue]]:
        """All references of the text in order, names among them."""
        tokens = self._tokens
        references: list[Reference] = []
        issues: list[Issue] = []
        names = {start: (end, key) for start, end, key in self._names}
        offices = {o.tokens[0]: (i, o) for i, o in enumerate(self._positions.offices)}
        holders: dict[int, dict[str, None]] = {}
        for position in self._positions.positions:
            holders.setdefault(position.office, {})[position.person] = None
        done = 0
        for index in self._candidates(names, offices):
            if index < done:
                continue
            end = index + 1
            if index in names:
                end, key = names[index]
                self._say(references, (index, end), (key,), "name", "participants.name")
            elif index in offices:
                number, office = offices[index]
                end = office.tokens[1]
                if number in holders:
                    keys = tuple(holders[number])
                    self._say(references, office.tokens, keys, "office", "participants.held")
                elif not self._joined(number, office, references):
                    self._office(office, references, issues)
            elif tokens.lower[index] in _PRONOUNS:
                self._pronoun(index, references)
            elif (
                tokens.lemma[index] in self._epithets
                and tokens.pos[index] == "NOUN"
                and tokens.feats[index].number != "Plur"
            ):
                self._epithet(index, references)
            done = end
        return references, issues

    def _candidates(self, names: Collection[int], offices: Collection[int]) -> list[int]:
        """Where something that can stand for a person begins, in order."""
        tokens, epithets = self._tokens, self._epithets
        found = {i for i, lower in enumerate(tokens.lower) if lower in _PRONOUNS}
        found.update(i for i, lemma in enumerate(tokens.lemma) if lemma in epithets)
        return sorted(found.union(names, offices))

    def _say(
        self,
        references: list[Reference],
        place: tuple[int, int],
        persons: tuple[str, ...],
        kind: str,
        rule: str,
    ) -> None:
        span: Span = self._tokens.span(*place)
        references.append(Reference(place, span, persons, kind, rule))  # type: ignore[arg-type]
        self._antecedents.order += [(place[0], key) for key in persons]

    def _joined(self, number: int, office: Office, references: list[Reference]) -> bool:
        """«В 2012 году был назначен послом»: the person the sentences before are about."""
        verb = self._late.get(number)
        if verb is None:
            return False
        subject = subject_of(self._tokens, verb, self._names)
        if subject is None:
            return False
        if subject.noun is not None:
            person = self._meant(subject.noun, references)
        else:
            person = subject.person or self._antecedents.topic(
                office.tokens[0], subject.gender, unsaid=not subject.said
            )
        if person is None or (subject.person is None and self._is_other(person, office)):
            return False
        self.late.append(LateLink(person, number))
        self._antecedents.predicates.add(office.tokens[0])
        self._say(references, office.tokens, (person,), "office", "participants.biography")
        return True

    def _meant(self, noun: int, references: list[Reference]) -> str | None:
        """The person a noun was found to stand for («чиновник», «экс-премьер»)."""
        for reference in reversed(references):
            start, end = reference.tokens
            if start <= noun < end and reference.kind in {"office", "periphrasis"}:
                return reference.persons[0] if len(reference.persons) == 1 else None
        return None

    def _is_other(self, person: str, office: Office) -> bool:
        """Whether the office is of a country the person does not belong to."""
        known = self._known.get(person)
        if known is None:
            return True
        countries = {p.country for p in known.participant.positions if p.country is not None}
        return bool(office.country and countries and office.country not in countries)

    # --- offices without a name --------------------------------------------------------------

    def _office(self, office: Office, references: list[Reference], issues: list[Issue]) -> None:
        if office.plural:
            self._group(office, references)
            return
        if office.former:
            return
        fitting = [
            known
            for known in self._antecedents.named_before(office.tokens[0])
            if self._fits(known, office)
        ]
        chosen = self._antecedents.nearest(fitting, office.tokens[0])
        if chosen is not None:
            kind = "periphrasis" if office.periphrasis else "office"
            self._say(references, office.tokens, (chosen.person.key,), kind, "participants.office")
        elif len(fitting) > 1:
            names = ", ".join(known.person.name.full for known in fitting)
            issues.append(
                Issue(
                    "participants",
                    "ambiguous_office",
                    f"{self._tokens.words(*office.tokens)!r} can be any of: {names}",
                    (office.span,),
                )
            )

    def _fits(self, known: Known, office: Office) -> bool:
        """Whether an office without a name can be this person's."""
        countries = {p.country for p in known.participant.positions if p.country is not None}
        if office.country is not None and office.country not in countries:
            return False
        tokens = self._tokens
        if office.lemma in {"глава", "руководитель", "начальник"}:
            ranks = self._institution_ranks(office)
            if ranks is not None:
                if ranks and not ranks & known.ranks:
                    return False
                own = {tokens.lemma[i] for i in range(office.head + 1, office.tokens[1])}
                return bool(ranks) or ("делегация" in own and self._heads_delegation(known))
        same = self._same.get(office.lemma, frozenset({office.lemma}))
        if not same & known.lemmas:
            return False
        # A longer phrase must not say more than the person's own title does.
        stems = _stems(office.title)
        tail = range(office.head + 1, office.tokens[1])
        named = len(tail) == 1 and tokens.form[tail[0]][0].isupper()
        if named and _stems(tokens.form[tail[0]]) <= known.stems:
            return True  # «генсек Организации» for «генеральный секретарь Организации …»
        return len(stems) <= 1 or stems <= known.stems or len(stems & known.stems) * 2 > len(stems)

    def _institution_ranks(self, office: Office) -> frozenset[str] | None:
        for index in range(office.head + 1, office.tokens[1]):
            ranks = _INSTITUTION_HEADS.get(self._tokens.lemma[index])
            if ranks is not None:
                return ranks
        return None

    def _heads_delegation(self, known: Known) -> bool:
        return bool(known.participant.positions)

    def _group(self, office: Office, references: list[Reference]) -> None:
        """«лидеры двух стран», «министры»: the two persons just named who fit."""
        if office.lemma not in _GROUPS or office.country is not None:
            return
        recent = [
            known
            for known in self._antecedents.named_before(office.tokens[0])
            if office.lemma in known.lemmas
            or (
                office.lemma in {"лидер", "глава"}
                and known.ranks & {"head_of_state", "head_of_government"}
            )
        ]
        if len(recent) == 2:
            keys = tuple(known.person.key for known in recent)
            self._say(references, office.tokens, keys, "office", "participants.group")

    # --- pronouns and epithets ---------------------------------------------------------------

    def _pronoun(self, index: int, references: list[Reference]) -> None:
        tokens = self._tokens
        lower = tokens.lower[index]
        subject = lower in _SUBJECTS and tokens.feats[index].case in {"Nom", ""}
        words = index + 1 < len(tokens) and tokens.lower[index + 1] in _BY_WORDS
        if not subject and not words:
            return
        chosen = self._antecedents.topic(index, _PRONOUNS[lower])
        if chosen is not None:
            self._say(references, (index, index + 1), (chosen,), "pronoun", "participants.pronoun")

    def _epithet(self, index: int, references: list[Reference]) -> None:
        """«дипломат», «гость», with a country adjective or without."""
        tokens = self._tokens
        start = index
        mention = self._country_at.get(index - 1) if index else None
        code = None
        if mention is not None and mention.form is CountryForm.ADJECTIVE:
            code, start = mention.code, index - 1
        fitting = [
            known
            for known in self._antecedents.named_before(start)
            if code is None or code in {p.country for p in known.participant.positions}
        ]
        if code is None:
            here = tokens.sentence[index]
            recent = [
                key
                for place, key in self._antecedents.order
                if here - tokens.sentence[place] <= 1 and self._antecedents.is_subject(place)
            ]
            keys = list(dict.fromkeys(reversed(recent)))[:1]
            fitting = [known for known in fitting if known.person.key in keys]
        chosen = self._antecedents.nearest(fitting, start)
        if chosen is not None:
            self._say(
                references, (start, index + 1), (chosen.person.key,), "periphrasis",
                "participants.epithet",
            )  # fmt: skip


def _stems(title: str) -> frozenset[str]:
    return frozenset(word[:6].lower() for word in title.split() if len(word) > 2)
