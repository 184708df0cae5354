"""The Russian spaCy pipeline: `load_nlp()` and its config."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.attrs import LIKE_NUM
from spacy.lang.ru import lex_attrs
from spacy.language import Language

from pipeline.analysis import components, tokenizer
from pipeline.analysis.morphology import Morphology

COMPONENTS = ("slovnet_morphology", "slovnet_syntax", "slovnet_ner", "pymorphy_lemmatizer")

_MAX_LENGTH = 50_000_000
"""Characters of the longest text; sentences are cut long before memory is at stake."""


def load_nlp(
    max_sentence: int = tokenizer.MAX_SENTENCE,
    morphology: Morphology | None = None,
    *,
    parse: bool = True,
) -> Language:
    """Build the pipeline; models are loaded when the first text arrives.

    Args:
        max_sentence: Longest sentence in words the models get.
        morphology: The dictionary to look words up in; shared with other users, they remember
            each word once.
        parse: Whether to parse sentences: two fifths of what the models cost. `add_pipe` can add
            `slovnet_syntax` later.

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
    getters: dict[int, Any] = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
    getters[LIKE_NUM] = _like_num
    for name in COMPONENTS:
        if parse or name != "slovnet_syntax":
            nlp.add_pipe(name)
    if morphology is not None:
        words, lemmas = nlp.tokenizer, nlp.get_pipe("pymorphy_lemmatizer")
        assert isinstance(words, tokenizer.RazdelTokenizer)
        assert isinstance(lemmas, components.LemmaComponent)
        words.share(morphology)
        lemmas.morphology = morphology
    return nlp


_NUMERALS = frozenset(lex_attrs._num_words)


def _like_num(text: str) -> bool:
    """Answer as spaCy does for a new word, without going through its list of a thousand numerals.

    That search is half of what a new word costs.
    """
    if text.isalpha():
        return text.lower() in _NUMERALS
    return bool(lex_attrs.like_num(text))  # type: ignore[no-untyped-call]
