"""Word documents (`.docx`): paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from pipeline.errors import EmptyInputError, InputError, TooLargeError
from pipeline.readers.base import Document

_MAX_UNPACKED = 200 * 2**20
_MAX_PART = 50 * 2**20
"""Bytes of the largest part that is XML: a press release has some ten thousand."""


class DocxReader:
    """Reads `.docx` by python-docx.

    Headers, footers, comments and what was struck out under track changes are left out. A
    document's own dates are those of its file, not of its publication, and are not used.
    """

    name = "docx"
    suffixes = frozenset({".docx"})
    requires = ("docx",)

    def parse(self, raw: bytes) -> Document:
        """Extract the paragraphs, one a line; cells of a table's row are parted by a tab.

        Raises:
            InputError: It is no Word document, is damaged, or has no text.
        """
        _check_size(raw)
        import docx
        from docx.opc.exceptions import OpcError

        try:
            document = docx.Document(io.BytesIO(raw))
            lines = list(_lines(document))
        except (OpcError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile) as error:
            # lxml's errors are SyntaxErrors.
            raise InputError(
                f"is a damaged Word document: {' '.join(str(error).split())}"
            ) from None
        text = "\n".join(lines).strip("\n")
        if not text.strip():
            raise EmptyInputError("is a Word document without text (only pictures?)")
        return Document(text)


def _check_size(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > _MAX_UNPACKED or any(
                info.file_size > _MAX_PART
                for info in infos
                if info.filename.lower().endswith((".xml", ".rels"))
            ):
                raise TooLargeError(
                    "would unpack to hundreds of MB: looks like a ZIP bomb and is left out"
                )
            if any(info.flag_bits & 0x1 for info in infos):
                raise InputError("is encrypted; save it without a password")
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        if raw.startswith(b"\xd0\xcf\x11\xe0"):
            raise InputError(
                "is an old or an encrypted Word document; save it as .docx without a password"
            ) from None
        raise InputError(f"is no Word document: {error}") from None


def _lines(container: Any) -> Iterator[str]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        last = None
        for cell in row.cells:
            if cell._tc is last:  # cells that were merged are given once each
                continue
            last = cell._tc
            cells.append(" ".join(line for line in _lines(cell) if line.strip()))
        if any(cells):
            yield "\t".join(cells)
