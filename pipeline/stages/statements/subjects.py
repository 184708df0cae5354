"""A verb's subject, and whether persons or nouns agree with a verb."""

from __future__ import annotations

from typing import Literal

from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.grammar.agreement import NOUNS, Agreement
from pipeline.layers import PersonLayer, PositionLayer, Reference, TokenRange

_APPOSED = 8
"""Words between an office and the name behind it."""


def _may_be_hers(given: str) -> bool:
    """Whether a given name taken for a man's may be a woman's («Мари-Клод»)."""
    parts = given.split("-")
    return given.endswith(("а", "я")) or (len(parts) > 1 and parts[0].endswith(("а", "я", "и")))


SubjectKind = Literal["person", "other", "pronoun", "vague", "described", "zero"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A verb's subject.

    Attributes:
        kind: `person`: named persons; `other`: somebody else (an institution, experts);
            `pronoun`, `vague`, `described`, `zero`: «он», «эксперт», «казахстанский эксперт» or
            nothing, to be resolved by what was said before.
        persons: Keys of the persons, in order of mention; for a pronoun whom it was taken for.
        tokens: The words.
        gender: What an unresolved speaker must agree with, or an empty string.
        number: Likewise.
        office: Lemma of an office without a name, which an unresolved speaker must hold.
        country: Code of the country that an unresolved speaker must be of («казахстанский»).
        unsure: Whether the persons are only those left to be meant.
        among: Persons of whom an unresolved speaker must be one; empty for anybody.
    """

    kind: SubjectKind
    persons: tuple[str, ...] = ()
    tokens: TokenRange | None = None
    gender: str = ""
    number: str = ""
    office: str = ""
    country: str = ""
    unsure: bool = False
    among: tuple[str, ...] = ()


class SubjectAgreement:
    """Questions about who can be the subject of which verb in one release.

    Attributes:
        genders: Gender of each person, as far as it is known.
        offices: Lemmas of the offices each person holds.
    """

    def __init__(
        self,
        tokens: Tokens,
        persons: PersonLayer,
        positions: PositionLayer,
        agreement: Agreement,
    ) -> None:
        self._tokens = tokens
        self._agreement = agreement
        self.genders = {person.key: person.gender for person in persons.persons}
        self._open = {
            person.key
            for person in persons.persons
            if person.gender == "Masc" and _may_be_hers(person.name.given or "")
        }
        """Men by their surname's form alone, perhaps: a verb in the feminine may be theirs."""
        self._open |= {
            key
            for key, tagged in self._tagged(persons).items()
            if self.genders[key] not in {None, *tagged} and len(tagged) == 1
        }
        self.offices: dict[str, set[str]] = {}
        for position in positions.positions:
            lemma = positions.offices[position.office].lemma
            self.offices.setdefault(position.person, set()).add(lemma)

    def _tagged(self, persons: PersonLayer) -> dict[str, set[str]]:
        """Genders that the tagger gave a person's full name where it is nominative.

        It reads them off the verb («отметила Мари-Клод Обен»), where no name list knows better.
        """
        tokens = self._tokens
        found: dict[str, set[str]] = {}
        for mention in persons.mentions:
            words = [index for index in range(*mention.tokens) if tokens.pos[index] == "PROPN"]
            read = {(tokens.feats[index].case, tokens.feats[index].gender) for index in words}
            if len(words) > 1 and len(read) == 1 and next(iter(read))[0] == "Nom":
                found.setdefault(mention.key, set()).add(next(iter(read))[1])
        return found

    def level(self, reference: Reference) -> int:
        """2 if the words are tagged nominative, 1 if they can be nominative, else 0."""
        tokens = self._tokens
        start, end = reference.tokens
        if start > 0 and tokens.pos[start - 1] == "ADP":
            return 0
        words = [
            index
            for index in range(start, end)
            if tokens.pos[index] in NOUNS or tokens.pos[index] == "PRON"
        ] or list(range(start, end))
        if reference.kind in {"office", "periphrasis"}:
            words = words[:1]
        words = [index for index in words if len(tokens.form[index]) > 1] or words
        if not all(
            # No name in «-э» declines, whatever the tagger says.
            self._agreement.could_be(tokens, index, "Nom") or tokens.lower[index].endswith("э")
            for index in words
        ):
            # One word of a name that is oblique for sure outweighs the tagger's view of others.
            return 0
        if reference.kind == "name" and self._is_apposed(start):
            return 1
        return 2 if any(tokens.feats[index].case == "Nom" for index in words[:2]) else 1

    def offices_left(self, lemma: str) -> bool:
        """Whether a person of the release holds an office of this noun."""
        return any(lemma in held for held in self.offices.values())

    def could_be(self, index: int, case: str) -> bool:
        """Whether the dictionary allows the word the case."""
        return self._agreement.could_be(self._tokens, index, case)

    def _is_apposed(self, start: int) -> bool:
        """Whether a name may belong to somebody oblique: «на встрече с послом ООН Марта Озолиня».

        Foreign names stay undeclined behind an office; they are subjects only where none else is.
        """
        tokens = self._tokens
        for index in range(start - 1, max(start - _APPOSED, 0) - 1, -1):
            pos, feats = tokens.pos[index], tokens.feats[index]
            if pos not in NOUNS | {"ADJ", "ADP", "X"}:
                return False
            if pos == "NOUN" and feats.animacy == "Anim":
                before = index - 1
                while before > 0 and tokens.pos[before] == "ADJ":
                    before -= 1
                return feats.case == "Ins" and tokens.pos[before] == "ADP"
        return False

    def agrees(self, verb: int, persons: tuple[str, ...]) -> bool:
        """Whether the verb's number and gender allow these persons as its subject."""
        feats = self._tokens.feats[verb]
        if feats.verb_form == "Conv":
            return True
        if feats.number == "Sing":
            if len(persons) != 1 or feats.gender == "Neut":
                return False
            return self.fits(feats.gender, persons[0])
        return True

    def fits(self, gender: str, person: str) -> bool:
        """Whether words of this gender may mean the person."""
        known = self.genders.get(person)
        return not gender or known is None or known == gender or person in self._open

    def noun_agrees(self, verb: int, noun: int) -> bool:
        """Whether a noun that is no reference can be the verb's subject."""
        mine, theirs = self._tokens.feats[verb], self._tokens.feats[noun]
        if mine.verb_form == "Conv":
            return True
        if mine.number and theirs.number and mine.number != theirs.number:
            return mine.number == "Plur" and self._tokens.lower[noun - 1] == "и"
        if theirs.animacy == "Anim" and mine.gender == "Fem" and theirs.gender == "Masc":
            # «сказала дипломат»: offices held by women keep their gender.
            return True
        return not (mine.gender and theirs.gender and mine.gender != theirs.gender)
