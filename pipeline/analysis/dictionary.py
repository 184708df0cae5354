"""The dictionary's readings of words: pymorphy3's, in Universal Dependencies' terms.

Most words of a text stand in the dictionary. Their readings are put together here from its tables
(OpenCorpora's paradigms), in a third of the time that pymorphy3's own objects take; all other
words are pymorphy3's to guess at.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

import pymorphy3
import pymorphy3_dicts_ru

_POS = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADJ",
    "VERB": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "ADVB": "ADV",
    "NPRO": "PRON",
    "PRED": "ADV",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "PRCL": "PART",
    "INTJ": "INTJ",
}
_CASES = {
    "nomn": "Nom",
    "gent": "Gen",
    "gen1": "Gen",
    "gen2": "Gen",
    "datv": "Dat",
    "accs": "Acc",
    "acc2": "Acc",
    "ablt": "Ins",
    "loct": "Loc",
    "loc1": "Loc",
    "loc2": "Loc",
    "voct": "Nom",
}
_NUMBERS = {"sing": "Sing", "plur": "Plur"}
_GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_MARKS = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Fixd", "Abbr"})

_RARE = frozenset({"временной"})
"""«временного» is nearly always of «временный»: the dictionary cannot tell."""


class Parse(NamedTuple):
    """One reading of a word form.

    Attributes:
        lemma: Dictionary form.
        pos: Universal part of speech, as far as the dictionary tells.
        kind: The dictionary's own part of speech (`PRTF`, `ADJS`, `GRND`, …).
        case: UD case or an empty string.
        number: `Sing`, `Plur` or an empty string.
        gender: `Masc`, `Fem`, `Neut` or an empty string.
        animate: Whether it is a noun for living things.
        marks: Marks of names: `Name`, `Surn`, `Patr`, `Geox`, `Orgn`; `Fixd` for words that do
            not decline, `Abbr` for abbreviations.
        known: Whether the form stands in the dictionary; otherwise its reading was predicted.
        score: The reading's share of the form's uses.
    """

    lemma: str
    pos: str
    kind: str
    case: str
    number: str
    gender: str
    animate: bool
    marks: frozenset[str]
    known: bool
    score: float


_Features: TypeAlias = tuple[str, str, str, str, str, bool, frozenset[str]]
"""From part of speech to marks, as in `Parse`."""


@cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """pymorphy3 over its dictionary, opened once a process and never changed.

    The folder is given: pymorphy3 would look through all installed packages for it.
    """
    return pymorphy3.MorphAnalyzer(pymorphy3_dicts_ru.get_path(), lang="ru")


class Dictionary:
    """The readings of words that stand in pymorphy3's dictionary."""

    def __init__(self) -> None:
        found = analyzer()
        tables = found.dictionary
        self._similar = tables.words.similar_items
        self._substitutes = found.char_substitutes
        self._paradigms, self._tags = tables.paradigms, tables.gramtab
        self._prefixes, self._suffixes = tables.paradigm_prefixes, tables.suffixes
        self._share = found.prob_estimator.p_t_given_w.get
        self._features: dict[int, tuple[str, _Features]] = {}

    def __call__(self, word: str) -> tuple[Parse, ...]:
        """What `pymorphy3.MorphAnalyzer.parse` gives for a word of the dictionary, in that order.

        Args:
            word: A form in lower case.

        Returns:
            Its readings, the likeliest first; none if it is not in the dictionary or only a
            letter, which may be an initial.
        """
        if len(word) < 2:
            return ()
        readings = []
        known = self._features
        shares = 0
        for form, places in self._similar(word, self._substitutes):
            for number, index in places:
                # A paradigm is three rows of ids, side by side: suffixes, tags, prefixes. The
                # form is one column of it, the dictionary form the first one.
                paradigm = self._paradigms[number]
                size = len(paradigm) // 3
                tag = paradigm[size + index]
                key, features = known.get(tag) or self._learn(tag)
                lemma = form
                if index:
                    start = len(self._prefixes[paradigm[2 * size + index]])
                    stem = form[start : len(form) - len(self._suffixes[paradigm[index]])]
                    lemma = self._prefixes[paradigm[2 * size]] + stem + self._suffixes[paradigm[0]]
                share = self._share(word + key, 0)
                shares += share
                readings.append((share, lemma, features))
        if not shares:
            even = 1.0 / len(readings) if readings else 0.0
            parses = [Parse(lemma, *features, True, even) for _, lemma, features in readings]
        else:
            readings.sort(key=_by_share, reverse=True)
            parses = [
                Parse(lemma, *features, True, share / _MILLION)
                for share, lemma, features in readings
            ]
        return tuple(sorted(parses, key=is_rare))

    def _learn(self, tag: int) -> tuple[str, _Features]:
        """The key of a tag's share among a word's readings, and the tag translated."""
        found = self._tags[tag]
        self._features[tag] = translated = f":{found}", _translate_tag(found)
        return translated


_MILLION = 1_000_000
"""What shares are of in the dictionary."""


def _by_share(reading: tuple[int, str, _Features]) -> int:
    return reading[0]


def is_rare(parse: Parse) -> bool:
    """Whether it is of a rare word that shares all forms with a common one, and comes last."""
    return parse.lemma in _RARE


def translate(raw: pymorphy3.analyzer.Parse) -> Parse:
    """One of pymorphy3's own readings."""
    return Parse(raw.normal_form, *_translate_tag(raw.tag), bool(raw.is_known), float(raw.score))


@lru_cache(10_000)
def _translate_tag(tag: pymorphy3.tagset.OpencorporaTag) -> _Features:
    """The dictionary has some thousand tags."""
    grammemes: Iterable[str] = tag.grammemes
    return (
        _POS.get(tag.POS, "X") if tag.POS else "X",
        str(tag.POS or ""),
        _CASES.get(tag.case, "") if tag.case else "",
        _NUMBERS.get(tag.number, "") if tag.number else "",
        _GENDERS.get(tag.gender, "") if tag.gender else "",
        "anim" in grammemes,
        _MARKS.intersection(grammemes),
    )
