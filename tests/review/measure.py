"""How long a key and a page take on a release of 100,000 characters and in a run of 500.

    python -m tests.review.measure

Measured in Debian's Chromium against a server of its own; nothing here is a test, since times
depend on the machine.
"""

from __future__ import annotations

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from typer.testing import CliRunner

from pipeline.cli import app
from tests.review.browser import ARGUMENTS, Server, chromium

ROOT = Path(__file__).parents[2]
CHARACTERS = 100_000
RELEASES = 500
KEYS = 60
# Until the frame after the key is drawn, and until the decision is on the disk.
_WATCH = """() => {
  window.felt = []; window.kept = [];
  if (window.watched) return;
  window.watched = true;
  addEventListener('keydown', () => {
    const pressed = performance.now();
    requestAnimationFrame(() => setTimeout(() => felt.push(performance.now() - pressed)));
    const box = document.querySelector('#saved');
    if (box.dataset.watched) return;
    box.dataset.watched = 1;
    const look = () => {
      if (box.dataset.waiting !== '0') return setTimeout(look, 1);
      delete box.dataset.watched;
      kept.push(performance.now() - pressed);
    };
    setTimeout(look);
  }, true);
}"""


def main() -> None:
    """Measure both runs and print what came out."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as tools:
        folder = Path(temporary)
        browser = tools.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, make in (("long", long_run), ("many", many_run)):
            run = make(folder / "runs" / name)
            server = Server(run, folder / "reviews" / name, "Анна")
            try:
                measure(browser, server, name)
            finally:
                server.stop()
        browser.close()


def long_run(run: Path) -> Path:
    """A run of one release, as long as no real one is."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "corpus/releases").glob("*.txt"))]
    source = run.parent / "long-releases"
    source.mkdir(parents=True)
    text = ""
    while len(text) < CHARACTERS:
        text += "\n\n".join(texts) + "\n\n"
    (source / "long.txt").write_text(text[:CHARACTERS], "utf-8")
    return extract(source, run)


def many_run(run: Path) -> Path:
    """The sample run, each release of it many times under other names."""
    extract(ROOT / "corpus/releases", run)
    names = sorted(path.stem for path in (run / "records").glob("*.json"))
    for number in range(RELEASES - len(names)):
        name = names[number % len(names)]
        copy = f"{name}-{number:03}"
        data = json.loads((run / "records" / f"{name}.json").read_bytes())
        data["release"]["id"] = copy
        (run / "records" / f"{copy}.json").write_text(json.dumps(data), "utf-8")
        shutil.copy(run / "texts" / f"{name}.txt", run / "texts" / f"{copy}.txt")
    return run


def extract(source: Path, run: Path) -> Path:
    """A run over the releases of a folder."""
    result = CliRunner().invoke(app, ["extract", str(source), "--out", str(run)])
    assert result.exit_code == 0, result.output
    return run


def measure(browser: Browser, server: Server, name: str) -> None:
    """Print the times of the queue, a release and the keys."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(server.url)  # the first answer waits until the run is read
    queue = timed(page, lambda: page.goto(server.url), "tbody tr")
    address = page.locator("tbody a").first.get_attribute("href")
    page.goto(server.url + address)
    opened = timed(page, lambda: page.goto(server.url + address), "html[data-ready]")
    fields = page.locator("#progress").inner_text().split(" / ")[1]
    spans = page.evaluate(
        """async () => Object.values((await (await fetch(`/api${location.pathname}`)).json()).items)
            .reduce((number, item) => number + item.quotes.length, 0)"""
    )
    print(f"{name}: {fields} fields, {spans} evidence spans")
    print(f"  queue {queue:.0f} ms, release {opened:.0f} ms")
    for label, keys in (("J", ["j"]), ("A", ["a"]), ("Shift+J", ["Shift+J"]), ("U", ["u"])):
        felt, kept = press(page, keys * KEYS)
        print(f"  {label:8} felt {describe(felt)}; kept {describe(kept)}")


def timed(page: Page, act: Callable[[], object], selector: str) -> float:
    """Milliseconds until something is on the page: the middle of five tries."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        act()
        page.locator(selector).first.wait_for()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def press(page: Page, keys: list[str]) -> tuple[list[float], list[float]]:
    """Press keys one after the other; milliseconds to the next frame, and to the disk."""
    page.evaluate(_WATCH)
    for key in keys:
        page.keyboard.press(key)
        page.locator('#saved[data-waiting="0"]').wait_for()
        page.wait_for_timeout(15)
    return page.evaluate("felt"), page.evaluate("kept")


def describe(times: list[float]) -> str:
    """Median and the slowest of twenty."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):5.0f} ms, 95 % {ordered[int(len(ordered) * 0.95)]:5.0f} ms"


if __name__ == "__main__":
    main()
