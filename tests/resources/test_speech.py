"""The speech lexicon's model."""

import pytest

from pipeline.errors import ResourceError
from pipeline.resources.loader import ResourceStore
from pipeline.resources.speech import Government, SpeechResource
from pipeline.stages.statements.lexicon import SpeechLexicon


def test_government_is_read():
    government = Government("whom+за+Acc")
    assert (government.whom, government.preposition, government.case) == (True, "за", "Acc")
    assert Government("inf").clause == "inf"
    with pytest.raises(ValueError, match="no government"):
        Government("за-Acc")


def test_unknown_government_is_refused(tmp_path):
    (tmp_path / "speech.yaml").write_text(
        "verbs: [{id: молвить, lemmas: [молвить], takes: [через+Foo], source: test}]",
        encoding="utf-8",
    )
    with pytest.raises(ResourceError, match="no government"):
        ResourceStore((tmp_path,)).load("speech.yaml", SpeechResource)


def test_a_user_adds_a_verb(tmp_path):
    (tmp_path / "speech.yaml").write_text(
        "verbs: [{id: молвить, lemmas: [молвить], takes: [that], source: test}]", encoding="utf-8"
    )
    lexicon = SpeechLexicon(ResourceStore((tmp_path,)))
    assert "молвить" in lexicon.verbs
    assert "сообщить" in lexicon.verbs


def test_lemmas_are_looked_up_with_and_without_yo():
    lexicon = SpeechLexicon(ResourceStore())
    assert "подчёркивать" in lexicon.verbs
    assert "подчеркивать" in lexicon.verbs
