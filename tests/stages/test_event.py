"""The event stage on hand-made layers."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.stages.event import EventStage
from tests.stages.handmade import make_scene


@pytest.fixture(scope="module")
def stage(store, morphology):
    return EventStage(store, morphology)


@pytest.fixture
def run(stage, tokens_of):
    def call(text, published=date(2026, 4, 10)):
        scene = make_scene(text, tokens_of, published)
        layer = stage(
            scene.release,
            scene.tokens,
            scene.organizations,
            scene.countries,
            scene.persons,
            scene.positions,
            scene.participants,
        )
        return scene, layer

    return call


EVENTS = {
    "a compound that is tagged an adjective": (
        "<when start=2026-04-09>9 апреля 2026 г</when>. в <place name=Рига code=LV>Риге</place> "
        "состоялся <event>бизнес-форум «Литва – Латвия»</event>.",
        "forum",
        "бизнес-форум «Литва – Латвия»",
    ),
    "session with genitive chain": (
        "В <place name=Бишкек code=KG>Бишкеке</place> <when start=2026-04-09>вчера</when> прошло "
        "<event>третье заседание министров энергетики стран – членов <body key=o>Союза рек</body>"
        "</event>.",
        "session",
        "третье заседание министров энергетики стран – членов Союза рек",
    ),
    "oblique phrase becomes nominative": (
        "<person id=a>Мира Токтосунова</person> приняла участие во <event>втором форуме горных "
        "стран</event> в <place name=Бишкек code=KG>Бишкеке</place>.",
        "forum",
        "второй форум горных стран",
    ),
    "roman numeral belongs to the name": (
        "<when start=2026-04-08>8 апреля</when> состоялся <event>IV съезд инженеров</event>.",
        "session",
        "IV съезд инженеров",
    ),
    "quoted name": (
        "В <place name=Ереван code=AM>Ереване</place> открылась <event>международная конференция "
        "«Чистая вода»</event>.",
        "conference",
        "международная конференция «Чистая вода»",
    ),
    "call with both sides": (
        "<when start=2026-04-10>Сегодня</when> состоялся <event>телефонный разговор <person id=a>"
        "Азамата Сеитова</person> с <person id=b>Йонасом Вайткусом</person></event>.",
        "call",
        "телефонный разговор Азамата Сеитова с Йонасом Вайткусом",
    ),
    "round of consultations": (
        "Состоялся <event>пятый раунд политических консультаций между <country code=LT>Литвой"
        "</country> и <country code=KZ>Казахстаном</country></event>.",
        "consultations",
        "пятый раунд политических консультаций между Литвой и Казахстаном",
    ),
    "visit names where it goes": (
        "<person id=a>Мира Токтосунова</person> находится с <event>рабочим визитом в <place "
        "name=Рига code=LV>Риге</place></event>.",
        "visit",
        "рабочий визит в Риге",
    ),
    "summit before the talks in it": (
        "<person id=a>Азамат Сеитов</person> провел переговоры с <person id=b>Йонасом Вайткусом"
        "</person>. Они прибыли в <place name=Рига code=LV>Ригу</place> на <event>саммит морских "
        "стран</event>.",
        "summit",
        "саммит морских стран",
    ),
    "forum before the signing in it": (
        "Компании заключили соглашение о поставках. Церемония подписания состоялась в рамках "
        "<event>форума «Чистая вода»</event>.",
        "forum",
        "форум «Чистая вода»",
    ),
    "visit of one who is met and does more": (
        "<person id=a>Азамат Сеитов</person> провел встречу с министром <person id=b>Йонасом "
        "Вайткусом</person>, <event>прибывшим</event> в <place name=Рига code=LV>Ригу</place>."
        "\n\nРечь шла о "
        "море.\n\nОн посетил порт. Стороны подписали соглашение.",
        "visit",
        None,
    ),
    "one talk makes no visit": (
        "<person id=a>Азамат Сеитов</person> провел <event>встречу с министром <person id=b>"
        "Йонасом Вайткусом</person></event>, прибывшим в <place name=Рига code=LV>Ригу</place>. "
        "Речь шла о море.",
        "meeting",
        "встреча с министром Йонасом Вайткусом",
    ),
    "trip around what was told first": (
        "Прошли консультации между <country code=LT>Литвой</country> и <country code=KZ>Казахстаном"
        "</country>.\n\nРечь шла о море.\n\nВ рамках <event>рабочей поездки</event> <person id=a>"
        "Й. Вайткус</person> провел также встречи с учеными.",
        "visit",
        "рабочая поездка",
    ),
    "mission of experts": (
        "Завершилась работа <event>экспертной миссии по вопросам чистой воды</event>.",
        "other",
        "экспертная миссия по вопросам чистой воды",
    ),
    "a body called after what it holds": (
        "В штаб-квартире <body key=o kind=intergovernmental>Ассамблеи рек</body> прошло "
        "<event>заседание комиссии по рыбе</event>.",
        "session",
        "заседание комиссии по рыбе",
    ),
    "number before the noun": (
        "Завершилась поездка для проведения <event>XIV заседания комиссии по рыбе</event>. "
        "Заседание прошло в порту.",
        "session",
        "XIV заседание комиссии по рыбе",
    ),
    "headline below a letterhead": (
        "Министерство рек\n\nСостоялось заседание СР\n\nВ порту прошло <event>заседание совета по "
        "чистой воде</event>. Говорили о рыбе.",
        "session",
        "заседание совета по чистой воде",
    ),
    "bare verb has no name": (
        "<person id=a>Азамат Сеитов</person> <event>встретился</event> в <where><place name=Рига "
        "code=LV>Риге</place></where> с <person id=b>Йонасом Вайткусом</person>.",
        "meeting",
        None,
    ),
    "receiving a guest": (
        "<person id=a>Азамат Сеитов</person> <event>принял</event> <person id=b>Йонаса Вайткуса"
        "</person>.",
        "meeting",
        None,
    ),
    "visit by a verb": (
        "<person id=a>Азамат Сеитов</person> <event>посетит</event> <country code=LT>Литву"
        "</country> <when start=2026-04-14 end=2026-04-15>14–15 апреля</when>.",
        "visit",
        None,
    ),
    "hyphenated noun": (
        "<person id=a>Азамат Сеитов</person> провел <event>онлайн-переговоры с <person id=b>"
        "Йонасом Вайткусом</person></event>.",
        "negotiations",
        "онлайн-переговоры с Йонасом Вайткусом",
    ),
    "letters of credence name no event": (
        "<person id=a>Азамат Сеитов</person> <when start=2026-04-09>9 апреля</when> принял <event>"
        "верительные грамоты</event> послов трех стран.",
        "ceremony",
        None,
    ),
    "level and sides belong to the name": (
        "Начались <event>переговоры на высшем уровне между <country code=LT>Литвой</country> и "
        "<country code=KZ>Казахстаном</country></event>.",
        "negotiations",
        "переговоры на высшем уровне между Литвой и Казахстаном",
    ),
    "circle belongs to the name": (
        "<person id=a>Азамат Сеитов</person> провел <event>встречу с <person id=b>Йонасом "
        "Вайткусом</person> в узком составе</event>.",
        "meeting",
        "встреча с Йонасом Вайткусом в узком составе",
    ),
    "the subject that follows is no part of the name": (
        "На <event>встрече с <person id=b>Йонасом Вайткусом</person></event> премьер "
        "<person id=a>Азамат Сеитов</person> поднял вопрос о тарифах.",
        "meeting",
        "встреча с Йонасом Вайткусом",
    ),
    "contract concluded after an earlier meeting": (
        "<when start=2026-04-06>6 апреля</when> <event>заключено</event> соглашение между портом "
        "и обществом «Причал». Оно заключено по итогам встречи 12 января.",
        "signing",
        None,
    ),
    "an act signed by one hand": (
        "Президент <person id=a>Азамат Сеитов</person> <event>подписал</event> "
        "<when start=2026-04-10>сегодня</when> указ о лесах.",
        "signing",
        None,
    ),
    "the body that sits": (
        "Прошло <event>заседание <body key=o kind=government>Совета безопасности</body></event>.",
        "session",
        "заседание Совета безопасности",
    ),
    "a protocol signed by one hand": (
        "Президент <person id=a>Азамат Сеитов</person> <event>подписал</event> протокол о торговле "
        "лесом.",
        "signing",
        None,
    ),
    "an oath is a ceremony": (
        "<person id=a>Азамат Сеитов</person> <when start=2026-04-09>9 апреля</when> приносит "
        "<event>присягу</event> в качестве президента.",
        "ceremony",
        None,
    ),
    "press conference of two": (
        "Цены вырастут, заявил министр <person id=a>Азамат Сеитов</person> на <event>"
        "пресс-конференции с премьером <person id=b>Йонасом Вайткусом</person></event>.",
        "other",
        "пресс-конференция с премьером Йонасом Вайткусом",
    ),
    "what is said right after talks": (
        "Цены вырастут, заявил министр <person id=a>Азамат Сеитов</person> после <event>встречи с "
        "премьером <person id=b>Йонасом Вайткусом</person></event>.",
        "meeting",
        "встреча с премьером Йонасом Вайткусом",
    ),
    "talks to come that are the news": (
        "<event>Предстоящие переговоры <person id=a>Азамата Сеитова</person> и <person id=b>Йонаса "
        "Вайткуса</person></event> будут посвящены лесу.",
        "negotiations",
        "предстоящие переговоры Азамата Сеитова и Йонаса Вайткуса",
    ),
    "a summit at which something should be done is not the one told": (
        "На июльском саммите стране должны предложить помощь, заявил <person id=a>Азамат Сеитов"
        "</person>. Он сообщил, что провел <event>переговоры с <person id=b>Йонасом Вайткусом"
        "</person></event>.",
        "negotiations",
        "переговоры с Йонасом Вайткусом",
    ),
    "sides joined by a dash": (
        "Прошел <event>двухдневный саммит <country code=LT>Литва</country> — <body key=o>Союз рек"
        "</body></event>.",
        "summit",
        "двухдневный саммит Литва — Союз рек",
    ),
    "a colleague as the second side": (
        "Прошли <event>переговоры президента <person id=a>Азамата Сеитова</person> и его "
        "литовского коллеги <person id=b>Йонаса Вайткуса</person></event>.",
        "negotiations",
        "переговоры президента Азамата Сеитова и его литовского коллеги Йонаса Вайткуса",
    ),
    "a visit to a village": (
        "Президент <person id=a>Азамат Сеитов</person> <event>посетил</event> село <place "
        "name=Каменка code=KG>Каменка</place>.",
        "visit",
        None,
    ),
    "what the control is over belongs to the name": (
        "Прошли <event>консультации по контролю над оружием</event>.",
        "consultations",
        "консультации по контролю над оружием",
    ),
    "signing by two sides": (
        "<country code=LT>Литва</country> и <country code=KZ>Казахстан</country> <event>подписали"
        "</event> соглашение о перевозках.",
        "signing",
        None,
    ),
}


@pytest.mark.parametrize(("text", "kind", "name"), EVENTS.values(), ids=EVENTS.keys())
def test_finds_the_event(run, text, kind, name):
    scene, layer = run(text)
    assert layer.event is not None
    assert layer.event.kind == kind
    assert layer.event.name == name
    (expected,) = scene.marks("event")
    assert layer.event.spans[0] == scene.span(expected)
    for mark in scene.marks("when"):
        assert layer.event.date is not None
        assert str(layer.event.date.start) == mark.attributes["start"]
        end = layer.event.date.end
        assert (str(end) if end else None) == mark.attributes.get("end")
        assert layer.event.date.spans == (scene.span(mark),)


NO_EVENT = {
    "comment of a spokesperson": (
        "<person id=a>Мира Токтосунова</person> прокомментировала ход поставок. «Груз уже в пути, "
        "и мы следим за ним каждый день без выходных», — сказала она."
    ),
    "a meeting only offered": (
        "<person id=a>Азамат Сеитов</person> предложил провести встречу министров и выразил "
        "готовность к переговорам."
    ),
    "an earlier meeting in passing": (
        "<person id=a>Мира Токтосунова</person> напомнила о февральской встрече в <place "
        "name=Рига code=LV>Риге</place>."
    ),
    "an event inside someone's words": (
        "<person id=a>Азамат Сеитов</person> заявил: «Вчера в нашей столице прошло большое "
        "заседание, и мы довольны его итогами»."
    ),
    "a visit that does not take place": (
        "<person id=a>Азамат Сеитов</person> не посетит <country code=LT>Литву</country>."
    ),
    "contracts that companies conclude as a rule": (
        "Выпускники курсов успешно заключают договоры с предприятиями."
    ),
    "a press conference of one": (
        "Цены вырастут, заявил министр <person id=a>Азамат Сеитов</person> на пресс-конференции."
    ),
    "an agreement of long ago": (
        "Страны прекратили совместные проверки. Соглашение между <country code=LT>Литвой</country> "
        "и <country code=KZ>Казахстаном</country> было заключено в 2009 году."
    ),
    "a visit of last month below other news": (
        "Порт закроют на ремонт. Об этом сообщила пресс-служба. Сроков она не назвала. "
        "<person id=a>Азамат Сеитов</person> посетил <country code=LT>Литву</country> в марте."
    ),
    "a visit that was to take place": (
        "<person id=a>Азамат Сеитов</person> должен был посетить <country code=LT>Литву</country>."
    ),
    "talks that may fail": (
        "Порт закроют, если стороны на встрече не договорятся, заявил <person id=a>Азамат Сеитов"
        "</person>."
    ),
    "talks that are only possible": "Мирные переговоры возможны лишь после отвода войск.",
    "an act quoted in passing": (
        "Цены на хлеб выросли. Урожай был мал. Запасы невелики. В магазинах очереди.\n\nПрезидент "
        "<person id=a>Азамат Сеитов</person> подписал указ о лесах."
    ),
    "processes are no events": "Страны начали готовиться к переговорам о тарифах.",
}


@pytest.mark.parametrize("text", NO_EVENT.values(), ids=NO_EVENT.keys())
def test_no_event(run, text):
    _, layer = run(text)
    assert layer.event is None


def test_headline_about_a_meeting_names_it(run):
    _, layer = run(
        "О <event>встрече министра с послом</event>\n\n<when start=2026-04-09>9 апреля</when> с.г. "
        "<person id=a>Азамат Сеитов</person> принял <person id=b>Йонаса Вайткуса</person> по "
        "случаю завершения его миссии в нашей стране."
    )
    assert layer.event is not None
    assert layer.event.name == "встреча министра с послом"
    assert layer.event.date is not None
    assert str(layer.event.date.start) == "2026-04-09"


def test_an_earlier_visit_is_not_chosen_for_want_of_another(run):
    _, layer = run(
        "<person id=a>Азамат Сеитов</person> заявил, что курс не изменится. Ранее он посетил "
        "<country code=LT>Литву</country>."
    )
    assert layer.event is None
    assert len(layer.background) == 1


def test_place_from_dateline_when_the_capital_is_only_described(run):
    _, layer = run(
        "<place name=Бишкек code=KG>БИШКЕК</place>, 10 апреля 2026 года. Вчера в <country code=KG "
        "form=adjective>киргизской</country> столице состоялось заседание правления фонда рек, "
        "на котором обсудили паводок."
    )
    assert layer.event is not None
    assert layer.event.place is not None
    assert (layer.event.place.name, layer.event.place.country) == ("Бишкек", "KG")
    assert len(layer.event.place.spans) == 2


def test_place_in_words_before_an_unknown_one(run):
    _, layer = run(
        "В отеле «Горный» г. <place name=Бишкек code=KG>Бишкек</place> прошла встреча "
        "предпринимателей."
    )
    assert layer.event is not None
    assert layer.event.place is not None
    assert layer.event.place.name == "Бишкек"


def test_call_has_no_place(run):
    _, layer = run(
        "Состоялся телефонный разговор <person id=a>Азамата Сеитова</person> с <person id=b>"
        "Йонасом Вайткусом</person>. Заседание комиссии пройдет в <place name=Рига code=LV>Риге"
        "</place>."
    )
    assert layer.event is not None
    assert layer.event.place is None


def test_organization_is_the_frame_and_not_the_guest(run):
    _, frame = run("Состоялось заседание совета <body key=o>Союза рек</body>.")
    _, guest = run(
        "<person id=a>Азамат Сеитов</person> провел встречу с генеральным секретарем <body key=o>"
        "Союза рек</body> <person id=b>Йонасом Вайткусом</person>."
    )
    assert frame.event is not None
    assert guest.event is not None
    assert (frame.event.organization, frame.event.bilateral) == ("o", False)
    assert (guest.event.organization, guest.event.bilateral) == (None, True)


def test_theme_is_no_part_of_the_name(run):
    scene, layer = run(
        "Состоялось <event>заседание совета рек</event>, посвященное теме «<theme>Вода и мир"
        "</theme>»."
    )
    assert layer.event is not None
    assert layer.event.name == "заседание совета рек"
    assert layer.event.theme == "Вода и мир"
    (theme,) = scene.marks("theme")
    assert layer.event.theme_span == scene.span(theme)


def test_announced_event(run):
    _, layer = run("16 апреля в <place name=Рига code=LV>Риге</place> пройдет форум портов.")
    assert layer.event is not None
    assert layer.event.announced


def test_date_is_not_the_days_of_publication_alone(run):
    _, layer = run("Состоялось заседание совета рек.")
    assert layer.event is not None
    assert layer.event.date is None


def test_a_date_in_a_clause_about_something_else_dates_nothing(run):
    _, layer = run(
        "<person id=a>Азамат Сеитов</person> встретился с <person id=b>Йонасом Вайткусом</person> "
        "и говорил об угрозах, с которыми сегодня сталкивается мир."
    )
    assert layer.event is not None
    assert layer.event.date is None


def test_a_date_beside_an_earlier_meeting_dates_that(run):
    _, layer = run(
        "Переговоры <person id=a>Азамата Сеитова</person> и <person id=b>Йонаса Вайткуса</person> "
        "пройдут в порту, последняя такая встреча состоялась 17 марта."
    )
    assert layer.event is not None
    assert layer.event.date is None


@pytest.mark.parametrize(
    "text",
    [
        "<person id=a>Азамат Сеитов</person> провел встречу с <person id=b>Йонасом Вайткусом"
        "</person>. Встреча прошла в новом здании посольства рядом со старым парком в "
        "<place name=Рига code=LV>Риге</place>.",
        "На встрече в <place name=Рига code=LV>Риге</place> стороны начнут диалог. Переговоры "
        "<person id=a>Азамата Сеитова</person> и <person id=b>Йонаса Вайткуса</person> пройдут "
        "утром.",
        "Состоялись переговоры <person id=a>Азамата Сеитова</person> и <person id=b>Йонаса "
        "Вайткуса</person> в приморском городе <place name=Рига code=LV>Рига</place>.",
    ],
    ids=["behind the verb", "named as a meeting before", "kind of settlement"],
)
def test_place_of_talks(run, text):
    _, layer = run(text)
    assert layer.event is not None
    assert layer.event.place is not None
    assert layer.event.place.name == "Рига"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "В <body key=o kind=parliament>Палате рек</body> прошло заседание комиссии по рыбе.",
            "Палата рек",
        ),
        ("Заседание комиссии по рыбе прошло в Морском дворце.", "Морской дворец"),
        ("Азамат Сеитов посетил с визитом провинцию Маривия.", "провинция Маривия"),
        (
            "Отдел печати | <place name=Рига code=LV>Рига</place>, 10.04.2026\n\nПрошло заседание "
            "комиссии по рыбе. О нём сообщили газеты.",
            "Рига",
        ),
        (
            "Прошла встреча с посольством <country code=LT>Литвы</country> в <place name=Рига "
            "code=LV>Риге</place> о рыбе.",
            None,
        ),
        (
            "<person id=a>Азамат Сеитов</person> встретился с делегацией города <place name=Рига "
            "code=LV>Рига</place>.",
            None,
        ),
    ],
)
def test_houses_and_lines_above_the_text(run, text, place):
    _, layer = run(text)
    assert layer.event is not None
    assert (layer.event.place and layer.event.place.name) == place


def test_in_whose_frame_a_council_of_states_sits(run):
    _, layer = run(
        "Прошло заседание <body key=c kind=parliament>Совета</body> по рыбе банков государств – "
        "членов <body key=u kind=intergovernmental>Союза рек</body>."
    )
    assert layer.event is not None
    assert layer.event.organization == "u"


def test_a_visit_elsewhere_is_another_event(run):
    scene, layer = run(
        "<person id=a>Азамат Сеитов</person> прибыл с визитом в <country code=LV>Латвию</country>. "
        "Его встретил мэр столицы.\n\n<background>На той же неделе он посетил <country code=EE>"
        "Эстонию</country>.</background>"
    )
    assert layer.event is not None
    assert layer.background == tuple(
        scene.tokens.range_of(scene.span(m)) for m in scene.marks("background")
    )


def test_a_tour_named_in_the_lead_is_one_event(run):
    _, layer = run(
        "<person id=a>Азамат Сеитов</person> прибыл с визитом в <country code=LV>Латвию</country> "
        "и <country code=LT>Литву</country>. Завтра он посетит <country code=LT>Литву</country>."
    )
    assert layer.event is not None
    assert layer.background == ()


def test_the_body_that_sits_holds_the_session(run):
    _, layer = run("Прошло заседание <body key=o kind=government>Совета безопасности</body>.")
    assert layer.event is not None
    assert layer.event.organization == "o"


def test_an_announced_event_that_the_headline_speaks_of(run):
    text = (
        "Вайткус назвал {} заседание совета важным\n\n<person id=a>Йонас Вайткус</person> заявил, "
        "что речь пойдет о море. По его словам, рыбы стало мало.\n\nЗаседание совета {} 20 апреля."
    )
    _, layer = run(text.format("предстоящее", "пройдет"))
    assert layer.event is not None
    assert layer.event.announced
    assert str(layer.event.date and layer.event.date.start) == "2026-04-20"
    _, layer = run(text.format("прошлое", "прошло"))
    assert layer.event is None


def test_today_inside_a_quotation_dates_nothing(run):
    _, layer = run(
        "Состоялось заседание совета рек. «Сегодня мы сделали большой шаг, и река это "
        "почувствует очень скоро», — сказал <person id=a>Азамат Сеитов</person>."
    )
    assert layer.event is not None
    assert layer.event.date is None


def test_background_and_other_events(run):
    scene, layer = run(
        "<person id=a>Азамат Сеитов</person> встретился с <person id=b>Йонасом Вайткусом</person>. "
        "Стороны обсудили перевозки. <background>В январе министры провели переговоры в <place "
        "name=Рига code=LV>Риге</place>.</background> <background>Лидеры подписали заявление."
        "</background>\n\nСледующая встреча назначена на май."
    )
    first, second = scene.marks("background")
    (stretch,) = layer.background
    span = scene.tokens.span(*stretch)
    assert (span.start, span.end) == (first.start, second.end)
    assert {issue.code for issue in layer.issues} == {"other_event"}


def test_a_call_is_no_part_of_a_visit(run):
    _, layer = run(
        "<person id=a>Азамат Сеитов</person> прибыл с визитом в <place name=Рига code=LV>Ригу"
        "</place>. Он осмотрел порт. Также он провел телефонный разговор с <person id=b>Йонасом "
        "Вайткусом</person>."
    )
    assert len(layer.background) == 1


def test_every_span_lies_in_the_text(run):
    for text, _, _ in EVENTS.values():
        scene, layer = run(text)
        event = layer.event
        assert event is not None
        spans = [*event.spans, *event.organization_spans]
        spans += event.date.spans if event.date else ()
        spans += event.place.spans if event.place else ()
        assert all(span.of(scene.annotated.text).strip() for span in spans)


def test_a_general_word_names_no_meeting(run):
    _, layer = run(
        "<person id=a>Азамат Сеитов</person> встретился с <person id=b>Йонасом Вайткусом"
        "</person>. Главной темой встречи стал лес."
    )
    assert layer.event is not None
    assert layer.event.name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "В <place name=Рига code=LV>Риге</place> пройдет конференция по охране лесов\n\nВ "
            "конференции примут участие министры трех стран.",
            "конференция по охране лесов",
        ),
        (
            "<person id=a>Азамат Сеитов</person> прилетел в <place name=Рига code=LV>Ригу</place>. "
            "Это не первый визит министра. В программе визита в Латвию осмотр порта.",
            "визит в Латвию",
        ),
        (
            "<person id=a>Азамат Сеитов</person> обсудил с <person id=b>Йонасом Вайткусом"
            "</person> леса. На совещании выступил эксперт.",
            "совещание",
        ),
        (
            "Состоялось заседание Совета Азиатской лесной палаты\n\nВ <place name=Рига code=LV>"
            "Риге</place> прошло заседание Совета АЛП. В нём участвовал <person id=a>Азамат Сеитов"
            "</person>.",
            "заседание Совета Азиатской лесной палаты",
        ),
    ],
    ids=["the headline's", "of a journey", "bare", "spelled out above"],
)
def test_a_fuller_mention_names_the_event(run, text, name):
    scene, layer = run(text)
    assert layer.event is not None
    assert layer.event.name == name
    assert any(
        span.of(scene.annotated.text).lower()[:5] == name[:5].lower() for span in layer.event.spans
    )


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        (
            "Саммит морских стран в <country code=CH form=adjective>швейцарском</country> "
            "Вевердорфе завершается сегодня.",
            "Вевердорф",
            "CH",
        ),
        (
            "<person id=a>Азамат Сеитов</person> провел встречу с <person id=b>Йонасом Вайткусом"
            "</person>. Встреча прошла в посольстве в <place name=Рига code=LV>Риге</place>.",
            "Рига",
            "LV",
        ),
        (
            "<when start=2026-04-09>9 апреля</when> в <country code=LV>Латвии</country> прошла "
            "конференция портов.",
            "Латвия",
            "LV",
        ),
    ],
    ids=["a country's adjective before an unknown town", "in an embassy", "only the country"],
)
def test_places_behind_other_words(run, text, place, country):
    _, layer = run(text)
    assert layer.event is not None
    assert layer.event.place is not None
    assert (layer.event.place.name, layer.event.place.country) == (place, country)


def test_all_days_of_a_forum_at_which_someone_speaks(run):
    _, layer = run(
        "<person id=a>Азамат Сеитов</person> выступит на форуме портов 15 апреля. Форум пройдет "
        "14–16 апреля."
    )
    assert layer.event is not None
    assert layer.event.date is not None
    assert (str(layer.event.date.start), str(layer.event.date.end)) == ("2026-04-14", "2026-04-16")


def test_who_organises_a_forum(run):
    _, layer = run(
        "В <place name=Рига code=LV>Риге</place> прошел форум портов. Организатором мероприятия "
        "форума выступило <body key=o kind=government>Министерство моря</body>."
    )
    assert layer.event is not None
    assert layer.event.organization == "o"


def test_a_session_that_is_the_meeting_told_before(run):
    _, layer = run(
        "Старейшины встретились с послом <person id=b>Йонасом Вайткусом</person>\n\nЗаседание "
        "состоялось в <place name=Рига code=LV>Риге</place> 9 апреля."
    )
    assert layer.event is not None
    assert layer.event.kind == "meeting"
    assert layer.event.place is not None
    assert layer.event.place.name == "Рига"
    assert layer.event.date is not None


def test_part_of_a_month_opens_the_past(run):
    _, layer = run(
        "<person id=a>Азамат Сеитов</person> встретился с <person id=b>Йонасом Вайткусом</person>."
        "\n\nВ конце февраля он обсудил море с <person id=c>Айбеком Нуровым</person>."
    )
    assert len(layer.background) == 1


def test_what_an_act_says_neither_places_nor_dates_its_signature(run):
    _, layer = run(
        "Президент <person id=a>Азамат Сеитов</person> подписал закон, который вступит в силу "
        "5 мая и откроет порт в <place name=Рига code=LV>Риге</place>."
    )
    assert layer.event is not None
    assert (layer.event.date, layer.event.place) == (None, None)


def test_whose_ministers_meet(run):
    _, named = run("Министры иностранных дел стран <body key=o>Союза рек</body> провели встречу.")
    _, taken_up = run(
        "Страны <body key=o>Союза рек</body> за чистую воду\n\nОб этом заявили министры "
        "иностранных дел стран ассоциации во время встречи."
    )
    assert named.event is not None
    assert taken_up.event is not None
    assert (named.event.organization, taken_up.event.organization) == ("o", "o")


def test_the_subject_behind_the_noun_and_places_in_a_plan_are_no_part_of_the_event(run):
    _, layer = run(
        "По итогам переговоров <person id=a>Азамат Сеитов</person> и <person id=b>Йонас Вайткус"
        "</person> подписали план, предусматривающий создание центра в <place name=Рига code=LV>"
        "Риге</place>."
    )
    assert layer.event is not None
    assert (layer.event.name, layer.event.place) == ("переговоры", None)


def test_two_who_discuss_something_meet(run):
    _, layer = run(
        "Министр <person id=a country=KZ>Азамат Сеитов</person> и посол <person id=b country=LT>"
        "Йонас Вайткус</person> обсудили торговлю."
    )
    assert layer.event is not None
    assert layer.event.kind == "meeting"
    _, layer = run("Министр <person id=a country=KZ>Азамат Сеитов</person> обсудил торговлю.")
    assert layer.event is None
