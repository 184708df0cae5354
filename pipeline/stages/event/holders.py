"""Who holds or organises an event, where no body of states does."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grammar.agreement import is_abbreviation
from pipeline.grammar.clauses import clause_of
from pipeline.resources.events import EventLexicon, VerbRole
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.scene import Scene

_PRONOUNS = frozenset({"его", "её", "ее", "их", "он", "она", "оно"})
_ORGANIZER = 8
"""How far behind «организатор» the body that organises may stand, in tokens."""


class Holders:
    """Finds the body that holds an event.

    Args:
        lexicon: Words of events.
    """

    def __init__(self, lexicon: EventLexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, scene: Scene, main: Candidate, mentions: Sequence[Candidate]) -> str | None:
        """The key of the subject of holding it, else of the stated organiser."""
        return self._holder(scene, main) or self._organizer(scene, main, mentions)

    def _holder(self, scene: Scene, main: Candidate) -> str | None:
        """«Комиссия провела заседание»: the body that is the subject of holding it."""
        tokens = scene.tokens
        if main.verb is None or not main.verb < main.index:
            return None
        feats = tokens.feats[main.verb]
        if feats.verb_form != "Fin" or VerbRole.HOLD not in self._lexicon.verbs.get(
            tokens.lemma[main.verb], ()
        ):
            return None
        low, _ = clause_of(tokens, main.verb)
        for start in range(low, main.verb):
            if start in scene.bodies and start not in scene.people:
                return scene.bodies[start][1] if _is_subject(scene, start, low) else None
        return None

    def _organizer(
        self, scene: Scene, main: Candidate, mentions: Sequence[Candidate]
    ) -> str | None:
        """«Форум организован министерством …», «под эгидой …»."""
        tokens = scene.tokens
        numbers = {tokens.sentence[c.index] for c in (main, *mentions)}
        behind = tokens.sentence[main.index] + 1
        if behind < len(tokens.sentences):
            first = tokens.sentences[behind][0]
            if tokens.lower[first] in _PRONOUNS:
                numbers.add(behind)  # «Её организовало министерство …»
        for number in sorted(numbers):
            low, high = tokens.sentences[number]
            for index in range(low, high):
                match = self._lexicon.organizers.match_at(
                    tokens.lower, index, high
                ) or self._lexicon.organizers.match_at(tokens.lemma, index, high)
                body = None if match is None else scene.bodies.get(match.end)
                if tokens.lemma[index] == "организатор":
                    body = self._organizing(scene, index, high)
                if body is not None:
                    return body[1]
        return None

    def _organizing(self, scene: Scene, index: int, limit: int) -> tuple[int, str] | None:
        """«Организатором форума выступает X»: the first body behind, up to another verb."""
        verbs = 0
        for place in range(index + 1, min(limit, index + _ORGANIZER)):
            if place in scene.bodies:
                return scene.bodies[place]
            verbs += scene.tokens.pos[place] == "VERB"
            if verbs > 1:
                return None
        return None


def _is_subject(scene: Scene, start: int, low: int) -> bool:
    """Whether a body opens its clause in the nominative (an abbreviation has no case)."""
    tokens = scene.tokens
    named = tokens.feats[start].case in {"Nom", ""} or is_abbreviation(tokens.form[start])
    return named and not any(
        tokens.pos[i] in {"NOUN", "PROPN", "ADP", "VERB"} for i in range(low, start)
    )
