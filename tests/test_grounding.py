"""A value is borne out by its words, or reviewers are told."""

import json

import pytest

from pipeline.grounding import CODE, Grounding, mark
from pipeline.records import Record
from pipeline.resources.countries import CountryLexicon
from tests.test_records import changed, quote


@pytest.fixture(scope="module")
def ground(store, morphology):
    return Grounding(store, morphology, CountryLexicon.load(store))


def evidence(*texts):
    """Quotations from nowhere: without a text, offsets are taken on trust."""
    return [{"start": 0, "end": len(text), "text": text} for text in texts]


def paths(ground, *changes):
    return [found.path for found in ground(Record.parse(changed(*changes)))]


PERSON = ("participants", 0)
TITLE = (*PERSON, "positions", 0)


def test_the_sample_is_borne_out(ground):
    assert paths(ground) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Анар Алиев", ["Анаром Алиевым"]),
        ("Пётр Лев", ["Петра Льва"]),
        ("Павел Заяц", ["Павлу Зайцу"]),
        ("К. Омуралиев", ["К.Омуралиева"]),
        ("Кубат Омуралиев", ["К. Омуралиевым", "Кубат Омуралиев"]),
        ("Артём Королёв", ["Артема Королева"]),
        ("Аль-Мутаири Саид", ["Саидом аль-Мутаири"]),
        ("Ким Чен Сон", ["Ким Чен Соном"]),
    ],
)
def test_names(ground, name, words):
    full = ((*PERSON, "name", "full"), name)
    assert paths(ground, full, ((*PERSON, "evidence"), evidence(*words))) == []
    (found,) = ground(Record.parse(changed(full, ((*PERSON, "evidence"), evidence("он")))))
    assert found.path == "participants[0].name.full"
    assert len(found.missing) == len(name.replace("-", " ").split())


@pytest.mark.parametrize(
    ("title", "words", "missing"),
    [
        ("министр иностранных дел", ["министры иностранных дел Литвы"], []),
        ("государственный секретарь", ["государственным секретарём"], []),
        ("исполняющий обязанности главы", ["исполняющего обязанности главы"], []),
        ("вице-премьер — министр обороны", ["вице-премьера – министра обороны"], []),
        ("экс-президент", ["экс-президенту"], []),
        ("министр труда", ["министром"], ["труда"]),
        ("президент", ["коллегой"], ["президент"]),
        ("посол", ["послом"], []),
        ("посол", ["послание"], ["посол"]),
        ("глава правительства", ["главой кабинета"], ["правительства"]),
    ],
)
def test_titles(ground, title, words, missing):
    found = ground(
        Record.parse(
            changed(
                ((*TITLE, "title"), title),
                ((*TITLE, "evidence"), evidence(*words)),
                ((*TITLE, "country_basis"), "inferred"),
            )
        )
    )
    assert [word for item in found for word in item.missing] == missing


@pytest.mark.parametrize(
    ("code", "words", "borne"),
    [
        ("KZ", "Республике Казахстан", True),
        ("KZ", "казахстанская", True),
        ("KZ", "Казахстанско-литовских", True),
        ("KZ", "министра транспорта Казахстана", True),
        ("KZ", "Астаной", True),
        ("KZ", "РК", True),
        ("KZ", "Киргизии", False),
        ("KZ", "министра транспорта", False),
    ],
)
def test_countries(ground, code, words, borne):
    change = (("countries", 0, "evidence"), evidence(words))
    found = paths(ground, change)
    assert found == ([] if borne else ["countries[0].code"])
    assert paths(ground, change, (("countries", 0, "basis"), "inferred")) == []


def test_the_country_of_a_position(ground):
    change = ((*TITLE, "evidence"), evidence("Министр транспорта"))
    assert paths(ground, change) == ["participants[0].positions[0].country"]
    assert paths(ground, change, ((*TITLE, "country_basis"), "inferred")) == []


@pytest.mark.parametrize(
    ("name", "abbreviation", "words", "borne"),
    [
        ("Организация тюркских государств", "ОТГ", ["ОТГ"], True),
        ("Организация Объединённых Наций", "ООН", ["Организации Объединенных Наций"], True),
        ("Совет Безопасности ООН", "СБ ООН", ["Совбезом ООН"], True),
        ("Министерство иностранных дел", "МИД", ["МИДом"], True),
        ("Министерство лесов Азербайджана", None, ["азербайджанского Министерства лесов"], True),
        ("Организация тюркских государств", None, ["организация"], False),
        ("Союз лесоводов", "СЛ", ["Союзом лесоводов"], False),
    ],
)
def test_organizations(ground, name, abbreviation, words, borne):
    found = paths(
        ground,
        (("organizations", 0, "name"), name),
        (("organizations", 0, "abbreviation"), abbreviation),
        (("organizations", 0, "evidence"), evidence(*words)),
    )
    assert (not found) == borne


@pytest.mark.parametrize(
    ("start", "words", "borne"),
    [
        ("2026-05-14", "14 мая", True),
        ("2026-05-14", "14–15 мая 2026 года", True),
        ("2026-05-14", "14.05.2026", True),
        ("2026-05-01", "в мае", True),
        ("2026-05-13", "14 мая", False),
        ("2026-06-14", "14 мая", False),
        ("2026-05-14", "сегодня", False),
    ],
)
def test_dates(ground, start, words, borne):
    date = ("event", "date")
    changes = [
        ((*date, "start"), start), ((*date, "end"), None), ((*date, "evidence"), evidence(words)),
    ]  # fmt: skip
    stated = paths(ground, *changes, ((*date, "basis"), "stated"))
    assert stated == ([] if borne else ["event.date.start"])
    assert paths(ground, *changes) == []  # inferred


@pytest.mark.parametrize(
    ("text", "words", "borne"),
    [
        ("создание рабочей группы", "создать рабочую группу", True),
        ("проведение форума", "провести форум", True),
        ("введение пошлин", "ввести пошлины", True),
        ("закупка машин", "провести форум", False),
        ("проведение форума", "провести встречу", False),
    ],
)
def test_measures(ground, text, words, borne):
    measure = ("documents", 0, "measures", 0)
    found = paths(ground, ((*measure, "text"), text), ((*measure, "evidence"), evidence(words)))
    assert (not found) == borne


def test_the_text_of_a_statement_is_its_pieces(ground):
    statement = ("statements", 0)
    pieces = ((*statement, "evidence"), evidence("Рейс", "откроем"))
    assert paths(ground, pieces) == []
    assert paths(ground, pieces, ((*statement, "text"), "Рейс откроют")) == ["statements[0].text"]
    assert paths(ground, pieces, ((*statement, "text"), "Рейс — откроем")) == ["statements[0].text"]


def test_doubts_are_put_on_the_innermost_item_that_has_them(ground):
    words = evidence("он")
    changes = [
        ((*TITLE, "evidence"), evidence("он Казахстана")),
        (("documents", 0, "topics", 0, "evidence"), words),
        (("event", "place", "evidence"), words),
        (("organizations", 0, "evidence"), words),
        (("release", "issuer", "evidence"), words),
    ]
    record = Record.parse(changed(*changes))
    marked = mark(record, ground(record))
    assert marked.participants[0].positions[0].doubts == (CODE,)
    assert marked.participants[0].doubts == ("name_form_unsure",)
    assert marked.documents[0].topics[0].doubts == (CODE,)
    assert marked.documents[0].doubts == ()
    assert marked.event.doubts == (CODE,)
    told = [issue for issue in marked.issues if issue.code == CODE]
    assert [issue.message.split(" do not")[0] for issue in told] == [
        "the words of release.issuer.name",
        "the words of organizations[0].name",
        "the words of organizations[0].abbreviation",
    ]
    assert told[1].evidence == record.organizations[0].evidence
    before, after = json.loads(record.to_json()), json.loads(marked.to_json())
    assert after["participants"][0]["name"] == before["participants"][0]["name"]  # values stay


def test_a_sound_record_is_left_alone(ground):
    record = Record.parse(changed((("event", "evidence"), [quote("встретился")])))
    assert mark(record, ground(record)) is record
