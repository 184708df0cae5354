import json
from pathlib import Path

from pipeline.records import Record
from pipeline.review.items import assemble, items_of, make_id, tree
from pipeline.review.kinds import kinds

RECORDS = Path(__file__).parents[2] / "corpus" / "gold"


def test_every_gold_record_comes_back_the_same():
    paths = sorted(RECORDS.glob("*.json"))
    assert paths
    for path in paths:
        data = Record.model_validate(
            json.loads(path.read_text(encoding="utf-8"))["record"], strict=False
        ).model_dump(mode="json")
        made = assemble(items_of(data).values(), data)
        data["issues"] = []
        for count, group in (("p", "participants"), ("doc", "documents"), ("org", "organizations")):
            assert [item["id"] for item in made.data[group]] == [
                f"{count}-{number}" for number in range(1, len(data[group]) + 1)
            ]
        assert Record.model_validate(made.data, strict=False) == Record.model_validate(
            data, strict=False
        ), path.name


def test_ids_do_not_depend_on_order(gold):
    before = set(items_of(gold))
    gold["countries"].reverse()
    assert set(items_of(gold)) == before
    del gold["participants"][0]["positions"][0]
    assert set(items_of(gold)) < before


def test_the_same_item_twice_has_two_ids(gold):
    gold["documents"][0]["topics"] *= 2
    topics = [item.id for item in items_of(gold).values() if item.kind == "topics"]
    assert len(set(topics)) == 2
    assert topics[1] == f"{topics[0]}-2"


def test_references_are_item_ids(gold):
    items = items_of(gold)
    (statement,) = (item for item in items.values() if item.kind == "statements")
    assert statement.values["speaker"] == make_id("participants", None, "Йонас Петраускас")
    (document,) = (item for item in items.values() if item.kind == "documents")
    assert document.values["signatories"][1] == "KZ"


def test_kinds_follow_the_models():
    assert kinds()["topics"].parents == ("documents", "statements")
    assert kinds()["positions"].field("rank").choices[0] == "head_of_state"
    assert kinds()["participants"].field("country").editor == "country"
    assert kinds()["date"].many is False
    assert not kinds()["countries"].field("basis").nullable
    for kind in kinds().values():
        assert kind.field(kind.identity) is not None
        for field in kind.fields:
            assert field.editor not in {"choice", "flags"} or field.choices


def test_the_tree_keeps_children_under_their_parents(gold):
    shape = [(depth, item.kind) for depth, item in tree(items_of(gold).values())]
    assert shape[:4] == [(0, "participants"), (1, "positions")] * 2
    assert (1, "place") in shape
