"""The map: what it is given, and what it does in a browser under its own policy."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.commands import labels
from pipeline.map.page import map_page
from pipeline.map.payload import payload
from pipeline.registry.build import build
from tests.exports.hostile import GOLD, entry
from tests.review.browser import ARGUMENTS, chromium

LABELS = {
    "kinds": dict(labels.EVENT_KINDS),
    "documents": dict(labels.DOCUMENT_KINDS),
    "statuses": dict(labels.DOCUMENT_STATUS),
}
HOSTILE = "</script><script>document.title='owned'</script><!-- \u2028 <b>&amp;"


@pytest.fixture(scope="module")
def records():
    return [plain(path).record for path in GOLD]


def plain(path):
    return entry(path, "plain")


def page_of(records, **more):
    return map_page(records, build(records), title="Пример", labels=LABELS, **more)


def test_the_page_is_given_what_the_records_say(records):
    data = payload(records, build(records), lambda identifier: f"texts/{identifier}.txt")
    days = [item["date"] or "9999" for item in data["releases"]]
    assert days == sorted(days)
    by_id = {item["id"]: item for item in data["releases"]}
    texts = {found.record.release.id: found.text for found in map(plain, GOLD)}
    assert len(by_id) == len(records)
    for record in records:
        item = by_id[record.release.id]
        assert item["link"] == f"texts/{record.release.id}.txt"
        names = {data["people"][index]["name"] for index in item["people"]}
        assert names == {p.name.full for p in record.participants if p.attendance == "present"}
        codes = {data["countries"][index]["code"] for index in item["countries"]}
        assert codes == {c.code for c in record.countries if c.represented}
        assert [d["title"] for d in item["documents"]] == [d.title for d in record.documents]
        assert len(item["peopleWords"]) == len(item["people"])
        assert len(item["countriesWords"]) == len(item["countries"])
        assert len(item["topicsWords"]) == len(item["topics"])
        quotes = [item["words"]] if item["words"] else []
        quotes += item["peopleWords"] + item["countriesWords"] + item["topicsWords"]
        for words, start, end in quotes + [document["words"] for document in item["documents"]]:
            said = " ".join(texts[record.release.id][start:end].split())
            assert said == words or (words[-1] == "…" and said.startswith(words[:-1]))


def test_the_page_fetches_nothing(records):
    page = page_of(records)
    head = page.html[: page.html.index("<script")]
    assert f'content="{page.policy}"'.replace("'", "&#39;") in head
    assert "default-src 'none'" in page.policy
    assert "unsafe-eval" not in page.policy
    assert re.search(r"script-src 'sha256-\S+' 'sha256-\S+';", page.policy)
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=", page.html)


def test_the_same_run_gives_the_same_page(records):
    assert page_of(records) == page_of(records)


@pytest.fixture(scope="module")
def browser():
    if chromium() is None:
        pytest.skip("no Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def opened(browser, records, tmp_path):
    """A page that is open at a width, and everything that went wrong on it."""

    def go(width=1440, changed=records):
        path = tmp_path / "map.html"
        path.write_text(page_of(changed).html, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.wrong = []
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith("file:") or page.wrong.append(request.url),
        )
        page.goto(path.as_uri())
        page.wait_for_selector("body[data-drawn]")
        return page

    return go


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 820, 400])
def test_it_draws_under_its_policy(opened, width):
    page = opened(width)
    assert page.locator("#network .scatterlayer .trace").count() > 0
    assert page.locator("#timeline .bars").count() > 0
    assert page.locator("#matrix .hm").count() == 1
    assert page.locator("#documents tr").count() > 5
    assert page.locator("#counts dd").first.text_content() == "15"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    assert page.wrong == []


@pytest.mark.browser
def test_a_mark_leads_to_its_releases_and_their_words(opened):
    page = opened()
    name = page.evaluate(
        """() => {
          const box = document.getElementById("network"), dots = box.data[box.data.length - 1];
          box.emit("plotly_click", { points: [{ customdata: dots.customdata[0] }] });
          return dots.customdata[0].title;
        }"""
    )
    assert page.locator("#panel-title").text_content() == name
    assert page.locator("#releases li").count() >= 1
    quoted = page.locator("#releases li").first.locator("blockquote")
    assert "знаки" in quoted.first.text_content()
    assert name.split()[-1][:4] in quoted.first.text_content()  # the person's own words
    page.locator("#documents button").first.click()
    assert page.locator("#releases li").count() == 1
    assert page.wrong == []


@pytest.mark.browser
def test_a_cell_leads_to_the_words_of_its_topic(opened, records):
    page = opened()
    point = page.evaluate(
        """() => {
          const box = document.getElementById("matrix"), cells = box.data[0].customdata;
          const found = cells.flat().find((cell) => cell.events.length);
          box.emit("plotly_click", { points: [{ customdata: found }] });
          return found;
        }"""
    )
    (country,), (topic,) = point["why"]["countries"], point["why"]["topics"]
    data = json.loads(page.locator("#data").text_content())
    chosen = {
        item["id"]
        for item in data["releases"]
        if country in item["countries"] and topic in item["topics"]
    }
    assert page.locator("#releases li").count() == len(chosen)
    shown = page.locator("#releases").text_content()
    for item in data["releases"]:
        if item["id"] in chosen:
            words, start, end = item["topicsWords"][item["topics"].index(topic)]
            assert words in shown
            assert f"знаки {start}–{end}" in shown
    assert page.wrong == []


@pytest.mark.browser
def test_a_document_that_was_not_made_leads_to_its_words_too(opened):
    page = opened()
    page.click("#all")
    data = json.loads(page.locator("#data").text_content())
    planned = next(
        document
        for item in data["releases"]
        for document in item["documents"]
        if document["status"] not in {"signed", "adopted", "approved", "ratified"}
    )
    while page.locator("#more-documents").is_visible():
        page.click("#more-documents")
    page.locator("#documents button", has_text=planned["title"]).first.click()
    assert planned["words"][0] in page.locator("#releases").text_content()
    assert page.wrong == []


@pytest.mark.browser
def test_filters_narrow_everything(opened):
    page = opened()
    option = page.locator("#body option").nth(1).get_attribute("value")
    page.select_option("#body", option)
    shown = int(page.locator("body").get_attribute("data-drawn"))
    assert 0 < shown < 15
    page.fill("#from", "2099-01-01")
    page.locator("#from").dispatch_event("change")
    assert page.locator("body").get_attribute("data-drawn") == "0"
    page.click("#clear")
    assert page.locator("body").get_attribute("data-drawn") == "15"
    page.click("#by-countries")
    assert "стран" in page.locator("#network-note").text_content()
    assert page.wrong == []


@pytest.mark.browser
def test_texts_are_only_text(opened, records):
    first = records[0]
    release = first.release.model_copy(update={"headline": HOSTILE})
    person = first.participants[0]
    named = person.model_copy(
        update={"name": person.name.model_copy(update={"full": HOSTILE, "family": HOSTILE})}
    )
    changed = first.model_copy(
        update={"release": release, "participants": (named, *first.participants[1:])}
    )
    page = opened(changed=[changed, *records[1:]])
    assert page.title() == "Пример — карта"
    assert HOSTILE.split("\u2028")[0] in page.locator("#releases").text_content()
    assert page.locator("#releases b").count() == 0
    assert page.wrong == []


@pytest.mark.browser
def test_it_has_no_accessibility_faults(opened):
    from axe_playwright_python.sync_playwright import Axe

    page = opened()
    # The tester's own script needs to run where the page's policy would refuse it.
    path = page.url
    page.close()
    context = page.context.browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(path)
    page.wait_for_selector("body[data-drawn]")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    faults = [item["id"] for item in found.response["violations"]]
    context.close()
    assert faults == []


def test_the_command(tmp_path):
    out = tmp_path / "map.html"
    result = CliRunner().invoke(app, ["map", str(GOLD[0].parent), "--out", str(out)])
    assert result.exit_code == 0, result.output
    data = re.search(r'id="data">(.*?)</script>', out.read_text(encoding="utf-8"), re.DOTALL)
    assert json.loads(data[1])["title"] == "gold"


def test_without_plotly_it_says_what_to_install(records, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "plotly.offline", None)
    monkeypatch.setitem(sys.modules, "plotly", None)
    from pipeline.errors import UsageError

    with pytest.raises(UsageError, match=r"install kommunike\[map\]"):
        page_of(records)
