"""The HTML report: self-contained, escaped, with every error beside its words."""

from html.parser import HTMLParser

import pytest

from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.page import highlight, mistakes, render
from pipeline.evaluation.report import to_data
from pipeline.spans import Span

VOID = {"meta", "input", "br", "hr", "img", "link"}


class Checker(HTMLParser):
    """Collects tags and fails on a tag that is closed out of turn."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.tags = []
        self.words = []
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.addresses += [value for name, value in attrs if name in {"src", "href", "action"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def page(make, record, tmp_path):
    record["participants"][0]["positions"][0]["title"] = "министр <script>alert(1)</script>"
    record["participants"][1]["attendance"] = "mentioned"
    record["countries"].pop()
    run = make.write(tmp_path / "run", record, make.renamed(make.record(), "oslo"))
    gold = make.write_gold(
        tmp_path / "gold",
        make.envelope(),
        make.envelope(make.renamed(make.record(), "oslo")),
    )
    evaluation = evaluate(run, gold)
    return evaluation, render(evaluation, to_data(evaluation))


def test_it_is_one_file_of_balanced_html(page):
    checker = Checker()
    checker.feed(page[1])
    checker.close()
    assert checker.open == []
    assert checker.addresses == []
    assert "://" not in page[1]
    assert sum(tag == "circle" for tag, _ in checker.tags) > 20
    assert sum(tag == "line" and attrs["class"] == "range" for tag, attrs in checker.tags) > 20


def test_values_are_escaped(page):
    assert "<script>alert(1)" not in page[1]
    assert "&lt;script&gt;alert(1)" in page[1]


def test_every_error_stands_with_its_class_field_and_release(page):
    checker = Checker()
    checker.feed(page[1])
    shown = [attrs for tag, attrs in checker.tags if tag == "article"]
    assert {(item["data-error"], item["data-metric"], item["data-document"]) for item in shown} == {
        ("wrong_title", "triple_strict", "riga"),
        ("wrong_attendance", "attendance", "riga"),
        ("missing", "countries", "riga"),
        ("missing", "represented", "riga"),
    }
    options = [attrs.get("value") for tag, attrs in checker.tags if tag == "option"]
    assert {"wrong_title", "triple_strict"} <= set(options)


def test_words_are_marked(page):
    evaluation, _ = page
    document = next(item for item in evaluation.documents if item.id == "riga")
    missing = next(item for item in mistakes(document) if item.metric == "countries")
    assert [(piece.text, piece.mark) for piece in missing.snippets[0] if piece.mark] == [
        ("Эстонии", "gold")
    ]


def test_highlight_cuts_at_every_edge():
    text = "абвгдежзик"
    pieces = list(highlight(text, Span(0, 10), [Span(1, 5)], [Span(3, 8)]))
    assert [(piece.text, piece.mark) for piece in pieces] == [
        ("а", ""),
        ("бв", "gold"),
        ("гд", "both"),
        ("ежз", "found"),
        ("ик", ""),
    ]


def test_a_perfect_run_has_no_errors_to_show(make, record, tmp_path):
    run = make.write(tmp_path / "run", record)
    evaluation = evaluate(run, make.write_gold(tmp_path / "gold", make.envelope()))
    assert "<p>None.</p>" in render(evaluation, to_data(evaluation))
