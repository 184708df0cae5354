"""Tags as natasha's taggers get them from slovnet: the reference of the fused tagger."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pymorphy3

from pipeline.analysis.inference import Tags
from pipeline.analysis.segmentation import Segmenter


def reference() -> Callable[[Any], Tags]:
    """A function from a text's sentences of words to its tags."""
    # natasha imports pymorphy2, whose import needs pkg_resources; pymorphy3 has the same API.
    sys.modules.setdefault("pymorphy2", pymorphy3)
    from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser

    embedding = NewsEmbedding()
    morph, syntax, ner = (
        kind(embedding) for kind in (NewsMorphTagger, NewsSyntaxParser, NewsNERTagger)
    )

    def infer(tagger, items):
        for start in range(0, len(items), tagger.batch_size):
            inputs = tagger.infer.encoder(items[start : start + tagger.batch_size])
            yield from tagger.infer.decoder(tagger.infer.process(inputs))

    def tag(text):
        text = [sentence for sentence in text if sentence]
        result = Tags()
        for tags in infer(morph, text):
            result.morph.extend(tags)
        for _, heads, relations in infer(syntax, text):
            result.head.extend(map(int, heads))
            result.rel.extend(relations)
        if text:
            result.ner.extend(next(infer(ner, [[word for s in text for word in s]])))
        return result

    return tag


def words(text: str) -> list[list[str]]:
    """The words of a text's sentences, as razdel cuts them."""
    segmenter = Segmenter()
    return [
        [text[s:e][a:b] for a, b in segmenter.tokenize(text[s:e])]
        for s, e in segmenter.sentenize(text)
    ]
