"""Which reader answers for which file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import PurePath

from pipeline.errors import UnsupportedInputError, UsageError
from pipeline.readers.base import DocumentReader, ListReader, Reader, Source
from pipeline.readers.csv_table import CsvReader
from pipeline.readers.docx import DocxReader
from pipeline.readers.feed import FeedReader
from pipeline.readers.html import HtmlReader
from pipeline.readers.jsonl import JsonLinesReader
from pipeline.readers.pdf import PdfReader
from pipeline.readers.text import TextReader

ARCHIVES = frozenset({".zip"})

_REMEDIES = {
    ".doc": "is an old Word document; save it as .docx",
    ".rtf": "is in RTF; save it as .docx or plain text",
    ".odt": "is an OpenDocument text; save it as .docx or plain text",
    ".xls": "is a spreadsheet; save it as CSV",
    ".xlsx": "is a spreadsheet; save it as CSV",
    ".ppt": "is a presentation; export it as PDF",
    ".pptx": "is a presentation; export it as PDF",
    ".rar": "is a RAR archive; unpack it first",
    ".7z": "is a 7z archive; unpack it first",
    ".gz": "is compressed; unpack it first",
    ".bz2": "is compressed; unpack it first",
    ".xz": "is compressed; unpack it first",
    ".zst": "is compressed; unpack it first",
    ".eml": "is an e-mail message; save its text",
    ".msg": "is an e-mail message; save its text",
    ".epub": "is an e-book; save its text",
    ".zip": "is an archive inside an archive; unpack the outer one first",
}
"""Endings that cannot be read as anything else, and what to do."""


@cache
def readers() -> tuple[Reader, ...]:
    """One reader a format."""
    return (
        TextReader(),
        JsonLinesReader(),
        CsvReader(),
        HtmlReader(),
        DocxReader(),
        PdfReader(),
        FeedReader(),
    )


def formats() -> tuple[str, ...]:
    """Names of the formats."""
    return tuple(reader.name for reader in readers())


def by_name(name: str) -> Reader:
    """The reader of a format.

    Raises:
        UsageError: There is no format of that name.
    """
    for reader in readers():
        if reader.name == name:
            return reader
    raise UsageError(f"no input format {name!r}; known are {', '.join(formats())}")


def document_reader(name: str) -> DocumentReader:
    """The reader of a format of one release a file."""
    reader = by_name(name)
    assert isinstance(reader, (TextReader, HtmlReader, DocxReader, PdfReader))
    return reader


def find_reader(path: PurePath) -> Reader | None:
    """The reader for a file by its name's ending, or `None`."""
    suffix = path.suffix.lower()
    return next((reader for reader in readers() if suffix in reader.suffixes), None)


def reader_for(source: Source) -> Reader:
    """The reader for a source: without a known ending it is plain text.

    Raises:
        UnsupportedInputError: Its ending is that of a format that cannot be read.
    """
    if source.format is not None:
        return by_name(source.format)
    path = PurePath(source.name)
    if remedy := _REMEDIES.get(path.suffix.lower()):
        raise UnsupportedInputError(remedy)
    return find_reader(path) or TextReader()


def as_list(reader: Reader) -> ListReader | None:
    """The reader, if its format holds many releases a file."""
    return reader if isinstance(reader, (JsonLinesReader, CsvReader, FeedReader)) else None


def check_installed(sources: Iterable[Source]) -> None:
    """Refuse to begin where a format's library is missing: no release of it could be read.

    Raises:
        UsageError: The message says what to install.
    """
    wanted: dict[str, Reader] = {}
    for source in sources:
        if source.problem is None:
            reader = by_name(source.format) if source.format else find_reader(PurePath(source.name))
            if reader is not None:
                wanted.setdefault(reader.name, reader)
    for reader in wanted.values():
        missing = [package for package in reader.requires if find_spec(package) is None]
        if missing:
            raise UsageError(
                f"reading {reader.name} needs {', '.join(missing)}: "
                "pip install 'kommunike[documents]'"
            )
