"""Clauses and quotations by marks alone."""

from __future__ import annotations

import pytest

from pipeline.analysis.language import load_nlp
from pipeline.analysis.tokens import TokenViewBuilder
from pipeline.grammar.clauses import clause_of, find_quotations


@pytest.fixture(scope="module")
def tokens_of():
    nlp, view = load_nlp(), TokenViewBuilder()
    return lambda text: view(nlp(text))


def test_clause_ends_at_a_subordinate_one(tokens_of):
    tokens = tokens_of("Министр встретился с послом, который прибыл вчера; беседа была долгой.")
    assert tokens.words(*clause_of(tokens, 1)) == "Министр встретился с послом"
    assert tokens.words(*clause_of(tokens, 6)).startswith("который прибыл")


def test_participial_phrase_stays_inside(tokens_of):
    tokens = tokens_of("Форум, собравший сто гостей, прошел в Риге.")
    assert clause_of(tokens, 0) == (0, len(tokens))


def test_list_goes_on_over_also(tokens_of):
    tokens = tokens_of("Приехали министры, а также послы.")
    assert clause_of(tokens, 0) == (0, len(tokens))


@pytest.mark.parametrize(
    "text",
    [
        "Он сказал: «Мы рады, что „Ледокол“ пришел в порт сегодня утром». Гости ушли.",
        'Он сказал: "Мы рады, что судно пришло в порт сегодня утром". Гости ушли.',
    ],
)
def test_speech_in_quotation_marks(tokens_of, text):
    tokens = tokens_of(text)
    quotations = find_quotations(tokens)
    assert quotations.speaks(tokens.lower.index("рады"))
    assert not quotations.speaks(tokens.lower.index("гости"))
    assert len(quotations.ranges) == 1


def test_short_quotation_is_a_name(tokens_of):
    tokens = tokens_of("Прошел форум «Чистая вода», его открыл министр.")
    quotations = find_quotations(tokens)
    inside = tokens.lower.index("вода")
    assert quotations.around(inside) is not None
    assert not quotations.speaks(inside)


def test_one_mark_closes_a_name_within_a_name(tokens_of):
    tokens = tokens_of("Дом «Союз «Восток» и банк открыли цех на форуме «Чистая вода».")
    quotations = find_quotations(tokens)
    assert not quotations.speaks(tokens.lower.index("открыли"))
    assert quotations.around(tokens.lower.index("вода")) is not None


def test_unclosed_quotation_ends_with_its_section(tokens_of):
    tokens = tokens_of("«Мы рады всем гостям этого большого и важного дня.\n\nМинистр уехал домой.")
    quotations = find_quotations(tokens)
    assert not quotations.speaks(tokens.lower.index("уехал"))
