"""`kommunike show`: a record, or a run, for people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.errors import OutputError, UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from pipeline.records import Record

_COUNTS_WIDTH = 38
"""Columns of the overview that the five counts and all margins take."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    record: Annotated[
        Path, typer.Argument(metavar="RECORD", help="A run's records/<id>.json, or a run's folder.")
    ],
    html: Annotated[
        Path | None,
        typer.Option(help="Write a page with the text and its evidence instead."),
    ] = None,
) -> None:
    """Show a record as a card, or what a run found as a table."""
    if record.is_dir():
        if html is not None:
            raise UsageError(f"{record}: is a run; --html shows one record, such as records/….json")
        _show_run(record)
        return
    from pipeline.commands.run_files import read_record

    files = read_record(record)
    if html is None:
        _show_card(files.record)
        return
    if files.text is None:
        raise UsageError(f"{record}: no text beside it (../texts/{record.stem}.txt)")
    from pipeline.batch.files import write_atomically
    from pipeline.commands.page import render

    page = render(files.record, files.text).encode("utf-8")
    try:
        html.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(html, page)
    except OSError as error:
        raise OutputError(f"{html}: cannot be written: {error.strerror or error}") from None
    typer.echo(f"Written: {html}")


def _show_card(record: Record) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.panel import Panel
    from rich.text import Text

    from pipeline.commands.view import russian_date, sections, title_of

    console = Console(highlight=False)
    release = record.release
    facts = [release.id]
    if release.published is not None:
        facts.append(russian_date(release.published))
    if release.issuer is not None:
        facts.append(release.issuer.name)
    console.print(Panel(Text(title_of(record), style="bold"), subtitle=Text(" · ".join(facts))))
    for section in sections(record):
        console.print(Text(section.title, style="bold cyan"))
        for line in section.lines:
            words = Text(line.text, style="bold" if line.level == 0 else "")
            if line.note:
                words.append(f"  {line.note}", "yellow" if line.doubtful else "dim")
            console.print(Padding(words, (0, 0, 0, 2 + 2 * line.level)))
        console.print()


def _show_run(folder: Path) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pipeline.batch.finished import failures, record_files
    from pipeline.batch.manifest import read_manifest
    from pipeline.commands.run_files import read_record
    from pipeline.commands.view import title_of

    manifest = read_manifest(folder)
    console = Console(highlight=False)
    table = Table(title=Text(str(folder)), title_justify="left", box=None, pad_edge=False)
    for heading in ("Релиз", "Событие"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Люди", "Стр.", "Док.", "Речь", "Вопр."):
        table.add_column(heading, justify="right", no_wrap=True)
    wide = max((console.width - _COUNTS_WIDTH) // 5, 8)
    for path in record_files(folder):
        record = read_record(path).record
        event = record.event
        table.add_row(
            _cut(record.release.id, 2 * wide),
            _cut(title_of(record) if event or record.release.headline else "—", 3 * wide),
            str(len(record.participants)),
            str(len(record.countries)),
            str(len(record.documents)),
            str(len(record.statements)),
            str(len(record.issues)),
        )
    console.print(table)
    _print_failures(console, list(failures(folder)))
    if manifest.state != "complete":
        console.print("The run was not finished.", style="yellow")


def _cut(words: str, width: int) -> Text:
    from rich.text import Text

    text = Text(words)
    text.truncate(width, overflow="ellipsis")
    return text


def _print_failures(console: Console, failed: list[dict[str, str]]) -> None:
    if failed:
        console.print(f"Не извлечено: {len(failed)}", style="bold red")
    for line in failed:
        console.print(
            f"  {line['source']}: {line['code']}: {line['message']}", markup=False, soft_wrap=True
        )
