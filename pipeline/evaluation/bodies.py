"""When two names are of one body: full name, short name, abbreviation."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.evaluation.wording import fold, fold_marks, inflected, stems
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.loader import ResourceStore
from pipeline.resources.organizations import OrganizationsResource

_WORD = re.compile(r"\w+")
_FUNCTION_WORDS = frozenset(
    {"и", "по", "в", "во", "на", "о", "об", "от", "для", "при", "с", "со", "к", "за", "над", "из"}
)
_BRACKETED = re.compile(r"\(([^()\s][^()]{0,30}[^()\s])\)")
_MINISTRY = "министерств"
_LEAST_PREFIX = 3


@lru_cache(20_000)
def _content(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(fold(name)) if word not in _FUNCTION_WORDS)


def is_acronym_of(short: str, full: str) -> bool:
    """Whether `short` is written in the initials of the words of `full` («МИД», «ОДКБ»)."""
    letters = fold_marks(short)
    if not letters.isupper() or not letters.isalpha() or len(letters) < 2:
        return False
    words = _content(full)
    every = tuple(word for word in _WORD.findall(fold(full)))
    folded = letters.casefold()
    return len(words) > 1 and folded in {
        "".join(word[0] for word in words),
        "".join(word[0] for word in every),
    }


def is_blend_of(short: str, full: str) -> bool:
    """Whether `short` is made of the beginnings of the first words of `full` («Минтруд»)."""
    rest = fold(short)
    words = _content(full)
    if not rest.isalpha() or len(words) < 2:
        return False
    return _cut(rest, words, 0)


def _cut(rest: str, words: tuple[str, ...], index: int) -> bool:
    if not rest:
        return index >= 2
    if index == len(words):
        return False
    longest = min(len(rest), len(words[index]))
    return any(
        rest[:size] == words[index][:size] and _cut(rest[size:], words, index + 1)
        for size in range(longest, _LEAST_PREFIX - 1, -1)
    )


def bracketed_names(text: str, name: str) -> frozenset[str]:
    """Abbreviations that `text` binds to `name` in brackets: «… организация … (ОТГ)»."""
    wanted = stems(name)
    found = set()
    if not wanted:
        return frozenset()
    for match in _BRACKETED.finditer(text):
        before = stems(text[max(0, match.start() - 200) : match.start()])
        if inflected(before[-len(wanted) :], wanted):
            found.add(match.group(1))
        if stems(match.group(1)) == wanted:
            preceding = text[max(0, match.start() - 200) : match.start()].split()
            for size in range(2, min(len(preceding), 12) + 1):
                full = " ".join(preceding[-size:])
                if is_acronym_of(name, full):
                    found.add(full)
                    break
    return frozenset(found)


@cache
def _known_names() -> dict[str, frozenset[str]]:
    """Names of the bodies in the lexicon, each with all names of its body, by folded name."""
    lexicon = ResourceStore().load("organizations.yaml", OrganizationsResource)
    known: dict[str, frozenset[str]] = {}
    for entry in lexicon.organizations:
        names = frozenset({entry.name, *entry.abbreviations, *entry.aliases})
        known.update((fold(name), names) for name in names)
    return known


@cache
def _countries() -> CountryLexicon:
    return CountryLexicon.load()


_LONGEST_COUNTRY = 5


@lru_cache(20_000)
def other_names(name: str) -> frozenset[str]:
    """Further names of the body called `name`.

    Those are its names in the lexicon of organisations, and the name without a country at its
    end («МИД Индии» is «МИД» to those who name the country beside it).
    """
    names = set(_known_names().get(fold(name), ()))
    words = name.split()
    for size in range(1, min(_LONGEST_COUNTRY, len(words) - 1) + 1):
        if _countries().is_country_form(" ".join(words[-size:])):
            names.add(" ".join(words[:-size]))
    return frozenset(names)


def same_body(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of names are of one body.

    They are when a name of the one is a name of the other in any case, its acronym («МИД»), its
    blend («Минтруд»), or the short name of the same ministry («Министерство труда» for
    «Министерство труда и социальной защиты населения»), names of the lexicon included.
    """
    left = first.union(*map(other_names, first))
    right = second.union(*map(other_names, second))
    return any(same_wording(one, other) for one in left for other in right)


@lru_cache(20_000)
def same_wording(one: str, other: str) -> bool:
    """Whether two names are of one body as far as their words tell, without any lexicon."""
    left, right = stems(one), stems(other)
    if inflected(left, right):
        return bool(left)
    if is_acronym_of(one, other) or is_acronym_of(other, one):
        return True
    if is_blend_of(one, other) or is_blend_of(other, one):
        return True
    shorter, longer = sorted((left, right), key=len)
    return (
        len(shorter) >= 2
        and shorter[0].startswith(_MINISTRY)
        and inflected(longer[: len(shorter)], shorter)
    )
