"""Offices joined to a person by a verb that has a pronoun for its subject, or none at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Office, Position

_SUBJECTS = frozenset({"он", "она"})
_REACH = 12
DOUBT = "long_link"


@dataclass(frozen=True, slots=True)
class LateLink:
    """A person and the index of an office the text gives them sentences later."""

    person: str
    office: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause says of its subject: a person named just before it, a noun, or only a gender.

    Attributes:
        person: Key of the person that «который» stands for.
        gender: Gender that verb or pronoun tells.
        noun: Index of a noun that may stand for a person named before («чиновник»).
        said: Whether a word of the clause stands for the subject.
    """

    person: str | None
    gender: str | None
    noun: int | None = None
    said: bool = True


def subject_of(tokens: Tokens, verb: int, names: Sequence[tuple[int, int, str]]) -> Subject | None:
    """The subject of the clause of `verb`, or `None` if it is a noun or cannot be told.

    Args:
        tokens: The text.
        verb: Index of the verb, or of the office itself where a dash stands for the verb.
        names: Token range and person of every name.
    """
    feats = tokens.feats[verb]
    if feats.number == "Plur" or feats.person in {"1", "2"} or feats.verb_form == "Inf":
        return None
    gender = feats.gender if feats.tense == "Past" or feats.voice == "Pass" else None
    if gender not in {"Masc", "Fem"}:
        gender = None
    first = tokens.sentences[tokens.sentence[verb]][0]
    for index in range(verb - 1, max(first, verb - _REACH) - 1, -1):
        lower = tokens.lower[index]
        if lower in _SUBJECTS:
            return Subject(None, "Masc" if lower == "он" else "Fem")
        if lower.startswith("котор") and tokens.feats[index].case == "Nom":
            person = next((key for _, end, key in names if end in {index, index - 1}), None)
            return Subject(person, gender) if person is not None else None
        if tokens.form[index] in {":", ";", "«", "—", "–"} or lower in {"что", "если", "чтобы"}:
            break
        if _is_noun_subject(tokens, index, verb):
            return Subject(None, gender, index)
    behind = range(verb + 1, min(tokens.sentences[tokens.sentence[verb]][1], verb + 4))
    for index in behind:
        if tokens.lower[index] in _SUBJECTS:
            return Subject(None, "Masc" if tokens.lower[index] == "он" else "Fem")
        if _is_noun_subject(tokens, index, verb):
            return Subject(None, gender, index)
    # «X, в 1999 году исполнявшего обязанности …»: of the noun before it, in whatever case.
    return Subject(None, gender, said=feats.verb_form == "Part" and feats.case != "")


def _is_noun_subject(tokens: Tokens, index: int, verb: int) -> bool:
    """Whether a noun or another pronoun than «он», «она» can be the verb's subject."""
    if tokens.pos[index] not in {"NOUN", "PROPN", "PRON"} or tokens.feats[index].case != "Nom":
        return False
    return tokens.feats[index].number != "Plur"


def position_of(office: Office, link: LateLink) -> Position:
    """The position an office gives a person it does not stand beside."""
    return Position(
        person=link.person,
        office=link.office,
        span=office.span,
        title=office.title,
        rank=office.rank,
        organization=office.organization,
        country=office.country,
        country_basis=office.country_basis,
        country_spans=office.country_spans,
        doubts=(DOUBT,),
        rule="participants.biography",
    )
