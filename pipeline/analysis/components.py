"""spaCy components over natasha's models: morphology, syntax, entities, lemmas.

The three models share their embeddings and are run together, once a batch, by whichever of the
three components comes first; the others take its results. Components can be disabled one by one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, NORM, POS, SENT_START
from spacy.language import Language
from spacy.symbols import IDS, SPACE
from spacy.tokens import Doc

from pipeline.analysis.inference import Tagger, Tags
from pipeline.analysis.morphology import Morphology
from pipeline.analysis.packs import load_packs
from pipeline.analysis.trees import repair

_TAGS = "slovnet_tags"
BATCH = 16
"""Documents a batch: more than 32 leave the processor's cache and are slower."""


class SharedTagger:
    """The tagger, loaded when the first text arrives and shared by a pipeline's components."""

    def __init__(self) -> None:
        self._tagger: Tagger | None = None

    def tags(self, docs: list[Doc]) -> list[Tags]:
        """The tags of each Doc, computed once and kept in its `user_data`."""
        waiting = [doc for doc in docs if _TAGS not in doc.user_data]
        if waiting:
            if self._tagger is None:
                self._tagger = Tagger(load_packs())
            results = self._tagger([_sentences(doc) for doc in waiting])
            for doc, tags in zip(waiting, results, strict=True):
                doc.user_data[_TAGS] = tags
        return [doc.user_data[_TAGS] for doc in docs]


def _kept(doc: Doc) -> list[int]:
    """Indices of the tokens the models see: all but white space."""
    return np.flatnonzero(doc.to_array(POS) != SPACE).tolist()


def _write(doc: Doc, attributes: list[int | str], values: Any) -> None:
    """Set attributes of all tokens from a 2-D array, one column an attribute.

    spaCy types the array as its own `Ints2d`; numpy's is what it takes.
    """
    doc.from_array(attributes, values)


def _sentences(doc: Doc) -> list[list[str]]:
    strings = doc.vocab.strings
    sentences: list[list[str]] = []
    for norm, pos, start in doc.to_array([NORM, POS, SENT_START]).tolist():
        if pos == SPACE:
            continue
        if start == 1 or not sentences:
            sentences.append([])
        sentences[-1].append(strings[norm])
    return sentences


class SlovnetComponent(ABC):
    """Base of the three components; writes one part of the tags into Docs."""

    def __init__(self, shared: SharedTagger) -> None:
        self.shared = shared

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Annotate Docs in batches across texts, in order."""
        stream = iter(stream)
        while docs := list(islice(stream, BATCH)):
            for doc, tags in zip(docs, self.shared.tags(docs), strict=True):
                if tags.morph:
                    self.write(doc, tags)
                yield doc

    @abstractmethod
    def write(self, doc: Doc, tags: Tags) -> None:
        """Write this component's part of `tags` (one item a non-space token) into `doc`."""


class MorphologyComponent(SlovnetComponent):
    """Sets `Token.pos` and `Token.morph`."""

    def __init__(self, shared: SharedTagger) -> None:
        super().__init__(shared)
        self._keys: dict[str, tuple[int, int]] = {}

    def write(self, doc: Doc, tags: Tags) -> None:
        """Translate the tagger's «NOUN|Case=Gen|…» strings."""
        array = np.zeros((len(doc), 2), dtype="uint64")
        array[:, 0] = SPACE
        for index, tag in zip(_kept(doc), tags.morph, strict=True):
            keys = self._keys.get(tag)
            if keys is None:
                pos, _, feats = tag.partition("|")
                keys = self._keys[tag] = (IDS[pos], doc.vocab.morphology.add(feats))
            array[index] = keys
        _write(doc, [POS, MORPH], array)


class SyntaxComponent(SlovnetComponent):
    """Sets `Token.head` and `Token.dep` of repaired trees; sentence starts stay as they are."""

    def write(self, doc: Doc, tags: Tags) -> None:
        """Repair each sentence's tree and hang white space on its neighbour."""
        kept = _kept(doc)
        starts = [n for n, i in enumerate(kept) if n == 0 or doc[i].is_sent_start]
        add = doc.vocab.strings.add
        heads = np.zeros(len(doc), dtype="int64")
        deps = np.zeros(len(doc), dtype="uint64")
        for first, last in zip(starts, [*starts[1:], len(kept)], strict=True):
            pos = [tag.partition("|")[0] for tag in tags.morph[first:last]]
            for place, head in enumerate(repair(tags.head[first:last], pos)):
                index = kept[first + place]
                heads[index] = kept[first + head] - index
                relation = tags.rel[first + place]
                deps[index] = add("ROOT" if head == place else relation)
        for index in set(range(len(doc))).difference(kept):
            heads[index] = (kept[0] if index < kept[0] else index - 1) - index
            deps[index] = add("dep")
        array = np.stack([heads.astype("uint64"), deps], axis=1)
        _write(doc, [HEAD, DEP], np.ascontiguousarray(array))


class EntityComponent(SlovnetComponent):
    """Sets `Doc.ents` to the model's PER, LOC and ORG spans."""

    def write(self, doc: Doc, tags: Tags) -> None:
        """White space inside an entity belongs to it."""
        add = doc.vocab.strings.add
        array = np.zeros((len(doc), 2), dtype="uint64")
        array[:, 0] = 2
        kept = _kept(doc)
        for place, index in enumerate(kept):
            tag = tags.ner[place]
            if tag == "O":
                continue
            label = add(tag[2:])
            begins = tag[0] == "B" or place == 0 or tags.ner[place - 1][2:] != tag[2:]
            if not begins:
                array[kept[place - 1] + 1 : index] = (1, label)
            array[index] = (3 if begins else 1, label)
        _write(doc, [ENT_IOB, ENT_TYPE], array)


class LemmaComponent:
    """Sets `Token.lemma` with pymorphy3, following the tagger's morphology where it is set."""

    def __init__(self) -> None:
        self._morphology = Morphology()
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Lemmatise one Doc."""
        strings = doc.vocab.strings
        rows = doc.to_array([NORM, POS, MORPH]).tolist()
        lemmas = np.zeros((len(doc), 1), dtype="uint64")
        for index, row in enumerate(rows):
            key = tuple(row)
            lemma = self._lemmas.get(key)
            if lemma is None:
                if len(self._lemmas) > _LEMMA_CACHE:
                    self._lemmas.clear()
                lemma = self._lemmas[key] = strings.add(
                    self._lemma(strings[row[0]], doc[index].pos_, str(doc[index].morph))
                )
            lemmas[index, 0] = lemma
        _write(doc, [LEMMA], lemmas)
        return doc

    def _lemma(self, word: str, pos: str, feats: str) -> str:
        if pos in {"PUNCT", "SYM", "SPACE"} or not any(map(str.isalpha, word)):
            return word
        pairs = dict(part.split("=", 1) for part in feats.split("|") if "=" in part)
        case, number = pairs.get("Case", ""), pairs.get("Number", "")
        return self._morphology.lemma(word.lower(), pos, case, number, pairs.get("Gender", ""))


_LEMMA_CACHE = 200_000


def _shared(nlp: Language) -> SharedTagger:
    for _, component in nlp.components:
        if isinstance(component, SlovnetComponent):
            return component.shared
    return SharedTagger()


@Language.factory("slovnet_morphology", assigns=["token.pos", "token.morph"])
def create_morphology(nlp: Language, name: str) -> MorphologyComponent:
    """Factory of the morphology component."""
    return MorphologyComponent(_shared(nlp))


@Language.factory("slovnet_syntax", assigns=["token.head", "token.dep"])
def create_syntax(nlp: Language, name: str) -> SyntaxComponent:
    """Factory of the syntax component."""
    return SyntaxComponent(_shared(nlp))


@Language.factory("slovnet_ner", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def create_ner(nlp: Language, name: str) -> EntityComponent:
    """Factory of the entity component."""
    return EntityComponent(_shared(nlp))


@Language.factory("pymorphy_lemmatizer", assigns=["token.lemma"], requires=["token.pos"])
def create_lemmatizer(nlp: Language, name: str) -> LemmaComponent:
    """Factory of the lemma component."""
    return LemmaComponent()
