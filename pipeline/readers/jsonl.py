"""JSON Lines: one release a line."""

from __future__ import annotations

import codecs
import logging
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.errors import InputError, MetadataError, NotTextError, TooLargeError
from pipeline.readers.base import (
    MAX_TEXT,
    InputFailure,
    RawRelease,
    ReaderOptions,
    Source,
    unreadable,
)
from pipeline.readers.decoding import check_text
from pipeline.readers.metadata import get_facts, get_string, parse_object

_KEYS = frozenset({"id", "text", "published", "headline", "url", "issuer"})
_MAX_LINE = 8 * MAX_TEXT
"""Bytes of the longest line: a letter can be written `\\u0430`."""
_PIECE = 2**20
_log = logging.getLogger(__name__)


class JsonLinesReader:
    """Reads `.jsonl`: `text`, and perhaps `id`, `published`, `headline`, `url`, `issuer`.

    Dumps carry more keys than these; they are left alone and named once a file in a warning. A
    line without an id gets the file's stem and the line's number. The file is read as a stream,
    in UTF-8, as the format wants it.
    """

    name = "jsonl"
    suffixes = frozenset({".jsonl", ".ndjson"})
    requires = ()

    def read(self, source: Source, options: ReaderOptions) -> Iterator[RawRelease | InputFailure]:
        """Yield the file's releases; a broken line is a failure that names it.

        Raises:
            InputError: The file cannot be read.
        """
        ignored: set[str] = set()
        try:
            with source.open() as lines:
                number = 0
                while line := lines.readline(_MAX_LINE):
                    number += 1
                    if number == 1:
                        line = line.removeprefix(codecs.BOM_UTF8)
                    if len(line) >= _MAX_LINE and not line.endswith(b"\n"):
                        while (more := lines.readline(_PIECE)) and not more.endswith(b"\n"):
                            pass
                        error = TooLargeError(
                            f"line {number}: is longer than {_MAX_LINE // 10**6} MB"
                        )
                        yield InputFailure(None, f"{source.name}:{number}", error)
                    elif line.strip():
                        yield self._read_line(line, number, source, ignored)
        except OSError as error:
            raise unreadable(error) from None
        if ignored:
            _log.warning("%s: keys ignored: %s", source.name, ", ".join(sorted(ignored)))

    def _read_line(
        self, line: bytes, number: int, source: Source, ignored: set[str]
    ) -> RawRelease | InputFailure:
        name = f"{source.name}:{number}"
        place = f"line {number}"
        key: str | None = None
        try:
            try:
                decoded = line.decode("utf-8")
            except UnicodeDecodeError as error:
                raise NotTextError(f"{place}: not UTF-8 at its byte {error.start}") from None
            data = parse_object(decoded, place)
            ignored.update(data.keys() - _KEYS)
            key = get_string(data, "id", place)
            text = data.get("text")
            if not isinstance(text, str):
                raise MetadataError(f"{place}: needs a 'text' that is a string")
            text = text.removeprefix("\ufeff")
            check_text(text)
            facts = get_facts(data, place)
        except InputError as error:
            return InputFailure(key, name, error)
        return RawRelease(key or f"{stem(source.name)}-{number}", name, text, "utf-8", facts)


def stem(name: str) -> str:
    """The last part of a source's name without its ending."""
    return PurePosixPath(name).stem
