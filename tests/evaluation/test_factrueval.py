"""factRuEval-2016: both formats and the rules; invented text, numbers worked out by hand."""

import json

import pytest

from pipeline.errors import InputError
from pipeline.evaluation.benchmarks.factrueval import (
    edits_within,
    quality,
    record_facts,
    score_facts,
)
from pipeline.evaluation.benchmarks.facts import Argument, Fact, read_facts
from pipeline.records import Record

FACTS = """1-0 Occupation
Who obj1 Озолс Янис
Position span1 министр труда
Where obj2 Латвия

1-1 Occupation
Person obj3 Каск Март
Job span2 заместитель министра труда
Company obj4 Эстония
Сложность повышенная

1-2 Meeting
Participant obj1 Озолс Янис
Participant obj3 Каск Март

1-3 Ownership
Owner obj1 Озолс Янис
"""


@pytest.fixture
def published(make, tmp_path):
    text = make.text
    spans = [
        (1, "job", "Министр труда"),
        (2, "job", "заместитель министра труда"),
        (3, "name", "Янис"),
        (4, "surname", "Озолс"),
        (5, "name", "Март "),
        (6, "surname", "Каск"),
        (7, "loc_name", "Латвии"),
        (8, "loc_name", "Эстонии"),
    ]
    rows = [
        f"{key} {type_} {text.index(words)} {len(words.strip())} 1 1  # 1 {words}"
        for key, type_, words in spans
    ]
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    (tmp_path / "one.spans").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "one.objects").write_text(
        "11 Person 3 4 # Янис Озолс\n12 LocOrg 7 # Латвии\n13 Person 5 6 # Март Каск\n"
        "14 LocOrg 8 # Эстонии\n",
        encoding="utf-8",
    )
    (tmp_path / "one.coref").write_text(
        "1 11\nfirstname Янис\nsurname Озолс\n\n2 12\nname Латвия\n\n"
        "3 13\nfirstname Март\nlastname Каск\n\n4 14\nname Эстония\nwikidata Q1\n",
        encoding="utf-8",
    )
    (tmp_path / "one.facts").write_text(FACTS, encoding="utf-8")
    return tmp_path


def test_published_files(published, make):
    (document,) = read_facts(published)
    assert document.text == make.text
    assert [(fact.type, fact.difficult) for fact in document.facts] == [
        ("occupation", False),
        ("occupation", True),
        ("meeting", False),
    ]
    who, position, where = document.facts[0].arguments
    assert {"янис озолс", "озолс янис", "озолс", "янис"} <= who.values
    assert position.values == {"министр труда"}
    assert where.values == {"латвия", "латвии"}
    assert [argument.slot for argument in document.facts[1].arguments] == [
        "who",
        "position",
        "where",
    ]


def test_texts_whose_paragraphs_are_parted_otherwise(tmp_path):
    # The offsets were counted with a space before the line breaks; this copy has none.
    (tmp_path / "a.txt").write_text("Один дом.\n\nМэр Каск", encoding="utf-8")
    (tmp_path / "a.tokens").write_text(
        "1 0 4 Один\n2 5 3 дом\n3 8 1 .\n\n4 12 3 Мэр\n5 16 4 Каск\n", encoding="utf-8"
    )
    (tmp_path / "a.spans").write_text("7 job 12 3 4 1  # 4 Мэр\n", encoding="utf-8")
    (tmp_path / "a.facts").write_text("a-0 Occupation\nJob span7 х\n", encoding="utf-8")
    (document,) = read_facts(tmp_path)
    assert "мэр" in document.facts[0].arguments[0].values
    (tmp_path / "a.tokens").write_text("1 0 4 Дом\n", encoding="utf-8")
    with pytest.raises(InputError, match="does not stand"):
        read_facts(tmp_path)


def test_jsonl_reads_the_same_facts(published, make, tmp_path):
    def value(reference, text, **more):
        return {"values": [{"ref": reference, "text": text, **more}]}

    data = {
        "id": "one",
        "text": make.text,
        "entities": [{"id": "m1", "type": "Person", "start": 21, "end": 31, "text": "Янис Озолс"}],
        "spans": [],
        "corefs": [
            {
                "id": "obj1",
                "mentions": ["m1"],
                "attrs": {"firstname": ["Янис"], "lastname": ["Озолс"], "wikidata": ["Q1"]},
            },
            {"id": "obj2", "mentions": [], "attrs": {"name": ["Латвия"]}},
        ],
        "facts": [
            {
                "id": "1-0",
                "type": "Occupation",
                "args": [
                    {"slot": "Who", **value("obj1", "Озолс Янис")},
                    {"slot": "Position", **value("span1", "министр труда")},
                    {"slot": "Where", **value("obj2", "Латвия")},
                ],
                "meta": {},
            }
        ],
        "relations": [],
    }
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(data), encoding="utf-8")
    (mine,) = read_facts(path)
    (theirs,) = read_facts(published)
    assert mine.facts[0].arguments[:2] == theirs.facts[0].arguments[:2]
    path.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_facts(path)


def test_edits():
    assert edits_within("латвия", "латвии")
    assert edits_within("", "аб")
    assert not edits_within("туризм", "терроризм")
    assert not edits_within("", "абв")


def _fact(**slots):
    return Fact(
        "occupation",
        tuple(Argument(slot, frozenset({value})) for slot, value in slots.items()),
    )


def test_quality_by_hand():
    gold = _fact(who="озолс", position="министр труда", where="латвия")
    assert quality(gold, gold) == 1.0
    # 1 right; missing 1 + 0.5; nothing spurious.
    assert quality(gold, _fact(who="озолс")) == pytest.approx(1 / 2.5)
    # 1 + 0.5 right, 1 missing, 1 spurious.
    wrong = _fact(who="озолс", position="министр труда", where="берлинский банк")
    assert quality(gold, wrong) == pytest.approx(1.5 / 3.5)
    # The position alone matches nothing.
    assert quality(gold, _fact(who="берзиньш", position="министр труда")) == 0.0


def test_a_perfect_record(published, record):
    (document,) = read_facts(published)
    counts = score_facts(document, Record.parse(json.dumps(record)))
    # The second occupation is difficult: neither gold nor found.
    assert (counts["occupation"].quality, counts["occupation"].found) == (1.0, 1)
    assert counts["occupation"].gold == 1
    # The record's event is a signing, which is no Meeting.
    assert (counts["meeting"].quality, counts["meeting"].found, counts["meeting"].gold) == (0, 0, 1)
    record["event"]["kind"] = "meeting"
    counts = score_facts(document, Record.parse(json.dumps(record)))
    assert counts["meeting"].quality == 1.0


def test_no_record(published):
    (document,) = read_facts(published)
    counts = score_facts(document, None)
    assert (counts["occupation"].found, counts["occupation"].gold) == (0, 1)


def test_facts_of_a_record_leave_the_country_out_of_the_position(record):
    first = record_facts(Record.parse(json.dumps(record)))[0]
    values = {argument.slot: argument.values for argument in first.arguments}
    assert "министр труда" in values["position"]
    assert values["where"] == {"латвии"}
