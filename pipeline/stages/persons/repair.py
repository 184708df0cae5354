"""What of the tagger's spans is a name: cut, trimmed, or no name at all."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import TokenRange
from pipeline.stages.persons.lexicon import NameLexicon, fold
from pipeline.stages.persons.words import NAME_MARKS, NameWords

_PLURALS = ("овых", "евых", "ёвых", "овыми", "евыми", "иными")
"""Endings of surnames in the plural: a family, no person («клан Сапаровых»)."""


class SpanRepair:
    """Cuts and trims spans of the NER model."""

    def __init__(self, lexicon: NameLexicon, morphology: Morphology, words: NameWords) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._words = words

    def pieces(self, tokens: Tokens, span: TokenRange) -> list[TokenRange]:
        """Cut a span at line breaks and brackets, and where Latin letters begin in it."""
        pieces = []
        start = span[0]
        span = (start, self._latin_tail(tokens, span))
        for index in range(span[0], span[1] + 1):
            if (
                index == span[1]
                or tokens.sentence[index] != tokens.sentence[start]
                or tokens.form[index] in '(),;:«»"/'
                or (tokens.form[index] == "[" and index > start)
            ):
                if index > start:
                    pieces.append((start, index))
                start = index if index < span[1] and tokens.form[index].isalpha() else index + 1
        return pieces

    def _latin_tail(self, tokens: Tokens, span: TokenRange) -> int:
        """Where the title of a work begins behind a name: «Олега Сомова [Silent Sea]»."""
        start, end = span
        if tokens.form[start].isascii():
            return end
        for index in range(start + 1, end):
            form = tokens.form[index]
            if (
                form.isascii()
                and form.isalpha()
                and not form.isupper()
                and tokens.space_before(index)  # no foreign letter within a word
            ):
                return index
        return end

    def trim(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        taken: Collection[int],
        offices: Collection[str],
    ) -> TokenRange:
        """Take away words at either end that are no part of a name."""
        while (
            start < end
            and not self._words.syllabic(tokens, start, end)
            and (
                not self._words.name_like(tokens, start, taken, offices)
                or (end - start > 1 and self._words.common_noun(tokens, start))
                or self._is_place_before(tokens, start, end)
                or (
                    end - start > 1
                    and tokens.lemma[start] in self._lexicon.carriers
                    and tokens.lemma[start + 1] in offices  # «Мавзолею Президента X»
                )
                or (
                    end - start > 1
                    and start
                    and tokens.lemma[start - 1] in offices
                    and self._words.only_adjective(tokens.lower[start])  # «Папа [Римский] X»
                )
            )
        ):
            start += 1
        while end > start and not (
            self._words.name_like(tokens, end - 1, taken, offices)
            or tokens.lower[end - 1] in self._lexicon.patronymic_words
            or (tokens.form[end - 1] == "." and self._words.is_initial(tokens, end - 2))
        ):
            end -= 1
        while end - start > 1 and self._opens_office(tokens, end - 1, offices):
            end -= 1
        return start, end

    def _is_place_before(self, tokens: Tokens, start: int, end: int) -> bool:
        """«мэра города [Хайфона] Ле Ван Хынга»: the place that the office is of."""
        first, second = tokens.lower[start], tokens.lower[min(start + 1, end - 1)]
        return (
            end - start > 2
            and start > 0
            and tokens.lemma[start - 1] in self._lexicon.towns
            and not self._words.given(first)
            and not self._words.surname_like(first)
            and (
                self._words.given(second)
                or fold(second) in self._lexicon.surnames_first
                or second in self._lexicon.prefixes
            )
        )

    def _opens_office(self, tokens: Tokens, index: int, offices: Collection[str]) -> bool:
        """«X Чрезвычайным и Полномочным Послом»: capitals that begin the office behind a name."""
        last = tokens.sentences[tokens.sentence[index]][1]
        noun = index + 1
        while (
            noun < last
            and noun - index < 4
            and (tokens.pos[noun] in {"ADJ", "CCONJ"} or tokens.lower[noun] == "и")
        ):
            noun += 1
        return (
            noun < last
            and tokens.lemma[noun] in offices
            and all(
                tokens.form[i][0].isupper()
                for i in range(index + 1, noun + 1)
                if tokens.lower[i] != "и"
            )
            and not self._words.surname_like(tokens.lower[index])
            and self._words.ordinary(tokens.lower[index])
            and any(p.kind == "ADJF" for p in self._morphology.parses(tokens.lower[index]))
        )

    def plausible(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the tokens, found by the tagger alone, can name a person."""
        words = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        if not words:
            return False
        if len(words) > 1 or self._words.has_initials(tokens, start, end):
            return True
        index = words[0]
        lower = tokens.lower[index]
        if end < len(tokens) and not tokens.space_before(end) and tokens.form[end].isalnum():
            return False  # a part of a word, as a foreign letter in it splits it
        if (
            end - index == 2
            and tokens.form[end - 1] == "И"
            and lower in self._lexicon.surnames_first
        ):
            return True
        if tokens.pos[index] == "ADJ" and not lower.endswith(("ский", "ского", "ским", "ская")):
            return False
        if self._describes(tokens, end):
            return False
        if self._words.common_noun(tokens, index) or lower.endswith(_PLURALS):
            return False
        if tokens.feats[index].number == "Plur" and lower.endswith(
            ("ей", "ов", "ям", "ями", "ами")
        ):
            return False  # «семья Бушей»
        parses = self._morphology.parses(lower)
        marks = frozenset().union(*(parse.marks for parse in parses if parse.known))
        if "Geox" in marks and not marks & NAME_MARKS:
            return False
        if any(NAME_MARKS & parse.marks for parse in parses) or (
            fold(lower) in self._lexicon.family
        ):
            return True
        # A lone dictionary word is hardly a name; at a sentence's beginning its capital is nothing.
        known = parses[0].known and not any("Geox" in parse.marks for parse in parses)
        return not known and not any("Geox" in parse.marks and parse.known for parse in parses)

    def _describes(self, tokens: Tokens, end: int) -> bool:
        """Whether the word before `end` describes a common noun («Алматинские рекомендации»)."""
        return (
            tokens.lower[end - 1].endswith(("ские", "цкие", "ских", "цких", "ским", "цким"))
            and end < len(tokens)
            and tokens.pos[end] == "NOUN"
            and tokens.form[end][0].islower()
            and tokens.feats[end].animacy == "Inan"
        )
