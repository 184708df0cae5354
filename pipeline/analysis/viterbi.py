"""The best path of a linear-chain CRF, for many sequences at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.analysis.weights import Floats, Indexes

_BLOCK = 1024
"""Words whose back pointers are found together: 64 sums a word, to stay in the cache."""

_TOLERANCE = np.float32(1e-3)
"""How near the scores of two paths must be to be in doubt: emissions differ from slovnet's by up
to 3e-5 each (measured on 50,000 words of news), and paths differ in a few words."""

_ROUNDING = np.float32(2e-6)
"""The same for the rounding of the scores themselves, as a share of them: 16 units in the last
place."""


def best_paths(
    emissions: Floats, lengths: Indexes, transitions: Floats
) -> tuple[Indexes, npt.NDArray[np.bool_]]:
    """Viterbi's algorithm over sequences that stand one after the other.

    A step of one sequence is 64 additions, too little for a numpy call; so step i is taken for
    all sequences together. Sums are formed in slovnet's order, (score + transition) + emission,
    and a tie goes to the first tag as there: scores grow with the text, so their rounding shows.

    Args:
        emissions: (words, tags).
        lengths: Words in each sequence; zero is legal.
        transitions: (from, to) scores.

    Returns:
        The tag of each word; and whether it is in doubt, because another path to the next word's
        tag scores so nearly the same that rounding may have chosen.
    """
    scores = _best_scores(emissions, lengths, transitions)
    pointers = _back_pointers(scores, emissions, transitions)
    tags = emissions.shape[1]
    path = bytearray(len(emissions))
    stop = 0
    for length in lengths.tolist():
        if not length:
            continue
        start, stop = stop, stop + length
        best = int(scores[stop - 1].argmax())
        path[stop - 1] = best
        for word in range(stop - 1, start, -1):
            best = pointers[word * tags + best]
            path[word - 1] = best
    chosen = np.frombuffer(path, np.uint8).astype(np.intp)
    return chosen, _in_doubt(chosen, scores, emissions, lengths, transitions)


def _in_doubt(
    chosen: Indexes, scores: Floats, emissions: Floats, lengths: Indexes, transitions: Floats
) -> npt.NDArray[np.bool_]:
    """Where, on the chosen path, another tag would do nearly as well for what follows."""
    words = np.arange(len(chosen))
    rivals = scores.copy()  # for a sequence's last word, whom nothing follows
    inner = np.ones(len(chosen), bool)
    inner[np.cumsum(lengths)[lengths > 0] - 1] = False
    before = words[inner]
    after = chosen[before + 1]
    rivals[before] += transitions.T[after]
    rivals[before] += emissions[before + 1, after, None]
    best = rivals[words, chosen]
    rivals[words, chosen] = -np.inf
    lead: Floats = best - rivals.max(axis=1)
    return lead <= _TOLERANCE + _ROUNDING * np.abs(best)


def _best_scores(emissions: Floats, lengths: Indexes, transitions: Floats) -> Floats:
    """The score of the best path that ends in each word with each tag: (words, tags)."""
    # Words are sorted by their number in the sequence, the longest sequence first: then step i
    # is one slice, and the sequences that go on are its first rows.
    by_length = np.argsort(-lengths, kind="stable")
    longest = int(lengths.max(initial=0))
    running = np.searchsorted(-lengths[by_length], -np.arange(longest), side="left")
    steps = np.repeat(np.arange(longest), running)
    offsets = np.cumsum(running) - running
    sequences = by_length[np.arange(len(steps)) - offsets[steps]]
    words = (np.cumsum(lengths) - lengths)[sequences] + steps

    scores: Floats = emissions[
        words
    ]  # to which the best predecessor's score is added, step by step
    sums = np.empty((len(transitions), len(lengths), len(transitions)), np.float32)
    best = np.empty(sums.shape[1:], np.float32)
    edges = transitions[:, None, :]
    before = scores[: int(running[0]) if longest else 0]
    for start, count in zip(offsets[1:].tolist(), running[1:].tolist(), strict=True):
        part, score = sums[:, :count], scores[start : start + count]
        np.add(before[:count].T[:, :, None], edges, out=part)
        # Rounding is monotonous: the best of rounded sums is the rounded sum of the best.
        np.maximum.reduce(part, axis=0, out=best[:count])
        score += best[:count]
        before = score
    in_order: Floats = np.empty_like(scores)
    in_order[words] = scores
    return in_order


def _back_pointers(scores: Floats, emissions: Floats, transitions: Floats) -> bytes:
    """Each word's best tag before, for each tag of its own; for first words, without a meaning."""
    words, tags = scores.shape
    pointers = np.zeros((words, tags), np.uint8)
    edges = np.ascontiguousarray(transitions.T)
    for start in range(1, words, _BLOCK):
        stop = min(start + _BLOCK, words)
        sums = scores[start - 1 : stop - 1, None, :] + edges
        sums += emissions[start:stop, :, None]
        pointers[start:stop] = sums.argmax(axis=2)
    return pointers.tobytes()
