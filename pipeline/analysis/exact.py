"""slovnet's own arithmetic, for the few words whose labels rounding decides.

A sentence that repeats itself («на трассе М-4 … на трассе М-4») offers a word two heads with the
same score: the models see seven words, and all seven are the same. Which of the two comes out a
ten-millionth higher depends on the order of additions inside the matrix product, that is on the
shape of the whole batch, in slovnet as here. So that a text gets one answer, and natasha's, the
heads report such words (about one in 2,000), and what slovnet would have computed together with
them is computed again by slovnet's code, with slovnet's batches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from types import SimpleNamespace

import numpy as np
from slovnet.exec import model as modules
from slovnet.exec.encoders import WordShapeEncoder
from slovnet.exec.infer import MorphInfer, NERInfer, SyntaxInfer
from slovnet.exec.pack import Pack

from pipeline.analysis.packs import EMBEDDINGS, MORPH, NER, SYNTAX, Archive, Packs
from pipeline.analysis.weights import Indexes

BATCH = 8
"""Sentences that natasha gives slovnet together: each eight of a text in order."""


class Exact:
    """slovnet's inference over the same packs. A model is built when it is first needed.

    Args:
        packs: The models.
    """

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        words = _Words(packs.words.__getitem__, pad_id=len(packs.words) - 1)
        shapes = _Words(packs.shapes.__getitem__, pad_id=packs.shapes["<pad>"])
        self._encoder = WordShapeEncoder(words, shapes, BATCH)

    def morph(self, sentences: Sequence[Sequence[str]]) -> Indexes:
        """Tags of at most `BATCH` sentences, one after the other."""
        return np.concatenate(list(self._morph.process(self._encoder(sentences))))

    def syntax(self, sentences: Sequence[Sequence[str]]) -> tuple[Indexes, Indexes]:
        """Heads and relations of at most `BATCH` sentences, one after the other."""
        heads, relations = zip(*self._syntax.process(self._encoder(sentences)), strict=True)
        return np.concatenate(heads), np.concatenate(relations)

    def ner(self, words: Sequence[str]) -> Indexes:
        """Tags of a text's words."""
        tags: Indexes = next(self._ner.process(self._encoder([words])))
        return tags

    @cached_property
    def _morph(self) -> MorphInfer:
        return MorphInfer(self._load(MORPH, modules.Morph), None, None)

    @cached_property
    def _syntax(self) -> SyntaxInfer:
        return SyntaxInfer(self._load(SYNTAX, modules.Syntax), None, None)

    @cached_property
    def _ner(self) -> NERInfer:
        return NERInfer(self._load(NER, modules.NER), None, None)

    def _load(self, pack: str, kind: type[modules.Module]) -> modules.Module:
        """Build a model as slovnet's `load` does, with the embeddings that are already there."""
        source = _ArchivePack(self._packs.archives[pack])
        model = source.load_model(kind)
        model = model.inject_arrays(dict(source.load_arrays(model.weights)))
        meta = SimpleNamespace(id=self._packs.archives[EMBEDDINGS].meta["id"])
        return model.inject_navec(SimpleNamespace(meta=meta, pq=self._packs.embeddings))


class _ArchivePack(Pack):  # type: ignore[misc]
    """slovnet's reader over a pack that is open and verified."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive.card.file)
        self._archive = archive

    def read(self, name: str) -> bytes:
        return bytes(self._archive.read(name))


class _Words(SimpleNamespace):
    """What slovnet's encoder asks of a vocabulary: `encode` and `pad_id`."""

    def __init__(self, encode: Callable[[str], int], pad_id: int) -> None:
        super().__init__(encode=encode, pad_id=pad_id)
