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
_LEADING = frozenset({"руководитель"})
"""«белорусский руководитель» leads the state; «руководитель МИД Беларуси» does not."""
_LEADERS = frozenset({"head_of_state", "head_of_government"})
_STATE = frozenset({"президент", "председатель", "король", "эмир", "султан"})
"""Offices that head a state where its name follows directly («председатель КНР»)."""
_SOLE = _STATE | _LEADER | {"глава", "премьер", "премьер-министр", "канцлер", "президентка"}
"""Offices that one person of a country holds; «представитель Чада» may be anybody."""
_UNTOLD = frozenset({"other"})
"""Ranks that leave open what somebody is («коллега», «гость»)."""
_HEADS = frozenset({"глава", "руководитель"})
_REGIONAL = frozenset({"лидер", "глава", "губернатор", "башкан", "правитель"})
_SPEAKING = frozenset({"представитель", "представительница", "пресс-секретарь"})
_SPOKEN_FOR = frozenset(
    {
        "мид",
        "мида",
        "кремль",
        "ведомство",
        "министерство",
        "минобороны",
        "правительство",
        "посольство",
    }
)
"""Bodies that speak through one person."""
_HEADED: dict[str, frozenset[str]] = {
    "государство": frozenset({"head_of_state"}),
    "республика": frozenset({"head_of_state", "regional_head"}),
    "регион": frozenset({"head_of_state", "regional_head"}),
    "автономия": frozenset({"regional_head"}),
    "область": frozenset({"regional_head"}),
    "правительство": frozenset({"head_of_government"}),
    "кабмин": frozenset({"head_of_government"}),
    "ведомство": frozenset({"minister", "agency_head"}),
    "министерство": frozenset({"minister"}),
    "мид": frozenset({"minister"}),
    "минобороны": frozenset({"minister"}),
    "дипломатия": frozenset({"minister"}),
}
"""What «глава …» heads, and the ranks that such a head has."""


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
        if tokens.lemma[noun] not in _STATE and not self._narration.lexicon.is_class(
            "vague_office", tokens.lemma[noun]
        ):
            return None
        return self._single(verb, noun) or self._heading(verb, noun) or self._spokesman(verb, noun)

    # --- pieces --------------------------------------------------------------------------------

    def _single(self, verb: int | None, noun: int) -> Subject | None:
        """The person whom an office of a country («украинский президент») is left for."""
        country = self._country(noun)
        if country is None:
            return None
        holding = [p for p in self._participants.values() if self._holds(p, noun, country)]
        if holding:
            before = self._before(noun)
            if len(holding) > 1 or holding[0].person not in before:
                return None
            return self._subject(holding[0].person, verb, noun)
        if not self._narration.lexicon.is_class("vague_office", self._tokens.lemma[noun]):
            return None
        before = self._before(noun)
        known = [
            p for p in self._participants.values() if p.country == country and p.person in before
        ]
        if not known or any(self._is_told(person) for person in known):
            # Who of that country has another office is not meant: only who has none can be.
            return self._untold(verb, noun)
        return self._subject(known[0].person, verb, noun) if len(known) == 1 else None

    def _heading(self, verb: int | None, noun: int) -> Subject | None:
        """«глава государства», «глава ведомства», where several have that rank or nobody has."""
        tokens = self._tokens
        ranks = _HEADED.get(tokens.lemma[noun + 1]) if noun + 1 < len(tokens) else None
        if ranks is None or tokens.lemma[noun] not in _HEADS:
            return None
        before = self._before(noun)
        fitting = tuple(
            p.person
            for p in self._participants.values()
            if p.person in before
            and (
                any(position.rank in ranks for position in p.positions)
                or ("regional_head" in ranks and self._rules(p.person))
            )
            and (verb is None or self._agreement.agrees(verb, (p.person,)))
        )
        if len(fitting) > 1:
            gender = tokens.feats[verb].gender if verb is not None else ""
            return Subject("vague", (), (noun, noun + 2), gender, "Sing", among=fitting)
        if fitting:
            return Subject("person", fitting, (noun, noun + 2), unsure=True)
        return self._untold(verb, noun) if len(before) == 1 else None

    def _spokesman(self, verb: int | None, noun: int) -> Subject | None:
        """«представитель ведомства»: the only one named who speaks for a body."""
        tokens = self._tokens
        if tokens.lemma[noun] not in _SPEAKING or tokens.feats[noun].number == "Plur":
            return None
        following = noun + 1
        if following >= len(tokens) or tokens.lemma[following] not in _SPOKEN_FOR:
            return None
        country = self._country(noun)
        before = self._before(noun)
        held = self._agreement.offices
        fitting = [
            p
            for p in self._participants.values()
            if p.person in before and not _SPEAKING.isdisjoint(held.get(p.person, ()))
        ]
        if len(fitting) != 1 or country not in {None, fitting[0].country}:
            return None
        return self._subject(fitting[0].person, verb, noun)

    def _rules(self, person: str) -> bool:
        """«лидер непризнанной республики»: an office of no rank that heads a region."""
        return not _REGIONAL.isdisjoint(self._agreement.offices.get(person, ()))

    def _untold(self, verb: int | None, noun: int) -> Subject | None:
        """The only person named so far whose office the release does not tell."""
        if self._tokens.lemma[noun] not in _SOLE:
            return None
        before = self._before(noun)
        untold = [
            p.person
            for p in self._participants.values()
            if p.person in before and p.country is None and not p.positions
        ]
        return self._subject(untold[0], verb, noun) if len(untold) == 1 else None

    def _subject(self, person: str, verb: int | None, noun: int) -> Subject | None:
        if verb is not None and not self._agreement.agrees(verb, (person,)):
            return None
        return Subject("person", (person,), (noun, noun + 1), unsure=True)

    def _holds(self, person: Participant, noun: int, country: str) -> bool:
        """Whether the person's own office is this one, as far as the release tells."""
        lemma = self._tokens.lemma[noun]
        if person.country == country:
            ranks = {position.rank for position in person.positions}
            held = self._agreement.offices.get(person.person, set())
            heads = "head_of_state" in ranks or not _LEADER.isdisjoint(held)
            leads = lemma in _LEADER or (lemma in _LEADING and self._is_direct(noun))
            if (leads and ranks & _LEADERS) or (
                lemma in _STATE and heads and self._is_direct(noun)
            ):
                return True
        elif person.country is not None:
            return False
        return self._is_direct(noun) and lemma in self._agreement.offices.get(person.person, ())

    def _is_direct(self, noun: int) -> bool:
        """Whether the country stands right beside the office: «президент Чада»."""
        countries = self._narration.countries
        return noun + 1 in countries or noun - 1 in countries

    def _before(self, noun: int) -> set[str]:
        sentence = self._tokens.sentence[noun]
        return {key for _, keys in self._names(noun, sentence) for key in keys}

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
