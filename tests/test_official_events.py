"""Events of official releases, from the sentence to who was there and for whom.

Each text is a short release in official style with invented people; a case says what the record
must hold of its event, its people («attendance roles») and its countries («status+»: represented).
"""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.flow import load

EVENTS = {
    "a headline's verb, and the noun in the text with those who met": (
        "Янис Озолс обсудил с коллегами дороги\n\nПланы стран стали темой встречи. Об этом шла "
        "речь на встрече Яниса Озолса с министром транспорта Эстонии Маарьей Тамм.",
        "meeting",
        "встреча Яниса Озолса с министром транспорта Эстонии Маарьей Тамм",
    ),
    "a side in a province": (
        "В Риге прошли переговоры с делегацией провинции Гилян.",
        "negotiations",
        "переговоры с делегацией провинции Гилян",
    ),
    "part taken behind the event": (
        "В заседании Совета министров иностранных дел ОДКБ приняли участие министры Армении и "
        "Таджикистана.",
        "session",
        "заседание Совета министров иностранных дел ОДКБ",
    ),
    "no part taken": ("В заседании суда приняли решение о высылке иностранца.", None, None),
    "part taken in the work of an event": (
        "Делегация Секретариата приняла участие в работе Самаркандского водного форума.",
        "forum",
        "Самаркандский водный форум",
    ),
    "two offices of one person, with a comma": (
        "Состоялся телефонный разговор Министра иностранных дел Казахстана Нурлана Абаева с "
        "Вице-премьером, Министром иностранных дел Бельгии Максимом Дюбуа.",
        "call",
        "телефонный разговор Министра иностранных дел Казахстана Нурлана Абаева с Вице-премьером, "
        "Министром иностранных дел Бельгии Максимом Дюбуа",
    ),
    "adjectives the tagger does not know": (
        "В Женеве 3 июня состоялись казахско-швейцарские межмидовские консультации.",
        "consultations",
        "казахско-швейцарские межмидовские консультации",
    ),
    "two states in one capitalised word": (
        "В Астане прошёл Казахско-Литовский бизнес-форум.",
        "forum",
        "Казахско-Литовский бизнес-форум",
    ),
    "who is there is no part of the name": (
        "В Риге прошли переговоры Президента Латвии Яниса Озолса с Президентом Литвы Йонасом "
        "Казлаускасом с участием членов делегаций.",
        "negotiations",
        "переговоры Президента Латвии Яниса Озолса с Президентом Литвы Йонасом Казлаускасом",
    ),
    "a council between two states": (
        "В Анкаре состоялось четвёртое заседание Совета по торговле между Турцией и Литвой.",
        "session",
        "четвёртое заседание Совета по торговле между Турцией и Литвой",
    ),
    "an adjective with its phrase inside the name": (
        "Состоялась вторая встреча министров, ответственных за туризм, государств – членов СНГ.",
        "meeting",
        "вторая встреча министров, ответственных за туризм, государств – членов СНГ",
    ),
    "ministers of a body sit": (
        "В Бишкеке прошло совещание министров юстиции государств – членов ШОС.",
        "session",
        "совещание министров юстиции государств – членов ШОС",
    ),
    "a minister meets his people": (
        "Министр связи Казахстана Айдар Мусин провёл совещание с руководителями компаний.",
        "meeting",
        "совещание с руководителями компаний",
    ),
    "a talk by telephone": (
        "По телефону состоялась беседа президентов Латвии и Литвы.",
        "call",
        "беседа президентов Латвии и Литвы",
    ),
    "a guest received in a body's house": (
        "Генеральный секретарь ШОС Бахадур Рахимов 4 июня принял в штаб-квартире Секретариата "
        "посла Индии Раджива Капура.",
        "meeting",
        None,
    ),
    "a short quotation is speech": (
        "Министр экономики Литвы Йонас Казлаускас: «Мы завершим переговоры в мае»",
        None,
        None,
    ),
    "an office behind where a visit went": (
        "В ходе рабочей поездки в Туркестанскую область Премьер-министр Казахстана Данияр Искаков "
        "посетил завод.",
        "visit",
        "рабочая поездка в Туркестанскую область",
    ),
    "one is received by another": (
        "Посол Таджикистана Зохир Саидзода был принят Президентом Финляндии Юхани Раутио.",
        "meeting",
        None,
    ),
    "an act is received by a body": ("Закон о музеях был принят парламентом Литвы.", None, None),
    "a general noun that says of what": (
        "10 июня в Женеве прошло параллельное мероприятие по правам детей.",
        "other",
        "параллельное мероприятие по правам детей",
    ),
    "a general noun that does not": ("10 июня прошло мероприятие.", None, None),
    "the dates of an event": (
        "Сроки проведения Рижского форума перенесли на 10 сентября.",
        "forum",
        "Рижский форум",
    ),
    "three states with dashes": (
        "В Риге прошёл трёхсторонний саммит Латвия – Литва – Эстония.",
        "summit",
        "трёхсторонний саммит Латвия – Литва – Эстония",
    ),
    "ministers of several states talk": (
        "Министры транспорта Латвии, Литвы и Польши в Риге обсудили вопросы железной дороги.",
        "meeting",
        None,
    ),
}

PEOPLE = {
    "credentials from several envoys": (
        "Президент Таджикистана Фаррух Назаров принял верительные грамоты у вновь назначенных "
        "послов Алжира и Словакии – Карима Бенали и Петера Новотного.",
        {"Назаров": "present", "Бенали": "present", "Новотный": "present"},
    ),
    "credentials of an envoy": (
        "Президент Грузии Леван Маисурадзе принял верительные грамоты нового посла Литвы Йонаса "
        "Казлаускаса.",
        {"Маисурадзе": "present", "Казлаускас": "present"},
    ),
    "an envoy received with his credentials": (
        "Министр Асеин Исаев принял посла Швеции Ларса Хольма по случаю вручения копий "
        "верительных грамот.",
        {"Исаев": "present", "Хольм": "present"},
    ),
    "the ceremony and both sides": (
        "Состоялась церемония вручения верительных грамот послом Таиланда Сомчаем Прасертом "
        "Президенту Монголии Ганболду Эрдэнэ.",
        {"Прасерт": "present", "Эрдэнэ": "present"},
    ),
    "co-chairs": (
        "5 июня в Минске прошло заседание белорусско-узбекской комиссии. Сопредседателями "
        "выступили министр Андрей Коваль и министр Лазиз Каримов.",
        {"Коваль": "present chair", "Каримов": "present chair"},
    ),
    "a moderator, beside speakers": (
        "В Ташкенте прошёл форум. Выступил министр Лазиз Каримов. Модератором сессии выступила "
        "Лора Митчелл.",
        {"Каримов": "present speaker", "Митчелл": "present chair"},
    ),
    "who had the idea may be away": (
        "Инициатором форума выступил президент Казахстана Ерлан Сулейменов. Форум прошёл 5 июня в "
        "Астане, его открыл министр Айдар Мусин.",
        {"Сулейменов": "mentioned", "Мусин": "present chair"},
    ),
    "under whose chair": (
        "В Женеве 3 июня состоялись консультации под сопредседательством заместителя министра "
        "Айдара Мусина и директора департамента Марко Келлера.",
        {"Мусин": "present chair", "Келлер": "present chair"},
    ),
    "who leads a delegation does not chair": (
        "5 июня состоялся визит в Узбекистан делегации банка под руководством заместителя "
        "председателя Джамшеда Юсупова.",
        {"Юсупов": "present"},
    ),
    "a delegation received, named before the verb": (
        "Делегация парламента Армении находилась с визитом в Софии. Делегацию принял Президент "
        "Болгарии Пламен Димитров.",
        {"Димитров": "present host"},
    ),
    "a guest received, as a pronoun": (
        "4–6 июня Генеральный секретарь ОБСЕ Хельга Вайс посетила Кыргызстан. В ходе визита её "
        "приняли Президент Бакыт Асанов и министр Азамат Токтогулов.",
        {"Вайс": "present", "Асанов": "present host", "Токтогулов": "present host"},
    ),
    "part taken, the word first": (
        "В Риге прошли переговоры под председательством Президента Латвии Яниса Озолса. Участие в "
        "них приняли министр Андрис Калныньш, с литовской стороны — министр Йонас Казлаускас.",
        {"Озолс": "present chair", "Калныньш": "present", "Казлаускас": "present"},
    ),
    "represented by someone": (
        "19 июня в Минске состоится заседание Совета глав правительств СНГ. Туркменистан будет "
        "представлен заместителем председателя правительства Батыром Аннаевым.",
        {"Аннаев": "present"},
    ),
    "a word to the participants": (
        "В Москве прошло заседание Совета СНГ. Заместитель министра Рустам Саидов обратился по "
        "видеосвязи к участникам.",
        {"Саидов": "present speaker"},
    ),
    "a message to the participants": (
        "В Москве прошло заседание Совета СНГ. Президент Рустам Саидов обратился к участникам с "
        "видеообращением.",
        {"Саидов": "mentioned"},
    ),
    "at the forum one speaks with another": (
        "Министр Венгрии Габор Шимон на форуме в Анталье обсудил с министром Турции Хаканом "
        "Демиром поставки газа.",
        {"Шимон": "present", "Демир": "present"},
    ),
    "who led the session before": (
        "В Риге прошло второе заседание комиссии, его вёл министр Янис Озолс. Предыдущее заседание "
        "вёл министр Йонас Казлаускас.",
        {"Озолс": "present chair", "Казлаускас": "mentioned"},
    ),
    "a post is no post": (
        "В Риге состоялся форум. Министр Янис Озолс, ранее не занимавший пост в правительстве, "
        "открыл форум.",
        {"Озолс": "present chair"},
    ),
    "received, in the passive": (
        "Посол Азербайджана Кянан Гасымов был принят Министром культуры Алтынбеком Максутовым.",
        {"Гасымов": "present", "Максутов": "present host"},
    ),
    "two guests and one host": (
        "Министр Армении Анаит Петросян приняла посла Индии Раджива Капура и директора компании "
        "«Восток» Ивана Лосева.",
        {"Петросян": "present host", "Капур": "present", "Лосев": "present"},
    ),
    "who is decorated": (
        "В Риге прошла церемония вручения наград. На ней говорили о мире. Ордена вручил министр "
        "Янис Озолс. Награды получили также композитор Анна Белова и академик Пётр Лебедев.",
        {"Озолс": "present", "Белова": "present recipient", "Лебедев": "present recipient"},
    ),
    "against what one speaks": (
        "В Кишинёве прошло заседание парламента. Против выступил Василий Руссу.",
        {"Руссу": "mentioned"},
    ),
}

COUNTRIES = {
    "who chairs is there": (
        "3 июня под председательством Таджикистана прошло заседание Комитета ОДКБ.",
        {"TJ": "member+"},
    ),
    "who is expected": (
        "10 июня в Бишкеке пройдёт заседание Совета ШОС. Ожидается участие министров Беларуси, "
        "Индии и Ирана.",
        {"BY": "member+", "IN": "member+", "IR": "member+"},
    ),
    "observers from a state": (
        "В Москве открылась сессия МПА СНГ. В ней участвуют делегации Армении и Беларуси, а также "
        "наблюдатели из Сербии.",
        {"AM": "member+", "BY": "member+", "RS": "observer+"},
    ),
    "the verb left out": (
        "В Минске прошло заседание Совета министров СНГ. Кыргызстан представлял начальник штаба "
        "Улан Токтоев, Азербайджан – заместитель министра Эльчин Мамедов.",
        {"KG": "member+", "AZ": "member+"},
    ),
    "the office left out": (
        "В Ташкенте состоялась встреча секретарей. В ней участвовали секретарь Совета Узбекистана "
        "Виктор Махмудов, Казахстана – Гизат Нуров, Кыргызстана – Марат Иманов.",
        {"UZ": "party+", "KZ": "party+", "KG": "party+"},
    ),
    "who could not come": (
        "В Ереване прошла конференция. В ней участвовали делегации Армении и Эстонии. Литовская "
        "делегация не сумела приехать.",
        {"AM": "host+", "EE": "mentioned+", "LT": "mentioned"},
    ),
    "who did not sign was there": (
        "Саммит СНГ прошёл в Душанбе. В нём участвовала делегация Молдовы. Молдова не подписала "
        "декларацию.",
        {"MD": "member+"},
    ),
    "who may join later": (
        "Министр Литвы Йонас Казлаускас и министр Латвии Янис Озолс провели переговоры. К плану "
        "может присоединиться Эстония.",
        {"LT": "party+", "LV": "party+", "EE": "mentioned"},
    ),
    "status in a body is none at talks": (
        "Министр Казахстана Айдар Мусин встретился с министром Сербии Драганом Иличем. Они "
        "обсудили дела ОДКБ, где Сербия получила статус наблюдателя.",
        {"KZ": "party+", "RS": "party+"},
    ),
    "an officer's body makes no frame of a meeting": (
        "Состоялась встреча Председателя Коллегии Евразийской экономической комиссии Рената "
        "Сафина с Министром торговли Индии Суреном Капуром.",
        {"IN": "party+"},
    ),
    "a road is no side": (
        "Министр Казахстана Айдар Мусин провёл совещание по вопросам дороги Китай – Узбекистан.",
        {"KZ": "party+", "CN": "mentioned", "UZ": "mentioned"},
    ),
    "states in a joint adjective": (
        "Состоялись казахско-литовские переговоры.",
        {"KZ": "party+", "LT": "party+"},
    ),
    "a party's festival is no state's": (
        "В Риге прошёл фестиваль социал-демократической партии Литвы.",
        {"LT": "mentioned"},
    ),
    "guests at a reception": (
        "В Вильнюсе состоялся приём по случаю праздника. Среди гостей были послы Латвии и Эстонии.",
        {"LV": "mentioned+", "EE": "mentioned+"},
    ),
    "colleagues from states": (
        "Министр Узбекистана Бобур Саидов встретился с коллегами из Литвы и Словении.",
        {"UZ": "party+", "LT": "party+", "SI": "party+"},
    ),
    "an organ of a body": (
        "В Ереване прошло заседание Совета Парламентской ассамблеи ОДКБ. В заседании участвовали "
        "представители парламентов Беларуси и Казахстана.",
        {"BY": "member+", "KZ": "member+"},
    ),
    "a state named by its parliament alone": (
        "В Вене прошли слушания. Выступили депутат бундестага Томас Краузе и депутат парламента "
        "Армении Акоп Аршакян.",
        {"DE": "mentioned+", "AM": "mentioned+"},
    ),
    "a forum of two states": (
        "В Астане прошёл казахско-литовский бизнес-форум. Форум открыли министр Казахстана Арман "
        "Мусин и министр Литвы Йонас Казлаускас.",
        {"KZ": "party+", "LT": "party+"},
    ),
    "a letter instead of a delegation": (
        "В Душанбе прошло заседание Совета СНГ с участием делегаций Беларуси и Казахстана. "
        "Армянская сторона направила письменную позицию.",
        {"BY": "member+", "KZ": "member+", "AM": "member"},
    ),
}


@pytest.fixture(scope="module")
def record():
    extract = load()
    return lambda text: extract(text, id="r", published=date(2026, 6, 10))


@pytest.mark.parametrize(("text", "kind", "name"), EVENTS.values(), ids=EVENTS.keys())
def test_event(record, text, kind, name):
    event = record(text).event
    found = (None, None) if event is None else (event.kind, event.name)
    assert found == (kind, name)


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


def test_the_lead_tells_a_headline_again(record):
    event = record(
        "Министр Литвы провёл переговоры с делегацией Латвии\n\n"
        "Сегодня в Риге министр транспорта Литвы Йонас Казлаускас встретился с министром "
        "транспорта Латвии Янисом Озолсом."
    ).event
    assert event.kind == "negotiations"
    assert (event.date.start, event.place.name) == (date(2026, 6, 10), "Рига")


def test_whom_a_traveller_meets_is_of_the_host(record):
    found = record(
        "Премьер-министр Литвы Йонас Казлаускас 3–5 ноября посетил Латвию с официальным визитом\n\n"
        "В рамках визита глава правительства встретился с президентом Янисом Озолсом и спикером "
        "парламента Лаймой Калныней, а также выступил на деловом форуме."
    )
    assert found.event.kind == "visit"
    assert {p.name.family: p.country for p in found.participants} == {
        "Казлаускас": "LT", "Озолс": "LV", "Калныня": "LV",
    }  # fmt: skip


def test_who_is_thanked_and_who_is_meant_are_no_sides(record):
    found = record(
        "В Риге посол Литвы Йонас Казлаускас и министр внутренних дел Латвии Янис Озолс провели "
        "встречу. Посол поблагодарил правительства Японии и Норвегии за помощь. Стороны "
        "договорились провести семинар для экспертов из Казахстана."
    )
    assert {c.code: (c.status, c.represented) for c in found.countries} == {
        "LT": ("party", True),
        "LV": ("party", True),
        "JP": ("mentioned", False),
        "NO": ("mentioned", False),
        "KZ": ("mentioned", False),
    }


def test_copies_of_credentials_have_two_sides(record):
    found = record(
        "Посол Литвы Йонас Казлаускас вручил копии верительных грамот заместителю министра "
        "иностранных дел Латвии Янису Озолсу. Стороны говорили о работе в ООН."
    )
    assert {c.code: c.status for c in found.countries} == {"LT": "party", "LV": "party"}


def test_she_who_stressed_something_is_no_declaration(record):
    found = record(
        "В Риге прошла конференция. Министр Лайма Калныня напомнила, что в 2022 году была принята "
        "Рижская декларация. Она подчеркнула необходимость равной оплаты труда."
    )
    assert [(d.title, list(d.topics)) for d in found.documents] == [("Рижская декларация", [])]


def test_what_was_signed_elsewhere_dates_and_places_no_session(record):
    event = record(
        "На заседании комитета депутаты рассмотрели проект закона о ратификации договора, "
        "подписанного в Риге 17 января 2025 года."
    ).event
    assert (event.kind, event.date, event.place) == ("session", None, None)


def test_a_commission_of_two_has_two_sides(record):
    found = record(
        "В Риге подписаны документы Литвы с Латвией\n\nРига, 10 июня 2026 года – Премьер-министр "
        "Литвы Йонас Казлаускас и премьер-министр Латвии Янис Озолс провели сегодня восьмую сессию "
        "Высокой совместной комиссии. Они говорили о газопроводе Нигерия – Марокко."
    )
    assert found.event.place.name == "Рига"
    assert {c.code: (c.status, c.represented) for c in found.countries} == {
        "LT": ("party", True),
        "LV": ("party", True),
        "NG": ("mentioned", False),
        "MA": ("mentioned", False),
    }


def test_colleagues_at_talks_were_there(record):
    found = record(
        "Министры обороны Литвы, Латвии и Эстонии провели встречу. Министр обороны Литвы Йонас "
        "Казлаускас открыл её. Его коллеги Янис Озолс и Маарья Тамм поддержали проведение учений."
    )
    assert {p.name.family: p.attendance for p in found.participants} == {
        "Казлаускас": "present", "Озолс": "present", "Тамм": "present",
    }  # fmt: skip


def test_a_state_and_a_bank_sign(record):
    found = record(
        "Казахстан и Европейский банк реконструкции и развития подписали соглашение о воде\n\n"
        "Соглашение скрепили подписями министр Нурлан Абаев и вице-президент ЕБРР Марк Боуман."
    )
    assert {c.code: (c.status, c.represented) for c in found.countries} == {"KZ": ("party", True)}


def test_two_letters_of_a_parliament(record):
    found = record(
        "Пресс-служба Национального собрания Республики Армения\n\n"
        "Спикер НС Арам Ветлугян принял посла Литвы."
    )
    assert [(p.title, p.country) for p in found.participants[0].positions] == [("спикер НС", "AM")]


def test_an_adjective_taken_for_a_noun(record):
    found = record(
        "Меморандум подписали министр Литвы Йонас Казлаускас и его мавританский коллега Сиди Ветул."
    )
    assert {p.name.family: p.country for p in found.participants} == {
        "Казлаускас": "LT", "Ветул": "MR",
    }  # fmt: skip


def test_an_envoy_at_a_body_is_of_his_state(record):
    found = record(
        "О заседании Совета постоянных представителей государств – участников Содружества при "
        "органах СНГ\n\nСегодня в Минске прошло заседание Совета постпредов. Председательствовал "
        "Постоянный полномочный представитель Республики Таджикистан при органах СНГ А. Азимзода."
    )
    assert {c.code: (c.status, c.represented) for c in found.countries} == {"TJ": ("member", True)}


def test_who_acts_behind_the_noun_is_no_part_of_it(record):
    event = record(
        "Министр Литвы встретился с послом Латвии. В ходе встречи стороны обсудили дороги."
    ).event
    assert (event.kind, event.name) == ("meeting", None)


def test_abbreviations_of_states_that_the_text_names(record):
    found = record("МИД Польши: разговор\n\nМинистр иностранных дел РП Радослав Ветул говорил.")
    assert [p.country for p in found.participants] == ["PL"]


def test_an_office_that_is_a_given_name(record):
    found = record("Аким Алматы Дархан Ветулов встретился с мэром Стамбула")
    assert [p.name.full for p in found.participants] == ["Дархан Ветулов"]


def test_an_office_of_another_state_is_nobodys_here(record):
    found = record(
        "На форум прибыли Президент Литвы, Премьер-министр Латвии Янис Озолс и другие гости."
    )
    assert [[(x.title, x.country) for x in p.positions] for p in found.participants] == [
        [("премьер-министр", "LV")]
    ]


def test_one_office_at_a_body_named_twice(record):
    found = record(
        "Официальный сайт Президента Литвы\n\nВстреча с Генеральным секретарём ШОС Нурланом "
        "Абаевым\n\n10.06.2026\n\nПрезидент Литвы Йонас Казлаускас принял Генерального секретаря "
        "Шанхайской организации сотрудничества Нурлана Абаева. Генсек Организации поблагодарил "
        "Литву за помощь."
    )
    assert found.event.name == "встреча с Генеральным секретарём ШОС Нурланом Абаевым"
    assert [p.name.family for p in found.participants if len(p.positions) == 1] == [
        "Абаев", "Казлаускас",
    ]  # fmt: skip
    speaker = next(p.id for p in found.participants if p.name.family == "Абаев")
    assert [(s.speaker, s.text) for s in found.statements] == [(speaker, "Литву за помощь")]


def test_a_verb_in_capitals_is_no_abbreviation(record):
    found = record(
        "РЕЗОЛЮЦИЯ МЕЖДУНАРОДНОЙ КОНФЕРЕНЦИИ ПО ВОДЕ ПРИНЯТА В РИГЕ\n\n"
        "10 июня 2026 года в Риге завершилась международная конференция по воде."
    )
    assert [d.title for d in found.documents] == ["РЕЗОЛЮЦИЯ МЕЖДУНАРОДНОЙ КОНФЕРЕНЦИИ ПО ВОДЕ"]


def test_officers_without_a_state_are_of_the_other_side_of_a_pair(record):
    found = record(
        "Вице-премьер Йонас Казлаускас и вице-премьер Вьетнама Нгуен Хоа Ветул провели заседание "
        "Литовско-Вьетнамской комиссии. Замминистра экономики Янис Озолс и замминистра торговли "
        "Вьетнама Чан Тан Озим подписали план."
    )
    assert [p.country for p in found.participants] == ["LT", "VN", "LT", "VN"]


def test_a_capital_noun_is_the_body_named_before(record):
    found = record(
        "Комитет по туризму Литвы получил автобусы. Их приняли председатель Комитета Йонас "
        "Казлаускас и первый заместитель председателя Комитета Лайма Калныня."
    )
    assert [[(x.title, x.country) for x in p.positions] for p in found.participants] == [
        [("председатель Комитета", "LT")],
        [("первый заместитель председателя Комитета", "LT")],
    ]
    assert all(x.organization for p in found.participants for x in p.positions)


def test_who_signs_stands_in_brackets_behind_a_title(record):
    found = record(
        "Ожидается подписание:\n\n— меморандума о туризме и спорте (Й. Казлаускас, Л. Калныня);\n"
        "— плана работы на 2027 год (разработчик — порт)."
    )
    assert [(d.title, d.status) for d in found.documents] == [
        ("меморандум о туризме и спорте", "planned"),
        ("план работы на 2027 год", "planned"),
    ]
