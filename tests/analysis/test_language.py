"""The spaCy pipeline: any text, any batch, any part of it, saved and loaded."""

import json
import subprocess
import sys
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.symbols import SPACE
from spacy.tokens import DocBin

from pipeline.analysis.components import EntityComponent, SyntaxComponent
from pipeline.analysis.inference import Tags
from pipeline.analysis.language import COMPONENTS, load_nlp
from pipeline.analysis.tokens import TokenViewBuilder
from tests.nasty import nasty_text

TEXTS = [
    "Министр транспорта Казахстана Ерлан Сапарбеков встретился в Астане с Йонасом Вайткусом.",
    "",
    " \n\t ",
    "Встреча",
    "Дата: 14.05.2026\nМинистры обсудили рейсы\n\nСтороны договорились:\n— открыть рейс;\n— ждать.",
    "Ерла\u0301н Сапар\u00adбеков\u00a0прибыл.\r\n\r\n😀 «Да», — сказал он\u2028И ушёл.",
    "слово " * 450,
]


def annotation(doc):
    return [
        (t.text, t.pos_, str(t.morph), t.head.i, t.dep_, t.ent_iob_, t.ent_type_, t.lemma_)
        for t in doc
    ] + [t.is_sent_start for t in doc]


def is_sound(doc):
    """Every sentence is a tree of its own that can be walked."""
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head == token]
        assert len(roots) == 1
        assert {token.i for token in roots[0].subtree} == {token.i for token in sentence}
        for token in sentence:
            assert sum(1 for _ in token.ancestors) < len(sentence)
            assert token.head in sentence
    return True


@pytest.fixture(scope="module")
def lean():
    return load_nlp(parse=False)


@pytest.mark.parametrize("text", TEXTS)
def test_without_a_parser_all_but_trees_is_the_same(lean, nlp, text):
    doc, whole = lean(text), nlp(text)
    for mine, other in zip(doc, whole, strict=True):
        assert (mine.pos, mine.morph, mine.lemma, mine.ent_type, mine.is_sent_start) == (
            other.pos, other.morph, other.lemma, other.ent_type, other.is_sent_start,
        )  # fmt: skip
        assert not mine.has_head()
        assert not mine.dep_


def test_a_parser_can_be_added(nlp):
    grown = load_nlp(parse=False)
    early = grown(TEXTS[0])
    grown.add_pipe("slovnet_syntax", after="slovnet_morphology")
    assert grown.pipe_names == list(COMPONENTS)
    assert annotation(grown(TEXTS[0])) == annotation(nlp(TEXTS[0]))
    assert annotation(grown.get_pipe("slovnet_syntax")(early)) == annotation(nlp(TEXTS[0]))


@pytest.mark.parametrize("text", TEXTS)
def test_a_doc_is_its_text(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert is_sound(doc)
    words = [token for token in doc if token.pos != SPACE]
    assert all(token.lemma_ and token.pos_ and token.dep_ for token in words)


@given(nasty_text)
@settings(deadline=None, max_examples=150)
def test_any_text_goes_through(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    starts = [token.i for token in nlp.tokenizer(text) if token.is_sent_start]
    assert [token.i for token in doc if token.is_sent_start] == starts
    assert is_sound(doc)
    assert all(token.pos == SPACE for token in doc if token.text.isspace())
    assert all(not entity.text[0].isspace() for entity in doc.ents)


def test_batches_do_not_matter(nlp):
    alone = [annotation(nlp(text)) for text in TEXTS]
    for size in (1, 2, 5, 100):
        assert [annotation(doc) for doc in nlp.pipe(TEXTS, batch_size=size)] == alone
    reverse = [annotation(doc) for doc in nlp.pipe(reversed(TEXTS))]
    assert reverse[::-1] == alone


def test_what_it_finds(nlp):
    doc = nlp(TEXTS[0])
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Казахстана", "LOC"),
        ("Ерлан Сапарбеков", "PER"),
        ("Астане", "LOC"),
        ("Йонасом Вайткусом", "PER"),
    ]
    met = next(token for token in doc if token.lemma_ == "встретиться")
    assert (met.pos_, met.dep_, met.morph.get("Tense")) == ("VERB", "ROOT", ["Past"])
    assert "министр" in {token.lemma_ for token in met.children}


@pytest.mark.parametrize("disabled", COMPONENTS)
def test_each_component_can_be_left_out(nlp, disabled):
    whole = nlp(TEXTS[0])
    with nlp.select_pipes(disable=[disabled]):
        doc = nlp(TEXTS[0])
        assert [token.is_sent_start for token in doc] == [token.is_sent_start for token in whole]
    kept = {
        "slovnet_morphology": [token.pos_ for token in doc],
        "slovnet_syntax": [token.dep_ for token in doc],
        "slovnet_ner": [entity.text for entity in doc.ents],
        "pymorphy_lemmatizer": [token.lemma_ for token in doc],
    }
    full = {
        "slovnet_morphology": [token.pos_ for token in whole],
        "slovnet_syntax": [token.dep_ for token in whole],
        "slovnet_ner": [entity.text for entity in whole.ents],
        "pymorphy_lemmatizer": [token.lemma_ for token in whole],
    }
    for name in COMPONENTS:
        if name == disabled:
            assert not any(kept[name])
        elif (name, disabled) != ("pymorphy_lemmatizer", "slovnet_morphology"):
            assert kept[name] == full[name]


def test_the_tokenizer_alone_gives_sentences_and_a_view(nlp):
    with nlp.select_pipes(enable=[]):
        tokens = TokenViewBuilder()(nlp(TEXTS[4]))
    assert [tokens.form[start] for start, _ in tokens.sentences] == [
        "Дата", "Министры", "Стороны", "открыть", "ждать",
    ]  # fmt: skip
    assert set(tokens.pos) == {""}


def test_a_doc_can_go_through_a_component_again(nlp):
    doc = nlp(TEXTS[0])
    before = annotation(doc)
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert annotation(doc) == before


def test_models_are_asked_once_a_doc(nlp, monkeypatch):
    calls = []
    nlp(TEXTS[0])
    shared = nlp.get_pipe("slovnet_ner").shared
    assert shared is nlp.get_pipe("slovnet_syntax").shared
    tagger = shared._tagger
    monkeypatch.setattr(shared, "_tagger", lambda texts: calls.append(len(texts)) or tagger(texts))
    list(nlp.pipe(TEXTS * 3))
    assert calls == [16, 5]


def test_models_never_see_white_space(nlp, monkeypatch):
    seen = []
    shared = nlp.get_pipe("slovnet_ner").shared
    nlp("Раз")
    tagger = shared._tagger
    monkeypatch.setattr(shared, "_tagger", lambda texts: seen.extend(texts) or tagger(texts))
    nlp("\n Один\u00a0\u00a0два  три.\r\n\r\nЧеты\u00adре ")
    assert seen == [[["Один", "два", "три", "."], ["Четыре"]]]


def test_retokenised_docs_are_tagged_anew(nlp):
    doc = nlp(TEXTS[0])
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:3])
    doc = nlp.get_pipe("slovnet_syntax")(doc)
    assert is_sound(doc)


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_sentences_survive_any_heads(nlp, data):
    """Whatever the parser answers, sentence starts stay and trees can be walked."""
    text = data.draw(
        st.sampled_from([*TEXTS[:1], *TEXTS[3:6], "Раз два. Три\n\n\nчетыре пять шесть"])
    )
    doc = nlp.tokenizer(text)
    shared = Answering(nlp, data)
    starts = [token.i for token in doc if token.is_sent_start]
    doc = EntityComponent(shared)(SyntaxComponent(shared)(doc))
    assert [token.i for token in doc if token.is_sent_start] == starts
    assert is_sound(doc)
    assert doc.text == text
    assert all(token.ent_type_ for entity in doc.ents for token in entity)


class Answering:
    """Models that answer anything."""

    def __init__(self, nlp, data):
        self._shared = nlp.get_pipe("slovnet_ner").shared
        self._data = data

    def __call__(self, docs):
        return [self._answer(analysis) for analysis in self._shared(docs)]

    def _answer(self, analysis):
        heads, size = [], len(analysis.kept)
        edges = analysis.sentences.tolist()
        for first, last in pairwise(edges):
            length = last - first
            head = st.integers(0, length)
            heads += self._data.draw(st.lists(head, min_size=length, max_size=length))
        labels = st.sampled_from(["O", "B-PER", "I-PER", "I-LOC", "B-ORG"])
        ner = self._data.draw(st.lists(labels, min_size=size, max_size=size))
        tags = Tags(["NOUN|Case=Nom"] * size, heads, ["nmod"] * size, ner)
        return type(analysis)(tags, analysis.kept, analysis.sentences)


@pytest.mark.parametrize("text", TEXTS)
def test_docs_are_saved_whole(nlp, text):
    doc = nlp(text)
    box = DocBin(store_user_data=True)
    box.add(doc)
    (again,) = DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert annotation(again) == annotation(doc)
    views = TokenViewBuilder()
    first, second = views(doc), views(again)
    for column in ("text", "form", "lemma", "feats", "sentences", "section", "layout"):
        assert getattr(first, column) == getattr(second, column)


def test_nothing_but_plain_data_hangs_on_a_doc(nlp):
    doc = nlp(TEXTS[4])
    assert json.loads(json.dumps(doc.user_data)) == doc.user_data


def test_it_is_saved_and_loaded_by_spacy(nlp, tmp_path):
    load_nlp(max_sentence=5).to_disk(tmp_path / "ru")
    loaded = spacy.load(tmp_path / "ru")
    assert loaded.pipe_names == list(COMPONENTS)
    doc = loaded(TEXTS[0])
    assert [len(sentence) for sentence in doc.sents] == [5, 5, 2]
    assert loaded.get_pipe("slovnet_ner").shared is loaded.get_pipe("slovnet_syntax").shared
    nlp.to_disk(tmp_path / "whole")
    assert annotation(spacy.load(tmp_path / "whole")(TEXTS[0])) == annotation(nlp(TEXTS[0]))


def test_importing_the_package_is_all_that_loading_takes(nlp, tmp_path):
    nlp.to_disk(tmp_path / "ru")
    code = (
        "import spacy, sys, pipeline.analysis\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "print(nlp.pipe_names, [t.norm_ for t in nlp.make_doc('Добрый день')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "ru")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "slovnet_ner" in done.stdout
    assert "добрый" in done.stdout


def test_components_say_what_they_assign(nlp):
    assert nlp.analyze_pipes(pretty=False)["problems"] == {name: [] for name in COMPONENTS}
    assert nlp.get_pipe_meta("slovnet_ner").assigns == [
        "doc.ents", "token.ent_iob", "token.ent_type",
    ]  # fmt: skip


def test_displacy_draws_entities_and_trees(nlp):
    doc = nlp(TEXTS[0])
    assert "Ерлан Сапарбеков" in displacy.render(doc, style="ent", jupyter=False)
    drawn = displacy.render(list(doc.sents), style="dep", jupyter=False)
    assert "displacy-arrow" in drawn


def test_a_very_long_text_is_no_error(nlp):
    with nlp.select_pipes(enable=[]):
        assert len(nlp("Встреча прошла в Астане. " * 60_000)) == 300_000


@pytest.mark.parametrize(
    "text", ["десять", "Десятого", "XI", "слово", "12,5", "1/2", "±7%", "-", "пять%", "²"]
)
def test_numbers_are_spacys(nlp, text):
    assert nlp.vocab[text].like_num == spacy.blank("ru").vocab[text].like_num


def test_spacys_command_line_waits_until_it_is_asked_for():
    code = (
        "import sys, pipeline.flow, spacy\n"
        "assert not {'spacy.cli', 'requests', 'httpx'} & sys.modules.keys()\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "import spacy.cli\n"
        "assert spacy.cli.download and sys.modules['spacy.cli.info'].__file__\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_yo_does_not_mislead_the_models(nlp):
    doc, plain = (
        nlp("Форум пройдёт в Риге, её мэр ждёт гостей."),
        nlp("Форум пройдет в Риге, её мэр ждет гостей."),
    )
    assert [t.text for t in doc][1] == "пройдёт"
    assert [(t.pos_, str(t.morph), t.dep_) for t in doc] == [
        (t.pos_, str(t.morph), t.dep_) for t in plain
    ]
    assert [t.lemma_ for t in doc][1] == "пройти"
