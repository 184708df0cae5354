"""Values proposed for words of the text: the nominative of a phrase, a country's code."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.analysis.tokens import Tokens
    from pipeline.grammar.nominative import Nominative

_LONGEST: Final = 600
_CONTEXT: Final = 300
"""Code points of text on either side that the models get with the words."""
_NOMINATIVE: Final = frozenset(
    {"positions", "participants", "documents", "topics", "measures", "organizations"}
    | {"place", "event", "issuer"}
)


class Proposer:
    """Proposes values; the models are loaded when the first phrase comes, once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def propose(self, text: str, kind: str, start: int, end: int) -> str | None:
        """What the words `[start, end)` of `text` may be as the name of an item.

        Returns:
            A country's code, a phrase in the nominative, or the words themselves; `None` for no
            words, or words that name no one country.
        """
        words = text[start:end] if 0 <= start < end <= len(text) else ""
        if not words.strip():
            return None
        if kind == "countries":
            from pipeline.resources.countries import country_lexicon

            codes = country_lexicon().lookup(words.strip())
            return codes.pop() if len(codes) == 1 else None
        plain = " ".join(words.split())
        if kind not in _NOMINATIVE or len(words) > _LONGEST:
            return words if kind == "statements" else plain
        with self._lock:
            phrase = self._in_nominative(text, start, end) or plain
        return _office(phrase) if kind == "positions" else phrase

    def warm(self) -> None:
        """Load the models, so that the first key does not wait for them."""
        with self._lock:
            self._in_nominative("Министр прибыл.", 0, 7)

    def _in_nominative(self, text: str, start: int, end: int) -> str | None:
        # A few hundred code points of context give the models their grammar, and keep a long
        # release from being analysed for one key.
        floor, ceiling = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
        read, nominative = self._models
        tokens = read(text[floor:ceiling])
        first = bisect_right(tokens.end, start - floor)
        last = bisect_left(tokens.start, end - floor)
        if first >= last:
            return None
        return nominative.phrase(tokens, first, last).text

    @cached_property
    def _models(self) -> tuple[Callable[[str], Tokens], Nominative]:
        from pipeline.analysis.language import load_nlp
        from pipeline.analysis.morphology import Morphology
        from pipeline.analysis.tokens import TokenViewBuilder
        from pipeline.grammar.nominative import Nominative

        nlp, view = load_nlp(), TokenViewBuilder()
        return lambda text: view(nlp(text)), Nominative(Morphology())


def _office(phrase: str) -> str:
    """An office without the country it ends on, in lower case but for abbreviations."""
    from pipeline.resources.countries import country_lexicon

    words = phrase.split()
    for size in range(min(_COUNTRY_WORDS, len(words) - 1), 0, -1):
        if country_lexicon().is_country_form(" ".join(words[-size:])):
            words = words[:-size]
            break
    if words and words[0][1:] == words[0][1:].lower():
        words[0] = words[0].lower()
    return " ".join(words)


_COUNTRY_WORDS: Final = 5
