"""What else stands for a person: offices without a name, epithets, pronouns.

A reference is resolved only where one person fits: gender, number, office, country and nearness.
What fits several is an issue, what fits nobody is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    Issue,
    Office,
    Participant,
    Person,
    PersonLayer,
    PositionLayer,
    Reference,
)
from pipeline.spans import Span

_PRONOUNS = {
    "он": "Masc", "она": "Fem", "его": "Masc", "ему": "Masc", "ним": "Masc", "него": "Masc",
    "нему": "Masc", "нем": "Masc", "нём": "Masc", "её": "Fem", "ее": "Fem", "ней": "Fem",
    "ею": "Fem", "нею": "Fem",
}  # fmt: skip
_SUBJECTS = frozenset({"он", "она"})
_BY_WORDS = frozenset({"слова", "словам", "мнению", "оценке", "убеждению", "информации"})
"""«по его словам»: a possessive that stands for a speaker."""
_NEAR = 4
"""How many sentences back a pronoun or bare office looks for its person."""
_GROUPS = frozenset({"лидер", "глава", "президент", "министр", "премьер-министр", "собеседник"})
_HEADS_OF_STATE = frozenset({"head_of_state"})
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


@dataclass(frozen=True, slots=True)
class _Known:
    """A participant as far as the text has named them."""

    person: Person
    participant: Participant
    lemmas: frozenset[str]
    ranks: frozenset[str]
    stems: frozenset[str]


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
        self._known: dict[str, _Known] = {}
        for participant in participants:
            offices = [positions.offices[p.office] for p in participant.positions]
            self._known[participant.person] = _Known(
                by_key[participant.person],
                participant,
                frozenset(office.lemma for office in offices),
                frozenset(p.rank for p in participant.positions),
                frozenset(s for p in participant.positions for s in _stems(p.title)),
            )
        self._names = sorted((m.tokens[0], m.tokens[1], m.key) for m in persons.mentions)
        self._held = {p.office for p in positions.positions}
        self._order: list[tuple[int, str]] = []
        """(token, person) of every reference so far, in order of place."""

    def __call__(self) -> tuple[list[Reference], list[Issue]]:
        """All references of the text in order, names among them."""
        tokens = self._tokens
        references: list[Reference] = []
        issues: list[Issue] = []
        names = {start: (end, key) for start, end, key in self._names}
        offices = {o.tokens[0]: (i, o) for i, o in enumerate(self._positions.offices)}
        index = 0
        while index < len(tokens):
            end = index + 1
            if index in names:
                end, key = names[index]
                self._say(references, (index, end), (key,), "name", "participants.name")
            elif index in offices:
                number, office = offices[index]
                end = office.tokens[1]
                if number in self._held:
                    holders = tuple(
                        dict.fromkeys(
                            p.person for p in self._positions.positions if p.office == number
                        )
                    )
                    self._say(references, office.tokens, holders, "office", "participants.held")
                else:
                    self._office(office, references, issues)
            elif tokens.lower[index] in _PRONOUNS:
                self._pronoun(index, references)
            elif (
                tokens.lemma[index] in self._epithets
                and tokens.pos[index] == "NOUN"
                and tokens.feats[index].number != "Plur"
            ):
                self._epithet(index, references)
            index = max(end, index + 1)
        return references, issues

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
        self._order += [(place[0], key) for key in persons]

    # --- offices without a name --------------------------------------------------------------

    def _office(self, office: Office, references: list[Reference], issues: list[Issue]) -> None:
        if office.plural:
            self._group(office, references)
            return
        if office.former:
            return
        fitting = [
            known for known in self._named_before(office.tokens[0]) if self._fits(known, office)
        ]
        chosen = self._nearest(fitting, office.tokens[0])
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

    def _fits(self, known: _Known, office: Office) -> bool:
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
        return len(stems) <= 1 or stems <= known.stems or len(stems & known.stems) * 2 > len(stems)

    def _institution_ranks(self, office: Office) -> frozenset[str] | None:
        for index in range(office.head + 1, office.tokens[1]):
            ranks = _INSTITUTION_HEADS.get(self._tokens.lemma[index])
            if ranks is not None:
                return ranks
        return None

    def _heads_delegation(self, known: _Known) -> bool:
        return bool(known.participant.positions)

    def _group(self, office: Office, references: list[Reference]) -> None:
        """«лидеры двух стран», «министры»: the two persons just named who fit."""
        if office.lemma not in _GROUPS or office.country is not None:
            return
        recent = [
            known
            for known in self._named_before(office.tokens[0])
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
        chosen = self._topic(index, _PRONOUNS[lower])
        if chosen is not None:
            self._say(references, (index, index + 1), (chosen,), "pronoun", "participants.pronoun")

    def _topic(self, index: int, gender: str) -> str | None:
        """The person the last sentences are about: their last subject of the right gender."""
        tokens = self._tokens
        here = tokens.sentence[index]
        candidates: list[tuple[int, str]] = []
        for place, key in reversed(self._order):
            distance = here - tokens.sentence[place]
            if distance > _NEAR or place >= index:
                if distance > _NEAR:
                    break
                continue
            known = self._known.get(key)
            if known is None or known.person.gender not in {gender, None}:
                continue
            candidates.append((place, key))
        if not candidates:
            return None
        nearest = max(tokens.sentence[place] for place, _ in candidates)
        near = [(place, key) for place, key in candidates if tokens.sentence[place] == nearest]
        subjects = [key for place, key in near if self._is_subject(place)]
        pool = subjects or [key for _, key in near]
        distinct = list(dict.fromkeys(pool))
        if len(distinct) == 1:
            return distinct[0]
        # Several subjects: the first of the sentence stays its topic.
        return distinct[-1] if subjects else None

    def _is_subject(self, index: int) -> bool:
        tokens = self._tokens
        return tokens.feats[index].case in {"Nom", ""} and not (
            index and tokens.pos[index - 1] == "ADP"
        )

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
            for known in self._named_before(start)
            if code is None or code in {p.country for p in known.participant.positions}
        ]
        if code is None:
            here = tokens.sentence[index]
            recent = [
                key
                for place, key in self._order
                if here - tokens.sentence[place] <= 1 and self._is_subject(place)
            ]
            keys = list(dict.fromkeys(reversed(recent)))[:1]
            fitting = [known for known in fitting if known.person.key in keys]
        chosen = self._nearest(fitting, start)
        if chosen is not None:
            self._say(
                references, (start, index + 1), (chosen.person.key,), "periphrasis",
                "participants.epithet",
            )  # fmt: skip

    # --- candidates --------------------------------------------------------------------------

    def _named_before(self, index: int) -> list[_Known]:
        keys = dict.fromkeys(key for place, key in self._order if place < index)
        return [self._known[key] for key in keys if key in self._known]

    def _nearest(self, fitting: Iterable[_Known], index: int) -> _Known | None:
        """The one candidate, or the one mentioned last if the others lie further back."""
        candidates = list(fitting)
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            return None
        tokens = self._tokens
        keys = {known.person.key: known for known in candidates}
        here = tokens.sentence[index]
        last: dict[str, int] = {}
        for place, key in self._order:
            if key in keys and place < index:
                last[key] = place
        ranked = sorted(last, key=lambda key: -last[key])
        best = ranked[0]
        if here - tokens.sentence[last[best]] > _NEAR:
            return None
        rival = tokens.sentence[last[ranked[1]]]
        if rival == tokens.sentence[last[best]]:
            return None
        return keys[best]


def _stems(title: str) -> frozenset[str]:
    return frozenset(word[:6].lower() for word in title.split() if len(word) > 2)
