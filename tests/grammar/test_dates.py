"""Date expressions: what is found, and which days are meant."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from pipeline.analysis.language import load_nlp
from pipeline.analysis.tokens import TokenViewBuilder
from pipeline.grammar.date_finder import DateFinder
from pipeline.grammar.dates import DateExpression, DateKind
from pipeline.resources.dates import DateLexicon
from pipeline.resources.loader import ResourceStore

FRIDAY = date(2026, 4, 10)


@pytest.fixture(scope="module")
def find():
    nlp, view = load_nlp(), TokenViewBuilder()
    finder = DateFinder(DateLexicon.load(ResourceStore()))

    def call(text):
        tokens = view(nlp(text))
        return [(tokens.words(*found.tokens), found) for found in finder(tokens)]

    return call


RESOLVED = {
    "Встреча прошла 8 апреля 2026 года.": ("8 апреля 2026 года", "2026-04-08", None, "stated"),
    "Встреча прошла 8 апреля.": ("8 апреля", "2026-04-08", None, "inferred"),
    "Встреча прошла 08.04.2026 в Риге.": ("08.04.2026", "2026-04-08", None, "stated"),
    "Форум шел 7–8 апреля в Риге.": ("7–8 апреля", "2026-04-07", "2026-04-08", "inferred"),
    "Форум шел 6-7 апреля в Риге.": ("6-7 апреля", "2026-04-06", "2026-04-07", "inferred"),
    "Форум шел с 7 по 9 апреля.": ("7 по 9 апреля", "2026-04-07", "2026-04-09", "inferred"),
    "Форум шел 7 и 8 апреля.": ("7 и 8 апреля", "2026-04-07", "2026-04-08", "inferred"),
    "Форум шел с 30 марта по 2 апреля.": (
        "30 марта по 2 апреля", "2026-03-30", "2026-04-02", "inferred",
    ),
    "Форум шел 30 марта – 2 апреля 2026 года.": (
        "30 марта – 2 апреля 2026 года", "2026-03-30", "2026-04-02", "stated",
    ),
    "Сегодня прошла встреча.": ("Сегодня", "2026-04-10", None, "inferred"),
    "Встреча прошла вчера.": ("вчера", "2026-04-09", None, "inferred"),
    "Накануне в Риге прошла встреча.": ("Накануне", "2026-04-09", None, "inferred"),
    "Итоги сегодняшней встречи хороши.": ("сегодняшней", "2026-04-10", None, "inferred"),
    "Во вторник прошла встреча.": ("вторник", "2026-04-07", None, "inferred"),
    "В пятницу прошла встреча.": ("пятницу", "2026-04-10", None, "inferred"),
    "В прошлую пятницу прошла встреча.": ("прошлую пятницу", "2026-04-03", None, "inferred"),
    "Министр 9-10 находится в Риге.": ("9-10", "2026-04-09", "2026-04-10", "inferred"),
    "Съезд прошел 28 декабря.": ("28 декабря", "2025-12-28", None, "inferred"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RESOLVED.items(), ids=RESOLVED.keys())
def test_resolves(find, text, expected):
    words, start, end, basis = expected
    (found,) = find(text)
    assert found[0] == words
    resolved = found[1].resolve(FRIDAY)
    assert resolved is not None
    assert str(resolved.start) == start
    assert (str(resolved.end) if resolved.end else None) == end
    assert resolved.basis == basis


NO_DATE = [
    "Он прошел в марше мира и был 15 минут в пути.",
    "Накануне саммита стороны спорили.",
    "Счет игры 3-2 удивил всех.",
    "Резолюция 40-15 принята.",
    "Мария Мартова приехала.",
]


@pytest.mark.parametrize("text", NO_DATE)
def test_finds_no_date(find, text):
    assert [found for _, found in find(text) if found.names_days] == []


PERIODS = {
    "Встреча была в феврале 2023 года.": ("2023-02-01", "2023-02-28"),
    "Встреча была в марте.": ("2026-03-01", "2026-03-31"),
    "Встреча была в декабре.": ("2025-12-01", "2025-12-31"),
    "Встреча была в 2019 году.": ("2019-01-01", "2019-12-31"),
    "Встреча была в прошлом году.": ("2025-01-01", "2025-12-31"),
    "Встреча была на прошлой неделе.": ("2026-03-30", "2026-04-05"),
    "Февральская встреча прошла.": ("2026-02-01", "2026-02-28"),
}


@pytest.mark.parametrize(("text", "expected"), PERIODS.items(), ids=PERIODS.keys())
def test_periods(find, text, expected):
    (found,) = find(text)
    period = found[1].period(FRIDAY)
    assert period is not None
    assert (str(period[0]), str(period[1])) == expected
    assert not found[1].names_days
    assert found[1].resolve(FRIDAY) is None


def test_weekday_of_an_announcement_is_the_next_one(find):
    ((_, found),) = find("В среду пройдет встреча.")
    resolved = found.resolve(FRIDAY, future=True)
    assert resolved is not None
    assert resolved.start == date(2026, 4, 15)


def test_far_day_of_an_announcement_is_ahead(find):
    ((_, found),) = find("Форум пройдет 5 сентября.")
    ahead, past = found.resolve(FRIDAY, future=True), found.resolve(FRIDAY)
    assert ahead is not None
    assert past is not None
    assert (ahead.start.year, past.start.year) == (2026, 2025)


def test_nothing_without_the_day_of_publication(find):
    for text in ("Сегодня прошла встреча.", "Во вторник прошла встреча.", "Это было 8 апреля."):
        ((_, found),) = find(text)
        assert found.resolve(None) is None
        assert found.period(None) is None
    ((_, full),) = find("Это было 8 апреля 2026 года.")
    assert full.resolve(None) is not None


@pytest.mark.parametrize(("day", "month"), [(31, 2), (30, 2), (31, 4), (0, 1)])
def test_days_that_do_not_exist(day, month):
    expression = DateExpression((0, 1), DateKind.DAY, day=day, month=month, year=2026)
    assert expression.resolve(FRIDAY) is None


def test_range_over_the_turn_of_the_year():
    expression = DateExpression((0, 1), DateKind.DAY, day=29, month=12, year=2026, last=(2, 1))
    resolved = expression.resolve(FRIDAY)
    assert resolved is not None
    assert (str(resolved.start), str(resolved.end)) == ("2025-12-29", "2026-01-02")


def test_expressions_are_in_order_and_apart(find):
    found = find("28 октября 2021 года прошел форум, а 29 октября в среду 30.10.2021 съезд.")
    places = [expression.tokens for _, expression in found]
    assert places == sorted(places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
