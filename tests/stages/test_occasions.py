"""Which occasion a release is about, and who was at that one rather than at another."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.stages.attendance import AttendanceStage
from pipeline.stages.event import EventStage
from pipeline.stages.membership import MembershipStage
from tests.stages.handmade import make_scene


@pytest.fixture(scope="module")
def stages(store, morphology):
    return (
        EventStage(store, morphology),
        AttendanceStage(store, morphology),
        MembershipStage(store, morphology),
    )


@pytest.fixture
def run(stages, tokens_of):
    def call(text, published=date(2026, 4, 10)):
        event_stage, attendance_stage, membership_stage = stages
        scene = make_scene(text, tokens_of, published)
        event = event_stage(
            scene.release,
            scene.tokens,
            scene.organizations,
            scene.countries,
            scene.persons,
            scene.positions,
            scene.participants,
        )
        attendance = attendance_stage(
            scene.tokens, scene.participants, event, scene.documents, scene.statements
        )
        membership = membership_stage(
            scene.tokens,
            scene.organizations,
            scene.countries,
            scene.participants,
            event,
            attendance,
        )
        return (
            event.event,
            {presence.person: presence for presence in attendance.presences},
            {item.code: item for item in membership.countries},
        )

    return call


KINDS = {
    "a visit said in passing is wider than the meeting": (
        "<person id=a>Рута Жукайте</person> провела встречу с министром <person id=b>Азаматом "
        "Сеитовым</person>, находящимся с рабочим визитом в <place name=Вильнюс code=LT>Вильнюсе"
        "</place>.",
        "visit",
    ),
    "a visit told after the signing": (
        "Министры подписали соглашение о портах.\n\nДокумент подписали <person id=a>Рута Жукайте"
        "</person> и <person id=b>Азамат Сеитов</person>, находящийся с официальным визитом в "
        "<place name=Вильнюс code=LT>Вильнюсе</place>.",
        "visit",
    ),
    "a visit only spoken of": (
        "<person id=a>Рута Жукайте</person> встретилась с министром <person id=b>Азаматом Сеитовым"
        "</person>. Стороны обсудили подготовку визита в <place name=Рига code=LV>Ригу</place>.",
        "meeting",
    ),
    "leaders of a body of states": (
        "В <place name=Рига code=LV>Риге</place> прошла встреча глав государств <body key=o>Союза "
        "рек</body>.",
        "summit",
    ),
    "a meeting of two heads": (
        "В <place name=Рига code=LV>Риге</place> прошла встреча глав министерств <country code=LT>"
        "Литвы</country> и <country code=KZ>Казахстана</country>.",
        "meeting",
    ),
}


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS.keys())
def test_kind(run, text, kind):
    event, _, _ = run(text)
    assert event is not None
    assert event.kind == kind


def test_a_visit_to_several_cities_is_to_the_country(run):
    event, _, _ = run(
        "<person id=a>Рута Жукайте</person> посетит <place name=Сочи code=RU>Сочи</place>, <place "
        "name=Казань code=RU>Казань</place> и <place name=Тверь code=RU>Тверь</place> в рамках "
        "своего визита в <country code=RU>Россию</country>."
    )
    assert event is not None
    assert event.place is not None
    assert event.place.rule == "event.place.country"


def test_the_country_beside_the_noun_is_the_place(run):
    event, _, _ = run("Состоялась встреча министров в <country code=LV>Латвии</country>.")
    assert event is not None
    assert event.place is not None
    assert event.place.country == "LV"


ANNOUNCED = (
    "<person id=a>Рута Жукайте</person> посетит <place name=Рига code=LV>Ригу</place> с официальным"
    " визитом. "
)
MEETING = "<person id=a>Рута Жукайте</person> встретилась с <person id=b>Азаматом Сеитовым</person>"
NEGOTIATIONS = "В Женеве прошли переговоры по вступлению в <body key=o>Союз рек</body>. "

PRESENT = {
    "what was held already is not what is to come": (
        ANNOUNCED + "Министр <person id=c>Ашот Тороманян</person> встретился в Вильнюсе с <person "
        "id=d>Азаматом Сеитовым</person>. Он провел переговоры с коллегой <person id=e>Йонасом "
        "Вайткусом</person>.",
        {"a": "present", "c": "mentioned", "d": "mentioned", "e": "mentioned"},
    ),
    "what else is announced": (
        ANNOUNCED + "Она встретится с <person id=c>Йонасом Вайткусом</person>.",
        {"a": "present", "c": "present"},
    ),
    "the place stands before the guest": (
        "<person id=a>Рута Жукайте</person> принимает в старом замке своего коллегу <person id=b>"
        "Азамата Сеитова</person>.",
        {"a": "present", "b": "present"},
    ),
    "who came to an event of many": (
        "В Риге прошла встреча глав государств <body key=o>Союза рек</body>, которую собрала "
        "<person id=a>Рута Жукайте</person>. На саммит приехали <person id=b>Азамат Сеитов</person>"
        " и <person id=c>Йонас Вайткус</person>.",
        {"a": "present", "b": "present", "c": "present"},
    ),
    "head of a delegation who comments": (
        NEGOTIATIONS + '«Это неожиданно», — прокомментировал <person id=a title="глава литовской '
        'делегации">Йонас Вайткус</person>.',
        {"a": "present"},
    ),
    "head of a standing delegation": (
        NEGOTIATIONS + 'Доклад читал <person id=a title="глава делегации союза в Литве">Йонас '
        "Вайткус</person>.",
        {"a": "mentioned"},
    ),
    "told as one's own": (
        "<person id=a>Рута Жукайте</person> сообщила, что <said by=a verb=сообщить>встретилась с "
        "министром <person id=b>Азаматом Сеитовым</person></said>.",
        {"a": "present"},
    ),
    "told of a meeting that has no subject": (
        "<person id=a>Рута Жукайте</person> сообщила, что <said by=a verb=сообщить>состоялась "
        "встреча с министром <person id=b>Азаматом Сеитовым</person></said>.",
        {"a": "absent_quoted", "b": "present"},
    ),
    "told of others": (
        "<person id=c>Мира Токтосунова</person> сообщила, что <said by=c verb=сообщить>"
        + MEETING
        + "</said>.",
        {"c": "absent_quoted"},
    ),
    "against is no speech": (
        MEETING + ". <person id=c>Йонас Вайткус</person> выступает против пошлин.",
        {"c": "mentioned"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), PRESENT.values(), ids=PRESENT.keys())
def test_presence(run, text, expected):
    _, found, _ = run(text)
    assert {key: found[key].attendance for key in expected} == expected


def test_presence_by_office_is_doubted(run):
    text, _ = PRESENT["head of a delegation who comments"]
    _, found, _ = run(text)
    assert found["a"].rule == "attendance.present.delegate"
    assert found["a"].doubts == ("attendance_by_office",)


def test_a_third_state_said_not_to_act_is_no_party(run):
    _, _, countries = run(
        "<person id=a country=LT title=министр>Рута Жукайте</person> встретилась с <person id=b "
        "country=KZ title=министр>Азаматом Сеитовым</person>. <country code=LV>Латвия</country> не "
        "участвует в споре <country code=LT>Литвы</country> и <country code=KZ>Казахстана"
        "</country>. <country code=EE>Эстония</country> выступает против пошлин."
    )
    assert {code: item.status for code, item in countries.items()} == {
        "LV": "mentioned",
        "LT": "party",
        "KZ": "party",
        "EE": "mentioned",
    }
