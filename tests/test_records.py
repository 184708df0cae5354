"""The record's contract: what is told, what is refused and why, and that bytes are stable."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.layers import (
    Attendance,
    CountryStatus,
    DocumentKind,
    DocumentStatus,
    EventKind,
    OrganizationKind,
    Rank,
    Role,
)
from pipeline.records import SCHEMA_VERSION, Evidence, Record, json_schema, text_hash

TEXT = (
    "АСТАНА, 14 мая. — Министр транспорта Казахстана Ерлан Сапарбеков 👍 встретился с послом "
    "Литвы. «Рейс откроем», — сказал он. "
    "Подписан меморандум о туризме, создаётся рабочая группа ОТГ."
)


def quote(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def sample():
    """A record that uses every field of the contract, as JSON objects."""
    topic = {
        "text": "туризм", "concept": {"scheme": "unbis", "code": "1.1"}, "doubts": [],
        "evidence": [quote("туризме")],
    }  # fmt: skip
    return {
        "schema_version": "1.0",
        "release": {
            "id": "r", "source": "r.txt", "sha256": text_hash(TEXT), "published": "2026-05-14",
            "headline": None, "issuer": {"name": "Министерство транспорта", "evidence": []},
        },
        "event": {
            "kind": "meeting", "name": None, "theme": None,
            "date": {
                "start": "2026-05-14", "end": "2026-05-15", "basis": "inferred",
                "evidence": [quote("14 мая")],
            },
            "place": {"name": "Астана", "country": "KZ", "evidence": [quote("АСТАНА")]},
            "organization": "org-1", "doubts": [], "evidence": [quote("встретился")],
        },
        "organizations": [
            {
                "id": "org-1", "name": "ОТГ", "abbreviation": "ОТГ", "kind": "intergovernmental",
                "country": None, "wikidata": "Q1", "evidence": [quote("ОТГ")],
            }
        ],
        "countries": [
            {
                "code": code, "name": name, "status": "party", "represented": True,
                "basis": "stated", "doubts": [], "evidence": [quote(words)],
            }
            for code, name, words in (("KZ", "Казахстан", "Казахстана"), ("LT", "Литва", "Литвы"))
        ],
        "participants": [
            {
                "id": "p-1",
                "name": {
                    "full": "Ерлан Сапарбеков", "given": "Ерлан", "patronymic": None,
                    "family": "Сапарбеков",
                },
                "positions": [
                    {
                        "title": "министр транспорта", "text": "Министр транспорта Казахстана",
                        "rank": "minister", "organization": None, "country": "KZ",
                        "country_basis": "stated", "doubts": [],
                        "evidence": [quote("Министр транспорта Казахстана")],
                    }
                ],
                "country": "KZ", "attendance": "present", "roles": ["speaker"],
                "doubts": ["name_form_unsure"], "evidence": [quote("Ерлан Сапарбеков")],
            }
        ],
        "documents": [
            {
                "id": "doc-1", "kind": "memorandum", "title": "меморандум о туризме",
                "status": "signed", "signatories": ["p-1", "LT"], "topics": [topic],
                "measures": [
                    {
                        "text": "создание рабочей группы", "doubts": [],
                        "evidence": [quote("создаётся рабочая группа")],
                    }
                ],
                "doubts": [], "evidence": [quote("меморандум о туризме")],
            }
        ],
        "statements": [
            {
                "speaker": "p-1", "source": None, "kind": "direct", "verb": "сказать",
                "text": "Рейс откроем", "topics": [topic], "doubts": [],
                "evidence": [quote("Рейс откроем")],
            }
        ],
        "issues": [
            {"stage": "countries", "code": "unresolved_country", "message": "…", "evidence": []}
        ],
        "provenance": {"pipeline": "0", "models": {"m": "1"}, "resources": {"r": "2"}},
    }  # fmt: skip


def put(data, path, value):
    *way, last = path
    for step in way:
        data = data[step]
    if value is ...:
        del data[last]
    else:
        data[last] = value


def changed(*changes):
    data = copy.deepcopy(sample())
    for path, value in changes:
        put(data, path, value)
    return json.dumps(data, ensure_ascii=False)


def test_the_sample_is_valid():
    record = Record.parse(changed(), TEXT)
    record.check(TEXT)
    assert json.loads(record.to_json()) == sample()


WRONG = {
    # evidence
    "offset": ([(("event", "evidence", 0, "start"), 3)], "differ in length"),
    "shifted": (
        [(("event", "evidence", 0), {"start": 0, "end": 3, "text": "мая"})],
        "does not stand at 0",
    ),
    "beyond": (
        [(("event", "evidence", 0), {"start": 9_000, "end": 9_003, "text": "мая"})],
        "does not stand at 9000",
    ),
    "negative": ([(("event", "evidence", 0, "start"), -1)], "greater than or equal to 0"),
    "empty_quotation": (
        [(("event", "evidence", 0), {"start": 4, "end": 4, "text": ""})],
        "at least 1 character",
    ),
    "no_evidence": ([(("countries", 0, "evidence"), [])], "at least 1 item"),
    "utf16_offsets": (
        [(("event", "evidence", 0, "start"), quote("встретился")["start"] + 1),
         (("event", "evidence", 0, "end"), quote("встретился")["end"] + 1)],
        "does not stand",
    ),
    # the release
    "other_text": ([(("release", "sha256"), "0" * 64)], "another text"),
    "no_hash": ([(("release", "sha256"), "abc")], "pattern"),
    "empty_id": ([(("release", "id"), "")], "at least 1 character"),
    "bad_date": ([(("release", "published"), "14.05.2026")], "date"),
    "date_with_time": ([(("release", "published"), "2026-05-14T10:00:00")], "date"),
    "schema_version": ([(("schema_version",), "2.0")], "'1.0'"),
    # references
    "event_organization": ([(("event", "organization"), "org-9")], "'org-9' is no organisation"),
    "position_organization": (
        [(("participants", 0, "positions", 0, "organization"), "org-9")],
        "'org-9' of p-1 is none",
    ),
    "signatory": ([(("documents", 0, "signatories"), ["p-2"])], "'p-2' of doc-1"),
    "signatory_country": ([(("documents", 0, "signatories"), ["DE"])], "'DE' of doc-1"),
    "speaker": ([(("statements", 0, "speaker"), "p-2")], "'p-2' is no participant"),
    "two_of_one_id": ([(("organizations",), sample()["organizations"] * 2)], "stands twice"),
    "two_of_one_code": ([(("countries",), sample()["countries"] * 2)], "stands twice"),
    "form_of_id": ([(("documents", 0, "id"), "document-1")], "pattern"),
    # countries
    "unknown_code": ([(("countries", 1, "code"), "XX")], "'XX' is no country code"),
    "lower_case_code": ([(("countries", 1, "code"), "lt")], "'lt' is no country code"),
    "place_country": ([(("event", "place", "country"), "UK")], "'UK' is no country code"),
    "organization_country": (
        [(("organizations", 0, "country"), "EU")],
        "'EU' is no country code",
    ),
    "participant_country": (
        [(("participants", 0, "country"), "DE")],
        "'DE' of p-1 is not among countries",
    ),
    "position_country": (
        [(("participants", 0, "positions", 0, "country"), "DE")],
        "'DE' of p-1 is not among countries",
    ),
    "country_without_basis": (
        [(("participants", 0, "positions", 0, "country_basis"), None)],
        "a country or its basis",
    ),
    "basis_without_country": (
        [(("participants", 0, "positions", 0, "country"), None)],
        "a country or its basis",
    ),
    # dates, statements
    "dates_reversed": ([(("event", "date", "end"), "2026-05-13")], "cannot end before it starts"),
    "speaker_and_source": ([(("statements", 0, "source"), "МИД")], "a speaker or else a source"),
    "nobody_speaks": ([(("statements", 0, "speaker"), None)], "a speaker or else a source"),
    # closed sets and strict types
    "unknown_rank": ([(("participants", 0, "positions", 0, "rank"), "king")], "'head_of_state'"),
    "unknown_role": ([(("participants", 0, "roles"), ["guest"])], "'host'"),
    "unknown_status": ([(("countries", 0, "status"), "guest")], "'member'"),
    "unknown_event": ([(("event", "kind"), "party")], "'meeting'"),
    "unknown_kind": ([(("documents", 0, "kind"), "letter")], "'declaration'"),
    "number_as_text": ([(("event", "evidence", 0, "start"), "3")], "valid integer"),
    "fraction": ([(("event", "evidence", 0, "start"), 3.0)], "valid integer"),
    "truth_as_number": ([(("countries", 0, "represented"), 1)], "valid boolean"),
    "text_as_number": ([(("countries", 0, "name"), 5)], "valid string"),
    "missing_field": ([(("countries", 0, "represented"), ...)], "Field required"),
    "code_of_an_issue": ([(("issues", 0, "code"), "Unresolved country")], "pattern"),
    "empty_title": ([(("documents", 0, "title"), "")], "at least 1 character"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_breaks_the_contract_is_refused(name):
    changes, told = WRONG[name]
    with pytest.raises(ValidationError) as error:
        Record.parse(changed(*changes), TEXT)
    assert told in str(error.value)


def objects(value, path=()):
    if isinstance(value, dict):
        if path[-1:] not in [("models",), ("resources",)]:
            yield path
        for name, item in value.items():
            yield from objects(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects(item, (*path, index))


@pytest.mark.parametrize("path", list(objects(sample())), ids=str)
def test_no_object_takes_unknown_fields(path):
    with pytest.raises(ValidationError, match="Extra inputs"):
        Record.parse(changed(((*path, "colour"), "red")), TEXT)


def test_without_the_text_quotations_are_taken_on_trust():
    data = changed((("event", "evidence", 0), {"start": 0, "end": 3, "text": "мая"}))
    record = Record.parse(data)
    with pytest.raises(ValidationError, match="does not stand"):
        record.check(TEXT)


def quoting(value, *path):
    """The paths of all lists of quotations."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if key == "evidence":
            yield (*path, key)
        elif isinstance(part, dict | list):
            yield from quoting(part, *path, key)


@pytest.mark.parametrize("path", list(quoting(sample())), ids=lambda path: ".".join(map(str, path)))
def test_every_quotation_is_checked(path):
    wrong = {"start": 0, "end": 3, "text": "мая"}
    record = Record.parse(changed((path, [wrong])))
    with pytest.raises(ValidationError, match="does not stand"):
        record.check(TEXT)


@pytest.mark.parametrize("text", ["", TEXT + " ", TEXT.replace("👍", "👍🏽")])
def test_a_record_belongs_to_its_text(text):
    with pytest.raises(ValidationError):
        Record.parse(changed(), TEXT).check(text)


def test_empty_and_least_records_are_valid():
    data = sample()
    for name, value in data.items():
        if isinstance(value, list):
            data[name] = []
    data["event"] = None
    record = Record.parse(json.dumps(data), TEXT)
    assert record.event is None
    assert Record.parse(record.to_json(), TEXT) == record


def test_the_same_record_gives_the_same_bytes():
    record = Record.parse(changed(), TEXT)
    shuffled = json.dumps(dict(reversed(sample().items())))
    again = Record.parse(shuffled, TEXT)
    assert again == record
    assert again.to_json() == record.to_json() == Record.parse(record.to_json()).to_json()
    assert record.to_json().endswith("}\n")
    assert "\\u" not in record.to_json()  # Russian stays readable


def test_records_cannot_be_changed():
    record = Record.parse(changed(), TEXT)
    with pytest.raises(ValidationError, match="frozen"):
        record.participants = ()
    with pytest.raises(ValidationError, match="frozen"):
        record.countries[0].code = "DE"


@given(st.text(max_size=30), st.data())
def test_evidence_quotes_code_points(text, data):
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        item = Evidence(start=start, end=end, text=text[start:end])
        quoted = item.model_dump()
        assert Evidence.model_validate(quoted, context={"text": text}) == item
        if "\n" + text != text[: len(text) + 1]:
            moved = "\N{SNOWMAN WITHOUT SNOW}" * len(text)
            with pytest.raises(ValidationError):
                Evidence.model_validate(quoted, context={"text": moved})


def test_the_hash_is_that_of_the_text_in_utf8():
    assert text_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_hash("ё") != text_hash("е\u0308")
    assert len(text_hash("\ud800")) == 64


def test_the_schema_is_published_and_says_what_the_models_say():
    path = Path(__file__).parents[1] / "outputs" / "record.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema()
    schema = json_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    definitions = {**schema["$defs"], "Record": schema}
    assert definitions["Record"]["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert all(item["additionalProperties"] is False for item in definitions.values())
    for name, field, values in (
        ("EventInfo", "kind", EventKind),
        ("OrganizationInfo", "kind", OrganizationKind),
        ("CountryInfo", "status", CountryStatus),
        ("PositionInfo", "rank", Rank),
        ("ParticipantInfo", "attendance", Attendance),
        ("DocumentInfo", "kind", DocumentKind),
        ("DocumentInfo", "status", DocumentStatus),
    ):
        assert definitions[name]["properties"][field]["enum"] == list(values.__args__)
    roles = definitions["ParticipantInfo"]["properties"]["roles"]["items"]["enum"]
    assert roles == list(Role.__args__)
