"""The token view: a Doc's words as plain columns, which the stages compute with.

Reading attributes of spaCy tokens one by one costs microseconds each; the view reads them once,
leaves out white-space tokens and interns morphology, so that a stage's loop costs list look-ups.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, MORPH, NORM, POS, SENT_START
from spacy.symbols import SPACE
from spacy.tokens import Doc

from pipeline.layers import TokenRange
from pipeline.spans import Span

_COLUMNS = [IDX, LENGTH, NORM, LEMMA, POS, MORPH, DEP, HEAD, SENT_START]
_IDX, _LENGTH, _NORM, _LEMMA, _POS, _MORPH, _DEP, _HEAD, _SENT_START = range(len(_COLUMNS))
_UINT64 = 0xFFFF_FFFF_FFFF_FFFF
"""Hashes of the string store are unsigned; the array is read as signed for HEAD's offsets."""


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
        lemma: Dictionary form in lower case.
        pos: Universal part of speech (`NOUN`, `PROPN`, `PUNCT`, …).
        feats: Morphological features.
        dep: Dependency label.
        head: Index of the syntactic head; the root points at itself.
        start: Code point where the token begins.
        end: One past its last code point.
        sentence: Index of its sentence in `sentences`.
        sentences: Token range of each sentence.
        section: Index of its section in the release's `sections`.
        entities: Persons, places and organisations as the NER model tagged them.
    """

    doc: Doc
    text: str
    form: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    feats: list[Features]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    sentences: list[TokenRange]
    section: list[int]
    entities: list[Entity]

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
        return index == 0 or self.end[index - 1] < self.start[index]

    def at(self, position: int) -> int | None:
        """Index of the token that covers code point `position`, or `None` in white space."""
        low, high = 0, len(self.start)
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= position:
                low = middle + 1
            else:
                high = middle
        if low < len(self.start) and self.start[low] <= position:
            return low
        return None

    def range_of(self, span: Span) -> TokenRange | None:
        """Tokens that overlap `span`, or `None` if none does."""
        low, high = 0, len(self.start)
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= span.start:
                low = middle + 1
            else:
                high = middle
        last = low
        while last < len(self.start) and self.start[last] < span.end:
            last += 1
        return (low, last) if last > low else None


class TokenViewBuilder:
    """Makes token views of Docs; interns names and features across Docs of one vocabulary."""

    def __init__(self) -> None:
        self._features: dict[int, Features] = {}
        self._names: dict[int, str] = {0: ""}

    def __call__(self, doc: Doc) -> Tokens:
        """The view of `doc`; `doc.user_data["sections"]` may hold a section index a token."""
        rows = doc.to_array(_COLUMNS).astype("int64").tolist()
        strings = doc.vocab.strings
        names, features = self._names, self._features

        def name(key: int) -> str:
            value = names.get(key)
            if value is None:
                value = names[key] = strings[key & _UINT64]
            return value

        def feature(key: int) -> Features:
            found = features.get(key)
            if found is None:
                found = features[key] = _parse_features(strings[key & _UINT64] if key else "")
            return found

        kept = [index for index, row in enumerate(rows) if row[_POS] != SPACE]
        place = [0] * len(rows)
        for new, old in enumerate(kept):
            place[old] = new
        sentence: list[int] = []
        starts: list[int] = []
        for new, old in enumerate(kept):
            if new == 0 or rows[old][_SENT_START] == 1:
                starts.append(new)
            sentence.append(len(starts) - 1)
        form = [name(rows[i][_NORM]) for i in kept]
        sections = doc.user_data.get("sections")
        return Tokens(
            doc=doc,
            text=doc.text,
            form=form,
            lower=[word.lower() for word in form],
            lemma=[name(rows[i][_LEMMA]) for i in kept],
            pos=[name(rows[i][_POS]) for i in kept],
            feats=[feature(rows[i][_MORPH]) for i in kept],
            dep=[name(rows[i][_DEP]) for i in kept],
            head=[place[i + rows[i][_HEAD]] for i in kept],
            start=[rows[i][_IDX] for i in kept],
            end=[rows[i][_IDX] + rows[i][_LENGTH] for i in kept],
            sentence=sentence,
            sentences=list(zip(starts, [*starts[1:], len(kept)], strict=True)),
            section=[sections[i] for i in kept] if sections else [0] * len(kept),
            entities=[
                Entity((place[ent.start], place[ent.end - 1] + 1), ent.label_) for ent in doc.ents
            ],
        )


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
