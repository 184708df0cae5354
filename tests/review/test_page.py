"""The page in a real browser: what an analyst checks first."""

from __future__ import annotations

import copy
import json
import time

import pytest

pytest.importorskip("fastapi")
playwright = pytest.importorskip("playwright.sync_api")

from pipeline.evaluation.evaluate import evaluate  # noqa: E402
from pipeline.evaluation.report import to_data  # noqa: E402
from pipeline.gold.envelope import Envelope  # noqa: E402
from pipeline.review.gold import export_gold  # noqa: E402
from pipeline.review.store import FILE, Store  # noqa: E402

from .browser import ARGUMENTS, Server, chromium  # noqa: E402

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium"),
]
