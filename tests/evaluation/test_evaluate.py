"""Folders, JSONL, texts, documents without a partner, slices."""

import json

import pytest

from pipeline.errors import InputError, RecordError
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.report import read_baseline, to_data, to_json
from pipeline.evaluation.sources import read_gold, read_records
from pipeline.records import Record


def test_the_hand_made_record_is_valid(make, record):
    Record.parse(json.dumps(record), make.text)


def test_a_missing_document_is_all_missing_and_named(make, record, tmp_path):
    run = make.write(tmp_path / "run", record)
    gold = make.write_gold(
        tmp_path / "gold",
        make.envelope(),
        make.envelope(make.renamed(record, "oslo")),
    )
    data = to_data(evaluate(run, gold))
    assert data["without_record"] == ["oslo"]
    score = data["scores"]["all"]["participants"]
    assert (score["right"], score["found"], score["gold"]) == (2, 2, 4)
    assert score["precision"] == 1.0
    assert score["recall"] == 0.5
    # 2 * 2 / (2 + 4); macro: the mean of 1 and 0.
    assert score["f1"] == pytest.approx(2 / 3)
    assert score["macro_f1"] == 0.5


def test_a_record_without_gold_is_named_and_not_scored(make, record, tmp_path):
    run = make.write(tmp_path / "run", record, make.renamed(record, "oslo"))
    gold = make.write_gold(tmp_path / "gold", make.envelope())
    data = to_data(evaluate(run, gold))
    assert data["without_gold"] == ["oslo"]
    assert data["scores"]["all"]["participants"]["found"] == 2


def test_nothing_to_measure_is_null(make, record, tmp_path):
    run = make.write(tmp_path / "run", record)
    gold = make.write_gold(tmp_path / "gold", make.envelope())
    score = to_data(evaluate(run, gold))["scores"]["all"]["event_name"]
    assert score["precision"] is score["recall"] is score["f1"] is score["macro_f1"] is None


def test_gold_is_reported_by_kind_source_event_and_length(make, record, tmp_path):
    run = make.write(tmp_path / "run", record, make.renamed(record, "oslo"))
    gold = make.write_gold(
        tmp_path / "gold",
        make.envelope(),
        make.envelope(make.renamed(record, "oslo"), kind="corrected"),
    )
    data = to_data(evaluate(run, gold))
    assert set(data["scores"]) == {
        "all",
        "event:signing",
        "gold:blind",
        "gold:corrected",
        "length:under 200 words",
        "source:gold",
    }
    assert data["scores"]["gold:corrected"]["participants"]["gold"] == 2


def test_jsonl_on_both_sides(make, record, tmp_path):
    (tmp_path / "records.jsonl").write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(make.envelope()) + "\n", encoding="utf-8")
    evaluation = evaluate(tmp_path / "records.jsonl", tmp_path / "gold.jsonl")
    assert to_data(evaluation)["scores"]["all"]["triple_strict"]["f1"] == 1.0
    # Without texts evidence cannot be checked.
    assert to_data(evaluation)["scores"]["all"]["grounding"]["precision"] is None


def test_grounding_is_the_share_of_exact_evidence(make, record, tmp_path):
    record["countries"][0]["evidence"][0]["text"] = "Латвию"
    run = make.write(tmp_path / "run", record)
    gold = make.write_gold(tmp_path / "gold", make.envelope())
    score = to_data(evaluate(run, gold))["scores"]["all"]["grounding"]
    assert (score["right"], score["found"]) == (13, 14)


def test_the_same_evaluation_gives_the_same_bytes(make, record, tmp_path):
    run = make.write(tmp_path / "run", record, make.renamed(record, "oslo"))
    gold = make.write_gold(
        tmp_path / "gold", make.envelope(), make.envelope(make.renamed(record, "oslo"))
    )
    assert to_json(to_data(evaluate(run, gold))) == to_json(to_data(evaluate(run, gold)))


def test_light_gold_needs_texts(make, record, tmp_path):
    light = {
        "id": "riga",
        "event": None,
        "participants": [
            {
                "name": "Янис Озолс",
                "forms": ["Янис Озолс"],
                "titles": [],
                "country": None,
                "attendance": "present",
            }
        ],
        "countries": [],
        "documents": [],
        "statements": [],
        "doubts": [],
    }
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "riga.json").write_text(json.dumps(light), encoding="utf-8")
    bare = make.write(tmp_path / "bare", record, texts=False)
    with pytest.raises(InputError, match="--texts"):
        evaluate(bare, gold)
    run = make.write(tmp_path / "run", record)
    score = to_data(evaluate(run, gold))["scores"]["all"]["participants"]
    assert (score["right"], score["found"], score["gold"]) == (1, 2, 1)
    # Nothing found needs no text: everything is missing.
    other = make.write(tmp_path / "other", make.renamed(record, "oslo"))
    score = to_data(evaluate(other, gold))["scores"]["all"]["participants"]
    assert (score["right"], score["found"], score["gold"]) == (0, 0, 1)


def test_another_text_is_refused(make, record, tmp_path):
    run = make.write(tmp_path / "run", record)
    (run / "texts" / "riga.txt").write_text(make.text + "!", encoding="utf-8")
    gold = make.write_gold(tmp_path / "gold", make.envelope())
    with pytest.raises(InputError, match="another text"):
        evaluate(run, gold)


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "no JSON"), ("[]", "no JSON object"), ("{}", "no record")],
)
def test_what_is_no_record_is_refused(tmp_path, content, message):
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_records(tmp_path)


def test_what_is_no_gold_is_refused(make, tmp_path):
    (tmp_path / "a.json").write_text('{"id": "a"}', encoding="utf-8")
    with pytest.raises(InputError, match="neither"):
        read_gold(tmp_path)
    broken = make.envelope()
    broken["record"]["event"]["kind"] = "party"
    (tmp_path / "a.json").write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(InputError, match=r"event\.kind"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="no file"):
        read_gold(tmp_path / "none")


def test_a_record_of_another_form_is_named(make, record, tmp_path):
    record["participants"] = ["Янис Озолс"]
    run = make.write(tmp_path / "run", record)
    with pytest.raises(RecordError, match="riga"):
        evaluate(run, make.write_gold(tmp_path / "gold", make.envelope()))


def test_a_baseline_is_an_evaluation(tmp_path):
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="no evaluation"):
        read_baseline(tmp_path / "a.json")
    with pytest.raises(InputError, match="no file"):
        read_baseline(tmp_path / "b.json")
