import numpy as np
import pytest

from pipeline.evaluation.scores import RESAMPLES, draw, score_counts


def test_micro_and_macro_by_hand():
    counts = np.array([[[1, 2, 1, 1]], [[3, 3, 5, 3]], [[0, 0, 0, 0]]], dtype=float)
    score = score_counts(counts, ("x",), ("x",))["x"]
    assert score.precision == 4 / 5
    assert score.recall == 4 / 6
    assert score.f1 == pytest.approx(8 / 11)
    # 2 / 3 and 6 / 8; the third document has nothing to measure.
    assert score.macro_f1 == pytest.approx((2 / 3 + 6 / 8) / 2)
    assert score.documents == 2
    assert score.accuracy == 1.0
    assert score.matched == 4


def test_nothing_found_has_no_precision():
    score = score_counts(np.array([[[0, 0, 2]]], dtype=float), ("x",))["x"]
    assert score.precision is None
    assert score.recall == 0.0
    assert score.f1 == 0.0


def test_intervals_are_drawn_over_documents():
    # Two documents, one perfect and one empty: half of the resamples have one of each.
    counts = np.array([[[1, 1, 1]], [[0, 1, 1]]], dtype=float)
    score = score_counts(counts, ("x",))["x"]
    assert score.intervals["f1"] == (0.0, 1.0)
    same = np.repeat(counts[:1], 5, axis=0)
    assert score_counts(same, ("x",))["x"].intervals["f1"] == (1.0, 1.0)


def test_one_document_has_no_interval():
    assert score_counts(np.array([[[1, 1, 1]]], dtype=float), ("x",))["x"].intervals == {}


def test_resamples_have_a_fixed_seed_and_the_right_size():
    weights = draw(7)
    assert weights.shape == (RESAMPLES, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert (weights == draw(7)).all()
