"""The organisations stage on annotated sentences.

`<body name="…" country=… kind=…>` marks a mention; what is not marked must not be found. Mentions
of one name and country are one body.
"""

import pytest

from pipeline.resources.issuers import IssuerResource
from pipeline.stages.countries import CountryStage
from pipeline.stages.organizations import IssuerFinder, OrganizationStage, assign_countries
from tests.annotated import parse


@pytest.fixture(scope="module")
def stage(store, morphology):
    return OrganizationStage(store, morphology)


@pytest.fixture(scope="module")
def find_countries(store):
    return CountryStage.from_resources(store)


@pytest.fixture(scope="module")
def find_issuer(store, morphology):
    return IssuerFinder(store, morphology)


@pytest.fixture(scope="module")
def read(stage, find_countries, tokens_of):
    """A function from a text to its tokens and its bodies with their countries."""

    def run(text):
        tokens = tokens_of(text)
        layer = stage(tokens)
        return tokens, assign_countries(layer, tokens, find_countries(tokens, layer))

    return run


def check(read, annotated):
    expected = parse(annotated, {"body"})
    _, layer = read(expected.text)
    bodies = {body.key: body for body in layer.organizations}
    got = [
        (m.span.start, m.span.end, expected.text[m.span.start : m.span.end], bodies[m.key].name)
        for m in layer.mentions
    ]
    wanted = [(m.start, m.end, expected.words(m), m.attributes["name"]) for m in expected.marks]
    assert got == wanted
    for mark, mention in zip(expected.marks, layer.mentions, strict=True):
        body = bodies[mention.key]
        for field in set(mark.attributes) - {"name"}:
            value = getattr(body, field)
            assert str(value) == mark.attributes[field], (expected.words(mark), field)
    by_name = {(body.name, body.country) for body in layer.organizations}
    assert len(by_name) == len(layer.organizations), "one entry a body"


KNOWN = [
    # full name and abbreviation are one entry, in all cases
    'Саммит <body name="Лига арабских государств" abbreviation=ЛАГ lexicon_id=las>Лиги арабских '
    'государств</body> (<body name="Лига арабских государств">ЛАГ</body>) прошёл в Каире. Решение '
    'принято <body name="Лига арабских государств">ЛАГ</body> единогласно.',
    'Он выступил перед <body name="Шанхайская организация сотрудничества">Шанхайской организацией '
    "сотрудничества</body>.",
    # an abbreviation inside a name stands for the full name, and the reverse
    'Доклад готовит <body name="Совет ЕС">Совет ЕС</body>.',
    'Доклад готовит <body name="Программа ООН по окружающей среде" abbreviation=ЮНЕП>Программа ООН '
    "по окружающей среде</body>.",
    'Это решение <body name="Содружество Независимых Государств">СНГ</body>.',
    # dashes with and without spaces
    'Заседала <body name="Межпарламентская ассамблея государств – участников СНГ">Межпарламентская '
    "ассамблея государств-участников СНГ</body>.",
    # what brackets say goes before the lexicon
    '<body name="Ассоциация европейских клубов" abbreviation=АЕК>Ассоциация европейских клубов'
    '</body> (<body name="Ассоциация европейских клубов">АЕК</body>) провела встречу. Председатель '
    '<body name="Ассоциация европейских клубов">АЕК</body> поблагодарил хозяев.',
]


@pytest.mark.parametrize("text", KNOWN)
def test_known_bodies(read, text):
    check(read, text)


AMBIGUOUS = [
    # supported by another form, or by a related body
    'Саммит <body name="Европейский союз">Евросоюза</body> поддержал план. <body name="Европейская '
    'комиссия" lexicon_id=eu_commission>ЕК</body> внесёт проект в мае.',
    'Рынок <body name="Евразийский экономический союз">ЕАЭС</body> растёт, сообщили в '
    '<body name="Евразийская экономическая комиссия">ЕЭК</body>.',
]


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_ambiguous_abbreviations_with_support(read, text):
    check(read, text)


@pytest.mark.parametrize("text", ["Доклад ЕЭК вышел вчера.", "Встреча по линии ВБ отложена."])
def test_ambiguous_abbreviations_without_support_are_issues(read, text):
    _, layer = read(text)
    assert not [body for body in layer.organizations if body.lexicon_id]
    assert [issue.code for issue in layer.issues] == ["ambiguous_abbreviation"]


INSTITUTIONS = [
    # the country is a field, not a part of the name
    'Визит министра согласован с <body name="Министерство окружающей среды" country=LT>'
    "Министерством окружающей среды</body> Литовской Республики.",
    'Позиция <body name="Министерство иностранных дел" country=IN abbreviation=МИД>МИД</body> '
    "Индии неизменна.",
    'Об этом заявил греческий <body name="Министерство иностранных дел" country=GR>МИД</body>.',
    'Глава <body name="Управление по защите детей" country=TR>Управления по защите детей</body> '
    '(<body name="Управление по защите детей">AYDK</body>) Турции открыл выставку.',
    # coordinated subjects are one name, coordinated bodies two
    'Письмо направлено в <body name="Министерство труда, занятости и семьи">Министерство труда, '
    "занятости и семьи</body>.",
    'Меморандум между <body name="Министерство юстиции" country=LV>Министерством юстиции</body> '
    'Латвии и <body name="Агентство по делам молодёжи" country=EE>Агентством по делам молодёжи'
    "</body> Эстонии охватывает обмены.",
    # what follows the country belongs to another noun
    'Подписан меморандум с <body name="Министерство торговли" country=CN>Министерством торговли'
    "</body> КНР по вопросам тарифов.",
    # parliaments
    'Его принял председатель <body name="сейм" kind=parliament country=PL>сейма</body> Польши.',
    'Депутат <body name="Милли Меджлис" kind=parliament country=AZ>Милли Меджлиса</body> выступил.',
    'Доклад <body name="Комитет Жогорку Кенеша" kind=parliament country=KG>Комитета <body '
    'name="Жогорку Кенеш">Жогорку Кенеша</body></body> одобрен.',
    # organs of intergovernmental bodies
    'Председатель <body name="Исполнительный комитет МФСА" kind=intergovernmental>Исполнительного '
    'комитета <body name="Международный фонд спасения Арала">МФСА</body></body> открыл встречу.',
    # other bodies; the name of a person belongs to them
    'Выставка открылась в <body name="Центр Лусине Геворгян" kind=other>Центре Лусине Геворгян'
    "</body>.",
    'Ректор <body name="Государственный университет имени А. Вайткуса">Государственного '
    "университета имени А. Вайткуса</body> выступил с речью.",
    'Договор подписал директор <body name="ООО «Северный путь»" kind=company>ООО «Северный путь»'
    "</body>.",
    'Руководитель <body name="фонд «Доброе дело»" kind=other>фонда «Доброе дело»</body> приехал.',
    'Делегацию принял посол; <body name="посольство Литвы в Ереване" country=LT>посольство Литвы в '
    "Ереване</body> готовит приём.",
    '<body name="Российская академия наук" country=RU>Российская академия наук</body> поддержала '
    "план.",
]


@pytest.mark.parametrize("text", INSTITUTIONS)
def test_institutions(read, text):
    check(read, text)


REACH = [
    # what is studied, joined with «и»
    'Выступил руководитель <body name="Центр исследований Литвы и Евразии">Центра исследований '
    "Литвы и Евразии</body> Петров.",
    'Приехал глава <body name="Таможенная служба при Правительстве">Таможенной службы при '
    '<body name="Правительство">Правительстве</body></body> Литвы.',
    'Ректор <body name="Центр помощи имени короля Миндовга">Центра помощи имени короля '
    "Миндовга</body> выступил.",
    'Выступил директор <body name="Третий департамент Азии">Третьего департамента Азии</body>.',
    'Председатель <body name="Государственный Совет Республики Карелия">Государственного Совета '
    "Республики Карелия</body> выступил.",
    'Работает <body name="Литовско-Кубинский комитет по торговле">Литовско-Кубинский комитет по '
    "торговле</body>.",
    # names in Latin letters; the word for what they are is no part of the name
    'Руководитель <body name="Ladoga II" kind=company>компании Ladoga II</body> и член правления '
    '<body name="LkB Ladoga-Bank">LkB Ladoga-Bank</body> подписали договор.',
    # the bank, and not its board
    'Выступил председатель Правления <body name="ЛБР">ЛБР</body> Петров.',
    # the same body by the initials of its name
    'Гости посетили <body name="Ладожский государственный университет">Ладожский государственный '
    'университет</body>. Их принял ректор <body name="Ладожский государственный университет">ЛГУ'
    "</body>.",
    # no body of a state
    '<body name="Межгосударственный совет по стандартизации" kind=intergovernmental>'
    "Межгосударственный совет по стандартизации</body> собрался.",
    'Заседание прошло в <body name="Совет Федерации" country=RU>Совете Федерации</body>. Выступил '
    'член <body name="Комитет СФ по экономической политике" country=RU>Комитета <body '
    'name="Совет Федерации">СФ</body> по экономической политике</body>.',
]
SAME = [
    # short and long names of one state's ministry
    'Форум открыло <body name="Министерство здравоохранения и спорта" country=AM '
    "abbreviation=Минздрав>Министерство здравоохранения и спорта</body> Армении. В "
    '<body name="Министерство здравоохранения и спорта">Минздраве</body> Армении ждут гостей.',
    # two states' ministries
    '<body name="Министерство обороны" country=AM>Минобороны</body> Армении и '
    '<body name="Министерство обороны" country=GE>Минобороны</body> Грузии провели учения.',
    # a common noun means the only body it can mean
    'Текст разместило <body name="Министерство энергетики" country=BY>Министерство энергетики'
    '</body> Беларуси. В <body name="Министерство энергетики">министерстве</body> уточнили сроки.',
]


def test_one_plural_name_for_bodies_of_several_states(read):
    text = "Меморандум между министерствами культуры Литвы и Армении подписан."
    _, layer = read(text)
    assert [(body.name, body.country) for body in layer.organizations] == [
        ("министерство культуры", "LT"),
        ("министерство культуры", "AM"),
    ]
    assert {mention.span.of(text) for mention in layer.mentions} == {"министерствами культуры"}


@pytest.mark.parametrize("annotated", REACH)
def test_how_far_names_reach(read, annotated):
    check(read, annotated)


@pytest.mark.parametrize("text", SAME)
def test_mentions_of_one_body(read, text):
    check(read, text)


NOTHING = [
    # groups
    "Министерства здравоохранения государств-участников обменялись письмами.",
    "Прибыли делегации парламентов двух стран.",
    # common nouns that name nothing
    "Рабочая комиссия проверила склад, а совет старших товарищей пригодился.",
    "В каждом министерстве назначат ответственного.",
    "Банк выдал ссуду, фонд помог школе.",
    # countries and past states
    "Российская Федерация и Советский Союз упомянуты в докладе.",
    # abbreviations of common nouns
    "Представители СМИ и ВУЗов приглашены.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_bodies(read, text):
    check(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Прошло заседание Совета по ценам на зерно стран ЕАЭС (далее – Совет).",
        "Приехал директор Института стандартов исламских стран ОИС (SMIIC).",
    ],
)
def test_a_bracket_behind_a_longer_name_binds_nothing(read, text):
    _, layer = read(text)
    known = {body.abbreviation for body in layer.organizations if body.lexicon_id}
    assert known <= {"ЕАЭС", "ОИС"}


def test_media_are_marked(read):
    _, layer = read("Об этом сообщает агентство «РИА Новости» со ссылкой на Reuters.")
    assert len(layer.organizations) == 2
    assert all(body.is_media for body in layer.organizations)


ISSUERS = [
    (
        "Встреча прошла в Вильнюсе. Об этом сообщили в пресс-службе Министерства энергетики Литвы.",
        "Министерство энергетики Литвы",
    ),
    (
        "Совещание завершилось. Об этом говорится в сообщении Секретариата ШОС.",
        "Секретариат ШОС",
    ),
    (
        "Президент прибыл в Ригу, сообщает пресс-служба Президента Латвии.",
        "пресс-служба Президента Латвии",
    ),
    (
        "Министр юстиции возглавил комиссию.\n\nЗаседание продлилось два часа.\n\n"
        "Пресс-служба МИД РК",
        "МИД РК",
    ),
    (
        "НАЦИОНАЛЬНЫЙ БАНК КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nПРЕСС-РЕЛИЗ\n\nО новых правилах\n\n"
        "Вчера в Бишкеке председатель Национального банка рассказал о правилах обмена валюты.",
        "Национальный банк Кыргызской Республики",
    ),
    (
        "Жогорку Кенеш Кыргызской Республики\n\n17.02.2026\n\nДепутаты одобрили закон\n\n"
        "Сегодня депутаты рассмотрели законопроект о связи и одобрили его во втором чтении.",
        "Жогорку Кенеш Кыргызской Республики",
    ),
    ("Министр возглавил пресс-службу Министерства энергетики Литвы.", None),
    ("Стороны сообщили о встрече в Министерстве энергетики Литвы.", None),
]


@pytest.mark.parametrize(("text", "name"), ISSUERS)
def test_issuers(read, find_issuer, text, name):
    tokens, layer = read(text)
    issuer = find_issuer(tokens, layer, tokens.layout.sections)
    assert (issuer.name if issuer else None) == name


def test_examples_of_the_issuer_rules(store, read, find_issuer):
    resource = store.load("issuers.yaml", IssuerResource)
    for entry in (*resource.press_offices, *resource.spreading, *resource.texts):
        for text, expected in (
            *((text, True) for text in entry.examples),
            *((text, False) for text in entry.counterexamples),
        ):
            tokens, layer = read(text)
            sections = tokens.layout.sections
            assert (find_issuer(tokens, layer, sections) is not None) is expected, text


def test_mentions_are_sorted_and_keys_resolve(read):
    tokens, layer = read(
        "Секретариат ОТГ и Исполком СНГ провели встречу с МИД Турции. Секретариат подвёл итоги."
    )
    places = [mention.tokens for mention in layer.mentions]
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))
    for mention in layer.mentions:
        assert layer.get(mention.key)
        assert mention.span == tokens.span(*mention.tokens)


def test_an_empty_line_of_marks_gives_an_empty_layer(read):
    assert read("— — —")[1].organizations == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Министерство энергетики Литвы\n\nМинистр прибыл. Он выступил.\n\nЕму ответили.",
            "Министерство энергетики Литвы",
        ),
        (
            "Министр прибыл.\n\nПресс-служба Министерства энергетики Литвы\n\nтел. 00-00-00\n\n"
            "press@example.org",
            "Министерство энергетики Литвы",
        ),
        ("Министр прибыл.\n\nОн выступил.\n\nЕму ответили.", None),
    ],
)
def test_issuers_on_lines_of_their_own(find_issuer, stage, tokens_of, text, name):
    tokens = tokens_of(text)
    issuer = find_issuer(tokens, stage(tokens), tokens.layout.sections)
    assert (issuer and issuer.name) == name
