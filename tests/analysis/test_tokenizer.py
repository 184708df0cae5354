"""The tokenizer keeps every character, never lets a sentence leave its section, and saves well."""

import pickle

import pytest
from hypothesis import given, settings
from spacy.symbols import SPACE
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipeline.analysis.doc_data import cuts_of, form_keys, layout_of, sections_of
from pipeline.analysis.tokenizer import RazdelTokenizer
from pipeline.layout import find_layout
from tests.nasty import nasty_text

RELEASE = (
    "Дата: 14.05.2026\nМинистры обсудили транспорт\n\n"
    "АСТАНА, 14 мая. — Министр\u00a0транспорта Ерла\u0301н Сапарбеков при\u00adбыл. "
    "Встреча прошла.\r\n"
    "Стороны договорились:\n— открыть рейс;\n— создать группу.\n\nПресс-служба министерства"
)


@pytest.fixture(scope="module")
def tokenizer(nlp):
    return nlp.tokenizer


def forms(doc):
    return [doc.vocab.strings[key] for key in form_keys(doc).tolist()]


@given(nasty_text)
@settings(deadline=None, max_examples=300)
def test_no_character_is_lost(tokenizer, text):
    doc = tokenizer(text)
    assert doc.text == text
    assert all(len(token.text) for token in doc)
    layout = find_layout(text)
    for token, section in zip(doc, sections_of(doc), strict=True):
        if section < 0:
            assert token.pos == SPACE
        else:
            span = layout.sections[section].span
            assert span.start <= token.idx
            assert token.idx + len(token) <= span.end


@given(nasty_text)
@settings(deadline=None, max_examples=200)
def test_sentences_stay_inside_sections(tokenizer, text):
    doc = tokenizer(text)
    sections = sections_of(doc)
    for sentence in doc.sents:
        inside = {sections[token.i] for token in sentence} - {-1}
        assert len(inside) == 1 or len(inside) == len(list(doc.sents)) - 1 == 0


@given(nasty_text)
@settings(deadline=None, max_examples=200)
def test_no_token_begins_or_ends_with_white_space(tokenizer, text):
    doc = tokenizer(text)
    for token in doc:
        if token.pos != SPACE:
            assert not token.text[0].isspace()
            assert not token.text[-1].isspace()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \n ", []),
        ("Встреча", ["Встреча"]),
        ("мини\u00adстр Ерла\u0301н", ["министр", "Ерлан"]),
        ("Республики\u00a0Беларусь", ["Республики", "Беларусь"]),
        ("вице\u2011премьер", ["вице-премьер"]),
        ("Чолакузаявил, что", ["Чолаку", "заявил", ",", "что"]),
        ("«Да», — сказал он.", ["«", "Да", "»", ",", "—", "сказал", "он", "."]),
        ("👍🏽 Да", ["👍🏽", "Да"]),
    ],
)
def test_words(tokenizer, text, words):
    doc = tokenizer(text)
    assert doc.text == text
    assert [
        form for form, token in zip(forms(doc), doc, strict=True) if token.pos != SPACE
    ] == words


def test_a_plain_space_is_no_token_and_every_other_gap_is(tokenizer):
    doc = tokenizer("  А б\u00a0в  г\nд. ")
    assert [token.text for token in doc] == [
        "  ",
        "А",
        "б",
        "\u00a0",
        "в",
        " ",
        "г",
        "\n",
        "д",
        ".",
    ]
    assert [token.whitespace_ for token in doc if token.text in "Аг."] == [" ", "", " "]


def test_the_norm_is_the_smoothed_word_in_lower_case(tokenizer):
    doc = tokenizer("Мини\u00adстр Сапарбеков")
    assert [token.norm_ for token in doc] == ["министр", "сапарбеков"]


def test_sections_headline_and_lists_are_sentences_of_their_own(tokenizer):
    doc = tokenizer(RELEASE)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Дата: 14.05.2026",
        "Министры обсудили транспорт",
        "АСТАНА, 14 мая.",
        "—",
        "Министр\u00a0транспорта Ерла\u0301н Сапарбеков при\u00adбыл.",
        "Встреча прошла.",
        "Стороны договорились:\n—",  # a list marker lies between the sections
        "открыть рейс;\n—",
        "создать группу.",
        "Пресс-служба министерства",
    ]


def test_white_space_in_front_belongs_to_the_first_sentence(tokenizer):
    doc = tokenizer("\n\n  Первое. Второе.")
    assert [sentence.text for sentence in doc.sents] == ["\n\n  Первое.", "Второе."]


@pytest.mark.parametrize("words", [399, 400, 401, 800, 950])
def test_a_long_sentence_is_cut_and_noted(tokenizer, words):
    text = " ".join(["слово"] * words)
    doc = tokenizer(text)
    sizes = [len(sentence) for sentence in doc.sents]
    assert sum(sizes) == words
    assert max(sizes) <= 400
    assert list(cuts_of(doc)) == [place * len("слово ") for place in range(400, words, 400)]


def test_its_longest_sentence_is_a_setting():
    doc = RazdelTokenizer(Vocab(), max_sentence=3)("Один два три четыре пять")
    assert [len(sentence) for sentence in doc.sents] == [3, 2]


def test_the_layout_is_at_hand(tokenizer):
    doc = tokenizer(RELEASE)
    assert doc._.layout == layout_of(doc) == find_layout(RELEASE)
    assert layout_of(Doc(Vocab(), words=["Одно", "слово"])).sections[0].span.end == 10


@pytest.mark.parametrize("text", [RELEASE, "", "\n", "слово " * 1_000])
def test_docs_are_saved_whole(tokenizer, text):
    doc = tokenizer(text)
    box = DocBin(store_user_data=True)
    box.add(doc)
    (from_bin,) = DocBin().from_bytes(box.to_bytes()).get_docs(tokenizer.vocab)
    from_bytes = Doc(tokenizer.vocab).from_bytes(doc.to_bytes())
    for again in (from_bin, from_bytes, pickle.loads(pickle.dumps(doc))):
        assert again.text == text
        assert layout_of(again) == layout_of(doc)
        assert list(sections_of(again)) == list(sections_of(doc))
        assert list(cuts_of(again)) == list(cuts_of(doc))
        assert forms(again) == forms(doc)
