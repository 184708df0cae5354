"""`kommunike extract`: releases in, records out."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch.run import Manifest
    from pipeline.readers import Source


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="Files and folders: plain text and JSON Lines."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The run's folder.")],
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="JSON Lines about the releases: file or id, published, headline, url, issuer."
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes; one a core is the most.")] = 1,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, file_okay=False, help="A folder of your own lexicon files; repeatable."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an older run.")] = False,
) -> None:
    """Extract records from press releases.

    Writes records/<id>.json, texts/<id>.txt, trace/<id>.json, errors.jsonl and run.json.
    Exits with 0 if all went well, 1 if some releases failed, 2 if called wrongly.
    """
    from rich.console import Console

    from pipeline.batch.executors import limit_threads, make_executor
    from pipeline.batch.run import Manifest, Run, check_folder, versions
    from pipeline.readers import Metadata, find_sources, read_metadata, read_sources
    from pipeline.settings import Settings

    limit_threads()
    console = Console(stderr=True)
    _warn_on(console)
    check_folder(out, force=force)
    settings = Settings(lexicons=tuple(lexicon or ()))
    about = read_metadata(metadata) if metadata is not None else Metadata()
    sources = find_sources(paths, exclude=[out, *([metadata] if metadata is not None else [])])
    manifest = Manifest(
        inputs=tuple(path.as_posix() for path in paths),
        metadata=metadata.as_posix() if metadata is not None else None,
        settings=settings.model_dump(mode="json"),
        versions=versions(),
    )
    releases = read_sources(sources, about)
    with Run(out, manifest, force=force) as run, _progress(console, sources) as advance:
        for outcome in make_executor(settings, workers).run(releases):
            run.add(outcome)
            advance(failed=not hasattr(outcome, "record"))
        manifest = run.finish()
    _summarise(manifest, out)
    if manifest.releases["failed"]:
        raise typer.Exit(1)


class _Progress:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, console: Console, total: int | None) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._failed = 0
        self._bar = Progress(
            TextColumn("Extracting"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TextColumn("[red]{task.fields[failures]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=total, rate="", failures="")

    def __enter__(self) -> _Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, *, failed: bool) -> None:
        self._failed += failed
        speed = self._bar.tasks[0].speed
        self._bar.update(
            self._task,
            advance=1,
            rate=f"{speed:.1f}/s" if speed else "",
            failures=f"{self._failed} failed" if self._failed else "",
        )


def _progress(console: Console, sources: tuple[Source, ...]) -> _Progress:
    total = sum(map(_count, sources)) if console.is_terminal else None
    return _Progress(console, total)


def _count(source: Source) -> int:
    """The releases of a source: an estimate for the bar, one read through the file at most."""
    from pipeline.readers.registry import find_reader

    reader = find_reader(source.path)
    if reader is None or ".jsonl" not in reader.suffixes:
        return 1
    try:
        with source.path.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1


class _ConsoleHandler(logging.Handler):
    """Prints warnings above the progress bar, one line each."""

    def __init__(self, console: Console) -> None:
        super().__init__(logging.WARNING)
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        self._console.print(
            f"kommunike: warning: {record.getMessage()}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def _warn_on(console: Console) -> None:
    log = logging.getLogger("pipeline")
    log.handlers = [_ConsoleHandler(console)]
    log.propagate = False


def _summarise(manifest: Manifest, out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("[bold]Releases[/]")
    table.add_row("  extracted", str(manifest.releases["extracted"]))
    table.add_row("  failed", str(manifest.releases["failed"]))
    for title, counts in (
        ("Found", manifest.found),
        ("Issues", manifest.issues),
        ("Failures", manifest.failures),
    ):
        if counts:
            table.add_row(f"[bold]{title}[/]")
            for name, count in counts.items():
                table.add_row(f"  {name}", str(count))
    console = Console(highlight=False)
    console.print(table)
    console.print(f"Records: {out / 'records'}", markup=False, soft_wrap=True)
    if manifest.releases["failed"]:
        console.print(f"Failures: {out / 'errors.jsonl'}", markup=False, soft_wrap=True)
