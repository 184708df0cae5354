"""The map as one HTML page: data, drawing library and styles inside, nothing fetched.

plotly draws: its Python package carries the whole of plotly.js (pyvis brings a network only,
bokeh's callbacks need `unsafe-eval`, plotly's do not). The page's policy allows its own scripts by
their digests and nothing else; styles may be inline, because plotly writes them.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pipeline.errors import UsageError
from pipeline.map.payload import payload
from pipeline.records import Record
from pipeline.registry.entries import Registry


@dataclass(frozen=True, slots=True)
class MapPage:
    """A page and the Content-Security-Policy it runs under.

    Attributes:
        html: The page; it states the same policy itself, for when it is opened as a file.
        policy: The value of the header, for a server that sends one of its own.
    """

    html: str
    policy: str


def map_page(
    records: Iterable[Record],
    registry: Registry,
    *,
    title: str,
    labels: dict[str, dict[str, str]],
    link: Callable[[str], str | None] = lambda _: None,
) -> MapPage:
    """The page of a run.

    Args:
        records: The records.
        registry: Their persons, organisations and countries.
        title: The run's name.
        labels: Russian words of closed lists: `kinds` of events, `documents` and `statuses`.
        link: Where a release can be read: a file beside the page, or a page of the server.

    Raises:
        UsageError: plotly is not installed.
    """
    from jinja2 import Environment, StrictUndefined

    library = _plotly()
    data = {**payload(records, registry, link), "labels": labels, "title": title}
    script = _resource("map.js")
    policy = (
        "default-src 'none'; "
        f"script-src {_digest(library)} {_digest(script)}; "
        "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    html = environment.from_string(_resource("map.html.j2")).render(
        title=title,
        policy=policy,
        library=library,
        script=script,
        style=_resource("map.css"),
        data=_embedded(data),
    )
    return MapPage(html, policy)


def _plotly() -> str:
    try:
        from plotly.offline import get_plotlyjs
    except ModuleNotFoundError:
        raise UsageError("the map is drawn by plotly: install kommunike[map]") from None
    return str(get_plotlyjs())


def _embedded(data: Any) -> str:
    """JSON that cannot end the element it stands in."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return content.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digest(script: str) -> str:
    # The browser hashes what it has parsed: newlines are normalised by then.
    content = script.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


def _resource(name: str) -> str:
    return files("pipeline.map").joinpath(name).read_text(encoding="utf-8")
