"""Offices without a name, told by what they head: «ректор БГУ», «глава Коллегии», «спикер палаты».

The words need not be those of the office as the release first gave it. Only the one person named
before who can be meant is taken, and the statement is marked as resolved from context.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.grammar.agreement import NOUNS
from pipeline.layers import Participant, PositionLayer
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.subjects import Subject, SubjectAgreement

_ANY_HEAD = frozenset({"глава", "руководитель"})
"""Nouns that may stand for whatever the head of a body is called."""
_AT_THE_TOP = _ANY_HEAD | {
    "председатель",
    "президент",
    "директор",
    "гендиректор",
    "ректор",
    "министр",
    "начальник",
    "губернатор",
    "мэр",
    "аким",
    "хоким",
    "спикер",
    "генсек",
    "секретарь",
    "премьер-министр",
    "премьер",
}
_SPEAKERS = frozenset({"спикер"})
_PARLIAMENTS = frozenset({"палата", "парламент", "сенат", "нижний", "верхний", "законодательный"})
_CHAIR = frozenset({"председатель"})
_COLLEAGUES = frozenset({"коллега"})
_LONGEST = 8
_MINISTRY = "мин"
_SHORTEST = 3
"""Letters of a word that its short form keeps at least."""
_NO_HEADS = frozenset(
    {
        "head_of_state",
        "deputy_head_of_state",
        "deputy_head_of_government",
        "deputy_minister",
        "organization_deputy",
        "member_of_parliament",
        "ambassador",
        "other",
    }
)


class Heads:
    """Finds whom such words mean in one release."""

    def __init__(
        self,
        narration: Narration,
        agreement: SubjectAgreement,
        positions: PositionLayer,
        participants: dict[str, Participant],
    ) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._agreement = agreement
        self._positions = positions
        self._participants = participants

    def holder(self, verb: int | None, noun: int) -> Subject | None:
        """The only person named before whom the noun at `noun` can mean."""
        tokens = self._tokens
        if tokens.feats[noun].number == "Plur":
            return None
        lemma = tokens.lemma[noun]
        fitting: list[str] | None
        if lemma in _COLLEAGUES:
            fitting = list(self._countrymen(noun))
        elif self._narration.lexicon.is_class("vague_office", lemma) or lemma in _AT_THE_TOP:
            fitting = self._of_body(noun)
            if not fitting and lemma in _CHAIR:
                fitting = self._presiding(noun)
            if fitting is None:
                return self._by_gender(verb, noun)
        else:
            return None
        if verb is not None:
            fitting = [person for person in fitting if self._agreement.agrees(verb, (person,))]
        if len(fitting) != 1:
            return None
        return Subject("person", (fitting[0],), (noun, noun + 1), unsure=True)

    # --- pieces --------------------------------------------------------------------------------

    def _countrymen(self, noun: int) -> Iterator[str]:
        """«его эстонский коллега»: persons named before who are of that country."""
        country = self._narration.countries.get(noun - 1)
        if country is None:
            return
        for person in self._before(noun):
            if self._participants[person].country == country:
                yield person

    def _of_body(self, noun: int) -> list[str] | None:
        """Persons whose office the words behind the noun fit; `None` if there are none."""
        tokens = self._tokens
        lemma = tokens.lemma[noun]
        words = self._tail(noun)
        if not words:
            return None
        if lemma in _SPEAKERS and any(tokens.lemma[index] in _PARLIAMENTS for index in words):
            return [
                person
                for person in self._before(noun)
                if any(p.rank == "parliament_head" for p in self._participants[person].positions)
            ]
        country = self._narration.countries.get(words[0])
        if country is not None and len(words) == 2 and lemma in _ANY_HEAD:
            return [
                person
                for person in self._before(noun)
                if self._participants[person].country == country
                and any(p.rank not in _NO_HEADS for p in self._participants[person].positions)
            ]
        return [person for person in self._before(noun) if self._heads(person, lemma, words)]

    def _heads(self, person: str, lemma: str, words: list[int]) -> bool:
        """Whether an office of the person's heads the body that the words name."""
        tokens = self._tokens
        for position in self._participants[person].positions:
            office = self._positions.offices[position.office]
            same = office.lemma == lemma
            if not same and not (lemma in _ANY_HEAD and office.lemma in _AT_THE_TOP):
                continue
            held = [i for i in range(office.head + 1, office.tokens[1]) if tokens.pos[i] != "ADP"]
            if not held:
                continue
            if {tokens.lemma[i] for i in words} <= {tokens.lemma[i] for i in held}:
                return True
            if len(words) == 1 and self._abbreviates(tokens.form[words[0]], held):
                return True
            ministry = tokens.lower[words[0]]
            if (
                office.lemma == "министр"
                and ministry.startswith(_MINISTRY)
                and _shortens(ministry[len(_MINISTRY) :], [tokens.lower[i] for i in held])
            ):
                return True
        return False

    def _abbreviates(self, form: str, held: list[int]) -> bool:
        """Whether «БГУ» stands for the words held, a country behind them left out."""
        letters = "".join(self._tokens.form[i][0] for i in held).upper()
        return len(form) > 1 and form.isupper() and letters.startswith(form)

    def _by_gender(self, verb: int | None, noun: int) -> Subject | None:
        """«Министр поблагодарила …», where of several ministers one is a woman."""
        tokens = self._tokens
        gender = tokens.feats[verb].gender if verb is not None else ""
        if gender not in {"Masc", "Fem"} or (noun and tokens.pos[noun - 1] == "ADJ"):
            return None
        if noun + 1 < len(tokens) and tokens.pos[noun + 1] in NOUNS | {"ADJ", "X"}:
            return None
        lemma = tokens.lemma[noun]
        holding = [p for p in self._before(noun) if lemma in self._agreement.offices.get(p, ())]
        genders = {person: self._agreement.genders.get(person) for person in holding}
        fitting = [person for person in holding if genders[person] == gender]
        if len(holding) < 2 or None in genders.values() or len(fitting) != 1:
            return None
        return Subject("person", (fitting[0],), (noun, noun + 1), unsure=True)

    def _presiding(self, noun: int) -> list[str]:
        """«председатель СМИД», where its session was held «под председательством X»."""
        tokens, references = self._tokens, self._narration.references
        words = self._tail(noun)
        found: dict[str, None] = {}
        for index in range(1, noun):
            if tokens.lower[index] != "председательством":
                continue
            low, high = self._narration.sentence(index)
            if tokens.lower[index - 1] != "под" or not self._is_named(words, low, high):
                continue
            named = (references.get(place) for place in range(index, min(high, noun)))
            person = next((r for r in named if r is not None and r.kind == "name"), None)
            if person is not None:
                found.update(dict.fromkeys(person.persons))
        return list(found)

    def _is_named(self, words: list[int], low: int, high: int) -> bool:
        """Whether a sentence names the body of the words, or what their abbreviation is of."""
        tokens = self._tokens
        if not {tokens.lemma[index] for index in words} - set(tokens.lemma[low:high]):
            return True
        form = tokens.form[words[0]]
        return len(words) == 1 and any(
            self._abbreviates(form, list(range(place, min(place + len(form), high))))
            for place in range(low, high)
        )

    def _tail(self, noun: int) -> list[int]:
        """Words of the body behind the noun, in the genitive or undeclined."""
        tokens = self._tokens
        found: list[int] = []
        for index in range(noun + 1, min(noun + _LONGEST, len(tokens))):
            if tokens.pos[index] not in NOUNS | {"ADJ", "X"} or index in self._narration.references:
                break
            case = tokens.feats[index].case
            if case not in {"Gen", ""} and not tokens.form[index].isupper():
                break
            found.append(index)
        return found

    def _before(self, noun: int) -> list[str]:
        """Persons that the narrator has named before, in order."""
        references = self._narration.references
        found: dict[str, None] = {}
        for index in range(noun):
            reference = references.get(index)
            if reference is not None and reference.kind == "name" and reference.tokens[0] == index:
                found.update(dict.fromkeys(k for k in reference.persons if k in self._participants))
        return list(found)


def _shortens(short: str, words: list[str]) -> bool:
    """Whether a short form is put together of beginnings of the words («сельхоз», «транса»)."""
    if not words or len(short) < _SHORTEST:
        return False
    first = words[0]
    for length in range(min(len(first), len(short)), _SHORTEST - 1, -1):
        if first[:length] != short[:length]:
            continue
        rest = short[length:]
        if len(rest) < _SHORTEST or _shortens(rest, words[1:]):
            return True
    return False
