"""The attendance stage on hand-made layers and the event stage's own event."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.stages.attendance import AttendanceStage
from pipeline.stages.event import EventStage
from tests.stages.handmade import make_scene


@pytest.fixture(scope="module")
def stages(store, morphology):
    return EventStage(store, morphology), AttendanceStage(store, morphology)


@pytest.fixture
def run(stages, tokens_of):
    def call(text, published=date(2026, 4, 10)):
        event_stage, stage = stages
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
        layer = stage(scene.tokens, scene.participants, event, scene.documents, scene.statements)
        return {presence.person: presence for presence in layer.presences}

    return call


MEETING = (
    "<person id=a country=LT>Йонас Вайткус</person> встретился с <person id=b country=KZ>Азаматом "
    "Сеитовым</person>. "
)
SESSION = "В Бишкеке состоялось заседание министров энергетики стран – членов Союза рек. "

CASES = {
    "what someone does at a summit is done there": (
        "<person id=a>Йонас Вайткус</person> отказался от общего снимка на саммите морских стран. "
        "<person id=b>Азамат Сеитов</person> узнал об этом из газет.",
        {"a": "present", "b": "mentioned"},
    ),
    "what someone does not do at a summit": (
        "<person id=a>Йонас Вайткус</person> не появился на саммите морских стран.",
        {"a": "mentioned"},
    ),
    "verb of the noun before the other side": (
        "<person id=a country=KZ>Азамат Сеитов</person> посетит <country code=LT>Литву</country>. "
        "Встреча запланирована и со спикером <person id=c country=LT>Йонасом Вайткусом</person>.",
        {"a": "present", "c": "present"},
    ),
    "who came, told without a verb": (
        MEETING + "С литовской стороны – министр <person id=c country=LT>Пятрас Жукас</person>. В "
        "составе делегации депутаты <person id=d country=KZ>Ерлан Сапаров</person> и <person id=e "
        "country=KZ>Мира Токтосунова</person>.",
        {"a": "present", "b": "present", "c": "present", "d": "present", "e": "present"},
    ),
    "who presents credentials, and to whom": (
        "Посол <person id=a country=LT>Йонас Вайткус</person> вручил копии верительных грамот "
        "министру <person id=b country=KZ>Азамату Сеитову</person>.",
        {"a": "present", "b": "present"},
    ),
    "who takes credentials, and from whom": (
        "Президент <person id=b country=KZ>Азамат Сеитов</person> принял верительные грамоты у "
        "посла <person id=a country=LT>Йонаса Вайткуса</person>.",
        {"a": "present", "b": "present"},
    ),
    "who heads a delegation": (
        "Делегация порта, возглавляемая министром <person id=a country=KZ>Азаматом Сеитовым"
        "</person>, приняла участие в заседании министров морских стран.",
        {"a": "present"},
    ),
    "who receives a delegation": (
        "<person id=a country=KZ>Азамат Сеитов</person> принял делегацию порта во главе с <person "
        "id=b country=LT>Йонасом Вайткусом</person>. Встреча прошла вчера.",
        {"a": "present", "b": "present"},
    ),
    "who greets the guest at the airport": (
        "<person id=a country=LT>Йонас Вайткус</person> прибыл с визитом в Астану. В аэропорту его "
        "встретили министр <person id=b country=KZ>Азамат Сеитов</person> и аким <person id=c "
        "country=KZ>Ерлан Сапаров</person>.",
        {"a": "present", "b": "present", "c": "present"},
    ),
    "whose meeting it was": (
        "Слова <person id=a>Азамата Сеитова</person> прозвучали на его встрече с <person id=b>"
        "Йонасом Вайткусом</person>.",
        {"a": "present", "b": "present"},
    ),
    "an earlier preposition governs nobody": (
        MEETING + "В первый день в порту <office of=b>казахскую делегацию</office> принял глава "
        "кабинета <person id=c country=LT>Пятрас Жукас</person>.",
        {"a": "present", "b": "present", "c": "present"},
    ),
    "a third state's people act elsewhere": (
        MEETING + "Они говорили о море. Тем временем стихли бури. Министры <person id=c country=LV>"
        "Янис Озолс</person> и <person id=d country=EE>Юри Тамм</person> обсудили улов.",
        {"a": "present", "b": "present", "c": "mentioned", "d": "mentioned"},
    ),
    "a third state's guest at the meeting itself": (
        MEETING + "На встрече присутствовал министр <person id=c country=LV>Янис Озолс</person>.",
        {"a": "present", "b": "present", "c": "present"},
    ),
    "a countryman's words far from the talks": (
        "Состоялись переговоры <person id=a country=LT>Йонаса Вайткуса</person> с <person id=b "
        "country=KZ>Азаматом Сеитовым</person>.\n\nУлов в этом году мал.\n\nЗима была долгой.\n\n"
        "<person id=c country=LT>Пятрас Жукас</person> сообщил, что <said by=c verb=сообщить>лед "
        "сошел поздно</said>.",
        {"a": "present", "b": "present", "c": "absent_quoted"},
    ),
    "an act signed by one hand": (
        "Президент <person id=a country=KZ>Азамат Сеитов</person> подписал указ об отзыве "
        "<person id=b country=KZ>Миры Токтосуновой</person>. <person id=c country=KZ>Айбек Нуров"
        "</person> отметил, что <said by=c verb=отметить>решение верное</said>.",
        {"a": "present", "b": "mentioned", "c": "absent_quoted"},
    ),
    "what a host of many sides says after an interview": (
        MEETING + "Ученый <person id=c country=LT>Пятрас Жукас</person> рассказал в интервью, что "
        "<said by=c verb=рассказать>лед сошел</said>. <person id=c>Жукас</person>, в свою очередь, "
        "отметил, что <said by=c verb=отметить>воды мало</said>.",
        {"c": "absent_quoted"},
    ),
    "two together with the subject": (
        "<person id=a>Йонас Вайткус</person> примет участие в форуме морских стран. Вместе с "
        "министром <person id=b>Азаматом Сеитовым</person> и послом <person id=c>Айбеком Нуровым"
        "</person> он выступит на открытии.",
        {"a": "present", "b": "present", "c": "present"},
    ),
    "whose adviser was met": (
        "<person id=a>Йонас Вайткус</person> встретился с советником <person id=b>Азамата Сеитова"
        "</person>.",
        {"a": "present", "b": "mentioned"},
    ),
    "who will not be there": (
        "Форум морских стран пройдет в мае. На форуме <person id=a>Йонас Вайткус</person> не будет "
        "присутствовать. <person id=b>Азамат Сеитов</person> не сможет участвовать.",
        {"a": "mentioned", "b": "mentioned"},
    ),
    "who judges a summit": (
        "Завершился саммит морских стран. <person id=a>Йонас Вайткус</person> назвал саммит <said "
        "by=a verb=назвать>пустой тратой сил</said>.",
        {"a": "absent_quoted"},
    ),
    "who used to say something": (
        "Завершился саммит морских стран. Воды мало, объяснял <person id=a>Йонас Вайткус</person>: "
        "<said by=a verb=объяснять>реки мелеют</said>. Он обещал, что <said by=a verb=пообещать>"
        "поможет</said>.",
        {"a": "absent_quoted"},
    ),
    "who printed the words is no place": (
        "Саммит морских стран начался. На саммите <person id=a>Йонас Вайткус</person> отметил, что "
        "<said by=a verb=отметить>воды мало</said> (цитата по ТАСС).",
        {"a": "present"},
    ),
    "another meeting of the same week": (
        "<person id=a>Йонас Вайткус</person> проведет заседание Совета безопасности. Порт закроют. "
        "Также он встретится с <person id=b>Азаматом Сеитовым</person>.",
        {"a": "present", "b": "mentioned"},
    ),
    "who puts an idea forward": (
        "Саммит морских стран завершился. С идеей такого союза выступил <person id=a>Йонас Вайткус"
        "</person>.",
        {"a": "mentioned"},
    ),
    "who takes an oath": (
        "<person id=a>Йонас Вайткус</person> приносит присягу в качестве президента.",
        {"a": "present"},
    ),
    "who asked the visitor to come": (
        "<person id=a country=LT>Йонас Вайткус</person> посетит <country code=KZ>Казахстан"
        "</country>. Министра пригласил его казахстанский коллега <person id=b country=KZ>Азамат "
        "Сеитов</person>.",
        {"a": "present", "b": "present"},
    ),
    "somebody else's journey": (
        "<person id=a country=LT>Йонас Вайткус</person> приехал в <country code=KZ>Казахстан"
        "</country>.\n\nВ <country code=KZ>Казахстан</country> также приехал <person id=b "
        "country=LV>Янис Озолс</person>.",
        {"a": "present", "b": "mentioned"},
    ),
    "an agency that passes the words on": (
        "На форуме морских стран <person id=a>Йонас Вайткус</person> отметил, что <said by=a "
        "verb=отметить>воды мало</said>, передает Reuters. Форум прошел вчера.",
        {"a": "present"},
    ),
    "since whose days": (
        "Состоятся переговоры с соседями, первые со времен <person id=a>Йонаса Вайткуса</person>.",
        {"a": "mentioned"},
    ),
    "another's journey to the same country": (
        "<person id=a country=LT>Йонас Вайткус</person> совершил поездку в <country code=KZ>"
        "Казахстан</country>. Порт закрыт. Скоро ждут визита <person id=b country=LT>Пятраса Жукаса"
        "</person>.",
        {"a": "present", "b": "mentioned"},
    ),
    "who gets a greeting elsewhere": (
        "<person id=a country=LT>Йонас Вайткус</person> прибыл с визитом в <country code=KZ>"
        "Казахстан</country>. Самолет летел над морем. Письмо получил <person id=b country=LV>Янис "
        "Озолс</person>.",
        {"a": "present", "b": "mentioned"},
    ),
    "comment at a distance": (
        SESSION + "Позже <person id=a>Йонас Вайткус</person> заявил, что <said by=a "
        "verb=заявить>воды мало</said>.",
        {"a": "absent_quoted"},
    ),
    "a neighbour's comment on a session of one state's body": (
        "Прошло заседание Совета безопасности <country code=LT>Литвы</country>. <person id=a "
        "country=LV>Янис Озолс</person> отметил, что <said by=a verb=отметить>мир нужен всем"
        "</said>. <person id=b country=LT>Йонас Вайткус</person> отметил, что <said by=b "
        "verb=отметить>порт открыт</said>.",
        {"a": "absent_quoted", "b": "present"},
    ),
    "a thing that is discussed holds no participant": (
        MEETING + "Детали обсуждаемой сделки знал <person id=c country=LT>Пятрас Жукас</person>.",
        {"a": "present", "b": "present", "c": "mentioned"},
    ),
    "both sides of a meeting": (MEETING, {"a": "present", "b": "present"}),
    "list after «приняли участие»": (
        SESSION
        + "В нем приняли участие министр <person id=a>Йонас Вайткус</person>, министр <person id=b>"
        "Азамат Сеитов</person> и посол <person id=c>Мира Токтосунова</person>.",
        {"a": "present", "b": "present", "c": "present"},
    ),
    "head of a delegation": (
        SESSION + "Литовскую делегацию возглавлял <person id=a>Йонас Вайткус</person>.",
        {"a": "present"},
    ),
    "speaker at a wide event": (
        SESSION + "<person id=a>Йонас Вайткус</person> отметил, что <said by=a verb=отметить>"
        "воды стало меньше</said>.",
        {"a": "present"},
    ),
    "outsider who comments on a meeting of two": (
        MEETING + "Политолог <person id=c>Мира Токтосунова</person> считает, что <said by=c "
        "verb=считать>итоги скромны</said>.",
        {"c": "absent_quoted"},
    ),
    "spokesperson": (
        SESSION + "<person id=a title=пресс-секретарь>Йонас Вайткус</person> сообщил, что <said "
        "by=a verb=сообщить>итоги опубликуют позже</said>.",
        {"a": "absent_quoted"},
    ),
    "letter read to the participants": (
        SESSION + "В письменном приветствии <person id=a>Йонас Вайткус</person> отметил, что <said "
        "by=a verb=отметить>река общая</said>.",
        {"a": "absent_quoted"},
    ),
    "head of state quoted at a meeting of ministers": (
        SESSION
        + "<person id=a country=KG rank=minister title=министр>Азамат Сеитов</person> открыл "
        "заседание. <person id=b country=KG rank=head_of_state title=президент>Мира Токтосунова"
        "</person> заявила: «<said by=b verb=заявить kind=direct>Вода нам важнее всего</said>».",
        {"a": "present", "b": "absent_quoted"},
    ),
    "words said on another occasion": (
        MEETING + "Стороны обсудили перевозки.\n\nВ январе <person id=c>Мира Токтосунова</person> "
        "заявила, что <said by=c verb=заявить>договор готов</said>.",
        {"c": "absent_quoted"},
    ),
    "another meeting with someone else": (
        MEETING + "Стороны обсудили перевозки.\n\nПозже <person id=a>Вайткус</person> встретился "
        "с <person id=c>Мирой Токтосуновой</person>.",
        {"c": "mentioned"},
    ),
    "what an envoy will do later": (
        MEETING + "Стороны условились, что посол <person id=c>Мира Токтосунова</person> подготовит "
        "план.",
        {"c": "mentioned"},
    ),
    "guest received": (
        "Йонаса Вайткуса принял <person id=b>Азамат Сеитов</person>.".replace(
            "Йонаса Вайткуса", "<person id=a>Йонаса Вайткуса</person>"
        ),
        {"a": "present", "b": "present"},
    ),
    "roster of delegations": (
        "Сегодня в Бишкеке проходит заседание совета рек. Делегации возглавляют:\n\n"
        "от Литвы – <person id=a>Вайткус Йонас</person>, министр энергетики;\n"
        "от Казахстана – <person id=b>Сеитов Азамат</person>, министр энергетики.",
        {"a": "present", "b": "present"},
    ),
    "signatories of the talks": (
        MEETING + "По итогам встречи подписан меморандум. Подписи под ним поставили <person id=c>"
        "Мира Токтосунова</person> и <person id=d>Рута Жукайте</person>.",
        {"c": "present", "d": "present"},
    ),
    "no event, nobody there": (
        "<person id=a>Йонас Вайткус</person> заявил, что <said by=a verb=заявить>цены вырастут"
        "</said>. Доставку ведет <person id=b>Азамат Сеитов</person>.",
        {"a": "absent_quoted", "b": "mentioned"},
    ),
    "refusal to come": (
        SESSION + "<person id=a>Йонас Вайткус</person> не участвовал в работе.",
        {"a": "mentioned"},
    ),
    "whose report is heard": (
        SESSION + "Министры заслушали информацию руководителя миссии <person id=a>Йонаса "
        "Вайткуса</person>. Они заслушали доклад, который готовил <person id=b>Азамат Сеитов"
        "</person>.",
        {"a": "present", "b": "mentioned"},
    ),
    "who proposes at a session": (
        SESSION + "По предложению <office of=a>депутата</office> <person id=a>Йонаса Вайткуса"
        "</person> работа продлена. По предложению <office of=b>президента</office> <person id=b>"
        "Азамата Сеитова</person> готовят закон.",
        {"a": "present", "b": "mentioned"},
    ),
    "a message handed on": (
        MEETING
        + "На встрече он передал послание президенту <person id=c>Мире Токтосуновой</person>"
        ". Азамат Сеитов передал карту министру <person id=d>Руте Жукайте</person>.",
        {"c": "mentioned"},
    ),
    "met one after the other": (
        SESSION
        + "Министр <person id=a>Йонас Вайткус</person> провел на полях заседания ряд встреч."
        " С <person id=b>Азаматом Сеитовым</person> обсужден план. С <person id=c>Ашотом "
        "Тороманяном</person> стороны согласовали сроки.\n\nС <person id=d>Рутой Жукайте</person> "
        "план не обсуждался.",
        {"a": "present", "b": "present", "c": "present", "d": "mentioned"},
    ),
    "met on a visit around a session": (
        SESSION + "\n\nВ ходе визита в <country code=KG>Кыргызстан</country> министр <person id=a>"
        "Йонас Вайткус</person> встретился с <person id=b>Азаматом Сеитовым</person>.",
        {"b": "mentioned"},
    ),
    "in the presence of several": (
        "Церемония подписания состоялась в присутствии <office of=a>министра экономики</office> "
        "<person id=a>Йонаса Вайткуса</person> и <office of=b>первого статс-секретаря министерства "
        "по делам моря и рек</office> <person id=b>Азамата Сеитова</person>.",
        {"a": "present", "b": "present"},
    ),
    "a heading without a verb above a list": (
        SESSION + "\n\nВ составе делегаций\n\n<person id=a>Йонас Вайткус</person>, советник\n\n"
        "<person id=b>Мира Токтосунова</person>, посол\n\nКонтакты\n\n<person id=c>Рута Жукайте"
        "</person>",
        {"a": "present", "b": "present", "c": "mentioned"},
    ),
    "several who spoke, between semicolons": (
        SESSION + "С докладами выступили министр <person id=a>Йонас Вайткус</person>; директор "
        "центра воды <person id=b>Азамат Сеитов</person>; посол <person id=c>Ашот Тороманян"
        "</person>.",
        {"a": "present", "b": "present", "c": "present"},
    ),
    "a list of subjects ends where a clause begins": (
        SESSION + "Доклады сделали <person id=a>Йонас Вайткус</person> и <person id=b>Азамат Сеитов"
        "</person>, которых заменит <person id=c>Мира Токтосунова</person>.",
        {"a": "present", "b": "present", "c": "mentioned"},
    ),
    "a delegation received in the course of a visit": (
        "<person id=a>Йонас Вайткус</person> прибыл с визитом в Бишкек. Делегация была принята "
        "министром <person id=b>Азаматом Сеитовым</person>.",
        {"a": "present", "b": "present"},
    ),
    "a courtesy call": (
        "<person id=a>Йонас Вайткус</person> прибыл с визитом в Бишкек. Он нанес визит вежливости "
        "министру <person id=b>Азамату Сеитову</person>.",
        {"b": "present"},
    ),
    "what a sitting decides is its news": (
        "На заседании комитета рассмотрено пять вопросов.\n\nДоклад готовили долго.\n\nДепутат "
        "<person id=a>Йонас Вайткус</person> спросил, <said by=a verb=спросить>где вода</said>.",
        {"a": "present"},
    ),
    "experts under someone's lead work anywhere": (
        SESSION + "К заседанию эксперты под руководством <person id=a>Йонаса Вайткуса</person> "
        "готовили доклад.",
        {"a": "mentioned"},
    ),
    "speakers of a meeting of many": (
        "Прошла деловая встреча «Вода и люди».\n\nДоклад готовили долго.\n\nМинистр <person id=a "
        "country=LT>Йонас Вайткус</person> рассказал <said by=a verb=рассказать>о реках</said>.",
        {"a": "present"},
    ),
    "a transcript": (
        "Ответы на вопросы министра <person id=a>Йонаса Вайткуса</person> после визита в <country "
        "code=KZ>Казахстан</country>\n\nСостоялся визит в Казахстан.\n\nВопрос («Голос», <person "
        "id=b>Мира Токтосунова</person>). Кто возглавит комиссию?\n\n<person id=a>Йонас Вайткус"
        "</person>. Комиссию возглавит <person id=c>Азамат Сеитов</person>.\n\nВопрос («Эхо», "
        "<person id=d>Рута Жукайте</person>). Когда?\n\n<person id=a>Вайткус</person>. Скоро.",
        {"a": "present", "b": "present", "c": "mentioned", "d": "present"},
    ),
    "the host who invites to a visit": (
        "<person id=a>Йонас Вайткус</person> прибыл с визитом в Бишкек по приглашению <person id=b>"
        "Азамата Сеитова</person>.",
        {"a": "present", "b": "present"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_attendance(run, text, expected):
    found = run(text)
    assert {key: found[key].attendance for key in expected} == expected


def test_roles(run):
    found = run(
        SESSION + "Заседание открыла <person id=a>Рута Жукайте</person>. Председательствовал "
        "<person id=b>Азамат Сеитов</person>. <person id=c>Йонас Вайткус</person> отметил, что "
        "<said by=c verb=отметить>река мелеет</said>."
    )
    assert found["a"].roles == ("chair",)
    assert found["b"].roles == ("chair",)
    assert found["c"].roles == ("speaker",)


def test_side_by_country_is_doubted(run):
    found = run(
        "<person id=a country=LT>Йонас Вайткус</person> провел переговоры с <person id=b "
        "country=KZ>Азаматом Сеитовым</person>. <person id=c country=KZ>Мира Токтосунова</person> "
        "подчеркнула, что <said by=c verb=подчеркнуть>порт готов</said>."
    )
    assert found["c"].attendance == "present"
    assert found["c"].doubts


def test_one_presence_a_participant_in_order(run):
    found = run(MEETING)
    assert list(found) == ["a", "b"]
