"""Offices passed from one holder to the next, and duties performed; marks of `test_positions`."""

import pytest

from tests.stages.test_positions import check

SUCCESSORS = [
    'На посту <o of="Лайма Калныня" title="директор музея" country=->директора музея</o> его '
    'сменит <p name="Лайма Калныня">Лайма Калныня</p>.',
    '<p name="Петр Ветлугин">Петр Ветлугин</p> сменил на посту <o of="Петр Ветлугин;Йонас Вайткус" '
    'title="министр обороны" country=-;->министра обороны</o> '
    '<p name="Йонас Вайткус">Йонаса Вайткуса</p>.',
    '<o of="Петр Ветлугин;Йонас Вайткус" title="мэр Каунаса" country=-;->Мэром Каунаса</o> стал '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>, сменивший на этом посту '
    '<p name="Йонас Вайткус">Йонаса Вайткуса</p>.',
    '<p name="Петр Ветлугин">Петр Ветлугин</p> избран <o of="Петр Ветлугин;Йонас Вайткус" '
    'title="спикер" country=-;->спикером</o> вместо ушедшего <p name="Йонас Вайткус">Йонаса '
    "Вайткуса</p>.",
]
NO_SUCCESSORS = [
    # Another takes part, nobody is appointed.
    'Вместо <p name="Йонас Вайткус">Йонаса Вайткуса</p> в заседании участвовал '
    '<o of="Петр Ветлугин" title="министр обороны" country=->министр обороны</o> '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
    # No office is said.
    '<o of="Петр Ветлугин" title="тренер" country=->Тренер</o> <p name="Петр Ветлугин">Петр '
    'Ветлугин</p> заменил <p name="Йонас Вайткус">Йонаса Вайткуса</p>.',
    # An acting officer's predecessor was the minister.
    '<p name="Петр Ветлугин">Петр Ветлугин</p> назначен <o of="Петр Ветлугин" title="и.о. министра '
    'обороны" country=->и.о. министра обороны</o> вместо <p name="Йонас Вайткус">Йонаса '
    "Вайткуса</p>.",
]
DUTIES = [
    'Обязанности <o of="Лайма Калныня" title="директор музея" country=->директора музея</o> будет '
    'исполнять <p name="Лайма Калныня">Лайма Калныня</p>.',
    '<p name="Петр Ветлугин">Петр Ветлугин</p> исполнял обязанности <o of="Петр Ветлугин" '
    'title="министр торговли" country=->министра торговли</o>.',
    '<p name="Петр Ветлугин">Петр Ветлугин</p> не исполнял обязанности министра торговли.',
]
WISHES = [
    '<p name="Петр Ветлугин">Петр Ветлугин</p> хочет стать мэром Каунаса.',
    '<p name="Петр Ветлугин">Петр Ветлугин</p> отказался занять пост министра обороны.',
    'Шансы стать президентом есть у <p name="Петр Ветлугин">Петра Ветлугина</p>.',
]
CHAINS = [
    '<p name="Петр Ветлугин">Петр Ветлугин</p> назначен <o of="Петр Ветлугин" title="замдиректора '
    'службы" country=->замдиректора службы</o>.',
    '<o of="Петр Ветлугин" title="начальник штаба" country=->Начальником штаба</o> — '
    '<o of="Петр Ветлугин" title="первый заместитель командующего" country=->первым заместителем '
    'командующего</o> назначен <p name="Петр Ветлугин">Петр Ветлугин</p>.',
]


@pytest.mark.parametrize("annotated", SUCCESSORS)
def test_who_comes_and_who_goes_held_the_office(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", NO_SUCCESSORS)
def test_others_that_are_replaced(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", DUTIES)
def test_duties_performed(people, annotated):
    found = check(people, annotated)
    assert all("duties_only" in position.doubts for position in found.positions.positions)


@pytest.mark.parametrize("annotated", WISHES)
def test_what_somebody_wishes_to_become_is_no_office(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", CHAINS)
def test_short_forms_and_offices_joined_by_a_dash(people, annotated):
    check(people, annotated)
