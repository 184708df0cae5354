"""`kommunike extract`: releases in, records out."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.commands.progress import Progress
    from pipeline.readers import InputFailure, ReaderOptions, Source, Unparsed

Output = Literal["json", "jsonl", "parquet"]
Kind = Literal["auto", "local", "processes", "ray"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="Files and folders: text, JSON Lines, CSV, HTML, DOCX, PDF, RSS/Atom, and ZIP "
            "of these; - is standard input.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The run's folder.")],
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="JSON Lines about the releases: file or id, published, headline, url, issuer."
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(help="Columns of CSV files, as text=Текст,published=Дата,id=№."),
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option(
            help="What the named files and standard input are, whatever they are called: text, "
            "jsonl, csv, html, docx, pdf, feed."
        ),
    ] = None,
    output: Annotated[
        Output,
        typer.Option("--format", help="A JSON file a release, JSON Lines, or Parquet tables."),
    ] = "json",
    workers: Annotated[int, typer.Option(min=1, help="Processes; one a core is the most.")] = 1,
    executor: Annotated[
        Kind,
        typer.Option(help="auto: this process for one worker, worker processes for more."),
    ] = "auto",
    address: Annotated[
        str | None, typer.Option(help="Address of a Ray cluster, for --executor ray.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=1, help="Seconds a release may take in a worker.")
    ] = 180,
    memory: Annotated[int, typer.Option(min=600, help="Megabytes a worker may have.")] = 2000,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(
            exists=True, file_okay=False, help="A folder of your own lexicon files; repeatable."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Begin an older run anew.")] = False,
    retry: Annotated[
        bool, typer.Option("--retry-failed", help="Try releases again that failed before.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove records of releases that are gone.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, no summary; warnings only.")
    ] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Progress and summary as JSON lines on stderr.")
    ] = False,
) -> None:
    """Extract records from press releases.

    Writes records/<id>.json, texts/<id>.txt, trace/<id>.json, errors.jsonl and run.json. The same
    command again goes on where it was stopped, and extracts what is new or changed.

    Exits with 0 if all went well, 1 if some releases failed, 2 if called wrongly.
    """
    from rich.console import Console

    from pipeline.batch.executors import limit_threads, make_executor
    from pipeline.batch.manifest import make_manifest
    from pipeline.batch.run import Run, check_folder
    from pipeline.commands.progress import send_warnings
    from pipeline.commands.summary import facts, summarise
    from pipeline.readers import Metadata, find_sources, list_sources, read_metadata
    from pipeline.settings import Settings

    limit_threads()
    begin = time.monotonic()
    console = Console(stderr=True)
    progress = _progress(console, quiet=quiet, log_json=log_json)
    send_warnings(progress, console)
    settings = Settings(lexicons=tuple(lexicon or ()))
    manifest = make_manifest(settings, paths, metadata, output)
    known = _known_inputs(out) if check_folder(out, manifest, force=force) else ()
    options = _options(columns, input_format)
    about = read_metadata(metadata) if metadata is not None else Metadata()
    sources = find_sources(
        paths,
        exclude=[out, *([metadata] if metadata is not None else [])],
        options=options,
        gone=known,
        stdin=sys.stdin.buffer.read() if Path("-") in paths else None,
    )
    items = list_sources(sources, about, options)
    make = make_executor(
        settings, workers, kind=executor, timeout=timeout, memory=memory, address=address
    )
    if log_json or console.is_terminal:
        progress.expect(sum(map(_count, sources)))
    with (
        _stopped_by_signals(),
        progress,
        Run(out, manifest, force=force, retry=retry, prune=prune) as run,
    ):
        if run.resumed:
            progress.say("resumed", f"Going on with the run in {out}")
        try:
            for outcome in make.run(run.pending(_told(items, progress))):
                run.add(outcome)
                progress.extracted(outcome, run.counts)
            manifest, totals = run.finish()
        except KeyboardInterrupt:
            progress.say("stopped", "Stopped; the same command goes on from there.")
            raise
    if log_json:
        seconds = time.monotonic() - begin
        progress.say("finished", "done", **facts(manifest, totals, run.counts, seconds))
    elif not quiet:
        summarise(Console(highlight=False), manifest, totals, run.counts, out)
    if manifest.releases["failed"]:
        raise typer.Exit(1)


def _told(
    items: Iterable[Unparsed | InputFailure], progress: Progress
) -> Iterator[Unparsed | InputFailure]:
    """The items, those that cannot be read told on the way."""
    from pipeline.readers import InputFailure

    for item in items:
        if isinstance(item, InputFailure):
            progress.refused(item)
        yield item


def _known_inputs(out: Path) -> tuple[str, ...]:
    from pipeline.batch.manifest import read_manifest

    return read_manifest(out).inputs


def _options(columns: str | None, input_format: str | None) -> ReaderOptions:
    from pipeline.readers import ReaderOptions
    from pipeline.readers.csv_table import FIELDS
    from pipeline.readers.registry import by_name

    if input_format is not None:
        by_name(input_format)
    named: dict[str, str] = {}
    for part in (columns or "").split(","):
        if not part.strip():
            continue
        field, equals, column = part.partition("=")
        if not equals or field.strip() not in FIELDS or not column.strip():
            raise UsageError(
                f"--columns: {part.strip()!r} is not FIELD=COLUMN with a field of "
                f"{', '.join(FIELDS)}"
            )
        named[field.strip()] = column.strip()
    return ReaderOptions(named, input_format)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let a SIGTERM end the run as Ctrl-C does: what is done is kept, workers are ended."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _progress(console: Console, *, quiet: bool, log_json: bool) -> Progress:
    from pipeline.commands.progress import Bar, JsonLog, Quiet

    if log_json:
        return JsonLog(sys.stderr)
    return Quiet(console) if quiet else Bar(console)


def _count(source: Source) -> int:
    """The releases of a source: an estimate for the bar, one read through the file at most."""
    from pipeline.errors import InputError
    from pipeline.readers.registry import reader_for

    try:
        if source.content is not None or reader_for(source).name != "jsonl":
            return 1
        with source.open() as lines:
            count = 0
            while piece := lines.read(2**20):
                count += piece.count(b"\n")
            return max(count, 1)
    except (InputError, OSError):
        return 1
