"""The lexicons of documents and topics prove themselves."""

from __future__ import annotations

import pytest

from pipeline.layers import CountryLayer, EventLayer, OrganizationLayer, ParticipantLayer
from pipeline.resources.documents import DocumentsResource
from pipeline.resources.loader import ResourceStore
from pipeline.resources.topics import TopicsResource
from pipeline.stages.documents import DocumentStage
from pipeline.stages.documents.concepts import Concepts
from pipeline.stages.documents.verbal import VerbalNouns

DATA = ResourceStore().load("documents.yaml", DocumentsResource)
TOPICS = ResourceStore().load("topics.yaml", TopicsResource)


@pytest.fixture(scope="module")
def documents(store, morphology, tokens_of):
    stage = DocumentStage(store, morphology)

    def find(text):
        return stage(
            tokens_of(text),
            OrganizationLayer((), ()),
            CountryLayer(()),
            ParticipantLayer((), ()),
            EventLayer(None),
        ).documents

    return find


@pytest.mark.parametrize(
    ("kind", "text"), [(head.kind, text) for head in DATA.heads for text in head.examples]
)
def test_examples_name_one_instrument(documents, kind, text):
    assert [document.kind for document in documents(text)] == [kind]


@pytest.mark.parametrize("text", [text for head in DATA.heads for text in head.counterexamples])
def test_counterexamples_name_none(documents, text):
    assert documents(text) == ()


def test_acts_that_heads_ask_for_exist():
    known = {act.id for act in DATA.acts} | {"adopt_formal"}
    for head in DATA.heads:
        assert head.acts <= known


def test_no_verb_belongs_to_two_acts():
    verbs = [verb for act in DATA.acts if act.id != "tell" for verb in act.verbs]
    assert len(verbs) == len(set(verbs))


def test_verbal_nouns_are_words(morphology):
    for verb, noun in DATA.verbal_nouns.pairs.items():
        assert morphology.known(verb), verb
        assert morphology.known(noun), verb


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("провести", "проведение"),
        ("гармонизировать", "гармонизация"),
        ("субсидировать", "субсидирование"),
        ("ограничить", "ограничение"),
        ("мочь", None),
    ],
)
def test_nouns_of_action(store, morphology, verb, noun):
    from pipeline.stages.documents.lexicon import Lexicon

    assert VerbalNouns(Lexicon.load(store), morphology).noun(verb) == noun


def test_topics_have_a_code_and_a_match():
    assert len(TOPICS.topics) == 60
    assert all(entry.match for entry in TOPICS.topics)


def test_topics_match_their_own_labels(tokens_of):
    concepts = Concepts(TOPICS)
    missed = [
        entry.label
        for entry in TOPICS.topics
        if concepts.find(tokens_of(entry.label).lemma) is None
    ]
    assert missed == []
