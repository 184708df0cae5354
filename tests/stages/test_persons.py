"""The persons stage on annotated sentences.

`<p name="…">` marks a mention and gives the person's name in the nominative; whatever is not
marked must not be found. All people are invented.
"""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.annotated import parse

PEOPLES = [
    'Выступил <p name="Ерлан Сапарбеков">Ерлан Сапарбеков</p>.',
    'Встреча с <p name="Ерлан Сапарбеков">Ерланом Сапарбековым</p> прошла в Астане.',
    'Слово дали <p name="Гулнора Рахматова">Гулноре Рахматовой</p>.',
    'Заявление <p name="Гулнора Рахматова">Гулноры Рахматовой</p> опубликовано.',
    'Его принял <p name="Вугар Тофиг оглы Мамедзаде">Вугар Тофиг оглы Мамедзаде</p>.',
    'Награду вручили <p name="Лала Эльдар кызы Гасанова">Лале Эльдар кызы Гасановой</p>.',
    'Беседа с <p name="Бакыт Токтогул уулу">Бакытом Токтогул уулу</p> была короткой.',
    'Доклад прочитал <p name="Мехмет Сарыоглу">Мехмет Сарыоглу</p>.',
    'Письмо получено от <p name="Мехмет Сарыоглу">Мехмета Сарыоглу</p>.',
    'С докладом выступил <p name="Петр Сергеевич Ветлугин">Петр Сергеевич Ветлугин</p>.',
    'Решение принято <p name="Петр Сергеевич Ветлугин">Петром Сергеевичем Ветлугиным</p>.',
    'Об этом сообщила <p name="Ольга Залесская">Ольга Залесская</p>.',
    'Он поблагодарил <p name="Ольга Залесская">Ольгу Залесскую</p> за работу.',
    'Обращение направлено <p name="Анна Ковальчук">Анне Ковальчук</p>.',
    'Встретились с <p name="Тарас Ковальчук">Тарасом Ковальчуком</p> в Киеве.',
    'Премию получил <p name="Мечислав Вуйцик">Мечислав Вуйцик</p>.',
    'Приглашение передали <p name="Хосейн Резаи">Хосейну Резаи</p>.',
    'Письмо вручили <p name="Айдогды Мередов">Айдогды Мередову</p>.',
    'Выступила <p name="Нур Азиза бинти Абдул Рахман">Нур Азиза бинти Абдул Рахман</p>.',
    'Встреча с <p name="Мария Йованович">Марией Йованович</p> окончена.',
    'Встреча с <p name="Гантулгын Батжаргал">Гантулгын Батжаргалом</p> прошла.',
    'Встреча с <p name="Абдель Фаттах ас-Самри">Абдель Фаттахом ас-Самри</p> прошла.',
    'Мавританию представил <p name="Сиди ульд Мохамед Салем">Сиди ульд Мохамед Салем</p>.',
    'Позвонили президенту <p name="Эльмар Гасымли">Эльмару Гасымли</p>.',
    'По приглашению министра <p name="Сухроб Назарзода">Сухроба Назарзода</p> он прибыл.',
    # The lists hold «Олега» as a name too.
    'Опубликовано заявление замглавы МИД <p name="Олег Ветлугин">Олега Ветлугина</p>.',
    'Почтили память <p name="Михаил Мелаури">Михаила Мелаури</p>.',
    'Выступление <p name="Ширин Ахмадзаде">Ширин Ахмадзаде</p> длилось час.',
    'Сопредседателем стал <p name="Зураб Мелашвили">Зураб Мелашвили</p>.',
    'Спор с <p name="Зураб Мелашвили">Зурабом Мелашвили</p> окончен.',
    'Ответ дал <p name="Армен Балоян">Армен Балоян</p>.',
    'Поездка <p name="Армен Балоян">Армена Балояна</p> отложена.',
    'Выступил <p name="Ласло Хегедюш">Ласло Хегедюш</p>.',
    'Переговоры с <p name="Ласло Хегедюш">Ласло Хегедюшем</p> продолжаются.',
    'Прибыл <p name="Йонас Вайткус">Йонас Вайткус</p>.',
    'Встреча с <p name="Йонас Вайткус">Йонасом Вайткусом</p> прошла успешно.',
    'Слово взяла <p name="Лайма Калныня">Лайма Калныня</p>.',
    'Эмираты представил <p name="Халед бин Рашид аль-Мансури">Халед бин Рашид аль-Мансури</p>.',
    'Китай представил <p name="Чжао Вэньмин">Чжао Вэньмин</p>.',
    'Встреча с <p name="Чжао Вэньмин">Чжао Вэньмином</p> состоялась.',
    'Выступил <p name="Пак Сон Хун">Пак Сон Хун</p>.',
    'Вьетнам представил <p name="Нгуен Ван Тхань">Нгуен Ван Тхань</p>.',
    'Заявил <p name="Джонатан Смитерс">Джонатан Смитерс</p>.',
    'С докладом выступила <p name="Маргарет ван дер Хорст">Маргарет ван дер Хорст</p>.',
    'Прибыл <p name="Карлос Мендоса">Карлос Мендоса</p>.',
    'Встретился с <p name="Карлос Мендоса">Карлосом Мендосой</p>.',
]
VARIANTS = [
    'Прибыл Король Норвегии <p name="Эйнар III">Эйнар III</p> с делегацией.',
    'Министр встретился с послом Китая <p name="Се Сяомин">Се Сяомином</p> в Минске.',
    # Capitals make an office no name: its case tells that of the name behind it.
    'Прошла беседа Министра иностранных дел Республики Беларусь <p name="С.Олейник">С.Олейника</p>'
    ' с Министром транспорта Исламской Республики Иран <p name="Х.Амир-Рахмани">'
    "Х.Амир-Рахмани</p>.",
    "Прошла встреча Председателя Правительства Кыргызской Республики "
    '<p name="А.Токтосунов">А.Токтосунова</p>.',
    'Президент назначил <p name="Мерген Оразклычев">Мергена Оразклычева</p> Чрезвычайным и '
    'Полномочным Послом. Беседа с Временным Поверенным в делах <p name="Георгий Хубиа">Георгием '
    "Хубиа</p>.",
    # A name of one letter at the end of a sentence is no initial of what follows.
    'Прибыл глава МИД Китая <p name="Сюй И">Сюй И</p>. Прошли переговоры.',
    # One name in two transcriptions; an accusative that looks indeclinable; «-ием» as «-йем».
    'Встреча с <p name="Ли Цзиньпэн">Ли Цзинпэном</p>. Выступил <p name="Ли Цзиньпэн">Ли '
    "Цзиньпэн</p>.",
    'Выступил <p name="Лула да Коста">Лула да Коста</p>. Приняли <p name="Лула да Коста">Лулу да '
    "Косту</p>.",
    'Прошла встреча с премьер-министром <p name="Абий Мохаммед">Абийем Мохаммедом</p>.',
    # Two names side by side.
    'Прибыл президент <p name="Йонас Вайткус">Йонас Вайткус</p>. По словам помощника '
    '<p name="Йонас Вайткус">Вайткуса</p> <p name="Петрас Каунас">Петраса Каунаса</p>, всё готово.',
    'Выступил <p name="Джон Р. Смитерс">Джон Р. Смитерс</p>.',
]
EASTERN = [
    # Surnames that look like other words, at the beginning of a line.
    'Участвовали:\n<p name="Пак Чун Хо">Пак Чун Хо</p> – посол Республики Корея;\n'
    '<p name="Со Юн Хи">Со Юн Хи</p> – директор департамента.',
    'Участвовали:\n<p name="О Сэ Чжин">О Сэ Чжин</p>, вице-президент агентства.',
    # Each of three syllables is a word: the last one has no ending of its own.
    'Встреча с министром торговли, энергетики и связи Республики Корея <p name="Хан Ги Ён">Хан Ги '
    "Ёном</p> прошла.",
    'План подписал директор департамента города Хайфона <p name="Ле Ван Хунг">Ле Ван Хунг</p>.',
]
ARABIC = [
    'Послы:\n<p name="Хамад бин Салем Аль-Мансури">Хамад бин Салем Аль-Мансури</p> – посол '
    "Катара;\nи другие.",
    'Его Превосходительство <p name="Султан бин Салем Аль-Кетби">Султан бин Салем Аль-Кетби</p> '
    "прибыл в Джидду.",
    'Министр <p name="Султан Аль-Кетби">Султан Аль-Кетби</p> выступил.',
    'Выступил консул в Джидде <p name="Насер Сувейдан аль-Самри">Насер Сувейдан аль-Самри</p>.',
]
FOREIGN = [
    # «Адама» is a man's name of West Africa, and a form of «Адам».
    'Послы:\n<p name="Адама Диарра">Адама Диарра</p> – посол Мали',
    'Министр принял посла Эфиопии <p name="Тэсфайе Гебреканидан Вольде">Тэсфайе Гебреканидана '
    "Вольде</p>.",
    'Встреча с вице-губернатором <p name="Роналдо Оливейра да Кунья">Роналдо Оливейрой да '
    "Кунья</p> прошла.",
    'Министр принял прибывшую <p name="Каталин Варга-Фекете">Каталин Варгу-Фекете</p>, главного '
    "геолога.",
    'Поручено заместителю Председателя Кабинета Министров <p name="Аннагулы Реджепов">Аннагулы '
    "Реджепову</p>.",
    'Выступил сенатор от провинции Бали <p name="И Вайан Судирта">И Вайан Судирта</p>.',
    'Приглашение от имени Президента Турции <p name="Эмре Тайип Йылдыз">Эмре Тайип Йылдыза</p>.',
    'Встреча с вице-президентом банка <p name="Матильда Юханссон">Матильдой Юханссон</p> прошла.',
    'Он принят председателем Парламента <p name="Раду Бондарь">Раду Бондарём</p>.',
    # A man's surname in -у that is none of a woman's.
    'По словам премьер-министра <p name="Биньямин Натаньяру">Биньямина Натаньяру</p>, он прибыл.',
]
TITLED = [
    'Представитель банка д-р <p name="Мамаду Лямин Дембеле">Мамаду Лямин Дембеле</p> выступил.',
    'Участники:\n<p name="Алишер Кудратович Турсунов">Турсунов Алишер Кудратович</p>, директор',
    'Первый заместитель директора Узстандарта <p name="Фируз Назаров">Фируз Назаров</p> выступил.',
]
COMPOUND = [
    "Башкан Гагаузии поблагодарила гостей.",
    "Слова взял Глава Чечни.",
    'Принят <p name="Халед бен Рашид Аль Мансури">Халедом бен Рашидом Аль Мансури</p>.',
    'Встреча с <p name="Халед бен Рашид Аль Мансур">Халедом бен Рашидом Аль Мансуром</p>. Слово '
    'взял <p name="Халед бен Рашид Аль Мансур">Аль Мансур</p>.',
    'Снимок сделал <p name="Петр Астахевич">Петр Астахевич</p>. Выступил '
    '<p name="Петр Ветлугин">Петр Ветлугин</p>.',
]
INITIALS = [
    # As the release spaces them.
    'Встреча с <p name="П.С. Ветлугин">П.С. Ветлугиным</p>.',
    'Встреча с <p name="П.С.Ветлугин">П.С.Ветлугиным</p>.',
    'Отчёт сдал <p name="П.С. Ветлугин">Ветлугин П.С.</p>',
    'Выступил <p name="Р.Оливейра да Кошта">Р.Оливейра да Кошта</p>.',
    'Пресс-служба министерства, <p name="А. Ветлугина">А. Ветлугина</p>',
    # No initial: the end of a company's «S.p.A.».
    'Выступил директор компании ASN S.p.A. <p name="Риккардо Бертини">Риккардо Бертини</p>.',
    'Выступил <p name="К. Омирзаков">К. Омирзаков</p>.',
    'Выступил <p name="К.Омирзаков">К.Омирзаков</p> и поблагодарил всех.',
    'Встреча с <p name="П. С. Ветлугин">П. С. Ветлугиным</p>.',
    'Отчёт сдал <p name="П. С. Ветлугин">Ветлугин П. С.</p>',
    '<p name="Кайрат Омирзаков">Кайрат Омирзаков</p> прибыл. <p name="Кайрат Омирзаков">'
    "К. Омирзакова</p> встретил посол.",
]
ORDER = [
    'Документ подписал <p name="Вугар Тофиг оглы Мамедзаде">Мамедзаде Вугар Тофиг оглы</p>.',
    'Выступил <p name="Петр Сергеевич Ветлугин">Ветлугин Петр Сергеевич</p>.',
    'Выступила <p name="Ольга Петровна Ветлугина">Ветлугина Ольга Петровна</p>.',
]
LISTS = [
    'Прибыли <p name="Ерлан Сапарбеков">Ерлан Сапарбеков</p>, <p name="Йонас Вайткус">Йонас '
    'Вайткус</p> и <p name="Ольга Залесская">Ольга Залесская</p>.',
    'Встретились с <p name="Ерлан Сапарбеков">Ерланом Сапарбековым</p> и <p name="Ольга '
    'Залесская">Ольгой Залесской</p>.',
    # The case of a list's first name is that of the others.
    'Он поблагодарил <p name="Паруйр Балоян">Паруйра Балояна</p>, <p name="Ален Мелконян">Алена '
    'Мелконяна</p> и <p name="Анна Ковальчук">Анну Ковальчук</p>.',
    'По словам <p name="Ольга Залесская">Ольги Залесской</p> и <p name="Субрамал '
    'Джайкар">Субрамала Джайкара</p>, порт готов.',
    'Награды вручены <p name="Зухра Аманова">Зухре Амановой</p> и <p name="Гюльшат '
    'Бердыева">Гюльшат Бердыевой</p>.',
]
MENTIONS = [
    # Addressed by given name and patronymic.
    'Итоги подвела министр <p name="Лариса Кошкина">Лариса Кошкина</p>. '
    '<p name="Лариса Кошкина">Лариса Петровна</p> поблагодарила врачей.',
    # A surname like a patronymic.
    'Прибыл <p name="Эван Гершкович">Эван Гершкович</p>. По словам <p name="Эван '
    'Гершкович">Гершковича</p>, всё готово.',
    'Прибыла <p name="Инга Озолиня">Инга Озолиня</p>. Слова <p name="Инга Озолиня">Озолини</p> '
    "ясны.",
    '<p name="Ерлан Сапарбеков">Ерлан Сапарбеков</p> прибыл в Баку. <p name="Ерлан Сапарбеков">'
    'Сапарбеков</p> отметил рост торговли. По словам <p name="Ерлан Сапарбеков">Сапарбекова</p>, '
    "он будет продолжен.",
    'С <p name="Ольга Залесская">Ольгой Залесской</p> встретились в Минске. '
    '<p name="Ольга Залесская">Залесская</p> поблагодарила гостей.',
]
NOBODY = [
    "Заседание прошло в Центре имени Авиценны.",
    "Премьер-министр открыл завод на улице Абая.",
    "Министр прибыл в Эль-Кувейт, а оттуда в Тирану.",
    "Стороны приветствовали Мариинский театр.",
    "Россия и Франция подписали соглашение.",
    "Министерство транспорта сообщило о запуске рейса.",
    "Он возложил цветы к памятнику Пушкину.",
    "Участники приняли Алматинские рекомендации.",
    "Он возложил венок к Мавзолею Президента Хо Ши Мина.",
    "Открылась площадь маршала Ветлугина.",
    "Школе присвоено имя первого Президента Арслана Мередова.",
    "Прибыли представители Казатомпрома, Узстандарта и Таджикстандарта.",
    # Elsewhere in the text a thing or a place.
    "Флайборд\nСпортсмен поднялся на флайборде.",
    "Они прибыли в Муром. Гости посетили музеи. 31 июля Муром посетят гости.",
]


def check(people, annotated):
    expected = parse(annotated, {"p"})
    found = people(expected.text)
    assert found.mentions() == [
        (mark.start, expected.words(mark), mark.attributes["name"]) for mark in expected.marks
    ]
    return found


@pytest.mark.parametrize("annotated", PEOPLES + COMPOUND + EASTERN + ARABIC + FOREIGN + TITLED)
def test_names_of_many_peoples(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", VARIANTS)
def test_variants_of_one_name(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", INITIALS)
def test_initials(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", ORDER)
def test_surname_first(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", LISTS)
def test_lists(people, annotated):
    check(people, annotated)


@pytest.mark.parametrize("annotated", MENTIONS)
def test_later_mentions_join_the_full_name(people, annotated):
    found = check(people, annotated)
    assert len(found.persons.persons) == 1


@pytest.mark.parametrize("text", NOBODY)
def test_no_person_is_named(people, text):
    assert people(text).mentions() == []


def test_a_headline_in_capitals(people):
    found = people("ЕРЛАН САПАРБЕКОВ ПРИБЫЛ В МИНСК\n\nВ Минск прибыл Ерлан Сапарбеков.")
    assert {name for _, _, name in found.mentions()} == {"Ерлан Сапарбеков"}


def test_a_line_break_ends_a_name(people):
    found = people("На встрече был Ерлан Сапарбеков\n\nПланы сторон обсудил Йонас Вайткус.")
    assert [name for *_, name in found.mentions()] == ["Ерлан Сапарбеков", "Йонас Вайткус"]


def test_a_latin_transcription_names_no_second_person(people):
    found = people("Выступил Джонатан Смитерс (Jonathan Smithers), глава делегации.")
    assert {name for _, _, name in found.mentions()} == {"Джонатан Смитерс"}


def test_an_ambiguous_surname_is_an_issue(people):
    found = people(
        "Прибыли Ерлан Сапарбеков и Тимур Сапарбеков. Сапарбеков поблагодарил участников."
    )
    assert "ambiguous_name" in found.issues()
    assert len(found.persons.persons) == 2


def test_the_parts_of_a_name(people):
    found = people("Выступил Мамедзаде Вугар Тофиг оглы.")
    name = found.persons.persons[0].name
    assert (name.given, name.patronymic, name.family) == ("Вугар", "Тофиг оглы", "Мамедзаде")


def test_a_form_that_stays_open_is_marked(people):
    found = people("Говорили об Анаре Алекперли.")
    assert all(person.doubts for person in found.persons.persons) == (
        "name_form_unsure" in found.issues()
    )


WORDS = st.sampled_from(
    re.split(
        " ",
        "Ерлан Сапарбеков Ольгу Залесскую К . И , « » ( ) министр посол Литвы аль-Мансури оглы и "
        "президент прибыл ООН ЕРЛАН – \n\n бин Ли Сон МИД г-н Smithers 2040 д'Арк",
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_places_of_persons_offices_and_references(people, words):
    text = " ".join(words)
    if not text.strip():
        return
    found = people(text)
    keys = {person.key for person in found.persons.persons}
    mentions = found.persons.mentions
    assert [m.tokens for m in mentions] == sorted(m.tokens for m in mentions)
    assert all(a.tokens[1] <= b.tokens[0] for a, b in pairwise(mentions))
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.key in keys
    offices = found.positions.offices
    assert [o.tokens for o in offices] == sorted(o.tokens for o in offices)
    for position in found.positions.positions:
        assert position.person in keys
        assert 0 <= position.office < len(offices)
        assert position.title
    references = found.participants.references
    assert [r.tokens for r in references] == sorted(r.tokens for r in references)
    assert all(set(r.persons) <= keys for r in references)
    assert {p.person for p in found.participants.participants} == keys
