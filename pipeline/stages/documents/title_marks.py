"""Prepositions, dates, ranges of years and quotations inside titles."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.chunks import OPENING
from pipeline.layers import SectionKind

CASES: dict[str, tuple[str, ...]] = {
    "о": ("Loc",),
    "об": ("Loc",),
    "обо": ("Loc",),
    "по": ("Dat",),
    "между": ("Ins",),
    "на": ("Acc", "Loc"),
    "для": ("Gen",),
    "в": ("Loc", "Acc"),
    "во": ("Loc", "Acc"),
    "с": ("Ins", "Gen"),
    "со": ("Ins", "Gen"),
    "от": ("Gen",),
    "до": ("Gen",),
    "из": ("Gen",),
    "к": ("Dat",),
    "ко": ("Dat",),
    "при": ("Loc",),
    "против": ("Gen",),
    "за": ("Acc", "Ins"),
    "через": ("Acc",),
    "относительно": ("Gen",),
    "касательно": ("Gen",),
    "над": ("Ins",),
    "под": ("Ins",),
    "без": ("Gen",),
    "вне": ("Gen",),
}
"""Cases behind the prepositions of titles, the likelier one first."""
INNER = frozenset({"в", "во", "из", "при", "за", "через", "над", "под", "без", "вне"})
SPHERES = frozenset({"области", "сфере", "областях", "сферах"})
NUMBERED = frozenset({"резолюция", "решение", "постановление", "директива"})
"""Instruments that bear numbers behind their body's name too."""
RELATING = frozenset({"относительно", "касательно"})
DAY = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2}|[0-9]{4})")
FORWARDED = frozenset(
    {"ратификация", "рассмотрение", "подпись", "утверждение", "подписание",
     "одобрение", "принятие", "доработка", "обсуждение", "изучение", "чтение", "согласование",
     "экспертиза"}
)  # fmt: skip
"""What instruments are sent to with «на», «для», which is no part of their names."""
YEARS = frozenset({"год", "г", "гг", "период", "полугодие", "квартал"})
_PARTS = frozenset({"пункт", "статья", "раздел", "глава", "часть", "страница", "шаг", "этап"})
MONTHS = frozenset(
    {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
     "октябрь", "ноябрь", "декабрь"}
)  # fmt: skip


QUANTITY = frozenset({"млн", "млрд", "трлн", "тыс", "тыс.", "процентов", "годовых"})


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas that steer the walk.

    Attributes:
        adverbial: Nouns of time and occasion.
        heads: Nouns of instruments, which end the title before them in a coordination.
        named: Nouns that take a name in the nominative behind them («реки Днестр»).
        dative: Nouns that take a dative («предоставление стране кредита»).
        instrumental: Nouns that take an instrumental («обмен данными»).
        naming: Nouns behind which something is called something («объявление 2027 года Годом …»).
        inward: Nouns of instruments that change others («поправки в кодекс»).
    """

    adverbial: Collection[str]
    heads: Collection[str]
    named: Collection[str]
    dative: Collection[str]
    instrumental: Collection[str]
    naming: Collection[str]
    inward: Collection[str]


def is_item(tokens: Tokens, start: int) -> bool:
    """Whether the sentence that begins at `start` is an item of a list in lines of its own."""
    sections, section = tokens.layout.sections, tokens.section[start]
    return section < len(sections) and sections[section].kind is SectionKind.LIST_ITEM


def is_called(tokens: Tokens, head: int, index: int, naming: Collection[str]) -> bool:
    """«об объявлении 2027 года | Годом чтения»: what something is called from now on."""
    return tokens.feats[index].case == "Ins" and any(
        tokens.lemma[place] in naming for place in range(head + 1, index)
    )


def is_size(tokens: Tokens, index: int) -> bool:
    """«из 8 пунктов» at `index`: how long an instrument is, no part of its name."""
    return tokens.lower[index] == "из" and any(
        tokens.lemma[place] in _PARTS for place in range(index + 2, min(index + 4, len(tokens)))
    )


def is_anniversary(tokens: Tokens, index: int) -> bool:
    """Whether the word is «годовщина», «юбилей», «75-летие»."""
    return tokens.lemma[index].endswith(("летие", "годовщина", "юбилей")) or tokens.lower[
        index
    ].endswith(("-летию", "-летием"))


def occasion_at(tokens: Tokens, index: int) -> bool:
    """«в связи с» at `index`: what an appeal or statement was called forth by."""
    return (
        tokens.lower[index : index + 2] == ["в", "связи"]
        and index + 3 < len(tokens)
        and tokens.lower[index + 2] in {"с", "со"}
    )


def town_end(tokens: Tokens, index: int, limit: int) -> int | None:
    """End of «г. Лачине» at `index`."""
    name = index + 2
    if name < limit and tokens.lower[index] == "г" and tokens.form[index + 1] == ".":
        return name + 1 if tokens.form[name][0].isupper() else None
    return None


def date_end(tokens: Tokens, index: int, limit: int) -> int | None:
    """End of «2001 года», «12 сентября 2014 года», «12 сентября» at `index`."""
    place = index
    if place + 1 < limit and tokens.lemma[place + 1] in MONTHS:
        place += 2
        if place >= limit or not tokens.form[place][0].isdigit():
            return place
    if place + 1 < limit and tokens.lemma[place + 1] in YEARS:
        place += 2
        if place < limit and tokens.form[place] == "." and tokens.lower[place - 1] == "г":
            place += 1
        return place
    return None


def range_end(tokens: Tokens, index: int, limit: int) -> int | None:
    """«на 2026–2028 годы», whatever the tokenizer made of the range."""
    place = index + 1
    while place < limit and place < index + 6:
        form = tokens.form[place]
        if tokens.lemma[place] in YEARS or tokens.lower[place] in {
            "гг",
            "гг.",
            "г.",
            "года",
            "годы",
        }:
            after = place + 1
            if after < limit and tokens.form[after] == "." and len(tokens.form[place]) <= 2:
                after += 1
            return after if place > index + 1 else None
        if not form[0].isdigit() and form not in {"–", "—", "-"}:
            return None
        place += 1
    return None


def closing(tokens: Tokens, opening: int, limit: int) -> int | None:
    """One past the mark that closes the quotation or bracket opened at `opening`."""
    form = tokens.form[opening]
    mark = '"' if form == '"' else OPENING.get(form)
    if mark is None:
        return None
    depth = 0
    for index in range(opening + 1, min(opening + 70, limit)):
        if tokens.form[index] == mark:
            if not depth:
                return index + 1
            depth -= 1
        elif tokens.form[index] == form:
            depth += 1
    return None
