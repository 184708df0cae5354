"""The analysis that tests of stages share."""

import pytest

from pipeline.analysis.language import load_nlp
from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import TokenViewBuilder
from pipeline.resources.loader import ResourceStore


@pytest.fixture(scope="session")
def tokens_of():
    """A function from a text to its token view."""
    nlp, view = load_nlp(), TokenViewBuilder()
    return lambda text: view(nlp(text))


@pytest.fixture(scope="session")
def morphology():
    return Morphology()


@pytest.fixture(scope="session")
def store():
    return ResourceStore()
