"""Readers: files of several formats become releases.

`read_paths` is the way in: it finds the files, reads each with the reader of its format, gives
every release its id, adds what the metadata says and finds the text's sections. `make_release`
does the same for a text that is already in memory.
"""

from pipeline.readers.base import InputFailure, RawRelease, ReaderOptions, Source, Unparsed
from pipeline.readers.metadata import Metadata, read_metadata
from pipeline.readers.paths import find_sources
from pipeline.readers.releases import (
    list_sources,
    make_release,
    parse,
    read_paths,
    read_sources,
)

__all__ = [
    "InputFailure",
    "Metadata",
    "RawRelease",
    "ReaderOptions",
    "Source",
    "Unparsed",
    "find_sources",
    "list_sources",
    "make_release",
    "parse",
    "read_metadata",
    "read_paths",
    "read_sources",
]
