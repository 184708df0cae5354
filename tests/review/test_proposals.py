"""What is proposed for words of the text."""

import pytest

from pipeline.review.proposals import Proposer

TEXT = (
    "📣 В Вильнюсе прошла встреча с министром транспорта и дорог Литвы Йонасом Петраускасом. "
    "Подписан меморандум о сотрудничестве в области туризма и спорта. "
    "«Мы рады», — сказал послу Узбекистана генеральный секретарь ОТГ. Речь шла о погоде."
)


@pytest.fixture(scope="module")
def proposer():
    made = Proposer()
    made.warm()
    return made


def test_an_office_comes_with_its_rank_and_country(proposer):
    made = propose(proposer, "positions", "министром транспорта и дорог Литвы", "Йонас Петраускас")
    assert made.value == "министр транспорта и дорог"
    assert made.fields == {"rank": "minister", "country": "LT"}
    assert propose(proposer, "positions", "послу Узбекистана").fields["rank"] == "ambassador"
    assert propose(proposer, "positions", "погоде").value == "погода"


def test_a_name_in_any_case_comes_in_its_parts(proposer):
    made = propose(proposer, "participants", "Йонасом Петраускасом")
    assert made.value == "Йонас Петраускас"
    assert made.fields["name.given"] == "Йонас"
    assert made.fields["name.family"] == "Петраускас"


@pytest.mark.parametrize(
    ("kind", "words", "value", "fields"),
    [
        ("countries", "Литвы", "LT", {}),
        ("countries", "Вильнюсе прошла", None, {}),
        ("statements", "Мы рады", "Мы рады", {"kind": "direct"}),
        ("statements", "прошла встреча", "прошла встреча", {"kind": "reported"}),
        ("topics", "туризма и спорта", "туризм и спорт", {}),
        ("measures", "встреча", "встреча", {}),
    ],
)
def test_the_rest(proposer, kind, words, value, fields):
    made = propose(proposer, kind, words)
    assert (made.value, made.fields) == (value, fields)


def test_documents_bodies_and_places_bring_what_is_known_of_them(proposer):
    document = propose(proposer, "documents", "меморандум о сотрудничестве в области туризма")
    assert document.fields == {"kind": "memorandum"}
    assert propose(proposer, "organizations", "ОТГ").value == "Организация тюркских государств"
    assert propose(proposer, "place", "Вильнюсе").fields == {"country": "LT"}
    assert propose(proposer, "topics", "туризма").fields["concept"]["scheme"] == "unbis"


@pytest.mark.parametrize("place", [(5, 5), (9, 3), (0, 10_000), (1, 2)])
def test_no_words_propose_nothing(proposer, place):
    assert proposer.propose(TEXT, "positions", *place).value is None


def propose(proposer, kind, words, person=None):
    start = TEXT.index(words)
    return proposer.propose(TEXT, kind, start, start + len(words), person)
