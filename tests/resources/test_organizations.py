"""The lexicons of bodies: consistent, matched in all their forms, their table up to date."""

from importlib.resources import files

import pytest
from pydantic import ValidationError

from pipeline.analysis.morphology import Morphology
from pipeline.errors import ResourceError
from pipeline.resources.institutions import InstitutionsResource
from pipeline.resources.loader import ResourceStore
from pipeline.resources.organizations import KnownOrganization, OrganizationsResource, Verified
from pipeline.stages.organizations.build_forms import build
from pipeline.stages.organizations.forms import TABLE, NameForms
from pipeline.stages.organizations.lexicon import BodyLexicon


@pytest.fixture(scope="module")
def store():
    return ResourceStore()


@pytest.fixture(scope="module")
def bodies(store):
    return store.load("organizations.yaml", OrganizationsResource)


@pytest.fixture(scope="module")
def institutions(store):
    return store.load("institutions.yaml", InstitutionsResource)


@pytest.fixture(scope="module")
def lexicon(store):
    return BodyLexicon(store, Morphology())


def test_facts_are_as_the_sources_say(bodies):
    ots = bodies.by_id["ots"]
    assert ots.status_of("AZ") == "member"
    assert ots.status_of("CY-TRNC") == "observer"
    assert ots.status_of("FR") is None
    assert bodies.by_id["sco"].status_of("MN") == "partner"
    assert bodies.by_id["eu"].status_of("MD") == "candidate"


def test_unverified_facts_are_marked(bodies):
    marked = [entry for entry in bodies.organizations if not entry.verified.names]
    assert marked, "curated names are not passed off as verified ones"
    assert all(entry.wikidata is None or entry.verified.wikidata for entry in bodies.organizations)


def test_a_form_that_two_bodies_share_is_ambiguous_for_both(bodies):
    sure: dict[str, str] = {}
    for entry in bodies.organizations:
        for form in {entry.name, *entry.abbreviations, *entry.aliases}:
            assert form not in sure, f"{form} names {entry.id} and {sure[form]}"
            sure[form] = entry.id
    for entry in bodies.organizations:
        assert not set(entry.ambiguous) & set(sure), entry.id


def test_heads_do_not_repeat(institutions):
    forms = [form for head in institutions.heads for form in head.forms]
    assert len(forms) == len(set(forms))


def test_short_names_do_not_repeat(institutions):
    forms = [form for entry in institutions.short_names for form in entry.short]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("words", "ident"),
    [
        ("всемирной организации здравоохранения", "known:who"),
        ("организацией стран-экспортеров нефти", "known:opec"),
        ("советом европейского союза", "known:eu_council"),
        (
            "парламентской ассамблее организации по безопасности и сотрудничеству в европе",
            "known:osce_pa",
        ),
        ("жогорку кенеша", "name:jogorku_kenesh"),
        ("госдумой", "name:state_duma"),
    ],
)
def test_names_are_matched_in_all_cases(lexicon, words, ident):
    tokens = words.split(" ")
    match = lexicon.forms.match_at(tokens, 0)
    assert match is not None
    assert match.end == len(tokens)
    assert {form.body.ident for form in match.values} == {ident}


def test_the_table_of_forms_is_up_to_date():
    stored = files("pipeline.resources").joinpath(TABLE).read_text(encoding="utf-8")
    assert stored == build(), "run python -m pipeline.stages.organizations.build_forms"


def test_names_without_a_table_are_declined():
    forms = NameForms(Morphology()).forms("Северная лига городов")
    assert ("северной", "лиги", "городов") in forms


def known(**changes):
    facts = {
        "id": "x",
        "source": "a test",
        "name": "Лига",
        "kind": "intergovernmental",
        "verified": Verified(names=False, membership=False, wikidata=False),
    }
    return KnownOrganization(**{**facts, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"members": ["XX"]},
        {"members": ["AM", "AM"]},
        {"members": ["AM"], "observers": ["AM"]},
        {"wikidata": "Q1"},
        {"capital": "Рига"},
    ],
)
def test_inconsistent_entries_are_refused(changes):
    with pytest.raises(ValidationError):
        known(**changes)


def test_an_overlay_adds_a_body(tmp_path):
    (tmp_path / "organizations.yaml").write_text(
        "organizations:\n- {id: mine, name: Северная лига городов, kind: other, source: a user, "
        "verified: {names: false, membership: false, wikidata: false}}\n",
        encoding="utf-8",
    )
    lexicon = BodyLexicon(ResourceStore((tmp_path,)), Morphology())
    match = lexicon.forms.match_at(["северной", "лигой", "городов"], 0)
    assert match is not None
    assert match.values[0].body.ident == "known:mine"


def test_a_reference_to_no_entry_is_refused(tmp_path):
    (tmp_path / "organizations.yaml").write_text(
        "organizations:\n- {id: mine, name: Лига, kind: other, source: a user, related: [nobody], "
        "verified: {names: false, membership: false, wikidata: false}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ResourceError, match="nobody"):
        ResourceStore((tmp_path,)).load("organizations.yaml", OrganizationsResource)
