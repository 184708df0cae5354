"""Statements: who is given as saying what."""

import pytest

from pipeline.stages.statements import StatementStage
from tests.speech import expected, run, said


@pytest.fixture(scope="module")
def statements(store, morphology):
    return StatementStage(store, morphology)


TURKS = (
    "<ref id=a kind=office>министр транспорта Латвии</ref> <ref id=a gender=f>Марта Озолиня</ref>"
)

POSITIVE = {
    "clause": f"""
        {TURKS} отметила, что <say by=a>порт готов, и это служит общей цели</say>.""",
    "two_verbs": f"""
        {TURKS} сообщила, что <say by=a>порт готов</say>, и предложила <say by=a>открыть линию
        Рига – Мерсин</say>.""",
    "a_short_adjective": f"""
        {TURKS} считает, что <say by=a>порт готов</say>, и уверена <say by=a>в его успехе</say>.""",
    "no_conjunction": f"""
        {TURKS} рассказала <say by=a>о ремонте порта, проведённом за год</say>, подчеркнула
        <say by=a>важность прямых рейсов</say>.""",
    "contrast_stays": f"""
        {TURKS} отметила, что <say by=a>порт готов, а дорога ещё строится</say>.""",
    "gerund_first": f"""
        Подчеркнув, что <say by=a>порт готов</say>, {TURKS} отметила <say by=a>роль
        инвесторов</say>.""",
    "gerund_last": f"""
        {TURKS} заявила, что <say by=a>порт готов</say>, отметив, что <say by=a>суда уже
        идут</say>.""",
    "two_speakers": f"""
        {TURKS} и <ref id=b kind=office>посол Эстонии</ref> <ref id=b gender=m>Юрий Саар</ref>
        высказались <say by=a,b>за единый тариф</say>.""",
    "group": """
        <ref id=a gender=m>Юрий Саар</ref> принял <ref id=b gender=m>Ивара Калныньша</ref>.
        <ref id=a,b kind=office>Министры</ref> отметили, что <say by=a,b>тариф един</say>.""",
    "relative_clause_between": """
        <ref id=a gender=m>Юрий Саар</ref>, с которым накануне встретился
        <ref id=b gender=m>Ивар Калныньш</ref>, заявил, что <say by=a>тариф един</say>.""",
    "insertion_between": """
        <ref id=a gender=m>Юрий Саар</ref>, в свою очередь, подтвердил <say by=a>готовность
        снизить тариф</say>.""",
    "pronoun": """
        <ref id=a gender=m>Юрий Саар</ref> открыл заседание. <ref id=a kind=pronoun>Он</ref>
        напомнил, что <say by=a>тариф един</say>.""",
    "attitude_and_clause": f"""
        {TURKS} выразила <say by=a>уверенность, что порт выстоит</say>.""",
    "na_to_chto": f"""
        {TURKS} обратила внимание на то, что <say by=a>порт мелеет</say>.""",
    "circumstance_before_object": f"""
        {TURKS} подчеркнула в ходе встречи с коллегами <say by=a>важность прямых рейсов</say>.""",
    "relative_inside_content": f"""
        {TURKS} рассказала <say by=a>о программе, по которой обучились сто лоцманов</say>, и
        предложила <say by=a>удвоить это число</say>.""",
    "called_by_somebody_unnamed": """
        Эстонский делегат назвал <ref id=a gender=m>Саара</ref> почётным гостем.""",
    "link_phrase_before_second_verb": f"""
        {TURKS} добавила, что <say by=a>порт готов</say>, но при этом отметила, что <say by=a>дорога
        ещё строится</say>.""",
    "called_over_a_relative_clause": f"""
        {TURKS} назвала <say by=a>порт, который строили десять лет, воротами страны</say>.""",
    "name_apposed_behind_the_verb": """
        Как пишет в своей колонке один из участников форума, отставной капитан
        <ref id=a gender=m>Юрий Саар</ref>, <say by=a>порт мелеет с каждым годом</say>.""",
    "information_with_a_complement": f"""
        <say by=a>Информацию о закрытии порта</say> подтвердила {TURKS}.""",
    "holder_of_an_office_with_somebody": """
        По словам помощника <ref id=b gender=m>Саара</ref> <ref id=a gender=m>Ивара Калныньша</ref>,
        <say by=a>тариф един</say>.""",
    "expert_is_the_last_one": """
        «<say by=b>Тариф един</say>», — сказал <ref id=b kind=office>эксперт порта</ref>
        <ref id=b gender=m>Ивар Калныньш</ref>. С ним согласен политолог <ref id=a gender=m>Юрий
        Саар</ref>. «<say by=a>Спорить не о чем</say>», — заявил
        <ref id=a>Саар</ref>. «<say by=a>Порт растёт</say>»,
        — добавил <ref id=b kind=office>эксперт</ref>.""",
    "told_of_a_body_by_its_head": """
        <say by=a>Порты считают, что тариф слишком высок</say>. Об этом заявил
        <ref id=a gender=m>Юрий Саар</ref>.""",
    "a_name_behind_the_colon": f"""
        {TURKS} напомнила: <say by=a>«Волна» ходит уже и в Пярну</say>.""",
    "position_told_before": """
        В порту заявили, что <say by=a>тариф един</say>. Такой позиции придерживается
        <ref id=a gender=m>Юрий Саар</ref>.""",
    "invited_one_more": f"""
        {TURKS} пригласила <say by=a>ещё одного гостя на открытие порта</say>.""",
    "office_before_the_name_is_not_named": """
        Советник президента <ref id=a gender=m>Юрий Саар</ref> назвал <say by=a>лучшим способом
        помощи ремонт порта</say>.""",
    "quotation_in_front_of_another_deed": f"""
        {TURKS} сказала в мае: «<say by=a>Порт уже открыт</say>», но не привела подробностей.""",
    "time_of_telling_behind_the_clause": f"""
        О том, что <say by=a>порт просил об отсрочке</say>, в октябре 2022 года сообщила
        {TURKS}.""",
    "two_who_talk": """
        <ref id=a gender=m>Юрий Саар</ref> встретился с <ref id=b gender=m>Иваром
        Калныньшем</ref>. Собеседники подчеркнули <say by=a,b>важность прямых рейсов</say>.""",
    "the_last_two_of_three": """
        В порту, который открыла <ref id=c gender=f>Марта Озолиня</ref>, встретились
        <ref id=a gender=m>Юрий Саар</ref> и <ref id=b gender=m>Ивар Калныньш</ref>. Политики
        подчеркнули <say by=a,b>важность прямых рейсов</say>.""",
    "passive_with_an_agent": """
        <ref id=a gender=m>Юрием Сааром</ref> была отмечена <say by=a>важность прямых
        рейсов</say>.""",
    "passive_with_an_agent_and_clause": """
        <ref id=a kind=office>Министром</ref> <ref id=a gender=m>Юрием Сааром</ref> было отмечено,
        что <say by=a>порт готов</say>.""",
    "passive_on_the_part_of": """
        Со стороны <ref id=a gender=m>Саара</ref> были отмечены <say by=a>успехи лоцманов</say>.""",
    "told_in_spite_of": f"""
        {TURKS} упомянула <say by=a>о пожаре в порту</say>, несмотря на просьбу лоцманов.""",
    "clause_needs_its_predicate": f"""
        {TURKS} рассказала <say by=a>о порте</say>, отметив, что <say by=a>город,
        стоящий у моря, рассчитывает на новые суда</say>.""",
    "any_verb_behind_a_quotation": f"""
        «<say by=a>Мы ждём первые суда</say>», — обратилась к коллегам {TURKS}.""",
    "source_is_cut": f"""
        {TURKS} заявила, что <say by=a>порт готов</say>, передаёт агентство «Волна».""",
    "inverted": f"""
        <say by=a>Порт готов принять суда</say>, сообщила {TURKS}, передаёт «Волна».""",
    "as_says_first": """
        Как рассказал <ref id=a gender=m>Юрий Саар</ref>, <say by=a>тариф един</say>.""",
    "as_says_inside": """
        <say by=a>Срок договора</say>, как отметил <ref id=a gender=m>Юрий Саар</ref>,
        <say by=a piece=2>истекает в мае</say>.""",
    "according_with_office": """
        По словам <ref id=a gender=m>Юрия Саара</ref>, <ref id=a kind=office>начальника порта</ref>,
        <say by=a>тариф един</say>.""",
    "according_possessive": """
        <ref id=a gender=m>Юрий Саар</ref> открыл заседание. По <ref id=a kind=pronoun>его</ref>
        словам, <say by=a>тариф един</say>.""",
    "quote_before": """
        «<say by=a>Тариф един. Спорить не о чем</say>», — заявил в интервью «Волне»
        <ref id=a gender=m>Юрий Саар</ref>.""",
    "quote_after": """
        <ref id=a gender=m>Юрий Саар</ref> заявил: «<say by=a>Тариф един. Спорить не о
        чем</say>».""",
    "quote_interrupted": """
        «<say by=a>Тариф един</say>, — сказал <ref id=a gender=m>Юрий Саар</ref>. — <say by=a
        piece=2>Спорить не о чем. Идём дальше</say>».""",
    "quote_with_frame": """
        <ref id=a gender=m>Юрий Саар</ref> прибыл в порт. «<say by=a>Тариф един</say>», —
        отметил <ref id=a kind=pronoun>он</ref>, открывая заседание.""",
    "quote_and_gerund_between": """
        «<say by=a>Правила нужны</say>», — отметила, представляя кодекс, директор института
        <ref id=a gender=f>Мара Липа</ref>.""",
    "quote_with_a_name_that_ends_it": """
        «<say by=a>Мы строим завод «Заря</say>», — сказал <ref id=a gender=m>Юрий Саар</ref>.""",
    "plain_marks": """
        "<say by=a>Тариф един</say>", - уверен <ref id=a gender=m>Юрий Саар</ref>.""",
    "low_marks": """
        „<say by=a>Тариф един</say>”, - заявил <ref id=a gender=m>Юрий Саар</ref>.""",
    "quoted_fragment_is_reported": """
        <ref id=a gender=m>Юрий Саар</ref> заявил, что <say by=a>отношения «вступили в новую
        эпоху»</say>.""",
    "reported_and_quoted": """
        <ref id=a gender=m>Юрий Саар</ref> напомнил, что <say by=a>тариф един</say>: «<say
        by=a>Спорить больше не о чем</say>».""",
    "goes_on": """
        «<say by=a>Тариф един</say>», — сказал <ref id=a gender=m>Юрий Саар</ref>. «<say by=a
        piece=2>Спорить больше не о чем</say>».""",
    "cited": """
        «<say by=a>Тариф един для всех</say>», — цитирует слова <ref id=a gender=m>Юрия Саара</ref>
        пресс-служба.""",
    "about_in_front": """
        О том, что <say by=a>тариф един</say>, сказал журналистам <ref id=a gender=m>Юрий
        Саар</ref>.""",
    "object_in_front": """
        <say by=a>Важность единого тарифа</say> подчеркнул <ref id=a gender=m>Юрий Саар</ref>.""",
    "words_of": """
        Издание привело слова <ref id=a gender=m>Юрия Саара</ref> о том, что <say by=a>тариф
        един</say>.""",
    "vague_description": """
        «<say by=a>Тариф един</say>», — сказал политолог <ref id=a gender=m>Юрий Саар</ref>.
        Эксперт напомнил, что <say by=a>спорить не о чем</say>.""",
    "not_excluded": """
        <ref id=a gender=m>Юрий Саар</ref> не исключил, что <say by=a>тариф снизят</say>.""",
    "named_in_front": """
        <ref id=a gender=m>Юрий Саар</ref> прибыл в порт. <say by=a>Единый тариф</say>
        <ref id=a kind=pronoun gender=m>он</ref> назвал <say by=a piece=2>справедливым</say>.""",
    "called_in_front": """
        Главной причиной задержки <ref id=a gender=m>Юрий Саар</ref> назвал <say by=a>нехватку
        лоцманов</say>.""",
    "undeclined_name_behind_an_office": """
        <say by=a>Тариф един</say>, заявил на встрече со спецпредставителем порта
        <ref id=b gender=m>Хуго Лееме</ref> <ref id=a kind=office>эстонский министр</ref>
        <ref id=a gender=m>Юрий Саар</ref>.""",
    "verb_left_out": """
        <ref id=a gender=m>Юрий Саар</ref> выразил <say by=a>уверенность в успехе</say>, а
        <ref id=b gender=f>Марта Озолиня</ref> — <say by=b>надежду на скорую встречу</say>.""",
    "two_gerunds": """
        <ref id=a gender=m>Юрий Саар</ref> отметил, что <say by=a>порт открыт</say>, подчеркнув при
        этом <say by=a>важность лоцманов</say> и пообещав <say by=a>новые рейсы</say>.""",
    "label_inside_a_paragraph": """
        Порт открыли. <ref id=a gender=m>Юрий Саар</ref>: «<say by=a>Рейсы будут каждый
        день</say>».""",
    "their": """
        <ref id=a gender=m>Юрий Саар</ref> высказался <say by=a>за их открытие</say>.""",
    "named_in_marks": f"""
        {TURKS} назвала <say by=a>заявления соседей «водевилем»</say>.""",
    "call_in_front": """
        <say by=a>К единому тарифу</say> в последнее время призывал
        <ref id=a gender=m>Юрий Саар</ref>.""",
    "invited_to_what_before_whom": f"""
        {TURKS} пригласила <say by=a>на открытие порта
        <ref id=b gender=m>Юрия Саара</ref></say>.""",
    "spoke_of_the_need": f"""
        {TURKS} неоднократно говорила <say by=a>о необходимости углубить порт</say>.""",
    "addressed": """
        «<say by=a>Порт ждёт вас в гости</say>», — в дружеской форме обратился
        <ref id=a gender=m>Юрий Саар</ref> к лоцманам.""",
    "time_in_front_of_about": """
        В среду, 8 июля, <say by=a>о своём уходе с поста</say> объявил
        <ref id=a gender=m>Юрий Саар</ref>.""",
    "carried_by_a_paper": """
        Газета «Волна» со ссылкой на <ref id=a gender=m>Юрия Саара</ref> сообщила, что
        <say by=a>тариф един</say>.""",
    "invitation": f"""
        {TURKS} передала <say by=a>приглашение коллегам посетить порт</say>.""",
    "issued_a_statement": f"""
        {TURKS} выпустила заявление <say by=a>с осуждением поджога порта</say>.""",
    "office_said_again_in_full": f"""
        {TURKS} встретилась с коллегой. «<say by=a>Порт растёт</say>», — заявила министр
        транспорта Латвии.""",
}  # fmt: skip

NEGATIVE = {
    "agenda": f"{TURKS} обсудила с коллегами развитие порта.",
    "talked_about": f"{TURKS} говорила с коллегами о развитии порта.",
    "future": f"{TURKS} сообщит, что порт готов.",
    "infinitive": f"{TURKS} намерена заявить, что порт готов.",
    "negated": f"{TURKS} не заявляла, что порт готов.",
    "thanks_without_content": f"{TURKS} поблагодарила хозяев и уехала.",
    "frame": f"{TURKS} прокомментировала ход ремонта.",
    "greeting": f"{TURKS} приветствовала участников форума.",
    "speech_without_content": f"{TURKS} выступила с докладом.",
    "signed": f"{TURKS} заключила соглашение с портом Мерсин.",
    "report_of_media": "Агентство «Волна» сообщает, что порт готов.",
    "title_in_marks": f"{TURKS} посетила форум «Порты говорят, что готовы».",
    "group_is_nobody": f"{TURKS} прибыла в порт. Эксперты отметили, что порт готов.",
    "another_subject": f"{TURKS} прибыла в порт. Встреча подтвердила готовность сторон.",
    "paper_without_a_person": "Газета со ссылкой на источник сообщила, что порт готов.",
    "statement_of_no_content": f"{TURKS} выпустила заявление с опозданием.",
    "passive_without_an_agent": f"{TURKS} прибыла в порт. Была отмечена важность рейсов.",
    "another_land_speaks": """
        Дания выступает с решительной критикой посла Эстонии <ref id=a gender=m>Антса Саара</ref>,
        покинувшего порт.""",
    "other_leaders": """
        <ref id=a gender=m>Юрий Саар</ref> встретился с <ref id=b gender=m>Иваром
        Калныньшем</ref>. Европейские лидеры подчеркнули важность прямых рейсов.""",
    "leaders_of_something_else": """
        <ref id=a gender=m>Юрий Саар</ref> встретился с <ref id=b gender=m>Иваром
        Калныньшем</ref>. Лидеры оппозиции подчеркнули важность прямых рейсов.""",
    "politicians_at_another_time": """
        <ref id=a gender=m>Юрий Саар</ref> встретился с <ref id=b gender=m>Иваром
        Калныньшем</ref>. Порт открыли после того, как политики заявили о росте перевозок.""",
    "unnamed_official_and_he": """
        <ref id=a gender=m>Юрий Саар</ref> посетил порт. О планах рассказал высокопоставленный
        чиновник из мэрии. Он подчеркнул, что порт мелеет.""",
    "what_it_considers": """
        <ref id=a gender=m>Юрий Саар</ref> посетил порт, который он считает воротами страны.""",
    "nothing_in_front": f"Об заявила {TURKS}.",
    "no_information": f"{TURKS} подтвердила информацию.",
    "she_is_a_country": """
        Дания хвалит <ref id=a gender=f>Марту Озолиню</ref>. Латвия остаётся в стороне. Она
        поддерживает призывы к диалогу.""",
    "relative_clause": f"Вопрос, о котором упоминала {TURKS}, остаётся открытым.",
}


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", POSITIVE)
def test_statement_is_found(name, tokens_of, statements):
    marked, layer = run(statements, tokens_of, flat(POSITIVE[name]))
    assert said(marked, layer) == expected(marked)
    assert layer.issues == ()


@pytest.mark.parametrize("name", NEGATIVE)
def test_no_statement(name, tokens_of, statements):
    marked, layer = run(statements, tokens_of, flat(NEGATIVE[name]))
    assert said(marked, layer) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("«<say by=a>Тариф един</say>», — сказал <ref id=a>Юрий Саар</ref>.", "direct"),
        ("<ref id=a>Юрий Саар</ref> добавил, что «<say by=a>тариф един</say>».", "direct"),
        ("<ref id=a>Юрий Саар</ref> добавил, что <say by=a>тариф «един»</say>.", "reported"),
        ("<say by=a>Тариф един</say>, — сказал <ref id=a>Юрий Саар</ref>.", "reported"),
    ],
)
def test_kind(text, kind, tokens_of, statements):
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)
    assert [statement.kind for statement in layer.statements] == [kind]


def test_verb_is_a_lemma_and_frames_have_none(tokens_of, statements):
    text = "<ref id=a>Юрий Саар</ref> уверен, что <say by=a>тариф един</say>."
    _, layer = run(statements, tokens_of, text)
    assert [s.verb for s in layer.statements] == ["уверен"]
    text = "По мнению <ref id=a>Юрия Саара</ref>, <say by=a>тариф един</say>."
    _, layer = run(statements, tokens_of, text)
    assert [s.verb for s in layer.statements] == [None]


TRANSCRIPT = """Журнал «Волна»: Готов ли порт?

<ref id=a>Юрий Саар</ref>: <say by=a>Порт готов. Он ждёт судов.</say>

Журнал «Волна»: А дорога?

<ref id=a>Юрий Саар</ref>: <say by=a>Дорога строится. Министр сказал, что она нужна.</say>

Журнал «Волна»: Спасибо за разговор!"""


def test_turns_of_a_transcript(tokens_of, statements):
    marked, layer = run(statements, tokens_of, TRANSCRIPT)
    assert said(marked, layer) == expected(marked)
    assert {(s.kind, s.verb) for s in layer.statements} == {("direct", None)}


MORE_TRANSCRIPTS = {
    "questions_of_named_journalists": """Переговоры в Риге

Вопрос («Волна», <ref id=b>Анна Ли</ref>). <say by=b>Когда откроют порт?</say>

<ref id=a>Юрий Саар</ref>. <say by=a>Порт откроют в мае. Посол <ref id=c>Ивар Калныньш</ref> сказал,
что суда уже идут.</say>

Вопрос (адресован <ref id=c>Ивару Калныньшу</ref>). А дорога?

<ref id=a>Юрий Саар</ref>. <say by=a>Дорога строится.</say>""",
    "labels_of_their_own_lines": """Переговоры в Риге

<ref id=b>Анна Ли</ref> («Волна»):

<say by=b>Когда откроют порт?</say>

<ref id=a>Юрий Саар</ref>:

<say by=a>Порт откроют в мае.

Дорога строится.</say>

<ref id=b>Анна Ли</ref> («Волна»):

<say by=b>Спасибо за ответ.</say>""",
    "the_one_asked_stands_in_the_headline": """Интервью министра <ref id=a>Юрия Саара</ref> газете

Вопрос: Когда откроют порт?

Ответ: <say by=a>Порт откроют в мае.

<ref id=c>Ивар Калныньш</ref> сказал, что суда уже идут.</say>

Вопрос: А дорога?

Ответ: <say by=a>Дорога строится.</say>""",
    "people_in_a_list": """Грамоты вручили послы

<ref id=a>Юрий Саар</ref> – посол Эстонии;

<ref id=b>Ивар Калныньш</ref> – посол Латвии.

<ref id=a>Юрий Саар</ref>. Родился в Таллине. Окончил университет.

<ref id=b>Ивар Калныньш</ref>. Родился в Риге. Окончил академию.""",
}
SPEECH = """Выступление президента <ref id=a>Юрия Саара</ref> на открытии порта

Рига, 5 мая 2025 года

<say by=a>Уважаемые коллеги!
Дорогие друзья!

Мы открываем порт. Министр <ref id=c>Ивар Калныньш</ref> сказал, что суда уже идут.</say>

После церемонии <ref id=a>Юрий Саар</ref> осмотрел порт."""


@pytest.mark.parametrize("text", [*MORE_TRANSCRIPTS.values(), SPEECH])
def test_whose_turns_they_are(text, tokens_of, statements):
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)
    assert {s.kind for s in layer.statements} <= {"direct"}


def test_one_label_is_no_transcript(tokens_of, statements):
    text = "<ref id=a>Юрий Саар</ref>: порт готов\n\nПорт открыт для судов всех стран. Рейсы идут."
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == []


def test_sentence_before_is_the_content(tokens_of, statements):
    text = "<say by=a>Порт готов принять суда</say>. Об этом сообщил <ref id=a>Юрий Саар</ref>."
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)
    assert layer.statements[0].doubts == ("content_from_previous_sentence",)


@pytest.mark.parametrize(
    "text",
    [
        "<ref id=a>Саар</ref> заявил, что порт готов\n\n"
        "<ref id=a gender=m>Юрий Саар</ref> заявил на форуме в понедельник, что "
        "<say by=a>порт готов принять первые суда</say>.",
        "<ref id=a>Саар</ref> заявил, что <say by=a>порт готов принять суда</say>\n\n"
        "<ref id=a gender=m>Юрий Саар</ref> заявил на форуме в понедельник, что "
        "порт готов принять суда.",
        "<ref id=a>Саар</ref> призвал <say by=a>снизить тариф на лоцманов</say>\n\n"
        "<ref id=a gender=m>Юрий Саар</ref> заявил на форуме в понедельник, что "
        "<say by=a>порт готов принять суда</say>.",
    ],
)
def test_headline_and_text_say_it_once(text, tokens_of, statements):
    """A headline says for itself only what the text does not say again."""
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)


def test_headline_with_a_label(tokens_of, statements):
    text = (
        "<ref id=a>Саар</ref>: <say by=a>порт будет принимать суда со всего мира</say>\n\n"
        "Министр транспорта Эстонии <ref id=a gender=m>Юрий Саар</ref> открыл порт в Пярну после "
        "долгого ремонта."
    )
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)


@pytest.mark.parametrize(
    "headline",
    [
        "<ref id=a>Саар</ref> принял лоцманов: «<say by=a>Порт будет принимать суда</say>»",
        "«<say by=a>Порт будет принимать суда</say>»: <ref id=a>Саар</ref> в беседе с лоцманами",
    ],
)
def test_headline_of_a_quotation(tokens_of, statements, headline):
    """Whose words a headline quotes is who it is about."""
    text = (
        f"{headline}\n\nМинистр транспорта Эстонии <ref id=a gender=m>Юрий Саар</ref> открыл порт "
        "в Пярну после долгого ремонта."
    )
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)


def test_mark_that_is_never_closed_hides_nobodys_words(tokens_of, statements):
    text = (
        "«<ref id=a gender=m>Юрий Саар</ref> поблагодарил <say by=a>лоцманов за работу</say>.\n\n"
        "Порт открыт для судов всех стран."
    )
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)


def test_institution_has_a_source_and_no_speaker(tokens_of, statements):
    _, layer = run(statements, tokens_of, "В Министерстве транспорта сообщили, что порт готов.")
    assert [(s.speaker, s.source, s.text) for s in layer.statements] == [
        (None, "Министерство транспорта", "порт готов")
    ]


def test_pronoun_between_two_persons_is_an_issue(tokens_of, statements):
    text = (
        "<ref id=a gender=m>Юрий Саар</ref> заявил, что <say by=a>порт готов</say>. "
        "<ref id=b gender=m>Ивар Калныньш</ref> осмотрел порт. Он добавил, что суда идут."
    )
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)
    assert [issue.code for issue in layer.issues] == ["unresolved_speaker"]


def test_pronoun_of_a_quotation_is_no_narrators(tokens_of, statements):
    """Whoever is only talked about inside a quotation does not become its speaker."""
    text = (
        "<ref id=a gender=m>Юрий Саар</ref> открыл порт. «<say by=a><ref id=b gender=m>Ивар "
        "Калныньш</ref> строил его</say>», — сказал <ref id=b kind=pronoun>он</ref>."
    )
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)


def test_no_break_spaces_and_glued_quotation_marks(tokens_of, statements):
    text = "«<say by=a>Тариф\u00a0един</say>»,\u00a0— сказал\u00a0<ref id=a>Юрий\u00a0Саар</ref>."
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)


def test_unclosed_quotation_ends_with_its_paragraph(tokens_of, statements):
    text = (
        "«Порт готов, говорится в сообщении.\n\n"
        "<ref id=a>Юрий Саар</ref> отметил, что <say by=a>тариф един</say>."
    )
    marked, layer = run(statements, tokens_of, text)
    assert said(marked, layer) == expected(marked)


def test_empty_text(tokens_of, statements):
    _, layer = run(statements, tokens_of, "Порт.")
    assert layer.statements == ()
