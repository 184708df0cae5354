"""`kommunike review`: a run's records beside their texts, in the browser."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.map.page import MapPage
    from pipeline.review.app import Draw


class Mode(StrEnum):
    """Whose decisions a reviewer sees."""

    SHARED = "shared"
    INDEPENDENT = "independent"
    BLIND = "blind"
    ADJUDICATION = "adjudication"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review")(review)


def review(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    reviewer: Annotated[
        str, typer.Option("--reviewer", help="Your name beside your decisions; else the system's.")
    ] = "",
    mode: Annotated[
        Mode,
        typer.Option(
            help="shared: everybody's decisions on one record; independent: only yours, over the "
            "machine's record; blind: only yours, over an empty one; "
            "adjudication: what two who worked alone differ in."
        ),
    ] = Mode.SHARED,
    reviews: Annotated[
        Path | None,
        typer.Option(help="Folder of the decisions; by default reviews/ beside the runs."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address; another than this machine's own asks for a token.")
    ] = "127.0.0.1",
) -> None:
    """Review a run's records in the browser. Every decision is kept the moment it is made."""
    import getpass

    from pipeline.errors import UsageError

    try:
        from pipeline.review.server import serve
    except ModuleNotFoundError as error:
        raise UsageError(f"reviewing needs {error.name}: install kommunike[review]") from None
    from pipeline.review.desk import Reviewer
    from pipeline.review.runs import reviews_folder
    from pipeline.review.store import reviews_file

    try:
        name = reviewer.strip() or getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("the system does not say who you are: give --reviewer NAME") from None
    if len(name) > 80 or not name.isprintable():
        raise UsageError("--reviewer takes a name of at most 80 characters")
    log = reviews_file(reviews if reviews is not None else reviews_folder(run))
    serve(
        run,
        log,
        Reviewer(name, mode.value),
        host=host,
        port=port,
        browser=browser,
        draw=_draw(run) if find_spec("plotly") is not None else None,
    )


def _draw(run: Path) -> Draw:
    """Makes the run's map when it is asked for: a run may have grown since."""

    def draw(link: Callable[[str], str | None]) -> MapPage:
        from pipeline.commands.map import page_of
        from pipeline.exports.source import Source

        return page_of(Source(run), run.resolve().name, link)

    return draw
