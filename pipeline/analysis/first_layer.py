"""The first convolution's products, kept per (word, shape).

The first layer sees a word only through its embedding and its shape's, and is linear in both; so
what it sends to the word before, the word itself and the word after is a fixed row of 3 · 256
numbers for each model. Words repeat (a thousand words of news bring some hundred new ones), and a
row that is kept saves 62 % of a model's arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from slovnet.shape import word_shape

from pipeline.analysis.encoder import GAP, side_by_side
from pipeline.analysis.packs import Packs
from pipeline.analysis.weights import EncoderWeights, Floats, Indexes

_SURFACES_PER_ROW = 8
"""Surface forms remembered for each row: numbers and unknown words share few rows, and without a
bound a long run would remember every number it ever saw."""


class FirstLayer:
    """A bounded table of first-layer products for several models. One thread at a time.

    When a lookup does not fit any more, the table is begun anew: the frequent words are back
    after a few texts, and nothing has to be counted or moved on the way.

    Args:
        packs: The vocabularies and embeddings that the models share.
        encoders: The models' encoders.
        capacity: Most rows to keep. A row takes 3 KB a model, and only when it is used.
    """

    def __init__(self, packs: Packs, encoders: Sequence[EncoderWeights], capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"the table needs at least one row, not {capacity}")
        self._packs = packs
        dimension = packs.embeddings.codes.shape[0] * packs.embeddings.codes.shape[2]
        self._words, self._shapes = zip(*(_split(e, dimension) for e in encoders), strict=True)
        self._capacity = capacity
        self._tables = self._empty(capacity)
        self._rows: dict[tuple[int, int], int] = {}
        self._surfaces: dict[str, int] = {}

    def __call__(self, words: Sequence[str]) -> tuple[tuple[Floats, ...], Indexes]:
        """Look words up, computing the rows that are missing.

        Args:
            words: Surface forms.

        Returns:
            A table for each encoder, (rows, 768), and each word's row in them, valid until the
            next call. If `words` alone need more rows than the capacity, the tables are as large
            as they need until they are begun anew.
        """
        known = self._surfaces
        rows = list(map(known.get, words))
        if None in rows:
            self._learn({word for word, row in zip(words, rows, strict=True) if row is None}, words)
            rows = list(map(self._surfaces.get, words))
        return self._tables, np.array(rows, dtype=np.intp)

    def _learn(self, unseen: set[str], words: Sequence[str]) -> None:
        """Give every word a row."""
        keys = {word: self._key(word) for word in unseen}
        missing = set(keys.values()) - self._rows.keys()
        used = GAP + 1 + len(self._rows)
        surfaces = len(self._surfaces) + len(unseen)
        if (
            used + len(missing) > len(self._tables[0])
            or surfaces > _SURFACES_PER_ROW * self._capacity
        ):
            keys = {word: self._key(word) for word in set(words)}
            missing = set(keys.values())
            used = GAP + 1
            size = max(self._capacity, len(missing))
            if size + GAP + 1 != len(self._tables[0]):
                self._tables = self._empty(size)
            self._rows, self._surfaces = {}, {}
        # Sorted: the arithmetic does not depend on the order of a set of strings.
        order = sorted(missing)
        self._compute(order, used)
        self._rows.update(zip(order, range(used, used + len(order)), strict=True))
        self._surfaces.update((word, self._rows[key]) for word, key in keys.items())

    def _key(self, word: str) -> tuple[int, int]:
        """The ids of a word and its shape, which are all that the models see of it."""
        return self._packs.words[word.lower()], self._packs.shapes[word_shape(word)]

    def _compute(self, keys: list[tuple[int, int]], start: int) -> None:
        """Fill the rows from `start` on."""
        if not keys:
            return
        words, shapes = np.array(keys, dtype=np.intp).T
        vectors = self._packs.embeddings.vectors(words)
        for table, of_word, of_shape in zip(self._tables, self._words, self._shapes, strict=True):
            rows = table[start : start + len(keys)]
            np.matmul(vectors, of_word, out=rows)
            rows += of_shape[shapes]

    def _empty(self, rows: int) -> tuple[Floats, ...]:
        # Zeroed memory is only claimed page by page, when a row is written.
        width = self._words[0].shape[1]
        return tuple(np.zeros((GAP + 1 + rows, width), np.float32) for _ in self._words)


def _split(weights: EncoderWeights, dimension: int) -> tuple[Floats, Floats]:
    """The first layer as a map of word vectors (300, 768) and a table by shape (66, 768).

    The bias goes into the shape's middle tap: each word's own row adds it just once.
    """
    first = weights.layers[0]
    of_word = np.ascontiguousarray(side_by_side(first.weight[:, :dimension]))
    of_shape = weights.shapes @ side_by_side(first.weight[:, dimension:])
    width = len(first.bias)
    of_shape[:, width : 2 * width] += first.bias
    return of_word, of_shape
