"""Words that give a country its place in an event, read from `membership.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from pipeline.grammar.trie import PhraseTrie
from pipeline.layers import CountryStatus
from pipeline.resources.loader import Entry, Resource, ResourceStore


class StatusEntry(Entry):
    """Beginnings of words that name a status.

    Attributes:
        status: The status they name.
        stems: How the words begin.
        needs: Beginnings of words one of which must stand beside.
        follows: Words one of which, a little behind, will do instead («член правления от …»).
        not_after: Words before it that make another sense of it («по мнению наблюдателей»).
        not_stems: How words begin that are no such words («партнерство»).
    """

    status: CountryStatus
    stems: tuple[str, ...] = Field(strict=False)
    needs: tuple[str, ...] = Field(default=(), strict=False)
    follows: tuple[str, ...] = Field(default=(), strict=False)
    not_after: tuple[str, ...] = Field(default=(), strict=False)
    not_stems: tuple[str, ...] = Field(default=(), strict=False)


class WordEntry(Entry):
    """A word or phrase; `id` is a lemma or what stands in the text."""


class MembershipResource(Resource):
    """`membership.yaml`."""

    statuses: list[StatusEntry]
    representing: list[WordEntry]
    delegates: list[WordEntry]
    sides: list[WordEntry]
    private: list[WordEntry]
    same: list[WordEntry]
    addressing: list[WordEntry]
    roles: list[WordEntry]
    chairing: list[WordEntry]
    belonging: list[WordEntry]
    circles: list[WordEntry]


@dataclass(frozen=True, slots=True)
class MembershipLexicon:
    """Look-ups of words of membership; all keys are in lower case.

    Attributes:
        statuses: Words that name a status.
        stems: All their beginnings, for a first test.
        representing: Lemmas of those who act for the state named after them.
        delegates: Lemmas of those who, «из» a state, act for it.
        sides: Lemmas after a country's adjective that make it a side.
        private: Lemmas whose presence is no state's.
        same: Phrases that repeat the status said last.
        addressing: Lemmas of verbs before those whom somebody speaks to or of.
        roles: Lemmas that put a status behind the country.
        chairing: Lemmas before a country that holds or receives the event.
        belonging: Lemmas of verbs that say which states a body is made of.
        circles: Lemmas of circles of people, whose members are no states.
    """

    statuses: tuple[StatusEntry, ...]
    stems: tuple[str, ...]
    representing: frozenset[str]
    delegates: frozenset[str]
    sides: frozenset[str]
    private: frozenset[str]
    same: PhraseTrie[str]
    addressing: frozenset[str]
    roles: frozenset[str]
    chairing: frozenset[str]
    belonging: frozenset[str]
    circles: frozenset[str]

    @classmethod
    def load(cls, store: ResourceStore) -> MembershipLexicon:
        """Read `membership.yaml`; raises `ResourceError` if it is malformed."""
        resource = store.load("membership.yaml", MembershipResource)
        return cls(
            statuses=tuple(resource.statuses),
            stems=tuple(stem for entry in resource.statuses for stem in entry.stems),
            representing=_ids(resource.representing),
            delegates=_ids(resource.delegates),
            sides=_ids(resource.sides),
            private=_ids(resource.private),
            same=PhraseTrie((entry.id.split(), entry.id) for entry in resource.same),
            addressing=_ids(resource.addressing),
            roles=_ids(resource.roles),
            chairing=_ids(resource.chairing),
            belonging=_ids(resource.belonging),
            circles=_ids(resource.circles),
        )


def _ids(entries: list[WordEntry]) -> frozenset[str]:
    return frozenset(entry.id for entry in entries)
