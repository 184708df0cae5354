"""Tokens and sentences are razdel's, in linear time."""

from pathlib import Path
from time import process_time

import pytest
import razdel
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analysis.segmentation import Segmenter

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"

PIECES = [
    *"аяБё Zx09 \n\u00a0\u2028.,;:=-–—_/\\()[]{}!?…«»\"'„“”’№₽*+²٣İſ😀",
    *("т. е.", " г. ", "А. Б. ", "И.о. ", "д-р", "1) ", "8.1. ", "IV. ", " - ", " — "),
    *("2,5", "5, 6", "1/3", "1 / 3", ":-)", "=(((", ";)", "--", "**", "yahoo!", "Δσ", "?!", "..."),
]


def spans(substrings):
    return [(part.start, part.stop) for part in substrings]


@pytest.fixture(scope="module")
def segmenter():
    return Segmenter()


def check(segmenter, text):
    assert segmenter.tokenize(text) == spans(razdel.tokenize(text))
    assert segmenter.sentenize(text) == spans(razdel.sentenize(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "Слово",
        "  Отступ.  И ещё один.  ",
        "Встреча прошла 5 мая. Её провёл И. О. Кривцов, т. е. глава (и др.). Итог — 2,5 %.",
        "Цены: 5, 6 и 7 , 8 руб. за 1/ 3 кг; какой- то -то — что -либо",
        "«Да!» — сказал он. «Нет», — ответил г. Вайткявичюс... и ушёл?! «Конец.» Точка",
        "1. Первое. 2) Второе. IV. Четвёртое. а) пятое",
        ":) текст =)) ;-( Ещё :-)) Да",
        "📄 Документ…Дальше без пробела.Вот так!Да",
        "слово\u00a0с\u2003пробелами\u2028и\x1cразделителями.\x85Новая строка",
    ],
)
def test_segments_are_razdels(segmenter, text):
    check(segmenter, text)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_mixture_of_pieces(segmenter, text):
    check(segmenter, text)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text(segmenter, text):
    check(segmenter, text)


def test_releases(segmenter):
    for path in sorted(RELEASES.glob("*.txt")):
        check(segmenter, path.read_text(encoding="utf-8"))


def test_the_neighbour_counts_each_time(segmenter):
    """razdel's «5,» depends on what stands beyond the white space; so must the memory."""
    for text in ("5, 6", "5, и", "5,", "5, 6", "и -то", "5 -то", "! -то", "-то", "и -то"):
        check(segmenter, text)


def test_memory_is_bounded():
    segmenter = Segmenter(capacity=10)
    for number in range(100):
        check(segmenter, f"слово{number} какой- {number}, {number} " + "ы" * number)
        assert len(segmenter._plain) + len(segmenter._in_context) <= 10


@pytest.mark.parametrize(
    "unit", ["Совет одобрил проект. ", "ы", ".", "1, ", '" ', ") ", "а-", ":)", " ", "\n"]
)
def test_time_is_linear(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        segmenter = Segmenter()
        start = process_time()
        segmenter.tokenize(text)
        segmenter.sentenize(text)
        return process_time() - start

    small = min(seconds(20_000) for _ in range(2))
    assert seconds(80_000) < 8 * small + 0.05
