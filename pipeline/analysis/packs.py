"""The model packs: found in the installed `natasha`, checked against their cards, loaded.

`natasha` ships three slovnet models (morphology, syntax, named entities) and the navec embeddings
that all three are built on, as tar files in its package folder. They are read here directly,
without importing `natasha` (whose import needs `pkg_resources`, gone from current setuptools) and
without building what inference never uses: slovnet reads one vocabulary three times, navec
precomputes tables of norms and products.
"""

from __future__ import annotations

import gzip
import io
import json
import mmap
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np

from pipeline.analysis.cards import Card, open_pack, read_card
from pipeline.analysis.vocabulary import Vocabulary
from pipeline.analysis.weights import (
    Biaffine,
    ConvLayer,
    Embeddings,
    EncoderWeights,
    Floats,
    Linear,
    MorphModel,
    NerModel,
    SyntaxModel,
)
from pipeline.errors import ModelMismatchError

MORPH, SYNTAX, NER, EMBEDDINGS = "slovnet-morph", "slovnet-syntax", "slovnet-ner", "navec-news"

_PROTOCOL = 1
"""The version of both tar formats, slovnet's and navec's, that is understood here."""


@dataclass(frozen=True, slots=True, eq=False)
class Packs:
    """The loaded models, with the one vocabulary they share.

    Nothing in it changes: threads may share it.

    Attributes:
        words: Lower-cased word to word id.
        shapes: Name of a word's shape, as `slovnet.shape.word_shape` gives it, to shape id.
        embeddings: Vectors of the word ids.
        morph: The morphology model.
        syntax: The syntax model.
        ner: The model of named entities.
        archives: The verified files, by pack id.
    """

    words: Vocabulary
    shapes: Mapping[str, int]
    embeddings: Embeddings
    morph: MorphModel
    syntax: SyntaxModel
    ner: NerModel
    archives: Mapping[str, Archive]


def load_packs(folder: Traversable | None = None) -> Packs:
    """Find, verify and load the three models and their embeddings (about 0.1 s).

    Args:
        folder: The folder of the cards, one folder a pack; the program's own by default.

    Raises:
        ModelMismatchError: A pack or its card is missing, its digest is not the card's, or the
            packs do not fit together.
    """
    cards = {pack: read_card(pack, folder) for pack in (MORPH, SYNTAX, NER, EMBEDDINGS)}
    morph, syntax, ner = (_SlovnetPack(cards[pack]) for pack in (MORPH, SYNTAX, NER))
    for other in (syntax, ner):
        if not (morph.same("vocabs/word.gz", other) and morph.same("vocabs/shape.gz", other)):
            raise ModelMismatchError(
                f"model packs {MORPH} and {other.card.id} have different vocabularies"
            )
    words = Vocabulary(gzip.decompress(morph.read("vocabs/word.gz")))
    navec = Archive(cards[EMBEDDINGS])
    embeddings = _embeddings(navec, morph.model["emb"]["word"]["id"])
    if len(embeddings.indexes) != len(words):
        raise ModelMismatchError(
            f"model pack {EMBEDDINGS} has {len(embeddings.indexes)} vectors for the "
            f"{len(words)} words of {MORPH}"
        )
    return Packs(
        words=words,
        shapes={shape: index for index, shape in enumerate(morph.labels("shape"))},
        embeddings=embeddings,
        morph=_morph(morph),
        syntax=_syntax(syntax),
        ner=_ner(ner),
        archives={MORPH: morph, SYNTAX: syntax, NER: ner, EMBEDDINGS: navec},
    )


class Archive:
    """The members of a pack's verified tar file, as views of the mapped file.

    Attributes:
        card: The pack's card.
        meta: The pack's `meta.json`.

    Args:
        card: The pack's card.

    Raises:
        ModelMismatchError: The file is not the card's, or of another version of the format.
    """

    def __init__(self, card: Card) -> None:
        self.card = card
        data = open_pack(card)
        with tarfile.open(fileobj=_as_file(data), mode="r:") as tar:
            self._members = {m.name: (m.offset_data, m.size) for m in tar}
        self._data = memoryview(data)
        self.meta: dict[str, Any] = json.loads(bytes(self.read("meta.json")))
        if self.meta.get("protocol") != _PROTOCOL:
            raise ModelMismatchError(
                f"model pack {card.id}: protocol {self.meta.get('protocol')!r}, not {_PROTOCOL}"
            )

    def read(self, name: str) -> memoryview:
        """The content of a member.

        Raises:
            KeyError: There is no such member.
        """
        start, size = self._members[name]
        return self._data[start : start + size]


def _as_file(data: mmap.mmap) -> io.BufferedIOBase:
    # A mapped file reads and seeks like any other; only its type does not say so.
    return data  # type: ignore[return-value]


class _SlovnetPack(Archive):
    """A slovnet pack: `model.json` is the tree of modules, its weights are numbered arrays."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self.model: dict[str, Any] = json.loads(bytes(self.read("model.json")))

    def same(self, name: str, other: _SlovnetPack) -> bool:
        """Whether a gzip member has the same content as another pack's.

        gzip ends with the CRC-32 and the length of the content; comparing these spares
        decompressing 4.7 MB twice (the files' heads differ by their time stamps).
        """
        return self.read(name)[-8:] == other.read(name)[-8:]

    def labels(self, name: str) -> tuple[str, ...]:
        return tuple(gzip.decompress(self.read(f"vocabs/{name}.gz")).decode().split("\n"))

    def array(self, weight: Mapping[str, Any]) -> Floats:
        raw = np.frombuffer(self.read(f"arrays/{weight['array']}.bin"), dtype=weight["dtype"])
        return raw.reshape(weight["shape"]).astype(np.float32)

    def linear(self, module: Mapping[str, Any]) -> Linear:
        return Linear(self.array(module["weight"]), self.array(module["bias"]))

    def biaffine(self, module: Mapping[str, Any]) -> Biaffine:
        return Biaffine(
            head=self.linear(module["head"]["proj"]),
            tail=self.linear(module["tail"]["proj"]),
            root=self.array(module["root"]),
            kernel=self.array(module["kernel"]),
        )

    def encoder(self) -> EncoderWeights:
        first, second, third = (self._layer(layer) for layer in self.model["encoder"]["layers"])
        shapes = self.array(self.model["emb"]["shape"]["weight"])
        return EncoderWeights(shapes, (first, second, third))

    def _layer(self, layer: Mapping[str, Any]) -> ConvLayer:
        convolution, norm = layer["conv"], layer["norm"]
        scale = self.array(norm["weight"]) / self.array(norm["std"])
        return ConvLayer(
            weight=self.array(convolution["weight"]),
            bias=self.array(convolution["bias"]),
            scale=scale,
            shift=self.array(norm["bias"]) - self.array(norm["mean"]) * scale,
        )


def _morph(pack: _SlovnetPack) -> MorphModel:
    output = pack.linear(pack.model["head"]["proj"])
    return MorphModel(pack.encoder(), output, pack.labels("tag"))


def _syntax(pack: _SlovnetPack) -> SyntaxModel:
    arc, rel = pack.biaffine(pack.model["head"]), pack.biaffine(pack.model["rel"])
    return SyntaxModel(pack.encoder(), arc, rel, pack.labels("rel"))


def _ner(pack: _SlovnetPack) -> NerModel:
    output = pack.linear(pack.model["head"]["proj"])
    transitions = pack.array(pack.model["head"]["crf"]["transitions"])
    return NerModel(pack.encoder(), output, transitions, pack.labels("tag"))


def _embeddings(tar: Archive, wanted: str) -> Embeddings:
    """Read navec's product-quantised vectors: four uint32 of sizes, indexes, then centroids."""
    if tar.meta.get("id") != wanted:
        raise ModelMismatchError(
            f"model pack {EMBEDDINGS} holds {tar.meta.get('id')}, {MORPH} needs {wanted}"
        )
    data = tar.read("pq.bin")
    vectors, dimension, subspaces, centroids = np.frombuffer(data[:16], np.uint32).tolist()
    split = 16 + vectors * subspaces
    codes = np.frombuffer(data[split:], np.float32)
    return Embeddings(
        indexes=np.frombuffer(data[16:split], np.uint8).reshape(vectors, subspaces),
        codes=codes.reshape(subspaces, centroids, dimension // subspaces),
    )
