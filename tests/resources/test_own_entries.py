"""What a user's folder may say, and how it is refused; lemmas match with «ё» and with «е»."""

import re

import pytest
import yaml

import pipeline
from pipeline.errors import ResourceError
from pipeline.resources.codes import subject_codes
from pipeline.resources.country_entries import CountriesResource, PlacesResource
from pipeline.resources.loader import ResourceStore
from pipeline.resources.offices import OfficesResource
from pipeline.resources.spelling import spellings
from pipeline.resources.topics import TopicsResource
from pipeline.settings import Settings

TOPIC = {
    "id": "own",
    "source": "own",
    "label": "сайгаки",
    "label_en": "saigas",
    "match": [["сайгак"]],
}
RULE = {"id": "own", "source": "own", "head": ["minister"], "words": [["труд"]], "rank": "other"}


@pytest.fixture
def folder(tmp_path):
    """A function that writes a lexicon into a folder of its own."""

    def write(name, data):
        (tmp_path / name).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return tmp_path

    return write


def test_the_list_of_categories_is_whole():
    codes = subject_codes()
    assert len(codes) == 161
    assert {code for code in codes if len(code) == 2} == {f"{n:02}" for n in range(1, 19)}
    assert all(re.fullmatch(r"\d\d(\.\d\d\.\d\d)?", code) and code[:2] in codes for code in codes)


@pytest.mark.parametrize("code", ["99.99.99", "19", "03.07", "3.07.00", "03.07.01", "wildlife", ""])
def test_a_category_that_is_not_listed_is_refused(code, folder):
    own = folder("topics.yaml", {"topics": [{**TOPIC, "code": code}]})
    with pytest.raises(ResourceError) as error:
        ResourceStore((own,)).load("topics.yaml", TopicsResource)
    message = str(error.value)
    assert message.startswith(f"{own / 'topics.yaml'}: topics[own].code: '{code}' is no subject")
    assert "metadata.un.org/thesaurus/categories" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("name", "model", "data"),
    [
        (
            "countries.yaml",
            CountriesResource,
            {"countries": [{"id": "ZZ", "source": "own", "name": "Зубровия"}]},
        ),
        (
            "places.yaml",
            PlacesResource,
            {"places": [{"id": "own", "source": "own", "name": "Зубровск", "country": "ZZ"}]},
        ),
        ("offices.yaml", OfficesResource, {"ranks": [{**RULE, "countries": ["LT", "ZZ"]}]}),
    ],
)
def test_a_country_that_is_not_listed_is_refused(name, model, data, folder):
    own = folder(name, data)
    with pytest.raises(ResourceError, match=r"\[(own|ZZ)\].*'ZZ' is no country code") as error:
        ResourceStore((own,)).load(name, model)
    assert str(own / name) in str(error.value)


def test_spellings():
    assert spellings("актёр") == ["актёр", "актер"]
    assert spellings("актер") == ["актер", "актёр"]
    assert set(spellings("премьер")) == {"премьер", "прёмьер", "премьёр"}
    assert spellings("аксакал") == ["аксакал"]


@pytest.mark.parametrize("written", ["жонглёр", "жонглер"])
def test_an_office_matches_both_spellings(written, folder):
    head = {"id": "own", "source": "own", "lemmas": [written], "rank": "other"}
    extractor = pipeline.load(Settings(lexicons=(folder("offices.yaml", {"heads": [head]}),)))
    for spelt in ("жонглёр", "жонглер"):
        record = extractor(f"В Вильнюс прибыл {spelt} Литвы Йонас Вайткус.")
        assert [item.title for item in record.participants[0].positions] == [spelt]


@pytest.mark.parametrize("written", ["вертолёт", "вертолет"])
def test_a_topic_matches_both_spellings(written, folder):
    topic = {**TOPIC, "code": "06.02.00", "match": [["производство", written]]}
    extractor = pipeline.load(Settings(lexicons=(folder("topics.yaml", {"topics": [topic]}),)))
    for spelt in ("вертолётов", "вертолетов"):
        record = extractor(
            "Министр транспорта Литвы Йонас Вайткус прибыл в Астану. Стороны подписали соглашение "
            f"о сотрудничестве в области производства {spelt}."
        )
        (found,) = record.documents[0].topics
        assert found.concept is not None
        assert found.concept.code == "06.02.00"
