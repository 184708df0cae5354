"""NEREL: both formats, clusters, tolerated ends; invented text, numbers worked out by hand."""

import json

import pytest

from pipeline.errors import InputError
from pipeline.evaluation.benchmarks.clusters import cluster_persons, same_word, words_of
from pipeline.evaluation.benchmarks.nerel import METRICS, judge_nerel
from pipeline.evaluation.benchmarks.phrases import Cores, is_office
from pipeline.evaluation.benchmarks.standoff import read_annotated
from pipeline.evaluation.scores import count
from pipeline.records import Record, text_hash
from pipeline.resources.countries import CountryLexicon
from pipeline.spans import Span

TEXT = (
    "Бывший министр труда Латвии Янис Озолс, боксёр, сменил Марта Каска. "
    "Озолс возглавил латвийский банк «Море»."
)
ENTITIES = [
    ("T1", "PERSON", "Янис Озолс", "Q1"),
    ("T2", "PERSON", "Марта Каска", "Q2"),
    ("T3", "PERSON", "Озолс возглавил"[:5], ""),
    ("T4", "PROFESSION", "министр труда Латвии", "Q3"),
    ("T5", "PROFESSION", "боксёр", "Q4"),
    ("T6", "COUNTRY", "Латвии", "Q211"),
    ("T7", "NATIONALITY", "латвийский", ""),
    ("T8", "ORGANIZATION", "банк «Море»", ""),
]
RELATIONS = [("WORKS_AS", "T1", "T4"), ("WORKS_AS", "T1", "T5"), ("WORKPLACE", "T3", "T8")]


def _start(key, words):
    return TEXT.rindex(words) if key == "T3" else TEXT.index(words)


@pytest.fixture
def brat(tmp_path):
    lines = []
    for number, (key, type_, words, item) in enumerate(ENTITIES, 1):
        start = _start(key, words)
        lines.append(f"{key}\t{type_} {start} {start + len(words)}\t{words}")
        if item:
            lines.append(f"N{number}\tReference {key} Wikidata:{item}\t{'Латвия' * (key == 'T6')}")
    for number, (type_, first, second) in enumerate(RELATIONS, 1):
        lines.append(f"R{number}\t{type_} Arg1:{first} Arg2:{second}")
    lines.append("#1\tAnnotatorNotes T1\tsure")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def document(brat):
    return read_annotated(brat)[0]


def _record(*people, organizations=(), countries=()):
    def at(words):
        start = TEXT.index(words)
        return [{"start": start, "end": start + len(words), "text": words}]

    def position(words, organization=None):
        return {
            "title": words.lower(),
            "text": words,
            "rank": "other",
            "organization": organization,
            "country": None,
            "country_basis": None,
            "evidence": at(words),
        }

    data = {
        "schema_version": "1.0",
        "release": {
            "id": "one",
            "source": "",
            "sha256": text_hash(TEXT),
            "published": None,
            "headline": None,
            "issuer": None,
        },
        "event": None,
        "organizations": [
            {
                "id": f"org-{number}",
                "name": words,
                "abbreviation": None,
                "kind": "company",
                "country": None,
                "wikidata": None,
                "evidence": at(words),
            }
            for number, words in enumerate(organizations, 1)
        ],
        "countries": [
            {
                "code": code,
                "name": code,
                "status": "mentioned",
                "represented": False,
                "basis": "stated",
                "evidence": at(words),
            }
            for code, words in countries
        ],
        "participants": [
            {
                "id": f"p-{number}",
                "name": {"full": name, "given": None, "patronymic": None, "family": None},
                "positions": [position(*office) for office in offices],
                "country": None,
                "attendance": "mentioned",
                "roles": [],
                "evidence": at(name),
            }
            for number, (name, *offices) in enumerate(people, 1)
        ],
        "documents": [],
        "statements": [],
        "issues": [],
        "provenance": {"pipeline": "test", "models": {}, "resources": {}},
    }
    return Record.parse(json.dumps(data), TEXT)


def _counts(document, record):
    cells = count([judge_nerel(document, record, CountryLexicon.load())], METRICS)[0]
    return {
        metric: tuple(int(value) for value in cells[column, :3])
        for column, metric in enumerate(METRICS)
    }


def test_brat_and_jsonl_read_the_same(brat, document, tmp_path):
    data = {
        "id": "one",
        "text": TEXT,
        "entities": [
            {
                "id": entity.id,
                "type": entity.type,
                "start": entity.span.start,
                "end": entity.span.end,
                "text": entity.span.of(TEXT),
                "links": [
                    {"ref": f"Wikidata:{link.item}", "name": link.name} for link in entity.links
                ],
            }
            for entity in document.entities
        ],
        "relations": [
            {"id": f"R{number}", "type": type_, "arg1": first, "arg2": second}
            for number, (type_, first, second) in enumerate(RELATIONS, 1)
        ],
    }
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")
    assert read_annotated(path) == [document]


def test_discontinuous_entities_and_null_links(tmp_path):
    (tmp_path / "a.txt").write_text("один и другой дом", encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tFACILITY 0 4;14 17\tодин дом\nN1\tReference T1 Wikidata:NULL\tнет данных\n",
        encoding="utf-8",
    )
    entity = read_annotated(tmp_path)[0].entities[0]
    assert entity.spans == (Span(0, 4), Span(14, 17))
    assert entity.links[0].item == ""


def test_malformed_annotations_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"no \.ann"):
        read_annotated(tmp_path)
    (tmp_path / "a.txt").write_text("дом", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tPERSON zero one\tдом\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_annotated(tmp_path)


def test_persons_are_clustered_by_surname(document):
    clusters = cluster_persons(document)
    assert [[words_of(document, item) for item in group] for group in clusters] == [
        ["Янис Озолс", "Озолс"],
        ["Марта Каска"],
    ]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("салиев", "салиева", True),
        ("велинский", "велинского", True),
        ("луговой", "луговая", True),
        ("мария", "марии", True),
        ("шевченко", "шевченко", True),
        ("иванов", "иваненко", False),
        ("петров", "петровский", False),
        ("ли", "ле", False),
    ],
)
def test_case_forms_of_a_name_are_one(first, second, same):
    assert same_word(first, second) is same


def test_a_perfect_record(document):
    record = _record(
        ("Янис Озолс", ("министр труда",), ("боксёр", "org-1")),
        ("Марта Каска",),
        organizations=["банк «Море»"],
        countries=[("LV", "Латвии")],
    )
    assert _counts(document, record) == {
        "persons": (2, 2, 2),
        "offices_strict": (2, 2, 2),
        "offices_lenient": (2, 2, 2),
        "offices_only_strict": (1, 1, 1),
        "offices_only_lenient": (1, 1, 1),
        "workplaces": (1, 1, 1),
        "countries": (1, 1, 1),
    }


def test_no_record_is_zero(document):
    counts = _counts(document, None)
    assert counts["persons"] == (0, 0, 2)
    assert counts["offices_strict"] == (0, 0, 2)
    assert counts["countries"] == (0, 0, 1)


def test_strict_tolerates_outer_words_only(document):
    wide = _record(("Янис Озолс", ("Бывший министр труда Латвии",)))
    assert _counts(document, wide)["offices_strict"] == (1, 1, 2)
    # «министр» is 7 of the 20 code points of «министр труда Латвии», «труда Латвии» 12.
    short = _record(("Янис Озолс", ("министр",)))
    assert _counts(document, short)["offices_strict"] == (0, 1, 2)
    assert _counts(document, short)["offices_lenient"] == (0, 1, 2)
    tail = _record(("Янис Озолс", ("труда Латвии",)))
    assert _counts(document, tail)["offices_strict"] == (0, 1, 2)
    assert _counts(document, tail)["offices_lenient"] == (1, 1, 2)


def test_an_office_of_another_person_is_wrong(document):
    record = _record(("Янис Озолс",), ("Марта Каска", ("министр труда Латвии",)))
    assert _counts(document, record)["offices_strict"] == (0, 1, 2)


def test_a_wrong_country(document):
    record = _record(countries=[("EE", "Латвии")])
    assert _counts(document, record)["countries"] == (0, 1, 1)


def test_cores(document):
    cores = Cores(document)
    for words in ("Бывший министр труда Латвии", "министр труда Латвии ", "министр труда"):
        start = TEXT.index(words)
        core = cores.of(Span(start, start + len(words)))
        assert core.of(TEXT) == "министр труда"
    start = TEXT.index("Латвии")
    assert cores.of(Span(start, start + 6)).of(TEXT) == "Латвии"


@pytest.mark.parametrize(
    "words", ["бывшего министра труда", "и.о. губернатора", "главы МИД", "вице-премьером"]
)
def test_offices(words):
    assert is_office(words)


@pytest.mark.parametrize("words", ["боксёр", "главный тренер", "поэта и председателя"])
def test_professions_that_are_no_offices(words):
    assert not is_office(words)
