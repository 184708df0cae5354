"""Repair of dependency trees before spaCy sees them.

The parser picks each word's head on its own, so six sentences in a hundred come with a cycle,
others with no root or several. spaCy takes such heads without a word and then walks the cycle for
ever, so every sentence is made a tree with exactly one root first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

_PREDICATES = frozenset({"VERB", "AUX"})


def repair_all(heads: Sequence[int], tags: Sequence[str], edges: Sequence[int]) -> Any:
    """Make the heads of a text's sentences trees; sound sentences cost next to nothing.

    Args:
        heads: Raw heads of all words: 1-based indices inside their sentences, 0 for a root.
        tags: The tagger's «NOUN|Case=Gen|…» strings of all words.
        edges: Index of each sentence's first word, and the number of words as the last item.

    Returns:
        An integer array: the head's index in the text for each word, a root's its own.
    """
    size = len(heads)
    starts = np.array(edges[:-1], dtype="int64")
    lengths = np.diff(np.array(edges, dtype="int64"))
    offsets = np.repeat(starts, lengths)
    own = np.arange(size)
    raw = np.array(heads, dtype="int64")
    fixed: Any = np.where(raw == 0, own, offsets + raw - 1)
    outside = (raw < 0) | (raw > np.repeat(lengths, lengths))
    fixed[outside] = own[outside]
    # Every word jumps to its head's head again and again: after so many doublings whoever has
    # not come to a root never will.
    reached = fixed
    for _ in range(int(lengths.max(initial=1)).bit_length()):
        reached = reached[reached]
    roots = np.add.reduceat(fixed == own, starts) if size else np.zeros(0)
    lost = np.add.reduceat(fixed[reached] != reached, starts) if size else np.zeros(0)
    for number in np.flatnonzero((roots != 1) | (lost > 0)).tolist():
        first, last = edges[number], edges[number + 1]
        pos = [tag.partition("|")[0] for tag in tags[first:last]]
        fixed[first:last] = [first + head for head in repair(heads[first:last], pos)]
    return fixed


def repair(heads: Sequence[int], pos: Sequence[str]) -> list[int]:
    """Make one sentence's heads a tree.

    Args:
        heads: Raw heads: 1-based indices inside the sentence, 0 for a root.
        pos: Universal parts of speech, to choose a root where the parser gave none.

    Returns:
        0-based head indices; the one root points at itself. Heads that were sound are kept:
        of several roots the first predicate (else the first) stays one and the others hang on
        it; each cycle is cut at its first word, which then hangs on the root.
    """
    size = len(heads)
    if size == 0:
        return []
    fixed = [head - 1 if 0 < head <= size else -1 for head in heads]
    roots = [index for index, head in enumerate(fixed) if head < 0 or head == index]
    candidates = roots or range(size)
    root = next((index for index in candidates if pos[index] in _PREDICATES), candidates[0])
    for index in roots:
        fixed[index] = root
    fixed[root] = root
    state = [0] * size
    state[root] = 2
    for begin in range(size):
        path = []
        index = begin
        while state[index] == 0:
            state[index] = 1
            path.append(index)
            index = fixed[index]
        if state[index] == 1:
            fixed[min(path[path.index(index) :])] = root
        for visited in path:
            state[visited] = 2
    return fixed
