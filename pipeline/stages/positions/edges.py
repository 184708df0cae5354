"""Countries at the edges of an office phrase, which its title leaves out."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.layers import CountryForm, CountryMention, TokenRange
from pipeline.resources.offices import OfficeHead
from pipeline.stages.positions.context import NAMES, Context, Phrase

_STATE_NOUNS = frozenset(
    {"республика", "государство", "королевство", "княжество", "султанат", "эмират", "федерация"}
)
_NAMED_SO = frozenset({"банк", "университет", "академия"})
"""Nouns that with a country's name alone behind them name one body."""
_STATES = frozenset({"страна", "государство", "республика", "королевство"})
_LEADERS = frozenset({"глава", "руководитель", "лидер"})
_OF_DESTINATION = frozenset({"в", "во", "на", "при", "по", "с", "со", "к"})


class CountryEdges:
    """Tells the countries around a title from the title."""

    def __init__(self, phrases: NounPhrases) -> None:
        self._phrases = phrases

    def phrase(
        self,
        context: Context,
        span: TokenRange,
        head: int,
        entry: OfficeHead | None,
        acting: bool,
    ) -> Phrase:
        """The phrase over the tokens of `span`, its countries told from its title."""
        start, end = span
        leading = context.country_at.get(start) if start < head else None
        if leading is not None and leading.form is not CountryForm.ADJECTIVE:
            leading = None
        title_end, trailing = self._trailing(context, head, end)
        if not trailing:
            title_end = self._without_states(context.tokens, head, title_end)
        title_start = start
        if leading is not None and leading.tokens[1] <= head:
            title_start = leading.tokens[1]
        inside = context.countries_in((title_start, title_end))
        return Phrase(
            span, head, entry, (title_start, title_end), leading, trailing, inside, acting
        )

    def _without_states(self, tokens: Tokens, head: int, end: int) -> int:
        """The title's end without «страны», «Королевства» or «трёх стран», which name no field."""
        if self._is_own_country(tokens, head, end):
            return end - 1
        counted = (
            end - 2 > head
            and tokens.lemma[end - 1] in _STATES
            and tokens.feats[end - 1].number == "Plur"
            and (tokens.pos[end - 2] == "NUM" or tokens.lemma[end - 2] == "оба")
        )
        bare = end - 3 == head and tokens.lemma[head] in _LEADERS
        return end - 2 if counted and not bare else end

    def _is_own_country(self, tokens: Tokens, head: int, end: int) -> bool:
        """Whether the phrase ends in «страны», which stands for a country named before.

        «глава страны» needs the word; «премьер-министр страны» does not.
        """
        last = end - 1
        named = last > head and (
            tokens.lemma[last] == "страна"
            or (tokens.lemma[last] in _STATES and tokens.form[last][0].isupper())
        )
        if not named or tokens.feats[last].number != "Sing":
            return False
        if last == head + 1 and tokens.lemma[head] in _LEADERS:
            return False
        return tokens.pos[last - 1] not in {"ADJ", "DET", "ADP", "NUM"}

    def _trailing(
        self, context: Context, head: int, end: int
    ) -> tuple[int, tuple[CountryMention, ...]]:
        """Where the title ends before the countries at the phrase's end, and those countries."""
        tokens = context.tokens
        found: list[CountryMention] = []
        place = end
        if tokens.form[place - 1] == ")" and place - 3 > head:
            opening = place - 3
            if tokens.form[opening] == "(" and (place - 1) in context.country_ending:
                place = opening
        while True:
            mention = context.country_ending.get(place)
            if mention is None or mention.form not in NAMES or mention.tokens[0] <= head:
                break
            found.insert(0, mention)
            place = mention.tokens[0]
            if place - 1 > head and tokens.lemma[place - 1] in _STATE_NOUNS:
                place -= 1  # «министр Республики Турции», both words declined
            joined = place - 1 > head and tokens.lower[place - 1] in {"и", ","}
            if not joined or (place - 1) not in context.country_ending:
                break
            place -= 1
        if not found or (len(found) > 1 and tokens.feats[head].number != "Plur"):
            return end, ()  # «госсекретарь Союзного государства России и Белоруссии»
        if tokens.lemma[place - 1] in _NAMED_SO and any(
            body.tokens == (place - 1, end) for body in context.bodies_in((head + 1, end))
        ):
            return end, ()  # «глава Банка Литвы»
        if len(found) == 1:
            place = self._without_epithet(tokens, head, place)
        before = place - 1
        if tokens.lower[before] in _OF_DESTINATION:  # a destination or field stays in the title
            return end, ()
        if (
            before > head
            and tokens.pos[before] == "ADJ"
            and not self._phrases.agreement.is_noun(tokens, before)
            and (self._phrases.agreement.agree(tokens, before, place))
        ):
            return end, ()  # «Центра изучения современной Турции»: a subject, no owner
        return place, tuple(found)

    def _without_epithet(self, tokens: Tokens, head: int, place: int) -> int:
        """«лидер самопровозглашённой …», «президент соседней Литвы»: what describes the country."""
        start = place
        while (
            start - 1 > head
            and (
                tokens.pos[start - 1] in {"ADJ", "DET"}
                or tokens.feats[start - 1].verb_form == "Part"
            )
            and not self._phrases.agreement.is_noun(tokens, start - 1)
        ):
            start -= 1
        case = tokens.feats[place].case
        agreed = all(tokens.feats[i].case in {case, "", "Gen"} for i in range(start, place))
        return start if start == head + 1 and agreed else place
