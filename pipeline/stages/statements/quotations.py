"""Quotations: where quotation marks open and close, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens

_EITHER = frozenset('"“”')
MARKS = frozenset("«»„") | _EITHER
DASHES = frozenset("—–-―‒")
"""A hyphen counts where it stands as a token of its own, as scraped text often has it."""

_BRACKETS = frozenset("([{")
_SENTENCE_END = frozenset({".", "!", "?", "…", "..."})
_LONGEST_RUN = 12
"""Sections a quotation may run over; one that is never closed ends with its paragraph."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; nested quotations are part of the outer one.

    Attributes:
        start: Token of the opening mark.
        end: One past the token of the closing mark, or one past the last word if unclosed.
        closed: Whether a closing mark was found.
    """

    start: int
    end: int
    closed: bool

    @property
    def inner(self) -> tuple[int, int]:
        """Token range between the marks."""
        return self.start + 1, self.end - 1 if self.closed else self.end


def find_quotations(tokens: Tokens, marks: Iterable[int]) -> list[Quotation]:
    """All outermost quotations of a release in order; linear in its length.

    Args:
        tokens: The token view.
        marks: Indices of all tokens that are quotation marks.

    A mark that looks alike on both sides (`"`) opens where white space or a bracket stands in
    front of it and closes otherwise. Russian type sets one closing mark for two quotations that
    end together («… завод «Заря», — сказал он»): in front of an attribution, or at the end of
    the paragraph, a mark closes all that are open.
    """
    found: list[Quotation] = []
    first = depth = 0
    last = -1
    for index in marks:
        if depth and tokens.section[index] != tokens.section[last]:
            if not _runs_on(tokens, first, last, index):
                found.append(_unclosed(tokens, first, last))
                depth = 0
            elif _opens(tokens, index, depth):
                # Every paragraph of one quotation begins with a mark of its own.
                depth, last = 1, index
                continue
        last = index
        if _opens(tokens, index, depth):
            depth += 1
            if depth == 1:
                first = index
        elif depth:
            depth = 0 if depth > 1 and _ends_all(tokens, index) else depth - 1
            if depth == 0:
                found.append(Quotation(first, index + 1, closed=True))
        elif found and _resumes(tokens, found[-1], index):
            # «… «Заря», — сказал он. — Она работает»: the piece behind the attribution.
            found[-1] = Quotation(found[-1].start, index + 1, closed=True)
    if depth:
        found.append(_unclosed(tokens, first, last))
    return found


def _opens(tokens: Tokens, index: int, depth: int) -> bool:
    mark = tokens.form[index]
    if mark in {"«", "„"}:
        return True
    if mark == "»":
        return False
    spaced = tokens.space_before(index) or tokens.form[index - 1] in _BRACKETS | MARKS | DASHES
    following = index + 1
    attached = following < len(tokens) and not tokens.space_before(following)
    if spaced and attached and tokens.form[following] not in {",", "."}:
        return True
    if not spaced:
        return False
    return depth == 0 and following < len(tokens)


def _ends_all(tokens: Tokens, index: int) -> bool:
    """Whether a closing mark stands before an attribution or at the end of its section."""
    place = index + 1
    if place < len(tokens) and tokens.form[place] in {",", *_SENTENCE_END}:
        place += 1
        if place < len(tokens) and tokens.form[place] in DASHES:
            return True
    return place >= len(tokens) or tokens.section[place] != tokens.section[index]


def _runs_on(tokens: Tokens, first: int, last: int, index: int) -> bool:
    """Whether a quotation open since `first` goes on at the mark `index` of another section."""
    section = tokens.section
    if section[index] - section[first] > _LONGEST_RUN:
        return False
    if not _opens(tokens, index, 1):
        return True
    begins = index == 0 or section[index - 1] != section[index]
    return begins and section[index] == section[last] + 1


def _unclosed(tokens: Tokens, first: int, last: int) -> Quotation:
    end = max(first, last) + 1
    section = tokens.section[first]
    while end < len(tokens) and tokens.section[end] == section:
        end += 1
    return Quotation(first, end, closed=False)


def _resumes(tokens: Tokens, quotation: Quotation, index: int) -> bool:
    """Whether a closing mark without an opening one ends a quotation broken by words around."""
    end = quotation.end
    if tokens.section[index] != tokens.section[end - 1] or end + 2 >= index:
        return False
    return (
        tokens.form[end] in {",", *_SENTENCE_END}
        and tokens.form[end + 1] in DASHES
        and any(tokens.form[place] in DASHES for place in range(end + 3, index))
    )
