"""Which reader answers for which file."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath

from pipeline.readers.base import Reader
from pipeline.readers.jsonl import JsonLinesReader
from pipeline.readers.text import TextReader


@cache
def readers() -> tuple[Reader, ...]:
    """One reader a format."""
    return (TextReader(), JsonLinesReader())


def find_reader(path: PurePath) -> Reader | None:
    """The reader for a file by its name's ending, or `None`."""
    suffix = path.suffix.lower()
    return next((reader for reader in readers() if suffix in reader.suffixes), None)


def reader_for(path: PurePath) -> Reader:
    """The reader for a file that was named itself: without a known ending it is plain text."""
    return find_reader(path) or TextReader()
