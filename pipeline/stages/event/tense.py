"""Whether an event is told as past, or as still to come."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.resources.events import EventLexicon


class Tenses:
    """Questions about the time of verbs and clauses.

    Args:
        lexicon: Words of events.
    """

    def __init__(self, lexicon: EventLexicon) -> None:
        self._lexicon = lexicon

    def is_future(self, tokens: Tokens, verb: int) -> bool:
        """Whether the verb at `verb` tells of what is to come."""
        feats = tokens.feats[verb]
        if feats.tense == "Fut":
            return True
        low, high = clause_of(tokens, verb)
        near = range(max(low, verb - 4), min(high, verb + 2))
        if tokens.lemma[verb] in self._lexicon.planning:
            return True
        if feats.verb_form == "Inf" or feats.tense != "Past":
            return any(tokens.lemma[place] in self._lexicon.planning for place in near)
        return False

    def is_modal(self, tokens: Tokens, index: int, low: int, high: int) -> bool:
        """Whether what is said of the event at `index` will or should happen, or only may.

        What stands between commas with the event counts before the rest of its clause: «если
        стороны на встрече не договорятся, заявил N».
        """
        first, last = self._stretch(tokens, index, low, high)
        if any(tokens.lower[place] == "если" for place in range(first, min(first + 2, last))):
            return True
        return any(
            tokens.feats[place].tense == "Fut" or tokens.lemma[place] in self._lexicon.planning
            for place in range(first, last)
            if tokens.pos[place] in {"VERB", "AUX", "ADJ"}
        ) and not any(tokens.feats[place].tense == "Past" for place in range(first, last))

    def _stretch(self, tokens: Tokens, index: int, low: int, high: int) -> tuple[int, int]:
        """The part of a clause between commas around `index`, if it has a predicate of its own."""
        first = next((i + 1 for i in range(index - 1, low - 1, -1) if tokens.form[i] == ","), low)
        last = next((i for i in range(index, high) if tokens.form[i] == ","), high)
        if any(
            tokens.feats[place].verb_form == "Fin" or tokens.lemma[place] in self._lexicon.planning
            for place in range(first, last)
        ):
            return first, last
        return low, high
