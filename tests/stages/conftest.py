"""The analysis that tests of stages share."""

import pytest

from tests.stages.people import Reader


@pytest.fixture(scope="session")
def people(store, morphology, tokens_of):
    """A function from a text to its persons, offices and references."""
    reader = Reader(store, morphology)
    return lambda text: reader(tokens_of(text))
