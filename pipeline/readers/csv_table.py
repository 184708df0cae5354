"""CSV and TSV: one release a row, with a row of column names."""

from __future__ import annotations

import codecs
import csv
import io
import logging
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.errors import InputError, MetadataError, NotTextError
from pipeline.readers.base import MAX_TEXT, InputFailure, RawRelease, ReaderOptions, Source
from pipeline.readers.decoding import check_text, decode
from pipeline.readers.jsonl import stem
from pipeline.readers.metadata import get_facts, get_string

FIELDS = ("text", "id", "published", "headline", "url", "issuer")
_SAMPLE = 64 * 2**10
_DELIMITERS = ",;\t|"
_log = logging.getLogger(__name__)


class CsvReader:
    """Reads `.csv` and `.tsv`. The first row names the columns.

    Which column holds what is told by `ReaderOptions.columns`, by default the column of the
    field's own name. The separator (comma, semicolon, tab, bar) is the one that splits the first
    row into most columns; the encoding is found as for plain text. Rows are read as a stream.
    """

    name = "csv"
    suffixes = frozenset({".csv", ".tsv"})
    requires = ()

    def read(self, source: Source, options: ReaderOptions) -> Iterator[RawRelease | InputFailure]:
        """Yield the file's releases; a broken row is a failure that names it.

        Raises:
            InputError: The file cannot be read, or has no column for the text.
        """
        csv.field_size_limit(4 * MAX_TEXT)  # csv's own limit is 128 KB, and for the whole process
        with source.open() as file:
            head = file.read(_SAMPLE)
            encoding = _encoding(head)
            rows = csv.reader(
                _lines(head, file, encoding), delimiter=_delimiter(head, encoding), strict=False
            )
            try:
                names = [name.strip() for name in next(rows)]
                columns = _columns(names, options)
                yield from self._rows(rows, columns, source)
            except StopIteration:
                raise InputError("holds no row of column names") from None
            except csv.Error as error:
                raise InputError(f"line {rows.line_num}: no valid CSV: {error}") from None
            except UnicodeDecodeError as error:
                raise NotTextError(
                    f"line {rows.line_num}: not {encoding} at byte {error.start} of a piece; "
                    "save it as UTF-8"
                ) from None

    def _rows(
        self, rows: Iterator[list[str]], columns: dict[str, int], source: Source
    ) -> Iterator[RawRelease | InputFailure]:
        for number, row in enumerate(rows, 2):
            if not any(cell.strip() for cell in row):
                continue
            name, place = f"{source.name}:{number}", f"row {number}"
            key: str | None = None
            try:
                if max(columns.values()) >= len(row):
                    raise MetadataError(f"{place}: has {len(row)} columns, too few")
                data = {field: row[index] for field, index in columns.items()}
                key = get_string(data, "id", place)
                check_text(data["text"])
                facts = get_facts(data, place)
            except InputError as error:
                yield InputFailure(key, name, error)
                continue
            yield RawRelease(
                key or f"{stem(source.name)}-{number}", name, data["text"], "utf-8", facts
            )


def _columns(names: list[str], options: ReaderOptions) -> dict[str, int]:
    """Where each field's column is; fields without a column are left out."""
    found: dict[str, int] = {}
    for field in FIELDS:
        wanted = options.columns.get(field, field)
        places = [index for index, name in enumerate(names) if name == wanted]
        if len(places) > 1:
            raise InputError(f"has {len(places)} columns named {wanted!r}")
        if places:
            found[field] = places[0]
        elif field in options.columns or field == "text":
            have = ", ".join(repr(name) for name in names[:12])
            raise InputError(
                f"has no column {wanted!r} for the {field}; its columns are {have}; name them "
                "as --columns text=Текст,published=Дата"
            )
    return found


def _encoding(head: bytes) -> str:
    """The encoding, from the file's beginning."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    # A cut may go through a letter; the last line is left out of what is looked at.
    whole = head if len(head) < _SAMPLE else head[: head.rfind(b"\n") + 1] or head
    return decode(whole).encoding


def _delimiter(head: bytes, encoding: str) -> str:
    first = head.decode(encoding, "ignore").lstrip("\ufeff").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _lines(head: bytes, file: BinaryIO, encoding: str) -> Iterator[str]:
    """The file's lines with their ends, which csv needs to see inside quotation marks."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    piece = head
    while True:
        rest += decoder.decode(piece, final=not piece)
        lines = io.StringIO(rest, newline="").readlines()
        rest = lines.pop() if piece and lines else ""
        yield from lines
        if not piece:
            return
        piece = file.read(_SAMPLE)
