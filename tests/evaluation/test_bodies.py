import pytest

from pipeline.evaluation.bodies import bracketed_names, same_body


def _same(first: str, second: str) -> bool:
    return same_body(frozenset({first}), frozenset({second}))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Министерство иностранных дел", "МИД"),
        ("Министерство по чрезвычайным ситуациям", "МЧС"),
        ("Министерство труда и социальной защиты населения", "Минтруд"),
        ("Министерство экономического развития", "Минэкономразвития"),
        ("Министерство труда", "Министерство труда и занятости"),
        ("Министерства труда", "Министерство труда"),
        ("Государственная дума", "Госдума"),
        ("МИД Индии", "МИД"),
        ("Организация Североатлантического договора", "НАТО"),
    ],
)
def test_names_of_one_body(first, second):
    assert _same(first, second)
    assert _same(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Министерство иностранных дел", "Министерство внутренних дел"),
        ("Министерство труда", "Минздрав"),
        ("Комитет", "Комитет по культуре"),
        ("МИД", "МВД"),
    ],
)
def test_names_of_two_bodies(first, second):
    assert not _same(first, second)


def test_a_bracket_binds_an_abbreviation():
    text = "Заседание Балтийской ассамблеи моряков (БАМО) прошло в Риге."
    assert bracketed_names(text, "Балтийская ассамблея моряков") == {"БАМО"}
    assert bracketed_names(text, "ассамблея рыбаков") == frozenset()
