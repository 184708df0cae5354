"""A new extraction keeps what was decided over the same kind, value and words."""

import pytest

from pipeline.review.decisions import DecisionError
from pipeline.review.history import lines
from pipeline.review.words import Words


@pytest.fixture
def decided(hand):
    hand.do("edit", "event", field="theme", value="транспорт")
    hand.do("accept", "positions", "Министр транспорта и дорог Литвы")
    hand.do("accept", "topics")
    hand.do("reject", "statements")
    return hand


def test_the_same_record_of_another_run_keeps_everything(decided, tmp_path, run_of, gold, new_hand):
    again = new_hand(decided.desk.store, run_of(tmp_path / "runs" / "second", gold))
    assert again.sheet.extraction != decided.sheet.extraction
    assert again.state.open == decided.state.open
    assert again.state.flags == []


def test_done_holds_for_the_same_record_of_another_run(hand, tmp_path, run_of, gold, new_hand):
    hand.finish()
    gold["documents"][0]["topics"][0]["doubts"] = []  # what the machine doubts is no finding
    again = new_hand(hand.desk.store, run_of(tmp_path / "runs" / "second", gold))
    assert again.state.done is not None
    assert again.state.flags == []


def test_what_changed_is_flagged_and_open(decided, tmp_path, run_of, changed, new_hand, quote_of):
    changed["event"]["theme"] = "дороги"
    changed["participants"][0]["positions"][0]["rank"] = "deputy_minister"
    changed["documents"][0]["topics"][0]["evidence"] = [quote_of("туризма и спорта")]
    again = new_hand(decided.desk.store, run_of(tmp_path / "runs" / "second", changed))
    assert [event.op for event in again.state.flags] == ["edit", "accept", "accept"]
    told = lines(again.sheet, again.state, again.state.flags, Words("ru"))
    assert [(line.kind, line.field, line.after) for line in told] == [
        ("Событие", "тема", "транспорт"),
        ("Должность", "", ""),
        ("Тема", "", ""),
    ]
    assert told[2].item == "туризм"
    state = again.state
    assert state.entries[again.item("event")].values["theme"].state == "machine"
    assert state.entries[again.item("event")].values["theme"].value == "дороги"
    assert state.entries[again.item("topics")].open_fields == ["text", "concept"]
    assert state.entries[again.item("statements")].rejected is not None


def test_added_items_stay_and_double_ones_are_flagged(
    hand, tmp_path, run_of, changed, new_hand, quote_of
):
    hand.do(
        "add", "measures", value="форум", parent=hand.item("documents"), quotes=[quote_of("спорта")]
    )
    changed["countries"][0]["status"] = "mentioned"
    again = new_hand(hand.desk.store, run_of(tmp_path / "runs" / "second", changed))
    assert again.item("measures", "форум")
    changed["documents"] = []
    third = new_hand(hand.desk.store, run_of(tmp_path / "runs" / "third", changed))
    assert [event.op for event in third.state.flags] == ["add"]


def test_done_does_not_hold_for_another_record(hand, tmp_path, run_of, changed, new_hand):
    hand.finish()
    changed["countries"][0]["status"] = "mentioned"
    again = new_hand(hand.desk.store, run_of(tmp_path / "runs" / "second", changed))
    assert again.state.done is None
    assert again.state.open == 1
    with pytest.raises(DecisionError, match="1 fields"):
        again.do("done")


def test_another_text_is_another_document(hand, tmp_path, run_of, changed, new_hand, text):
    from pipeline.records import text_hash

    hand.finish()
    changed["release"]["sha256"] = text_hash(text + "!")
    run = run_of(tmp_path / "runs" / "second", changed, texts={"visit": text + "!"})
    again = new_hand(hand.desk.store, run)
    assert again.state.open == again.state.total
    assert again.sheet.document.number != hand.sheet.document.number


def test_a_text_that_was_touched_is_refused_by_name(run, review_store, text):
    from pipeline.review.runs import bring

    (run / "texts" / "visit.txt").write_bytes(text.replace("\r\n", "\n").encode())
    brought = bring(review_store, run)
    assert brought.sheets == ()
    assert list(brought.refused) == ["visit"]
    (run / "texts" / "visit.txt").unlink()
    assert bring(review_store, run).refused == {"visit": "its text is missing"}
