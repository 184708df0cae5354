"""The shapes of the three slovnet models: what their packs hold, before anything is folded.

The models are those of slovnet 0.6 (`slovnet.exec.model`). Each encodes a sequence of words as
embedding + shape embedding (300 + 30), then three convolutions of width three (256, 128 and 64
outputs); a head over the 64 numbers of each word gives the labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Indexes: TypeAlias = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """`x @ weight + bias`; weight is (inputs, outputs), bias (outputs)."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ConvLayer:
    """A convolution of width three, ReLU, then batch normalisation.

    Attributes:
        weight: (outputs, inputs, 3); the last axis is the word before, the word, the word after.
        bias: (outputs).
        scale: (outputs); the normalisation is `relu(…) * scale + shift`.
        shift: (outputs).
    """

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True, eq=False)
class EncoderWeights:
    """What the three models have in common.

    Attributes:
        shapes: (66, 30), the embedding of a word's shape (case and kind of its characters).
        layers: The three convolutions.
    """

    shapes: Floats
    layers: tuple[ConvLayer, ConvLayer, ConvLayer]


@dataclass(frozen=True, slots=True, eq=False)
class MorphModel:
    """Morphology: one linear layer over the encoder; `tags` names its outputs."""

    encoder: EncoderWeights
    output: Linear
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Biaffine:
    """`relu(head(x)) · kernel · relu(tail(y))`.

    Attributes:
        head: (64 → 32).
        tail: (64 → 32).
        root: (64), stands for the encoding of a sentence's artificial root.
        kernel: (32, 32 · outputs), each output's 32 columns side by side.
    """

    head: Linear
    tail: Linear
    root: Floats
    kernel: Floats


@dataclass(frozen=True, slots=True, eq=False)
class SyntaxModel:
    """Syntax.

    Attributes:
        encoder: The weights in common.
        arc: Scores heads: x is the dependent, y the head; one output.
        rel: Scores relations: x is the head, y the dependent.
        rels: The relations' names.
    """

    encoder: EncoderWeights
    arc: Biaffine
    rel: Biaffine
    rels: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NerModel:
    """Named entities: a linear layer and the (from, to) transitions of a linear-chain CRF."""

    encoder: EncoderWeights
    output: Linear
    transitions: Floats
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Embeddings:
    """Product-quantised word embeddings.

    Attributes:
        indexes: (words, 100) of uint8, a word's centroid in each of 100 subspaces. A read-only
            view of the memory-mapped file, so that worker processes share its 25 MB.
        codes: (100, 256, 3), the centroids.
    """

    indexes: npt.NDArray[np.uint8]
    codes: Floats

    def vectors(self, words: Indexes) -> Floats:
        """The (n, 300) vectors of n word ids."""
        subspaces = np.arange(len(self.codes))
        return self.codes[subspaces, self.indexes[words]].reshape(len(words), -1)
