"""Assembly: ids, quotations, issues and the trace of a record made from hand-made layers."""

import json
from dataclasses import replace

import pytest

from pipeline.layers import (
    AttendanceLayer,
    Concept,
    CountryLayer,
    Document,
    DocumentLayer,
    EventLayer,
    Issue,
    Issuer,
    Measure,
    Membership,
    MembershipLayer,
    Organization,
    OrganizationLayer,
    OrganizationMention,
    Participant,
    ParticipantLayer,
    Person,
    PersonLayer,
    PersonMention,
    PersonName,
    Position,
    PositionLayer,
    Presence,
    Reference,
    Statement,
    StatementLayer,
    Topic,
)
from pipeline.readers import make_release
from pipeline.records import Provenance
from pipeline.spans import Span
from pipeline.stages.assemble import Assembler, Findings
from pipeline.trace import canonical_path, value_at

TEXT = (
    "Министр лесов Литвы Йонас Вайткус 👍 заявил: «Леса растут». Министр и посол Катара Саид "
    "Мутаири подписали соглашение о лесах, создаётся группа. Институт «Бор» и ОТГ молчали."
)
NAMES = {"AZ": "Азербайджан", "LT": "Литва", "QA": "Катар", "DE": "Германия"}


def span(words, after=0):
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def position(person, words, **changes):
    made = Position(
        person=person, office=0, span=span(words), title=words.lower(), rank="minister",
        organization=None, country=None, country_basis="stated", country_spans=(), doubts=(),
        rule="positions.before",
    )  # fmt: skip
    return replace(made, **changes)


def organization(key, name, kind):
    return Organization(key, name, None, kind, None, None, None, f"organizations.{key}")


@pytest.fixture(scope="module")
def findings(tokens_of):
    minister = position(
        "a", "Министр лесов Литвы", country="LT", country_spans=(span("Литвы"),),
        organization="bor",
    )  # fmt: skip
    ambassador = position("b", "посол Катара", rank="ambassador", country="QA")
    topic = Topic("леса", span("лесах"), Concept("unbis", "3.1"), "documents.about", ("far",))
    return Findings(
        release=make_release(TEXT, id="r", source="r.txt"),
        tokens=tokens_of(TEXT),
        organizations=OrganizationLayer(
            (
                organization("bor", "Институт «Бор»", "other"),
                organization("otg", "ОТГ", "intergovernmental"),
                organization("idle", "Идле", "company"),
            ),
            (
                OrganizationMention((0, 1), span("Институт «Бор»"), "bor", False, "r"),
                OrganizationMention((0, 1), span("ОТГ"), "otg", True, "r"),
            ),
        ),
        countries=CountryLayer(()),
        persons=PersonLayer(
            (
                Person("a", PersonName("Йонас Вайткус", "Йонас", None, "Вайткус"), "Masc", "p.x"),
                Person("b", PersonName("Саид Мутаири", "Саид", None, "Мутаири"), None, "p.y"),
            ),
            (
                PersonMention((0, 1), span("Йонас Вайткус"), "a", "full", "p.x"),
                PersonMention((0, 1), span("Саид Мутаири"), "b", "full", "p.y"),
            ),
        ),
        positions=PositionLayer((), (minister, ambassador)),
        participants=ParticipantLayer(
            (
                Participant("a", (minister,), "LT", ("weak",)),
                Participant("b", (ambassador,), "QA"),
            ),
            (
                Reference((0, 1), span("Йонас Вайткус"), ("a",), "name", "r"),
                Reference((0, 1), span("Министр и").shift(0), ("a",), "office", "r"),
            ),
        ),
        event=EventLayer(None),
        documents=DocumentLayer(
            (
                Document(
                    "agreement", "соглашение о лесах", "signed", ("a", "QA", "b", "DE", "a"),
                    (topic,), (Measure("создание группы", span("создаётся группа"), "m"),),
                    (0, 1), (span("соглашение о лесах"),), (), "documents.verb",
                ),
            )
        ),
        statements=StatementLayer(
            (
                Statement("a", None, "direct", "заявить", "Леса растут", (span("Леса растут"),),
                          None, (topic,), (), "s.colon"),
                Statement(None, "Институт «Бор»", "reported", None, "молчали",
                          (span("молчали"),), None, (), (), "s.source"),
                Statement(None, None, "reported", None, "растут", (span("растут"),), None, (),
                          (), "s.nobody"),
            )
        ),
        attendance=AttendanceLayer(
            (Presence("a", "present", ("speaker",), ("far",), "a.x"),
             Presence("b", "mentioned", (), (), "a.y"))
        ),
        membership=MembershipLayer(
            (Membership("LT", "party", True, "stated", (span("Литвы"),), (), "m.x"),),
            (Issue("membership", "odd", "odd", (span("ОТГ"),)),
             Issue("membership", "odd", "odd", (span("ОТГ"),))),
        ),
        issuer=Issuer(None, "Пресс-служба", (span("Институт"),), "issuer.x"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def assemble():
    return Assembler(NAMES.__getitem__, Provenance(pipeline="0", models={}, resources={}))


@pytest.fixture(scope="module")
def made(findings, assemble):
    return assemble(findings)


def test_the_record_fits_its_text(made):
    record, _ = made
    record.check(TEXT)
    assert record.release.issuer.name == "Пресс-служба"


def test_only_bodies_that_play_a_part_are_given_in_order_of_mention(made):
    record, _ = made
    assert [(o.id, o.name) for o in record.organizations] == [
        ("org-1", "Институт «Бор»"),
        ("org-2", "ОТГ"),
    ]
    assert record.participants[0].positions[0].organization == "org-1"


def test_countries_that_only_an_office_implies_come_last(made):
    record, _ = made
    assert [(c.code, c.name, c.status, c.basis) for c in record.countries] == [
        ("LT", "Литва", "party", "stated"),
        ("QA", "Катар", "mentioned", "inferred"),
    ]
    assert record.countries[1].evidence[0].text == "посол Катара"


def test_a_participant_has_all_words_that_mean_it_once(made):
    record, _ = made
    person = record.participants[0]
    assert person.id == "p-1"
    assert [item.text for item in person.evidence] == ["Йонас Вайткус", "Министр и"]
    assert person.doubts == ("weak", "far")
    assert person.roles == ("speaker",)
    assert person.positions[0].text == "Министр лесов Литвы"
    assert person.positions[0].country_basis == "stated"


def test_signatories_are_ids_and_codes_of_the_record(made):
    record, _ = made
    assert record.documents[0].signatories == ("p-1", "QA", "p-2")
    (issue,) = [issue for issue in record.issues if issue.code == "unresolved_signatory"]
    assert "'DE'" in issue.message
    assert record.documents[0].topics[0].concept.code == "3.1"
    assert record.documents[0].topics[0].doubts == ("far",)


def test_statements_need_somebody_who_speaks(made):
    record, _ = made
    assert [(s.speaker, s.source) for s in record.statements] == [
        ("p-1", None),
        (None, "Институт «Бор»"),
    ]
    (issue,) = [issue for issue in record.issues if issue.code == "unresolved_speaker"]
    assert issue.evidence[0].text == "растут"


def test_issues_stand_once_in_the_order_of_the_stages(made):
    record, _ = made
    assert [issue.code for issue in record.issues] == [
        "unresolved_signatory", "unresolved_speaker", "odd",
    ]  # fmt: skip


def test_a_country_given_to_a_person_alone_stands_in_the_record(findings, assemble):
    person, other = findings.participants.participants
    alone = replace(
        findings.participants, participants=(replace(person, country="DE", positions=()), other)
    )
    record, _ = assemble(replace(findings, participants=alone))
    record.check(TEXT)
    assert record.participants[0].country == "DE"
    assert {country.code: country.basis for country in record.countries}["DE"] == "inferred"


def test_every_path_of_the_trace_is_a_place_of_the_record(made):
    record, trace = made
    data = json.loads(record.to_json())
    assert len(trace.entries) > 10
    for entry in trace.entries:
        assert canonical_path(entry.path, data) == entry.path
        assert value_at(entry.path, data) is not None
        assert entry.rule
    names = {entry.path: entry.value for entry in trace.entries}
    assert names["participants[0]"] == "Йонас Вайткус"
    assert names["statements[1]"] == "молчали"
    assert names["organizations[1]"] == "ОТГ"


def test_a_cut_sentence_is_told(tokens_of, findings, assemble):
    text = TEXT + " слово" * 500
    tokens = tokens_of(text)
    record, _ = assemble(
        replace(findings, release=make_release(text, id="r", source="r.txt"), tokens=tokens)
    )
    (issue,) = [issue for issue in record.issues if issue.code == "sentence_cut"]
    assert issue.stage == "analysis"
    assert issue.evidence[0].start > len(TEXT)
    record.check(text)
