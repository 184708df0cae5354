"""From the paths a user names to the files to read, always in the same order."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.readers.base import Source
from pipeline.readers.registry import find_reader

_log = logging.getLogger(__name__)


def find_sources(paths: Iterable[Path], exclude: Sequence[Path] = ()) -> tuple[Source, ...]:
    """Find the files to read.

    A file that is named itself is read whatever its ending. A folder is searched with its
    subfolders for the endings that have a reader; hidden files and folders are left out, and
    others are counted in a warning. Files come in the order of the paths and, inside a folder,
    sorted by relative path; one that is reached twice is read once.

    Args:
        paths: Files and folders.
        exclude: Files and folders that are no input: the run's own folder, the metadata.

    Raises:
        UsageError: A path does not exist, or nothing is left to read.
    """
    shut_out = {path.resolve() for path in exclude}
    sources: dict[Path, Source] = {}
    for path in paths:
        if path.is_dir():
            found = list(_walk(path, shut_out))
        elif path.exists():
            found = [Source(path, path.name, path)]
        else:
            raise UsageError(f"{path}: no such file or folder")
        for source in found:
            sources.setdefault(source.path.resolve(), source)
    if not sources:
        raise UsageError("nothing to read: no text in " + ", ".join(str(path) for path in paths))
    return tuple(sources.values())


def _walk(folder: Path, exclude: set[Path]) -> Iterator[Source]:
    found: list[tuple[tuple[str, ...], Path]] = []
    others = 0
    for parent, folders, files in os.walk(folder, onerror=_report):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and Path(parent, name).resolve() not in exclude
        ]
        for name in files:
            path = Path(parent, name)
            if name.startswith(".") or (exclude and path.resolve() in exclude):
                continue
            if find_reader(path) is None:
                others += 1
            else:
                found.append((path.relative_to(folder).parts, path))
    if others:
        _log.warning("%s: %d files of other kinds left out", folder, others)
    for parts, path in sorted(found):
        yield Source(path, "/".join(parts), folder)


def _report(error: OSError) -> None:
    _log.warning("%s: folder cannot be read: %s", error.filename, error.strerror or error)
