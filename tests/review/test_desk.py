"""Decisions, locks, undo, and what they make of a record."""

import pytest

from pipeline.review.decisions import ConflictError, DecisionError, StaleError
from pipeline.review.desk import problems, record_of
from pipeline.review.kinds import kinds


@pytest.fixture
def second(review_store, run, new_hand):
    return new_hand(review_store, run, "Борис")


def value(hand, kind, field, label=None):
    return hand.state.entries[hand.item(kind, label)].values[field]


def test_untouched_values_are_not_done(hand):
    state = hand.state
    assert state.open == state.total > 30
    with pytest.raises(DecisionError, match="undecided"):
        hand.do("done")
    hand.finish()
    assert hand.state.done.by == "Анна"
    hand.do("undo")
    assert hand.state.done is None


def test_an_edit_keeps_the_machines_value_author_and_time(hand):
    hand.do("edit", "positions", field="title", value="министр дорог")
    shown = value(hand, "positions", "title")
    assert (shown.value, shown.machine) == ("министр дорог", "министр транспорта и дорог")
    assert (shown.state, shown.by) == ("edited", "Анна")
    assert shown.at.startswith("20")


@pytest.mark.parametrize(
    ("kind", "field", "wrong"),
    [
        ("participants", "country", "ZZ"),
        ("participants", "attendance", "there"),
        ("participants", "name.full", " "),
        ("positions", "rank", None),
        ("countries", "represented", "maybe"),
        ("documents", "signatories", ["p-9"]),
        ("statements", "speaker", "participants-none"),
        ("event", "organization", "org-1"),
        ("release", "published", "12.03.2026"),
        ("release", "sha256", "0" * 64),
        ("countries", "name", "Литва"),
        ("topics", "concept", {"scheme": "unbis"}),
    ],
)
def test_values_the_record_does_not_allow_are_refused(hand, kind, field, wrong):
    with pytest.raises(DecisionError):
        hand.do("edit", kind, field=field, value=wrong)
    assert hand.desk.events(hand.sheet) == []


def test_country_none_is_a_value(hand):
    hand.do("edit", "positions", field="country", value=None)
    assert value(hand, "positions", "country_basis").value is None
    hand.do("edit", "positions", field="country", value="KZ")
    assert value(hand, "positions", "country_basis").value == "stated"
    assert problems(hand.state, hand.sheet) == []


def test_a_country_that_is_not_listed_is_a_problem_with_its_place(hand):
    hand.do("edit", "participants", "Ерлан Сапарбеков", field="country", value="UZ")
    (problem,) = problems(hand.state, hand.sheet)
    assert "UZ" in problem.message
    hand.accept_all()
    with pytest.raises(DecisionError, match="UZ"):
        hand.do("done")


def test_reanchoring_takes_new_words_and_refuses_wrong_ones(hand, quote_of):
    words = quote_of("Министр транспорта")
    hand.do("reanchor", "positions", quotes=[words])
    entry = hand.state.entries[hand.item("positions", "Министр транспорта")]
    assert entry.evidence.value == [words]
    assert entry.values["text"].value == "Министр транспорта"
    for wrong in ({**words, "start": 1, "end": 19}, {**words, "text": "Министр транспортА"}):
        with pytest.raises(DecisionError, match="not the text's"):
            hand.do("reanchor", "positions", quotes=[wrong])
    with pytest.raises(DecisionError, match="evidence is missing"):
        hand.do("reanchor", "positions", quotes=[])


def test_another_text_is_stale(hand):
    with pytest.raises(StaleError, match="another text"):
        hand.do("accept", "event", sha256="0" * 64)


def test_adding_rejecting_and_undoing_both(hand, quote_of):
    total = hand.state.total
    outcome = hand.do(
        "add", "participants", value="Абай Кунанов", quotes=[quote_of("Абай Кунанов")]
    )
    key = outcome.event.item
    entry = hand.state.entries[key]
    assert entry.added.by == "Анна"
    # The name is the reviewer's; what nobody has looked at is still open.
    assert entry.values["name.full"].decided
    assert "attendance" in entry.open_fields
    hand.do("reject", "participants", "Ерлан Сапарбеков")
    names = [p["name"]["full"] for p in record_of(hand.state, hand.sheet).data["participants"]]
    assert names == ["Йонас Петраускас", "Абай Кунанов"]
    hand.do("undo")
    hand.do("undo")
    assert hand.state.total == total
    assert key not in hand.state.entries
    hand.do("redo")
    hand.do("redo")
    assert hand.state.entries[key].label == "Абай Кунанов"
    with pytest.raises(DecisionError, match="nothing to redo"):
        hand.do("redo")


def test_a_rejection_is_taken_back_and_survives_accepting_the_row(hand):
    hand.do("reject", "topics")
    hand.do("accept", "topics")
    assert hand.state.entries[hand.item("topics")].rejected is not None
    hand.do("reject", "topics", value=False)
    assert hand.state.entries[hand.item("topics")].rejected is None


def test_a_rejected_item_takes_what_stands_under_it_along(hand):
    hand.do("reject", "documents")
    data = record_of(hand.state, hand.sheet).data
    assert data["documents"] == []
    assert problems(hand.state, hand.sheet) == []


def test_what_refers_to_a_rejected_item_is_a_problem(hand):
    hand.do("reject", "participants", "Йонас Петраускас")
    messages = [problem.message for problem in problems(hand.state, hand.sheet)]
    assert any("speaker" in message for message in messages)


@pytest.mark.parametrize(
    ("kind", "parent", "label"),
    [("positions", None, "x"), ("measures", "participants", "x"), ("place", "event", "x")],
)
def test_items_stand_where_the_record_has_them(hand, quote_of, kind, parent, label):
    where = {"parent": hand.item(parent)} if parent else {}
    with pytest.raises(DecisionError):
        hand.do("add", kind, value=label, quotes=[quote_of("Литвы")], **where)


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind not in {"release", "event"}])
def test_every_kind_can_be_added(hand, quote_of, kind):
    values = {"countries": "UZ", "date": "2026-03-12"}
    parents = kinds()[kind].parents
    if not kinds()[kind].many:
        for entry in list(hand.state.standing()):
            if entry.item.kind == kind:
                hand.do("reject", item=entry.item.id)
    hand.do(
        "add",
        kind,
        value=values.get(kind, "спорт"),
        parent=hand.item(parents[0]) if parents else None,
        quotes=[quote_of("спорта")],
    )
    if kind == "statements":  # somebody must speak
        hand.do("edit", kind, "спорт", field="source", value="Минспорт")
    assert problems(hand.state, hand.sheet) == []


def test_undo_goes_on_without_end_and_across_pages(hand, review_store, run, new_hand):
    for number in range(12):
        hand.do("edit", "event", field="theme", value=f"тема {number}")
    again = new_hand(review_store, run)
    for number in reversed(range(11)):
        again.do("undo")
        assert value(again, "event", "theme").value == f"тема {number}"
    again.do("undo")
    assert value(again, "event", "theme").state == "machine"
    with pytest.raises(DecisionError, match="nothing to undo"):
        again.do("undo")
    for number in range(12):
        new_hand(review_store, run).do("redo")
        assert value(again, "event", "theme").value == f"тема {number}"


def test_a_new_decision_ends_redo(hand):
    hand.do("edit", "event", field="theme", value="первая")
    hand.do("undo")
    hand.do("edit", "event", field="name", value="встреча")
    with pytest.raises(DecisionError, match="nothing to redo"):
        hand.do("redo")


def test_undo_is_the_reviewers_own(hand, second):
    hand.do("edit", "event", field="theme", value="транспорт")
    with pytest.raises(DecisionError, match="nothing to undo"):
        second.do("undo")


def test_two_reviewers_on_one_field_conflict_and_on_two_do_not(hand, second):
    hand.do("edit", "event", field="theme", value="транспорт")
    with pytest.raises(ConflictError) as caught:
        second.do("edit", "event", field="theme", value="дороги")
    assert caught.value.theirs["value"] == "транспорт"
    assert caught.value.theirs["reviewer"] == "Анна"
    outcome = second.do("edit", "event", field="name", value="встреча")
    # The answer brings the other's field along, so that the page shows it from now on.
    assert outcome.changed == (hand.item("event"),)
    second.do("edit", "event", field="theme", value="дороги")
    assert value(hand, "event", "theme").value == "дороги"


def test_the_seen_state_is_that_of_the_key_press(hand, second):
    """A queued decision must not slip past a change that arrived after its key was pressed."""
    asked = second.ask("edit", "event", field="theme", value="дороги")
    hand.do("edit", "event", field="theme", value="транспорт")
    second.do("accept", "release")
    with pytest.raises(ConflictError):
        second.desk.decide(second.sheet, asked)


def test_rejecting_conflicts_with_a_decided_field(hand, second):
    hand.do("accept", "topics", field="text")
    with pytest.raises(ConflictError):
        second.do("reject", "topics")


def test_undo_conflicts_with_a_later_decision_of_another(hand, second):
    hand.do("edit", "event", field="theme", value="транспорт")
    second.seen = second.state.seq
    second.do("edit", "event", field="theme", value="дороги")
    with pytest.raises(ConflictError):
        hand.do("undo")


def test_one_page_does_not_conflict_with_itself(hand):
    """Rapid keys are sent before the first answer has come."""
    seen = hand.seen
    for theme in ("а", "б", "в"):
        hand.do("edit", "event", field="theme", value=theme, look=False)
    assert hand.seen == seen
    assert value(hand, "event", "theme").value == "в"


def test_done_needs_the_state_that_the_page_shows(hand, second):
    hand.accept_all()
    second.seen = second.state.seq
    hand.do("edit", "event", field="theme", value="транспорт")
    with pytest.raises(StaleError):
        second.do("done")
    hand.do("done")


def test_a_repeated_request_is_one_event(hand):
    asked = hand.ask("accept", "event", field="kind")
    first = hand.desk.decide(hand.sheet, asked)
    again = hand.desk.decide(hand.sheet, asked)
    assert first.event == again.event
    assert len(hand.desk.events(hand.sheet)) == 1


def test_comments_stay_beside_the_field(hand):
    hand.do("comment", "event", field="theme", value="спорно")
    (comment,) = hand.state.entries[hand.item("event")].comments
    assert (comment.text, comment.field, comment.by) == ("спорно", "theme", "Анна")
    assert hand.state.open == hand.state.total


def test_an_added_item_takes_proposed_fields_which_stay_undecided(hand, quote_of):
    person = {"name.given": "Абай", "name.family": "Кунанов", "name.patronymic": None}
    words = [quote_of("Абай Кунанов")]
    key = hand.do("add", "participants", value="Абай Кунанов", quotes=words, fields=person)
    entry = key.state.entries[key.event.item]
    assert entry.values["name.family"].value == "Кунанов"
    assert entry.values["name.family"].state == "default"
    assert entry.values["name.full"].state == "added"
    office = hand.do(
        "add",
        "positions",
        value="поэт",
        parent=entry.item.id,
        quotes=[quote_of("поэт")],
        fields={"rank": "other", "country": "KZ"},
    )
    assert office.state.entries[office.event.item].values["country_basis"].value == "stated"
    # The person is of the office's country until somebody says otherwise.
    assert office.state.entries[entry.item.id].values["country"].value == "KZ"
    with pytest.raises(DecisionError, match="country code"):
        hand.do("add", "participants", value="Я", quotes=words, fields={"country": "ZZ"})


def test_a_decisions_answer_is_what_the_log_says(hand, quote_of):
    words = [quote_of("Абай Кунанов")]
    for op, kind, rest in (
        ("accept", "event", {}),
        ("edit", "event", {"field": "theme", "value": "транспорт"}),
        ("reanchor", "positions", {"quotes": [quote_of("Министр транспорта")]}),
        ("reject", "statements", {}),
        ("reject", "statements", {"value": False}),
        ("add", "participants", {"value": "Абай Кунанов", "quotes": words}),
        ("comment", "topics", {"value": "точно?"}),
        ("undo", None, {}),
        ("redo", None, {}),
    ):
        assert hand.do(op, kind, **rest).state == hand.state


def test_the_basis_of_an_offices_country_can_be_turned(hand):
    outcome = hand.do("edit", "positions", field="country_basis", value="inferred")
    assert outcome.state.entries[outcome.event.item].values["country_basis"].value == "inferred"
    assert hand.do("undo").state.open == hand.do("redo").state.open


def test_a_later_adjudicator_looks_again(run, review_store, new_hand):
    for name, theme in (("Анна", "транспорт"), ("Борис", "дороги")):
        hand = new_hand(review_store, run, name, "independent")
        hand.do("edit", "event", field="theme", value=theme)
        hand.finish()
    first, second = [new_hand(review_store, run, name, "adjudication") for name in ("Вера", "Глеб")]
    first.do("adjudicate", "event", field="theme", value="дороги")
    with pytest.raises(StaleError):
        second.do("adjudicate", "event", field="theme", value="транспорт")
