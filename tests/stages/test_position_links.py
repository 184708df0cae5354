"""How offices reach their holders in news, with the marks of `test_positions`."""

import pytest

from tests.stages.test_positions import check

PARTIES = [
    'Выступил <o of="Петр Ветлугин" title="вице-спикер Госдумы от партии «Рассвет»" country=RU>'
    'вице-спикер Госдумы от партии «Рассвет»</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Спросил <o of="Петр Ветлугин" title="депутат от «Единой Ладоги»" country=->депутат от '
    '«Единой Ладоги»</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Ответил <o of="Петр Ветлугин" title="лидер сельских учителей" country=->лидер сельских '
    'учителей</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
]
PARTED = [
    '<o of="Йонас Вайткус" title="президент" country=LT>Президент Литвы</o>, '
    '<p name="Йонас Вайткус">Йонас Вайткус</p>, прибыл в Минск.',
    '<p name="Йонас Вайткус">Йонас Вайткус</p>, тогда <o of="Йонас Вайткус" title="министр '
    'обороны" country=LT>министр обороны Литвы</o>, уехал.',
    'Приехала <p name="Лайма Калныня">Лайма Калныня</p>, — <o of="Лайма Калныня" title="член '
    'правления союза" country=->член правления союза</o>.',
    # Others than the officer.
    "Заявил министр обороны, "
    '<p name="Йонас Вайткус">Йонас Вайткус</p>, <p name="Лайма Калныня">Лайма Калныня</p> и гости.',
]
POSTS = [
    'Отставка <p name="Йонас Вайткус">Йонаса Вайткуса</p> с поста <o of="Йонас Вайткус" '
    'title="министр обороны" country=LT>министра обороны Литвы</o> обсуждалась.',
    'Парламент избрал <p name="Йонас Вайткус">Йонаса Вайткуса</p> на пост нового '
    '<o of="Йонас Вайткус" title="президент" country=LT>президента Литвы</o>.',
    'Избранный <p name="Йонас Вайткус">Йонас Вайткус</p> принёс присягу в качестве '
    '<o of="Йонас Вайткус" title="министр обороны" country=LT>министра обороны Литвы</o>.',
    '<p name="Йонас Вайткус">Йонас Вайткус</p> был <o of="Йонас Вайткус" title="министр обороны" '
    'country=LT>министром обороны Литвы</o>, а затем и <o of="Йонас Вайткус" title="министр '
    'финансов" country=->министром финансов</o>.',
    # Who is proposed for a post holds none.
    'Президент предложил на пост министра обороны <p name="Петр Ветлугин">Петра Ветлугина</p>.',
    'Совет выдвинул кандидатуру <p name="Йонас Вайткус">Йонаса Вайткуса</p> на пост президента '
    "Литвы.",
]
PARTICIPLES = [
    'Президент принял <p name="Йонас Вайткус">Йонаса Вайткуса</p>, являющегося '
    '<o of="Йонас Вайткус" title="министр обороны" country=LT>министром обороны Литвы</o>.',
]
GENITIVES = [
    'Речь <o of="Анатолий Ветлугин" title="министр иностранных дел" country=->министра '
    'иностранных дел</o> <p name="Анатолий Ветлугин">Анатолия Ветлугина</p> напечатана.',
    'Речь <o of="Анатолий Ветлугин" title="директор городского театра" country=->директора '
    'городского театра</o> <p name="Анатолий Ветлугин">Анатолия Ветлугина</p> напечатана.',
]

COLUMNS = [
    'Желаю всем успехов.\n\nС уважением,\n<p name="Йонас Вайткус">Йонас Вайткус</p>\n'
    '<o of="Йонас Вайткус" title="министр транспорта" country=LT>министр транспорта Литвы</o>',
    'Желаю всем успехов.\n\n<o of="Йонас Вайткус" title="заместитель премьер-министра" '
    'country=LT>Заместитель Премьер-министра</o> – <o of="Йонас Вайткус" title="министр финансов" '
    "country=LT>Министр финансов</o>\nЛитовской Республики\n"
    '<p name="Йонас Вайткус">Йонас Вайткус</p>\n\n<o of="Петр Ветлугин" title="министр '
    'финансов" country=RU>Министр финансов</o>\nРоссийской Федерации\n'
    '<p name="Петр Ветлугин">Петр Ветлугин</p>',
    'Участники встречи:\n\n<p name="Йонас Вайткус">Йонас Вайткус</p>\n<o of="Йонас Вайткус" '
    'title="министр транспорта" country=LT>Министр транспорта</o>\nЛитовская Республика\n\n'
    '<p name="Лайма Калныня">Лайма Калныня</p>\n<o of="Лайма Калныня" title="заместитель '
    'министра сообщения" country=LV>Заместитель министра сообщения</o>, Латвия',
    'Пусть победит сильнейший!\n\n<p name="Йонас Вайткус">Йонас Вайткус</p> '
    '<o of="Йонас Вайткус" title="президент федерации шахмат" country=->Президент федерации '
    "шахмат</o>",
    'Спикеры:\n<p name="Йонас Вайткус">Йонас Вайткус</p>, <o of="Йонас Вайткус" title="министр '
    'транспорта" country=LT>министр транспорта</o>, Литовская Республика',
    # A line that says more is no field of a roster.
    "Министр транспорта прибыл в Ригу.\n\n"
    '<p name="Йонас Вайткус">Йонас Вайткус</p>\n\nМинистры встретились.',
]


DEGREES = [
    'Гостей принял <o of="Петр Ветлугин" title="ректор Ладожского университета" country=->ректор '
    "Ладожского университета</o>, член-корреспондент Академии наук, доктор химических наук, "
    'профессор <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Прибыла <o of="Лайма Калныня" title="декан факультета языков и литератур" country=->декан '
    'факультета языков и литератур</o> доктор <p name="Лайма Калныня">Лайма Калныня</p>.',
    '<o of="Петр Ветлугин" title="начальник таможенной службы" country=LT>Начальник таможенной '
    'службы Литвы</o> генерал-майор таможенной службы <p name="Петр Ветлугин">Петр '
    "Ветлугин</p> доложил об этом.",
    # An ambassador by rank.
    'Об этом говорил <o of="Йонас Вайткус" title="глава миссии при ООН" country=->глава миссии '
    'при ООН</o>, посол <p name="Йонас Вайткус">Йонас Вайткус</p>.',
]
RANKED_LISTS = [
    'Поручено <o of="Петр Ветлугин;Йонас Вайткус" title="начальник отдела" country=-;->'
    'начальникам отдела</o> – полковнику <p name="Петр Ветлугин">Петру Ветлугину</p> и майору '
    '<p name="Йонас Вайткус">Йонасу Вайткусу</p> – подготовить доклад.',
    '<o of="Петр Ветлугин;Йонас Вайткус" title="председатель комиссии" country=-;->Председатели '
    'комиссии</o>, <p name="Петр Ветлугин">Петр Ветлугин</p> и посол '
    '<p name="Йонас Вайткус">Йонас Вайткус</p>, подписали протокол.',
    'Поручено <o of="Анна Ветлугина;Йонас Вайткус" title="сопредседатель комиссии" country=-;->'
    'сопредседателям комиссии</o> – <o of="Анна Ветлугина" title="министр обороны" country=->'
    'министру обороны</o> <p name="Анна Ветлугина">Анне Ветлугиной</p> и <o of="Йонас Вайткус" '
    'title="директор завода" country=->директору завода</o> <p name="Йонас Вайткус">Йонасу '
    "Вайткусу</p> – подготовить доклад.",
]
ELECTED = [
    'Депутаты избрали <o of="Анна Ветлугина" title="секретарь комиссии" country=->секретарём '
    'комиссии</o> <p name="Анна Ветлугина">Анну Ветлугину</p>.',
    # The office of the one who received.
    '<p name="Йонас Вайткус">Йонас Вайткус</p> был принят председателем парламента.',
]


@pytest.mark.parametrize("annotated", DEGREES)
def test_degrees_and_ranks_between_office_and_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", RANKED_LISTS)
def test_lists_of_holders_with_ranks(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", ELECTED)
def test_elected_by_several_and_received(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", PARTIES)
def test_members_and_leaders_of_parties(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", PARTED)
def test_commas_and_adverbs_between_office_and_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", POSTS)
def test_posts(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", COLUMNS)
def test_lines_of_signatures_and_rosters(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", PARTICIPLES)
def test_participles_behind_the_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", GENITIVES)
def test_a_name_behind_a_ministry_or_body_is_its_officers(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize(
    "annotated",
    [
        'Доклад прочёл <o of="Петр Ветлугин" title="глава отдела кадров" country=->глава отдела '
        'кадров</o>, известный краевед <p name="Петр Ветлугин">Петр Ветлугин</p>.',
        'Пришли начальник отдела кадров и краевед <p name="Петр Ветлугин">Петр Ветлугин</p>.',
        'Прибыл <o of="Петр Ветлугин" title="начальник Службы надзора" country=->начальник Службы '
        'надзора</o> (Севернадзора) <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    ],
)
def test_what_else_a_person_is_stands_between(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize(
    "annotated",
    [
        'Новым <o of="Петр Ветлугин;Йонас Вайткус" title="директор театра" country=-;->директором '
        'театра</o> вместо ушедшего <p name="Йонас Вайткус">Йонаса Вайткуса</p> стал '
        '<o of="Петр Ветлугин" title="режиссёр" country=->режиссёр</o> '
        '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
        '<p name="Петр Ветлугин">Петр Ветлугин</p> работал <o of="Петр Ветлугин" title="тренер" '
        "country=->тренером</o> в Минске.",
        '<p name="Петр Ветлугин">Петр Ветлугин</p> стал чемпионом.',
        '<p name="Петр Ветлугин">Петр Ветлугин</p> не станет министром обороны.',
    ],
)
def test_verbs_of_holding(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize(
    "annotated",
    [
        'Совет назначил <p name="Петр Ветлугин">Петра Ветлугина</p> <o of="Петр Ветлугин" '
        'title="глава отдела кадров" country=->главой отдела кадров</o>.',
        'Ответил <o of="Петр Ветлугин" title="руководитель фракции «Рассвет» в Государственной '
        'думе" country=RU>руководитель фракции «Рассвет» в Государственной думе</o> '
        '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
        # Who is only put forward holds nothing.
        'Съезд выдвинул в президенты <p name="Йонас Вайткус">Йонаса Вайткуса</p>.',
        'Выступил <o of="Петр Ветлугин" title="экс-председатель Народного собрания" country=->'
        'экс-председатель Народного собрания</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
        'Ответил <p name="Петр Ветлугин">Петр Ветлугин</p>, <o of="Петр Ветлугин" title="лидер '
        'минского «Рассвета»" country=->лидер минского «Рассвета»</o>.',
    ],
)
def test_appointments_and_odd_heads(people, annotated):
    check(people, annotated)


def test_a_biography_of_dashes(people):
    text = (
        "Петр Ветлугин родился в Минске. С 1990 года — директор театра, а с 1995 года — "
        "председатель союза."
    )
    assert [title for _, title, _ in people(text).held()] == [
        "директор театра", "председатель союза",
    ]  # fmt: skip
