"""Corrections of the tagger's spans, where it is known to fail."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import TokenRange
from pipeline.stages.persons.lexicon import NameLexicon, fold
from pipeline.stages.persons.words import NAME_MARKS, SERVANTS, NameSpan, NameWords, is_article

_REGNAL = re.compile("[IVX]{1,5}")
"""The number of a king or a pope behind the name."""
_PLURALS = ("овых", "евых", "ёвых", "овыми", "евыми", "иными")
"""Endings of surnames in the plural: a family, no person («клан Сапаровых»)."""


class SpanRepair:
    """Cuts, trims and extends spans of the NER model."""

    def __init__(self, lexicon: NameLexicon, morphology: Morphology, words: NameWords) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._words = words

    def pieces(self, tokens: Tokens, span: TokenRange) -> list[TokenRange]:
        """Cut a span at line breaks and brackets."""
        pieces = []
        start = span[0]
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

    def trim(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        taken: Collection[int],
        offices: Collection[str],
    ) -> TokenRange:
        """Take away words at either end that are no part of a name."""
        while start < end and (
            not self._words.name_like(tokens, start, taken, offices)
            or (end - start > 1 and self._words.common_noun(tokens, start))
            or (
                end - start > 1
                and start
                and tokens.lemma[start - 1] in offices
                and self._words.only_adjective(tokens.lower[start])  # «Папа [Римский] X»
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

    def extend(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        taken: Collection[int],
        offices: Collection[str],
        covered: Collection[int],
    ) -> TokenRange:
        """Add initials on either side, particles and the names they join, lost parts."""
        first, last = tokens.sentences[tokens.sentence[start]]
        while (
            start - 2 >= first
            and tokens.form[start - 1] == "."
            and self._words.is_initial(tokens, start - 2)
        ):
            start -= 2
        while (
            start - 2 >= first
            and tokens.lower[start - 1] in self._lexicon.links
            and start - 2 not in taken
            and self._words.name_like(tokens, start - 2, taken, offices)
            and tokens.form[start - 2][0].isupper()
            and not self._words.common(tokens.lower[start - 2])
        ):
            start -= 2  # «Сиди [ульд Мохамед Лемин]»
        if not self._words.has_initials(tokens, start, end):
            while (
                end + 1 < last
                and self._words.is_initial(tokens, end)
                and tokens.form[end + 1] == "."
            ):
                if not tokens.space_before(end) and tokens.form[end - 1] != ".":
                    break
                if (
                    end + 2 < last
                    and tokens.form[end + 2][0].isupper()
                    and not (self._words.is_initial(tokens, end + 2))
                ):
                    break  # the initial of the next name
                end += 2
        while end < last and end not in covered:
            lower = tokens.lower[end]
            if _REGNAL.fullmatch(tokens.form[end]):
                return start, end + 1  # «Эйнар III»
            if lower in self._lexicon.patronymic_words:
                end += 1
                if end < last and self._surname_behind(tokens, end, taken, offices):
                    end += 1
            elif (
                lower in self._lexicon.particles
                and end + 1 < last
                and tokens.pos[end] not in {"ADP", "CCONJ"}
                and self._words.name_like(tokens, end + 1, taken, offices)
            ):
                end += 2
            elif end - 1 > start and (
                is_article(tokens.form[end - 1]) or tokens.lower[end - 1] in SERVANTS
            ):
                if not self._words.name_like(tokens, end, taken, offices):
                    break
                end += 1
            elif (self._words.arabic(lower) and end not in taken) or self._belongs(
                tokens, end, taken, offices
            ):
                end += 1
            else:
                break
        return start, end

    def _surname_behind(
        self, tokens: Tokens, index: int, taken: Collection[int], offices: Collection[str]
    ) -> bool:
        """Whether the word behind «оглы» is the surname: a name-like word the dictionary lacks."""
        return (
            tokens.pos[index] in {"PROPN", "NOUN", "ADJ", "X"}
            and self._words.name_like(tokens, index, taken, offices)
            and not self._words.ordinary(tokens.lower[index])
        )

    def surname_before(
        self,
        tokens: Tokens,
        span: TokenRange,
        taken: Collection[int],
        offices: Collection[str],
    ) -> TokenRange:
        """The name with a surname that stands before «given name + patronymic»."""
        start, end = span
        first = tokens.sentences[tokens.sentence[start]][0]
        if end - start != 2 or start - 1 < first or start - 1 in taken:
            return span
        if not self._words.is_patronymic(tokens.lower[end - 1]):
            return span
        before = start - 1
        if (
            tokens.pos[before] in {"PROPN", "NOUN", "ADJ", "X"}
            and self._words.name_like(tokens, before, taken, offices)
            and self._words.surname_like(tokens.lower[before])
            and tokens.lower[before] not in self._lexicon.given
        ):
            return before, end
        return span

    def given_before(
        self,
        tokens: Tokens,
        span: TokenRange,
        taken: Collection[int],
        offices: Collection[str],
    ) -> TokenRange:
        """The name with a hyphenated given name that the tagger left out («Жан-Полем Мендосой»)."""
        start, end = span
        before = start - 1
        if end - start != 1 or before < tokens.sentences[tokens.sentence[start]][0]:
            return span
        if before in taken or not self._words.name_like(tokens, before, taken, offices):
            return span
        parts = tokens.lower[before].split("-")
        return (before, end) if len(parts) == 2 and any(map(self._words.given, parts)) else span

    def _belongs(
        self, tokens: Tokens, index: int, taken: Collection[int], offices: Collection[str]
    ) -> bool:
        """Whether the capitalised word behind a name is its patronymic or flat continuation."""
        if (
            not self._words.name_like(tokens, index, taken, offices)
            or not tokens.form[index][0].isupper()
        ):
            return False
        return self._words.is_patronymic(tokens.lower[index])

    def plausible(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the tokens, found by the tagger alone, can name a person."""
        words = [i for i in range(start, end) if len(tokens.form[i]) > 1]
        if not words:
            return False
        if len(words) > 1 or self._words.has_initials(tokens, start, end):
            return True
        index = words[0]
        lower = tokens.lower[index]
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

    def swallowed(
        self,
        tokens: Tokens,
        span: TokenRange,
        covered: set[int],
        taken: Collection[int],
        offices: Collection[str],
    ) -> list[NameSpan]:
        """A name at the end of an organisation's span: «президент Фонда [Ким Су]»."""
        start = span[1]
        while (
            start > span[0] + 1
            and start - 1 not in covered
            and start - 1 not in taken
            and tokens.pos[start - 1] == "PROPN"
            and self._words.name_like(tokens, start - 1, taken, offices)
            and tokens.feats[start - 1].case != "Gen"
        ):
            start -= 1
        words = range(start, span[1])
        if not 2 <= len(words) <= 3 or tokens.feats[start - 1].case != "Gen":
            return []
        if all(self._morphology.known(tokens.lower[i]) for i in words):
            return []
        covered.update(words)
        return [NameSpan((start, span[1]), "persons.swallowed_by_organization")]
