"""`kommunike export`: records in the formats of other tools."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.exports.source import Source


class Format(StrEnum):
    """What can be written."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONLD = "jsonld"
    FTM = "ftm"
    BRAT = "brat"
    LABELSTUDIO = "labelstudio"
    DOCBIN = "docbin"


_FOLDERS = frozenset({Format.CSV, Format.BRAT, Format.LABELSTUDIO})


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="A run, or a folder of records or of gold.")
    ],
    to: Annotated[Format, typer.Option("--to", help="The format.")],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="File to write; a folder for csv, brat and labelstudio."),
    ],
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder of the texts, <id>.txt; by default texts/ of the run."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over what an older export left.")
    ] = False,
) -> None:
    """Write a run's records for spreadsheets, stores and annotation tools.

    xlsx and csv are flat tables; jsonld speaks schema.org; ftm is FollowTheMoney; brat and
    labelstudio carry on annotating (kommunike import brings it back); docbin trains spaCy.
    """
    from pipeline.errors import OutputError, UsageError
    from pipeline.exports.source import Source

    source = Source(run, texts)
    is_folder = to in _FOLDERS
    if out.exists() and (out.is_dir() != is_folder):
        raise UsageError(f"{out}: --to {to.value} writes a {'folder' if is_folder else 'file'}")
    if not force and (any(out.iterdir()) if out.is_dir() else out.exists()):
        raise UsageError(f"{out} is there already: name another, or give --force to write over it")
    try:
        if is_folder:
            _write(source, to, out)
        else:
            out.parent.mkdir(parents=True, exist_ok=True)
            # Readers of the file see all of it or the old one.
            temporary = out.with_name(f".{os.getpid()}.tmp")
            try:
                _write(source, to, temporary, out)
                temporary.replace(out)
            finally:
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from None
    typer.echo(f"{len(source)} releases in {out}")


def _write(source: Source, to: Format, path: Path, out: Path | None = None) -> None:
    if to is Format.CSV:
        _csv(source, path)
    elif to is Format.XLSX:
        _xlsx(source, path, out or path)
    elif to is Format.BRAT:
        from pipeline.exports.brat import write_brat

        write_brat(source, path)
    elif to is Format.LABELSTUDIO:
        from pipeline.exports.labelstudio import write_labelstudio

        write_labelstudio(source, path)
    elif to is Format.JSONLD:
        from pipeline.exports.jsonld import write_jsonld
        from pipeline.registry.build import build

        write_jsonld((entry.record for entry in source), build(e.record for e in source), path)
    elif to is Format.FTM:
        from pipeline.exports.ftm import write_ftm
        from pipeline.registry.build import build

        write_ftm((entry.record for entry in source), build(e.record for e in source), path)
    elif to is Format.DOCBIN:
        from pipeline.exports.docbin import write_docbin

        write_docbin(source, path)


def _csv(source: Source, folder: Path) -> None:
    from pipeline.exports.delimited import write_csv, write_rows
    from pipeline.registry.build import build
    from pipeline.registry.tables import tables

    write_csv((entry.record for entry in source), folder)
    for table, rows in tables(build(entry.record for entry in source)):
        write_rows(table, rows, folder)


def _xlsx(source: Source, path: Path, out: Path) -> None:
    from pipeline.exports.sheets import write_xlsx
    from pipeline.registry.build import build
    from pipeline.registry.tables import tables

    folder = source.path / "texts"
    texts = None
    if folder.is_dir():
        texts = Path(os.path.relpath(folder, out.parent)).as_posix()
    registry = build(entry.record for entry in source)
    made = write_xlsx(source, path, extra=tables(registry), texts=texts)
    if made.cut:
        typer.echo(
            f"{made.cut} cells were cut to what Excel holds: --to csv keeps them whole", err=True
        )
    if made.unlinked:
        typer.echo(f"{made.unlinked} rows have no link: Excel holds 65,530 a sheet", err=True)
