"""Repair of dependency trees before spaCy sees them.

The parser picks each word's head on its own, so six sentences in a hundred come with a cycle,
others with no root or several. spaCy takes such heads without a word and then walks the cycle for
ever, so every sentence is made a tree with exactly one root first.
"""

from __future__ import annotations

from collections.abc import Sequence

_PREDICATES = frozenset({"VERB", "AUX"})


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
