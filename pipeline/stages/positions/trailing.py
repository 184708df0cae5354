"""Countries at the end of an office phrase, which its title leaves out."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.layers import CountryMention
from pipeline.stages.positions.context import NAMES, Context

_STATE_NOUNS = frozenset(
    {"республика", "государство", "королевство", "княжество", "султанат", "эмират", "федерация"}
)
_OF_DESTINATION = frozenset({"в", "во", "на", "при", "по", "с", "со", "к"})


def is_own_country(tokens: Tokens, head: int, end: int) -> bool:
    """Whether the phrase ends in «страны», which stands for a country named before.

    «глава страны» needs the word; «премьер-министр страны» does not.
    """
    last = end - 1
    if last <= head or tokens.lemma[last] != "страна" or tokens.feats[last].number != "Sing":
        return False
    if last == head + 1 and tokens.lemma[head] in {"глава", "руководитель", "лидер"}:
        return False
    return tokens.pos[last - 1] not in {"ADJ", "DET", "ADP", "NUM"}


def trailing_countries(
    context: Context, agreement: Agreement, head: int, end: int
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
    before = place - 1
    if tokens.lower[before] in _OF_DESTINATION:  # a destination or field stays in the title
        return end, ()
    if before > head and tokens.pos[before] == "ADJ" and (agreement.agree(tokens, before, place)):
        return end, ()  # «Центра изучения современной Турции»: a subject, no owner
    return place, tuple(found)
