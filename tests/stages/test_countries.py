"""The country stage on annotated sentences.

`[words|CODES]` marks a country mention (several codes, in order, for a compound adjective),
`{words|CODE}` a city that is only a place. Whatever is not marked must not be found.
"""

import re

import pytest

from pipeline.analysis.language import load_nlp
from pipeline.analysis.tokens import TokenViewBuilder
from pipeline.layers import (
    CountryForm,
    Organization,
    OrganizationLayer,
    OrganizationMention,
)
from pipeline.resources.country_contexts import CountryContexts
from pipeline.resources.loader import ResourceStore
from pipeline.stages.countries import CountryStage

NO_BODIES = OrganizationLayer((), ())
_MARK = re.compile(r"\[([^][{}|]+)\|([A-Z, -]+)\]|\{([^][{}|]+)\|([A-Z-]+)\}")


def parse(marked):
    """Text, country mentions and places of an annotated sentence; strict about its marks."""
    text, countries, places, at = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        words = mark[1] or mark[3]
        if mark[1]:
            countries += [(len(text), words, code.strip()) for code in mark[2].split(",")]
        else:
            places.append((len(text), words, mark[4]))
        text += words
        at = mark.end()
    text += marked[at:]
    assert not set("[]{}|") & set(text), f"unclosed mark in {marked!r}"
    return text, countries, places


@pytest.fixture(scope="module")
def tokens_of():
    nlp, view = load_nlp(), TokenViewBuilder()
    return lambda text: view(nlp(text))


@pytest.fixture(scope="module")
def stage():
    return CountryStage.from_resources(ResourceStore())


def found(layer, text):
    return (
        [(m.span.start, m.span.of(text), m.code) for m in layer.mentions],
        [(p.span.start, p.span.of(text), p.code) for p in layer.places],
    )


FORMS = [
    "Президент [Республики Корея|KR] принял посла [КНДР|KP].",
    "Приняты делегации [Папуа — Новой Гвинеи|PG] и [Гвинеи|GN].",
    "[Гвинея-Бисау|GW] и [Экваториальная Гвинея|GQ] подписали соглашение с [Нигером|NE].",
    "Посол [Демократической Республики Конго|CD] встретился с послом [Республики Конго|CG].",
    "Министр [Турецкой Республики Северного Кипра|CY-TRNC] прибыл на [Кипр|CY].",
    "[Северная Ирландия|GB] и [Ирландия|IE] открыли границу.",
    "Представитель [Королевства Саудовская Аравия|SA] выступил первым.",
    "Министр [Республики Молдова|MD] и посол [Исламской Республики Иран|IR] побеседовали.",
    "В [Боснии и Герцеговине|BA] прошли выборы.",
    "Премьер-министр [Доминики|DM] и глава [Доминиканской Республики|DO] выступили.",
    "Правительства [США|US], [ОАЭ|AE] и [РФ|RU] согласны.",
    "[Казахстанцы|KZ], [россияне|RU] и [украинцы|UA] получили визы.",
    "Прошли [узбекско-таджикские|UZ,TJ] и [американо-китайские|US,CN] переговоры.",
    "Начались [Российско-европейские|RU] консультации.",
    "[США|US]-[Китай|CN]: диалог продолжается.",
    "[Северная и Южная Корея|KP,KR] возобновили диалог.",
    "ПРЕЗИДЕНТ [КАЗАХСТАНА|KZ] ПРИБЫЛ В [ТУРЦИЮ|TR]",
    "[Корейская|KR] сторона поддержала проект.",
    "Посол [Кот-д’Ивуара|CI] вручил грамоты.",
    "Глава [Абхазии|GE-AB] посетил [Южную Осетию|X-SO] и [Приднестровье|MD-PMR].",
]

NOT_COUNTRIES = [
    "Гости посетили Мексиканский залив и Индийский океан.",
    "Он владеет английским и французским языками, говорит на русском.",
    "Перевод с английского на китайский выполнен агентством.",
    "В кафе «Армения» и центре «Казахстан» прошли встречи.",
    "Об этом сообщил телеканал «Россия 24».",
    "Стратегия «Казахстан-2050» принята.",
    "Радиостанция «Голос Америки» и Русская служба сообщили о встрече.",
    "Тренер Пётр Грузинский и журналист Иван Поляк спорили.",
    "Слово взял Жан Мали.",
    "Страны Латинской Америки и Северной Америки поддержали резолюцию.",
    "Резолюция ЕС о Карабахе и Курдистане не принята.",
    "Сумма составила 5 млн долларов США и 300 российских рублей.",
    "Того требует порядок.",
    "Штат Нью-Мексико и греко-римская борьба.",
    "Улица Бакинская закрыта, проспект Азербайджан открыт.",
]

QUOTATIONS = [
    "Он заявил: «[Россия|RU] и [Китай|CN] будут сотрудничать».",
    "Форум «[Россия|RU] — [Казахстан|KZ]» открыт.",
    "«[Казахстан|KZ] поддерживает мир», — сказал он.",
]

CAPITALS = [
    "[Анкара|TR] и [Баку|AZ] договорились о транзите.",
    "Он подтвердил готовность [Тегерана|IR] снизить тарифы.",
    "Он изложил подходы [Душанбе|TJ] к развитию связей.",
    "Сотрудничество между [Киевом|UA] и [Анкарой|TR] растёт.",
    "Об этом напомнил официальный [Киев|UA].",
    "Позиция [Москвы|RU] неизменна.",
    "Он встретился с представителями [Кишинева|MD] и [Тирасполя|MD-PMR].",
    "О ходе переговоров будут проинформированы [Москва|RU] и [Киев|UA].",
    "По просьбе [Еревана|AM] заседание перенесли.",
    "Он отметил, что [Астана|KZ] последовательно выступает за мир.",
    "[Тегеран|IR], в свою очередь, подтвердил участие.",
    "[Сеул|KR] предложил [Пхеньяну|KP] возобновить переговоры.",
    "В {Баку|AZ} прибыл министр.",
    "Из {Анкары|TR} он летит в {Душанбе|TJ} и {Ташкент|UZ}.",
    "Под {Киевом|UA} открыт музей.",
    "Мэр {Баку|AZ} заявил о планах.",
    "Рейс между {Москвой|RU} и {Баку|AZ} задержан.",
    "Как сообщили в {Ташкенте|UZ}, визит состоится.",
    "Встречи прошли в {Женеве|CH}, {Алматы|KZ} и {Санкт-Петербурге|RU}.",
]

AMBIGUOUS = [
    "МИД [РК|KZ] сообщил о визите. Министр [Казахстана|KZ] прибыл утром.",
    "МИД [РК|KR] сообщил о визите. Посол [Республики Корея|KR] прибыл утром.",
    "МИД [РК|KZ] сообщил о визите. В {Астане|KZ} состоялась встреча.",
    "Президент [РТ|TJ] принял министров [Таджикистана|TJ].",
    "В [ДРК|CD] прошли выборы. Столица [Конго|CD] спокойна.",
]


@pytest.mark.parametrize("marked", [*FORMS, *QUOTATIONS, *CAPITALS, *AMBIGUOUS])
def test_names_what_is_marked(stage, tokens_of, marked):
    text, countries, places = parse(marked)
    layer = stage(tokens_of(text), NO_BODIES)
    assert found(layer, text) == (countries, places)
    assert layer.issues == ()


@pytest.mark.parametrize("text", NOT_COUNTRIES)
def test_names_nothing(stage, tokens_of, text):
    assert found(stage(tokens_of(text), NO_BODIES), text)[0] == []


@pytest.mark.parametrize(
    ("rule", "text", "codes"),
    [
        pytest.param(rule.id, text, codes, id=f"{rule.id}-{text[:20]}")
        for rule in ResourceStore().load("country_contexts.yaml", CountryContexts).no_country
        for text, codes in [
            *((example, frozenset()) for example in rule.examples),
            *((counter.text, counter.codes) for counter in rule.counterexamples),
        ]
    ],
)
def test_examples_of_the_rules(stage, tokens_of, rule, text, codes):
    assert {m.code for m in stage(tokens_of(text), NO_BODIES).mentions} == codes, rule


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("МИД РК сообщил о визите.", "ambiguous_abbreviation"),
        ("Артист РТ дал концерт, посол РТ аплодировал.", "ambiguous_abbreviation"),
        ("Врачи прибыли в Конго.", "ambiguous_country"),
    ],
)
def test_undecided_form_is_an_issue_and_no_mention(stage, tokens_of, text, code):
    layer = stage(tokens_of(text), NO_BODIES)
    assert layer.mentions == ()
    assert [issue.code for issue in layer.issues] == [code]
    assert all(span.of(text) in {"РК", "РТ", "Конго"} for span in layer.issues[0].spans)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Посол Грузии прибыл.", CountryForm.NAME),
        ("Посол Кыргызской Республики прибыл.", CountryForm.OFFICIAL),
        ("Посол США прибыл.", CountryForm.ABBREVIATION),
        ("Грузинский посол прибыл.", CountryForm.ADJECTIVE),
        ("Прибыли грузины.", CountryForm.DEMONYM),
        ("Позиция Тбилиси ясна.", CountryForm.CAPITAL),
    ],
)
def test_form_and_rule(stage, tokens_of, text, form):
    (mention,) = stage(tokens_of(text), NO_BODIES).mentions
    assert mention.form is form
    assert mention.rule
    assert text[mention.span.start : mention.span.end] in text


def _body(tokens, kind, first, end):
    body = Organization("o-1", "x", None, kind, None, None, None, "test")
    mention = OrganizationMention((first, end), tokens.span(first, end), "o-1", False, "test")
    return OrganizationLayer((body,), (mention,))


def test_country_in_a_ministry_is_marked_and_in_a_company_is_none(stage, tokens_of):
    tokens = tokens_of("Министерство труда Азербайджана сообщило о визите.")
    (mention,) = stage(tokens, _body(tokens, "government", 0, 3)).mentions
    assert (mention.code, mention.inside) == ("AZ", "organization")
    tokens = tokens_of("Российские железные дороги открыли маршрут.")
    assert stage(tokens, _body(tokens, "company", 0, 3)).mentions == ()


def test_no_break_space_and_line_break(stage, tokens_of):
    text = "Посол Республики\u00a0Беларусь прибыл."
    (mention,) = stage(tokens_of(text), NO_BODIES).mentions
    assert mention.span.of(text) == "Республики\u00a0Беларусь"


def test_empty_release(stage, tokens_of):
    layer = stage(tokens_of("—"), NO_BODIES)
    assert (layer.mentions, layer.places, layer.issues) == ((), (), ())


def test_annotations_are_strict():
    with pytest.raises(AssertionError):
        parse("Посол [Грузии прибыл.")
