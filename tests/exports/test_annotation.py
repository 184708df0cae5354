"""brat, Label Studio and DocBin read back: the same values at the same places."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.exports.brat import annotation_conf, read_standoff, to_standoff, write_brat
from pipeline.exports.docbin import MARKS, RELATIONS, SPANS, to_docs, tokenizer, write_docbin
from pipeline.exports.labelstudio import config, read_result, to_task, write_labelstudio
from pipeline.exports.marks import Annotations, Link, Mark, to_marks
from pipeline.exports.plain import without_returns
from pipeline.exports.schema import KINDS, LINKS
from pipeline.exports.unmark import to_record
from tests.exports.labelstudio_rules import Interface
from tests.nasty import nasty_text


def bare(record):
    """A record without what the program says of itself, as annotators see it."""
    data = record.model_dump(mode="json")
    data["issues"] = []

    def clear(value):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, (dict, list)):
                clear(item)
        if isinstance(value, dict) and "doubts" in value:
            value["doubts"] = []

    clear(data)
    return data


def test_marks_are_the_record(entries, countries):
    for entry in entries:
        record = to_record(to_marks(entry.record), entry.text, entry.record, countries)
        assert record.model_dump(mode="json") == bare(entry.record)


def test_brat_reads_back(entries, countries):
    for entry in entries:
        text = without_returns(entry.text)
        assert len(text) == len(entry.text)
        found = read_standoff(to_standoff(to_marks(entry.record), text), text)
        record = to_record(found, entry.text, entry.record, countries)
        assert record.model_dump(mode="json") == bare(entry.record)


def test_brat_is_brat(samples, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        brat = pytest.importorskip("bioc.brat")
        write_brat(samples, tmp_path)
        for entry in samples:
            with (
                (tmp_path / f"{entry.stem}.txt").open(encoding="utf-8", newline="") as text,
                (tmp_path / f"{entry.stem}.ann").open(encoding="utf-8", newline="") as standoff,
            ):
                document = brat.load(text, standoff)
            found = to_marks(entry.record)
            assert len(document.entities) == len(found.marks)
            assert len(document.relations) == len(found.links)
            for entity, mark in zip(document.entities, found.marks, strict=True):
                assert entity.type == mark.kind
                assert entity.total_span == (mark.start, mark.end)
    conf = annotation_conf()
    assert [line for line in conf.split("\n") if line in KINDS] == list(KINDS)


def test_labelstudio_reads_back(entries, countries):
    for entry in entries:
        task = json.loads(json.dumps(to_task(entry)))
        found = read_result(task["predictions"][0]["result"], task["data"]["text"])
        record = to_record(found, entry.text, entry.record, countries)
        assert record.model_dump(mode="json") == bare(entry.record)


def test_labelstudio_is_labelstudio(samples, tmp_path):
    sdk = pytest.importorskip("label_studio_sdk.label_interface")
    write_labelstudio(samples, tmp_path)
    interface = sdk.LabelInterface((tmp_path / "config.xml").read_text(encoding="utf-8"))
    interface.validate()
    for task in json.loads((tmp_path / "tasks.json").read_bytes()):
        assert interface.validate_task({"data": task["data"]})
        for prediction in task["predictions"]:
            assert interface.validate_prediction(prediction, return_errors=True) == []


def test_labelstudio_keeps_its_documented_rules(entries):
    interface = Interface(config())
    assert interface.broken() == []
    for entry in entries:
        assert interface.broken_task(json.loads(json.dumps(to_task(entry)))) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"to_name": "words"}, "goes to words"),
        ({"from_name": "tags"}, "no control is called tags"),
        ({"type": "choices"}, "is a Labels, not choices"),
        ({"value": {"start": 2, "end": 9, "text": "Министр", "labels": ["Cat"]}}, "no label Cat"),
        ({"value": {"start": 3, "end": 10, "text": "Министр", "labels": ["Person"]}}, "stands"),
        ({"value": {"start": "2", "end": 9, "labels": ["Person"]}}, "no place"),
        ({"value": {"start": 2, "end": 99, "labels": ["Person"]}}, "no place"),
    ],
)
def test_the_rules_tell_what_is_broken(change, message):
    value = {"start": 2, "end": 9, "text": "Министр", "labels": ["Person"]}
    item = {"id": "1", "from_name": "kind", "to_name": "text", "type": "labels", "value": value}
    task = {"data": {"text": "😀 Министр Литвы"}, "predictions": [{"result": [item]}]}
    interface = Interface(config())
    assert interface.broken_task(task) == []
    task["predictions"][0]["result"] = [item | change]
    (told,) = interface.broken_task(task)
    assert message in told


@pytest.mark.parametrize(
    ("text", "start", "end", "stored"),
    [
        ("😀 Прибыл министр Литвы.", 9, 22, "министр Литвы"),
        ("👩\u200d👩\u200d👧 Министр\n😀 Литвы", 6, 21, "Министр\\n😀 Литвы"),
        (" \nМинистр  \u00a0Литвы", 2, 17, "Министр  Литвы"),
    ],
)
def test_what_labelstudio_stores_is_read(text, start, end, stored):
    """Its front end counts code points, and writes a line break in the words as two letters."""
    value = {"start": start, "end": end, "text": stored, "labels": ["Position"]}
    item = {"id": "x", "from_name": "kind", "to_name": "text", "type": "labels", "value": value}
    (mark,) = read_result([item], text).marks
    assert (mark.start, mark.end) == (start, end)
    with pytest.raises(InputError, match="stands there"):
        read_result([{**item, "value": {**value, "start": start + 1}}], text)


def test_labelstudio_names_every_control_it_uses(samples):
    from xml.etree import ElementTree

    controls = {item.get("name"): item for item in ElementTree.fromstring(config()).iter()}
    values = {
        name: {child.get("value") for child in item} for name, item in controls.items() if name
    }
    for entry in samples:
        for item in to_task(entry)["predictions"][0]["result"]:
            if item["type"] == "relation":
                assert set(item["labels"]) <= set(LINKS)
            elif item["type"] in {"labels", "choices"}:
                assert set(item["value"][item["type"]]) <= values[item["from_name"]]
            else:
                assert item["from_name"] in controls


def test_docbin_reads_back(entries, tmp_path):
    from spacy.tokens import DocBin

    nlp = tokenizer()
    write_docbin(entries, tmp_path / "train.spacy")
    docs = list(DocBin().from_disk(tmp_path / "train.spacy").get_docs(nlp.vocab))
    assert len(docs) == len(entries)
    for doc, entry in zip(docs, entries, strict=True):
        assert doc.text == entry.text
        found = to_marks(entry.record)
        spans = list(doc.spans[SPANS])
        assert len(spans) == len(found.marks)
        for span, mark, kept in zip(spans, found.marks, doc.user_data[MARKS], strict=True):
            assert span.label_ == mark.kind
            assert span.start_char <= mark.start < mark.end <= span.end_char
            assert (kept["start"], kept["end"], kept["kind"]) == (mark.start, mark.end, mark.kind)
            assert kept["note"] == mark.note
        for (source, target, label), link in zip(
            doc.user_data[RELATIONS], found.links, strict=True
        ):
            assert label == link.name
            assert (found.marks[source].id, found.marks[target].id) == (link.source, link.target)


def test_most_spans_begin_and_end_with_tokens(samples):
    exact = total = 0
    for doc, entry in zip(to_docs(samples, tokenizer()), samples, strict=True):
        for span, mark in zip(doc.spans[SPANS], to_marks(entry.record).marks, strict=True):
            total += 1
            exact += (span.start_char, span.end_char) == (mark.start, mark.end)
    assert exact / total > 0.98


@settings(deadline=None)
@given(nasty_text.filter(bool), st.data())
def test_any_mark_on_any_text_comes_back(text, data):
    text = without_returns(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mark = Mark("1", "Topic", start, end, note={"text": text})
    found = read_standoff(to_standoff(Annotations((mark,), ()), text), text)
    assert (found.marks[0].start, found.marks[0].end) == (start, end)
    assert found.marks[0].note == {"text": text}


class TestByHand:
    """What an annotator adds without a note, and what the program cannot know."""

    TEXT = "Министр Литвы Йонас Петраускас прибыл в Ригу."

    def read(self, marks, links, base, countries):
        base = base.model_copy(update={"release": base.release.model_copy(update={"issuer": None})})
        from pipeline.records import text_hash

        release = base.release.model_copy(update={"sha256": text_hash(self.TEXT)})
        base = base.model_copy(update={"release": release})
        return to_record(Annotations(tuple(marks), tuple(links)), self.TEXT, base, countries)

    def mark(self, key, kind, words, **closed):
        start = self.TEXT.index(words)
        return Mark(key, kind, start, start + len(words), closed)

    def marks(self):
        return [
            self.mark("1", "Country", "Литвы", status="party"),
            self.mark("2", "Person", "Йонас Петраускас", attendance="present"),
            self.mark("3", "Position", "Министр Литвы", rank="minister"),
        ]

    def test_values_are_the_words(self, samples, countries):
        links = [Link("Holds", "2", "3")]
        record = self.read(self.marks(), links, samples[0].record, countries)
        (person,) = record.participants
        assert person.name.full == "Йонас Петраускас"
        assert person.positions[0].title == "Министр Литвы"
        assert (record.countries[0].code, record.countries[0].basis) == ("LT", "stated")

    @pytest.mark.parametrize(
        ("number", "closed", "message"),
        [(1, {}, "has no attendance"), (1, {"attendance": "there"}, "cannot be 'there'")],
    )
    def test_a_choice_is_never_guessed(self, number, closed, message, samples, countries):
        marks = self.marks()
        marks[number] = replace(marks[number], closed=closed)
        with pytest.raises(InputError, match=message):
            self.read(marks, [Link("Holds", "2", "3")], samples[0].record, countries)

    @pytest.mark.parametrize(
        ("links", "message"),
        [
            ([], "belongs to nothing"),
            ([Link("Holds", "3", "2")], "goes from Person"),
            ([Link("Holds", "2", "9")], "marks nothing"),
            ([Link("Knows", "2", "3")], "no link is called"),
            ([Link("Same", "2", "3")], "joins a Person"),
        ],
    )
    def test_links_that_make_no_sense(self, links, message, samples, countries):
        with pytest.raises(InputError, match=message):
            self.read(self.marks(), links, samples[0].record, countries)

    def test_a_country_nobody_knows(self, samples, countries):
        marks = [self.mark("1", "Country", "Ригу", status="party")]
        marks[0] = replace(marks[0], start=0, end=7)
        with pytest.raises(InputError, match="write its code"):
            self.read(marks, [], samples[0].record, countries)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1 Person", "no brat standoff"),
        ("T1\tPerson 0 3\tабв", "stands there"),
        ("T1\tPenguin 0 3\tМин", "no kind is called"),
        ("T1\tPerson 0 3;8 9\tМин Л", "leaves words out"),
        ("E1\tMeeting:T1", "only marks"),
        ("T1\tPerson 0 3\tМин\n#1\tAnnotatorNotes T1\t{x", "no JSON"),
    ],
)
def test_lines_that_are_no_standoff(line, message):
    with pytest.raises(InputError, match=message):
        read_standoff(line, "Министр Литвы")


def test_a_note_of_plain_words_is_the_name():
    found = read_standoff("T1\tPerson 0 3\tМин\n#1\tAnnotatorNotes T1\tМинистр\n", "Мин")
    assert found.marks[0].note == {"name.full": "Министр"}
