"""The lexicons of events, dates, attendance and membership."""

from __future__ import annotations

from typing import get_args

import pytest

from pipeline.layers import EventKind
from pipeline.resources.attendance import AttendanceLexicon
from pipeline.resources.dates import DateLexicon
from pipeline.resources.events import EventLexicon, FrameRole, VerbRole
from pipeline.resources.loader import ResourceStore
from pipeline.resources.membership import MembershipLexicon


@pytest.fixture(scope="module")
def store():
    return ResourceStore()


def test_every_kind_has_a_width(store):
    lexicon = EventLexicon.load(store)
    assert set(lexicon.widths) == set(get_args(EventKind))
    assert {entry.kind for entry in lexicon.nouns.values()} <= set(lexicon.widths)


def test_widths_order_what_the_contract_orders(store):
    widths = EventLexicon.load(store).widths
    assert widths["summit"] > widths["negotiations"] > widths["signing"]
    assert widths["visit"] > widths["meeting"]


def test_verbs_and_frames_have_roles(store):
    lexicon = EventLexicon.load(store)
    assert VerbRole.HAPPEN in lexicon.verbs["состояться"]
    assert {VerbRole.ATTEND, VerbRole.TRAVEL} <= lexicon.verbs["прибыть"]
    assert lexicon.frames["на", "полях"] is FrameRole.SIDELINE
    assert lexicon.frames["перед",] is FrameRole.BEFORE


def test_refinements_name_known_nouns(store):
    lexicon = EventLexicon.load(store)
    unknown = {noun for _, noun in lexicon.refinements if noun not in lexicon.nouns}
    assert unknown <= {"цикл", "серия"}


def test_lemmas_are_the_dictionarys(store, morphology_of_lemmas):
    lexicon = EventLexicon.load(store)
    attendance = AttendanceLexicon.load(store)
    for lemma in (*lexicon.nouns, *lexicon.verbs, *attendance.verbs):
        assert lemma in morphology_of_lemmas(lemma), lemma


@pytest.fixture(scope="module")
def morphology_of_lemmas():
    from pipeline.analysis.morphology import Morphology

    morphology = Morphology()
    return lambda word: {parse.lemma for parse in morphology.parses(word)}


def test_calendar(store):
    lexicon = DateLexicon.load(store)
    assert set(lexicon.months.values()) == set(range(1, 13))
    assert set(lexicon.weekdays.values()) == set(range(7))
    assert lexicon.adverbs["накануне"] == -1
    assert lexicon.month_adjectives["февральский"] == 2


def test_statuses_are_those_an_organisation_gives(store):
    lexicon = MembershipLexicon.load(store)
    found = {entry.status for entry in lexicon.statuses}
    assert found == {"member", "observer", "partner", "candidate", "mentioned"}


def test_spokespersons_are_titles(store):
    lexicon = AttendanceLexicon.load(store)
    assert "пресс-секретарь президента".startswith(lexicon.spokespersons)
    assert not "президент".startswith(lexicon.spokespersons)
