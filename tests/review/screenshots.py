"""Pictures of the queue, a release and a conflict, for the documentation.

    python -m tests.review.screenshots FOLDER

They are taken in Debian's Chromium from a run over the sample corpus, at 1280 and 1920 pixels.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.review.gold import export_gold
from pipeline.review.store import FILE, Store
from tests.review.browser import ARGUMENTS, Server, chromium
from tests.review.conftest import Hand

ROOT = Path(__file__).parents[2]
SIZES = ((1280, 800), (1920, 1080))
RELEASE = "2026-03-12-sco-transport"


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as tools:
        run, reviews = Path(temporary) / "runs" / "sample", Path(temporary) / "reviews"
        arguments = ["extract", str(ROOT / "corpus" / "releases"), "--out", str(run)]
        assert CliRunner().invoke(app, arguments).exit_code == 0
        prepare(run, reviews)
        browser = tools.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        server = Server(run, reviews, "Анна")
        try:
            take_release(browser, server, folder)
        finally:
            server.stop()
        number = differ(run, reviews)
        server = Server(run, reviews, "Вера", "--mode", "adjudication")
        try:
            for width, height in SIZES:
                page = open_page(browser, width, height)
                page.goto(f"{server.url}/release/{number}")
                page.locator("html[data-ready]").wait_for()
                page.screenshot(path=folder / f"conflict-{width}.png")
        finally:
            server.stop()
        browser.close()


def prepare(run: Path, reviews: Path) -> None:
    """Some releases further than others: gold, reviewed, begun, and one where two differ."""
    store = Store(reviews / FILE)
    Hand(store, run, "Анна", release="2026-05-14-kz-kw-call").finish()
    export_gold(store, reviews.parent / "gold")
    Hand(store, run, "Борис", release="2026-08-13-caspian-summit").finish()
    begun = Hand(store, run, "Анна", release="2026-04-14-ifas-water")
    for entry in list(begun.state.standing())[:25]:
        if entry.open_fields:
            begun.do("accept", item=entry.item.id)
    for name, theme in (("Анна", "молодёжь"), ("Борис", "здоровье")):
        hand = Hand(store, run, name, "independent", "2026-05-21-cis-health")
        hand.do("edit", "event", field="theme", value=theme)
        hand.finish()
    store.close()


def open_page(browser: Browser, width: int, height: int):
    """A page of that size in Russian."""
    return browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")


def take_release(browser: Browser, server: Server, folder: Path) -> None:
    """The release page with a few decisions, and the queue."""
    for first, (width, height) in zip((True, False), SIZES, strict=True):
        page = open_page(browser, width, height)
        page.goto(server.url)
        page.locator("tr", has_text=RELEASE).get_by_role("link").click()
        page.locator("html[data-ready]").wait_for()
        if first:
            page.keyboard.press("Shift+A")
            page.locator('.item[data-kind="positions"] .field').first.click()
            page.keyboard.press("e")
            page.locator(".editor textarea").fill(
                "министр транспорта и коммуникаций, председатель совещания"
            )
            page.keyboard.press("Enter")
            page.keyboard.press("Shift+J")
            page.keyboard.press("Shift+J")
            page.keyboard.press("x")
            page.locator(".item.rejected").wait_for()
        page.locator('.item[data-kind="positions"] .field').first.click()
        page.locator('#saved[data-waiting="0"]').wait_for()
        page.screenshot(path=folder / f"release-{width}.png")
        page = open_page(browser, width, height)  # one that has no place in the queue yet
        page.goto(server.url)
        page.screenshot(path=folder / f"queue-{width}.png")


def differ(run: Path, reviews: Path) -> int:
    """Two reviewers who worked alone and differ; returns the document's number."""
    store = Store(reviews / FILE)
    for name, theme in (
        ("Анна", "сотрудничество на транспорте"),
        ("Борис", "развитие транспортных коридоров"),
    ):
        hand = Hand(store, run, name, "independent", RELEASE)
        hand.do("edit", "event", field="theme", value=theme)
        if name == "Борис":
            hand.do("edit", "participants", field="attendance", value="mentioned")
        if name == "Анна":
            hand.do("reject", "statements")
        hand.finish()
    number = hand.sheet.document.number
    store.close()
    return number


if __name__ == "__main__":
    main(Path(sys.argv[1]))
