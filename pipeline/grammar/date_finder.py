"""Finding date expressions in a token view; no expression is resolved here."""

from __future__ import annotations

import re

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.dates import DateExpression, DateKind
from pipeline.resources.dates import DateLexicon

_DAY = re.compile(r"(\d{1,2})(?:-?(?:го|е|ого|ое))?$")
_DAYS = re.compile(r"(\d{1,2})[-–—](\d{1,2})$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)$")
_YEAR_WORDS = frozenset({"года", "год", "году", "г", "г.", "годом"})
_DASHES = frozenset("-–—")


_BEFORE_MONTHS = frozenset(
    {"в", "с", "до", "на", "к", "по", "начале", "середине", "конце", "половине"}
)
"""What makes a month's name alone a time: «в марте», «в конце марта»."""


_DIGITS = frozenset("0123456789")


class DateFinder:
    """Finds date expressions.

    Args:
        lexicon: The words of time.
    """

    def __init__(self, lexicon: DateLexicon) -> None:
        self._lexicon = lexicon
        self._adjectives = frozenset(lexicon.adjectives) | frozenset(lexicon.month_adjectives)
        self._words = (
            frozenset(lexicon.months)
            | frozenset(lexicon.weekdays)
            | frozenset(lexicon.adverbs)
            | _YEAR_WORDS
            | {"неделе", "неделю", "месяце", "числа"}
        )

    def __call__(self, tokens: Tokens) -> list[DateExpression]:
        """All date expressions of the text, in order, none overlapping."""
        found: list[DateExpression] = []
        words, adjectives = self._words, self._adjectives
        places = [
            index
            for index, word in enumerate(tokens.lower)
            if word in words or (word[0] in _DIGITS and len(word) > 2)
        ]
        places += [index for index, lemma in enumerate(tokens.lemma) if lemma in adjectives]
        for index in sorted(set(places)):
            if tokens.lower[index] in words:
                expression = self._at_word(tokens, index)
            elif tokens.lemma[index] in adjectives:
                expression = self._at_adjective(index, tokens.lemma[index])
            else:
                expression = self._at_figures(tokens, index)
            if expression is None:
                continue
            if found and found[-1].tokens[1] >= expression.tokens[1]:
                continue
            while found and found[-1].tokens[1] > expression.tokens[0]:
                found.pop()
            found.append(expression)
        return found

    def _at_adjective(self, index: int, lemma: str) -> DateExpression:
        """«сегодняшняя встреча», «февральский саммит»."""
        days = self._lexicon.adjectives.get(lemma)
        if days is not None:
            return DateExpression((index, index + 1), DateKind.RELATIVE, offset=days)
        month = self._lexicon.month_adjectives[lemma]
        return DateExpression((index, index + 1), DateKind.MONTH, month=month)

    def _at_word(self, tokens: Tokens, index: int) -> DateExpression | None:
        word = tokens.lower[index]
        lexicon = self._lexicon
        month = lexicon.months.get(word)
        if month is not None:
            return self._at_month(tokens, index, month)
        if word in lexicon.adverbs:
            if word == "накануне" and self._governs(tokens, index):
                return None
            return DateExpression(
                (index, index + 1), DateKind.RELATIVE, offset=lexicon.adverbs[word]
            )
        weekday = lexicon.weekdays.get(word)
        if weekday is not None:
            return self._at_weekday(tokens, index, weekday)
        return self._at_unit(tokens, index)

    def _governs(self, tokens: Tokens, index: int) -> bool:
        """«накануне саммита»: a preposition, not a date."""
        following = index + 1
        while following < len(tokens) and tokens.pos[following] in {"ADJ", "DET"}:
            following += 1
        return following < len(tokens) and (
            tokens.pos[following] in {"NOUN", "PROPN"} and tokens.feats[following].case == "Gen"
        )

    def _at_month(self, tokens: Tokens, index: int, month: int) -> DateExpression | None:
        year, end = _year_after(tokens, index + 1)
        days = _days_at(tokens, index - 1)
        if days is None:
            before = tokens.lower[index - 1] if index else ""
            if (
                year is None
                and before not in _BEFORE_MONTHS
                and (self._lexicon.directions.get(tokens.lemma[index - 1] if index else "") is None)
            ):
                return None
            return DateExpression((index, end), DateKind.MONTH, month=month, year=year)
        start, first, last = index - 1, days[0], days[1]
        first_month = month
        if index >= 3:
            link = tokens.lower[index - 2]
            earlier = _days_at(tokens, index - 3)
            if earlier is not None and (
                link in _DASHES
                or link == "и"
                or (link == "по" and index >= 4 and tokens.lower[index - 4] in {"с", "со"})
            ):
                start, first, last = index - 3, earlier[0], days[1] or days[0]
            elif link in _DASHES or link == "по":
                other = self._lexicon.months.get(tokens.lower[index - 3])
                earlier = _days_at(tokens, index - 4) if index >= 4 else None
                if other is not None and earlier is not None:
                    start, first, last, first_month = index - 4, earlier[0], days[0], other
        return DateExpression(
            (start, end),
            DateKind.DAY,
            day=first,
            month=first_month,
            year=year,
            last=(last, month) if last is not None else None,
        )

    def _at_weekday(self, tokens: Tokens, index: int, weekday: int) -> DateExpression | None:
        start = index
        step = 0
        direction = self._lexicon.directions.get(tokens.lemma[index - 1]) if index else None
        if direction is not None:
            step, start = direction, index - 1
        if start == 0 or tokens.lower[start - 1] not in {"в", "во"}:
            return None
        return DateExpression((start, index + 1), DateKind.WEEKDAY, weekday=weekday, step=step)

    def _at_unit(self, tokens: Tokens, index: int) -> DateExpression | None:
        if index == 0:
            return None
        word, before = tokens.lower[index], tokens.lower[index - 1]
        if word in _YEAR_WORDS and _YEAR.match(before):
            return DateExpression((index - 1, index + 1), DateKind.YEAR, year=int(before))
        if word == "числа":
            days = _days_at(tokens, index - 1)
            if days is None:
                return None
            last = (days[1], 0) if days[1] is not None else None
            return DateExpression(
                (index - 1, index + 1), DateKind.DAYS_ONLY, day=days[0], last=last
            )
        direction = self._lexicon.directions.get(tokens.lemma[index - 1])
        unit = self._lexicon.units.get(tokens.lemma[index])
        if direction is None or unit is None:
            return None
        return DateExpression((index - 1, index + 1), DateKind.UNIT, step=direction, unit_days=unit)

    def _at_figures(self, tokens: Tokens, index: int) -> DateExpression | None:
        word = tokens.lower[index]
        if match := _ISO.match(word):
            year, month, day = (int(part) for part in match.groups())
            return DateExpression((index, index + 1), DateKind.DAY, day, month, year)
        if match := _FIGURES.match(word):
            day, month, year = (int(part) for part in match.groups())
            return DateExpression((index, index + 1), DateKind.DAY, day, month, year)
        match = _DAYS.match(word)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2])
        if not 1 <= first < last <= 31 or not self._stands_alone(tokens, index + 1):
            return None
        return DateExpression((index, index + 1), DateKind.DAYS_ONLY, day=first, last=(last, 0))

    def _stands_alone(self, tokens: Tokens, index: int) -> bool:
        """Whether a pair of numbers counts nothing: a verb or a mark follows."""
        return index >= len(tokens) or tokens.pos[index] in {"VERB", "AUX", "PUNCT"}


def _days_at(tokens: Tokens, index: int) -> tuple[int, int | None] | None:
    """The day or days that the token at `index` says."""
    if index < 0:
        return None
    word = tokens.lower[index]
    if match := _DAYS.match(word):
        first, last = int(match[1]), int(match[2])
        return (first, last) if 1 <= first <= 31 and 1 <= last <= 31 else None
    if (match := _DAY.match(word)) and 1 <= int(match[1]) <= 31:
        return int(match[1]), None
    return None


def _year_after(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """Year that follows at `index` and where the words for it end."""
    if index < len(tokens) and _YEAR.match(tokens.lower[index]):
        end = index + 1
        if end < len(tokens) and tokens.lower[end] in _YEAR_WORDS:
            end += 1
        return int(tokens.lower[index]), end
    return None, index
