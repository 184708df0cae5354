"""The queue: what it shows to whom, and where it leads."""

import copy

import pytest

from pipeline.review.board import Board, Filter
from pipeline.review.desk import Desk, Reviewer
from pipeline.review.runs import bring
from pipeline.review.settling import cohen_kappa, figures
from pipeline.review.words import Words


@pytest.fixture
def many(tmp_path, gold, run_of):
    records = []
    for number, doubts in enumerate((1, 3, 2)):
        data = copy.deepcopy(gold)
        data["release"]["id"] = f"visit-{number}"
        data["release"]["headline"] = f"Визит {number}"
        for country in data["countries"][: doubts - 1]:
            country["doubts"] = ["list"]
        records.append(data)
    return run_of(tmp_path / "runs" / "many", *records)


@pytest.fixture
def board(review_store, many):
    return Board(review_store, bring(review_store, many).sheets)


def desk(store, mode="shared", name="Анна"):
    return Desk(store, Reviewer(name, mode))


def test_neighbours_are_those_of_the_queue_that_was_left(board, review_store, many, new_hand):
    anna = desk(review_store)
    assert board.neighbours(anna, 3) == (2, 1)  # by doubt: 2, 3, 1
    assert board.neighbours(anna, 2, Filter(order="id")) == (1, 3)
    new_hand(review_store, many, release="visit-2").finish()
    assert board.neighbours(anna, 3) == (2, 1)  # what is finished does not move away
    assert board.neighbours(anna, 3, Filter(status="new")) == (2, 1)
    assert board.neighbours(anna, 1, Filter(search="nothing")) == (None, None)


def test_the_search_looks_into_texts(board, review_store):
    row = board.rows(desk(review_store))[0]
    assert not Filter(search="в  ПРИВЕТСТВИИ упомянут").lets_through(row)
    assert Filter(search="в  ПРИВЕТСТВИИ упомянут").lets_through(row, review_store.text)


def test_who_works_blind_is_told_nothing_of_the_machines(board, review_store):
    for row in board.rows(desk(review_store, "blind")):
        assert row.summary.title == row.summary.headline
        assert row.summary.weight == 0
        assert not row.summary.countries
        assert not row.summary.persons


def test_two_who_differ_are_a_conflict_and_their_agreement_a_figure(
    board, review_store, many, new_hand
):
    for name, attendance in (("Анна", "present"), ("Борис", "mentioned")):
        hand = new_hand(review_store, many, name, "independent", "visit-0")
        hand.do("edit", "participants", field="attendance", value=attendance)
        hand.finish()
    status = {row.number: row.status for row in board.rows(desk(review_store))}
    assert status == {1: "conflict", 2: "new", 3: "new"}
    alone = board.rows(desk(review_store, "independent", "Вера"))
    assert {row.status for row in alone} == {"new"}
    judge = desk(review_store, "adjudication", "Вера")
    (merged,) = board.agreement(judge)
    shown = {name: share for name, share, _ in figures([merged], Words("en"))}
    assert shown["Country"] == "100%"
    assert shown["Participant"] == "94%"
    assert 0.9 < float(shown["Cohen's kappa"]) < 1
    assert board.neighbours(judge, 1) == (None, None)


def test_kappa_is_what_the_book_says():
    # Cohen 1960: 20 both yes, 15 both no, 5 and 10 apart, of 50.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    assert cohen_kappa([]) is None
    assert cohen_kappa([("y", "y")] * 3) is None
    assert cohen_kappa([("y", "n"), ("n", "y")]) == pytest.approx(-1)
