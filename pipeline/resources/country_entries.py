"""Models of `countries.yaml` and `places.yaml`."""

from __future__ import annotations

from pydantic import Field

from pipeline.resources.loader import Entry, Resource


class CountryEntry(Entry):
    """A state or territory; `id` is its code. Fields are explained in `countries.yaml`."""

    name: str
    official: tuple[str, ...] = Field(default=(), strict=False)
    other: tuple[str, ...] = Field(default=(), strict=False)
    abbreviations: tuple[str, ...] = Field(default=(), strict=False)
    ambiguous: tuple[str, ...] = Field(default=(), strict=False)
    adjectives: tuple[str, ...] = Field(default=(), strict=False)
    combining: tuple[str, ...] = Field(default=(), strict=False)
    demonyms: tuple[str, ...] = Field(default=(), strict=False)
    capitals: tuple[str, ...] = Field(default=(), strict=False)


class WordEntry(Entry):
    """Case forms of a word that the morphological dictionary lacks or inflects wrongly.

    `id` is the word; `forms` are genitive, dative, accusative, instrumental and locative, or
    empty for a word that does not decline.
    """

    forms: tuple[str, ...] = Field(default=(), strict=False)


class PhraseEntry(Entry):
    """A fixed phrase, `id` in the nominative, that holds a country's name and names none."""


class CountriesResource(Resource):
    """`countries.yaml`."""

    countries: list[CountryEntry]
    words: list[WordEntry]
    no_country: list[PhraseEntry]


class PlaceEntry(Entry):
    """A city or region and the code of the country it lies in."""

    name: str
    country: str


class PlacesResource(Resource):
    """`places.yaml`."""

    places: list[PlaceEntry]
