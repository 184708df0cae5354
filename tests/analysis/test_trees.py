"""Whatever the parser says, every sentence becomes a tree that spaCy can walk."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.analysis.trees import repair, repair_all

POS = st.sampled_from(["NOUN", "VERB", "AUX", "PUNCT", "ADJ"])


@st.composite
def sentences(draw, most=14):
    size = draw(st.integers(1, most))
    # Heads beyond the sentence and below zero cannot come from the parser; they must not hurt.
    heads = draw(st.lists(st.integers(-1, size + 2), min_size=size, max_size=size))
    return heads, draw(st.lists(POS, min_size=size, max_size=size))


def depth(heads, index):
    steps = 0
    while heads[index] != index:
        index = heads[index]
        steps += 1
        assert steps <= len(heads), "a cycle"
    return steps


def is_tree(heads):
    for index in range(len(heads)):
        depth(heads, index)
    return sum(head == index for index, head in enumerate(heads)) == 1


@pytest.mark.parametrize(
    ("heads", "pos", "fixed"),
    [
        ([], "", []),
        ([0], "N", [0]),
        ([2, 0, 2], "NVN", [1, 1, 1]),  # sound
        ([0, 0, 2], "NVN", [1, 1, 1]),  # two roots: the predicate stays
        ([0, 0, 2], "NNN", [0, 0, 1]),  # none is a predicate: the first
        ([2, 1, 0], "NNV", [2, 0, 2]),  # a cycle beside the root is cut at its first word
        ([2, 3, 1], "NVN", [1, 1, 0]),  # nothing but a cycle: its predicate becomes the root
        ([2, 1], "NN", [0, 0]),  # nor a predicate
        ([1, 1], "NN", [0, 0]),  # a word that is its own head is a root
        ([9, 0], "NV", [1, 1]),  # a head outside the sentence
    ],
)
def test_repairs(heads, pos, fixed):
    names = {"N": "NOUN", "V": "VERB"}
    assert repair(heads, [names[p] for p in pos]) == fixed


@given(sentences())
def test_any_heads_become_a_tree(sentence):
    assert is_tree(repair(*sentence))


@given(sentences())
def test_sound_trees_are_kept(sentence):
    tree = repair(*sentence)
    heads = [0 if head == index else head + 1 for index, head in enumerate(tree)]
    assert repair(heads, sentence[1]) == tree


@given(sentences())
def test_a_root_that_the_parser_gave_stays_if_it_is_alone(sentence):
    heads, pos = sentence
    size = len(heads)
    roots = [i for i, head in enumerate(heads) if not 0 < head <= size or head == i + 1]
    if len(roots) == 1:
        fixed = repair(heads, pos)
        assert fixed[roots[0]] == roots[0]


@given(st.lists(sentences(), max_size=6))
def test_all_sentences_at_once_are_as_one_by_one(text):
    heads = [head for sentence, _ in text for head in sentence]
    tags = [f"{tag}|Case=Nom" for _, pos in text for tag in pos]
    edges = np.cumsum([0, *(len(sentence) for sentence, _ in text)]).tolist()
    expected = [
        edge + head
        for edge, (sentence, pos) in zip(edges, text, strict=False)
        for head in repair(sentence, pos)
    ]
    assert repair_all(heads, tags, edges).tolist() == expected


@given(sentences(40))
def test_spacy_walks_the_trees(sentence):
    fixed = repair(*sentence)
    doc = Doc(Vocab(), words=["слово"] * len(fixed), heads=fixed, deps=["dep"] * len(fixed))
    root = next(token for token in doc if token.head == token)
    assert len(list(root.subtree)) == len(fixed)
    assert all(list(token.ancestors)[-1:] in ([root], []) for token in doc)
