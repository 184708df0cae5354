"""A dictionary of token sequences: longest match, constant work a token.

spaCy's PhraseMatcher would do the same on Docs whose only spaces are plain ones; a release's
no-break spaces are tokens of their own there and break its phrases («Республики<nbsp>Беларусь»),
so the lexicons match on the token view, which has no white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from pipeline.frozen import dataclass

Value = TypeVar("Value")


class _Node(Generic[Value]):
    __slots__ = ("children", "values")

    def __init__(self) -> None:
        self.children: dict[str, _Node[Value]] = {}
        self.values: list[Value] = []


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """A dictionary entry found at tokens `[start, end)`.

    Attributes:
        start: Index of the first token.
        end: One past the index of the last token.
        values: Everything filed under that token sequence, in order of addition.
    """

    start: int
    end: int
    values: tuple[Value, ...]


class PhraseTrie(Generic[Value]):
    """Maps sequences of token strings to values; keys are compared as they are given.

    Fold the case of keys and tokens alike before use (the token view's `lower` column).
    """

    def __init__(self, entries: Iterable[tuple[Sequence[str], Value]] = ()) -> None:
        self._root: _Node[Value] = _Node()
        for key, value in entries:
            self.add(key, value)

    def add(self, key: Sequence[str], value: Value) -> None:
        """File `value` under the token sequence `key`, which must not be empty."""
        if not key:
            raise ValueError("a phrase needs at least one token")
        node = self._root
        for token in key:
            child = node.children.get(token)
            if child is None:
                child = node.children[token] = _Node()
            node = child
        node.values.append(value)

    def match_at(
        self, tokens: Sequence[str], start: int, stop: int | None = None
    ) -> Match[Value] | None:
        """The longest entry that begins at token `start` and ends at or before `stop`."""
        node: _Node[Value] | None = self._root
        best: Match[Value] | None = None
        limit = len(tokens) if stop is None else stop
        for index in range(start, limit):
            node = node.children.get(tokens[index]) if node is not None else None
            if node is None:
                break
            if node.values:
                best = Match(start, index + 1, tuple(node.values))
        return best

    def has(self, tokens: Sequence[str], start: int, stop: int) -> bool:
        """Whether an entry stands anywhere in `[start, stop)`."""
        first = self._root.children
        for index in range(start, stop):
            if tokens[index] in first and self.match_at(tokens, index, stop) is not None:
                return True
        return False

    def find(self, tokens: Sequence[str]) -> Iterator[Match[Value]]:
        """All matches from left to right, the longest at each place, none overlapping."""
        first = self._root.children
        behind = 0
        for index in [place for place, token in enumerate(tokens) if token in first]:
            if index < behind:
                continue
            match = self.match_at(tokens, index)
            if match is not None:
                yield match
                behind = match.end
