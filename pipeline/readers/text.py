"""Plain text: one file, one release."""

from __future__ import annotations

from pipeline.readers.base import Document
from pipeline.readers.decoding import decode


class TextReader:
    """Reads `.txt`, and whatever file is named itself and has no reader of its own."""

    name = "text"
    suffixes = frozenset({".txt", ".text"})
    requires = ()

    def parse(self, raw: bytes) -> Document:
        """Decode the file.

        Raises:
            InputError: It is empty or is no text.
        """
        decoded = decode(raw)
        return Document(decoded.text, decoded.encoding)
