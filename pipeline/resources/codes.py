"""The closed list of country codes, read once and lazily."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def country_codes() -> frozenset[str]:
    """Every code a record may hold: ISO 3166-1 alpha-2 and the territories without one."""
    raw = files("pipeline.resources").joinpath("country_codes.txt").read_text(encoding="utf-8")
    return frozenset(line for line in raw.split("\n") if line and not line.startswith("#"))


def is_country_code(code: str) -> bool:
    """Whether `code` is in the closed list of `record.md`."""
    return code in country_codes()
