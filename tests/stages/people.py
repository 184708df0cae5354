"""Persons, offices and references of a sentence, for the tests of the three stages."""

from dataclasses import dataclass

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryLayer,
    OrganizationLayer,
    ParticipantLayer,
    PersonLayer,
    PositionLayer,
)
from pipeline.resources.loader import ResourceStore
from pipeline.stages.countries import CountryStage
from pipeline.stages.organizations import OrganizationStage, assign_countries
from pipeline.stages.participants import ParticipantStage
from pipeline.stages.persons import PersonStage
from pipeline.stages.positions import OfficeLexicon, PositionStage


@dataclass(frozen=True)
class People:
    """Everything the stages find of persons in one text."""

    tokens: Tokens
    organizations: OrganizationLayer
    countries: CountryLayer
    persons: PersonLayer
    positions: PositionLayer
    participants: ParticipantLayer

    @property
    def names(self):
        return {person.key: person.name.full for person in self.persons.persons}

    def mentions(self):
        """Place, words and person of every mention."""
        return [
            (m.span.start, m.span.of(self.tokens.text), self.names[m.key])
            for m in self.persons.mentions
        ]

    def held(self):
        """Person, title and country of every position, in order."""
        return [
            (self.names[participant.person], p.title, p.country)
            for participant in self.participants.participants
            for p in participant.positions
        ]

    def references(self):
        """Words and persons of every reference that is no name and no office beside one."""
        return [
            (r.span.of(self.tokens.text), tuple(self.names[key] for key in r.persons))
            for r in self.participants.references
            if r.kind != "name" and r.rule != "participants.held"
        ]

    def issues(self):
        layers = (self.persons, self.positions, self.participants)
        return [issue.code for layer in layers for issue in layer.issues]


class Reader:
    """Runs the stages up to participants."""

    def __init__(self, store: ResourceStore, morphology: Morphology) -> None:
        offices = OfficeLexicon.load(store)
        self.organizations = OrganizationStage(store, morphology)
        self.countries = CountryStage.from_resources(store)
        self.persons = PersonStage(store, morphology, offices.heads)
        self.positions = PositionStage(store, morphology, offices)
        self.participants = ParticipantStage(store)

    def __call__(self, tokens: Tokens) -> People:
        organizations = self.organizations(tokens)
        countries = self.countries(tokens, organizations)
        organizations = assign_countries(organizations, tokens, countries)
        persons = self.persons(tokens, organizations, countries)
        positions = self.positions(tokens, organizations, countries, persons)
        participants = self.participants(tokens, organizations, countries, persons, positions)
        return People(tokens, organizations, countries, persons, positions, participants)
