"""The participants stage: persons, their offices, and all references to them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryLayer,
    OrganizationLayer,
    Participant,
    ParticipantLayer,
    PersonLayer,
    Position,
    PositionLayer,
)
from pipeline.resources.loader import ResourceStore
from pipeline.resources.offices import OfficesResource
from pipeline.stages.participants.biography import position_of
from pipeline.stages.participants.bodies import with_named_bodies
from pipeline.stages.participants.merge import Stateless, merge_positions, with_repetitions
from pipeline.stages.participants.references import Resolver


class ParticipantStage:
    """Joins persons and positions, and resolves what refers to them."""

    def __init__(self, store: ResourceStore) -> None:
        resource = store.load("offices.yaml", OfficesResource)
        heads = {lemma for head in resource.heads for lemma in head.lemmas}
        self._epithets = frozenset(
            lemma for entry in resource.epithets for lemma in entry.lemmas if lemma not in heads
        )
        self._stateless = Stateless(
            frozenset(w for entry in resource.event_roles for w in entry.lemmas),
            tuple(w[:-2] for entry in resource.international for w in entry.lemmas),
        )
        self._same: dict[str, frozenset[str]] = {}
        for entry in resource.same_office:
            group = frozenset(entry.lemmas)
            for lemma in entry.lemmas:
                self._same[lemma] = self._same.get(lemma, frozenset()) | group

    def __call__(
        self,
        tokens: Tokens,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        persons: PersonLayer,
        positions: PositionLayer,
    ) -> ParticipantLayer:
        """Participants in order of first mention, and references in order of place."""
        held: dict[str, list[Position]] = {person.key: [] for person in persons.persons}
        for position in positions.positions:
            held[position.person].append(position)
        participants = self._participants(persons, positions, organizations, held)
        resolver = Resolver(
            tokens, countries, persons, positions, participants, self._epithets, self._same
        )
        references, issues = resolver()
        if resolver.late:
            for link in resolver.late:
                held[link.person].append(position_of(positions.offices[link.office], link))
            participants = self._participants(persons, positions, organizations, held)
        participants = with_repetitions(participants, references, positions.offices)
        participants = with_named_bodies(participants, positions.offices, organizations, tokens)
        return ParticipantLayer(tuple(participants), tuple(references), tuple(issues))

    def _participants(
        self,
        persons: PersonLayer,
        positions: PositionLayer,
        organizations: OrganizationLayer,
        held: Mapping[str, list[Position]],
    ) -> list[Participant]:
        """Persons with their offices, each office once, and the country these give."""
        participants = []
        for person in persons.persons:
            merged = merge_positions(
                held[person.key], positions.offices, organizations, self._stateless
            )
            country = next((p.country for p in merged if p.country is not None), None)
            participants.append(Participant(person.key, merged, country, person.doubts))
        return participants
