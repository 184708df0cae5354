"""From the paths a user names to the files to read, always in the same order."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from pipeline.errors import EmptyInputError, InputError, UsageError
from pipeline.readers.archives import Archives
from pipeline.readers.base import ReaderOptions, Source, unreadable
from pipeline.readers.registry import ARCHIVES, find_reader

_log = logging.getLogger(__name__)
STDIN = Path("-")


def find_sources(
    paths: Iterable[Path],
    exclude: Sequence[Path] = (),
    *,
    options: ReaderOptions | None = None,
    gone: Iterable[str] = (),
    stdin: bytes | None = None,
) -> tuple[Source, ...]:
    """Find the files to read.

    A file that is named itself is read whatever its ending. A folder is searched with its
    subfolders for the endings that have a reader; hidden files and folders are left out, and
    others are counted in a warning. ZIP archives are searched like folders. Files come in the
    order of the paths and, inside a folder, sorted by relative path; one that is reached twice is
    read once. A folder or an archive that cannot be looked into is a source with a `problem`.

    Args:
        paths: Files and folders; `-` is standard input.
        exclude: Files and folders that are no input: the run's own folder, the metadata.
        options: What the user says about the files.
        gone: Paths that an earlier run read: one of them that is not there any more is a source
            with a problem, where else it is a mistake of the user's.
        stdin: What was read from standard input.

    Raises:
        UsageError: A path does not exist, or nothing is left to read.
    """
    options = options or ReaderOptions()
    shut_out = {path.resolve() for path in exclude}
    known = set(gone)
    archives = Archives()
    sources: dict[tuple[Path, str | None], Source] = {}
    paths = list(paths)
    for path in paths:
        if path == STDIN:
            found = [_stdin(stdin or b"", options)]
        elif path.is_dir():
            found = list(_walk(path, shut_out, archives))
        elif path.exists():
            found = list(_file(path, options, archives))
        elif path.as_posix() in known:
            found = [_problem(path, path.name, path, InputError("is not there any more"))]
        else:
            raise UsageError(f"{path}: no such file or folder")
        for source in found:
            sources.setdefault((source.path.resolve(), source.member), source)
    if not sources:
        raise UsageError("nothing to read: no text in " + ", ".join(str(path) for path in paths))
    return tuple(sources.values())


def _problem(path: Path, name: str, given: Path, error: InputError) -> Source:
    return Source(path, name, given, problem=error)


def _stdin(content: bytes, options: ReaderOptions) -> Source:
    return Source(STDIN, "stdin", STDIN, content=content, format=options.format or sniff(content))


def sniff(content: bytes) -> str:
    """The format of bytes without a name."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith(b"{"):
        return "jsonl"
    lower = head.lower()
    if b"<rss" in lower or b"<feed" in lower or b"<rdf:rdf" in lower:
        return "feed"
    if lower.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "text"


def _file(path: Path, options: ReaderOptions, archives: Archives) -> Iterator[Source]:
    if path.suffix.lower() in ARCHIVES and options.format is None:
        yield from _archive(path, path.name, path, archives)
    else:
        yield Source(path, path.name, path, format=options.format)


def _archive(path: Path, name: str, given: Path, archives: Archives) -> Iterator[Source]:
    others = count = 0
    try:
        for member, shown in archives.members(path):
            pure = PurePosixPath(shown)
            if find_reader(pure) is None:
                others += 1
                # An archive inside is told one by one: what is in it would be missed.
                if pure.suffix.lower() in ARCHIVES:
                    count += 1
                    yield Source(path, f"{name}/{shown}", given, member)
                continue
            count += 1
            yield Source(path, f"{name}/{shown}", given, member, archives=archives)
    except InputError as error:
        yield _problem(path, name, given, error)
        return
    if others:
        _log.warning("%s: %d files of other kinds left out", name, others)
    if not count:
        yield _problem(path, name, given, EmptyInputError("is an archive with nothing to read in"))


def _walk(folder: Path, exclude: set[Path], archives: Archives) -> Iterator[Source]:
    found: list[tuple[tuple[str, ...], Path]] = []
    failed: list[OSError] = []
    others = 0
    for parent, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and Path(parent, name).resolve() not in exclude
        ]
        for name in files:
            path = Path(parent, name)
            if name.startswith(".") or (exclude and path.resolve() in exclude):
                continue
            if find_reader(path) is None and path.suffix.lower() not in ARCHIVES:
                others += 1
            else:
                found.append((path.relative_to(folder).parts, path))
    if others:
        _log.warning("%s: %d files of other kinds left out", folder, others)
    for error in failed:
        path = Path(error.filename)
        name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        yield _problem(path, name if name != "." else folder.name, folder, unreadable(error))
    for parts, path in sorted(found):
        name = "/".join(parts)
        if path.suffix.lower() in ARCHIVES:
            yield from _archive(path, name, folder, archives)
        else:
            yield Source(path, name, folder)
