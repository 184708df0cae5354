"""spaCy components over natasha's models: morphology, syntax, entities, lemmas.

The three models share their embeddings and are run together, once a batch, by whichever of the
three components comes first; the others take its results. Components can be disabled one by one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.strings import StringStore
from spacy.symbols import IDS, SPACE
from spacy.tokens import Doc, Token

from pipeline.analysis.doc_data import form_keys
from pipeline.analysis.inference import Tagger, Tags
from pipeline.analysis.morphology import Morphology
from pipeline.analysis.packs import load_packs
from pipeline.analysis.trees import repair_all

BATCH = 16
"""Documents a batch: more than 32 leave the processor's cache and are slower."""

_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
"""spaCy's numbers for the places of a token in an entity."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the models say about a Doc.

    Attributes:
        tags: One item a word.
        kept: Indices of the words among the Doc's tokens: all but white space.
        sentences: Where sentences begin and end, counted in words: the first is 0, the last the
            number of words.
    """

    tags: Tags
    kept: Any
    sentences: Any


class SharedTagger:
    """The tagger, loaded when the first text arrives and shared by a pipeline's components."""

    def __init__(self) -> None:
        self.parse = False
        self._forms = _Forms(None)
        self._tagger: Tagger | None = None
        # Beside the Docs, not in their `user_data`: that is saved with them.
        self._known: WeakKeyDictionary[Doc, Analysis] = WeakKeyDictionary()

    def __call__(self, docs: list[Doc]) -> list[Analysis]:
        """What the models say about each Doc, asked once as long as its tokens stay the same."""
        found = [self._recall(doc) for doc in docs]
        waiting = [doc for doc, analysis in zip(docs, found, strict=True) if analysis is None]
        if waiting:
            fresh = iter(self._analyse(waiting))
            found = [next(fresh) if analysis is None else analysis for analysis in found]
        return [analysis for analysis in found if analysis is not None]

    def start_parsing(self) -> None:
        """Ask the models for trees too; what they said before is asked anew."""
        if not self.parse:
            self.parse, self._tagger = True, None
            self._known.clear()

    def _recall(self, doc: Doc) -> Analysis | None:
        known = self._known.get(doc)
        if known is None or len(known.kept) != np.count_nonzero(doc.to_array(POS) != SPACE):
            return None
        return known

    def _analyse(self, docs: list[Doc]) -> list[Analysis]:
        if self._tagger is None:
            self._tagger = Tagger(load_packs(), parse=self.parse)
        if self._forms.strings is not docs[0].vocab.strings or len(self._forms) > _FORM_CACHE:
            self._forms = _Forms(docs[0].vocab.strings)
        texts, places = zip(*(_words(doc, self._forms) for doc in docs), strict=True)
        analyses = []
        for doc, tags, place in zip(docs, self._tagger(texts), places, strict=True):
            self._known[doc] = analysis = Analysis(tags, *place)
            analyses.append(analysis)
        return analyses


def without_yo(word: str) -> str:
    """A word with «е» for «ё», as nearly all of what the models were trained on is written.

    They take «пройдёт» for a noun. The commonest function words they know both ways, and in some
    of them the letter tells one word from another («всё»).
    """
    if "ё" not in word and "Ё" not in word:
        return word
    return word if word.lower() in _KNOWN_WITH_YO else word.replace("ё", "е").replace("Ё", "Е")


_KNOWN_WITH_YO = frozenset(
    {"всё", "ещё", "её", "неё", "моё", "твоё", "своё", "нём", "чём", "причём"}
)


class _Forms(dict[int, str]):
    """What the models see of the words of one string store, by their keys there.

    A look-up in the store itself costs five times as much.
    """

    def __init__(self, strings: StringStore | None) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> str:
        assert self.strings is not None
        value = self[key] = without_yo(self.strings[key])
        return value


_FORM_CACHE = 100_000
"""Most word forms that are remembered; then they are begun anew."""


def _words(doc: Doc, forms: _Forms) -> tuple[list[list[str]], tuple[Any, Any]]:
    """The words of each sentence, without white space; and `Analysis`'s `kept`, `sentences`."""
    array: Any = doc.to_array([POS, SENT_START])
    kept = np.flatnonzero(array[:, 0] != SPACE)
    begins = array[kept, 1] == 1
    begins[:1] = True
    edges = np.append(np.flatnonzero(begins), len(kept))
    words = list(map(forms.__getitem__, form_keys(doc)[kept].tolist()))
    return [words[a:b] for a, b in pairwise(edges.tolist())], (kept, edges)


def _write(doc: Doc, attributes: list[int | str], *columns: Any) -> None:
    """Set attributes of all tokens, one column of numbers an attribute.

    spaCy types the array as its own `Ints2d`; numpy's is what it takes.
    """
    array: Any = np.empty((len(doc), len(columns)), dtype="uint64")
    for number, column in enumerate(columns):
        array[:, number] = column
    doc.from_array(attributes, array)


def _column(labels: Sequence[str], keys: Mapping[str, int]) -> Any:
    """The keys of labels as an array."""
    return np.fromiter(map(keys.__getitem__, labels), "uint64", len(labels))


class SlovnetComponent(ABC):
    """Base of the three components; writes one part of the models' answer into Docs."""

    def __init__(self, shared: SharedTagger) -> None:
        self.shared = shared

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Annotate Docs in batches across texts, in order."""
        stream = iter(stream)
        while docs := list(islice(stream, min(batch_size, BATCH))):
            for doc, analysis in zip(docs, self.shared(docs), strict=True):
                if len(analysis.kept):
                    self.write(doc, analysis)
                yield doc

    @abstractmethod
    def write(self, doc: Doc, analysis: Analysis) -> None:
        """Write this component's part of `analysis`, which has at least one word, into `doc`."""


class MorphologyComponent(SlovnetComponent):
    """Sets `Token.pos` and `Token.morph`."""

    def __init__(self, shared: SharedTagger) -> None:
        super().__init__(shared)
        self._pos: dict[str, int] = {}
        self._feats: dict[str, int] = {}

    def write(self, doc: Doc, analysis: Analysis) -> None:
        """Translate the tagger's «NOUN|Case=Gen|…» strings."""
        tags = analysis.tags.morph
        for tag in set(tags).difference(self._pos):
            pos, _, feats = tag.partition("|")
            self._pos[tag], self._feats[tag] = IDS[pos], doc.vocab.morphology.add(feats)
        columns: Any = np.zeros((len(doc), 2), dtype="uint64")
        columns[:, 0] = SPACE
        for column, keys in enumerate((self._pos, self._feats)):
            columns[analysis.kept, column] = _column(tags, keys)
        doc.from_array([POS, MORPH], columns)


class SyntaxComponent(SlovnetComponent):
    """Sets `Token.head` and `Token.dep` of repaired trees; sentence starts stay as they are.

    Args:
        shared: The tagger, with a parser.
    """

    def write(self, doc: Doc, analysis: Analysis) -> None:
        """Repair the trees that need it, and hang white space on the token before it."""
        tags, kept, edges = analysis.tags, analysis.kept, analysis.sentences
        heads = repair_all(tags.head, tags.morph, edges.tolist())
        places = np.arange(len(doc))
        targets = np.maximum(places - 1, 0)
        targets[: kept[0]] = kept[0]
        targets[kept] = kept[heads]
        add = doc.vocab.strings.add
        relations = {relation: add(relation) for relation in {*tags.rel, "ROOT", "dep"}}
        deps = np.full(len(doc), relations["dep"], dtype="uint64")
        deps[kept] = _column(tags.rel, relations)
        deps[targets == places] = relations["ROOT"]
        starts: Any = doc.to_array(SENT_START)
        _write(doc, [HEAD, DEP], targets - places, deps)
        # spaCy reads sentences off the trees, and errs on very crossed ones.
        if not np.array_equal(doc.to_array(SENT_START), starts):
            _write(doc, [SENT_START], starts)


class EntityComponent(SlovnetComponent):
    """Sets `Doc.ents` to the model's PER, LOC and ORG spans."""

    def write(self, doc: Doc, analysis: Analysis) -> None:
        """White space inside an entity belongs to it."""
        add = doc.vocab.strings.add
        places = np.full(len(doc), _OUTSIDE)
        labels = np.zeros(len(doc), dtype="uint64")
        before, last = "", -1
        kept, ner = analysis.kept, analysis.tags.ner
        for number in [number for number, tag in enumerate(ner) if tag != "O"]:
            index, tag = int(kept[number]), ner[number]
            label = tag[2:]
            if tag[0] == "I" and label == before and last == number - 1:
                first = int(kept[last]) + 1  # white space between the words lies inside too
                places[first : index + 1] = _INSIDE
                labels[first : index + 1] = add(label)
            else:
                places[index] = _BEGIN
                labels[index] = add(label)
            before, last = label, number
        _write(doc, [ENT_IOB, ENT_TYPE], places, labels)


class LemmaComponent:
    """Sets `Token.lemma` with pymorphy3, following the tagger's morphology where it is set."""

    def __init__(self) -> None:
        self.morphology = Morphology()
        self._lemmas: dict[int, int] = {}
        self._features: dict[tuple[int, int], _Features] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Lemmatise one Doc."""
        strings = doc.vocab.strings
        if len(self._lemmas) > _LEMMA_CACHE:
            self._lemmas.clear()
        forms, (pos, morph) = form_keys(doc), doc.to_array([POS, MORPH]).T
        # A number for word and tag together. spaCy's keys are hashes of 64 bits, which it takes
        # for the strings themselves; their mixture is as good.
        keys = (forms + morph * _MORPH_FACTOR + pos * _POS_FACTOR).tolist()
        known = self._lemmas
        lemmas = list(map(known.get, keys))
        if None in lemmas:
            for index in [index for index, lemma in enumerate(lemmas) if lemma is None]:
                key, tag = keys[index], (int(pos[index]), int(morph[index]))
                if tag not in self._features:
                    self._features[tag] = _features(doc[index])
                if key not in known:
                    word = strings[int(forms[index])]
                    known[key] = strings.add(self._lemma(word, self._features[tag]))
                lemmas[index] = known[key]
        if lemmas:
            _write(doc, [LEMMA], np.array(lemmas, dtype="uint64"))
        return doc

    def _lemma(self, word: str, features: _Features) -> str:
        if features[0] in _UNLEMMATISED or not any(map(str.isalpha, word)):
            return word
        return self.morphology.lemma(word.lower(), *features)


_Features: TypeAlias = tuple[str, str, str, str]
"""Part of speech, case, number and gender; empty where the tag has none."""


def _features(token: Token) -> _Features:
    """What the dictionary needs to know of a tag."""
    feats = token.morph.to_dict()
    return (token.pos_, feats.get("Case", ""), feats.get("Number", ""), feats.get("Gender", ""))


_UNLEMMATISED = frozenset({"PUNCT", "SYM", "SPACE"})

_MORPH_FACTOR, _POS_FACTOR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
"""Large odd numbers, so that sums of words' and tags' keys meet no oftener than random ones."""

_LEMMA_CACHE = 60_000
"""Tagged word forms whose lemma is kept, at 0.3 KB each; then they are begun anew."""


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
    shared = _shared(nlp)
    shared.start_parsing()
    return SyntaxComponent(shared)


@Language.factory("slovnet_ner", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def create_ner(nlp: Language, name: str) -> EntityComponent:
    """Factory of the entity component."""
    return EntityComponent(_shared(nlp))


@Language.factory("pymorphy_lemmatizer", assigns=["token.lemma"], requires=["token.pos"])
def create_lemmatizer(nlp: Language, name: str) -> LemmaComponent:
    """Factory of the lemma component."""
    return LemmaComponent()
