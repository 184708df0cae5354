"""The spaCy tokenizer: sections, razdel's sentences and tokens, white space kept.

`Doc.text` equals the release's text to the last character: white space and what smoothing drops
between words become tokens of their own (part of speech `SPACE`), which the models never see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from spacy import util
from spacy.attrs import POS, SENT_START
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.analysis.deglue import Degluer
from pipeline.analysis.doc_data import write_data
from pipeline.analysis.morphology import Morphology
from pipeline.analysis.segmentation import Segmenter
from pipeline.analysis.smoothing import smooth
from pipeline.layers import Section
from pipeline.layout import find_layout

MAX_SENTENCE = 400
"""Words of the longest sentence the models get; a longer one is cut (the parser's memory grows
with the square of a sentence's length: 3.9 GB for 16,000 words)."""

_NO_START = 2**64 - 1
"""-1, «begins no sentence», in an unsigned array: spaCy reads it as signed again."""

_Range: TypeAlias = tuple[int, int]
"""A word's first code point and one past its last."""


class _Builder:
    """The Doc under construction.

    Attributes:
        words: The text's own characters, a token an item.
        spaces: Whether a plain space follows, which then is no token of its own.
        sections: Index of each token's section, -1 for white space.
        forms: Smoothed forms by index, where they differ from the words.
        gaps: Indices of the tokens that are white space.
        starts: Indices of the tokens that begin a sentence.
    """

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.sections: list[int] = []
        self.forms: dict[int, str] = {}
        self.gaps: list[int] = []
        self.starts: list[int] = []
        self._text = text
        self._end = 0

    def add_gap(self, until: int) -> None:
        """Add what stands between the last token and `until`."""
        gap = self._text[self._end : until]
        self._end = until
        if gap[:1] == " " and self.words and self.sections[-1] >= 0:
            self.spaces[-1] = True
            gap = gap[1:]
        if gap:
            self.gaps.append(len(self.words))
            self.words.append(gap)
            self.spaces.append(False)
            self.sections.append(-1)

    def add_sentence(
        self, ranges: Sequence[_Range], forms: Sequence[str] | None, section: int
    ) -> None:
        """Add words and the gaps before them.

        Args:
            ranges: Where the words stand; at least one.
            forms: Their smoothed forms, if they may differ from the text.
            section: The section they stand in.
        """
        text, words, spaces, sections = self._text, self.words, self.spaces, self.sections
        end = ranges[0][0]
        self.add_gap(end)
        first = len(words)
        # White space at the very beginning belongs to the first sentence.
        self.starts.append(first if self.starts else 0)
        for start, stop in ranges:
            if start == end + 1 and text[end] == " ":
                spaces[-1] = True
            elif start != end:
                self._end = end
                self.add_gap(start)
            words.append(text[start:stop])
            spaces.append(False)
            sections.append(section)
            end = stop
        self._end = end
        if forms is not None:
            places = (place for place in range(first, len(words)) if sections[place] >= 0)
            for place, form in zip(places, forms, strict=True):
                if words[place] != form:
                    self.forms[place] = form

    def doc(self, vocab: Vocab) -> Doc:
        """The Doc of what was added."""
        doc = Doc(vocab, words=self.words, spaces=self.spaces)
        if len(doc) == 0:
            return doc
        array: Any = np.zeros((len(doc), 2), dtype="uint64")
        array[self.gaps, 0] = SPACE
        array[:, 1] = _NO_START
        array[self.starts, 1] = 1
        doc.from_array([POS, SENT_START], array)
        for index, form in self.forms.items():
            doc[index].norm_ = form.lower()
        return doc


class RazdelTokenizer:
    """Makes Docs from texts, with sentence starts set and white space kept.

    Sections, smoothed forms and cut sentences lie in the Doc's `user_data`, which
    `pipeline.analysis.doc_data` reads.

    Args:
        vocab: The pipeline's vocabulary.
        max_sentence: Longest sentence in words.
    """

    def __init__(self, vocab: Vocab, max_sentence: int = MAX_SENTENCE) -> None:
        self.vocab = vocab
        self.max_sentence = max_sentence
        self.share(Morphology())

    def share(self, morphology: Morphology) -> None:
        """Use a dictionary whose memory others use too."""
        self._segmenter = Segmenter(split=Degluer(morphology))

    def __call__(self, text: str) -> Doc:
        """Tokenise `text`, whose sections are found from its layout."""
        layout = find_layout(text)
        builder = _Builder(text)
        cuts: list[int] = []
        longest = self.max_sentence
        for number, section in enumerate(layout.sections):
            for ranges, forms in self._sentences(text, section):
                for cut in range(0, len(ranges), longest):
                    if cut:
                        cuts.append(ranges[cut][0])
                    part = slice(cut, cut + longest)
                    builder.add_sentence(ranges[part], forms and forms[part], number)
        builder.add_gap(len(text))
        doc = builder.doc(self.vocab)
        write_data(doc, layout, builder.sections, builder.forms, cuts)
        return doc

    def _sentences(
        self, text: str, section: Section
    ) -> Iterator[tuple[list[_Range], list[str] | None]]:
        """The words of each sentence of a section; no sentence is empty.

        With them come their smoothed forms, or `None` where smoothing changed nothing.
        """
        offset = section.span.start
        own = section.span.of(text)
        smoothed = smooth(own)
        for first, last in self._segmenter.sentenize(smoothed.text):
            sentence = smoothed.text[first:last]
            if smoothed.text == own:
                if ranges := self._segmenter.tokenize(sentence, offset + first):
                    yield ranges, None
            elif tokens := self._segmenter.tokenize(sentence):
                places = (smoothed.original(first + begin, first + end) for begin, end in tokens)
                ranges = [(offset + start, offset + stop) for start, stop in places]
                yield ranges, [sentence[begin:end] for begin, end in tokens]

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
