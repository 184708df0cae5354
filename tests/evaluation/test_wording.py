import pytest

from pipeline.evaluation.wording import alike_titles, head_noun, same_title, stem_f1


def test_folding_makes_titles_the_same():
    assert same_title("Премьер‑министр", "премьер-министр")
    assert same_title("посол — советник ЗАО «Ёлка»", 'Посол - советник ЗАО "Елка"')
    assert not same_title("министр труда", "министр финансов")


def test_stem_f1_by_hand():
    # министр, труда | министр, труда, занятости: 2 * 2 / (2 + 3)
    assert stem_f1("министр труда", "министру труда и".removesuffix(" и")) == 1.0
    assert stem_f1("министр труда", "министр труда занятости") == pytest.approx(0.8)
    assert stem_f1("туризм", "терроризм") == 0.0
    assert stem_f1("", "туризм") == 0.0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("министр труда и социальной защиты", "министр труда и социальной защиты населения"),
        ("первый заместитель министра", "заместитель министра"),
        ("бывший премьер-министр", "экс-премьер-министр"),
        ("исполняющий обязанности министра", "и.о. министра"),
    ],
)
def test_alike_titles(first, second):
    assert alike_titles(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("заместитель министра труда", "министр труда"),
        ("бывший министр труда", "министр труда"),
        ("исполняющий обязанности министра труда", "министр труда"),
        ("министр труда", "министр внутренних дел"),
        ("вице-президент", "президент"),
    ],
)
def test_titles_that_are_not_alike(first, second):
    assert not alike_titles(first, second)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("первый заместитель министра труда", "заместитель"),
        ("чрезвычайный и полномочный посол", "посол"),
        ("экс-президент", "президент"),
        ("временно исполняющий обязанности губернатора", "губернатор"),
    ],
)
def test_head_noun(title, head):
    assert head_noun(title) == head
