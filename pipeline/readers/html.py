"""HTML pages: the article without menus, banners and footers."""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import Any

from pipeline.errors import EmptyInputError, InputError
from pipeline.readers.base import Document, Facts
from pipeline.readers.decoding import decode

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
_HEAD = 4_096
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_LATEST = "2100-01-01"
"""htmldate refuses dates after the day it runs; the same page must give the same text any day."""


class HtmlReader:
    """Reads `.html`: the main text by trafilatura, title and date from the page's metadata."""

    name = "html"
    suffixes = frozenset({".html", ".htm", ".xhtml"})
    requires = ("trafilatura",)

    def parse(self, raw: bytes) -> Document:
        """Extract the article.

        Raises:
            InputError: It is no text, or holds no article.
        """
        html, encoding = _decode(raw)
        from trafilatura import bare_extraction

        try:
            page = bare_extraction(
                _PROLOG.sub("", html),
                include_comments=False,
                include_tables=True,
                with_metadata=True,
                date_extraction_params={
                    "extensive_search": False,
                    "original_date": True,
                    "max_date": _LATEST,
                },
            )
        except (ValueError, RecursionError, AttributeError, TypeError) as error:
            raise InputError(f"is HTML that cannot be read: {type(error).__name__}") from None
        found: dict[str, Any] | None = (
            page if page is None or isinstance(page, dict) else page.as_dict()
        )
        text = ((found or {}).get("text") or "").strip()
        if found is None or not text:
            raise EmptyInputError("is a page without an article in it")
        return Document(
            text,
            encoding,
            Facts(
                published=_day(found.get("date")),
                headline=found.get("title") or None,
                url=found.get("url") or None,
            ),
        )


def _decode(raw: bytes) -> tuple[str, str]:
    """A byte order mark decides, then what the page declares, if that is true."""
    declared = _DECLARED.search(raw[:_HEAD])
    marked = raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if declared is not None and not marked:
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            return raw.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            pass  # a page may lie about itself; its letters do not
    decoded = decode(raw)
    return decoded.text, decoded.encoding


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
