"""Countries that head lists of people: «В состав делегации вошли: …», «с литовской стороны:».

The list goes on behind the colon, or below it, a line a person, with bullets or without.
"""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.layers import CountryForm, CountryMention
from pipeline.stages.positions.context import NAMES, Context, Origin
from pipeline.stages.positions.lexicon import OfficeLexicon

_ENDS = frozenset({".", "!", "?", ","})
_LABEL_ENDS = frozenset({":", "–", "—", "-"})


class Headings:
    """Finds the state in the heading of the list that an office stands in."""

    def __init__(self, lexicon: OfficeLexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, context: Context, start: int, name: int) -> Origin | None:
        """The state that heads the list, for the item that has its words from `start` on.

        Args:
            context: The text and the earlier layers.
            start: First token of the office or the name, whichever stands first.
            name: First token of the name.
        """
        mention = self._label(context, name) or self._under(context, start)
        if mention is None:
            return None
        return Origin(mention.code, (mention.span,), False, "positions.country_heading")

    def _under(self, context: Context, start: int) -> CountryMention | None:
        """«В состав делегации Литвы вошли: министр X, ректор Y»: the state before the colon."""
        tokens = context.tokens
        colon = self._colon(context, start)
        if colon is None:
            return None
        first = tokens.sentences[tokens.sentence[colon]][0]
        if self._lexicon.frames["heading"].isdisjoint(tokens.lemma[first:colon]) or any(
            tokens.feats[i].verb_form == "Fin"
            and tokens.lemma[i] not in self._lexicon.frames["heading_verb"]
            for i in range(first, colon)
        ):
            return None
        named = [
            mention
            for mention in context.countries_in((first, colon))
            if mention.form is not CountryForm.CAPITAL
        ]
        return named[-1] if len({mention.code for mention in named}) == 1 else None

    def _colon(self, context: Context, start: int) -> int | None:
        """The colon that the list begins behind which the office stands in."""
        tokens = context.tokens
        first = tokens.sentences[tokens.sentence[start]][0]
        item = first
        while item and tokens.form[item - 1] != ":" and self._goes_on(context, item):
            item = tokens.sentences[tokens.sentence[item - 1]][0]
        if item and tokens.form[item - 1] == ":":
            return item - 1
        for index in range(start - 1, first, -1):
            if tokens.form[index] == ":":
                return index
            if tokens.pos[index] == "VERB" and tokens.feats[index].verb_form != "Part":
                return None
            if context.quotations.speaks(index):
                return None
        return None

    def _goes_on(self, context: Context, first: int) -> bool:
        """Whether a line goes on with a list.

        Behind a semicolon, with a bullet of its own, or below another line with a person.
        """
        tokens = context.tokens
        bullet = tokens.text[tokens.end[first - 1] : tokens.start[first]].strip()
        return (
            tokens.form[first - 1] == ";" or bool(bullet) or self._is_below_a_person(context, first)
        )

    @staticmethod
    def _is_below_a_person(context: Context, first: int) -> bool:
        """Whether the line above is a person's, with no sentence of its own."""
        tokens = context.tokens
        start, end = tokens.sentences[tokens.sentence[first - 1]]
        return (
            _begins_line(tokens, first)
            and _begins_line(tokens, start)
            and tokens.form[end - 1] not in _ENDS
            and not context.in_person.isdisjoint(range(start, end))
            and not any(tokens.feats[i].verb_form == "Fin" for i in range(start, end))
        )

    def _label(self, context: Context, name: int) -> CountryMention | None:
        """«Республика Литва» alone on a line, its people on the lines below."""
        tokens = context.tokens
        item = tokens.sentences[tokens.sentence[name]][0]
        if any(tokens.feats[i].verb_form == "Fin" for i in range(item, name)):
            return None
        while item and _begins_line(tokens, item):
            start, end = tokens.sentences[tokens.sentence[item - 1]]
            mention = context.country_at.get(start)
            if mention is not None and mention.form in NAMES and _begins_line(tokens, start):
                rest = tokens.form[mention.tokens[1] : end]
                return mention if not rest or (len(rest) == 1 and rest[0] in _LABEL_ENDS) else None
            if not self._is_below_a_person(context, item):
                return None
            item = start
        return None


def _begins_line(tokens: Tokens, index: int) -> bool:
    """Whether a token is the first of a section of the text."""
    return index == 0 or tokens.section[index] != tokens.section[index - 1]
