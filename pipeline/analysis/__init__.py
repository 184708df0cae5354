"""Linguistic analysis: a spaCy pipeline for Russian over natasha's models.

Importing the package registers the tokenizer and the components, so that `spacy.load` finds them.
"""

from pipeline.analysis import components, tokenizer

__all__ = ["components", "tokenizer"]
