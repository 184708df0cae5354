"""Smoothed text always knows the way back to the original's code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.smoothing import smooth
from tests.nasty import DROPPED, nasty_text


def ranges(text):
    smoothed = smooth(text)
    return [
        (smoothed.text[i], text[slice(*smoothed.original(i, i + 1))])
        for i in range(len(smoothed.text))
    ]


@pytest.mark.parametrize(
    ("text", "smoothed"),
    [
        ("", ""),
        ("Обычный текст.", "Обычный текст."),
        ("мини\u00adстер\u00adство", "министерство"),
        ("Ерла\u0301н", "Ерлан"),
        ("сто\u0300ит", "стоит"),
        ("Свинои\u0306", "Свиной"),
        ("Алие\u0308в и И\u0306орик", "Алиёв и Йорик"),
        ("нуле\u200bвой\u2060 \ufeffзнак", "нулевой знак"),
        ("раз\r\nдва\rтри\tчетыре", "раз \nдва три четыре"),
        ("10\u00a0000\u202fруб.\u2009—\u2003да", "10 000 руб. — да"),
        ("А\u2028Б\u2029В\u0085Г", "А\nБ\nВ\nГ"),
        ("вице\u2011премьер, бизнес\u2010центр", "вице-премьер, бизнес-центр"),
        ("😀 👍🏽 🇰🇿 \U00010348", "😀 👍🏽 🇰🇿 \U00010348"),
        ("👩\u200d👧", "👩👧"),
        ("ю\u0308 o\u0308", "ю\u0308 o\u0308"),  # a mark that makes no Russian letter stays
        ("\u0301\u0301", ""),
        ("«ёлочки» – и\u200f„лапки“", "«ёлочки» – и„лапки“"),
    ],
)
def test_what_the_models_read(text, smoothed):
    assert smooth(text).text == smoothed


def test_the_common_case_keeps_no_table():
    smoothed = smooth("10\u00a0000\r\nрублей")
    assert smoothed.starts is None
    assert smoothed.original(3, 7) == (3, 7)


def test_dropped_characters_belong_to_the_word_they_stand_in():
    text = "для мини\u00adстра\u00ad и"
    smoothed = smooth(text)
    start = smoothed.text.index("министра")
    assert text[slice(*smoothed.original(start, start + 8))] == "мини\u00adстра"


def test_a_stress_mark_belongs_to_its_letter():
    text = "слова\u0301, слова"
    assert ("а", "а\u0301") in ranges(text)
    smoothed = smooth(text)
    assert text[slice(*smoothed.original(0, 5))] == "слова\u0301"


def test_a_decomposed_letter_is_one_character_of_two_code_points():
    assert ("й", "и\u0306") in ranges("Алии\u0306 и\u0306")
    assert ("ё", "е\u0308\u0301") in ranges("е\u0308\u0301ж")


@given(nasty_text)
def test_every_range_maps_to_what_smooths_to_it(text):
    smoothed = smooth(text)
    length = len(smoothed.text)
    for start in range(length):
        for end in range(start + 1, min(length, start + 6) + 1):
            first, last = smoothed.original(start, end)
            assert 0 <= first < last <= len(text)
            assert smooth(text[first:last]).text == smoothed.text[start:end]


@given(nasty_text)
def test_ranges_of_characters_follow_one_another(text):
    smoothed = smooth(text)
    behind = 0
    for index in range(len(smoothed.text)):
        first, last = smoothed.original(index, index + 1)
        assert first >= behind
        assert set(text[behind:first]) <= set(DROPPED)
        behind = last
    assert set(text[behind:]) <= set(DROPPED)


@given(nasty_text)
def test_smoothing_twice_changes_nothing_more(text):
    once = smooth(text).text
    assert smooth(once).text == once


@given(st.text(max_size=50))
def test_any_unicode_survives(text):
    smoothed = smooth(text)
    if smoothed.text:
        first, last = smoothed.original(0, len(smoothed.text))
        assert smooth(text[first:last]).text == smoothed.text
