"""The three convolutions of a slovnet model over packed rows, without padding.

slovnet pads every sequence of a batch to the longest, which makes about half of its arithmetic
work on padding. Here all sequences stand in one long column of rows, with one *gap row* between
neighbours: a convolution of width three reaches one row to either side, so one row that counts as
nothing keeps two sequences apart. Four things make that fast and leave the tags unchanged:

* A convolution is one matrix product with the three taps side by side, `x @ [W₋₁ | W₀ | W₊₁]`,
  and then each row adds what the row before, itself and the row after contribute
  (`_add_neighbours`). slovnet copies every window of three rows out first.
* The first layer is linear in the word, so its product is looked up in a table
  (`pipeline.analysis.first_layer`) rather than computed: 62 % of a model's arithmetic.
* Batch normalisation is an affine map per column, so it is folded into the next layer's weights
  (`_fold`). The next layer then takes unnormalised rows, and a gap row must hold the value that
  the folded map sends to zero, `-shift / scale`: this is what slovnet's padding with zeros
  becomes before normalisation.
* Rows are taken through all layers in blocks that stay in the processor's cache. A block is
  computed with the `HALO` rows on either side that its result depends on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.analysis.weights import EncoderWeights, Floats, Indexes, Linear

HALO = 3
"""How many rows to either side an encoded row depends on: one for each convolution."""

GAP = 0
"""The row of the first layer's table that stands for "no word": it contributes nothing."""

_BLOCK = 512


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Sequences of words in one column, a gap row between neighbours, `HALO` gap rows at its ends.

    Attributes:
        rows: (height), the first layer's table row of each word, `GAP` between sequences.
        places: (words), where in the column each word stands.
        gaps: Where the gap rows are, ascending.
        starts: (sequences), the place of each sequence's first word; the row before is a gap row.
        lengths: (sequences), words in each sequence; zero is legal.
    """

    rows: Indexes
    places: Indexes
    gaps: Indexes
    starts: Indexes
    lengths: Indexes


def lay_out(rows: Indexes, lengths: Indexes) -> Layout:
    """Lay the words of consecutive sequences out.

    Args:
        rows: The table row of every word, all sequences one after the other.
        lengths: How many words each sequence has; at least one sequence.
    """
    order = np.arange(len(lengths))
    places = np.arange(HALO, HALO + len(rows)) + np.repeat(order, lengths)
    starts = HALO + order + np.cumsum(lengths) - lengths
    column = np.full(HALO + len(rows) + len(lengths) - 1 + HALO, GAP, dtype=np.intp)
    column[places] = rows
    return Layout(column, places, np.flatnonzero(column == GAP), starts, lengths)


class Encoder:
    """The convolutions of one model. It owns work buffers: one thread at a time.

    The encoded rows are the third layer's before its normalisation, which `scale_into` folds into
    the model's head.

    Args:
        weights: The model's weights.
    """

    def __init__(self, weights: EncoderWeights) -> None:
        first, second, third = weights.layers
        self._scale, self._shift = third.scale, third.shift
        self._first_gap = _folded_zero(first.scale, first.shift)
        self._second_gap = _folded_zero(second.scale, second.shift)
        self._second = _fold(second.weight, second.bias, first.scale, first.shift)
        self._third = _fold(third.weight, third.bias, second.scale, second.shift)
        rows = _BLOCK + 2 * HALO
        widths = [len(layer.bias) for layer in weights.layers]
        self._products = [np.empty((rows, 3 * width), np.float32) for width in widths]
        self._outputs = [np.empty((rows, width), np.float32) for width in widths]

    def scale_into(self, linear: Linear) -> Linear:
        """Fold the third layer's normalisation into the linear map that follows it."""
        return Linear(
            weight=self._scale[:, None] * linear.weight,
            bias=linear.bias + self._shift @ linear.weight,
        )

    def __call__(self, table: Floats, layout: Layout) -> Floats:
        """Encode every row.

        Args:
            table: (rows, 768), the first layer's products of each word; row `GAP` is zero.
            layout: The sequences.

        Returns:
            (height, 64); gap rows hold numbers without a meaning.
        """
        height = len(layout.rows)
        encoded = np.zeros((height, self._outputs[2].shape[1]), np.float32)
        for start in range(HALO, height - HALO, _BLOCK):
            stop = min(start + _BLOCK, height - HALO)
            self._encode_block(table, layout, start, stop, encoded[start:stop])
        return encoded

    def _encode_block(
        self, table: Floats, layout: Layout, start: int, stop: int, out: Floats
    ) -> None:
        """Encode the rows `[start, stop)` of the column into `out`."""
        size = stop - start
        products = [part[: size + 6 - 2 * n] for n, part in enumerate(self._products)]
        first, second = self._outputs[0][: size + 4], self._outputs[1][: size + 2]
        low, high = np.searchsorted(layout.gaps, (start - 2, stop + 2))
        # A gap's place counted from the first row of `first`, which is `start - 2`.
        gaps = layout.gaps[low:high] - (start - 2)

        # "clip" only because numpy copies through a buffer if it has to check the indexes.
        np.take(table, layout.rows[start - 3 : stop + 3], 0, products[0], "clip")
        _add_neighbours(products[0], first)
        np.maximum(first, 0, out=first)
        first[gaps] = self._first_gap

        np.matmul(first, self._second.weight, out=products[1])
        _add_neighbours(products[1], second)
        second += self._second.bias
        np.maximum(second, 0, out=second)
        gaps = gaps[(gaps > 0) & (gaps < size + 3)] - 1
        second[gaps] = self._second_gap

        np.matmul(second, self._third.weight, out=products[2])
        _add_neighbours(products[2], out)
        out += self._third.bias
        np.maximum(out, 0, out=out)


def side_by_side(weight: Floats) -> Floats:
    """The taps of a convolution (outputs, inputs, 3) as one (inputs, 3 · outputs) matrix."""
    return np.concatenate([weight[:, :, tap].T for tap in range(3)], axis=1)


def _fold(weight: Floats, bias: Floats, scale: Floats, shift: Floats) -> Linear:
    """A convolution over `x * scale + shift`, as one over x."""
    return Linear(
        weight=np.ascontiguousarray(side_by_side(weight * scale[None, :, None])),
        bias=bias + np.einsum("oit,i->o", weight, shift),
    )


def _folded_zero(scale: Floats, shift: Floats) -> Floats:
    """The x for which `x * scale + shift` is zero."""
    if not scale.all():
        raise ValueError("a normalisation with a zero scale cannot be folded")
    return -shift / scale


def _add_neighbours(products: Floats, out: Floats) -> None:
    """Sum each row's three taps: what the row before, the row itself and the row after send.

    Args:
        products: (n + 2, 3 · width).
        out: (n, width); row i is the sum for row i + 1 of `products`.
    """
    width = out.shape[1]
    np.add(products[:-2, :width], products[1:-1, width : 2 * width], out=out)
    out += products[2:, 2 * width :]
