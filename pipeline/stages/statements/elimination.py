"""Speakers told by what they are, where only some persons of the release are left to be meant.

«украинский президент», where the release has named one person without saying whose or what they
are; «собеседники», «лидеры двух стран», where it has just named two.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import Participant
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject, SubjectAgreement

_SENTENCES = 4
"""How far back two persons may have been named."""
_COMPLEMENT = 6
_LEADER = frozenset({"лидер"})
_LEADERS = frozenset({"head_of_state", "head_of_government"})
_UNTOLD = frozenset({"other"})
"""Ranks that leave open what somebody is («коллега», «гость»)."""


class Elimination:
    """Finds the persons of one release whom such words can only mean."""

    def __init__(
        self,
        narration: Narration,
        agreement: SubjectAgreement,
        participants: dict[str, Participant],
    ) -> None:
        self._narration = narration
        self._agreement = agreement
        self._tokens = narration.tokens
        self._participants = participants

    def left(self, verb: int | None, noun: int) -> Subject | None:
        """Whom the noun at `noun` is left for, as the subject of `verb` if it is one's."""
        tokens = self._tokens
        if tokens.feats[noun].number == "Plur":
            return self._pair(noun) if verb is not None else None
        if not self._narration.lexicon.is_class("vague_office", tokens.lemma[noun]):
            return None
        return self._single(verb, noun)

    # --- pieces --------------------------------------------------------------------------------

    def _single(self, verb: int | None, noun: int) -> Subject | None:
        """The person whom an office of a country («украинский президент») is left for."""
        country = self._country(noun)
        if country is None:
            return None
        known = [p for p in self._participants.values() if p.country == country]
        if any(self._is_told(person) for person in known) and not (
            len(known) == 1 and self._leads(known[0], self._tokens.lemma[noun])
        ):
            # Somebody of that country has an office already: which one is meant is open.
            return None
        left = known or [
            person
            for person in self._participants.values()
            if person.country is None and not person.positions
        ]
        before = {key for _, keys in self._names(noun, self._tokens.sentence[noun]) for key in keys}
        fitting = [
            p.person
            for p in left
            if p.person in before and (verb is None or self._agreement.agrees(verb, (p.person,)))
        ]
        if len(fitting) != 1 or len(left) != 1:
            return None
        return Subject("person", (fitting[0],), (noun, noun + 1), unsure=True)

    def _pair(self, noun: int) -> Subject | None:
        """The two persons named last, for «собеседники», «лидеры двух стран»."""
        tokens, lexicon = self._tokens, self._narration.lexicon
        if not lexicon.is_class("vague_group", tokens.lemma[noun]):
            return None
        if noun and tokens.pos[noun - 1] in {"ADJ", "DET", "NUM"}:
            # «европейские лидеры», «все лидеры» are others.
            return None
        if self._narration.is_dependent(self._narration.segment(noun)):
            # «после того, как политики заявили» takes up nobody.
            return None
        countries = self._complement(noun)
        if countries is None:
            return None
        sentence = tokens.sentence[noun]
        for here in range(sentence, max(sentence - _SENTENCES, 0) - 1, -1):
            names = [
                item for item in self._names(noun, _SENTENCES) if tokens.sentence[item[0]] == here
            ]
            persons = self._coordinated(names) or tuple(
                dict.fromkeys(key for _, keys in names for key in keys)
            )
            if len(persons) < 2:
                continue
            if len(persons) > 2 or not self._of(persons, countries):
                return None
            return Subject("person", persons, (noun, noun + 1), unsure=True)
        return None

    def _leads(self, person: Participant, lemma: str) -> bool:
        """Whether «лидер» of the country can be this person («российский коллега»)."""
        return lemma in _LEADER and any(position.rank in _LEADERS for position in person.positions)

    def _is_told(self, person: Participant) -> bool:
        return any(position.rank not in _UNTOLD for position in person.positions)

    def _country(self, noun: int) -> str | None:
        """The country of «украинский президент», «президент Республики Молдова»."""
        countries = self._narration.countries
        code = countries.get(noun - 1)
        if code is not None:
            return code
        for index in range(noun + 1, min(noun + 4, len(self._tokens))):
            if self._narration.is_break(index):
                return None
            if index in countries:
                return countries[index]
        return None

    def _complement(self, noun: int) -> frozenset[str] | None:
        """Countries behind «лидеры России и США»; `None` if it is about something else."""
        tokens, countries = self._tokens, self._narration.countries
        found: set[str] = set()
        for index in range(noun + 1, min(noun + _COMPLEMENT, len(tokens))):
            if index in countries:
                found.add(countries[index])
                continue
            if tokens.lower[index] in {"двух", "обеих", "обоих", "стран", "государств", "и"}:
                continue
            if index == noun + 1 and (
                tokens.feats[index].case == "Gen" or tokens.pos[index] in NOUNS | {"X"}
            ):
                return None
            break
        return frozenset(found)

    def _of(self, persons: tuple[str, ...], countries: frozenset[str]) -> bool:
        """Whether the persons can be of these countries, one at least for sure."""
        if not countries:
            return True
        homes = [self._narration.homes.get(person) for person in persons]
        return any(homes) and all(home is None or home in countries for home in homes)

    def _coordinated(self, names: list[tuple[int, tuple[str, ...]]]) -> tuple[str, ...]:
        """The last «X и Y» of a sentence."""
        references = self._narration.references
        for (first, mine), (second, theirs) in reversed(list(pairwise(names))):
            end = references[first].tokens[1]
            if end + 1 == second and self._tokens.lower[end] == "и" and mine != theirs:
                return (*mine, *theirs)
        return ()

    def _names(self, noun: int, sentences: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Names before `noun` in the `sentences` before its own, in order of place."""
        tokens = self._tokens
        first = max(tokens.sentence[noun] - sentences, 0)
        for index in range(tokens.sentences[first][0], noun):
            reference = self._narration.references.get(index)
            if reference is not None and reference.kind == "name" and reference.tokens[0] == index:
                yield index, reference.persons
