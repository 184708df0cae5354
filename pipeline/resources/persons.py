"""Model of `persons.yaml`: words around and inside personal names."""

from __future__ import annotations

from typing import Literal

from pipeline.resources.loader import Entry, Resource


class Particle(Entry):
    """A small word inside a name («бин», «аль», «оглы»)."""

    forms: list[str]
    place: Literal["prefix", "middle", "suffix", "patronymic"]


class Honorific(Entry):
    """A word that may stand between an office and a name."""

    lemmas: list[str]


class Carrier(Entry):
    """A noun whose following name is no person named («улица Абая»)."""

    lemmas: list[str]


class BodyEndings(Entry):
    """Ends of words put together of two that name bodies («-стандарт»)."""

    endings: list[str]


class Towns(Entry):
    """Nouns for places whose own name stands behind them («город»)."""

    lemmas: list[str]


class SurnamesFirst(Entry):
    """Surnames of a people whose names put the surname first and keep their order."""

    names: list[str]


class AliasWords(Entry):
    """Words that say that the name behind them is another name of the person before."""

    words: list[str]


class PersonsResource(Resource):
    """The file `persons.yaml`."""

    particles: list[Particle]
    honorifics: list[Honorific]
    styles: list[Honorific]
    carriers: list[Carrier]
    bodies: list[BodyEndings]
    towns: list[Towns]
    surnames_first: list[SurnamesFirst]
    aliases: list[AliasWords]
