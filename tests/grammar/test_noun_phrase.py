"""How far a noun phrase reaches: what hangs on its noun is taken, what does not is left."""

import pytest

from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from tests.annotated import parse


@pytest.fixture(scope="module")
def phrases(morphology):
    return NounPhrases(morphology)


def check_tail(phrases, tokens_of, annotated, **options):
    """The head is under <head>, its modifiers and tail are under <phrase>."""
    found = parse(annotated, {"phrase", "head"})
    tokens = tokens_of(found.text)
    marks = {mark.tag: mark for mark in found.marks}
    first, last = (tokens.at(marks["head"].start), tokens.at(marks["head"].end - 1) + 1)
    sentence_end = tokens.sentences[tokens.sentence[first]][1]
    bounds = Bounds(limit=options.pop("limit", sentence_end), **options)
    start = phrases.first_modifier(tokens, first, tokens.sentences[tokens.sentence[first]][0])
    end = phrases.tail(tokens, last, bounds)
    assert tokens.words(start, end) == found.words(marks["phrase"])


TAILS = [
    # genitive chains and their coordination
    "Прибыл <phrase><head>министр</head> транспорта</phrase>.",
    "Прибыл <phrase><head>министр</head> труда и социальной защиты населения Литвы</phrase>.",
    "Прибыл <phrase><head>министр</head> промышленности, инвестиций и торговли</phrase>.",
    "Это <phrase><head>центр</head> анализа рынка труда</phrase> и он работает.",
    "Выступил <phrase><head>глава</head> комитета по охране лесов и вод</phrase>.",
    # modifiers in front
    "Прибыл <phrase>новый чрезвычайный и полномочный <head>посол</head> Литвы</phrase>.",
    "Прибыл <phrase>первый <head>заместитель</head> министра обороны</phrase>.",
    # prepositional attributes
    "Прибыл <phrase><head>секретарь</head> по вопросам занятости</phrase> вчера.",
    "Это <phrase><head>отдел</head> по связям с общественностью</phrase>.",
    "Это <phrase><head>комитет</head> по борьбе с коррупцией</phrase>.",
    "Идут <phrase><head>переговоры</head> по присоединению Литвы к союзу</phrase>.",
    # brackets, quotes, apposed names
    "Прибыл <phrase><head>секретарь</head> штата Южная Дакота</phrase>.",
    "Выступил <phrase><head>директор</head> Агентства по лесам (АПЛ)</phrase> вчера.",
    "Выступил <phrase><head>глава</head> фонда «Зелёный мост»</phrase> вчера.",
    "Прибыл <phrase><head>премьер</head> земли Гессен</phrase>.",
    "Прибыл <phrase><head>глава</head> компании «Мост и «Берег»»</phrase> сегодня.",
    "Прибыл <phrase><head>глава</head> МИД Литвы</phrase>.",
    # what stops it
    "<phrase><head>Министр</head> транспорта</phrase> открыл рейс.",
    "<phrase><head>Министр</head> транспорта</phrase> и его коллега обсудили рейсы.",
    "Он передал <phrase><head>министру</head> транспорта</phrase> письмо.",
    "<phrase><head>Министр</head> транспорта</phrase>, который прибыл вчера, молчал.",
    "<phrase><head>Министр</head> обороны</phrase> 3 мая прибыл.",
    "<phrase><head>Посол</head> Литвы</phrase> в пятницу уехал.",
    "<phrase><head>Посол</head></phrase> (он прибыл вчера) молчал.",
    "<phrase><head>Глава</head> ведомства</phrase>, открыв встречу, молчал.",
]


@pytest.mark.parametrize("annotated", TAILS)
def test_extent(phrases, tokens_of, annotated):
    check_tail(phrases, tokens_of, annotated)


def test_names_are_taken_whole_and_persons_never(phrases, tokens_of):
    text = "Прибыл министр экономики Республики Южный Берег Ивана Кривцова."
    tokens = tokens_of(text)
    country, person = tokens.form.index("Республики"), tokens.form.index("Ивана")
    start = tokens.form.index("министр") + 1
    bounds = Bounds(len(tokens), wholes={country: country + 3}, stops={person})
    assert tokens.words(start, phrases.tail(tokens, start, bounds)) == (
        "экономики Республики Южный Берег"
    )


def test_the_limit_is_never_crossed(phrases, tokens_of):
    tokens = tokens_of("Прибыл министр труда и социальной защиты населения Литвы.")
    for limit in range(2, len(tokens) + 1):
        assert phrases.tail(tokens, 2, Bounds(limit)) <= limit


def test_other_prepositions_belong_to_it_only_if_named(phrases, tokens_of):
    tokens = tokens_of("Прибыл посол Литвы в Казахстане.")
    start = tokens.form.index("посол") + 1
    plain = phrases.tail(tokens, start, Bounds(len(tokens)))
    named = phrases.tail(tokens, start, Bounds(len(tokens), prepositions=("по", "в")))
    assert tokens.words(1, plain) == "посол Литвы"
    assert tokens.words(1, named) == "посол Литвы в Казахстане"


@pytest.mark.parametrize(
    ("text", "case", "found"),
    [
        ("новых и старых рейсов сегодня", "Gen", "новых и старых рейсов"),
        ("нового рейса", "Dat", None),
        ("МИД Литвы", "Gen", "МИД"),
        ("трёх стран", "Gen", "трёх стран"),
        ("10 стран", "Gen", "10 стран"),
        ("3 мая прошла", "Gen", None),
        ("важно знать", "Gen", None),
        ("ReGIS Литвы", "Gen", "ReGIS"),
    ],
)
def test_groups(phrases, tokens_of, text, case, found):
    tokens = tokens_of(text)
    end = phrases.group(tokens, 0, case, Bounds(len(tokens)))
    assert (None if end is None else tokens.words(0, end)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("в сфере туризма и торговли прошла", "в сфере туризма и торговли"),
        ("между министерствами двух стран", "между министерствами двух стран"),
        (
            "по вопросам труда, занятости и торговли вчера",
            "по вопросам труда, занятости и торговли",
        ),
        ("о сотрудничестве", "о сотрудничестве"),
        ("согласно плану", None),
        ("в", None),
        ("по", None),
    ],
)
def test_prepositional_phrases(phrases, tokens_of, text, found):
    tokens = tokens_of(text)
    end = phrases.prepositional(tokens, 0, Bounds(len(tokens)))
    assert (None if end is None else tokens.words(0, end)) == found


def test_a_walk_is_short_whatever_stands_there(phrases, tokens_of):
    tokens = tokens_of("министр " + "труда и занятости, " * 300)
    assert phrases.tail(tokens, 1, Bounds(len(tokens))) < 90
    tokens = tokens_of("министр " + "(" * 200 + "«" * 200)
    assert phrases.tail(tokens, 1, Bounds(len(tokens))) == 1
