"""Inflection of the country lexicon's names, when its table of forms is built.

Words of the morphological dictionary (pymorphy3, OpenCorpora) are inflected by it; words it lacks,
by the regular declension their ending shows, because its guesses at foreign names are wrong too
often («Морони» → «мороней»). Forms that no one uses do no harm: the table is only looked up.
"""

from __future__ import annotations

import re

import pymorphy3

from pipeline.resources.countries import fold, split_words

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_ADJECTIVE_ENDINGS = tuple(
    "ий ого ому им ом ая ой ую ою ое ие их ими".split()  # noqa: SIM905
)
"""Of adjectives in «-ский» and «-цкий»: one regular pattern."""
_APPOSITIVE = frozenset(
    {
        *("республика", "государство", "королевство", "княжество", "султанат", "содружество"),
        *("союз", "федерация", "район", "герцогство", "сектор"),
        *("город-государство", "государство-град", "государство-город"),
    }
)
"""Nouns whose name stands behind them, uninflected («Республики Молдова») or not."""
_ADJECTIVE_END = re.compile("[сц]к(ий|ая|ое|ие)$")
_HARD = "бвгдзклмнпрстфх"
_SOFT = "жшчщц"
_VOWELS = "аеёиоуыэюя"

Forms = list[set[str]]
"""Six sets of folded forms, one a case in the order of `_CASES`."""


class FormBuilder:
    """Inflects the lexicon's names.

    Args:
        irregular: Forms of words, by their folded nominative, that override everything else.
    """

    def __init__(self, irregular: dict[str, tuple[str, ...]]) -> None:
        self._irregular = irregular
        self._morph = pymorphy3.MorphAnalyzer()

    def adjective(self, word: str) -> list[str]:
        """All forms of an adjective in «-ский» or «-цкий»."""
        stem = fold(word)
        if not stem.endswith(("ский", "цкий")):
            raise ValueError(f"{word!r} is no regular adjective")
        return [stem[:-2] + ending for ending in _ADJECTIVE_ENDINGS]

    def demonym(self, word: str) -> list[str]:
        """All forms, singular and plural, of a noun for a citizen."""
        folded = fold(word)
        parses = [
            parse
            for parse in self._morph.parse(folded)
            if {"NOUN", "nomn", "sing", "anim"} <= set(map(str, parse.tag.grammemes))
            and not {"Surn", "Name", "Patr"} & set(map(str, parse.tag.grammemes))
        ]
        if parses and self._morph.word_is_known(folded):
            lexeme = parses[0].lexeme
            return unique(folded, *(fold(form.word) for form in lexeme))
        if folded.endswith("ец"):
            stem = folded[:-2] + ("йц" if folded[-3] in _VOWELS else "ц")
            endings: tuple[str, ...] = ("а", "у", "ем", "ом", "е", "ы", "ев", "ам", "ами", "ах")
            return [folded, *(stem + ending for ending in endings)]
        if folded.endswith("ка"):
            stem = folded[:-1]
            plural = folded[:-3] + "ек" if folded[-3] in "йь" else folded[:-2] + "ок"
            endings = ("и", "е", "у", "ой", "ою", "ам", "ами", "ах")
            return [folded, plural, *(stem + ending for ending in endings)]
        if not parses and folded[-1] in _HARD:
            endings = ("а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
            return [folded, *(folded + ending for ending in endings)]
        if not parses:
            raise ValueError(f"{word!r}: no paradigm known for this demonym")
        return unique(folded, *(fold(form.word) for form in parses[0].lexeme))

    def phrase(self, name: str) -> tuple[list[str], list[str]]:
        """A name's folded forms: the nominative ones, and the others that differ from them."""
        cases = self._phrase(split_words(name))
        nominative = sorted(cases[0])
        oblique = sorted(set().union(*cases[1:]) - cases[0])
        return nominative, oblique

    def _phrase(self, words: list[str]) -> Forms:
        forms: Forms = [{""} for _ in _CASES]
        index = 0
        while index < len(words):
            index = self._chunk(words, index, forms)
        return [{form.strip() for form in case} for case in forms]

    def _chunk(self, words: list[str], index: int, forms: Forms) -> int:
        """Append to `forms` the chunk that begins at `index`; its end.

        A chunk is adjectives, a noun that they agree with, and what follows it uninflected up
        to a coordinated chunk («Босния и Герцеговина»).
        """
        start = index
        while index < len(words) and (
            self._adjective_parse(words[index]) or self._joins_adjectives(words, start, index)
        ):
            index += 1
        if "'" in map(fold, words[start:]) and fold(words[start]) not in _APPOSITIVE:
            index = len(words) - 1
            _append_fixed(forms, words[start:index])
            start = index
        if index == len(words):  # an adjective as a name: «Грозный»
            index -= 1
            parse = self._adjective_parse(words[index])
            assert parse is not None
            for word in words[start : index + 1]:
                _append(forms, self._agreeing(word, {"sing", str(parse.tag.gender or "masc")}))
            return index + 1
        noun = words[index]
        tag = self._agreement(noun)
        for word in words[start:index]:
            _append(forms, self._agreeing(word, tag))
        _append(forms, self._noun(noun))
        index += 1
        rest = words[index:]
        if rest and fold(noun) in _APPOSITIVE:
            bare: Forms = [set(case) for case in forms]
            _append_fixed(bare, rest)
            if self._is_nominative(rest[0]):
                _append(forms, self._phrase(rest))
                for case, extra in zip(forms, bare, strict=True):
                    case |= extra
            else:
                forms[:] = bare
            return len(words)
        while index < len(words):
            if fold(words[index]) in {"и", "-", ","} and index + 1 < len(words):
                _append_fixed(forms, [words[index]])
                if self._is_nominative(words[index + 1]):
                    return index + 1
            else:
                _append_fixed(forms, [words[index]])
            index += 1
        return index

    def _joins_adjectives(self, words: list[str], start: int, index: int) -> bool:
        """Whether «и» stands between two adjectives of one noun."""
        return (
            words[index] == "и"
            and index > start
            and index + 1 < len(words)
            and self._adjective_parse(words[index + 1]) is not None
            and words[index + 1][0].isupper()
        )

    def _adjective_parse(self, word: str) -> pymorphy3.analyzer.Parse | None:
        folded = fold(word)
        if folded in self._irregular and not folded.endswith(("ие", "вы")):
            return None
        last = folded.rpartition("-")[2]
        if not self._morph.word_is_known(last) and not _ADJECTIVE_END.search(last):
            return None
        for parse in self._morph.parse(last):
            guessed = "Surn" in parse.tag and not parse.is_known  # «Хатлонская» область
            noun = parse.tag.POS == "NOUN" and "nomn" in parse.tag and not guessed
            if noun and parse.score > 0.5:
                return None
            if parse.tag.POS in {"ADJF", "PRTF"} and "nomn" in parse.tag:
                return parse
        return None

    def _is_nominative(self, word: str) -> bool:
        folded = fold(word)
        if folded in self._irregular or not self._morph.word_is_known(folded):
            return True
        return any("nomn" in parse.tag for parse in self._morph.parse(folded))

    def _agreement(self, noun: str) -> set[str]:
        """Grammemes an adjective takes from `noun`."""
        for parse in self._nouns(noun):
            if parse.tag.number == "plur":
                return {"plur"}
            return {"sing", str(parse.tag.gender or "masc")}
        return {"sing", "femn" if noun[-1] in "ая" else "masc"}

    def _agreeing(self, word: str, agreement: set[str]) -> Forms:
        folded = fold(word)
        if folded == "и":
            return [{folded} for _ in _CASES]
        if folded in self._irregular:
            return self._noun(word)
        head, dash, last = folded.rpartition("-")
        parse = self._adjective_parse(last)
        assert parse is not None
        forms: Forms = [{folded}]
        for case in _CASES[1:]:
            wanted = agreement | {case}
            if case == "accs" and ("plur" in agreement or "masc" in agreement):
                wanted = wanted | {"inan"}
            form = parse.inflect(wanted)
            forms.append({head + dash + fold(form.word)} if form else set())
        return forms

    def _nouns(self, word: str) -> list[pymorphy3.analyzer.Parse]:
        folded = fold(word)
        if not self._morph.word_is_known(folded):
            return []
        parses = [
            parse
            for parse in self._morph.parse(folded)
            if parse.tag.POS == "NOUN" and "nomn" in parse.tag and "Name" not in parse.tag
        ]
        parses.sort(key=lambda parse: ("Geox" not in parse.tag, "anim" in parse.tag))
        return parses

    def _noun(self, word: str) -> Forms:
        folded = fold(word)
        if folded in self._irregular:
            forms = self._irregular[folded] or (folded,) * 5
            return [{folded}, *({fold(form)} for form in forms)]
        parses = self._nouns(word)
        if parses:
            result: Forms = [{folded}, *(set() for _ in _CASES[1:])]
            geographic = [parse for parse in parses if "Geox" in parse.tag] or parses[:1]
            for parse in geographic:
                for place, case in enumerate(_CASES[1:], 1):
                    form = parse.inflect({case, str(parse.tag.number)})
                    if form:
                        result[place].add(fold(form.word))
            return result
        head, dash, last = folded.rpartition("-")
        if dash:
            return [{head + dash + form for form in case} for case in self._noun(last)]
        return _decline(folded)


def _decline(word: str) -> Forms:
    """Regular declension by the ending, for foreign geographic names."""
    stem, last = word[:-1], word[-1]
    endings: tuple[tuple[str, ...], ...]
    if last in _HARD + _SOFT:
        instrumental = ("ем", "ом") if last in _SOFT else ("ом",)
        endings, stem = (("",), ("а",), ("у",), ("",), instrumental, ("е",)), word
    elif last == "й":
        endings = (("й",), ("я",), ("ю",), ("й",), ("ем",), ("е",))
    elif last == "ь":
        endings = (("ь",), ("я", "и"), ("ю", "и"), ("ь",), ("ем", "ью"), ("е", "и"))
    elif last == "а":
        genitive = "и" if stem[-1] in "гкх" + _SOFT else "ы"
        endings = (("а",), (genitive,), ("е",), ("у",), ("ой", "ей"), ("е",))
    elif last == "я":
        dative = "и" if stem[-1] == "и" else "е"
        endings = (("я",), ("и",), (dative,), ("ю",), ("ей",), (dative,))
    else:
        return [{word} for _ in _CASES]
    return [{stem + ending for ending in case} for case in endings]


def _append(forms: Forms, tail: Forms) -> None:
    for place, (case, more) in enumerate(zip(forms, tail, strict=True)):
        forms[place] = {f"{head} {form}" for head in case for form in more}


def _append_fixed(forms: Forms, words: list[str]) -> None:
    text = " ".join(fold(word) for word in words)
    _append(forms, [{text} for _ in _CASES])


def unique(*forms: str) -> list[str]:
    """The forms without repetitions, in order."""
    return list(dict.fromkeys(forms))
