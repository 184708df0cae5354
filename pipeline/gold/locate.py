"""Finding where verbatim strings of the light format stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.evaluation.wording import inflected, stem
from pipeline.spans import Span

_WORD = re.compile(r"\w+")


def occurrences(text: str, words: str) -> list[Span]:
    """Places of `words` in `text` as whole words; inside longer words only if nowhere else."""
    every, whole = [], []
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        every.append(Span(start, end))
        if not _continues(text, start) and not _continues(text, end):
            whole.append(Span(start, end))
        start = text.find(words, start + 1)
    return whole or every


def _continues(text: str, place: int) -> bool:
    """Whether a word runs on over `place`."""
    return (
        0 < place < len(text)
        and _WORD.match(text[place]) is not None
        and _WORD.match(text[place - 1]) is not None
    )


def outside(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """The spans that do not lie inside a longer one of `others`; all of them if none is left."""
    given = list(spans)
    kept = [
        span
        for span in given
        if not any(other.contains(span) and other != span for other in others)
    ]
    return kept or given


def nearest(spans: Sequence[Span], anchors: Sequence[Span]) -> Span:
    """The span with the fewest code points between it and one of `anchors`; the first of equals."""
    return min(
        spans,
        key=lambda span: (min((_gap(span, anchor) for anchor in anchors), default=0), span),
    )


def nearest_after(spans: Sequence[Span], starts: Sequence[int]) -> Span:
    """The span that begins soonest at or after one of `starts`, else the nearest before."""

    def distance(span: Span) -> tuple[int, int]:
        after = [span.start - start for start in starts if start <= span.start]
        if after:
            return 0, min(after)
        return 1, min((start - span.start for start in starts), default=0)

    return min(spans, key=distance)


def _gap(first: Span, second: Span) -> int:
    return max(0, first.start - second.end, second.start - first.end)


def by_stems(text: str, words: str) -> list[Span]:
    """Places of the words of `words` one after another in any inflection.

    Between them only white space and punctuation may stand.
    """
    found = [match.span() for match in _WORD.finditer(text)]
    stems = tuple(stem(text[start:end]) for start, end in found)
    wanted = tuple(stem(word) for word in _WORD.findall(words))
    if not wanted:
        return []
    return [
        Span(found[index][0], found[index + len(wanted) - 1][1])
        for index in range(len(stems) - len(wanted) + 1)
        if inflected(stems[index : index + len(wanted)], wanted)
    ]
