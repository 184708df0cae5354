"""Plain text: one file, one release."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.readers.base import InputFailure, RawRelease, Source
from pipeline.readers.decoding import decode


class TextReader:
    """Reads `.txt`, and whatever file is named itself and has no reader of its own."""

    suffixes = frozenset({".txt", ".text"})

    def read(self, source: Source) -> Iterator[RawRelease | InputFailure]:
        """Yield the one release of the file.

        Raises:
            InputError: The file cannot be read, is empty or is no text.
        """
        decoded = decode(source.read_bytes())
        yield RawRelease(None, source.name, decoded.text, decoded.encoding)
