"""Two evaluations of the same gold."""

import copy

from pipeline.evaluation.against import compare_evaluations
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.report import to_data


def _evaluation(make, folder, records, count=8):
    run = make.write(folder / "run", *records)
    gold = make.write_gold(
        folder / "gold",
        *(make.envelope(make.renamed(make.record(), f"r{index}")) for index in range(count)),
    )
    return to_data(evaluate(run, gold))


def test_flips_go_both_ways(make, tmp_path):
    before = make.record()
    before["countries"][0]["status"] = "mentioned"
    after = make.record()
    after["participants"][0]["attendance"] = "mentioned"
    old = _evaluation(make, tmp_path / "a", [make.renamed(before, "r0")], 1)
    new = _evaluation(make, tmp_path / "b", [make.renamed(after, "r0")], 1)
    comparison = compare_evaluations(old, new)
    flips = {(flip.metric, flip.label, flip.before, flip.after) for flip in comparison.flips}
    assert flips == {
        ("country_status", "LV | party", "wrong_status", "right"),
        ("country_status", "LV | mentioned", "wrong_status", "absent"),
        ("attendance", "Янис Озолс | present", "right", "wrong_attendance"),
        ("attendance", "Янис Озолс | mentioned", "absent", "wrong_attendance"),
    }
    assert [flip.better for flip in comparison.flips if flip.metric == "country_status"] == [
        True
    ] * 2
    assert not any(flip.better for flip in comparison.flips if flip.metric == "attendance")


def test_a_change_everywhere_is_more_than_noise(make, tmp_path):
    right = [make.renamed(make.record(), f"r{index}") for index in range(8)]
    wrong = copy.deepcopy(right)
    for record in wrong:
        record["participants"].pop()
    comparison = compare_evaluations(
        _evaluation(make, tmp_path / "a", right), _evaluation(make, tmp_path / "b", wrong)
    )
    change = {item.metric: item for item in comparison.differences}
    assert change["participants"].before == 1.0
    # One of two found and right: 2 * 8 / (8 + 16).
    assert change["participants"].after == 2 / 3
    assert change["participants"].significant
    assert change["participants"].p_value == 0.0
    assert not change["countries"].significant
    assert change["countries"].change == 0.0


def test_a_change_in_one_of_many_is_noise(make, tmp_path):
    right = [make.renamed(make.record(), f"r{index}") for index in range(8)]
    wrong = copy.deepcopy(right)
    wrong[0]["participants"].pop()
    comparison = compare_evaluations(
        _evaluation(make, tmp_path / "a", right), _evaluation(make, tmp_path / "b", wrong)
    )
    change = {item.metric: item for item in comparison.differences}
    assert change["participants"].change < 0
    assert not change["participants"].significant


def test_documents_of_one_side_are_named(make, tmp_path):
    records = [make.renamed(make.record(), f"r{index}") for index in range(2)]
    old = _evaluation(make, tmp_path / "a", records, 2)
    new = _evaluation(make, tmp_path / "b", records, 1)
    comparison = compare_evaluations(old, new)
    assert comparison.only_before == ("r1",)
    assert comparison.documents == 1
    assert comparison.flips == ()


def test_changed_gold_is_counted(make, tmp_path):
    old = _evaluation(make, tmp_path / "a", [make.renamed(make.record(), "r0")], 1)
    new = copy.deepcopy(old)
    new["cases"]["r0"]["countries"]["gold"]["EE again"] = "missing"
    assert compare_evaluations(old, new).changed_gold == 1


def test_equal_labels_are_told_apart(make, tmp_path):
    record = make.record()
    record["documents"][0]["topics"] *= 3
    data = _evaluation(make, tmp_path, [make.renamed(record, "r0")], 1)
    topics = data["cases"]["r0"]["topics"]
    assert topics == {
        "gold": {"туризм": "right"},
        "spurious": {"туризм": "spurious", "туризм #2": "spurious"},
    }
