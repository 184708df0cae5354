"""The country lexicon: closed list, forms, generated table."""

import hashlib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ResourceError
from pipeline.resources.build_country_forms import build
from pipeline.resources.codes import country_codes
from pipeline.resources.countries import (
    TABLE,
    CountryLexicon,
    FormKind,
    country_lexicon,
    fold,
    split_words,
    table_rows,
)
from pipeline.resources.country_contexts import CountryContexts
from pipeline.resources.country_entries import CountriesResource, PlacesResource
from pipeline.resources.loader import ResourceStore


@pytest.fixture(scope="module")
def resource():
    return ResourceStore().load("countries.yaml", CountriesResource)


@pytest.fixture(scope="module")
def lexicon():
    return country_lexicon()


def test_table_is_what_the_yaml_generates():
    from importlib.resources import files

    committed = files("pipeline.resources").joinpath(TABLE).read_text(encoding="utf-8")
    assert committed == build(), "run `python -m pipeline.resources.build_country_forms`"


def test_list_is_closed_and_complete(lexicon):
    assert lexicon.codes == country_codes()
    assert len(lexicon.codes) == 254
    assert {"CY-TRNC", "XK", "GE-AB", "X-SO", "MD-PMR"} <= lexicon.codes


def test_names_are_the_canonical_ones(lexicon, resource):
    assert {entry.id: entry.name for entry in resource.countries} == {
        code: lexicon.name(code) for code in lexicon.codes
    }
    assert lexicon.name("CY-TRNC") == "Турецкая Республика Северного Кипра"
    with pytest.raises(KeyError):
        lexicon.name("EU")


def test_canonical_names_differ(resource):
    names = [entry.name for entry in resource.countries]
    assert len(set(names)) == len(names)


def test_one_unambiguous_country_a_form(lexicon):
    """A name, abbreviation or adjective that two countries share must be marked ambiguous."""
    shared = {
        form: {sense.code for sense in senses}
        for form, senses in lexicon.single.items()
        if len(
            {
                sense.code
                for sense in senses
                if not sense.ambiguous
                and sense.kind
                in {FormKind.NAME, FormKind.OFFICIAL, FormKind.ABBREVIATION, FormKind.ADJECTIVE}
            }
        )
        > 1
    }
    assert shared == {}


def test_places_lie_in_listed_countries(lexicon):
    places = ResourceStore().load("places.yaml", PlacesResource)
    assert {place.country for place in places.places} <= lexicon.codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Азербайджанской Республики", {"AZ"}),
        ("Республики Молдова", {"MD"}),
        ("Республики Молдовы", {"MD"}),
        ("Королевством Саудовская Аравия", {"SA"}),
        ("Папуа – Новой Гвинее", {"PG"}),
        ("Кот-д'Ивуара", {"CI"}),
        ("Боснией и Герцеговиной", {"BA"}),
        ("Соединенные Штаты", {"US"}),
        ("Белоруссии", {"BY"}),
        ("КНДР", {"KP"}),
        ("РК", {"KZ", "KR"}),
        ("румыно-молдавской", {"RO", "MD"}),
        ("молдо-индийских", {"MD", "IN"}),
        ("казахстанско-кувейтской", {"KZ", "KW"}),
        ("Анкарой", {"TR"}),
        ("Нур-Султане", {"KZ"}),
        ("КИШИНЕВ", {"MD"}),
        ("киргизстанцев", {"KG"}),
        ("Филиппин", {"PH"}),
        ("ДР Конго", {"CD"}),
        ("Конго", {"CG", "CD"}),
        ("Стамбуле", set()),
        ("Северной Америки", set()),
        ("греко-римский", set()),
        ("Нью-Мексико", set()),
        ("министр", set()),
        ("", set()),
        ("«»", set()),
    ],
)
def test_lookup(lexicon, text, codes):
    assert lexicon.lookup(text) == codes
    assert lexicon.is_country_form(text) is bool(codes)
    assert all(lexicon.is_country_form(text, code) for code in codes)


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("азербайджанскими", {"AZ"}),
        ("Кыргызский", {"KG"}),
        ("киргизская", {"KG"}),
        ("украинско-турецких", {"UA", "TR"}),
        ("франко-германский", {"FR", "DE"}),
        ("корейский", {"KR"}),
        ("московский", set()),
        ("Турция", set()),
        ("латиноамериканский", set()),
        ("северо-американский", set()),
    ],
)
def test_adjective_codes(lexicon, word, codes):
    assert lexicon.adjective_codes(word) == codes


def test_every_adjective_and_capital_leads_to_its_country(lexicon, resource):
    for entry in resource.countries:
        for adjective in entry.adjectives:
            assert entry.id in lexicon.adjective_codes(adjective), adjective
        for capital in entry.capitals:
            assert entry.id in lexicon.lookup(capital), capital
        for name in (entry.name, *entry.official, *entry.other):
            assert entry.id in lexicon.lookup(name), name


def test_capitals(lexicon):
    assert lexicon.capital_codes["эль-кувейте"] == "KW"
    assert lexicon.capital_codes["тирасполем"] == "MD-PMR"


def test_parts_of_a_joined_word_keep_their_places(lexicon):
    word = fold("Россия–Казахстан")
    parts = [(word[part.start : part.end], part.sense.code) for part in lexicon.compound(word)]
    assert parts == [("россия", "RU"), ("казахстан", "KZ")]


def test_malformed_table_is_refused():
    with pytest.raises(ResourceError, match="malformed row"):
        CountryLexicon("AZ\tname\tАзербайджан\n")


def test_rows_are_folded():
    text = build()
    for _, _, _, nominative, oblique in table_rows(text):
        for form in nominative + oblique:
            assert form == fold(form)
            assert form == " ".join(split_words(form))


def test_contexts_load_and_speak_of_listed_codes(lexicon):
    contexts = ResourceStore().load("country_contexts.yaml", CountryContexts)
    for rule in contexts.no_country:
        assert rule.next or rule.previous, rule.id
        for counterexample in rule.counterexamples:
            assert counterexample.codes <= lexicon.codes


@given(st.text(max_size=40))
def test_lookup_survives_any_text(text):
    lexicon = country_lexicon()
    assert lexicon.lookup(text) <= lexicon.codes
    assert lexicon.adjective_codes(text) <= lexicon.codes
    assert len(fold(text)) >= 0


def test_a_users_folder_adds_forms(tmp_path):
    (tmp_path / "countries.yaml").write_text(
        "countries:\n- {id: FI, name: Финляндия, other: [Страна Муми], adjectives: [финский], "
        'source: "own"}\n',
        encoding="utf-8",
    )
    store = ResourceStore((tmp_path,))
    lexicon = CountryLexicon.load(store)
    assert lexicon.lookup("Страной Муми") == {"FI"}
    assert CountryLexicon.load(store) is lexicon
    assert store.hashes["country_forms.tsv"] != hashlib.sha256(_packaged()).hexdigest()
    assert CountryLexicon.load().lookup("Страной Муми") == set()


def _packaged():
    return files("pipeline.resources").joinpath("country_forms.tsv").read_bytes()
