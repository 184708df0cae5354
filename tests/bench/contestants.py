"""The two that are compared: Kommunike's whole flow, and natasha's own analysis."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

Run = Callable[[Sequence[str]], None]
"""Goes through texts."""


def kommunike() -> Run:
    """Text to validated JSON, all stages, as a worker does it."""
    from pipeline.batch.executors import load_extractor
    from pipeline.batch.outcomes import Extracted
    from pipeline.batch.robust import chunks
    from pipeline.batch.worker import Worker
    from pipeline.readers.base import Unparsed
    from pipeline.settings import Settings

    worker = Worker(lambda: load_extractor(Settings()))

    def run(texts: Sequence[str]) -> None:
        items = (Unparsed(f"r{n}", f"r{n}", text, "utf-8") for n, text in enumerate(texts))
        for batch in chunks(items, 16):
            failed = [o for o in worker.extract(batch) if not isinstance(o, Extracted)]
            assert not failed, failed

    return run


def natasha() -> Run:
    """Segmentation, morphology, syntax, named entities and lemmas, text by text, as it is used.

    natasha asks for pymorphy2, which needs a part of setuptools that is gone; pymorphy3 under its
    name gives the same output. An installation of natasha has the dictionary in plain Python, and
    so it is here; `natasha_compiled` has the compiled one that Kommunike installs.
    """
    sys.modules.setdefault("dawg", None)  # type: ignore[arg-type]  # as if it were not installed
    return natasha_compiled()


def natasha_compiled() -> Run:
    """The same with the compiled dictionary."""
    import pymorphy3

    sys.modules.setdefault("pymorphy2", pymorphy3)
    import natasha as n

    segmenter, vocabulary, embedding = n.Segmenter(), n.MorphVocab(), n.NewsEmbedding()
    morph, syntax = n.NewsMorphTagger(embedding), n.NewsSyntaxParser(embedding)
    ner = n.NewsNERTagger(embedding)

    def run(texts: Sequence[str]) -> None:
        for text in texts:
            doc = n.Doc(text)
            doc.segment(segmenter)
            doc.tag_morph(morph)
            doc.parse_syntax(syntax)
            doc.tag_ner(ner)
            for token in doc.tokens:
                token.lemmatize(vocabulary)
            for span in doc.spans:
                span.normalize(vocabulary)

    return run


CONTESTANTS = {
    "kommunike": kommunike,
    "natasha": natasha,
    "natasha_compiled": natasha_compiled,
}
