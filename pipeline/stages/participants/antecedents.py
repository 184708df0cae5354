"""Who has been named so far, and who of them a word can stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Participant, Person

NEAR = 4
"""How many sentences back a pronoun or bare office looks for its person."""


@dataclass(frozen=True, slots=True)
class Known:
    """A participant as far as the text has named them."""

    person: Person
    participant: Participant
    lemmas: frozenset[str]
    ranks: frozenset[str]
    stems: frozenset[str]


class Antecedents:
    """The references of a text up to where it has been read."""

    def __init__(self, tokens: Tokens, known: Mapping[str, Known]) -> None:
        self._tokens = tokens
        self._known = known
        self.order: list[tuple[int, str]] = []
        """(token, person) of every reference so far, in order of place."""
        self.predicates: set[int] = set()
        """Offices among them that a clause gives its subject («был назначен послом»)."""

    def topic(self, index: int, gender: str | None, *, unsaid: bool = False) -> str | None:
        """The person the last sentences are about: their last subject of the right gender.

        Args:
            index: Where the person is meant.
            gender: The gender that pronoun or verb tells.
            unsaid: Whether nothing there stands for the person («Был назначен послом»): a clause
                without a subject goes on about a subject, or about whom a sentence begins with
                («Йонасу Вайткусу 50 лет»), and about nobody else its sentences name.
        """
        tokens = self._tokens
        here = tokens.sentence[index]
        candidates: list[tuple[int, str]] = []
        for place, key in reversed(self.order):
            distance = here - tokens.sentence[place]
            if distance > NEAR or place >= index:
                if distance > NEAR:
                    break
                continue
            known = self._known.get(key)
            if known is None:
                continue
            if gender is not None and known.person.gender not in {gender, None}:
                continue
            if unsaid and not (
                place in self.predicates or self.is_subject(place) or self._opens(place)
            ):
                continue
            candidates.append((place, key))
        if not candidates:
            return None
        nearest = max(tokens.sentence[place] for place, _ in candidates)
        near = [(place, key) for place, key in candidates if tokens.sentence[place] == nearest]
        subjects = [key for place, key in near if self.is_subject(place)]
        pool = subjects or [key for _, key in near]
        distinct = list(dict.fromkeys(pool))
        if len(distinct) == 1:
            return distinct[0]
        # Several subjects: the first of the sentence stays its topic.
        return distinct[-1] if subjects else None

    def is_subject(self, index: int) -> bool:
        """Whether the word can be a subject: a nominative behind no preposition."""
        tokens = self._tokens
        return tokens.feats[index].case in {"Nom", ""} and not (
            index and tokens.pos[index - 1] == "ADP"
        )

    def _opens(self, index: int) -> bool:
        """Whether the word is the first of its sentence."""
        return self._tokens.sentences[self._tokens.sentence[index]][0] == index

    def named_before(self, index: int) -> list[Known]:
        """Everybody who stood before `index`, in order of first mention."""
        keys = dict.fromkeys(key for place, key in self.order if place < index)
        return [self._known[key] for key in keys if key in self._known]

    def nearest(self, fitting: Iterable[Known], index: int) -> Known | None:
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
        for place, key in self.order:
            if key in keys and place < index:
                last[key] = place
        ranked = sorted(last, key=lambda key: -last[key])
        best = ranked[0]
        if here - tokens.sentence[last[best]] > NEAR:
            return None
        rival = tokens.sentence[last[ranked[1]]]
        if rival == tokens.sentence[last[best]]:
            return None
        return keys[best]
