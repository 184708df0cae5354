"""RSS and Atom files: one release an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from pipeline.errors import EmptyInputError, InputError, UnsupportedInputError
from pipeline.readers.base import Facts, InputFailure, RawRelease, ReaderOptions, Source
from pipeline.readers.decoding import check_text
from pipeline.readers.jsonl import stem

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HEAD = 64 * 2**10
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article",
     "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n]+")


class FeedReader:
    """Reads `.rss`, `.atom` and `.xml` by feedparser.

    An entry's text is its content, or its summary where a feed gives no more; its title is the
    headline, its link the url, its date of publication (in the zone the feed writes it in) the
    date. An entry's id names the release if it is short, else the file's stem and the number.
    """

    name = "feed"
    suffixes = frozenset({".rss", ".atom", ".xml"})
    requires = ("feedparser", "lxml")

    def read(self, source: Source, options: ReaderOptions) -> Iterator[RawRelease | InputFailure]:
        """Yield the entries.

        Raises:
            InputError: The file cannot be read or is no feed.
        """
        raw = source.read_bytes()
        if _ENTITY.search(raw[:_HEAD]):
            raise UnsupportedInputError(
                "declares XML entities, which no feed needs and bombs are made of"
            )
        # feedparser takes what looks like an address for one: it is given a stream.
        from io import BytesIO

        import feedparser

        feed = feedparser.parse(BytesIO(raw), response_headers={"content-location": ""})
        if not feed.get("version"):
            raise InputError("is no RSS or Atom feed")
        if not feed.entries:
            raise EmptyInputError("is a feed without entries")
        for number, entry in enumerate(feed.entries, 1):
            name = f"{source.name}:{number}"
            key = entry.get("id") or ""
            key = key if 0 < len(key) <= 60 and "/" not in key else f"{stem(source.name)}-{number}"
            text = _text(entry)
            try:
                check_text(text)
            except InputError as error:
                yield InputFailure(key, name, type(error)(f"entry {number}: {error}"))
                continue
            yield RawRelease(key, name, text, "utf-8", _facts(entry))


def _text(entry: Any) -> str:
    """The longest of what an entry gives; markup becomes lines."""
    candidates = [content.get("value") or "" for content in entry.get("content") or ()]
    candidates.append(entry.get("summary") or "")
    return max(map(plain, candidates), key=len)


def plain(markup: str) -> str:
    """The text of a piece of HTML, a block a line."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            pieces.append(element.tail or "")
        elif event == "start":
            if element.tag in _BLOCKS:
                pieces.append("\n")
            if element.tag not in {"script", "style"}:
                pieces.append(_SPACE.sub(" ", element.text or ""))
        else:
            if element.tag in _BLOCKS:
                pieces.append("\n")
            if element is not root:
                pieces.append(_SPACE.sub(" ", element.tail or ""))
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _facts(entry: Any) -> Facts:
    title = plain(entry.get("title") or "")
    return Facts(
        published=_day(entry.get("published") or entry.get("updated")),
        headline=title or None,
        url=entry.get("link") or None,
        issuer=None,
    )


def _day(value: str | None) -> date | None:
    """The day as the feed writes it: in UTC a release of the morning would be yesterday's."""
    if not value:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value.strip()).date()
        except (ValueError, TypeError):
            continue
    return None
