"""The token view: columns of one length, and places found as by looking at every token."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.analysis.tokens import Features, TokenViewBuilder
from pipeline.spans import Span
from tests.nasty import nasty_text

COLUMNS = ("lower", "lemma", "pos", "feats", "start", "end", "sentence", "section")
TEXT = (
    "Министр транспорта\u00a0Казахстана Ерла\u0301н Сапарбеков прибыл 😀.\n\n"
    "Встреча прошла, в Астане."
)


def check(tokens):
    size = len(tokens)
    assert {len(getattr(tokens, column)) for column in COLUMNS} == {size}
    assert [word.lower() for word in tokens.form] == tokens.lower
    assert sorted(tokens.start) == tokens.start
    assert all(start < end for start, end in zip(tokens.start, tokens.end, strict=True))
    assert all(end <= start for end, start in zip(tokens.end, tokens.start[1:], strict=False))
    assert [i for start, end in tokens.sentences for i in range(start, end)] == list(range(size))
    for number, (start, end) in enumerate(tokens.sentences):
        assert tokens.sentence[start:end] == [number] * (end - start)
        assert len(set(tokens.section[start:end])) == 1
    for index in range(size):
        section = tokens.layout.sections[tokens.section[index]]
        assert section.span.contains(tokens.span(index, index + 1))
    for entity in tokens.entities:
        assert 0 <= entity.tokens[0] < entity.tokens[1] <= size


@given(nasty_text)
@settings(deadline=None, max_examples=150)
def test_columns_are_consistent(tokens_of, text):
    tokens = tokens_of(text)
    assert tokens.text == text
    check(tokens)


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0", "Слово", "😀", TEXT, "\ufeff" + TEXT])
def test_small_texts(tokens_of, text):
    check(tokens_of(text))


@given(nasty_text, st.data())
@settings(deadline=None, max_examples=150)
def test_places_are_found_as_by_looking_at_every_token(tokens_of, text, data):
    tokens = tokens_of(text)
    spans = [tokens.span(index, index + 1) for index in range(len(tokens))]
    for position in range(len(text) + 1):
        covering = [i for i, span in enumerate(spans) if span.start <= position < span.end]
        assert tokens.at(position) == (covering[0] if covering else None)
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        sought = Span(start, data.draw(st.integers(start + 1, len(text) + 3)))
        touched = [i for i, span in enumerate(spans) if span.overlaps(sought)]
        expected = (touched[0], touched[-1] + 1) if touched else None
        assert tokens.range_of(sought) == expected


def test_rows(tokens_of):
    tokens = tokens_of(TEXT)
    assert tokens.form == [
        *("Министр", "транспорта", "Казахстана", "Ерлан", "Сапарбеков", "прибыл", "😀", "."),
        *("Встреча", "прошла", ",", "в", "Астане", "."),
    ]
    index = tokens.form.index("транспорта")
    assert tokens.lemma[index] == "транспорт"
    assert tokens.pos[index] == "NOUN"
    assert tokens.feats[index].case == "Gen"
    assert tokens.words(0, 3) == "Министр транспорта\u00a0Казахстана"
    assert tokens.words(3, 5) == "Ерла\u0301н Сапарбеков"
    assert tokens.span(6, 7).of(TEXT) == "😀"
    assert [tokens.words(*entity.tokens) for entity in tokens.entities] == [
        *("Казахстана", "Ерла\u0301н Сапарбеков", "Астане"),
    ]
    assert [tokens.words(*sentence) for sentence in tokens.sentences] == TEXT.split("\n\n")


def test_space_before_means_white_space(tokens_of):
    tokens = tokens_of("Один,\u00a0два\u200b.\nтри")
    assert tokens.form == ["Один", ",", "два", ".", "три"]
    assert [tokens.space_before(index) for index in range(5)] == [True, False, True, False, True]


def test_a_doc_made_by_hand(tokens_of):
    doc = Doc(
        Vocab(),
        words=["Посол", "Литвы", "прибыл"],
        pos=["NOUN", "PROPN", "VERB"],
        morphs=["Case=Nom|Gender=Masc|Number=Sing", "Case=Gen", "VerbForm=Fin|Voice=Act"],
        lemmas=["посол", "литва", "прибыть"],
        ents=["O", "B-LOC", "O"],
    )
    tokens = TokenViewBuilder()(doc)
    assert tokens.feats == [
        Features(case="Nom", gender="Masc", number="Sing"),
        Features(case="Gen"),
        Features(verb_form="Fin", voice="Act"),
    ]
    assert tokens.section == [0, 0, 0]
    assert tokens.entities[0].tokens == (1, 2)
    assert tokens.lemma == ["посол", "литва", "прибыть"]


def test_one_builder_serves_several_vocabularies():
    build = TokenViewBuilder()
    for word in ("Астана", "Вильнюс", "Астана"):
        assert build(Doc(Vocab(), words=[word])).form == [word]
