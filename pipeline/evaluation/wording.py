"""When two strings say the same: folding, stems, head nouns.

Character similarity is used nowhere: «туризм» and «терроризм» are alike by letters. Words are
compared by their stems (Snowball's Russian stemmer, Porter 2001).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

import snowballstemmer

from pipeline.analysis.morphology import Morphology

LENIENT_F1 = 0.6
"""Least stem F1 of two texts that are taken for the same."""

_LEAST_STEM = 4
_QUOTES = dict.fromkeys("«»„“”‟\"''‘’‚‛`ʼ", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_FOLDED = str.maketrans(_QUOTES | _DASHES | {"ё": "е", "Ё": "Е", "\u00ad": "", "\u0301": ""})
_AROUND_DASH = re.compile(r"\s*-\s*")
_WORD = re.compile(r"\w+")
_HYPHENATED = re.compile(r"\w+(?:-\w+)*")
_FORMER = re.compile(r"\bэкс-(?=\w)|\b(?:бывш|прежн)\w+\s+")
_ACTING = re.compile(
    r"(?:\bвременно\s+)?\bисполняющ\w+\s+обязанности\s+|\b(?:врио|врид|и\.?\s?о\.?)\s+"
)


def fold_marks(text: str) -> str:
    """Fold «ё», quotes, dashes, soft hyphens, accents and white space; capitals stay."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_FOLDED))
    return " ".join(_AROUND_DASH.sub("-", folded).split())


def fold(text: str) -> str:
    """`fold_marks`, and case folded too: two strings equal then are strictly the same."""
    return fold_marks(text).casefold()


@cache
def _stemmer() -> Callable[[str], str]:
    return lru_cache(50_000)(snowballstemmer.stemmer("russian").stemWord)


def stem(word: str) -> str:
    """Stem of one word."""
    return _stemmer()(fold(word))


@lru_cache(50_000)
def stems(text: str) -> tuple[str, ...]:
    """Stems of the words of `text` in order; hyphenated words are split."""
    stem_word = _stemmer()
    return tuple(stem_word(word) for word in _WORD.findall(fold(text)))


def inflected(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two rows of stems are of the same words in other forms.

    The stemmer cuts some forms of a word a letter shorter («ассамбле-я», «ассамбл-еи»).
    """
    return len(first) == len(second) and all(
        one == other or _a_letter_shorter(one, other) or _a_letter_shorter(other, one)
        for one, other in zip(first, second, strict=True)
    )


def _a_letter_shorter(one: str, other: str) -> bool:
    return len(one) >= _LEAST_STEM and one == other[:-1]


def stem_f1(first: str, second: str) -> float:
    """F1 of the two multisets of stems: 1.0 for the same words in any form and order."""
    left, right = stems(first), stems(second)
    if not left or not right:
        return 0.0
    common = sum((Counter(left) & Counter(right)).values())
    return 2 * common / (len(left) + len(right))


@cache
def morphology() -> Morphology:
    """The dictionary, made once."""
    return Morphology()


@lru_cache(20_000)
def head_noun(title: str) -> str:
    """Lemma of the first noun that can stand in the nominative, of a title.

    Words for «former» and «acting» are left out first; a title without such a noun is headed by
    its first noun in any case, or else by its first word.
    """
    words = _HYPHENATED.findall(without_status(title))
    fallback = ""
    for word in words:
        parses = morphology().parses(word)
        if not parses or parses[0].kind != "NOUN":
            continue
        for parse in parses:
            if parse.kind == "NOUN" and parse.case == "Nom":
                return parse.lemma
        fallback = fallback or parses[0].lemma
    return fallback or (words[0] if words else "")


def without_status(title: str) -> str:
    """A folded title without words for «former» and «acting»."""
    return _ACTING.sub("", _FORMER.sub("", fold(title)))


def status_words(title: str) -> tuple[bool, bool]:
    """Whether a title is of a former, and of an acting office-holder."""
    folded = fold(title)
    return bool(_FORMER.search(folded)), bool(_ACTING.search(folded))


def same_title(first: str, second: str) -> bool:
    """Strictly: the same nominative string, with case, «ё», quotes and dashes folded."""
    return fold(first) == fold(second)


def alike_titles(first: str, second: str) -> bool:
    """Leniently: stem F1 of 0.6 or more, one head noun, former or acting both or neither.

    Bare token F1 would take «заместитель министра труда» for «министр труда». Words of status
    are compared for themselves and left out of the F1: «и.о.» is «исполняющий обязанности».
    """
    return same_title(first, second) or (
        stem_f1(without_status(first), without_status(second)) >= LENIENT_F1
        and head_noun(first) == head_noun(second)
        and status_words(first) == status_words(second)
    )
