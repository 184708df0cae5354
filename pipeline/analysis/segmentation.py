"""razdel's tokens and sentences, the same and faster.

razdel decides between any two neighbouring characters with objects and rules; the rules are kept
(they are razdel's own, called from here), the work around them is not repeated. Both methods give
exactly the spans of `razdel.tokenize` and `razdel.sentenize` (0.5.0) and take linear time, where
razdel copies the token or sentence so far at every step.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeAlias

from razdel.segmenters import sentenize as _razdel_sentences
from razdel.segmenters import tokenize as _razdel_tokens
from razdel.segmenters.punct import DASHES
from razdel.segmenters.sentenize import (
    BULLET_SIZE,
    DELIMITER,
    SentSplit,
)
from razdel.segmenters.sokr import HEAD_SOKRS, INITIALS, PAIR_SOKRS
from razdel.segmenters.tokenize import ATOM, Atom, TokenSplit

_CHUNK = re.compile(r"\S+")
_NOT_SPACE = re.compile(r"\S")

_ORDINARY = re.compile('([«"(]?)([А-Яа-яЁё]+)([.,:;!?»")]?)')
"""A Russian word, alone or between marks: each is a token, whatever stands beyond."""

_JOINING_WORDS = frozenset(DASHES + "_")
"""Characters that razdel joins with a word on either side: «какой-то»."""

_JOINING_NUMBERS = frozenset(".,/\\")
"""Characters that razdel joins with a number on either side: «2,5», «1/3»."""

_TOKEN_HEAD = 8
"""razdel's rules look at the first characters of the token so far, for a smile of at most five."""

_LONGEST_REMEMBERED = 64
"""Characters of the longest chunk that is remembered."""

_WINDOW = 10
"""Characters on either side of a delimiter that razdel's sentence rules see."""

# A delimiter with no white space behind it never ends a sentence (razdel's `no_space_prefix`), so
# only the others are looked for. A smile cannot match shorter because of the look-ahead: what
# would be left out is a bracket.
_SENTENCE_END = re.compile(DELIMITER + r"(?=\s)")

_GOES_ON = re.compile(r"\s[а-яё]+(?!\w)")
"""What stands behind a delimiter that ends no sentence, whatever it is (`lower_right`)."""

_BEGINS = re.compile(r"\s{1,2}[А-ЯЁ]")
_ABBREVIATIONS = HEAD_SOKRS.union(INITIALS, *PAIR_SOKRS)
"""Abbreviations that end no sentence even before a capital."""

Ends: TypeAlias = tuple[int, ...]


class Segmenter:
    """Tokens and sentences of Russian text, by razdel's rules. One thread at a time.

    Tokens are remembered by chunk (what stands between white space). razdel looks past white
    space in one case: a chunk that begins or ends with a dash, or with a comma next to a digit,
    and the like («5, 6» gives «5,» and «6»). Such a chunk is remembered together with the kind of
    the character beyond.

    Args:
        capacity: Most chunks to remember; when they are reached, the memory is begun anew.
        split: Tells where in a token of razdel's further tokens begin, if anywhere.
    """

    def __init__(self, capacity: int = 50_000, split: Callable[[str], Ends] | None = None) -> None:
        self._capacity = capacity
        self._split = split
        self._plain: dict[str, Ends] = {}
        self._in_context: dict[tuple[str, str | None, str | None], Ends] = {}

    def tokenize(self, text: str, offset: int = 0) -> list[tuple[int, int]]:
        """The tokens of a text: half-open spans of code points, in order, without white space.

        Args:
            text: The text.
            offset: Where it begins in a longer one, whose code points are to be counted.
        """
        tokens: list[tuple[int, int]] = []
        append = tokens.append
        known = self._plain.get
        before = 0
        for match in _CHUNK.finditer(text):
            start, stop = match.span()
            chunk = text[start:stop]
            ends = known(chunk)
            if ends is None:
                ends = self._look_up(chunk, text, before, stop)
            before = stop
            start += offset
            if len(ends) == 1:
                append((start, stop + offset))
            else:
                left = start
                for end in ends:
                    append((left, start + end))
                    left = start + end
        return tokens

    def sentenize(self, text: str) -> list[tuple[int, int]]:
        """The sentences of a text: half-open spans of code points without outer white space.

        Text without a character but white space gives one empty span, `(0, 0)`, as in razdel.
        """
        sentences: list[tuple[int, int]] = []
        start = 0
        for match in _SENTENCE_END.finditer(text):
            left, right = match.span()
            if _GOES_ON.match(text, right):
                continue
            if _ends_plainly(text, left, right) or not _joins(text, start, match):
                sentences.append(_strip(text, start, right))
                start = right
        sentences.append(_strip(text, start, len(text)))
        return sentences

    def _look_up(self, chunk: str, text: str, before: int, after: int) -> Ends:
        """The ends of a chunk's tokens, counted from its start, where it is not known by itself.

        Args:
            chunk: The chunk.
            text: The text it stands in.
            before: Where the chunk before it ends; 0 for the first.
            after: Where it ends.
        """
        joins_left, joins_right = _may_join(chunk[:2]), _may_join(chunk[:-3:-1])
        left = _kind(text[before - 1]) if joins_left and before else None
        beyond = _NOT_SPACE.search(text, after) if joins_right else None
        right = _kind(beyond.group()) if beyond else None
        key = (chunk, left, right)
        ends = self._in_context.get(key)
        if ends is not None:
            return ends
        if ordinary := _ORDINARY.fullmatch(chunk):
            ends = tuple(sorted({ordinary.end(part) for part in (1, 2, 3)} - {0}))
        else:
            ends = tuple(_token_ends(chunk, left, right))
        if self._split is not None:
            ends = tuple(_split_further(chunk, ends, self._split))
        if len(chunk) <= _LONGEST_REMEMBERED:
            if len(self._plain) + len(self._in_context) >= self._capacity:
                self._plain.clear()
                self._in_context.clear()
            if joins_left or joins_right:
                self._in_context[key] = ends
            else:
                self._plain[chunk] = ends
        return ends


def _ends_plainly(text: str, left: int, right: int) -> bool:
    """Whether a delimiter is a full stop between an ordinary word and a capital.

    None of razdel's rules has an objection then: they look for abbreviations, bullets of one
    character or of digits, brackets and quotes, and what stands beyond.
    """
    if text[left:right] != ".":
        return False
    word = text[max(0, left - _WINDOW) : left].rpartition(" ")[2]
    return (
        len(word) > 1
        and word.isalpha()
        and word.islower()
        and word not in _ABBREVIATIONS
        and _BEGINS.match(text, right) is not None
    )


def _joins(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether razdel's rules see no end of the sentence that begins at `start` in a delimiter."""
    left, right = match.span()
    split = SentSplit(
        text[max(0, left - _WINDOW) : left], match.group(1), text[right : right + _WINDOW]
    )
    # One rule looks at the sentence so far, and only if that is short.
    split.buffer = text[start : min(left, start + BULLET_SIZE + 1)]
    joins: bool = _razdel_sentences.join(split)
    return joins


def _split_further(chunk: str, ends: Ends, split: Callable[[str], Ends]) -> Iterator[int]:
    """The ends of a chunk's tokens after each was split once more."""
    start = 0
    for end in ends:
        yield from (start + inner for inner in split(chunk[start:end]))
        yield end
        start = end


def _may_join(outermost: str) -> bool:
    """Whether razdel may look past the white space at a chunk's end.

    Args:
        outermost: The chunk's first two characters, or its last two with the last one first. A
            chunk of one character has nothing to join.
    """
    return len(outermost) > 1 and (
        outermost[0] in _JOINING_WORDS
        or (outermost[0] in _JOINING_NUMBERS and outermost[1].isdecimal())
    )


def _kind(character: str) -> str:
    """The kind razdel gives a character ("RU", "INT", "PUNCT"); it depends on nothing else."""
    kind: str = ATOM.match(character).lastgroup
    return kind


def _token_ends(chunk: str, left: str | None, right: str | None) -> Iterator[int]:
    """Apply razdel's own rules between a chunk's atoms (runs of letters or digits, punctuation).

    Args:
        chunk: Characters without white space.
        left: Kind of the character before the chunk, if it can matter.
        right: Kind of the character after it, if it can matter.

    Yields:
        The end of each token.
    """
    window: deque[Atom] = deque(maxlen=4)
    start = 0
    for atom in chain((_stand_in(left),), _atoms(chunk), (_stand_in(right),)):
        window.append(atom)
        if len(window) < 4:
            continue
        left_2, left_1, right_1, right_2 = window
        split = TokenSplit(
            [left_1] if left_2 is None else [left_2, left_1],
            "",
            [right_1] if right_2 is None else [right_1, right_2],
        )
        split.buffer = chunk[start : min(left_1.stop, start + _TOKEN_HEAD)]
        if not _razdel_tokens.join(split):
            yield left_1.stop
            start = left_1.stop
    yield len(chunk)


def _atoms(chunk: str) -> Iterator[Atom]:
    for match in ATOM.finditer(chunk):
        yield Atom(match.start(), match.end(), match.lastgroup, match.group())


def _stand_in(kind: str | None) -> Atom | None:
    """An atom beyond the white space: the rules ask for its kind only."""
    return None if kind is None else Atom(0, 0, kind, "")


def _strip(text: str, start: int, stop: int) -> tuple[int, int]:
    """The span without the white space at its ends; `(start, start)` if there is nothing else."""
    piece = text[start:stop]
    if not (kept := piece.strip()):
        return start, start
    start += len(piece) - len(piece.lstrip())
    return start, start + len(kept)
