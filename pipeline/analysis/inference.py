"""The three slovnet models on many texts at once, with slovnet's own tags.

slovnet's numpy code pads, copies windows, runs the CRF word by word and computes the first layer
anew for every word; `Tagger` does not (see `encoder`, `first_layer`, `viterbi`) and is about six
times as fast on one thread, its output the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from pipeline.analysis.encoder import Encoder, lay_out
from pipeline.analysis.exact import BATCH, Exact
from pipeline.analysis.first_layer import FirstLayer
from pipeline.analysis.heads import Mask, MorphHead, NerHead, SyntaxHead
from pipeline.analysis.packs import Packs
from pipeline.analysis.weights import Floats, Indexes

Sentence: TypeAlias = Sequence[str]
Text: TypeAlias = Sequence[Sentence]

MAX_SENTENCE = 1_024
"""Words of a sentence that are parsed together: arc scores grow with the square of the length."""

MAX_PASS = 16_384
"""Words in one pass through the models, and so of one text that its named entities see."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The labels of a text's words, one list a model's answer, in the order of the words.

    The strings are the vocabularies' own objects, shared by all words with the label.

    Attributes:
        morph: Part of speech and features, such as `"NOUN|Animacy=Inan|Case=Gen"`.
        head: The word's syntactic head, counted from 1 inside its sentence; 0 for root. Chosen
            word by word: there may be cycles, and no root or several. No items without a parser.
        rel: The relation to the head, such as `"nsubj:pass"`. No items without a parser.
        ner: BIO tags: `"O"`, or `"B-"` or `"I-"` with `PER`, `LOC` or `ORG`. `"I-"` may follow
            `"O"` or another type.
    """

    morph: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    rel: list[str] = field(default_factory=list)
    ner: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Piece:
    """Consecutive sentences of one text that go through the models together.

    Attributes:
        text: The text's index.
        sentences: Those that have words, each at most `MAX_SENTENCE`.
        shifts: How much of each sentence was cut off in front, by which its heads are to be raised.
        words: How many words there are together, at most `MAX_PASS`.
    """

    text: int
    sentences: list[Sentence] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)
    words: int = 0


class Tagger:
    """Morphology, syntax and named entities of tokenised texts.

    Morphology and syntax see one sentence at a time, the named entities a whole text as one
    sequence, as in natasha. A text's tags do not depend on the texts beside it: where rounding
    could decide, slovnet's own code does (`pipeline.analysis.exact`).

    A call with 8 to 32 texts of some hundred words each is best, because the steps of the CRF are
    shared by all texts of a pass. Larger calls are cut into passes of at most `MAX_PASS` words, so
    that time is linear and memory bounded whatever the size: about 30 MB a pass (150 MB where long
    sentences are left to slovnet) besides the table and the result. Two things are cut for that,
    and there alone the tags can differ from slovnet's:

    * a sentence of more than `MAX_SENTENCE` words is parsed in parts of that length;
    * the named entities of a text of more than `MAX_PASS` words are found in parts, each of whole
      sentences.

    A Tagger keeps a table and work buffers: it belongs to one thread. `Packs` may be shared.

    Args:
        packs: The models, from `load_packs`.
        parse: Whether to parse. It costs two fifths of all three models.
        cache_rows: Most different words whose first-layer products are kept, at 3 KB a model each:
            12,000 take 110 MB when all are used, 74 MB without a parser. When the table is full
            it is begun anew.
    """

    def __init__(self, packs: Packs, *, parse: bool = True, cache_rows: int = 12_000) -> None:
        encoders = [packs.morph.encoder, packs.ner.encoder]
        if parse:
            encoders.append(packs.syntax.encoder)
        self._first_layer = FirstLayer(packs, encoders, cache_rows)
        self._morph_encoder = Encoder(packs.morph.encoder)
        self._syntax_encoder = Encoder(packs.syntax.encoder)
        self._ner_encoder = Encoder(packs.ner.encoder)
        self._morph = MorphHead(packs.morph, self._morph_encoder)
        self._syntax = SyntaxHead(packs.syntax, self._syntax_encoder)
        self._ner = NerHead(packs.ner, self._ner_encoder)
        self._exact = Exact(packs)
        self._morph_tags, self._ner_tags = packs.morph.tags, packs.ner.tags
        self._rels = packs.syntax.rels

    def __call__(self, texts: Sequence[Text]) -> list[Tags]:
        """Tag texts.

        Args:
            texts: Texts of sentences of words. Texts and sentences may be empty.

        Returns:
            The tags of each text, over all words of its sentences.
        """
        results = [Tags() for _ in texts]
        for pieces in _passes(texts):
            self._run(pieces, results)
        return results

    def _run(self, pieces: list[_Piece], results: list[Tags]) -> None:
        """Send one pass's pieces through the models and append their tags."""
        words = [word for piece in pieces for sentence in piece.sentences for word in sentence]
        lengths = [len(sentence) for piece in pieces for sentence in piece.sentences]
        (morph_table, ner_table, *syntax_table), rows = self._first_layer(words)

        layout = lay_out(rows, np.array(lengths, dtype=np.intp))
        morph, doubt = self._morph(self._morph_encoder(morph_table, layout), layout)
        for batch, part in _in_doubt(pieces, doubt):
            morph[part] = self._exact.morph(batch)
        sizes = [piece.words for piece in pieces]
        layout = lay_out(rows, np.array(sizes, dtype=np.intp))
        ner, doubt = self._ner(self._ner_encoder(ner_table, layout), layout)
        start = 0
        for piece in pieces:
            part = slice(start, start + piece.words)
            start = part.stop
            if doubt[part].any():
                ner[part] = self._exact.ner(words[part])

        start = 0
        for piece in pieces:
            part = slice(start, start + piece.words)
            start = part.stop
            tags = results[piece.text]
            tags.morph.extend(_names(self._morph_tags, morph[part]))
            tags.ner.extend(_names(self._ner_tags, ner[part]))
        for table in syntax_table:
            self._add_trees(table, rows, np.array(lengths, dtype=np.intp), pieces, results)

    def _add_trees(
        self,
        table: Floats,
        rows: Indexes,
        lengths: Indexes,
        pieces: list[_Piece],
        results: list[Tags],
    ) -> None:
        """Append heads and relations of one pass's words."""
        layout = lay_out(rows, lengths)
        head, rel, doubt = self._syntax(self._syntax_encoder(table, layout), layout)
        for batch, part in _in_doubt(pieces, doubt):
            head[part], rel[part] = self._exact.syntax(batch)
        shifts = np.array([shift for piece in pieces for shift in piece.shifts], dtype=np.intp)
        if shifts.any():
            head += np.where(head > 0, np.repeat(shifts, lengths), 0)
        start = 0
        for piece in pieces:
            part = slice(start, start + piece.words)
            start = part.stop
            tags = results[piece.text]
            tags.head.extend(head[part].tolist())
            tags.rel.extend(_names(self._rels, rel[part]))


def _in_doubt(pieces: list[_Piece], doubt: Mask) -> Iterator[tuple[list[Sentence], slice]]:
    """The batches of sentences, as slovnet would form them, that have a word in doubt.

    Args:
        pieces: The pieces of a pass.
        doubt: Whether each of their words is in doubt.

    Yields:
        The sentences, and the words they are.
    """
    if not doubt.any():
        return
    start = 0
    for piece in pieces:
        for first in range(0, len(piece.sentences), BATCH):
            batch = piece.sentences[first : first + BATCH]
            part = slice(start, start + sum(map(len, batch)))
            start = part.stop
            if doubt[part].any():
                yield batch, part


def _names(vocabulary: tuple[str, ...], labels: Indexes) -> Iterator[str]:
    return map(vocabulary.__getitem__, labels.tolist())


def _passes(texts: Sequence[Text]) -> Iterator[list[_Piece]]:
    """Group texts into passes of at most `MAX_PASS` words, cutting only those that are longer."""
    waiting: list[_Piece] = []
    size = 0
    for piece in _pieces(texts):
        if waiting and size + piece.words > MAX_PASS:
            yield waiting
            waiting, size = [], 0
        waiting.append(piece)
        size += piece.words
    if waiting:
        yield waiting


def _pieces(texts: Sequence[Text]) -> Iterator[_Piece]:
    """Cut what is too long for one pass, between slovnet's batches. Empty texts have no piece."""
    for index, text in enumerate(texts):
        parts = [
            (sentence[shift : shift + MAX_SENTENCE], shift)
            for sentence in text
            for shift in range(0, len(sentence), MAX_SENTENCE)
        ]
        piece = _Piece(index)
        for first in range(0, len(parts), BATCH):
            batch = parts[first : first + BATCH]
            size = sum(len(sentence) for sentence, _ in batch)
            if piece.words + size > MAX_PASS:
                yield piece
                piece = _Piece(index)
            piece.sentences.extend(sentence for sentence, _ in batch)
            piece.shifts.extend(shift for _, shift in batch)
            piece.words += size
        if piece.words:
            yield piece
