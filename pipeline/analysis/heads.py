"""From encoded words to labels: the heads of the three models.

Each takes the rows of its `Encoder`, whose last normalisation is folded into the head's first
linear map, and gives the index of each word's label. All are greedy (a word's best label, a
word's best head) but for the CRF of the named entities.

With the labels comes a mask of the words whose label is in doubt: a second one scores so nearly
the same that rounding may have chosen between them. `pipeline.analysis.exact` settles those.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pipeline.analysis.encoder import Encoder, Layout
from pipeline.analysis.viterbi import best_paths
from pipeline.analysis.weights import (
    Biaffine,
    Floats,
    Indexes,
    Linear,
    MorphModel,
    NerModel,
    SyntaxModel,
)

Mask: TypeAlias = npt.NDArray[np.bool_]

_TOLERANCE = np.float32(1e-5)
"""How near two scores must be to be in doubt, as a share of the largest in their row. Folding and
another order of additions move the difference of two scores by up to 1.7e-6 of it (measured on
80,000 words of news)."""

_BLOCK = 256
"""Words labelled together, so that their scores (753 tags, 1,024 products) stay in the cache."""


class MorphHead:
    """The best of 753 tags for each word. It owns a work buffer: one thread at a time."""

    def __init__(self, model: MorphModel, encoder: Encoder) -> None:
        output = encoder.scale_into(model.output)
        # Each word gets a last number, 1, which the bias is the weight of: adding the bias to all
        # scores would take a pass of its own.
        self._weight = np.vstack([output.weight, output.bias])
        self._words = np.ones((_BLOCK, len(self._weight)), np.float32)

    def __call__(self, encoded: Floats, layout: Layout) -> tuple[Indexes, Mask]:
        """The index of each word's tag, and whether it is in doubt."""
        best = _Best(len(layout.places))
        for start in range(0, len(layout.places), _BLOCK):
            places = layout.places[start : start + _BLOCK]
            words = self._words[: len(places)]
            words[:, :-1] = encoded[places]
            scores: Floats = words @ self._weight
            best.add(scores)
        return best.columns, best.in_doubt()


class NerHead:
    """The best path of BIO tags through each text."""

    def __init__(self, model: NerModel, encoder: Encoder) -> None:
        self._output = encoder.scale_into(model.output)
        self._transitions = model.transitions

    def __call__(self, encoded: Floats, layout: Layout) -> tuple[Indexes, Mask]:
        """The index of each word's tag, and whether it is in doubt."""
        emissions = encoded[layout.places] @ self._output.weight
        emissions += self._output.bias
        return best_paths(emissions, layout.lengths, self._transitions)


class SyntaxHead:
    """The best head for each word, and the best relation to that head.

    Both are biaffine. The sentence's artificial root is a word that has no row in the encoder;
    here it stands in the gap row before the sentence's first word, so that head h of a sentence
    is the row h places after that gap.
    """

    def __init__(self, model: SyntaxModel, encoder: Encoder) -> None:
        parts = (model.arc.head, model.arc.tail, model.rel.head, model.rel.tail)
        folded = [encoder.scale_into(part) for part in parts]
        self._hidden = Linear(
            weight=np.concatenate([part.weight for part in folded], axis=1),
            bias=np.concatenate([part.bias for part in folded]),
        )
        self._kernel = model.arc.kernel
        self._relations = _as_bilinear(model.rel)
        self._root_as_head = _hidden(model.arc.tail, model.arc.root)
        self._root_of_relation = _hidden(model.rel.head, model.rel.root)

    def __call__(self, encoded: Floats, layout: Layout) -> tuple[Indexes, Indexes, Mask]:
        """Each word's head, its relation to it, and whether one of both is in doubt.

        Heads are counted from 1 in the sentence, with 0 for root; relations are indexes.
        """
        hidden = encoded @ self._hidden.weight
        hidden += self._hidden.bias
        np.maximum(hidden, 0, out=hidden)
        dependents, candidates, governors, governed = np.split(hidden, 4, axis=1)
        candidates[layout.gaps] = self._root_as_head
        governors[layout.gaps] = self._root_of_relation
        heads = self._heads(dependents @ self._kernel, candidates, layout)
        governor = np.repeat(layout.starts - 1, layout.lengths) + heads.columns
        relations = self._label(governors, governor, governed, layout.places)
        return heads.columns, relations.columns, heads.in_doubt() | relations.in_doubt()

    def _heads(self, dependents: Floats, candidates: Floats, layout: Layout) -> _Best:
        best = _Best(len(layout.places))
        for start, length in zip(layout.starts.tolist(), layout.lengths.tolist(), strict=True):
            stop = start + length
            # The gap row before the sentence is its root.
            scores: Floats = dependents[start:stop] @ candidates[start - 1 : stop].T
            best.add(scores)
        return best

    def _label(
        self, governors: Floats, governor: Indexes, governed: Floats, places: Indexes
    ) -> _Best:
        """The best relation of each word to its head, from the products of their hidden numbers."""
        best = _Best(len(places))
        for start in range(0, len(places), _BLOCK):
            above = governors[governor[start : start + _BLOCK]]
            below = governed[places[start : start + _BLOCK]]
            products: Floats = (above[:, :, None] * below[:, None, :]).reshape(len(above), -1)
            scores: Floats = products @ self._relations
            best.add(scores)
        return best


class _Best:
    """The best column of each row of scores, and how far ahead it is.

    Args:
        rows: How many rows there will be.

    Attributes:
        columns: (rows), the first of the columns with the highest score.
    """

    def __init__(self, rows: int) -> None:
        self.columns = np.empty(rows, np.intp)
        self._first = np.empty(rows, np.float32)
        self._second = np.empty(rows, np.float32)
        self._last = np.empty(rows, np.float32)
        self._filled = 0

    def add(self, scores: Floats) -> None:
        """Take the next rows; at least two columns. The scores are spent."""
        part = slice(self._filled, self._filled + len(scores))
        self._filled = part.stop
        columns = self.columns[part]
        scores.argmax(axis=1, out=columns)
        np.minimum.reduce(scores, axis=1, out=self._last[part])
        rows = np.arange(len(scores))
        self._first[part] = scores[rows, columns]
        scores[rows, columns] = -np.inf
        np.maximum.reduce(scores, axis=1, out=self._second[part])

    def in_doubt(self) -> Mask:
        """Where the second best is too near to be told apart from the best."""
        largest = np.maximum(self._first, -self._last)
        doubt: Mask = self._first - self._second <= _TOLERANCE * largest
        return doubt


def _hidden(linear: Linear, x: Floats) -> Floats:
    hidden: Floats = np.maximum(x @ linear.weight + linear.bias, 0)
    return hidden


def _as_bilinear(module: Biaffine) -> Floats:
    """The kernel (32, outputs · 32) as a matrix (32 · 32, outputs).

    It is applied to all products of two vectors' numbers: one large matrix product for a block of
    words in place of a small one for each word.
    """
    inner = module.kernel.shape[0]
    kernel = module.kernel.reshape(inner, -1, inner).transpose(0, 2, 1)
    return np.ascontiguousarray(kernel.reshape(inner * inner, -1))
