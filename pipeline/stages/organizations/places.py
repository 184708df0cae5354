"""Names of countries where the walk meets them, looked up only there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, overload

from pipeline.analysis.tokens import Tokens
from pipeline.resources.countries import CountryLexicon, FormKind

_Default = TypeVar("_Default")
_NAMES = frozenset({FormKind.NAME, FormKind.OFFICIAL, FormKind.ABBREVIATION})


class Wholes(Mapping[int, int]):
    """Ranges a walk takes whole: known bodies and countries, found on demand.

    Args:
        tokens: The token view.
        words: Its folded words.
        countries: The lexicon of countries.
        bodies: Known bodies, from first token to one past the last.
    """

    def __init__(
        self,
        tokens: Tokens,
        words: list[str],
        countries: CountryLexicon,
        bodies: Mapping[int, int],
    ) -> None:
        self._tokens = tokens
        self._words = words
        self._countries = countries
        self._bodies = bodies
        self._known: dict[int, int] = {}

    def __getitem__(self, index: int) -> int:
        end = self._end(index)
        if not end:
            raise KeyError(index)
        return end

    @overload
    def get(self, key: int, /) -> int | None: ...

    @overload
    def get(self, key: int, default: int | _Default, /) -> int | _Default: ...

    def get(self, key: int, default: int | _Default | None = None, /) -> int | _Default | None:
        """Like `Mapping.get`, without the cost of an exception for every word."""
        return self._end(key) or default

    def _end(self, index: int) -> int:
        return max(self._bodies.get(index, 0), self.country(index) or 0)

    def __iter__(self) -> Iterator[int]:
        return (index for index in range(len(self._words)) if index in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def country(self, index: int) -> int | None:
        """End of the country's name that begins at `index`, or `None`."""
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._find(index)
        return known or None

    def country_before(self, end: int, floor: int) -> int | None:
        """Start of the country's name that ends before token `end`, not before `floor`."""
        for start in range(max(floor, end - 6), end):
            if self.country(start) == end:
                return start
        return None

    def inside_country(self, index: int) -> bool:
        """Whether the word is a part of a country's name («Российская Федерация»)."""
        return any(
            (self.country(start) or 0) > index for start in range(max(0, index - 5), index + 1)
        )

    def codes(self, start: int, end: int) -> set[str]:
        """Codes of the countries whose name `[start, end)` is, ambiguous ones too."""
        senses = self._countries.senses(self._words[start:end])
        return {sense.code for sense in senses if sense.kind in _NAMES}

    def is_country_adjective(self, index: int) -> bool:
        """Whether the word is the adjective of a country («литовский», «румыно-молдавский»)."""
        return bool(self._countries.adjective_codes(self._words[index]))

    def _find(self, index: int) -> int:
        form = self._tokens.form[index]
        if not form[0].isupper():
            return 0
        words = self._words
        match = self._countries.phrases.match_at(words, index)
        if match is not None and any(sense.kind in _NAMES for sense in match.values):
            return match.end
        for sense in self._countries.single.get(words[index], ()):
            if sense.kind is FormKind.ABBREVIATION:
                if form == sense.base:
                    return index + 1
            elif sense.kind in _NAMES:
                return index + 1
        return 0
