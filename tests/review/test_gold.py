"""From review to gold and back through the evaluation."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.report import to_data
from pipeline.gold.envelope import Envelope
from pipeline.review.gold import export_gold

CORPUS = Path(__file__).parents[2] / "corpus" / "releases"


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_reviewed_becomes_gold_that_evaluates_to_one(hand, run, tmp_path, text):
    hand.do("edit", "event", field="theme", value="транспорт")
    hand.finish()
    out = tmp_path / "gold"
    assert export_gold(hand.desk.store, out).written == ("visit",)
    envelope = Envelope.parse((out / "visit.json").read_bytes(), text)
    assert envelope.kind == "single"
    assert envelope.record.event.theme == "транспорт"
    corrected = tmp_path / "corrected"
    (corrected / "records").mkdir(parents=True)
    (corrected / "records" / "visit.json").write_bytes(envelope.record.to_json().encode())
    (corrected / "texts").symlink_to(run / "texts")
    scores = to_data(evaluate(corrected, out))["scores"]["all"]
    values = {name: score["f1"] for name, score in scores.items() if score and "f1" in score}
    assert values["participants"] == 1.0
    assert {value for value in values.values() if value is not None} == {1.0}


def test_extracted_reviewed_and_evaluated_is_one(tmp_path, review_store, new_hand):
    """The program's own records of real length, accepted as they are, are their own gold."""
    run, out = tmp_path / "runs" / "own", tmp_path / "gold"
    releases = tmp_path / "releases"
    releases.mkdir()
    for name in ("2026-03-12-sco-transport", "2026-05-14-kz-kw-call"):
        shutil.copy(CORPUS / f"{name}.txt", releases)
    extracted = CliRunner().invoke(app, ["extract", str(releases), "--out", str(run)])
    assert extracted.exit_code == 0
    for path in releases.iterdir():
        new_hand(review_store, run, release=path.stem).finish()
    assert export_gold(review_store, out).omitted == {}
    scores = to_data(evaluate(run, out))["scores"]["all"]
    values = {name: score["f1"] for name, score in scores.items() if score and "f1" in score}
    assert {value for value in values.values() if value is not None} == {1.0}


def test_the_same_log_gives_the_same_bytes(hand, tmp_path):
    hand.finish()
    export_gold(hand.desk.store, tmp_path / "one")
    export_gold(hand.desk.store, tmp_path / "two")
    export_gold(hand.desk.store, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_gold_says_who_stands_behind_each_value(hand, tmp_path, quote_of):
    hand.do("edit", "positions", field="title", value="министр дорог")
    hand.do("reject", "statements")
    hand.finish()
    export_gold(hand.desk.store, tmp_path / "gold")
    review = json.loads((tmp_path / "gold" / "visit.json").read_text("utf-8"))["review"]
    by_path = {line["path"]: line for line in review}
    title = by_path["participants[0].positions[0].title"]
    assert title["state"] == "edited"
    assert title["machine"] == "министр транспорта и дорог"
    assert title["by"] == "Анна"
    assert by_path["statements"]["state"] == "rejected"
    assert by_path["event.kind"]["state"] == "accepted"
    assert not any("machine" in line for line in review if line["state"] == "accepted")


def test_what_is_left_out_is_named_and_the_exit_code_says_so(hand, tmp_path):
    store = hand.desk.store
    command = ["gold", str(store.path.parent), "--out", str(tmp_path / "gold")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    assert "visit: not reviewed" in result.output
    hand.do("accept", "event")
    assert "fields are undecided" in CliRunner().invoke(app, command).output
    hand.accept_all()
    assert "not declared done" in CliRunner().invoke(app, command).output
    assert not (tmp_path / "gold").exists()
    hand.do("done")
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert "1 envelopes" in result.output
    assert CliRunner().invoke(app, ["gold", str(tmp_path), "--out", "x"]).exit_code == 2


def test_blind_gold_is_made_without_the_machines_record(run, review_store, new_hand, tmp_path):
    hand = new_hand(review_store, run, mode="blind")
    assert {entry.item.kind for entry in hand.state.entries.values()} == {"release"}
    hand.finish()
    export_gold(review_store, tmp_path / "gold")
    assert json.loads((tmp_path / "gold" / "visit.json").read_text("utf-8"))["kind"] == "blind"


@pytest.fixture
def pair(run, review_store, new_hand):
    return [new_hand(review_store, run, name, "independent") for name in ("Анна", "Борис")]


def test_reviewers_who_work_alone_do_not_see_each_other(pair):
    first, second = pair
    first.do("edit", "event", field="theme", value="транспорт")
    assert second.state.entries[second.item("event")].values["theme"].state == "machine"
    second.do("edit", "event", field="theme", value="дороги")


def test_agreement_merges_itself(pair, tmp_path):
    for hand in pair:
        hand.do("edit", "event", field="theme", value="транспорт")
        hand.finish()
    store = pair[0].desk.store
    assert export_gold(store, tmp_path / "gold").omitted == {}
    envelope = Envelope.parse((tmp_path / "gold" / "visit.json").read_bytes())
    assert (envelope.kind, envelope.record.event.theme) == ("adjudicated", "транспорт")


def test_differences_wait_for_the_adjudicator(pair, tmp_path, run, new_hand, quote_of):
    first, second = pair
    first.do("edit", "event", field="theme", value="транспорт")
    second.do("edit", "event", field="theme", value="дороги")
    second.do("reject", "statements")
    second.do(
        "add",
        "measures",
        value="форум",
        parent=second.item("documents"),
        quotes=[quote_of("спорта")],
    )
    first.finish()
    second.finish()
    store = first.desk.store
    assert "3 differences" in export_gold(store, tmp_path / "gold").omitted["visit"]
    judge = new_hand(store, run, "Вера", "adjudication")
    merged = judge.desk.merged(judge.sheet)
    found = {(d.field, tuple(d.values.values())) for d in merged.open}
    assert found == {
        ("theme", ("транспорт", "дороги")),
        (None, (True, False)),
        (None, (False, True)),
    }
    assert merged.agreed["event"] == merged.compared["event"] - 1
    judge.do("adjudicate", "event", field="theme", value="дороги")
    judge.do("adjudicate", "statements", value=True)
    judge.do("adjudicate", "measures", value=False)
    assert export_gold(store, tmp_path / "gold").written == ("visit",)
    record = Envelope.parse((tmp_path / "gold" / "visit.json").read_bytes()).record
    assert record.event.theme == "дороги"
    assert len(record.statements) == 1
    assert record.documents[0].measures == ()
    # A later decision of a reviewer does not drop what was adjudicated.
    first.do("edit", "event", field="theme", value="море")
    assert judge.state.entries[judge.item("event")].values["theme"].value == "дороги"
    judge.do("undo")
    assert len(judge.desk.merged(judge.sheet).open) == 1
