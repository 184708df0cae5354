"""The token view: a Doc's words as plain columns, which the stages compute with.

Reading attributes of spaCy tokens one by one costs microseconds each; the view reads them once,
leaves out white-space tokens and interns morphology, so that a stage's loop costs list look-ups.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Generic, TypeVar

import numpy as np
from spacy.attrs import LEMMA, LENGTH, MORPH, POS, SENT_START, SPACY
from spacy.strings import StringStore
from spacy.symbols import SPACE
from spacy.tokens import Doc

from pipeline.analysis.doc_data import form_keys, layout_of, sections_of
from pipeline.frozen import dataclass
from pipeline.layers import TokenRange
from pipeline.layout import Layout
from pipeline.spans import Span

_COLUMNS = [SPACY, LENGTH, LEMMA, POS, MORPH, SENT_START]
Value = TypeVar("Value")
_MEMORY = 200_000
"""Most names and tags a builder remembers; then it begins anew."""


@dataclass(frozen=True, slots=True)
class Features:
    """Morphological features of a word as the tagger chose them; empty strings where none.

    Values are those of Universal Dependencies: `case` in Nom, Gen, Dat, Acc, Ins, Loc, …;
    `number` in Sing, Plur; `gender` in Masc, Fem, Neut; `verb_form` in Fin, Inf, Part, Conv;
    `tense` in Past, Pres, Fut; `voice` in Act, Pass, Mid.
    """

    case: str = ""
    number: str = ""
    gender: str = ""
    animacy: str = ""
    verb_form: str = ""
    tense: str = ""
    voice: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A span of the NER model over the view's tokens."""

    tokens: TokenRange
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Words and punctuation of one release, in order, without white space.

    All columns have one item a token. Token ranges are half-open pairs of indices.

    Attributes:
        doc: The spaCy document the view was made from.
        text: The release's text.
        form: The smoothed form the models saw (no soft hyphens or stress marks).
        lower: `form` in lower case, with «ё» kept.
        folded: `form` as `fold` makes it.
        lemma: Dictionary form in lower case.
        pos: Universal part of speech (`NOUN`, `PROPN`, `PUNCT`, …).
        feats: Morphological features.
        start: Code point where the token begins.
        end: One past its last code point.
        sentence: Index of its sentence in `sentences`.
        sentences: Token range of each sentence.
        section: Index of its section in `layout.sections`.
        entities: Persons, places and organisations as the NER model tagged them.
        layout: The text's sections, which `section` indexes.
    """

    doc: Doc
    text: str
    form: list[str]
    lower: list[str]
    folded: list[str]
    lemma: list[str]
    pos: list[str]
    feats: list[Features]
    start: list[int]
    end: list[int]
    sentence: list[int]
    sentences: list[TokenRange]
    section: list[int]
    entities: list[Entity]
    layout: Layout

    def __len__(self) -> int:
        return len(self.form)

    def span(self, start: int, end: int) -> Span:
        """Code points from token `start` to the last token before `end`."""
        return Span(self.start[start], self.end[end - 1])

    def words(self, start: int, end: int) -> str:
        """The release's words of tokens `[start, end)`, verbatim."""
        return self.text[self.start[start] : self.end[end - 1]]

    def space_before(self, index: int) -> bool:
        """Whether white space stands before token `index` (the first token: yes)."""
        if index == 0:
            return True
        gap = self.text[self.end[index - 1] : self.start[index]]
        # Soft hyphens and the like may stand between two tokens that belong together.
        return gap == " " or any(map(str.isspace, gap))

    def at(self, position: int) -> int | None:
        """Index of the token that covers code point `position`, or `None` in white space."""
        index = bisect_right(self.end, position)
        return index if index < len(self) and self.start[index] <= position else None

    def range_of(self, span: Span) -> TokenRange | None:
        """Tokens that overlap `span`, or `None` if none does."""
        low = bisect_right(self.end, span.start)
        last = bisect_left(self.start, span.end, low)
        return (low, last) if last > low else None


class TokenViewBuilder:
    """Makes token views of Docs; remembers names and features across Docs of one vocabulary."""

    def __init__(self) -> None:
        self._memory: _Memory | None = None

    def __call__(self, doc: Doc, text: str | None = None) -> Tokens:
        """The view of `doc`.

        Args:
            doc: The document.
            text: Its text, if the caller has it: putting it together from words takes time.
        """
        memory = self._remember(doc.vocab.strings)
        name = memory.names.__getitem__
        columns: Any = doc.to_array(_COLUMNS).T
        spacy, length = columns[:2]
        if text is None:
            text = doc.text
        after = np.cumsum(length + spacy).astype("int64")
        kept = columns[3] != SPACE
        lemma, pos, morph, sent_start = columns[2:, kept]
        place = np.maximum(np.cumsum(kept) - 1, 0)
        begins = sent_start == 1
        begins[:1] = True
        starts = np.flatnonzero(begins).tolist()
        forms = form_keys(doc)[kept].tolist()
        end = (after - spacy.astype("int64"))[kept]
        sections = sections_of(doc)
        section = np.array(sections)[kept].tolist() if sections else [0] * len(forms)
        return Tokens(
            doc=doc,
            text=text,
            form=list(map(name, forms)),
            lower=list(map(memory.lower.__getitem__, forms)),
            folded=list(map(memory.folded.__getitem__, forms)),
            lemma=list(map(name, lemma.tolist())),
            pos=list(map(name, pos.tolist())),
            feats=list(map(memory.features.__getitem__, morph.tolist())),
            start=(end - length[kept].astype("int64")).tolist(),
            end=end.tolist(),
            sentence=(np.cumsum(begins) - 1).tolist(),
            sentences=list(pairwise([*starts, len(forms)])),
            section=section,
            entities=[
                Entity(piece, ent.label_)
                for ent in doc.ents
                for piece in _within_sections(
                    section, int(place[ent.start]), int(place[ent.end - 1]) + 1
                )
            ],
            layout=layout_of(doc),
        )

    def _remember(self, strings: StringStore) -> _Memory:
        memory = self._memory
        if memory is None or memory.strings is not strings or len(memory.names) > _MEMORY:
            memory = self._memory = _Memory(strings)
        return memory


class _Names(dict[int, str]):
    """Strings by their keys in a string store."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, key: int) -> str:
        value = self[key] = self._strings[key]
        return value


class _Made(dict[int, Value], Generic[Value]):
    """What is made of names, by their keys."""

    def __init__(self, names: _Names, make: Callable[[str], Value]) -> None:
        super().__init__()
        self._names = names
        self._make = make

    def __missing__(self, key: int) -> Value:
        value = self[key] = self._make(self._names[key])
        return value


class _Memory:
    """What a builder has read of one string store."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings
        self.names = _Names(strings)
        self.lower = _Made(self.names, str.lower)
        self.folded = _Made(self.names, fold)
        self.features = _Made(self.names, _parse_features)


def _within_sections(section: list[int], start: int, end: int) -> list[TokenRange]:
    """The pieces of an entity, which the model may draw over the end of a paragraph."""
    if section[start] == section[end - 1]:
        return [(start, end)]
    cuts = [i for i in range(start + 1, end) if section[i] != section[i - 1]]
    return list(pairwise([start, *cuts, end]))


def fold(word: str) -> str:
    """Lower case, «е» for «ё», one kind of dash: how names are compared."""
    return word.lower().replace("ё", "е").replace("–", "-").replace("—", "-").replace("‑", "-")


def _parse_features(tag: str) -> Features:
    pairs = dict(part.split("=", 1) for part in tag.split("|") if "=" in part)
    return Features(
        case=pairs.get("Case", ""),
        number=pairs.get("Number", ""),
        gender=pairs.get("Gender", ""),
        animacy=pairs.get("Animacy", ""),
        verb_form=pairs.get("VerbForm", ""),
        tense=pairs.get("Tense", ""),
        voice=pairs.get("Voice", ""),
        person=pairs.get("Person", ""),
    )
