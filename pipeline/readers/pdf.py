"""PDF files with a text layer."""

from __future__ import annotations

import io
import logging
import re

from pipeline.errors import EmptyInputError, InputError, TooLargeError, UnsupportedInputError
from pipeline.readers.base import MAX_TEXT, Document

_MAX_PAGES = 1_000
_HYPHEN = re.compile("(?<=[а-яё])[-\u00ad\u2010]\n(?=[а-яё])")
"""A word that was parted at the end of a line. A compound's own hyphen at that place is lost with
it («научно-|технический»), which is the rarer case."""
_SURROGATES = re.compile("[\ud800-\udfff]")


class PdfReader:
    """Reads `.pdf` by pypdf: the pages' text in order, words parted at line ends put together.

    Lines stay lines; the layout joins those that were wrapped. The dates in a PDF are those of
    its making, not of its publication, and are not used.
    """

    name = "pdf"
    suffixes = frozenset({".pdf"})
    requires = ("pypdf",)

    def parse(self, raw: bytes) -> Document:
        """Extract the text.

        Raises:
            InputError: It is no PDF, damaged, encrypted, or has no text layer.
        """
        from pypdf import PdfReader as Pdf
        from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        try:
            pdf = Pdf(io.BytesIO(raw))
            if pdf.is_encrypted and not pdf.decrypt(""):
                raise UnsupportedInputError("is encrypted; save it without a password")
            if len(pdf.pages) > _MAX_PAGES:
                raise TooLargeError(f"has {len(pdf.pages)} pages; no press release has")
            pages: list[str] = []
            for page in pdf.pages:
                pages.append(page.extract_text())
                if sum(map(len, pages)) > MAX_TEXT:
                    raise TooLargeError(f"has more than {MAX_TEXT:,} characters of text")
        except (DependencyError, FileNotDecryptedError):
            raise UnsupportedInputError("is encrypted; save it without a password") from None
        except InputError:
            raise
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
                RecursionError, OverflowError, AssertionError, NotImplementedError,
                EOFError, OSError) as error:  # fmt: skip
            # pypdf's own parsers meet damage with whatever Python raises there.
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise InputError(f"is a damaged PDF: {reason}") from None
        text = _HYPHEN.sub("", "\n\n".join(page.strip() for page in pages if page.strip()))
        text = _SURROGATES.sub("\ufffd", text)
        if not text.strip():
            raise EmptyInputError("is a PDF without a text layer (a scan?); run OCR over it first")
        return Document(text)
