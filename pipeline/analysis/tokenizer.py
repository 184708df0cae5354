"""The spaCy tokenizer: sections, razdel's sentences and tokens, white space kept.

`Doc.text` equals the release's text to the last character: white space and what smoothing drops
between words become tokens of their own (part of speech `SPACE`), which the models never see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy import util
from spacy.attrs import NORM, POS, SENT_START
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.analysis.deglue import Degluer
from pipeline.analysis.morphology import Morphology
from pipeline.analysis.segmentation import Segmenter
from pipeline.analysis.smoothing import smooth
from pipeline.layers import Section
from pipeline.layout import find_layout

MAX_SENTENCE = 400
"""Words of the longest sentence the models get; a longer one is cut (the parser's memory grows
with the square of a sentence's length: 3.9 GB for 16,000 words)."""

_Word = tuple[int, int, str]
"""First code point, one past the last, smoothed form."""


@dataclass(slots=True)
class _Columns:
    """The Doc under construction, a list a column."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    pos: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    end: int = 0

    def add_gap(self, text: str, until: int) -> None:
        """Add what stands between the last token and `until` as white space."""
        between = text[self.end : until]
        if between[:1] == " " and self.words and self.pos[-1] != SPACE:
            self.spaces[-1] = True
            between = between[1:]
        if between:
            self._add(between, between, SPACE, -1, -1)
        self.end = until

    def add_word(self, text: str, word: _Word, section: int, *, starts: bool) -> None:
        """Add a word and the gap before it."""
        begin, end, form = word
        self.add_gap(text, begin)
        self._add(text[begin:end], form, 0, section, 1 if starts else -1)
        self.end = end

    def _add(self, word: str, form: str, pos: int, section: int, start: int) -> None:
        self.words.append(word)
        self.spaces.append(False)
        self.forms.append(form)
        self.pos.append(pos)
        self.sections.append(section)
        self.starts.append(start)


class RazdelTokenizer:
    """Makes Docs from texts, with sentence starts set and white space kept.

    The Doc's `user_data` holds `layout` (the text's sections), `sections` (the index of its
    section for each token, -1 for white space) and `cut_sentences` (code points where a sentence
    too long for the models was cut).

    Args:
        vocab: The pipeline's vocabulary.
        max_sentence: Longest sentence in words.
    """

    def __init__(self, vocab: Vocab, max_sentence: int = MAX_SENTENCE) -> None:
        self.vocab = vocab
        self.max_sentence = max_sentence
        self._segmenter = Segmenter()
        self._deglue = Degluer(Morphology())

    def __call__(self, text: str) -> Doc:
        """Tokenise `text`, whose sections are found from its layout."""
        layout = find_layout(text)
        columns = _Columns()
        cuts: list[int] = []
        for number, section in enumerate(layout.sections):
            for sentence in self._sentences(text, section):
                for order, word in enumerate(sentence):
                    starts = order % self.max_sentence == 0
                    if starts and order:
                        cuts.append(word[0])
                    columns.add_word(text, word, number, starts=starts)
        columns.add_gap(text, len(text))
        doc = Doc(self.vocab, words=columns.words, spaces=columns.spaces)
        if len(doc):
            add = self.vocab.strings.add
            array: Any = np.stack(
                [
                    np.array([add(form) for form in columns.forms], dtype="uint64"),
                    np.array(columns.pos, dtype="uint64"),
                    # -1, «no sentence start», wraps round: spaCy reads it as signed again.
                    np.array(columns.starts, dtype="int64").astype("uint64"),
                ],
                axis=1,
            )
            doc.from_array([NORM, POS, SENT_START], array)
        doc.user_data["layout"] = layout
        doc.user_data["sections"] = columns.sections
        doc.user_data["cut_sentences"] = cuts
        return doc

    def _sentences(self, text: str, section: Section) -> Iterator[list[_Word]]:
        offset = section.span.start
        smoothed = smooth(section.span.of(text))
        for first, last in self._segmenter.sentenize(smoothed.text):
            words: list[_Word] = []
            for begin, end in self._segmenter.tokenize(smoothed.text[first:last]):
                form = smoothed.text[first + begin : first + end]
                places = [0, *self._deglue(form), len(form)]
                for left, right in pairwise(places):
                    start, stop = smoothed.original(first + begin + left, first + begin + right)
                    words.append((offset + start, offset + stop, form[left:right]))
            if words:
                yield words

    # spaCy saves and loads tokenizers through these; this one has no state but its settings.

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save: the settings stand in the pipeline's config."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> RazdelTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Nothing to save."""

    def from_disk(self, _path: str | Path, **_: Any) -> RazdelTokenizer:
        """Nothing to load."""
        return self


def create_tokenizer(max_sentence: int = MAX_SENTENCE) -> Any:
    """The registered factory spaCy configs name."""

    def create(nlp: Language) -> RazdelTokenizer:
        return RazdelTokenizer(nlp.vocab, max_sentence)

    return create


util.registry.tokenizers.register("kommunike.RazdelTokenizer.v1", func=create_tokenizer)
