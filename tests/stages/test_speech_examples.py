"""The speech lexicon proves itself: every entry's examples run through the stage."""

import pytest

from pipeline.resources.loader import ResourceStore
from pipeline.resources.speech import SpeechResource
from pipeline.stages.statements import StatementStage
from tests.speech import run

RESOURCE = ResourceStore().load("speech.yaml", SpeechResource)
ENTRIES = [*RESOURCE.verbs, *RESOURCE.frames]
EXAMPLES = [pytest.param(text, id=entry.id) for entry in ENTRIES for text in entry.examples]
COUNTER = [pytest.param(text, id=entry.id) for entry in ENTRIES for text in entry.counterexamples]


@pytest.fixture(scope="module")
def statements(store, morphology):
    return StatementStage(store, morphology)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_gives_its_content_to_its_speaker(example, tokens_of, statements):
    marked, layer = run(statements, tokens_of, example)
    wanted = tuple(marked.words(mark) for mark in marked.marks if mark.tag == "content")
    assert [s.speaker for s in layer.statements] == ["x"]
    assert tuple(span.of(marked.text) for span in layer.statements[0].spans) == wanted


@pytest.mark.parametrize("example", COUNTER)
def test_counterexample_says_nothing(example, tokens_of, statements):
    _, layer = run(statements, tokens_of, example)
    assert [s.text for s in layer.statements] == []
