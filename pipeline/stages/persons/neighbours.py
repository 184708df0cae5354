"""Words beside the tagger's spans that belong to a name, and names inside spans of other kinds."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Entity, Tokens
from pipeline.layers import TokenRange
from pipeline.stages.persons.lexicon import NameLexicon
from pipeline.stages.persons.words import SERVANTS, NameSpan, NameWords, is_article

_REGNAL = re.compile("[IVX]{1,5}")
"""The number of a king or a pope behind the name."""
_NO_MAN = ("ова", "ева", "ёва", "ина", "ына", "ского", "цкого", "ая")
"""Endings of surnames that are no man's in the nominative."""


class NameExtender:
    """Extends spans of the NER model, and finds names that it took into other spans."""

    def __init__(self, lexicon: NameLexicon, morphology: Morphology, words: NameWords) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        self._words = words

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
        while self._words.is_lead(tokens, start, first):
            start -= 2
        if start - 1 > first and tokens.form[start - 1] == "И" and tokens.form[start - 2].isalnum():
            start -= 1  # «И Вайан Судирта»: no conjunction has a capital within a sentence
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
        if tokens.lower[end - 1].endswith("ич") and tokens.lower[before].endswith(_NO_MAN):
            return span  # «отец Ветлугина Пётр Сергеевич»
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
        """The name with a given name that the tagger left out.

        «д-р [Мамаду] Лямин», behind a form of address; or hyphenated: «[Жан-Полем] Мендосой».
        """
        start, end = span
        before = start - 1
        first = tokens.sentences[tokens.sentence[start]][0]
        if before < first or before in taken:
            return span
        if not self._words.name_like(tokens, before, taken, offices):
            return span
        title = tokens.lemma[before - 1] if before > first else ""
        if title in self._lexicon.honorifics and title != "отец":
            addressed = (
                tokens.pos[before] == "PROPN"
                and tokens.form[start][0].isupper()
                and tokens.feats[before].case == tokens.feats[start].case
            )
            return (before, end) if addressed else span
        if end - start != 1:
            return span
        parts = tokens.lower[before].split("-")
        return (before, end) if len(parts) == 2 and any(map(self._words.given, parts)) else span

    def _belongs(
        self, tokens: Tokens, index: int, taken: Collection[int], offices: Collection[str]
    ) -> bool:
        """Whether the capitalised word behind a name is its patronymic."""
        if (
            not self._words.name_like(tokens, index, taken, offices)
            or not tokens.form[index][0].isupper()
        ):
            return False
        return self._words.is_patronymic(tokens.lower[index])

    def swallowed(
        self,
        tokens: Tokens,
        entity: Entity,
        covered: set[int],
        taken: Collection[int],
        offices: Collection[str],
    ) -> list[NameSpan]:
        """A name at the end of a body's or place's span: «президент Фонда [Ким Су]»."""
        first, end = entity.tokens
        start = end
        while (
            start > first + 1
            and start - 1 not in covered
            and start - 1 not in taken
            and self._ends_span(tokens, start - 1, taken, offices)
            and (entity.label == "LOC" or tokens.feats[start - 1].case != "Gen")
        ):
            start -= 1
        words = range(start, end)
        if not 2 <= len(words) <= 3 or not self._closes(tokens, start, entity.label, taken):
            return []
        if all(self._morphology.known(tokens.lower[i]) for i in words):
            return []
        covered.update(words)
        return [NameSpan((start, end), "persons.swallowed")]

    def _ends_span(
        self, tokens: Tokens, index: int, taken: Collection[int], offices: Collection[str]
    ) -> bool:
        return self._words.arabic(tokens.lower[index]) or (
            tokens.pos[index] == "PROPN" and self._words.name_like(tokens, index, taken, offices)
        )

    def _closes(self, tokens: Tokens, start: int, label: str, taken: Collection[int]) -> bool:
        """Whether the body's or place's own name ends before `start`.

        A body ends in a genitive or in foreign letters («компании ASN S.p.A. [Марко Бьянки]»), a
        place is known and stands in another case than the name («в Джидде [Насер аль-Самри]»).
        """
        before = start - 1
        case = tokens.feats[before].case
        if label == "LOC":
            return before in taken and case not in {"Nom", "", tokens.feats[start].case}
        foreign = tokens.form[before].isascii() and tokens.form[before - 1].isascii()
        return case == "Gen" or (foreign and not tokens.form[start].isascii())
