"""Model of `institutions.yaml`: words and names of institutions of states, companies and others."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from pipeline.layers import OrganizationKind
from pipeline.resources.codes import is_country_code
from pipeline.resources.loader import Entry, Resource

LowerCase = Literal["never", "complement", "country", "always"]


class Head(Entry):
    """Nouns or fixed phrases that names of bodies are built on.

    Attributes:
        forms: The words in the nominative singular, in lower case.
        kind: What body it is.
        lower: What a head written in lower case needs to name a body.
        prepositions: Prepositions whose phrases may stand inside the name.
        adjective: Whether a leading adjective of a country is part of the name.
        carrier: Whether the name of a person may follow in the genitive.
        seat: Whether the place it sits in belongs to the name («посольство Литвы в Ереване»).
        part: Whether it is a part of a body that speaks for it and no body of its own.
    """

    forms: list[str] = Field(min_length=1)
    kind: OrganizationKind
    lower: LowerCase
    prepositions: list[str] = Field(default_factory=list)
    adjective: Literal["country", "name"] = "name"
    carrier: bool = False
    seat: bool = False
    part: bool = False


class PlainModifiers(Entry):
    """Modifiers that are no part of a name."""

    lemmas: list[str]


class NotHeads(Entry):
    """Nouns that head no body's name."""

    lemmas: list[str]


class ShortName(Entry):
    """Short forms of a state body's name.

    Attributes:
        short: Forms as written, those with case endings included.
        name: The name they stand for, or its beginning, in the nominative.
        kind: What body it is.
        ambiguous: Whether they need the name, or a country beside them.
    """

    short: list[str] = Field(min_length=1)
    name: str
    kind: OrganizationKind = "government"
    ambiguous: bool = False


class NamedInstitution(Entry):
    """A body with a name of its own.

    Attributes:
        name: The name in the nominative.
        kind: What body it is.
        country: Code of its state, where the name belongs to one only.
        abbreviations: Forms written just so.
        aliases: Other names, in the nominative.
        ambiguous: Abbreviations and aliases that need another form in the release.
        capital: Whether it is read only where written with a capital.
        declines: The word of the name that declines, where the dictionary does not tell.
    """

    name: str
    kind: OrganizationKind
    declines: str | None = None
    country: str | None = None
    abbreviations: list[str] = Field(default_factory=list)
    aliases: list[str] = Field(default_factory=list)
    ambiguous: list[str] = Field(default_factory=list)
    capital: bool = False

    @field_validator("country")
    @classmethod
    def _code(cls, code: str | None) -> str | None:
        if code is not None and not is_country_code(code):
            raise ValueError(f"not in the closed list of countries: {code}")
        return code


class Media(Entry):
    """Names of media and news agencies.

    Attributes:
        names: The names in the nominative.
        ambiguous: Names that are read only inside quotation marks.
        home: Code of the state whose own officials they name without saying of which state.
    """

    names: list[str]
    ambiguous: list[str] = Field(default_factory=list)
    home: str | None = None


class ReferenceWords(Entry):
    """Words for a body that is named elsewhere by another head.

    Attributes:
        words: The words, in lower case.
        means: Heads of the bodies they may mean; empty for any state body.
    """

    words: list[str]
    means: list[str]


class GroupWords(Entry):
    """Nouns that make a state body's name a group of bodies."""

    lemmas: list[str]


class NotBodies(Entry):
    """Abbreviations of common nouns, and names of what is no body."""

    forms: list[str]


class InstitutionsResource(Resource):
    """The file `institutions.yaml`."""

    heads: list[Head]
    reference_words: list[ReferenceWords]
    group_words: list[GroupWords]
    not_bodies: list[NotBodies]
    not_heads: list[NotHeads]
    plain_modifiers: list[PlainModifiers]
    short_names: list[ShortName]
    names: list[NamedInstitution]
    media: list[Media]
