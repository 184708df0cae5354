"""Whether two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from pipeline.records import NameInfo

_WORD = re.compile(r"[^\W_]+\.?")


class Likeness(IntEnum):
    """How two names of the same family name agree, from worst to best."""

    CONTRARY = 0
    """«Анар» and «Ильхам», or two patronymics."""
    OPEN = 1
    """One has no given name."""
    INITIAL = 2
    """«А.» and «Анар»."""
    EQUAL = 3
    """The given names are equal and spelled out."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name folded for comparison.

    Attributes:
        family: The family name, or the whole name where the record gives none.
        given: Words of the given name, initials with their full stop.
        patronymic: The patronymic, an initial with its full stop, or `None`.
    """

    family: str
    given: tuple[str, ...]
    patronymic: str | None

    @classmethod
    def of(cls, name: NameInfo) -> PersonName:
        """The name of a record."""
        if name.family is None:
            return cls(" ".join(_words(name.full)), (), None)
        patronymic = " ".join(_words(name.patronymic)) if name.patronymic is not None else None
        return cls(" ".join(_words(name.family)), _words(name.given or ""), patronymic or None)

    @property
    def is_spelled_out(self) -> bool:
        """Whether there is a given name and it is no initial."""
        return bool(self.given) and not _is_initial(self.given[0])

    def likeness(self, other: PersonName) -> Likeness:
        """How the names agree, given that the family names are the same."""
        if self.family != other.family or not _compatible(self.patronymic, other.patronymic):
            return Likeness.CONTRARY
        if not self.given or not other.given:
            return Likeness.OPEN
        pairs = list(zip(self.given, other.given, strict=False))
        if not all(_compatible(one, two) for one, two in pairs):
            return Likeness.CONTRARY
        spelled = self.is_spelled_out and other.is_spelled_out
        return Likeness.EQUAL if spelled else Likeness.INITIAL


def fold(text: str) -> str:
    """Lower case, «ё» as «е», one space between words."""
    return " ".join(text.casefold().replace("ё", "е").split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _compatible(one: str | None, two: str | None) -> bool:
    if one is None or two is None or one == two:
        return True
    return (_is_initial(one) or _is_initial(two)) and one[0] == two[0]
