"""Closed lists of codes, read once and lazily."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import AfterValidator


@cache
def country_codes() -> frozenset[str]:
    """Every code a record may hold: ISO 3166-1 alpha-2 and the territories without one."""
    return _lines("country_codes.txt")


def is_country_code(code: str) -> bool:
    """Whether `code` is in the closed list of `record.md`."""
    return code in country_codes()


def _known_country(code: str) -> str:
    if not is_country_code(code):
        raise ValueError(f"{code!r} is no country code; the list is closed (country_codes.txt)")
    return code


CountryCode = Annotated[str, AfterValidator(_known_country)]
"""The code of a country in a lexicon."""


@cache
def subject_codes() -> frozenset[str]:
    """Every subject category of the UNBIS thesaurus."""
    return _lines("unbis_codes.txt")


def _lines(name: str) -> frozenset[str]:
    raw = files("pipeline.resources").joinpath(name).read_text(encoding="utf-8")
    return frozenset(line for line in raw.split("\n") if line and not line.startswith("#"))
