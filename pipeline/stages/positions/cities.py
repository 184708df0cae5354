"""Adjectives of cities («астанинский институт») and blends with a state's name («Узатом»)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.resources.country_entries import CountriesResource, PlacesResource
from pipeline.resources.loader import ResourceStore
from pipeline.resources.offices import OfficesResource

_SUFFIXES = ("ск", "инск", "енск", "овск", "анск", "ийск")
"""What Russian adds to the stem of a city's name («минский», «бакинский», «ереванский»)."""
_ENDINGS = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое")
_SHORTEST = 4


class CityAdjectives:
    """Looks up the country of an adjective that is made of a city's name.

    Args:
        store: Where `countries.yaml` (capitals) and `places.yaml` are read from.
    """

    def __init__(self, store: ResourceStore) -> None:
        countries = store.load("countries.yaml", CountriesResource)
        places = store.load("places.yaml", PlacesResource)
        named = [(place.name, place.country) for place in places.places]
        named += [(name, entry.id) for entry in countries.countries for name in entry.capitals]
        found: dict[str, set[str]] = {}
        for name, code in named:
            for stem in _stems(name.lower()):
                found.setdefault(stem, set()).add(code)
        self._codes = {stem: codes.pop() for stem, codes in found.items() if len(codes) == 1}
        offices = store.load("offices.yaml", OfficesResource)
        for irregular in offices.city_adjectives:
            for word in irregular.lemmas:
                self._codes[word.removesuffix("ий")] = irregular.id

    def __call__(self, word: str) -> str | None:
        """Code of the country whose city the adjective `word`, in lower case, is made of."""
        for ending in _ENDINGS:
            if word.endswith("ск" + ending):
                return self._codes.get(word[: -len(ending)].replace("ё", "е"))
        return None


def _stems(name: str) -> Iterator[str]:
    name = name.replace("ё", "е")
    if " " in name or len(name) < _SHORTEST:
        return
    bare = name.rstrip("аеиоуыьэюя") if len(name.rstrip("аеиоуыьэюя")) > 1 else name
    if bare.endswith("ск"):
        yield bare
        return
    for stem in dict.fromkeys((bare, name)):
        yield from (stem + suffix for suffix in _SUFFIXES)


_SURE_STEM = 5
"""Letters that tell a state whatever follows («узбек…», but not «уз…»)."""
_WORD = re.compile(r"[\w-]+")


class StateBlends:
    """Looks up the country of a name blended with its state's («Узатом», «Казпочта»).

    Args:
        store: Where `offices.yaml` is read from.
    """

    def __init__(self, store: ResourceStore) -> None:
        offices = store.load("offices.yaml", OfficesResource)
        self._stems = {stem: entry.id for entry in offices.state_stems for stem in entry.lemmas}
        self._parts = tuple(w for entry in offices.blend_parts for w in entry.lemmas)

    def __call__(self, name: str) -> str | None:
        """Code of the country that the last word of a body's name is made of, or `None`."""
        words = _WORD.findall(name)
        word = words[-1] if words else ""
        lower = word.lower()
        if len(words) > 1 and "«" not in name:
            return None
        for size in range(min(len(lower) - 3, 8), 1, -1):
            code = self._stems.get(lower[:size])
            if code is None:
                continue
            latin = word.isascii() and any(map(str.isupper, word[1:]))
            if size >= _SURE_STEM or latin or lower[size:].startswith(self._parts):
                return code
        return None
