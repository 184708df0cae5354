import pytest

from pipeline.errors import InputError
from pipeline.evaluation.floors import (
    Floor,
    FloorError,
    check_floors,
    read_floors,
    write_floors,
)


def _scores(f1, precision=1.0):
    return {
        "all": {
            "countries": {"precision": 1.0, "recall": 1.0, "f1": f1, "macro_f1": f1, "gold": 2},
            "event_name": {
                "precision": None,
                "recall": None,
                "f1": None,
                "macro_f1": None,
                "gold": 0,
            },
            "grounding": {
                "precision": precision,
                "recall": None,
                "f1": None,
                "macro_f1": None,
                "gold": None,
            },
        },
        "source:sample": {
            "countries": {"precision": 1.0, "recall": 1.0, "f1": f1, "macro_f1": f1, "gold": 1}
        },
    }


def test_floors_are_scores_rounded_down_and_kept(tmp_path):
    path = tmp_path / "floors.csv"
    write_floors(path, _scores(0.87659, 0.29))
    assert path.read_text(encoding="utf-8") == (
        "field,slice,metric,floor\ncountries,all,f1,0.876\ngrounding,all,precision,0.290\n"
    )
    assert check_floors(read_floors(path), _scores(0.87659, 0.29)) == []


def test_a_score_below_its_floor_is_a_problem(tmp_path):
    path = tmp_path / "floors.csv"
    write_floors(path, _scores(0.9))
    problems = check_floors(read_floors(path), _scores(0.899))
    assert problems == ["countries f1 (all) is 0.8990, below its floor 0.900"]


def test_a_reported_metric_without_a_floor_is_a_problem():
    floors = [Floor("countries", "all", "f1", 0.5)]
    assert check_floors(floors, _scores(0.9)) == ["grounding precision (all) has no floor"]


def test_a_floor_without_a_score_is_a_problem():
    floors = [
        Floor("countries", "all", "f1", 0.5),
        Floor("grounding", "all", "precision", 1.0),
        Floor("event_name", "all", "f1", 0.5),
        Floor("countries", "source:real", "f1", 0.5),
    ]
    assert check_floors(floors, _scores(0.9)) == [
        "event_name f1 (all) has a floor but was not measured",
        "countries f1 (source:real) has a floor but was not measured",
    ]


def test_floors_of_slices_are_enforced_and_stay(tmp_path):
    path = tmp_path / "floors.csv"
    write_floors(path, _scores(0.8))
    path.write_text(path.read_text() + "countries,source:sample,recall,1.000\n")
    write_floors(path, _scores(0.9))
    floors = read_floors(path)
    assert Floor("countries", "source:sample", "recall", 1.0) in floors
    lower = _scores(0.9)
    lower["source:sample"]["countries"]["recall"] = 0.5
    assert len(check_floors(floors, lower)) == 1


def test_a_floor_goes_down_only_on_demand(tmp_path):
    path = tmp_path / "floors.csv"
    write_floors(path, _scores(0.9))
    with pytest.raises(FloorError, match=r"0\.900 to 0\.800"):
        write_floors(path, _scores(0.8))
    write_floors(path, _scores(0.8), lower=True)
    assert read_floors(path)[0].floor == 0.8


@pytest.mark.parametrize(
    "content",
    [
        "field,slice,metric\ncountries,all,f1\n",
        "field,slice,metric,floor\ncountries,all,f1,high\n",
        "field,slice,metric,floor\ncountries,all,f2,0.5\n",
        "field,slice,metric,floor\na,all,f1,0.5\na,all,f1,0.6\n",
    ],
)
def test_malformed_floors_are_refused(tmp_path, content):
    path = tmp_path / "floors.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        read_floors(path)
