"""Models of `country_contexts.yaml`: what the words around a country's form make of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.resources.countries import FormKind
from pipeline.resources.loader import Entry, Resource


class Counterexample(BaseModel):
    """A sentence and the codes it names."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    text: str
    codes: frozenset[str] = Field(strict=False)


class NoCountryRule(Entry):
    """Words around a form that make it name no country; fields are explained in the YAML."""

    kinds: frozenset[Annotated[FormKind, Field(strict=False)]] = Field(strict=False)
    words: frozenset[str] = Field(default=frozenset(), strict=False)
    next: frozenset[str] = Field(default=frozenset(), strict=False)
    previous: frozenset[str] = Field(default=frozenset(), strict=False)
    capital: Literal["any", "inside"] | None = None
    nominative: bool = False
    examples: tuple[str, ...] = Field(strict=False, min_length=1)
    counterexamples: tuple[Counterexample, ...] = Field(strict=False, min_length=1)


class Forms(BaseModel):
    """A list of folded word forms."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    source: str
    forms: frozenset[str] = Field(strict=False)


class Lemmas(BaseModel):
    """A list of lemmas."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    source: str
    lemmas: frozenset[str] = Field(strict=False)


class CapitalContexts(BaseModel):
    """When a capital means its government."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    source: str
    verbs: frozenset[str] = Field(strict=False)
    addressed: frozenset[str] = Field(strict=False)
    pressure: frozenset[str] = Field(strict=False)
    nouns: frozenset[str] = Field(strict=False)
    relations: frozenset[str] = Field(strict=False)
    place_prepositions: frozenset[str] = Field(strict=False)
    state_prepositions: frozenset[str] = Field(strict=False)
    travel: frozenset[str] = Field(strict=False)
    official: frozenset[str] = Field(strict=False)
    city: frozenset[str] = Field(strict=False)


class CountryContexts(Resource):
    """`country_contexts.yaml`."""

    no_country: list[NoCountryRule]
    bare_language: Lemmas
    homographs: Forms
    given_names: Forms
    quoted_about: Lemmas
    quoted_names: Lemmas
    capitals: CapitalContexts
