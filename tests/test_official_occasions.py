"""Occasions of official releases: who is there, for whom and where, by class of construction.

Each text is a short release in official style with invented people; a case says what the record
must hold. Counterexamples stand beside the constructions they bound.
"""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.flow import load

PEOPLE = {
    "who addresses those who are there": (
        "В Вильнюсе прошла сессия Ассамблеи озёр. От имени секретариата к депутатам обратилась "
        "заместитель директора Рута Жукайте.",
        {"Жукайте": "present speaker"},
    ),
    "a list of those who address guests": (
        "В Риге состоялась церемония открытия выставки. Со словами благодарности к гостям "
        "обратились также посол Армении Арам Саркисян и директор архива Инга Лиепа.",
        {"Саркисян": "present speaker", "Лиепа": "present speaker"},
    ),
    "who addresses by letter": (
        "В Риге прошёл форум. К депутатам обратился с письмом мэр Йонас Вайткус.",
        {"Вайткус": "mentioned"},
    ),
    "who brings a greeting": (
        "Министр обороны Литвы Рута Жукайте провела встречу с послом Армении Арамом Саркисяном. "
        "Представитель канцелярии Йонас Вайткус передал участникам поздравление.",
        {"Вайткус": "present speaker"},
    ),
    "to whom a message goes": (
        "В Вильнюсе прошёл парад. Президент Литвы Рута Жукайте направила послание Президенту "
        "Итальянской Республики Лоренцо Кампанелли по случаю праздника. «Отношения крепнут», — "
        "говорится в послании.",
        {"Кампанелли": "mentioned"},
    ),
    "who came in another year": (
        "Министр обороны Литвы Рута Жукайте прибыла в Ригу с визитом. Предыдущий министр Йонас "
        "Вайткус приезжал в Ригу в 2019 году.",
        {"Жукайте": "present", "Вайткус": "mentioned"},
    ),
    "who is elected where a body sits": (
        "В Вильнюсе прошла сессия Ассамблеи озёр. Председателем вновь избран Йонас Вайткус.",
        {"Вайткус": "present"},
    ),
    "who is elected to something else": (
        "На полигоне прошли учения «Рубеж». Начальник штаба Арам Саркисян избран в академию.",
        {"Саркисян": "mentioned"},
    ),
    "who plays": (
        "В Риге состоялась церемония открытия фестиваля. Скрипач Давид Петросян исполнил сонату.",
        {"Петросян": "present"},
    ),
    "who runs a part": (
        "На полигоне прошли учения «Рубеж». Учениями руководил генерал Петр Калнин.",
        {"Калнин": "present chair"},
    ),
    "a guest whose name has no cases": (
        "Министр иностранных дел Монголии Батсайханы Нармандах находится в Вильнюсе с визитом. В "
        "тот же день Нармандах принял президент Литвы Йонас Вайткус.",
        {"Вайткус": "present"},
    ),
    "the officers of states that met": (
        "Министры обороны Литвы, Латвии и Эстонии встретились в Риге. Литовский министр обороны "
        "Рута Жукайте заявила, что границу закроют. Министр транспорта Латвии Янис Лиепа в соцсети "
        "осудил план.",
        {"Жукайте": "present speaker", "Лиепа": "absent_quoted"},
    ),
    "presidents in the event's name": (
        "В Ташкенте прошли переговоры президентов Узбекистана и Таджикистана. Президент "
        "Таджикистана Далер Назаров отметил рост торговли. Бывший президент Узбекистана Рустам "
        "Шарипов написал в блоге, что доволен.",
        {"Назаров": "present speaker", "Шарипов": "absent_quoted"},
    ),
    "who speaks to the guests": (
        "Спикер Сейма Литвы Рута Жукайте приняла делегацию парламента Армении. «Мы рады», — "
        "сказала спикер. Она рассказала о выборах. Председатель комитета Сейма Литвы Йонас Вайткус "
        "предложил армянским коллегам обмен опытом. Депутат Сейма Литвы Пранас Кальвис в эфире "
        "радио назвал беседу лишней.",
        {"Вайткус": "present speaker", "Кальвис": "absent_quoted"},
    ),
    "a delegation listed late": (
        "Министр транспорта Литвы Рута Жукайте посетила Ереван с рабочим визитом. Говорили о "
        "дорогах. Обсудили порты. Речь шла и о мостах. Рассмотрели тарифы. Затронули туризм. "
        "Упомянули лес. В составе литовской делегации — директор порта Йонас Вайткус.",
        {"Вайткус": "present"},
    ),
    "a session named in passing and then told": (
        "На заседании правительства утвердили бюджет. Заседание провёл премьер-министр Азамат "
        "Сеитов. Мэр столицы Болот Токтосунов предложил отложить вопрос, его поддержали "
        "вице-премьер Мира Асанова и министр юстиции Эмиль Жапаров.",
        {"Асанова": "present", "Жапаров": "present"},
    ),
    "whose message is read": (
        "В Риге прошёл форум. Посол Литвы Рута Жукайте зачитала приветствие президента Литвы Йонаса"
        " Вайткуса. В нём подчёркивается, что лес важен.",
        {"Жукайте": "present", "Вайткус": "absent_quoted"},
    ),
    "who sends a message": (
        "В Риге прошёл форум. Министр культуры Йонас Вайткус прислал участникам приветствие, в "
        "котором пожелал удачи. Посол передал письмо мэра Петра Калнина.",
        {"Вайткус": "absent_quoted", "Калнин": "mentioned"},
    ),
    "words inside someone's words": (
        "В Риге прошёл форум. «Как отметил премьер-министр Литвы Йонас Вайткус, дороги сближают», "
        "— сказала министр Рута Жукайте.",
        {"Вайткус": "absent_quoted", "Жукайте": "present speaker"},
    ),
    "who announces to come": (
        "Премьер-министр Армении Арам Саркисян в интервью газете заявил о планах посетить форум в "
        "Риге. Форум состоится в сентябре.",
        {"Саркисян": "present"},
    ),
    "who announces that another comes": (
        "Министр Литвы Рута Жукайте заявила, что президент Латвии Янис Лиепа приедет на саммит в "
        "Вильнюсе. Саммит пройдёт 20 июня.",
        {"Жукайте": "absent_quoted"},
    ),
    "another visitor": (
        "Министр обороны Литвы Йонас Вайткус прибыл с визитом в Киев. В конце сентября Украину "
        "посетила также министр Латвии Рута Лиепа. Она встретилась с министром Петром Калниным.",
        {"Вайткус": "present", "Лиепа": "mentioned", "Калнин": "mentioned"},
    ),
}

COUNTRIES = {
    "whose people are sent": (
        "В Астане состоялось заседание совета министров ШОС. Монголия направила наблюдателей. "
        "Узбекистан делегировал заместителя министра Азамата Сеитова. Сербия направила участникам "
        "приветствие.",
        {"MN": "observer+", "UZ": "member+", "RS": "mentioned"},
    ),
    "manoeuvres of a few states": (
        "На полигоне прошли учения «Рубеж». За ходом учений следили министр обороны Литвы Рута "
        "Жукайте и министр обороны Латвии Янис Лиепа. Польша прислала наблюдателей.",
        {"LT": "party+", "LV": "party+", "PL": "observer+"},
    ),
    "who leads a body and who wants in": (
        "Саммит БРИКС пройдёт в октябре. Россия председательствует в объединении. Заявки на "
        "вступление подали Беларусь, Мьянма и Сенегал.",
        {"RU": "member", "BY": "candidate", "MM": "candidate", "SN": "candidate"},
    ),
    "who stays away": (
        "В Бишкеке состоялось заседание совета СНГ с участием министров Беларуси и Казахстана. "
        "Министры Армении и Азербайджана на заседание не приехали.",
        {"BY": "member+", "KZ": "member+", "AM": "member", "AZ": "member"},
    ),
    "one officer stays away, another comes": (
        "В Риге пройдёт форум. Президент Казахстана Азамат Сеитов не примет участия в форуме. "
        "Вместо него на форум приедет министр экономики Казахстана Болат Ахметов.",
        {"KZ": "mentioned+"},
    ),
    "a meeting of many": (
        "В Риге прошла вторая министерская встреча «Лес без границ». В ней участвовали министры "
        "Литвы, Эстонии, Польши, Чехии, Австрии, Словении, Хорватии, Сербии и Румынии. Министры "
        "Албании и Греции не приехали. Латвию представлял министр Янис Лиепа.",
        {"LV": "host+", "LT": "mentioned+", "RO": "mentioned+", "GR": "mentioned"},
    ),
    "a visit in a text of many states": (
        "Министр обороны Литвы Рута Жукайте прибыла с визитом в Ереван. Она встретилась с министром"
        " обороны Армении Арамом Саркисяном. Говорили о Польше, Чехии, Австрии, Словении, Хорватии,"
        " Сербии, Румынии и Греции.",
        {"LT": "party+", "AM": "party+", "PL": "mentioned"},
    ),
    "a state that shows itself in another": (
        "В Риге состоялась торжественная церемония открытия Дней культуры Армении в Латвии. На ней "
        "выступила министр культуры Армении Ани Саркисян. Среди гостей были послы Литвы и Польши.",
        {"AM": "party+", "LV": "party", "LT": "mentioned+", "PL": "mentioned+"},
    ),
    "the receiving side": (
        "В Риге прошла конференция министров Литвы, Латвии, Эстонии и Польши. Принимающую сторону "
        "представлял министр Янис Лиепа.",
        {"LV": "host+"},
    ),
    "the receiving side thanked": (
        "В Вильнюсе прошёл форум. Участники поблагодарили принимающую сторону. Литва рада.",
        {"LT": "host"},
    ),
}

PLACES = {
    "a house in a capital": (
        "В Риге открылась неделя кино\n\nВчера в концертном зале латвийской столицы состоялась "
        "церемония вручения премий. На ней выступила министр культуры Рута Жукайте.",
        "Рига",
    ),
    "a building and the dateline": (
        "РИГА, 12 мая 2026 года. Сегодня в Белом дворце состоялось заседание совета озёр. В нём "
        "участвовал министр Йонас Вайткус, сообщили в пресс-службе совета.",
        "Рига",
    ),
    "near a town": ("В поместье под Ригой прошли переговоры президентов Литвы и Латвии.", "Рига"),
    "the place before its verb": ("Латвию посетил министр обороны Литвы Йонас Вайткус.", "Латвия"),
    "under someone": ("Заседание прошло под председательством Йонаса Вайткуса.", None),
}

DAYS = {
    "the day before, not before it": (
        "Президент Литвы провёл накануне совещание по вопросам энергетики.",
        date(2026, 6, 9),
    ),
    "the day alone before the text": (
        "Открылся форум рек\n\n14.05.2026. Вчера в Риге состоялся форум по охране рек. На нём "
        "выступил министр Йонас Вайткус.",
        date(2026, 5, 13),
    ),
}

ORGANIZATIONS = {
    "the body that holds its session": (
        "Комиссия Союза озёр по воде (КСОВ) провела в Риге своё очередное заседание.",
        "Комиссия Союза озёр по воде",
    ),
    "a body that holds a conference": (
        "ЮНЕСКО провела в Риге конференцию по охране лесов.",
        "Организация Объединённых Наций по вопросам образования, науки и культуры",
    ),
    "someone of a body": ("Посол Литвы при ООН Йонас Вайткус проведёт семинар.", None),
}


@pytest.fixture(scope="module")
def record():
    extract = load()

    def call(text, published=date(2026, 6, 10)):
        return extract(text, id="r", published=published)

    return call


@pytest.mark.parametrize(("text", "expected"), PEOPLE.values(), ids=PEOPLE.keys())
def test_people(record, text, expected):
    found = {
        (p.name.family or p.name.full): " ".join((p.attendance, *p.roles))
        for p in record(text).participants
    }
    assert {family: found.get(family) for family in expected} == expected


@pytest.mark.parametrize(("text", "expected"), COUNTRIES.values(), ids=COUNTRIES.keys())
def test_countries(record, text, expected):
    found = {c.code: c.status + "+" * c.represented for c in record(text).countries}
    assert {code: found.get(code) for code in expected} == expected


@pytest.mark.parametrize(("text", "place"), PLACES.values(), ids=PLACES.keys())
def test_place(record, text, place):
    event = record(text).event
    assert event is not None
    assert (event.place and event.place.name) == place


@pytest.mark.parametrize(("text", "day"), DAYS.values(), ids=DAYS.keys())
def test_day(record, text, day):
    dated = "14.05" in text
    event = record(text, None if dated else date(2026, 6, 10)).event
    assert event is not None
    assert event.date is not None
    assert event.date.start == day


@pytest.mark.parametrize(("text", "name"), ORGANIZATIONS.values(), ids=ORGANIZATIONS.keys())
def test_organization(record, text, name):
    found = record(text)
    assert found.event is not None
    names = {body.id: body.name for body in found.organizations}
    assert names.get(found.event.organization) == name


def test_a_line_that_names_the_issuer_is_no_lead(record):
    event = record(
        "В Сочи обсудили бюджеты\n\n12 мая 2026 года\n\nПресс-служба комиссии\n\nВ мае в Сочи "
        "состоялось первое совместное заседание министров финансов. Его провёл Арам Саркисян."
    ).event
    assert event is not None
    assert event.name == "первое совместное заседание министров финансов"
