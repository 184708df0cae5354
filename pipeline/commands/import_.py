"""`kommunike import`: annotations of other tools as gold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Tool(StrEnum):
    """Where annotations come from."""

    BRAT = "brat"
    LABELSTUDIO = "labelstudio"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    annotations: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="brat's folder, or Label Studio's export as JSON."),
    ],
    tool: Annotated[Tool, typer.Option("--from", help="The tool.")],
    run: Annotated[
        Path, typer.Option("--run", help="The run, or the folder of gold, that was exported.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write envelopes to.")],
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder of the texts, <id>.txt; by default texts/ of the run."),
    ] = None,
    kind: Annotated[
        str, typer.Option(help="How the gold was made: corrected, single, blind, adjudicated.")
    ] = "corrected",
) -> None:
    """Bring annotations back as gold, one envelope a release.

    Exits with 0 if every release became gold, 1 if some were left out (they are named).
    """
    from pipeline.batch.files import write_atomically
    from pipeline.errors import OutputError, UsageError
    from pipeline.exports.annotated import read_brat, read_labelstudio
    from pipeline.exports.source import Source
    from pipeline.gold.envelope import KINDS, Envelope

    if kind not in KINDS:
        raise UsageError(f"--kind is one of {', '.join(KINDS)}")
    base = Source(run, texts)
    read = read_brat if tool is Tool.BRAT else read_labelstudio
    written = omitted = 0
    for item in read(annotations, base):
        if item.record is None:
            omitted += 1
            typer.echo(f"left out: {item.id}: {item.reason}", err=True)
            continue
        envelope = Envelope(record=item.record, kind=kind, annotated=_ANNOTATED)
        try:
            out.mkdir(parents=True, exist_ok=True)
            write_atomically(out / f"{item.id}.json", envelope.to_json().encode("utf-8"))
        except OSError as error:
            raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from None
        written += 1
    typer.echo(f"{written} envelopes in {out}")
    if omitted:
        raise typer.Exit(1)


_ANNOTATED = (
    "countries",
    "documents",
    "event",
    "organizations",
    "participants",
    "release.issuer",
    "statements",
)
"""What marks and their links can say of a record."""
