"""`kommunike map`: a run as one page to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.exports.source import Source
    from pipeline.map.page import MapPage


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("map")(map_)


def map_(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="A run, or a folder of records or of gold.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The page's file, such as map.html.")],
    title: Annotated[
        str, typer.Option(help="Heading of the page; by default the run's name.")
    ] = "",
) -> None:
    """Draw who met whom, when and about what: one HTML file that needs no network."""
    from pipeline.batch.files import write_atomically
    from pipeline.errors import OutputError
    from pipeline.exports.source import Source

    source = Source(run)
    page = page_of(source, title or run.resolve().name, _link(source, out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(out, page.html.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from None
    typer.echo(f"{len(source)} releases in {out}")


def page_of(source: Source, title: str, link: Callable[[str], str | None]) -> MapPage:
    """The map of a run: for the command, and for a server that shows it as a page of its own.

    Args:
        source: The run.
        title: Heading of the page.
        link: Address of a release's own page by its id, or `None`.
    """
    from pipeline.commands import labels
    from pipeline.map.page import map_page
    from pipeline.registry.build import build

    return map_page(
        (entry.record for entry in source),
        build(entry.record for entry in source),
        title=title,
        labels={
            "kinds": dict(labels.EVENT_KINDS),
            "documents": dict(labels.DOCUMENT_KINDS),
            "statuses": dict(labels.DOCUMENT_STATUS),
        },
        link=link,
    )


def _link(source: Source, out: Path) -> Callable[[str], str | None]:
    """Links to the run's texts, as seen from the page, as long as both stay where they are."""
    folder = source.path / "texts"

    def link(identifier: str) -> str | None:
        path = folder / f"{identifier}.txt"
        if not path.is_file():
            return None
        return quote(Path(os.path.relpath(path, out.parent)).as_posix())

    return link
