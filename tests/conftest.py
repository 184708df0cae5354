"""Fixtures that tests of several packages share."""

import pytest

from pipeline.batch.executors import limit_threads
from pipeline.readers import make_release

limit_threads()  # before anything imports numpy: what `kommunike extract` runs with


@pytest.fixture
def release_text():
    """A short release with a header, a headline, a dateline, a list and a signature."""
    return (
        "Дата: 14.05.2026\n"
        "Министры обсудили транспорт\n\n"
        "АСТАНА, 14 мая. — Министр транспорта Казахстана Ерлан Сапарбеков встретился "
        "с министром инфраструктуры Литвы Йонасом Вайткусом.\n\n"
        "Стороны договорились:\n"
        "— открыть рейс;\n"
        "— создать рабочую группу.\n\n"
        "Пресс-служба Министерства транспорта"
    )


@pytest.fixture
def release(release_text):
    return make_release(release_text, id="transport", source="transport.txt")


@pytest.fixture(scope="session")
def nlp():
    """The spaCy pipeline, loaded once for all tests."""
    from pipeline.analysis.language import load_nlp

    return load_nlp()


@pytest.fixture(scope="session")
def tokens_of():
    """A function from a text to its token view, made as the extractor makes it."""
    from pipeline.analysis.language import load_nlp
    from pipeline.analysis.tokens import TokenViewBuilder

    nlp, view = load_nlp(parse=False), TokenViewBuilder()
    return lambda text: view(nlp(text))


@pytest.fixture(scope="session")
def morphology():
    from pipeline.analysis.morphology import Morphology

    return Morphology()


@pytest.fixture(scope="session")
def store():
    from pipeline.resources.loader import ResourceStore

    return ResourceStore()


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden anew from what is extracted now, then look at the difference",
    )
