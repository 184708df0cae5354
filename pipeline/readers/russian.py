"""Is there Russian in a text?"""

from __future__ import annotations

import re
from itertools import islice

from pipeline.errors import NotRussianError

MIN_WORDS = 3
"""A text with fewer words in Russian letters says nothing that could go into a record."""

_SAMPLE = 200_000
_RUSSIAN_WORD = re.compile(r"(?<!\w)[а-яё]{2,}(?!\w)", re.IGNORECASE)
_OTHER_CYRILLIC = re.compile(r"[іїєґўәғқңөұүһђјљњћџѓќѕ]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_OTHER_SHARE = 0.03
_FUNCTION_WORDS = re.compile(r"(?<!\w)(?:и|с|к|из|от|что|как|это|об|или|который)(?!\w)", re.I)
"""Frequent words of Russian that Ukrainian, Belarusian, Kazakh, Kyrgyz, Tajik and Mongolian do
not write this way."""


def check_russian(text: str) -> None:
    """Refuse a text that holds no Russian.

    A text passes with `MIN_WORDS` words in Russian letters, or with fewer if they are all it
    has. Of the other languages in Cyrillic those that have letters of their own (Ukrainian,
    Belarusian, Kazakh, Serbian …) are told by them, unless Russian function words stand beside
    them as in a bilingual release; Bulgarian, which has none, passes.

    Raises:
        NotRussianError: There is no Russian, or too little.
    """
    sample = text[:_SAMPLE]
    if _is_plainly_russian(sample):
        return
    words = _RUSSIAN_WORD.findall(sample)
    if len(words) < MIN_WORDS and (not words or re.search("[a-z]{2}", sample, re.IGNORECASE)):
        if not _CYRILLIC.search(sample):
            raise NotRussianError("has no Cyrillic letter in it")
        raise NotRussianError(f"has only {len(words)} words in Russian letters")
    others = len(_OTHER_CYRILLIC.findall(sample))
    if not others:
        return
    if others >= _OTHER_SHARE * len(_CYRILLIC.findall(sample)) and len(
        _FUNCTION_WORDS.findall(sample)
    ) < 0.02 * len(words):
        raise NotRussianError("is in another language that is written in Cyrillic")


def _is_plainly_russian(sample: str) -> bool:
    """Whether there are words enough and no letter of another language: no need to count all."""
    found = islice(_RUSSIAN_WORD.finditer(sample), MIN_WORDS)
    return sum(1 for _ in found) == MIN_WORDS and _OTHER_CYRILLIC.search(sample) is None
