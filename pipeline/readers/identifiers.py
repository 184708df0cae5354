"""Ids of releases: stable, unique, and safe as file names.

An id names files (`records/<id>.json`), so what a file system could take amiss is escaped as in
URLs (`%2F`), and the escape is undone by `urllib.parse.unquote`. Ids that differ only in case or
Unicode form are told apart too: some file systems take them for one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from pipeline.readers.base import Source

_MAX_BYTES = 180
"""A file name may have 255 bytes; this leaves room for endings."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|%\ud800-\udfff\u2028\u2029]|^\.|[. ]$|^ ')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names Windows keeps for devices."""


def safe_id(name: str) -> str:
    """Escape a name so that it can be an id; different names give different ids.

    A name longer than 180 bytes is cut and ends with a digest of the whole.
    """
    escaped = _UNSAFE.sub(_escape, name)
    if _RESERVED.match(escaped):
        escaped = f"%{ord(escaped[0]):02X}{escaped[1:]}"
    if len(escaped.encode()) <= _MAX_BYTES:
        return escaped
    digest = _digest(name)
    kept = escaped.encode()[: _MAX_BYTES - len(digest) - 1].decode("utf-8", "ignore")
    return f"{kept.rstrip('. ')}-{digest}"


def fold(identifier: str) -> str:
    """What a file system that ignores case and Unicode form makes of an id."""
    return unicodedata.normalize("NFC", identifier).casefold()


def file_ids(sources: Sequence[Source], given: Sequence[str | None]) -> list[str]:
    """Give every file its id.

    The stem, where it is unique; else the path inside its folder (`2025__05__release`), with
    its ending, with the folder's name, with a digest: for each file the first that is unique.
    The result does not depend on the files' order.

    Args:
        sources: The files.
        given: For each, the id that the metadata gives it, which is taken as it is.
    """
    levels = [
        iter((safe_id(own),)) if own is not None else _candidates(source)
        for source, own in zip(sources, given, strict=True)
    ]
    ids = [next(level) for level in levels]
    while True:
        counts = Counter(fold(identifier) for identifier in ids)
        moved = False
        for index, level in enumerate(levels):
            if counts[fold(ids[index])] > 1:
                following = next(level, None)
                if following is not None:
                    ids[index] = following
                    moved = True
        if not moved:
            return ids


def with_digest(identifier: str, whole: str) -> str:
    """An id made different from another one by a digest of `whole`."""
    return safe_id(f"{identifier[:120]}-{_digest(whole)}")


def _candidates(source: Source) -> Iterator[str]:
    path = PurePosixPath(source.name)
    parts = path.parts
    yield safe_id(path.stem)
    yield safe_id("__".join([*parts[:-1], path.stem]))
    yield safe_id("__".join(parts))
    if source.given.name:
        yield safe_id("__".join([source.given.name, *parts]))
    yield with_digest(path.stem, f"{source.given.as_posix()}\0{source.name}")


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in _bytes(match[0]))


def _bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")  # a file name's undecodable byte
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
