"""Spellings of one name, fathers and sons, and what stands inside other names."""

import pytest


def names(people, text):
    return sorted(set(people(text).names.values()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Министр Хассан Рувани прибыл. Позже Роувани уехал.",
            ["Хассан Рувани"],
        ),
        (
            "Джанет Баррелт выступила. Затем Джаннет Барелт ответила на вопросы.",
            ["Джанет Баррелт"],
        ),
        (
            "Рауль Алехандро Мендоса Рибальта родился в Кито. Рауль Мендоса стал министром.",
            ["Рауль Алехандро Мендоса Рибальта"],
        ),
        # Of surnames the dictionary knows a letter makes another.
        ("Выступили Анна Петрова и Анна Перова.", ["Анна Перова", "Анна Петрова"]),
        # Brothers have one surname and other given names.
        (
            "Выступили Карлос Мендосса и Рамон Мендоса.",
            ["Карлос Мендосса", "Рамон Мендоса"],
        ),
    ],
)
def test_spellings_of_one_name(people, text, expected):
    assert names(people, text) == expected


def test_a_lone_given_name_in_another_case(people):
    assert names(people, "Выступила Юлия Залесская. Мать Юлии была в зале.") == ["Юлия Залесская"]


def test_father_and_son(people):
    text = "Приехали Джон Хартвелл-старший и Джон Хартвелл-младший."
    assert names(people, text) == ["Джон Хартвелл-младший", "Джон Хартвелл-старший"]


def test_a_son_named_again_without_the_word(people):
    text = "Приехал Джон Хартвелл-младший. Вечером Хартвелл выступил."
    assert names(people, text) == ["Джон Хартвелл-младший"]


@pytest.mark.parametrize(
    "text",
    [
        "Семья Хартвеллов живёт в Минске.",
        "Её Королевское Высочество прибыла в Минск.",
        "Болезнь Паркинсона изучают давно.",
    ],
)
def test_nobody_is_named(people, text):
    assert names(people, text) == []
