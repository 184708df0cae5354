"""What earlier layers say of a release, indexed by token for the event stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    OrganizationLayer,
    PersonLayer,
    PositionLayer,
    Section,
    SectionKind,
    TokenRange,
)

_GROUPS = frozenset(
    {
        "делегация", "представитель", "руководство", "коллега", "депутат", "посол", "министр",
        "президент", "глава", "руководитель", "дипломат", "председатель", "лидер", "спикер",
        "премьер", "премьер-министр", "сенатор", "парламентарий", "бизнесмен", "гость",
        "участник", "студент", "журналист", "член", "эксперт", "предприниматель", "житель",
    }
)  # fmt: skip
"""Lemmas of people who may be the other side of a meeting without a name."""


_SETTLEMENTS = frozenset(
    {"город", "село", "посёлок", "область", "регион", "провинция", "остров", "штат", "район"}
)
"""Kinds of places before the name of one."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A release with its earlier layers by token.

    Attributes:
        tokens: The release's words.
        sections: Its sections.
        people: Tokens inside names of persons and office phrases.
        named: Tokens inside names of persons.
        places: First token of a place or country used as one, to (end, name, code).
        countries: First token of a country mention to its end and code.
        bodies: First token of an organisation mention to its end and key.
        unions: First tokens of mentions of intergovernmental bodies.
        wholes: Ranges a noun phrase takes whole, by first token.
    """

    tokens: Tokens
    sections: tuple[Section, ...]
    people: frozenset[int]
    named: frozenset[int]
    places: Mapping[int, tuple[int, str, str | None]]
    countries: Mapping[int, tuple[int, str]]
    bodies: Mapping[int, tuple[int, str]]
    unions: frozenset[int]
    wholes: Mapping[int, int]

    def section_kind(self, index: int) -> SectionKind:
        """Kind of the section that token `index` stands in."""
        number = self.tokens.section[index]
        if number >= len(self.sections):
            return SectionKind.PARAGRAPH
        return self.sections[number].kind

    def opens(self, index: int) -> bool:
        """Whether token `index` is the first of its sentence, marks aside."""
        first = self.tokens.sentences[self.tokens.sentence[index]][0]
        return all(not self.tokens.form[place][0].isalnum() for place in range(first, index))

    def person_between(self, start: int, end: int) -> bool:
        """Whether a person, an office or a group of people stands in `[start, end)`."""
        lemma = self.tokens.lemma
        return any(place in self.people or lemma[place] in _GROUPS for place in range(start, end))

    def place_after(self, index: int, limit: int) -> bool:
        """Whether a city, region or country begins at `index`, adjectives before it aside."""
        stop = min(index + 4, limit, len(self.tokens))
        for place in range(index, stop):
            if place in self.places or place in self.countries:
                return True
            kind = self.tokens.lemma[place] in _SETTLEMENTS
            if self.tokens.pos[place] not in {"ADJ", "DET"} and not kind:
                return False
        return False

    def side_after(self, index: int, limit: int) -> bool:
        """Whether someone who can be met is named within a few words from `index`."""
        stop = min(index + 7, limit, len(self.tokens))
        for place in range(index, stop):
            if (
                place in self.people
                or place in self.countries
                or place in self.bodies
                or self.tokens.lemma[place] in _GROUPS
            ):
                return True
            if self.tokens.pos[place] in {"VERB", "PUNCT"}:
                return False
        return False


def make_scene(
    tokens: Tokens,
    sections: tuple[Section, ...],
    organizations: OrganizationLayer,
    countries: CountryLayer,
    persons: PersonLayer,
    positions: PositionLayer,
) -> Scene:
    """Index the earlier layers by token."""
    named = frozenset(i for m in persons.mentions for i in range(*m.tokens))
    offices = [office.tokens for office in positions.offices]
    people = named.union(i for office in offices for i in range(*office))
    names = {m.tokens[0]: (m.tokens[1], m.code) for m in countries.mentions}
    places: dict[int, tuple[int, str, str | None]] = {
        m.tokens[0]: (m.tokens[1], m.name, m.code) for m in countries.places
    }
    for mention in countries.mentions:
        if mention.form is CountryForm.CAPITAL:
            places.setdefault(mention.tokens[0], (mention.tokens[1], "", mention.code))
    taken = people.union(i for start, (end, *_) in places.items() for i in range(start, end))
    taken = taken.union(i for start, (end, _) in names.items() for i in range(start, end))
    for entity in tokens.entities:
        # Places the lexicon does not know, as the NER model tagged them; «в казахстанском X» says
        # whose they are.
        first, end = entity.tokens
        if entity.label != "LOC":
            continue
        while first + 1 < end and first in names and tokens.pos[first] == "ADJ":
            first += 1
        if first not in taken:
            of = names.get(first - 1) if first and tokens.pos[first - 1] == "ADJ" else None
            places[first] = (end, "", of[1] if of is not None and of[0] == first else None)
    bodies: dict[int, tuple[int, str]] = {}
    for body in organizations.mentions:
        known = bodies.get(body.tokens[0])
        if known is None or known[0] < body.tokens[1]:
            bodies[body.tokens[0]] = (body.tokens[1], body.key)
    return Scene(
        tokens,
        sections,
        people,
        named,
        places,
        names,
        bodies,
        frozenset(
            start
            for start, (_, key) in bodies.items()
            if organizations.get(key).kind == "intergovernmental"
        ),
        _wholes(tokens, offices, persons, names, bodies),
    )


def _wholes(
    tokens: Tokens,
    offices: list[TokenRange],
    persons: PersonLayer,
    countries: Mapping[int, tuple[int, str]],
    bodies: Mapping[int, tuple[int, str]],
) -> dict[int, int]:
    """Names, offices and names with the offices before them, each as one range."""
    wholes = {start: end for start, (end, _) in countries.items()}
    for start, (end, _) in bodies.items():
        wholes[start] = max(end, wholes.get(start, 0))
    for mention in persons.mentions:
        wholes[mention.tokens[0]] = max(mention.tokens[1], wholes.get(mention.tokens[0], 0))
    starts = {start for start, _ in offices}
    for start, end in sorted(offices, reverse=True):
        # «заместителя Премьер-министра – министра иностранных дел … Рустема …»
        following = end
        # «с главами трёх стран — президентом …» begins a list.
        several = tokens.feats[start].number == "Plur"
        while not several and following < len(tokens) and tokens.form[following] in {"–", "—", "-"}:
            following += 1
        longer = wholes.get(following, 0)
        linked = following == end or following in starts
        wholes[start] = max(longer if linked and longer else end, wholes.get(start, 0))
    return wholes
