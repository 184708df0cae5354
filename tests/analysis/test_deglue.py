"""Glued words fall apart where dictionary words meet, and other words are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.deglue import Degluer
from pipeline.analysis.morphology import Morphology


@pytest.fixture(scope="module")
def degluer():
    return Degluer(Morphology())


def pieces(degluer, word):
    places = (0, *degluer(word), len(word))
    return [word[a:b] for a, b in pairwise(places)]


@pytest.mark.parametrize(
    "glued",
    [
        ["Чолаку", "заявил"],
        ["министры", "обсудят"],
        ["Вайткусом", "подписал"],
        ["стороны", "подчеркнули"],
        ["министр", "отметил", "важность"],
        ["президент", "прибыл", "в"],
        ["НАТО", "подписали"],
        ["Вайткус", "предложил"],
        ["также", "назвал", "поддержку"],
    ],
)
def test_glued_words_are_split(degluer, glued):
    assert pieces(degluer, "".join(glued)) == glued


@pytest.mark.parametrize(
    "word",
    [
        *("министерства", "взаимодействие", "государственный", "высокопоставленный"),
        *("Балтрушайтис", "Кривоносенко", "Абдурахманов", "Нурмухамбетова", "Джапаровым"),
        *("Подмосковья", "Екатеринбурга", "Нижневартовский", "Аль-Мутаири"),
        *("железнодорожникам", "электроэнергетический", "информационно", "киберустойчивости"),
        *("ПРЕЗИДЕНТЗАЯВИЛ", "слово123456789", "заявил", "а" * 200, "x" * 30),
        *("нефтегазохимический", "постсоветском", "евразийскую", "цифровизацию"),
        *("日本国外務大臣会合", "საქართველოსპრეზიდენტი"),
    ],
)
def test_ordinary_words_stay_whole(degluer, word):
    assert degluer(word) == ()


@given(st.text(alphabet="абвгдежзиклмнопрстуфхцчшщъыьэюяАВС-", max_size=70))
def test_places_lie_inside_the_word_in_order(degluer, word):
    places = degluer(word)
    assert list(places) == sorted(set(places))
    assert all(0 < place < len(word) for place in places)
