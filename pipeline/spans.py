"""Character spans: half-open ranges of Unicode code points in a release's text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points in the release's text as decoded.

    Attributes:
        start: First code point of the span.
        end: One past its last code point; always greater than `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point; touching spans do not."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The same range moved by `by` code points."""
        return Span(self.start + by, self.end + by)


def merge_sorted(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and drop repetitions, keeping nested and touching ones apart."""
    return tuple(sorted(set(spans)))


def find_covering(spans: list[Span], position: int) -> Span | None:
    """The first of sorted, non-overlapping `spans` that covers `position`, by bisection."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    if low < len(spans) and spans[low].start <= position:
        return spans[low]
    return None
