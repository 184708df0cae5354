"""The map's pictures for the README: `python -m tests.map.screenshots RUN docs/images`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from pipeline.cli import app
from tests.review.browser import ARGUMENTS, chromium

SIZES = {"map-1440": (1440, 1000), "map-820": (820, 1180)}


def main(run: str, folder: str) -> None:
    """Draw a run's map and take its picture at two sizes."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        page_file = Path(place) / "map.html"
        command = ["map", run, "--out", str(page_file), "--title", "Пример"]
        result = CliRunner().invoke(app, command, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        browser = driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for name, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(page_file.as_uri())
            page.wait_for_selector("body[data-drawn]")
            page.screenshot(path=str(Path(folder) / f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
