"""Linguistic analysis: a spaCy pipeline for Russian over natasha's models.

Importing the package registers the tokenizer and the components, so that `spacy.load` finds them.
"""

from pipeline.analysis.lean import import_spacy

import_spacy()

from pipeline.analysis import components, tokenizer  # noqa: E402  # import spaCy themselves

__all__ = ["components", "tokenizer"]
