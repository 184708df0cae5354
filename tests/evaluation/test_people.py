"""Participants, titles and the triple: numbers worked out by hand.

Gold has two people with an office each: two participants, two titles, two triples.
"""

import random

import pytest

from pipeline.evaluation.cases import Person, Words
from pipeline.evaluation.people import same_person


def test_gold_against_itself_is_perfect(make, record):
    assert make.counts(record)["participants"] == (2, 2, 2)
    for metric, (right, found, gold) in make.counts(record).items():
        assert right == found == gold, metric


def test_an_empty_record_is_zero(make):
    counts = make.counts(None)
    assert counts["triple_strict"] == (0, 0, 2)
    assert counts["statements"] == (0, 0, 2)
    assert counts["event_kind"] == (0, 0, 1)


def test_swapped_titles_cost_both(make, record):
    first, second = record["participants"]
    first["positions"], second["positions"] = second["positions"], first["positions"]
    counts = make.counts(record)
    assert counts["participants"] == (2, 2, 2)
    assert counts["titles_strict"] == (0, 2, 2)
    assert counts["titles_lenient"] == (0, 2, 2)
    assert counts["triple_strict"] == (0, 2, 2)
    assert make.errors(record, "triple_strict") == ["wrong_title", "wrong_title"]


def test_a_duplicate_person_is_spurious(make, record):
    record["participants"].append({**record["participants"][0], "id": "p-3"})
    counts = make.counts(record)
    assert counts["participants"] == (2, 3, 2)
    assert counts["triple_strict"] == (2, 3, 2)
    assert make.errors(record, "participants") == ["spurious"]


def test_a_wrong_country_costs_the_triple_not_the_title(make, record):
    record["participants"][0]["positions"][0]["country"] = "EE"
    counts = make.counts(record)
    assert counts["triple_strict"] == (1, 2, 2)
    assert counts["titles_strict"] == (2, 2, 2)
    assert counts["position_country"] == (1, 2, 2)
    assert make.errors(record, "triple_lenient") == ["wrong_country"]


def test_no_country_is_missing_and_earns_nothing(make, record):
    record["participants"][0]["positions"][0]["country"] = None
    assert make.counts(record)["position_country"] == (1, 1, 2)


def test_the_order_of_lists_does_not_matter(make, record):
    before = make.counts(record)
    for name in ("participants", "countries", "documents", "statements"):
        random.Random(7).shuffle(record[name])
    assert make.counts(record) == before


def test_attendance(make, record):
    record["participants"][1]["attendance"] = "mentioned"
    assert make.counts(record)["attendance"] == (1, 2, 2)
    assert make.errors(record, "attendance") == ["wrong_attendance"]


def test_a_person_without_office_is_one_triple(make, record):
    gold = make.record()
    for one in (gold, record):
        one["participants"][1]["positions"] = []
    assert make.counts(record, gold)["triple_strict"] == (2, 2, 2)
    record["participants"][1]["country"] = None
    assert make.counts(record, gold)["triple_strict"] == (1, 2, 2)


def test_an_office_given_to_a_person_without_one_is_missing_and_spurious(make, record):
    gold = make.record()
    gold["participants"][1]["positions"] = []
    counts = make.counts(record, gold)
    assert counts["triple_strict"] == (1, 2, 2)
    assert counts["titles_strict"] == (1, 2, 1)


def test_words_not_in_the_text_match_nothing(make, record):
    record["participants"][0]["evidence"][0]["text"] = "Янис Озолз"
    counts = make.counts(record)
    assert counts["participants"] == (1, 2, 2)
    assert counts["triple_strict"] == (1, 2, 2)
    assert make.errors(record, "participants") == ["missing", "ungrounded"]


def test_an_office_whose_words_are_not_in_the_text_matches_nothing(make, record):
    record["participants"][0]["positions"][0]["evidence"][0]["start"] += 1
    counts = make.counts(record)
    assert counts["participants"] == (2, 2, 2)
    assert counts["titles_strict"] == (1, 2, 2)


def test_an_item_without_evidence_matches_nothing(make, record):
    record["participants"][0]["evidence"] = []
    assert make.counts(record)["participants"] == (1, 2, 2)


def test_a_name_in_another_case_is_another_name(make, record):
    record["participants"][0]["name"]["full"] = "Яниса Озолса"
    counts = make.counts(record)
    assert counts["participants"] == (1, 2, 2)
    assert counts["names"] == (1, 2, 2)


def test_an_initial_finds_the_person_but_is_not_the_name(make, record):
    record["participants"][0]["name"]["full"] = "Я. Озолс"
    counts = make.counts(record)
    assert counts["participants"] == (2, 2, 2)
    assert counts["names"] == (1, 2, 2)
    assert make.errors(record, "names") == ["wrong_name"]


def test_two_bearers_of_a_surname_are_paired_by_what_else_is_known(make, record):
    gold = make.record()
    for one in (gold, record):
        one["participants"][0]["name"]["full"] = "Янис Каск"
    # Both «Каск» fit both gold entries; only one pairing has the right titles.
    record["participants"].reverse()
    for person in record["participants"]:
        person["name"]["full"] = "Каск"
    counts = make.counts(record, gold)
    assert counts["participants"] == (2, 2, 2)
    assert counts["triple_strict"] == (2, 2, 2)


def _person(full: str, family: str | None = None) -> Person:
    return Person(full, family, (), None, None, Words((), True))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Анар Адалат оглы Караев", "Анар Караев"),
        ("А.А. Караев", "Анар Караев"),
        ("Караев", "Анар Караев"),
        ("Караев Анар", "Анар Караев"),
        ("Сюй Вэньтао", "Сюй"),
        ("Семён Ерёмин", "Семен Еремин"),
    ],
)
def test_names_of_one_person(first, second):
    assert same_person(_person(first), _person(second))
    assert same_person(_person(second), _person(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Анар Караев", "Ильхам Караев"),
        ("А. Караев", "И. Караев"),
        ("Анар Караев", "Анар Мамедов"),
        ("Анар Ильхамович Караев", "Анар Адалатович Караев"),
        ("Анар Караев", "Анар Караева"),
    ],
)
def test_names_of_two_persons(first, second):
    assert not same_person(_person(first), _person(second))


def test_a_stated_family_name_decides():
    assert same_person(
        _person("Хамад бин Салем аль-Фалих"), _person("Хамад аль-Фалих", "аль-Фалих")
    )
    assert not same_person(_person("Янис Озолс", "Озолс"), _person("Озолс Янис", "Янис"))
