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

    def is_modal(self, tokens: Tokens, low: int, high: int) -> bool:
        """Whether the clause tells what will or should happen, not what did."""
        return any(
            tokens.feats[place].tense == "Fut" or tokens.lemma[place] in self._lexicon.planning
            for place in range(low, high)
            if tokens.pos[place] in {"VERB", "AUX", "ADJ"}
        ) and not any(tokens.feats[place].tense == "Past" for place in range(low, high))
