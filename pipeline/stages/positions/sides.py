"""Countries of offices that follow from there being two sides.

Four ways, all for offices of state that name no country themselves:

1. *Elimination*: one state has one holder of a seat. Of two states named, one has its minister of
   defence already («министр обороны X и министр обороны Литвы Y» in a release on Latvia and
   Lithuania): the other one is of the other state.
2. *Order*: two persons stand side by side as two states do just before («Литва и Латвия готовят
   встречу президента X и премьера Y»).
3. *Own side*: of two states that one word names together all officers who have a state are of one:
   those who need none are of the other.
4. *Between*: the office stands between two offices of one state, each a sentence away at most.

All are in doubt, and say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.layers import CountryForm, CountryMention, Position
from pipeline.stages.positions.context import NAMES, STATE_RANKS, Context, Origin, Phrase

DOUBT = "country_from_context"
_JOINTS = frozenset({",", "и", "(", ")"})
_BODY = 4
"""Words of a body's name that may stand between the names of two states."""


def by_elimination(
    context: Context,
    person: str,
    seat: Mapping[str, object],
    holders: Mapping[object, str],
    abroad: Collection[str],
) -> Origin | None:
    """The one state of two whose seat nobody holds yet.

    Args:
        context: The text.
        person: Who holds the office.
        seat: What the office is a seat of, by country.
        holders: Who holds which seat.
        abroad: States the person travels to.
    """
    codes = {mention.code for mention in context.countries.mentions}
    counted = Counter(mention.code for mention in context.countries.mentions)
    if len(codes) != 2:
        # Of more states the two the release begins with, if it goes on about both.
        codes = {code for code in _named_first(context) if counted[code] > 1}
    if len(codes) != 2:
        return None
    if any(holders.get(seat[code]) == person for code in codes):
        return None
    free = [code for code in sorted(codes - set(abroad)) if seat[code] not in holders]
    if len(free) != 1:
        return None
    mention = next((m for m in context.countries.mentions if m.code == free[0]), None)
    if mention is None:
        return None
    if counted[free[0]] == 1 and context.tokens.feats[mention.tokens[0]].case != "Nom":
        return None  # «в хранилищах Литвы»: spoken of, and no side
    return Origin(free[0], (mention.span,), False, "positions.country_elimination", (DOUBT,))


def pair_of(context: Context) -> dict[str, CountryMention]:
    """The two states that one word names together («Литовско-Латвийская комиссия»), by code.

    Empty where the release has no such word, or several of different states.
    """
    at: dict[tuple[int, int], dict[str, CountryMention]] = {}
    for mention in context.countries.mentions:
        at.setdefault(mention.tokens, {}).setdefault(mention.code, mention)
    pairs = [codes for codes in at.values() if len(codes) > 1]
    same = len({frozenset(codes) for codes in pairs}) == 1
    return pairs[0] if same and len(pairs[0]) == 2 else {}


def of_own_side(
    context: Context, positions: Iterable[Position], pair: Mapping[str, CountryMention]
) -> Origin | None:
    """The side of a pair whose officers need no country, where all who have one are the other's."""
    told = {
        position.country
        for position in positions
        if position.country_basis == "stated" and position.rank in STATE_RANKS
    }
    others = told & pair.keys()
    if len(others) != 1 or told - pair.keys() - {None}:
        return None
    own = next(code for code in pair if code not in others)
    mention = pair[own]
    return Origin(own, (mention.span,), False, "positions.country_own_side", (DOUBT,))


def _named_first(context: Context) -> set[str]:
    """The states of the first sentence that names any."""
    tokens = context.tokens
    mentions = context.countries.mentions
    if not mentions:
        return set()
    first = tokens.sentence[mentions[0].tokens[0]]
    return {m.code for m in mentions if tokens.sentence[m.tokens[0]] == first}


def in_order(
    context: Context, phrase: Phrase, position: Position, positions: Sequence[Position]
) -> Origin | None:
    """The state that stands where the person stands: first of two, or second."""
    tokens = context.tokens
    pair = _pair_before(context, phrase)
    if pair is None:
        return None
    names = [m for m in context.persons.mentions if m.tokens[0] >= phrase.tokens[0]]
    here = next((m for m in names if m.key == position.person), None)
    if here is None:
        return None
    sentence = tokens.sentence[here.tokens[0]]
    line = [m for m in context.persons.mentions if tokens.sentence[m.tokens[0]] == sentence]
    if len(line) != 2 or line[0].key == line[1].key or here not in line:
        return None
    if not _side_by_side(context, line[0].tokens[1], line[1].tokens[0]):
        return None
    if any(p.person in {m.key for m in line} and p.country is not None for p in positions):
        return None
    mention = pair[line.index(here)]
    return Origin(mention.code, (mention.span,), False, "positions.country_order", (DOUBT,))


def _pair_before(context: Context, phrase: Phrase) -> tuple[CountryMention, CountryMention] | None:
    """«Литва и Латвия» in the phrase's sentence or the one before, where no third is named."""
    tokens = context.tokens
    start = phrase.tokens[0]
    number = tokens.sentence[start]
    for sentence in (number, number - 1):
        if sentence < 0:
            return None
        first, last = tokens.sentences[sentence]
        mentions = context.countries_in((first, min(last, start)))
        if not mentions:
            continue
        codes = {m.code for m in mentions}
        if len(codes) != 2 or len(mentions) != 2:
            return None
        one, two = mentions
        between = range(one.tokens[1] + 1, two.tokens[0])
        if (
            one.form in NAMES
            and two.form in NAMES
            and tokens.lower[one.tokens[1]] == "и"
            # «Минздрав Литвы и Минздрав Латвии»: a body of either.
            and len(between) <= _BODY
            and all(tokens.pos[i] in {"NOUN", "PROPN", "ADJ"} for i in between)
        ):
            return one, two
        return None
    return None


def _side_by_side(context: Context, start: int, end: int) -> bool:
    """Whether only an office and «и» stand between two names."""
    tokens = context.tokens
    words = range(start, end)
    return any(tokens.lower[i] == "и" for i in words) and all(
        tokens.lower[i] in _JOINTS or tokens.pos[i] in {"NOUN", "ADJ", "PROPN"} for i in words
    )


def between(context: Context, phrase: Phrase, positions: Iterable[Position]) -> Origin | None:
    """The state of the offices before and behind, if it is one and named in both."""
    tokens = context.tokens
    here = tokens.sentence[phrase.head]
    place = tokens.start[phrase.head]
    before: Position | None = None
    after: Position | None = None
    for position in positions:
        if position.country is None or position.country_basis != "stated":
            continue
        if position.rank == "ambassador":
            continue  # he stands among his hosts
        index = tokens.at(position.span.start)
        if index is None or abs(tokens.sentence[index] - here) > 1:
            continue
        if position.span.start < place:
            before = position if before is None or position.span > before.span else before
        elif after is None or position.span < after.span:
            after = position
    if before is None or after is None or before.country != after.country:
        return None
    named = context.countries_in(
        (tokens.at(before.span.start) or 0, tokens.at(after.span.start) or 0)
    )
    if any(m.code != before.country and m.form is not CountryForm.CAPITAL for m in named):
        return None
    assert before.country is not None
    return Origin(
        before.country, before.country_spans, False, "positions.country_between", (DOUBT,)
    )
