"""Lone words that the tagger takes for persons, and that elsewhere in the text are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.stages.persons.words import NameSpan

_STEM = 4
_SHORTEST = 5
_ENDINGS = frozenset(
    {
        "", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "ами", "ах", "ой", "ей", "я", "ю",
        "ь", "й", "ям", "ями", "ях", "ью",
    }
)  # fmt: skip


def without_things(
    tokens: Tokens, found: Sequence[NameSpan], is_given: Callable[[str], bool]
) -> list[NameSpan]:
    """Names without lone words that elsewhere in the text are a thing's or a place's.

    «Глифосат», if «глифосата» stands there too; «Муром», if «в Муроме» is a place at least as
    often. A word of somebody's longer name stays.

    Args:
        tokens: The text.
        found: The names in it.
        is_given: Whether a word is a known given name.
    """
    lone = Counter(
        tokens.lower[span.tokens[0]]
        for span in found
        if span.tokens[1] - span.tokens[0] == 1
        and len(tokens.form[span.tokens[0]]) >= _SHORTEST
        and not is_given(tokens.lower[span.tokens[0]])
    )
    if not lone:
        return list(found)
    stems = {word[:_STEM] for word in lone}
    common = _by_stem(
        form
        for form in tokens.form
        if form[:_STEM] in stems and form[0].islower() and len(form) >= _SHORTEST
    )
    places = _by_stem(
        tokens.lower[entity.tokens[0]]
        for entity in tokens.entities
        if entity.label == "LOC" and entity.tokens[1] - entity.tokens[0] == 1
    )
    names = _by_stem(
        tokens.lower[index]
        for span in found
        if span.tokens[1] - span.tokens[0] > 1
        for index in range(*span.tokens)
    )
    persons = _by_stem(lone.elements())
    things = {
        word
        for word in lone
        if not _alike(word, names)
        and (_alike(word, common) or 0 < _alike(word, persons) <= _alike(word, places))
    }
    return [
        span
        for span in found
        if span.tokens[1] - span.tokens[0] > 1 or tokens.lower[span.tokens[0]] not in things
    ]


def _by_stem(words: Iterable[str]) -> dict[str, Counter[str]]:
    """How often each word occurs, by its first letters."""
    groups: dict[str, Counter[str]] = {}
    for word in words:
        groups.setdefault(word[:_STEM], Counter())[word] += 1
    return groups


def _alike(word: str, groups: dict[str, Counter[str]]) -> int:
    """How many of the words can be forms of `word`."""
    near = groups.get(word[:_STEM], Counter())
    return sum(count for other, count in near.items() if _one_stem(word, other))


def _one_stem(one: str, other: str) -> bool:
    """Whether two words can be forms of one noun: one stem, with endings of nouns."""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    return (
        shared >= max(_STEM, min(len(one), len(other)) - 2)
        and one[shared:] in _ENDINGS
        and other[shared:] in _ENDINGS
    )
