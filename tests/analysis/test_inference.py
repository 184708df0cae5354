"""The models' tags are slovnet's own, whatever the batch, and hostile input does no harm."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline.analysis import encoder, inference
from pipeline.analysis.encoder import GAP, HALO, lay_out
from pipeline.analysis.first_layer import FirstLayer
from pipeline.analysis.inference import MAX_PASS, MAX_SENTENCE, Tagger, Tags
from pipeline.analysis.packs import load_packs
from pipeline.analysis.viterbi import best_paths
from tests.analysis.slovnet import reference, words

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"

NEWS = """В Анкару прибыл министр юстиции Литвы Йонас Вайткявичюс. Он встретился с коллегой — главой
Минюста Турции Орханом Сезером — и передал ему «дорожную карту» на 2026–2027 гг. Стороны обсудили
борьбу с отмыванием денег (на сумму 2,5 млрд евро), а также визит в Вильнюс. ООН поддержала
инициативу!

Пресс-служба МИД сообщила, что А. Б. Кривцов-Северный отказался от комментариев: по его словам,
решение ещё не принято."""

REPEATING = """Движение закрыто на трассе М-4 «Дон» в обе стороны, на трассе М-4 «Дон» работают
спасатели, на трассе М-4 «Дон» пробка, объезд по трассе М-4 «Дон» закрыт. Итоги: 1 января 2024 года
— 5, 1 января 2024 года — 6, 1 января 2024 года — 7, 1 января 2024 года — 8."""

HOSTILE = [
    ["😀", "🇰🇬", "👩‍👩‍👧‍👦"],
    ["<pad>", "<unk>", "</s>"],
    ["中文", "العربية", "Ελληνικά", "ქართული"],
    ["", " ", "\n", "\x00", "\ufeff", "\u00ad"],
    ["\ud800", "a\u0301", "и\u0306", "ı", "İstanbul", "ẞ", "ſ", "K"],
    ["-", "--", "—-—", "a-", "-а", "Á-Б-В", "+7", "²", "٣", "Ⅷ"],
    ["ы" * 10_000],
]


@pytest.fixture(scope="module")
def packs():
    return load_packs()


@pytest.fixture(scope="module")
def tagger(packs):
    return Tagger(packs)


@pytest.fixture(scope="module")
def slovnet():
    return reference()


def releases():
    return [path.read_text(encoding="utf-8") for path in sorted(RELEASES.glob("*.txt"))]


def test_tags_are_slovnets(tagger, slovnet):
    texts = [words(text) for text in (NEWS, REPEATING, *releases())]
    assert tagger(texts) == [slovnet(text) for text in texts]


def test_tags_do_not_depend_on_the_batch(packs, tagger):
    texts = [words(text) for text in (NEWS, REPEATING, *releases()[:6])]
    together = tagger(texts)
    assert [tagger([text])[0] for text in texts] == together
    assert Tagger(packs)(texts[::-1]) == together[::-1]
    assert Tagger(packs, cache_rows=30)(texts) == together


def test_without_a_parser_the_other_tags_are_the_same(packs, tagger):
    texts = [words(text) for text in (NEWS, REPEATING, *releases()[:6])]
    for whole, part in zip(tagger(texts), Tagger(packs, parse=False)(texts), strict=True):
        assert (part.morph, part.ner) == (whole.morph, whole.ner)
        assert part.head == []
        assert part.rel == []


def test_repeated_contexts_are_settled_by_slovnet(packs, slovnet, monkeypatch):
    tagger = Tagger(packs)
    asked = []
    syntax = tagger._exact.syntax
    monkeypatch.setattr(tagger._exact, "syntax", lambda batch: asked.append(batch) or syntax(batch))
    text = words(REPEATING)
    # In front of another text, the same words stand elsewhere in the matrix products.
    assert tagger([text, words(NEWS)])[0] == slovnet(text)
    assert asked == [text]


def test_what_the_tags_look_like(tagger):
    (tags,) = tagger([[["В", "Анкару", "прибыл", "Йонас", "Вайткявичюс", "."]]])
    assert tags.morph[2].startswith("VERB|Aspect=Perf|Gender=Masc|")
    assert tags.head == [2, 3, 0, 3, 4, 3]
    assert tags.rel == ["case", "obl", "root", "nsubj", "flat:name", "punct"]
    assert tags.ner == ["O", "B-LOC", "O", "B-PER", "I-PER", "O"]


def test_tags_are_the_vocabularys_own_objects(packs, tagger):
    (tags,) = tagger([words(NEWS)])
    for labels, vocabulary in (
        (tags.morph, packs.morph.tags),
        (tags.rel, packs.syntax.rels),
        (tags.ner, packs.ner.tags),
    ):
        assert {id(label) for label in labels} <= {id(label) for label in vocabulary}


def test_empty_texts_and_sentences(tagger, slovnet):
    text = words(NEWS)
    with_gaps = [[], text[0], [], [], *text[1:], []]
    assert tagger([]) == []
    assert tagger([[], [[]], [[], []]]) == [Tags(), Tags(), Tags()]
    assert tagger([[], with_gaps, [[]], text]) == [Tags(), slovnet(text), Tags(), slovnet(text)]


def test_hostile_words(tagger, slovnet):
    (tags,) = tagger([HOSTILE])
    size = sum(map(len, HOSTILE))
    assert [len(part) for part in (tags.morph, tags.head, tags.rel, tags.ner)] == [size] * 4
    # slovnet takes "<pad>" for padding and forgets the word; elsewhere its tags are ours.
    kept = [[word for word in sentence if word != "<pad>"] for sentence in HOSTILE]
    assert tagger([kept]) == [slovnet(kept)]


def test_a_sentence_of_many_words_is_cut(tagger, slovnet):
    sentence = ["совещание", "министров", ",", "заявил", "Кривцов", "и"] * 400
    starts = range(0, len(sentence), MAX_SENTENCE)
    parts = [sentence[start : start + MAX_SENTENCE] for start in starts]
    (tags,) = tagger([[sentence]])
    cut = slovnet(parts)
    assert (tags.morph, tags.rel, tags.ner) == (cut.morph, cut.rel, cut.ner)
    shifts = [start for start, part in zip(starts, parts, strict=True) for _ in part]
    heads = [head + shift if head else 0 for head, shift in zip(cut.head, shifts, strict=True)]
    assert tags.head == heads


def test_a_text_of_many_words_is_cut_between_sentences(tagger):
    text = words(NEWS) * (2 * MAX_PASS // 80)
    (tags,) = tagger([text])
    assert len(tags.morph) == sum(map(len, text)) > MAX_PASS
    (first,) = tagger([words(NEWS)])
    size = len(first.morph)
    assert tags.morph[-size:] == first.morph
    assert tags.head[-size:] == first.head


def test_passes_are_bounded():
    texts = [[["а"] * 5_000] * 9, [["б"] * 10] * 30, [[]], [["в"]]]
    passes = list(inference._passes(texts))
    assert all(sum(piece.words for piece in pieces) <= MAX_PASS for pieces in passes)
    assert all(len(s) <= MAX_SENTENCE for p in passes for piece in p for s in piece.sentences)
    assert sum(piece.words for pieces in passes for piece in pieces) == 45_301


def test_the_table_stays_within_its_capacity(packs):
    layer = FirstLayer(packs, [packs.morph.encoder, packs.ner.encoder], capacity=50)
    vocabulary = [f"слово{n}" for n in range(900)] + words(NEWS)[0]
    for start in range(0, len(vocabulary), 30):
        tables, rows = layer(vocabulary[start : start + 30])
        assert [len(table) for table in tables] == [51, 51]
        assert GAP not in rows
        assert len(layer._surfaces) <= 400
    many = [word for sentence in words(NEWS) for word in sentence]
    tables, rows = layer(many)
    assert len(tables[0]) == rows.max() + 1 > 51
    assert len(layer(["и"])[0][0]) == len(tables[0])  # kept while it serves
    with pytest.raises(ValueError, match="at least one row"):
        FirstLayer(packs, [packs.ner.encoder], capacity=0)


def test_layout_has_a_gap_between_sequences():
    layout = lay_out(np.array([5, 6, 7]), np.array([2, 0, 1]))
    assert layout.rows.tolist() == [GAP] * HALO + [5, 6, GAP, GAP, 7] + [GAP] * HALO
    assert layout.places.tolist() == [3, 4, 7]
    assert layout.starts.tolist() == [3, 6, 7]
    assert all(layout.rows[start - 1] == GAP for start in layout.starts)


def test_blocks_do_not_show(packs, monkeypatch):
    text = words(NEWS)
    whole = Tagger(packs)([text])
    monkeypatch.setattr(encoder, "_BLOCK", 3)
    assert Tagger(packs)([text]) == whole


def test_viterbi_finds_the_best_path():
    random = np.random.default_rng(7)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    lengths = np.array([4, 0, 1, 6])
    emissions = random.normal(size=(lengths.sum(), 3)).astype(np.float32)
    path, doubt = best_paths(emissions, lengths, transitions)
    start = 0
    for length in lengths:
        part = emissions[start : start + length]
        scores = {
            tags: sum(part[i, t] for i, t in enumerate(tags))
            + sum(transitions[a, b] for a, b in pairwise(tags))
            for tags in np.ndindex(*[3] * length)
        }
        assert tuple(path[start : start + length]) == max(scores, key=scores.get)
        start += length
    assert not doubt.any()


def test_viterbi_reports_a_tie():
    emissions = np.array([[1, 0, 0], [0, 0, 2], [1, 1, 0]], np.float32)
    path, doubt = best_paths(emissions, np.array([1, 2]), np.zeros((3, 3), np.float32))
    assert path.tolist() == [0, 2, 0]
    assert doubt.tolist() == [False, False, True]
