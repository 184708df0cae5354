"""Annotated sentences: fixture and oracle at once.

    В Анкару прибыл <position person=p1>министр юстиции Литвы</position> <person id=p1>Йонас
    Балтрушайтис</person>.

Tags may nest; their names come from a closed set that the caller gives. Attributes are `key=value`
or `key="value with spaces"`. Anything else that looks like a tag is an error, as is an unclosed or
crossing one: a test must not pass because its mark was misread.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([a-z_]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r'\s+([a-z_]+)=(?:"([^"]*)"|([^\s"]+))')


class AnnotationError(ValueError):
    """An annotated sentence is malformed."""


@dataclass(frozen=True)
class Mark:
    """A tag over `text[start:end]`."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True)
class Annotated:
    """A text without its tags, and the tags in order of place, outer ones first."""

    text: str
    marks: tuple[Mark, ...]

    def words(self, mark: Mark) -> str:
        """The words under a mark."""
        return self.text[mark.start : mark.end]


def parse(annotated: str, tags: Collection[str]) -> Annotated:
    """Read an annotated text.

    Args:
        annotated: The text with tags.
        tags: Names of the tags it may hold.

    Raises:
        AnnotationError: A tag is unknown, unclosed, empty, crosses another or is malformed.
    """
    text = ""
    position = 0
    stack: list[tuple[str, dict[str, str], int]] = []
    marks: list[Mark] = []
    for match in _TAG.finditer(annotated):
        piece = annotated[position : match.start()]
        _check_plain(piece)
        text += piece
        position = match.end()
        closing, name, rest = match.groups()
        if name not in tags:
            raise AnnotationError(f"unknown tag {match[0]!r}")
        if not closing:
            stack.append((name, _attributes(rest, match[0]), len(text)))
            continue
        if rest.strip() or not stack or stack[-1][0] != name:
            raise AnnotationError(f"{match[0]!r} closes no open tag")
        _, attributes, start = stack.pop()
        if start == len(text):
            raise AnnotationError(f"nothing stands inside {match[0]!r}")
        marks.append(Mark(name, attributes, start, len(text)))
    if stack:
        raise AnnotationError(f"<{stack[-1][0]}> is not closed")
    _check_plain(annotated[position:])
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return Annotated(text + annotated[position:], tuple(marks))


def _check_plain(text: str) -> None:
    if "<" in text or ">" in text:
        raise AnnotationError(f"a stray bracket in {text!r}")


def _attributes(rest: str, tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    while position < len(rest):
        match = _ATTRIBUTE.match(rest, position)
        if match is None:
            raise AnnotationError(f"malformed attributes in {tag!r}")
        key, quoted, bare = match.groups()
        if key in found:
            raise AnnotationError(f"{key!r} stands twice in {tag!r}")
        found[key] = quoted if quoted is not None else bare
        position = match.end()
    return found
