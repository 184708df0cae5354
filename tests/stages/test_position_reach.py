"""Offices past words that are no part of them, before and behind a name; marks of `test_positions`.

All people are invented.
"""

import pytest

from tests.stages.test_positions import check

BEHIND = [
    '<p name="Йонас Вайткус">Йонас Вайткус</p> — самый молодой <o of="Йонас Вайткус" '
    'title="депутат Сейма" country=LT>депутат Сейма Литвы</o>.',
    '<p name="Петр Ветлугин">Петр Ветлугин</p>, один из <o of="Петр Ветлугин" title="руководитель '
    'компании «Парус»" country=->руководителей компании «Парус»</o>, ушёл.',
    '<p name="Петр Ветлугин">Петр Ветлугин</p> — изобретатель и <o of="Петр Ветлугин" '
    'title="директор завода «Парус»" country=->директор завода «Парус»</o>.'.replace(
        "изобретатель", '<o of="Петр Ветлугин" title="изобретатель" country=->изобретатель</o>'
    ),
    '<p name="Петр Ветлугин">Петр Ветлугин</p>, друг юности хозяина дома, <o of="Петр Ветлугин" '
    'title="министр культуры" country=->министр культуры</o> в 1998 году, выступил.',
]
BEFORE = [
    'Выступил <o of="Петр Ветлугин" title="глава Банка Литвы" country=LT>глава Банка Литвы</o> '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Выступил <o of="Петр Ветлугин" title="спикер Лок Сабхи" country=IN>спикер Лок Сабхи</o> '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Выступил <o of="Петр Ветлугин" title="глава Торгово-промышленной палаты г. Каунаса" '
    "country=->глава Торгово-промышленной палаты г. Каунаса</o> "
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Прибыл <o of="Петр Ветлугин" title="генерал-губернатор провинции Гилян" country=->'
    'генерал-губернатор провинции Гилян</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Выступил один из <o of="Петр Ветлугин" title="лидер движения" country=->лидеров движения</o> '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Сообщил <o of="Петр Ветлугин" title="судья округа Каунас" country=->судья округа Каунас</o> '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
    '<o of="Петр Ветлугин" title="глава Каунаса" country=->Глава Каунаса</o>, старинного города, '
    '<p name="Петр Ветлугин">Петр Ветлугин</p> открыл парк.',
    '<o of="Петр Ветлугин" title="министр транспорта" country=->Министр транспорта</o> с 2010 по '
    '2014 год <p name="Петр Ветлугин">Петр Ветлугин</p> выступил.',
    '<o of="Петр Ветлугин" title="директор музея в Каунасе" country=->Директор музея в Каунасе</o> '
    '<p name="Петр Ветлугин">Петр Ветлугин</p> открыл зал.',
]
OF_OTHERS = [
    # Whose team, not who is in it.
    'Автобус ждал членов делегации <p name="Петр Ветлугин">Петра Ветлугина</p>.',
    # Kin of an officer, words of no office between.
    'Приехала дочь бывшего министра <p name="Лайма Калныня">Лайма Калныня</p>.',
    # Whose cabinet.
    'Прежним министром в кабинете <p name="Петр Ветлугин">Петра Ветлугина</p> довольны.',
    # Two guests.
    'Пришли <p name="Петр Ветлугин">Петр Ветлугин</p>, друг юности, и <o of="Йонас Вайткус" '
    'title="министр культуры" country=->министр культуры</o> '
    '<p name="Йонас Вайткус">Йонас Вайткус</p>.',
]


@pytest.mark.parametrize("annotated", BEHIND)
def test_offices_behind_a_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", BEFORE)
def test_offices_before_a_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", OF_OTHERS)
def test_offices_of_others(people, annotated):
    check(people, annotated)
