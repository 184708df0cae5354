"""The gold of the sample corpus: both formats, the conversion, and gold against itself."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.evaluation.cases import read_case
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.judge import judge
from pipeline.evaluation.report import to_data
from pipeline.gold.convert import to_envelope
from pipeline.gold.envelope import Envelope, is_annotated
from pipeline.gold.importing import import_light
from pipeline.gold.light import ANNOTATED, read_light
from pipeline.gold.locate import by_stems, nearest, nearest_after, occurrences, outside
from pipeline.spans import Span

CORPUS = Path(__file__).parents[1] / "corpus"
NAMES = sorted(path.stem for path in (CORPUS / "gold").glob("*.json"))

TEXT = (
    "Встреча прошла в Вильнюсе 3 мая. Министр энергетики Латвии Янис Озолс и Озолс-младший "
    "подписали План. План охватывает ветер. Озолс отметил роль ветра."
)
LIGHT = {
    "id": "plan",
    "event": {
        "kind": "meeting",
        "name": None,
        "place": "Вильнюс",
        "place_country": "LT",
        "date": "2026-05-03",
        "organization": None,
    },
    "participants": [
        {
            "name": "Янис Озолс",
            "forms": ["Янис Озолс", "Озолс"],
            "titles": [
                {
                    "title": "министр энергетики",
                    "text": "Министр энергетики Латвии",
                    "organization": None,
                    "country": "LV",
                }
            ],
            "country": "LV",
            "attendance": "present",
        }
    ],
    "countries": [{"code": "LV", "status": "party", "represented": True, "forms": ["Латвии"]}],
    "documents": [
        {
            "kind": "plan",
            "title": "План",
            "text": "План",
            "status": "signed",
            "topics": [{"text": "ветер", "quote": "ветер"}],
            "measures": [],
        }
    ],
    "statements": [{"speaker": "Янис Озолс", "kind": "reported", "quote": "роль ветра"}],
    "doubts": [],
}


def _text(name: str) -> str:
    return (CORPUS / "releases" / f"{name}.txt").read_bytes().decode("utf-8")


def test_every_release_has_gold_in_both_formats():
    releases = sorted(path.stem for path in (CORPUS / "releases").glob("*.txt"))
    assert releases == NAMES == sorted(p.stem for p in (CORPUS / "gold" / "light").glob("*.json"))
    assert len(NAMES) == 15


def test_committed_envelopes_are_what_the_command_makes(tmp_path):
    import_light(CORPUS / "gold" / "light", CORPUS / "releases", tmp_path)
    for name in NAMES:
        made = (tmp_path / f"{name}.json").read_bytes()
        assert made == (CORPUS / "gold" / f"{name}.json").read_bytes(), name


@pytest.mark.parametrize("name", NAMES)
def test_envelopes_are_valid_records_of_their_texts(name):
    raw = (CORPUS / "gold" / f"{name}.json").read_bytes()
    envelope = Envelope.parse(raw, _text(name), name=name)
    assert envelope.kind == "blind"
    assert "participants.roles" not in envelope.annotated


@pytest.mark.parametrize("name", NAMES)
def test_gold_against_itself_is_perfect(name):
    light = json.loads((CORPUS / "gold" / "light" / f"{name}.json").read_bytes())
    raw = (CORPUS / "gold" / f"{name}.json").read_bytes()
    text = _text(name)
    for envelope in (
        Envelope.parse(raw, text),
        to_envelope(read_light(light, name=name), text),
    ):
        case = read_case(envelope.record.model_dump(mode="json"), text)
        outcomes = judge(case, case, envelope.annotated)
        assert outcomes
        assert [outcome for outcome in outcomes if not outcome.right] == []


@pytest.mark.parametrize("gold", ["gold", "gold/light"])
def test_the_whole_corpus_against_itself(tmp_path, gold):
    records = tmp_path / "records"
    records.mkdir()
    for name in NAMES:
        data = json.loads((CORPUS / "gold" / f"{name}.json").read_bytes())
        (records / f"{name}.json").write_text(json.dumps(data["record"]), encoding="utf-8")
    scores = to_data(evaluate(records, CORPUS / gold, CORPUS / "releases"))["scores"]["all"]
    assert {score["f1"] for name, score in scores.items() if name != "grounding"} == {1.0}
    assert scores["grounding"]["precision"] == 1.0


def test_annotated_paths_cover_what_is_below_them():
    assert is_annotated("participants.attendance", ("participants",))
    assert is_annotated("event.kind", ("event.kind",))
    assert not is_annotated("participants.roles", ANNOTATED)
    assert not is_annotated("event.kind", ("event.kin",))


def test_conversion_finds_the_places():
    record = to_envelope(read_light(LIGHT, name="plan"), TEXT).record
    assert record.event is not None
    assert record.event.date is not None
    assert record.event.date.evidence[0].text == "3 мая"
    assert record.event.date.basis == "stated"
    assert record.event.place is not None
    assert record.event.place.evidence[0].text == "Вильнюсе"
    person = record.participants[0]
    # The full name once, and the surname that stands alone; not the one inside the full name.
    # A hyphen ends a word.
    assert [TEXT[piece.start - 2 : piece.end] for piece in person.evidence] == [
        "и Янис Озолс",
        "и Озолс",
        ". Озолс",
    ]
    document = record.documents[0]
    assert [piece.start for piece in document.evidence] == [
        TEXT.index("План."),
        TEXT.index("План охв"),
    ]
    assert document.topics[0].evidence[0].start == TEXT.index("ветер")
    assert record.participants[0].positions[0].rank == "other"
    assert record.countries[0].name == "Латвия"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda gold: gold["participants"][0]["forms"].append("Берзс"), "does not stand"),
        (lambda gold: gold["statements"][0].update(speaker="Берзс"), "no participant"),
        (lambda gold: gold["countries"][0].update(code="XX"), "no country code"),
        (lambda gold: gold["countries"].clear(), "not among countries"),
        (lambda gold: gold["participants"][0].update(attendance="here"), "attendance"),
        (lambda gold: gold.update(extra=1), "extra"),
    ],
)
def test_conversion_refuses_what_breaks_the_contract(change, message):
    gold = copy.deepcopy(LIGHT)
    change(gold)
    with pytest.raises(InputError, match=message):
        to_envelope(read_light(gold, name="plan"), TEXT)


def test_offices_are_looked_for_near_their_holder():
    text = "Министр труда сказал. Министр труда Янис Озолс и министр труда Март Каск."
    spans = occurrences(text, "Министр труда")
    assert nearest(spans, occurrences(text, "Янис Озолс")) == spans[1]


def test_occurrences_are_whole_words_where_there_are_any():
    assert occurrences("План Планета План", "План") == [Span(0, 4), Span(13, 17)]
    assert occurrences("Планета", "План") == [Span(0, 4)]


def test_what_lies_inside_a_longer_form_is_left_out():
    assert outside([Span(5, 9), Span(20, 24)], [Span(0, 9)]) == [Span(20, 24)]
    assert outside([Span(5, 9)], [Span(0, 9)]) == [Span(5, 9)]


def test_lists_follow_the_mention():
    spans = [Span(3, 5), Span(12, 14), Span(30, 32)]
    assert nearest_after(spans, [10]) == Span(12, 14)
    assert nearest_after(spans, [40]) == Span(30, 32)


def test_names_are_found_in_any_case():
    text = "на сессии Балтийской ассамблеи"
    assert by_stems(text, "Балтийская ассамблея") == [Span(10, 30)]
    assert by_stems(text, "ассамблея наций") == []
