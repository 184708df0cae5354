"""Dictionary morphology: pymorphy3's parses, translated to Universal Dependencies and kept.

The tagger says what a word is in its sentence; the dictionary says what it can be. Lemmas follow
the tagger where the dictionary agrees, as natasha's do (`natasha.morph.vocab`, MIT).
"""

from __future__ import annotations

import re
from functools import lru_cache

import pymorphy3

from pipeline.analysis.dictionary import Dictionary, Parse, analyzer, is_rare, translate

__all__ = ["Morphology", "Parse"]

_LIKE = {
    "PROPN": ("NOUN",),
    "NOUN": ("NOUN",),
    "ADJ": ("ADJ", "VERB"),
    "DET": ("ADJ", "PRON"),
    "AUX": ("VERB",),
    "VERB": ("VERB", "ADJ"),
    "NUM": ("NUM", "ADJ"),
    "SCONJ": ("CCONJ",),
}
"""Parts of speech of the dictionary that may stand for one of the tagger's."""
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"})

_RAW = 500

_DID = re.compile("вш(?:ий|его|ему|им|ем|ая|ей|ую|ее|ие|их|ими)$")
"""Endings of participles that stay verbs: «Председательствовавший на заседании министр»."""


class Morphology:
    """Readings and inflection of Russian word forms.

    Results are cached; an instance belongs to one thread.

    Args:
        cache_size: How many word forms to keep readings of, at about 1 KB each; as many lemmas
            and inflected forms take a third of that together.
    """

    def __init__(self, cache_size: int = 20_000) -> None:
        self._analyzer = analyzer()
        self._dictionary = Dictionary()
        # The dictionary's own readings are large and asked for again at once or not at all.
        self._raw = lru_cache(_RAW)(self._read)
        self.parses = lru_cache(cache_size)(self._parses)
        self.lemma = lru_cache(cache_size // 4)(self._lemma)
        self.inflect = lru_cache(cache_size)(self._inflect)

    def _read(self, word: str) -> list[tuple[pymorphy3.analyzer.Parse, Parse]]:
        """pymorphy3's own readings, which can be inflected, and what they say."""
        readings = [(raw, translate(raw)) for raw in self._analyzer.parse(word)]
        return sorted(readings, key=lambda reading: is_rare(reading[1]))

    def known(self, word: str) -> bool:
        """Whether the form stands in the dictionary."""
        return bool(self._analyzer.word_is_known(word.lower()))

    def _parses(self, word: str) -> tuple[Parse, ...]:
        """All readings of `word`, the likeliest first."""
        return self._dictionary(word.lower()) or tuple(parse for _, parse in self._raw(word))

    def cases(self, word: str) -> frozenset[str]:
        """The cases `word` can stand in."""
        return frozenset(parse.case for parse in self.parses(word) if parse.case)

    def _lemma(self, word: str, pos: str, case: str, number: str, gender: str) -> str:
        """Lemma of the reading that agrees best with the tagger's features."""
        allowed = _LIKE.get(pos, (pos,))
        best, best_rank, kind = "", (-1, -1, -1.0), ""
        for parse in self.parses(word):
            agreed = (
                (parse.case == case) + (parse.number == number) + (parse.gender == gender)
                if case or number
                else 0
            )
            rank = (
                len(allowed) - allowed.index(parse.pos) if parse.pos in allowed else 0,
                agreed,
                parse.score,
            )
            if rank > best_rank:
                best, best_rank, kind = parse.lemma, rank, parse.kind
        noun = pos == "NOUN" or (pos == "PROPN" and not _DID.search(word.lower()))
        if kind == "PRTF" and noun and best_rank[0] == 0:
            # «поверенный», «управляющий» are nouns, whatever they were made of.
            return self._inflect(word, "Nom", "Sing", "Masc", from_case=case) or best
        return best or word.lower()

    def _inflect(
        self,
        word: str,
        case: str,
        number: str = "",
        gender: str = "",
        *,
        pos: str = "",
        from_case: str = "",
        from_number: str = "",
        from_gender: str = "",
    ) -> str | None:
        """`word` in another case, or `None` if the dictionary cannot say.

        Args:
            word: The form to inflect.
            case: Wanted UD case.
            number: Wanted number; empty keeps the reading's own.
            gender: Wanted gender (adjectives and participles only); empty keeps it.
            pos: Universal part of speech the reading must be compatible with.
            from_case: Case the form stands in, if known; other readings are only a fallback.
            from_number: Likewise its number.
            from_gender: Likewise its gender.

        Returns:
            The inflected form in lower case; the caller restores capitals.
        """
        allowed = _LIKE.get(pos, (pos,)) if pos else ()
        readings = [(order, *reading) for order, reading in enumerate(self._raw(word))]
        # A word the tagger calls a noun may be known as an adjective only («уполномоченный»).
        fitting = [reading for reading in readings if reading[2].pos in allowed] or [
            reading for reading in readings if not allowed or reading[2].kind in _DECLINED
        ]
        ranked = []
        for order, raw, parse in fitting:
            agreed = 2 * (parse.case == from_case) + (parse.number == from_number)
            agreed += parse.gender == from_gender
            ranked.append((-agreed, order, raw, parse))
        for _, _, raw, parse in sorted(ranked, key=lambda item: item[:2]):
            wanted = {_OPEN_CASES[case]}
            wanted_number = number or parse.number
            if wanted_number:
                wanted.add("sing" if wanted_number == "Sing" else "plur")
            if gender and wanted_number != "Plur" and parse.kind in {"ADJF", "PRTF", "NUMR"}:
                wanted.add(_OPEN_GENDERS[gender])
            inflected = raw.inflect(wanted)
            # The dictionary would make «подписавший» of «подписал».
            if inflected is not None and inflected.tag.POS == raw.tag.POS:
                if "Supr" in raw.tag:
                    # «высшего» is filed under «высокий» beside «высочайшего».
                    forms = [form.word for form in raw.lexeme if wanted <= form.tag.grammemes]
                    return max(forms, key=lambda form: _shared(word, form), default=None)
                return str(inflected.word)
        return None


def _shared(first: str, second: str) -> int:
    """Length of the common beginning of two words."""
    length = 0
    while length < min(len(first), len(second)) and first[length] == second[length]:
        length += 1
    return length


_OPEN_CASES = {
    "Nom": "nomn",
    "Gen": "gent",
    "Dat": "datv",
    "Acc": "accs",
    "Ins": "ablt",
    "Loc": "loct",
}
_OPEN_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
