"""Words that tell who took part in an event, read from `attendance.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from pipeline.grammar.trie import PhraseTrie
from pipeline.layers import Role
from pipeline.resources.loader import Entry, Resource, ResourceStore

Side = Literal["subject", "with", "object", "to", "of"]
_MATTER = 5
"""How far from a verb its matter may stand («выступил с идеей», «с идеей … выступил»)."""
_NEXT = 3
"""How many words after a verb may make another sense of it."""


class PresenceVerbEntry(Entry):
    """A verb whose participants took part; `id` is its lemma."""

    sides: tuple[Side, ...] = Field(strict=False)
    group: bool = False
    travel: bool = False
    roles: tuple[Role, ...] = Field(default=(), strict=False)
    unless: tuple[str, ...] = Field(default=(), strict=False)
    matter: tuple[str, ...] = Field(default=(), strict=False)
    needs: tuple[str, ...] = Field(default=(), strict=False)

    def is_meant(self, following: Sequence[str], before: Sequence[str] = ()) -> bool:
        """Whether the words around the verb leave it its sense of presence."""
        near = (*before[-_MATTER:], *following[:_MATTER])
        return not (
            any(word in self.unless for word in (*before[-1:], *following[:_NEXT]))
            or any(word in self.matter for word in near)
            or (self.needs and not any(word in self.needs for word in near))
        )


class PartEntry(Entry):
    """What someone is said to have acted as at the event; `id` is the lemma."""

    roles: tuple[Role, ...] = Field(strict=False)


class WordEntry(Entry):
    """A word or phrase; `id` is what stands in the text, or a lemma."""


class AttendanceResource(Resource):
    """`attendance.yaml`."""

    verbs: list[PresenceVerbEntry]
    outside: list[WordEntry]
    spokespersons: list[WordEntry]
    passing: list[WordEntry]
    turns: list[WordEntry]
    ranked: list[WordEntry]
    absence: list[WordEntry]
    unbounded: list[WordEntry]
    judging: list[WordEntry]
    inviting: list[WordEntry]
    accompanying: list[WordEntry]
    chairing: list[WordEntry]
    parts: list[PartEntry]
    delegates: list[WordEntry]


@dataclass(frozen=True, slots=True)
class AttendanceLexicon:
    """Look-ups of words of attendance; all keys are in lower case.

    Attributes:
        verbs: Lemma to the verb of presence.
        outside: Lemmas of ways to say something elsewhere than at the event.
        spokespersons: Beginnings of titles of those who speak for others.
        passing: Phrases that pass the word on.
        turns: Phrases that put what is said into the event.
        ranked: Lemmas in an event's name that say whose event it is.
        accompanying: Phrases before those who are there.
        chairing: Phrases before those who chair.
        parts: What one acts as at the event («сопредседатель»), and the roles that this is.
        delegates: First words of offices «… делегации» that are held at the event only.
        inviting: Phrases before a visitor's host.
        unbounded: Imperfective verbs of speech.
        judging: Verbs that pass judgement on their object.
        absence: Phrases that say someone is not there.
    """

    verbs: Mapping[str, PresenceVerbEntry]
    outside: frozenset[str]
    spokespersons: tuple[str, ...]
    passing: PhraseTrie[str]
    turns: PhraseTrie[str]
    ranked: frozenset[str]
    unbounded: frozenset[str]
    judging: frozenset[str]
    inviting: PhraseTrie[str]
    accompanying: PhraseTrie[str]
    chairing: PhraseTrie[str]
    parts: Mapping[str, tuple[Role, ...]]
    absence: PhraseTrie[str]
    delegates: frozenset[str]

    @classmethod
    def load(cls, store: ResourceStore) -> AttendanceLexicon:
        """Read `attendance.yaml`; raises `ResourceError` if it is malformed."""
        resource = store.load("attendance.yaml", AttendanceResource)
        return cls(
            verbs={entry.id: entry for entry in resource.verbs},
            outside=frozenset(entry.id for entry in resource.outside),
            spokespersons=tuple(entry.id for entry in resource.spokespersons),
            passing=PhraseTrie((entry.id.split(), entry.id) for entry in resource.passing),
            turns=PhraseTrie((entry.id.split(), entry.id) for entry in resource.turns),
            ranked=frozenset(entry.id for entry in resource.ranked),
            accompanying=PhraseTrie(
                (entry.id.split(), entry.id) for entry in resource.accompanying
            ),
            chairing=PhraseTrie((entry.id.split(), entry.id) for entry in resource.chairing),
            parts={entry.id: entry.roles for entry in resource.parts},
            inviting=PhraseTrie((entry.id.split(), entry.id) for entry in resource.inviting),
            unbounded=frozenset(entry.id for entry in resource.unbounded),
            judging=frozenset(entry.id for entry in resource.judging),
            absence=PhraseTrie((entry.id.split(), entry.id) for entry in resource.absence),
            delegates=frozenset(entry.id for entry in resource.delegates),
        )
