"""The participants stage: offices merged, references resolved or left open. Invented people."""

import pytest

INTRODUCTION = (
    "Министр обороны Казахстана Ерлан Сапарбеков встретился с послом Литвы Лаймой Вайткене. "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министр отметил рост торговли.", ("Министр", ("Ерлан Сапарбеков",))),
        ("Посол поблагодарила хозяев.", ("Посол", ("Лайма Вайткене",))),
        ("Она поблагодарила хозяев.", ("Она", ("Лайма Вайткене",))),
        ("Он поблагодарил гостью.", ("Он", ("Ерлан Сапарбеков",))),
        ("По её словам, работа идёт.", ("её", ("Лайма Вайткене",))),
    ],
)
def test_what_stands_for_a_person(people, text, expected):
    assert expected in people(INTRODUCTION + text).references()


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр в беседе не участвовал.",
        "Министр культуры прислал письмо.",
        "Они обсудили торговлю.",
    ],
)
def test_what_stands_for_nobody_named(people, text):
    assert people(INTRODUCTION + text).references() == []


def test_two_who_fit_are_an_issue(people):
    found = people(
        "Министр обороны Литвы Йонас Вайткус и министр обороны Латвии Андрис Калныньш прибыли. "
        "Министр обороны поблагодарил хозяев."
    )
    assert "ambiguous_office" in found.issues()
    assert found.references() == []


def test_two_of_one_surname_are_two_people(people):
    found = people(
        "Президент Азербайджана Рустам Алекперов принял министра труда Вугара Алекперова. "
        "Алекперов рассказал о планах."
    )
    assert {name for name, _, _ in found.held()} == {"Рустам Алекперов", "Вугар Алекперов"}
    assert "ambiguous_name" in found.issues()


def test_ministers_are_the_two_just_named(people):
    found = people(
        "Министр обороны Литвы Йонас Вайткус и министр обороны Латвии Андрис Калныньш прибыли. "
        "Министры подписали план."
    )
    assert ("Министры", ("Йонас Вайткус", "Андрис Калныньш")) in found.references()


def test_an_office_said_again_is_one_position(people):
    found = people(
        "Министр юстиции Литвы Йонас Вайткус прибыл. Министр Вайткус выступил. "
        "Министр юстиции Йонас Вайткус уехал."
    )
    assert found.held() == [("Йонас Вайткус", "министр юстиции", "LT")]


def test_the_fuller_wording_is_kept(people):
    found = people("Министр Йонас Вайткус прибыл. Выступил министр юстиции Литвы Йонас Вайткус.")
    assert found.held() == [("Йонас Вайткус", "министр юстиции", "LT")]


def test_a_periphrasis_gives_way_to_an_office(people):
    found = people(
        "Лидер Узбекистана Рустам Каримзода прибыл. Президент Узбекистана Рустам Каримзода уехал."
    )
    assert found.held() == [("Рустам Каримзода", "президент", "UZ")]


def test_a_periphrasis_alone_is_kept(people):
    found = people("Лидер Узбекистана Рустам Каримзода прибыл.")
    assert found.held() == [("Рустам Каримзода", "лидер", "UZ")]


def test_head_of_state_is_the_president(people):
    found = people(
        "Президент Узбекистана Рустам Каримзода прибыл. Глава государства поблагодарил хозяев."
    )
    assert ("Глава государства", ("Рустам Каримзода",)) in found.references()
    assert found.held() == [("Рустам Каримзода", "президент", "UZ")]


def test_two_ministries_are_two_offices(people):
    found = people(
        "Глава МВД Литвы Йонас Вайткус, бывший министр обороны, открыл заседание.",
    )
    assert len(found.participants.participants[0].positions) == 2
    found = people("Глава МВД Литвы Йонас Вайткус прибыл. Министр внутренних дел Вайткус выступил.")
    assert len(found.participants.participants[0].positions) == 1


def test_a_noun_for_a_person_is_the_subject_of_a_biography(people):
    found = people(
        "Министр обороны Литвы Йонас Вайткус уходит. В 2003 году министр был назначен послом.",
    )
    titles = [position.title for position in found.participants.participants[0].positions]
    assert titles == ["министр обороны", "посол"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Выступил директор центра Петр Ветлугин.", False),
        ("Выступил директор Центра Петр Ветлугин.", True),
        ("Выступил директор Центра хранения Петр Ветлугин.", True),
    ],
)
def test_a_common_noun_names_no_institution(people, text, named):
    found = people("Гости посетили Центр хранения. " + text)
    (participant,) = found.participants.participants
    assert (participant.positions[0].organization is not None) is named
