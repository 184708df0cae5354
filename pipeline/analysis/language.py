"""The Russian spaCy pipeline: `load_nlp()` and its config."""

from __future__ import annotations

import spacy
from spacy.language import Language

from pipeline.analysis import components, tokenizer
from pipeline.analysis.morphology import Morphology

COMPONENTS = ("slovnet_morphology", "slovnet_syntax", "slovnet_ner", "pymorphy_lemmatizer")

_MAX_LENGTH = 50_000_000
"""Characters of the longest text; sentences are cut long before memory is at stake."""


def load_nlp(
    max_sentence: int = tokenizer.MAX_SENTENCE, morphology: Morphology | None = None
) -> Language:
    """Build the pipeline; models are loaded when the first text arrives.

    Args:
        max_sentence: Longest sentence in words the models get.
        morphology: The dictionary to look words up in; shared with other users, they remember
            each word once.

    Returns:
        A spaCy `Language` for `ru` whose tokenizer and components are registered, so that
        `spacy.load` on its saved config works too once `pipeline.analysis` is imported.
    """
    assert components  # registers the factories
    nlp = spacy.blank(
        "ru",
        config={
            "nlp": {
                "tokenizer": {
                    "@tokenizers": "kommunike.RazdelTokenizer.v1",
                    "max_sentence": max_sentence,
                }
            }
        },
    )
    nlp.max_length = _MAX_LENGTH
    for name in COMPONENTS:
        nlp.add_pipe(name)
    if morphology is not None:
        words, lemmas = nlp.tokenizer, nlp.get_pipe("pymorphy_lemmatizer")
        assert isinstance(words, tokenizer.RazdelTokenizer)
        assert isinstance(lemmas, components.LemmaComponent)
        words.share(morphology)
        lemmas.morphology = morphology
    return nlp
