"""One office of several states, said once, each holder behind a state of their own.

«Министры энергетики Литвы X, Латвии Y и Эстонии Z», «министр финансов Литвы X, Латвии – Y»,
«участвовали министры: Литвы – X, от Латвии – Y»: the office of the first is that of all.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.grammar.agreement import is_abbreviation
from pipeline.layers import CountryMention
from pipeline.stages.positions.board import Board, Concord, Link

_DASHES = frozenset({"-", "–", "—"})
_BREAKS = frozenset({":", ",", ";", "и", "а", "также"})
_RULE = "positions.distributed"


def link_distributed(board: Board, concord: Concord) -> None:
    """Link the names of such lists to their office, each with its own state."""
    tokens = board.tokens
    for number, phrase in enumerate(board.phrases):
        if (
            not phrase.inner
            and number not in board.used
            and not phrase.trailing
            and tokens.feats[phrase.head].number == "Plur"
            and tokens.form[phrase.tokens[1] : phrase.tokens[1] + 1] == [":"]
        ):
            _walk(board, concord, number, phrase.tokens[1], bare=False)
    for number, phrase in enumerate(board.phrases):
        if number not in board.used and tokens.feats[phrase.head].number == "Plur":
            _each(board, concord, number)
    for link in list(board.links):
        phrase = board.phrases[link.phrase]
        end = board.mentions[link.mention].tokens[1]
        if (
            len(phrase.trailing) == 1
            and phrase.tokens[1] == phrase.trailing[0].tokens[1] < end
            and link.share == (0, 1)
        ):
            several = tokens.feats[phrase.head].number == "Plur"
            _walk(board, concord, link.phrase, end, bare=several)


def _walk(board: Board, concord: Concord, office: int, place: int, *, bare: bool) -> None:
    """Link the names that follow `place`, as long as each has its state in front of it.

    Args:
        board: The links so far.
        concord: The agreement of offices and names.
        office: The phrase that is the office of all.
        place: Where the list goes on: behind the phrase, or behind its first holder.
        bare: Whether a state may stand before the name without a dash.
    """
    taken = {link.mention for link in board.links}
    while (found := _next(board, concord, place, bare=bare)) is not None:
        mention, state = found
        # Only the first name of «Литвы – X, Латвии – Y» may lack agreement: it was linked before.
        if mention in taken or (bare and not concord.agrees(board, office, mention)):
            return
        board.link(replace(Link(mention, office, (0, 1), _RULE), state=state))
        place = board.mentions[mention].tokens[1]


def _next(
    board: Board, concord: Concord, place: int, *, bare: bool
) -> tuple[int, CountryMention] | None:
    """The next name of the list and the state before it."""
    tokens = board.tokens
    last = min(len(tokens), tokens.sentences[tokens.sentence[place - 1]][1])
    start = place
    while start < last and tokens.lower[start] in _BREAKS:
        start += 1
    if start == place:
        return None
    if start < last and tokens.lower[start] == "от":
        start += 1
    state = board.states.get(start)
    if state is None:
        return None
    noun = state.tokens[1] - 1
    if not is_abbreviation(tokens.form[noun]) and not any(
        concord.agreement.could_be(tokens, i, "Gen") for i in range(*state.tokens)
    ):
        return None
    name = state.tokens[1]
    if name < last and tokens.form[name] in _DASHES:
        name += 1
    elif not bare:
        return None
    mention = board.name_starting.get(name)
    return (mention, state) if mention is not None else None


def _each(board: Board, concord: Concord, office: int) -> None:
    """«сопредседателям комитета – министру X и директору Y»: two who have an office of their own.

    Each stands behind an office in the case of the plural one.
    """
    tokens = board.tokens
    phrase = board.phrases[office]
    place = phrase.tokens[1]
    if phrase.inner or tokens.form[place : place + 1] not in (["–"], ["—"], ["-"]):
        return
    holders: list[int] = []
    while place < len(tokens) and (not holders or tokens.lower[place] in {",", "и"}):
        own = board.starting.get(place + 1)
        if own is None or not concord.same_case(tokens, phrase.head, board.phrases[own].head):
            break
        link = next((x for x in board.links if x.phrase == own), None)
        if link is None or board.mentions[link.mention].tokens[0] < place:
            break
        holders.append(link.mention)
        place = board.mentions[link.mention].tokens[1]
    if len(holders) > 1:
        for order, holder in enumerate(holders):
            board.link(Link(holder, office, (order, len(holders)), _RULE))
