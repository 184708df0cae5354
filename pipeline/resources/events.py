"""The events lexicon: what occasions are called and how a text speaks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.grammar.trie import PhraseTrie
from pipeline.layers import EventKind
from pipeline.resources.loader import Entry, Resource, ResourceStore


class VerbRole(StrEnum):
    """What a verb says of an event; explained in `events.yaml`."""

    HAPPEN = "happen"
    HOLD = "hold"
    ATTEND = "attend"
    TRAVEL = "travel"
    VISIT = "visit"
    MEET = "meet"
    TALK = "talk"
    CALL = "call"
    RECEIVE = "receive"
    SIGN = "sign"


class FrameRole(StrEnum):
    """How the matter of a text stands to an event named after a preposition."""

    INSIDE = "inside"
    RESULT = "result"
    SIDELINE = "sideline"
    BEFORE = "before"
    AFTER = "after"
    ABOUT = "about"


class AdjectiveRole(StrEnum):
    """Which occasion an adjective says is meant."""

    OTHER = "other"
    ANNOUNCED = "announced"
    SAME = "same"


class KindEntry(Entry):
    """A kind of event and how wide it reaches."""

    id: EventKind
    width: int


class EventNounEntry(Entry):
    """A noun that names events; `id` is its lemma."""

    kind: EventKind
    weak: bool = False
    generic: bool = False
    plural: bool = False
    nameless: bool = False
    needs: tuple[str, ...] = Field(default=(), strict=False)


class RefinementEntry(Entry):
    """A lemma beside one of `nouns` that makes another kind of event of it."""

    kind: EventKind
    nouns: tuple[str, ...] = Field(strict=False)


class VerbEntry(Entry):
    """A verb; `id` is its lemma."""

    roles: tuple[Annotated[VerbRole, Field(strict=False)], ...] = Field(strict=False)


class FrameEntry(Entry):
    """A preposition, of one word or more, before an event noun."""

    role: FrameRole = Field(strict=False)


class AdjectiveEntry(Entry):
    """An adjective of an event noun; `id` is its lemma."""

    role: AdjectiveRole = Field(strict=False)


class PhraseEntry(Entry):
    """A word or phrase; `id` is what stands in the text, or a lemma."""


class EventsResource(Resource):
    """`events.yaml`."""

    kinds: list[KindEntry]
    nouns: list[EventNounEntry]
    refinements: list[RefinementEntry]
    verbs: list[VerbEntry]
    frames: list[FrameEntry]
    adjectives: list[AdjectiveEntry]
    background: list[PhraseEntry]
    planning: list[PhraseEntry]
    unreal: list[PhraseEntry]
    leaders: list[PhraseEntry]
    prefixes: list[PhraseEntry]
    themes: list[PhraseEntry]
    remote: list[PhraseEntry]
    organizers: list[PhraseEntry]
    instruments: list[PhraseEntry]
    acts: list[PhraseEntry]
    speech: list[PhraseEntry]


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Look-ups of the events lexicon; all keys are in lower case.

    Attributes:
        widths: Kind to how wide it reaches.
        nouns: Lemma of an event noun to its entry.
        refinements: (lemma beside the noun, lemma of the noun) to the kind both make.
        verbs: Lemma of a verb to its roles.
        frames: Words of a preposition to its role.
        adjectives: Lemma of an adjective to its role.
        background: Phrases that open an account of another occasion.
        planning: Lemmas that say something is to come.
        unreal: Lemmas that say something does not or may not take place.
        leaders: Phrases that, between «встреча» and a body of states, make it a summit.
        prefixes: First parts of hyphenated event nouns.
        themes: Phrases between an event and its theme.
        remote: Phrases for events in no place.
        organizers: Phrases before the body that holds an event.
        instruments: Lemmas of documents whose signing is an event.
        acts: Lemmas of acts that one office holder signs into force.
        speech: Lemmas of verbs whose news is what someone says.
    """

    widths: Mapping[str, int]
    nouns: Mapping[str, EventNounEntry]
    refinements: Mapping[tuple[str, str], EventKind]
    verbs: Mapping[str, frozenset[VerbRole]]
    frames: Mapping[tuple[str, ...], FrameRole]
    adjectives: Mapping[str, AdjectiveRole]
    background: PhraseTrie[str]
    planning: frozenset[str]
    unreal: frozenset[str]
    leaders: PhraseTrie[str]
    prefixes: frozenset[str]
    themes: PhraseTrie[str]
    remote: PhraseTrie[str]
    organizers: PhraseTrie[str]
    instruments: frozenset[str]
    acts: frozenset[str]
    speech: frozenset[str]

    @classmethod
    def load(cls, store: ResourceStore) -> EventLexicon:
        """Read `events.yaml`; raises `ResourceError` if it is malformed."""
        resource = store.load("events.yaml", EventsResource)
        return cls(
            widths={entry.id: entry.width for entry in resource.kinds},
            nouns={entry.id: entry for entry in resource.nouns},
            refinements={
                (entry.id, noun): entry.kind
                for entry in resource.refinements
                for noun in entry.nouns
            },
            verbs={entry.id: frozenset(entry.roles) for entry in resource.verbs},
            frames={tuple(entry.id.split()): entry.role for entry in resource.frames},
            adjectives={entry.id: entry.role for entry in resource.adjectives},
            background=_phrases(resource.background),
            planning=frozenset(entry.id for entry in resource.planning),
            unreal=frozenset(entry.id for entry in resource.unreal),
            leaders=_phrases(resource.leaders),
            prefixes=frozenset(entry.id for entry in resource.prefixes),
            themes=_phrases(resource.themes),
            remote=_phrases(resource.remote),
            organizers=_phrases(resource.organizers),
            instruments=frozenset(entry.id for entry in resource.instruments),
            acts=frozenset(entry.id for entry in resource.acts),
            speech=frozenset(entry.id for entry in resource.speech),
        )


def _phrases(entries: list[PhraseEntry]) -> PhraseTrie[str]:
    return PhraseTrie((entry.id.split(), entry.id) for entry in entries)
