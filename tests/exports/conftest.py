"""Entries to export: the sample corpus as it is, and over hostile texts."""

import pytest

from tests.exports.hostile import GOLD, TRICKS, entry


@pytest.fixture(scope="session", params=TRICKS)
def entries(request):
    """All releases of the sample corpus over one kind of text."""
    return [entry(path, request.param) for path in GOLD]


@pytest.fixture(scope="session")
def samples():
    """All releases of the sample corpus as they are."""
    return [entry(path, "plain") for path in GOLD]


@pytest.fixture(scope="session")
def countries():
    from pipeline.resources.countries import CountryLexicon

    return CountryLexicon.load()
