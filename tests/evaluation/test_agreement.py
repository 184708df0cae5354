import pytest

from pipeline.errors import InputError
from pipeline.evaluation.agreement import agree
from pipeline.evaluation.report import to_data


def test_agreement_is_the_same_both_ways(make, record, tmp_path):
    record["participants"].pop()
    record["statements"].pop()
    first = make.write_gold(tmp_path / "a", make.envelope())
    second = make.write_gold(tmp_path / "b", make.envelope(record))
    there = to_data(agree(first, second).evaluation)["scores"]["all"]["participants"]
    back = to_data(agree(second, first).evaluation)["scores"]["all"]["participants"]
    # One of two: 2 * 1 / (1 + 2).
    assert there["f1"] == back["f1"] == 2 / 3
    assert (there["precision"], there["recall"]) == (back["recall"], back["precision"]) == (1, 0.5)


def test_only_fields_that_both_annotated_are_compared(make, tmp_path):
    first, second = make.envelope(), make.envelope()
    first["annotated"] = ["countries", "participants.attendance"]
    second["annotated"] = ["countries.code", "participants"]
    scores = to_data(
        agree(
            make.write_gold(tmp_path / "a", first), make.write_gold(tmp_path / "b", second)
        ).evaluation
    )["scores"]["all"]
    assert scores["countries"]["gold"] == 2
    assert scores["attendance"]["gold"] == 2
    assert scores["country_status"]["gold"] == 0
    assert scores["participants"]["gold"] == 0


def test_releases_of_one_side_are_named(make, record, tmp_path):
    first = make.write_gold(
        tmp_path / "a", make.envelope(), make.envelope(make.renamed(record, "oslo"))
    )
    second = make.write_gold(tmp_path / "b", make.envelope())
    result = agree(first, second)
    assert result.only_first == ("oslo",)
    with pytest.raises(InputError, match="no release"):
        agree(make.write_gold(tmp_path / "c", make.envelope(make.renamed(record, "turku"))), second)
