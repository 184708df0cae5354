"""The positions stage on annotated sentences.

`<p name="…">` marks a name, `<o of="…" title="…" country=…>` an office and who holds it (names
parted by `;` where it is shared; `-` for no country). All positions are marked and no others may
be found. All people are invented.
"""

import pytest

from tests.annotated import parse

BEFORE = [
    '<o of="Йонас Вайткус" title="министр юстиции" country=LT>Министр юстиции Литвы</o> '
    '<p name="Йонас Вайткус">Йонас Вайткус</p> прибыл в Анкару.',
    'Его принял <o of="Ерлан Сапарбеков" title="президент" country=KZ>президент Казахстана</o> '
    '<p name="Ерлан Сапарбеков">Ерлан Сапарбеков</p>.',
    'Встреча с <o of="Ольга Залесская" title="заместитель министра иностранных дел" country=BY>'
    "заместителем министра иностранных дел Республики Беларусь</o> "
    '<p name="Ольга Залесская">Ольгой Залесской</p>.',
    'Выступила <o of="Лайма Калныня" title="министр финансов" country=LV>латвийский министр '
    'финансов</o> <p name="Лайма Калныня">Лайма Калныня</p>.',
    'Документ вручён <o of="Ласло Хегедюш" title="государственный секретарь по вопросам '
    'политики занятости Министерства национальной экономики" country=HU>государственному '
    "секретарю по вопросам политики занятости Министерства национальной экономики Венгрии</o> "
    '<p name="Ласло Хегедюш">Ласло Хегедюшу</p>.',
    'Прибыл <o of="Карлос Мендоса" title="чрезвычайный и полномочный посол Мексики в России" '
    "country=MX>Чрезвычайный и Полномочный Посол Мексики в России</o> "
    '<p name="Карлос Мендоса">Карлос Мендоса</p>.',
    'С <o of="Гулнора Рахматова" title="первый заместитель председателя Комитета по делам женщин" '
    "country=UZ>первым заместителем председателя Комитета по делам женщин Узбекистана</o> "
    '<p name="Гулнора Рахматова">Гулнорой Рахматовой</p> беседовали час.',
    'Новый <o of="Армен Балоян" title="министр труда, занятости и социальной защиты" country=AM>'
    "министр труда, занятости и социальной защиты Армении</o> "
    '<p name="Армен Балоян">Армен Балоян</p> выступил первым.',
    'Об этом заявил <o of="Петр Ветлугин" title="экс-министр обороны" country=RU>экс-министр '
    'обороны России</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Выступил <o of="Петр Ветлугин" title="и.о. министра обороны" country=RU>и.о. министра '
    'обороны России</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Прибыл <o of="Петр Ветлугин" title="бывший премьер-министр" country=BG>бывший '
    'премьер-министр Болгарии</o> <p name="Петр Ветлугин">Петр Ветлугин</p>.',
    'Сообщил <o of="Бакыт Омуров" title="исполняющий обязанности директора Агентства по туризму" '
    "country=KG>исполняющий обязанности директора Агентства по туризму Кыргызстана</o> "
    '<p name="Бакыт Омуров">Бакыт Омуров</p>.',
]
AFTER = [
    '<p name="Ласло Хегедюш">Ласло Хегедюш</p>, <o of="Ласло Хегедюш" title="министр энергетики" '
    "country=HU>министр энергетики Венгрии</o>, открыл форум.",
    '<p name="Лайма Калныня">Лайма Калныня</p> – <o of="Лайма Калныня" title="депутат Сейма" '
    "country=LV>депутат Сейма Латвии</o>.",
    'Выступил <p name="Зураб Мелашвили">Зураб Мелашвили</p> (<o of="Зураб Мелашвили" '
    'title="министр обороны" country=GE>министр обороны Грузии</o>).',
    'Слово взял <p name="Чжао Вэньмин">Чжао Вэньмин</p>, <o of="Чжао Вэньмин" title="заместитель '
    'министра коммерции" country=CN>заместитель министра коммерции Китая</o>.',
]
SHARED = [
    '<o of="Ерлан Сапарбеков;Анвар Каримзода" title="министр иностранных дел" country=KZ;TJ>'
    'Министры иностранных дел Казахстана и Таджикистана</o> <p name="Ерлан Сапарбеков">Ерлан '
    'Сапарбеков</p> и <p name="Анвар Каримзода">Анвар Каримзода</p> подписали план.',
]
SENTENCE_HEADS = [
    '<o of="Йонас Вайткус;Андрис Озолс" title="президент" country=LT;LV>Президенты Литвы и Латвии'
    '</o> <p name="Йонас Вайткус">Йонас Вайткус</p> и <p name="Андрис Озолс">Андрис Озолс</p> '
    "провели телефонные переговоры.",
    '<o of="Йонас Вайткус;Андрис Озолс" title="президент" country=LT;LV>Президенты Литвы и Латвии'
    '</o>, <p name="Йонас Вайткус">Йонас Вайткус</p> и <p name="Андрис Озолс">Андрис Озолс</p>, '
    "провели телефонные переговоры.",
    '<o of="Пётр Тихомиров" title="башкан Гагаузии" country=->Башкан Гагаузии</o> '
    '<p name="Пётр Тихомиров">Пётр Тихомиров</p> выступил.',
    'Выступил <o of="Джон Р. Картер" title="госсекретарь штата Новый Уэльс" country=->госсекретарь '
    'штата Новый Уэльс</o> <p name="Джон Р. Картер">Джон Р. Картер</p>.',
]
FIELDS = [
    'Прибыл <o of="Петрас Каунас" title="министр иностранных дел и по европейским делам" '
    'country=LT>министр иностранных дел и по европейским делам Литвы</o> <p name="Петрас '
    'Каунас">Петрас Каунас</p>.',
    # «По итогам» leads out of the office.
    'Он принял <o of="Петрас Каунас" title="министр финансов" country=LT>министра финансов '
    'Литвы</o> <p name="Петрас Каунас">Петраса Каунаса</p> и по итогам встречи остался доволен.',
    'Выступил <o of="Андрей Соболев" title="член Коллегии (министр) по торговле" country=->член '
    'Коллегии (Министр) по торговле</o> <p name="Андрей Соболев">Андрей Соболев</p>.',
    'Присутствовал <o of="Нурлан Айдаров" title="директор Агентства авиации при Кабинете '
    'министров" country=->директор Агентства авиации при Кабинете министров</o> <p name="Нурлан '
    'Айдаров">Нурлан Айдаров</p>.',
    'Выступил <o of="Асхат Сагынов" title="председатель АО «НК «Янтарь»" '
    'country=->председатель АО «НК «Янтарь»</o> <p name="Асхат Сагынов">Асхат Сагынов</p>.',
    # No dictionary knows the word, and the tagger takes it for a verb.
    'Участвовали министр энергетики Литвы <p name="Дилшод Ортиков">Дилшод Ортиков</p>, <o '
    'of="Санжар Набиев" title="хоким города Самарканда" country=->хоким города Самарканда</o> <p '
    'name="Санжар Набиев">Санжар Набиев</p>.',
    'Доклад сделали <o of="Лайма Вайткене" title="директор лицея №2" country=->директор лицея '
    '№2</o> <p name="Лайма Вайткене">Лайма Вайткене</p> и <o of="Андрис Озолс" '
    'title="врач-кардиолог" country=->врач-кардиолог</o> <p name="Андрис Озолс">Андрис Озолс</p>.',
    'Прибыли <o of="Чэнь Бо" title="председатель" country=CN>председатель КНР</o> <p name="Чэнь '
    'Бо">Чэнь Бо</p> и <o of="Ли Ган" title="заместитель председателя" country=CN>заместитель '
    'Председателя КНР</o> <p name="Ли Ган">Ли Ган</p>.',
]
RANKS = [
    ("Председатель КНР Чэнь Бо прибыл.", "head_of_state"),
    ("Председатель совета КНР Чэнь Бо прибыл.", "agency_head"),
    ("Вице-президент Всемирного банка Джон Картер прибыл.", "organization_deputy"),
    ("Вице-президент компании «Янтарь» Олег Сомов прибыл.", "business"),
    ("Вице-президент Чили Олег Сомов прибыл.", "deputy_head_of_state"),
    ("Руководитель Администрации Президента Литвы Йонас Вайткус прибыл.", "agency_head"),
    ("Глава администрации города Сочи Петр Орлов прибыл.", "regional_head"),
    ("Заместитель главы МИД Литвы Йонас Вайткус прибыл.", "deputy_minister"),
    ("Экс-глава Минэкономики Петр Орлов прибыл.", "minister"),
    ("Глава департамента Минэкономики Петр Орлов прибыл.", "agency_head"),
    ("Президент Торгово-промышленной палаты Чили Олег Сомов прибыл.", "business"),
    ("Спикер ВСУ Олег Сомов прибыл.", "other"),
    ("Замглавы МИД Литвы Олег Сомов прибыл.", "deputy_minister"),
    ("Примар Кишинева Олег Сомов прибыл.", "regional_head"),
    ("Генеральный инспектор полиции Олег Сомов прибыл.", "agency_head"),
    ("Глава внешнеполитического ведомства Литвы Йонас Вайткус прибыл.", "minister"),
]
REGIONS = [
    'Прибыли <o of="Артем Жаров" title="представитель президента" country=RU>представитель '
    'президента России</o> <p name="Артем Жаров">Артем Жаров</p>, <o of="Рустам '
    'Галиев" title="глава Республики Татарстан" country=RU>глава Республики Татарстан</o> <p '
    'name="Рустам Галиев">Рустам Галиев</p> и <o of="Денис Сомов" title="губернатор Орловской '
    'области" country=RU>губернатор Орловской области</o> <p name="Денис Сомов">Денис Сомов</p>.',
    'Выступила <o of="Светлана Сомова" title="министр финансов Республики Марий Эл" '
    'country=->министр финансов Республики Марий Эл</o> <p name="Светлана Сомова">Светлана '
    "Сомова</p>.",
]
BODIES = [
    'Выступил <o of="Султон Назаров" title="председатель Государственного комитета Республики '
    'Таджикистан по инвестициям и управлению государственным имуществом" '
    "country=TJ>председатель Государственного комитета Республики Таджикистан по инвестициям и "
    'управлению государственным имуществом</o> <p name="Султон Назаров">Султон Назаров</p>.',
    'Выступил <o of="Тимур Назаров" title="сопредседатель Межправительственной комиссии" '
    'country=->сопредседатель Межправительственной комиссии</o> с литовской стороны, <o of="Тимур '
    'Назаров" title="министр торговли" country=LT>министр торговли</o> <p name="Тимур '
    'Назаров">Тимур Назаров</p>.',
]
FORMULAS = [
    'Он принял <o of="Йонас Вайткус" title="чрезвычайный и полномочный посол" '
    'country=LT>Чрезвычайного и Полномочного Посла Литвы</o> <p name="Йонас Вайткус">Йонаса '
    "Вайткуса</p>.",
    'Министр принял <o of="Йонас Вайткус" title="временный поверенный в делах" '
    'country=LT>Временного Поверенного в делах Литвы</o> <p name="Йонас Вайткус">Йонаса '
    "Вайткуса</p>.",
    'Выступил <o of="Расим Мусаев" title="депутат Милли Меджлиса" country=AZ>депутат Милли '
    'Меджлиса</o> <p name="Расим Мусаев">Расим Мусаев</p>.',
    'Выступили <o of="Петрас Каунас" title="постпред Литвы при ООН" country=LT>постпред Литвы при '
    'ООН</o> <p name="Петрас Каунас">Петрас Каунас</p> и его <o of="Андрис Озолс" '
    'title="постпред при ООН" country=LV>латвийский коллега</o> <p name="Андрис Озолс">Андрис '
    "Озолс</p>.",
    '<o of="Петрас Каунас" title="министр обороны" country=LT>Министр обороны Литвы</o> <p '
    'name="Петрас Каунас">Петрас Каунас</p> и <o of="Олег Сомов" title="начальник генштаба ВСУ" '
    'country=UA>начальник генштаба ВСУ</o> <p name="Олег Сомов">Олег Сомов</p> прибыли.',
    '<o of="Петрас Каунас" title="министр обороны" country=LT>Министр обороны Литвы</o> <p '
    'name="Петрас Каунас">Петрас Каунас</p> принял <o of="Андрис Озолс" title="министр обороны" '
    'country=LV>коллегу из Латвии</o> <p name="Андрис Озолс">Андриса Озолса</p>.',
]
INITIALS = [
    'Прибыли <o of="С. Рузиев;А. Тошбеков" title="заместитель министра транспорта" '
    'country=-;->заместители министров транспорта</o> <p name="С. Рузиев">С. Рузиев</p> и <p '
    'name="А. Тошбеков">А. Тошбеков</p>.',
    # The office is another's: it stands in the genitive, the names in the nominative.
    'В присутствии премьер-министров <p name="Л. Мирсаидов">Л. Мирсаидов</p> и <p name="А. '
    'Лапицкий">А. Лапицкий</p> подписали план.',
]
DISTRIBUTED = [
    'В заседании участвовали <o of="Петрас Каунас;Андрис Озолс" title="глава дипломатического '
    'ведомства" country=LT;LV>главы дипломатических ведомств</o>: Литвы – <p name="Петрас Каунас">'
    'Петрас Каунас</p>, Латвии – <p name="Андрис Озолс">Андрис Озолс</p>.',
    'В заседании участвовали <o of="Петрас Каунас;Андрис Озолс;Юхан Тамм" title="глава '
    'правительства" country=LT;LV;EE>главы правительств Литвы</o> <p name="Петрас Каунас">Петрас '
    'Каунас</p>, Латвии <p name="Андрис Озолс">Андрис Озолс</p>, а также Эстонии <p name="Юхан '
    'Тамм">Юхан Тамм</p>.',
    'Встретились <o of="Петрас Каунас;Андрис Озолс" title="министр финансов" country=LT;LV>министр '
    'финансов Литвы</o> <p name="Петрас Каунас">Петрас Каунас</p> и Латвии – <p name="Андрис '
    'Озолс">Андрис Озолс</p>.',
    # Not part of the list: no dash behind one minister's state, another case behind a plural's.
    'Прибыл <o of="Петрас Каунас" title="министр финансов" country=LT>министр финансов Литвы</o> '
    '<p name="Петрас Каунас">Петрас Каунас</p>, Латвии <p name="Андрис Озолс">Андрис Озолс</p> '
    "помог.",
    'Прибыли <o of="Петрас Каунас" title="министр финансов" country=LT>министры финансов Литвы</o> '
    '<p name="Петрас Каунас">Петрас Каунас</p> и Латвию <p name="Андрис Озолс">Андрис Озолс</p> '
    "знает.",
]
SEVERAL = [
    'Прибыл <o of="Тимур Омаров" title="вице-премьер" country=->вице-премьер</o> — '
    '<o of="Тимур Омаров" title="министр обороны" country=KZ>министр обороны Казахстана</o> '
    '<p name="Тимур Омаров">Тимур Омаров</p>.',
    'В зале были <o of="Йонас Вайткус" title="министр культуры" country=LT>министр культуры '
    'Литвы</o> <p name="Йонас Вайткус">Йонас Вайткус</p>, <o of="Лайма Калныня" title="министр '
    'спорта" country=LV>министр спорта Латвии</o> <p name="Лайма Калныня">Лайма Калныня</p> и '
    '<o of="Ласло Хегедюш" title="посол Венгрии в Эстонии" country=HU>посол Венгрии в '
    'Эстонии</o> <p name="Ласло Хегедюш">Ласло Хегедюш</p>.',
]
VERBS = [
    '<p name="Йонас Вайткус">Йонас Вайткус</p> стал <o of="Йонас Вайткус" title="министр '
    'обороны" country=LT>министром обороны Литвы</o>.',
    '<o of="Ольга Залесская" title="министр культуры" country=BY>Министром культуры Беларуси</o> '
    'назначена <p name="Ольга Залесская">Ольга Залесская</p>.',
    'На пост <o of="Петр Ветлугин" title="министр обороны" country=BG>министра обороны '
    'Болгарии</o> назначен <p name="Петр Ветлугин">Петр Ветлугин</p>.',
]
BODIES = [
    'Слово взял <o of="Анвар Каримзода" title="генеральный секретарь ШОС" country=->генеральный '
    'секретарь ШОС</o> <p name="Анвар Каримзода">Анвар Каримзода</p>.',
    'Выступил <o of="Тимур Омаров" title="генеральный директор компании «Вектор»" country=->'
    'генеральный директор компании «Вектор»</o> <p name="Тимур Омаров">Тимур Омаров</p>.',
]
COLLEAGUES = [
    '<o of="Ерлан Сапарбеков" title="министр обороны" country=KZ>Министр обороны Казахстана</o> '
    '<p name="Ерлан Сапарбеков">Ерлан Сапарбеков</p> встретился с <o of="Вугар Мамедов" '
    'title="министр обороны" country=AZ>азербайджанским коллегой</o> '
    '<p name="Вугар Мамедов">Вугаром Мамедовым</p>.',
]
BETWEEN = [
    '<o of="Петр Ветлугин" title="главнокомандующий сухопутными войсками" country=->'
    'Главнокомандующий сухопутными войсками</o> генерал армии <p name="Петр Ветлугин">Петр '
    "Ветлугин</p> прибыл.",
    '<o of="Йонас Вайткус" title="министр обороны" country=LT>Министр обороны Литвы</o> 5 мая '
    '<p name="Йонас Вайткус">Йонас Вайткус</p> прибыл в Минск.',
    '<o of="Лайма Калныня" title="бывший премьер-министр" country=->Бывший премьер-министр</o> и '
    'нынешний <o of="Лайма Калныня" title="министр финансов" country=LV>министр финансов '
    'Латвии</o> <p name="Лайма Калныня">Лайма Калныня</p> прибыла.',
]
FIELDS = [
    '<o of="Ерлан Сапарбеков" title="министр энергетики" country=KZ><o of="Тимур Омаров" '
    'title="министр транспорта" country=KZ>Министры энергетики и транспорта Казахстана</o></o> '
    '<p name="Ерлан Сапарбеков">Ерлан Сапарбеков</p> и <p name="Тимур Омаров">Тимур Омаров</p> '
    "подписали план.",
    '<o of="Ерлан Сапарбеков;Йонас Вайткус" title="министр труда и спорта" country=KZ;LT>Министры '
    'труда и спорта Казахстана и Литвы</o> <p name="Ерлан Сапарбеков">Ерлан Сапарбеков</p> и '
    '<p name="Йонас Вайткус">Йонас Вайткус</p> подписали план.',
]
IN_BODIES = [
    'Об этом сообщила администрация <o of="Йонас Вайткус" title="президент" country=LT>президента '
    'Литвы</o> <p name="Йонас Вайткус">Йонаса Вайткуса</p>.',
    'Принят <o of="Янис Озолс" title="глава делегации Европейского союза в Молдове" country=->'
    'глава делегации Европейского союза в Молдове</o> <p name="Янис Озолс">Янис Озолс</p>.',
]
NONE_HELD = [
    # A name that stands in another case is somebody else.
    'В присутствии президента Литвы <p name="Петр Ветлугин">Петр Ветлугин</p> подписал договор.',
    "Министр транспорта Казахстана прибыл в Минск.",
    'Супруга президента Литвы <p name="Лайма Вайткене">Лайма Вайткене</p> открыла выставку.',
    'Генерал-полковник <p name="Петр Ветлугин">Петр Ветлугин</p> принял парад.',
]


def check(people, annotated):
    expected = parse(annotated, {"p", "o"})
    found = people(expected.text)
    names = [(m.start, expected.words(m), m.attributes["name"]) for m in expected.marks
             if m.tag == "p"]  # fmt: skip
    assert found.mentions() == names
    wanted = []
    for mark in expected.marks:
        if mark.tag == "o":
            holders = mark.attributes["of"].split(";")
            codes = mark.attributes["country"].split(";")
            for holder, code in zip(holders, codes, strict=True):
                country = None if code == "-" else code
                wanted.append((holder, expected.words(mark), mark.attributes["title"], country))
    got = [
        (found.names[p.person], p.span.of(expected.text), p.title, p.country)
        for p in found.positions.positions
    ]
    assert sorted(got, key=str) == sorted(wanted, key=str)
    return found


@pytest.mark.parametrize("annotated", BEFORE)
def test_an_office_before_the_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", AFTER)
def test_an_office_behind_the_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", SHARED)
def test_one_phrase_for_several_people(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", SENTENCE_HEADS)
def test_what_the_tagger_gets_wrong(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", FIELDS)
def test_how_far_an_office_reaches(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize(("text", "rank"), RANKS)
def test_ranks_in_bodies_of_many_kinds(people, text, rank):
    assert [p.rank for p in people(text).positions.positions] == [rank]


@pytest.mark.parametrize("annotated", [*REGIONS, *BODIES, *FORMULAS])
def test_regions_and_bodies_with_a_country_inside(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", INITIALS)
def test_a_surname_behind_initials_tells_its_case_by_its_ending(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", DISTRIBUTED)
def test_one_office_for_a_list_of_states(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", SEVERAL)
def test_several_offices_in_a_row(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", VERBS)
def test_an_office_joined_by_a_verb(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", BETWEEN)
def test_what_stands_between_office_and_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", FIELDS)
def test_ministers_of_one_state_have_a_field_each(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", IN_BODIES)
def test_offices_in_and_of_bodies(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", BODIES)
def test_officers_of_bodies(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", COLLEAGUES)
def test_a_colleague_has_the_others_office(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", NONE_HELD)
def test_nobody_holds_an_office(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Исполняющий обязанности министра обороны Литвы Петрас Каунас прибыл.", "minister"),
        ("Президент Казахстана Ерлан Сапарбеков прибыл.", "head_of_state"),
        ("Премьер-министр Литвы Йонас Вайткус прибыл.", "head_of_government"),
        ("Вице-премьер Литвы Йонас Вайткус прибыл.", "deputy_head_of_government"),
        ("Министр юстиции Литвы Йонас Вайткус прибыл.", "minister"),
        ("Глава МИД Литвы Йонас Вайткус прибыл.", "minister"),
        ("Заместитель министра юстиции Литвы Йонас Вайткус прибыл.", "deputy_minister"),
        ("Государственный секретарь Венгрии Ласло Хегедюш прибыл.", "deputy_minister"),
        ("Государственный секретарь США Джонатан Смитерс прибыл.", "minister"),
        ("Председатель парламента Грузии Зураб Мелашвили прибыл.", "parliament_head"),
        ("Депутат Сейма Латвии Лайма Калныня прибыла.", "member_of_parliament"),
        ("Посол Мексики в России Карлос Мендоса прибыл.", "ambassador"),
        ("Генеральный секретарь ШОС Анвар Каримзода прибыл.", "organization_head"),
        ("Заместитель генерального секретаря ШОС Анвар Каримзода прибыл.", "organization_deputy"),
        ("Губернатор области Петр Ветлугин прибыл.", "regional_head"),
    ],
)
def test_ranks(people, text, rank):
    assert [p.rank for p in people(text).positions.positions] == [rank]
