"""Who of two releases is one person, and who stays apart."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.records import NameInfo
from pipeline.registry.names import Likeness, PersonName
from pipeline.registry.persons import HeldOffice, Mention, join


def name(full):
    """A name of «Имя [Отчество] Фамилия», or a surname alone."""
    *given, family = full.split()
    return NameInfo(
        full=full,
        given=given[0] if given else None,
        patronymic=given[1] if len(given) > 1 else None,
        family=family,
    )


def person(release, full, office=None, country=None, day=None, rank="minister"):
    offices = ()
    if office is not None:
        offices = (HeldOffice(frozenset(office.split()), rank, country, office, None),)
    when = date.fromisoformat(day) if day else None
    return Mention(release, "p-1", full, PersonName.of(name(full)), country, offices, when, 0, True)


def groups(*mentions):
    """Releases that are one person, and reasons for doubt."""
    clusters, doubts = join(mentions)
    found = sorted(sorted(mention.release for mention in cluster.mentions) for cluster in clusters)
    return found, [doubt.reason for doubt in doubts]


@pytest.mark.parametrize(
    ("one", "two", "likeness"),
    [
        ("Анар Алиев", "Ильхам Алиев", Likeness.CONTRARY),
        ("Анар Алиев", "А. Алиев", Likeness.INITIAL),
        ("И. Алиев", "Анар Алиев", Likeness.CONTRARY),
        ("Анар Алиев", "Алиев", Likeness.OPEN),
        ("Пётр Семёнов", "Петр Семенов", Likeness.EQUAL),
        ("Пётр Иванович Семёнов", "Пётр Ильич Семёнов", Likeness.CONTRARY),
        ("П. И. Семёнов", "Пётр Иванович Семёнов", Likeness.INITIAL),
        ("П. К. Семёнов", "Пётр Иванович Семёнов", Likeness.CONTRARY),
    ],
)
def test_likeness(one, two, likeness):
    names = PersonName.of(name(one)), PersonName.of(name(two))
    assert names[0].likeness(names[1]) is likeness
    assert names[1].likeness(names[0]) is likeness


LABOUR = "министр труда"


@pytest.mark.parametrize(
    ("mentions", "expected", "reasons"),
    [
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("b", "Анар Алиев", LABOUR, "AZ")],
            [["a", "b"]],
            [],
            id="the same name, office and country",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("b", "Ильхам Алиев", LABOUR, "AZ")],
            [["a"], ["b"]],
            [],
            id="two given names are two persons, whatever the office",
        ),
        pytest.param(
            [
                ("a", "Анар Алиев", LABOUR, "AZ"),
                ("b", "Ильхам Алиев", "президент", "AZ"),
                ("c", "А. Алиев", LABOUR, "AZ"),
            ],
            [["a", "c"], ["b"]],
            [],
            id="an initial joins where office and country are the same",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("c", "А. Алиев", "министр спорта", "AZ")],
            [["a"], ["c"]],
            ["other_office"],
            id="an initial with another office stays apart",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("c", "А. Алиев", None, None)],
            [["a"], ["c"]],
            ["initial_only"],
            id="an initial alone stays apart",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("c", "А. Алиев", LABOUR, "TR")],
            [["a"], ["c"]],
            [],
            id="an initial of another country is somebody else",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("c", "Анар Алиев", LABOUR, "TR")],
            [["a"], ["c"]],
            ["other_country"],
            id="a full name of another country is listed",
        ),
        pytest.param(
            [
                ("a", "Анар Алиев", LABOUR, "AZ", "2020-01-01"),
                ("c", "А. Алиев", LABOUR, "AZ", "2025-01-01"),
            ],
            [["a"], ["c"]],
            ["long_gap"],
            id="an initial bridges no five years",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("b", "Анар Алиев", "министр экономики", "AZ")],
            [["a", "b"]],
            [],
            id="a career in one country",
        ),
        pytest.param(
            [
                ("a", "Иван Иванов", LABOUR, "RU"),
                ("b", "Иван Иванов", "директор завода", "RU", None, "business"),
            ],
            [["a"], ["b"]],
            ["other_office"],
            id="a minister and a manager of one name stay apart",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("b", "Анар Алиев", None, None)],
            [["a", "b"]],
            [],
            id="a full name without office joins the only one who has it",
        ),
        pytest.param(
            [
                ("a", "Анар Алиев", LABOUR, "AZ"),
                ("b", "Анар Алиев", LABOUR, "TR"),
                ("c", "Анар Алиев", None, None),
                ("d", "Анар Алиев", None, None),
            ],
            [["a"], ["b"], ["c", "d"]],
            ["other_country", "several_candidates", "several_candidates"],
            id="a full name that fits two joins neither",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("b", "Алиев", LABOUR, "AZ")],
            [["a", "b"]],
            [],
            id="a surname with office and country joins",
        ),
        pytest.param(
            [("a", "Анар Алиев", LABOUR, "AZ"), ("b", "Алиев", None, None)],
            [["a"], ["b"]],
            ["surname_only"],
            id="a bare surname stays apart",
        ),
    ],
)
def test_who_is_one(mentions, expected, reasons):
    given = [person(*mention) for mention in mentions]
    assert groups(*given) == (expected, reasons)
    shuffled = random.Random(1).sample(given, len(given))
    assert groups(*shuffled) == (expected, reasons)


GIVEN = ("Анар", "Ильхам", "А.", "И.", "Анар Адалат", "Ильхам Гейдар", "")
mention = st.builds(
    lambda number, given, family, office, country, day: person(
        f"r{number}", f"{given} {family}".strip(), office, country, day
    ),
    st.integers(0, 10**6),
    st.sampled_from(GIVEN),
    st.sampled_from(("Алиев", "Алиева")),
    st.sampled_from((LABOUR, "министр спорта", "министр", None)),
    st.sampled_from(("AZ", "TR", None)),
    st.sampled_from(("2020-01-01", "2025-12-05", None)),
)


@settings(deadline=None)
@given(st.lists(mention, max_size=25, unique_by=lambda item: item.release))
def test_no_two_given_names_are_ever_one_person(mentions):
    """Анар and Ильхам never merge, whoever stands between them: an initial, a bare surname."""
    clusters, _ = join(mentions)
    assert sorted(m.key for c in clusters for m in c.mentions) == sorted(m.key for m in mentions)
    for cluster in clusters:
        names = [item.name for item in cluster.mentions]
        for one in names:
            assert all(one.likeness(two) is not Likeness.CONTRARY for two in names)
        assert len({item.country for item in cluster.mentions} - {None}) <= 1


def test_who_fits_several_persons_is_one_question():
    """However often such a name comes: neither a person nor a question a mention."""
    given = [
        person("a", "Иван Иванов", LABOUR, "RU"),
        person("b", "Иван Иванов", "директор завода", "RU", rank="business"),
        *(person(f"c{number:03}", "Иван Иванов", None, "RU") for number in range(300)),
    ]
    clusters, doubts = join(given)
    assert sorted(len(cluster.mentions) for cluster in clusters) == [1, 1, 300]
    assert {doubt.reason for doubt in doubts} == {"other_office", "several_candidates"}


def test_the_command_lists_people(tmp_path):
    from tests.exports.hostile import GOLD

    gold = GOLD[0].parent
    listed = CliRunner().invoke(app, ["people", str(gold), "--limit", "3"])
    assert listed.exit_code == 0
    assert "104 persons" in listed.output
    written = CliRunner().invoke(app, ["people", str(gold), "--out", str(tmp_path / "p.json")])
    assert written.exit_code == 0, written.output
    assert (tmp_path / "p.json").read_text(encoding="utf-8").count('"id": "person-') == 104
    assert CliRunner().invoke(app, ["people", str(gold), "--uncertain"]).exit_code == 0
    refused = CliRunner().invoke(app, ["people", str(gold), "--out", str(tmp_path / "p.txt")])
    assert refused.exit_code == 2
