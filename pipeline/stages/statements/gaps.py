"""Clauses behind content that tell of others: «…, а Y — о дорогах», «…, его поддержал Y»."""

from __future__ import annotations

from pipeline.layers import Reference
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import DASHES
from pipeline.stages.statements.speakers import Speakers

_TAKEN_UP = frozenset(
    {"его", "её", "ее", "их", "ему", "ей", "им", "ним", "ней", "ними", "это", "этим", "этому"}
)
_LONGEST_NAMED = 14
"""Words that name a speaker in front of a dash."""


class Gaps:
    """Finds such clauses in one release."""

    def __init__(self, narration: Narration, speakers: Speakers) -> None:
        self._narration = narration
        self._tokens = narration.tokens
        self._speakers = speakers

    def find(self, index: int, limit: int, start: int) -> tuple[Reference, int] | None:
        """«…, а Y — надежду на встречу»: who takes up the verb behind a break, where with what.

        Args:
            index: The break.
            limit: Token to stop before.
            start: Where the content begins that the new one runs parallel to.
        """
        tokens, narration = self._tokens, self._narration
        if tokens.form[index] not in {",", ";"} or index + 1 >= limit:
            return None
        first = index + 1
        linked = tokens.lower[first] in {"а", "и"}
        first += linked
        dash = first
        while dash < limit and tokens.form[dash] not in DASHES:
            if is_finite(tokens, dash) or narration.is_break(dash) or dash - first > _LONGEST_NAMED:
                return None
            dash += 1
        if dash + 1 >= limit or dash == first or tokens.pos[first] == "ADP":
            return None
        reference = narration.references.get(dash - 1)
        if reference is None or reference.kind == "pronoun" or len(reference.persons) != 1:
            return None
        if reference.tokens[1] != dash or self._speakers.level(reference) == 0:
            return None
        for place in range(first, reference.tokens[0]):
            other = narration.references.get(place)
            if other is not None and other.kind == "name" and other.persons != reference.persons:
                return None
        nominative = any(tokens.feats[place].case == "Nom" for place in range(first, dash))
        if not nominative or not self._parallel(start, dash + 1, linked=linked):
            return None
        return reference, dash + 1

    def _parallel(self, start: int, place: int, *, linked: bool) -> bool:
        """Whether two contents begin alike: with one preposition, in one case, with «что»."""
        tokens = self._tokens
        if tokens.lower[start - 1] == "что" and tokens.lower[place] == "что":
            return True
        if tokens.pos[start] == "ADP" or tokens.pos[place] == "ADP":
            return tokens.lower[start][:1] == tokens.lower[place][:1] and (
                tokens.pos[start] == tokens.pos[place]
            )
        mine, theirs = tokens.feats[start], tokens.feats[place]
        if mine.verb_form == "Inf" or theirs.verb_form == "Inf":
            return mine.verb_form == theirs.verb_form
        if tokens.lower[start - 1] == "что":
            return False
        # «уверенность» may be tagged nominative; «Пётр Лазарев — министр» tells of somebody.
        thing = theirs.animacy != "Anim" and theirs.case in {"Acc", "Nom"}
        return linked or (mine.case == "Acc" and thing)

    def taken_up(self, index: int, limit: int, *, clause: bool) -> bool:
        """Whether what others did about it follows a comma: «…, его поддержали X и Y».

        Behind a content that is a clause itself only a verb of speech tells.
        """
        tokens, narration = self._tokens, self._narration
        if tokens.form[index] != "," or index + 2 >= limit:
            return False
        place = index + 1
        place += tokens.pos[place] == "ADP"
        if tokens.lower[place] not in _TAKEN_UP or tokens.feats[place].case == "Nom":
            return False
        place = narration.adverbs_end(place + 1, limit)
        if place >= limit or not is_finite(tokens, place):
            return False
        if clause and not narration.lexicon.entries(tokens, place):
            return False
        return self._speakers.right(place, narration.segment(place)[1], strict=True) is not None
