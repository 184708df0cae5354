"""The house an event was held in, where the text names no town."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.grammar.nominative import Nominative
from pipeline.layers import EventPlace, OrganizationLayer
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.scene import Scene

_IN = frozenset({"в", "во", "на"})
_BUILDINGS = frozenset(
    {
        "дворец", "дом", "зал", "отель", "гостиница", "резиденция", "театр", "музей", "стадион",
        "библиотека", "павильон", "филармония", "центр", "университет", "академия", "институт",
        "школа", "посольство", "собор",
    }
)  # fmt: skip
_NAMED = 6
"""Within how many tokens from the preposition, or from a dash, the building stands."""
_HOLDING = frozenset({"government", "parliament", "company", "other"})
"""Kinds of bodies that have a house to meet in."""
_DASHES = frozenset("–—")


class HouseReader:
    """Reads «в Таврическом дворце», «в палате представителей N» off the event's clause.

    Args:
        nominative: Restores nominatives.
    """

    def __init__(self, nominative: Nominative) -> None:
        self._nominative = nominative

    def __call__(
        self, scene: Scene, told: Iterable[Candidate], organizations: OrganizationLayer
    ) -> EventPlace | None:
        """The house that a clause which tells the event puts it in."""
        places = (
            self._in_clause(scene, candidate, organizations)
            for candidate in told
            if candidate.verb is not None and candidate.standing is Standing.HELD
        )
        return next((place for place in places if place is not None), None)

    def _in_clause(
        self, scene: Scene, main: Candidate, organizations: OrganizationLayer
    ) -> EventPlace | None:
        tokens = scene.tokens
        low, high = clause_of(tokens, main.index if main.verb is None else main.verb)
        for index in range(low, high - 1):
            opens = tokens.lower[index] in _IN and _stands_free(tokens, index, low)
            dashed = tokens.form[index] in _DASHES and index < main.index
            if not (opens or dashed) or tokens.feats[index + 1].case != "Loc":
                continue
            place = self._body(scene, index + 1, organizations) if opens else None
            place = place or self._building(scene, index + 1, high)
            if place is not None:
                return place
        return None

    def _body(
        self, scene: Scene, start: int, organizations: OrganizationLayer
    ) -> EventPlace | None:
        found = scene.bodies.get(start)
        if found is None or start in scene.people:
            return None
        body = organizations.get(found[1])
        if body.kind not in _HOLDING:
            return None
        tokens = scene.tokens
        end = found[0]
        if end in scene.countries and tokens.feats[end].case == "Gen":
            end = scene.countries[end][0]  # «палата Литовской Республики»
        name = self._nominative.phrase(tokens, start, end).text
        return EventPlace(name, body.country, (tokens.span(start, end),), "event.place.body")

    def _building(self, scene: Scene, start: int, limit: int) -> EventPlace | None:
        """«Таврическом дворце», «Доме Правительства»: what is written like a name."""
        tokens = scene.tokens
        for index in range(start, min(start + _NAMED, limit)):
            if tokens.feats[index].case != "Loc":
                return None
            if tokens.lemma[index] not in _BUILDINGS:
                continue
            first = index
            while first > start and tokens.pos[first - 1] == "ADJ":
                first -= 1
            if not tokens.form[first][0].isupper():
                return None
            end = index + 1
            while end < limit and end in scene.bodies and tokens.feats[end].case == "Gen":
                end = scene.bodies[end][0]
            name = self._nominative.phrase(tokens, first, end).text
            return EventPlace(name, None, (tokens.span(first, end),), "event.place.house")
        return None


def _stands_free(tokens: Tokens, index: int, low: int) -> bool:
    """Whether no noun before «в X» takes it («депутат в парламенте»)."""
    return index == low or tokens.pos[index - 1] not in {"NOUN", "PROPN", "ADJ"}
