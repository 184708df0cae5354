"""Models of `countries.yaml` and `places.yaml`."""

from __future__ import annotations

from pydantic import Field

from pipeline.resources.codes import CountryCode
from pipeline.resources.loader import Entry, Resource


class CountryEntry(Entry):
    """A state or territory.

    Attributes:
        id: Its code; the list is closed.
        name: The canonical short name, in the nominative as all forms.
        official: Official names («Республика Грузия»).
        other: Further names in use, past and colloquial ones too.
        abbreviations: Read only where written just so («ОАЭ»).
        ambiguous: Forms of any of these kinds that may mean something else: they name the country
            only where the release names it in another form too.
        adjectives: In the masculine («финский»).
        combining: First halves of compound adjectives besides those in -ско («румыно»).
        demonyms: Its people («финн»).
        capitals: Seats of government, in all spellings in use.
    """

    id: CountryCode
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

    Attributes:
        id: The word, in the nominative.
        forms: Genitive, dative, accusative, instrumental and locative; none for a word that does
            not decline.
    """

    forms: tuple[str, ...] = Field(default=(), strict=False)


class PhraseEntry(Entry):
    """A fixed phrase that holds a country's name and names none.

    Attributes:
        id: The phrase, in the nominative («Северная Америка»).
    """


class CountriesResource(Resource):
    """`countries.yaml`."""

    countries: list[CountryEntry]
    words: list[WordEntry]
    no_country: list[PhraseEntry]


class PlaceEntry(Entry):
    """A city or region that is no capital.

    Attributes:
        name: Its name in the nominative.
        country: Code of the country it lies in.
    """

    name: str
    country: CountryCode


class PlacesResource(Resource):
    """`places.yaml`."""

    places: list[PlaceEntry]
