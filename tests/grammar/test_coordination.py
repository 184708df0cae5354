"""Splitting coordinated lists, and telling which «и» stands between items."""

from __future__ import annotations

import pytest

from pipeline.grammar.chunks import Chunk, cut_list
from pipeline.grammar.coordination import Coordination

ACTIONS = {"строительство", "модернизация", "охрана", "использование", "подготовка", "обеспечение"}


@pytest.fixture(scope="module")
def coordination(morphology):
    return Coordination(
        morphology,
        lambda lemma: lemma in ACTIONS,
        pairs=[("наука", "техника")],
        incomplete={"охрана", "использование", "модернизация"},
    )


@pytest.mark.parametrize(
    ("text", "items", "is_open"),
    [
        ("туризм, спорт, а также культуру", ["туризм", "спорт", "культуру"], False),
        ("туризм; спорт; культуру", ["туризм", "спорт", "культуру"], False),
        ("туризм, спорт и др.", ["туризм", "спорт"], True),
        ("туризм, в том числе сельский", ["туризм", "сельский"], False),
        ("выставку «Дом, сад и огород», спорт", ["выставку «Дом, сад и огород»", "спорт"], False),
        ("обмен (книгами, картами), спорт", ["обмен (книгами, картами)", "спорт"], False),
        ("туризм, который растет, и спорт", ["туризм"], False),
    ],
)
def test_chunks(coordination, tokens_of, text, items, is_open):
    tokens = tokens_of(text)
    found = cut_list(tokens, 0, len(tokens))
    assert [tokens.words(chunk.start, chunk.end) for chunk in found.items] == items
    assert found.open is is_open


@pytest.mark.parametrize(
    ("text", "case", "alone", "pieces"),
    [
        # two accusatives with complements of their own
        ("подготовку кадров и защиту озер", "Acc", True, ["подготовку кадров", "защиту озер"]),
        # the second noun is a genitive under the first one
        ("обучение врачей и ветеринаров", "Acc", True, ["обучение врачей и ветеринаров"]),
        ("обучения врачей и ветеринаров", "Gen", False, ["обучения врачей и ветеринаров"]),
        ("ветеринарного контроля и страхования урожая", "Gen", False,
         ["ветеринарного контроля", "страхования урожая"]),
        # one complement for both
        ("строительства и модернизации дорог", "Gen", True, ["строительства и модернизации дорог"]),
        ("охраны и использования вод", "Gen", False, ["охраны и использования вод"]),
        ("образования и культуры", "Gen", True, ["образования", "культуры"]),
        ("исследования Луны и дальнего космоса", "Gen", True,
         ["исследования Луны и дальнего космоса"]),
        ("науки и техники", "Gen", False, ["науки и техники"]),
    ],
)  # fmt: skip
def test_last_conjunction(coordination, tokens_of, text, case, alone, pieces):
    tokens = tokens_of(f"Проект касается {text}.")
    chunk = Chunk(2, len(tokens) - 1, ",")
    found = coordination.split_last(tokens, chunk, case, alone=alone)
    assert [tokens.words(start, end) for start, end in found] == pieces


def test_heads_of_a_pair(coordination, tokens_of):
    tokens = tokens_of("Речь идет о вопросах охраны труда и безопасности на производстве.")
    start = tokens.lower.index("охраны")
    heads = coordination.heads(tokens, start, len(tokens) - 1)
    assert [tokens.lower[index] for index in heads] == ["охраны", "безопасности"]


def test_heads_of_a_noun_with_two_complements(coordination, tokens_of):
    tokens = tokens_of("Утверждён режим работы шлюзов и плотин.")
    start = tokens.lower.index("режим")
    heads = coordination.heads(tokens, start, len(tokens) - 1)
    assert [tokens.lower[index] for index in heads] == ["режим"]


def test_list_ends_at_a_finite_verb(coordination, tokens_of):
    tokens = tokens_of("туризм, спорт, а министры поручили отчет")
    found = cut_list(tokens, 0, len(tokens))
    assert [tokens.words(c.start, c.end) for c in found.items] == ["туризм", "спорт"]
