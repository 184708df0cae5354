"""Runs of the fake extractor over inputs in memory or in a folder."""

from __future__ import annotations

from pathlib import Path

from pipeline.batch.executors import LocalExecutor
from pipeline.batch.manifest import Manifest
from pipeline.batch.run import Run
from pipeline.readers import find_sources, list_sources, make_release
from pipeline.readers.base import Unparsed
from tests.batch.fakes import load

MANIFEST = Manifest(inputs=("a",), metadata=None, settings={}, versions={})
BODY = "Казахстан принял гостей сегодня."


def releases(*texts):
    return [
        make_release(f"{text} {BODY}", id=f"r{n}", source=f"r{n}.txt")
        for n, text in enumerate(texts)
    ]


def items(*texts):
    """Inputs with one text each, as the readers find them."""
    return [
        Unparsed(f"r{number}", f"r{number}.txt", f"{text} {BODY}".encode(), "text")
        for number, text in enumerate(texts)
    ]


def run_over(folder: Path, inputs, *, manifest=MANIFEST, output="json", batch=16, **options):
    """A whole run; its manifest, totals and the ids that went through the extractor."""
    seen: list[str] = []

    def watched(stream):
        for item in stream:
            seen.append(item.id)
            yield item

    manifest = manifest.model_copy(update={"output": output})
    with Run(folder, manifest, **options) as run:
        for outcome in LocalExecutor(load, batch).run(watched(run.pending(inputs))):
            run.add(outcome)
        manifest, totals = run.finish()
    return manifest, totals, seen


def run_folder(source: Path, folder: Path, **options):
    """A run over the files of a folder."""
    return run_over(folder, list_sources(find_sources([source])), **options)


def contents(folder: Path) -> dict[str, bytes]:
    """What a run leaves, but for the journal, whose times differ."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "journal.jsonl"
    }
