"""Acts at which one receives others, hands credentials over, or plays a part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Reference, Role, TokenRange
from pipeline.stages.attendance.words import preposition_before

CREDENTIALS = "грамота"
"""What an envoy hands over: «верительные грамоты»."""
TAKING = frozenset({"принять", "принимать"})
ELECTING = frozenset({"избрать", "переизбрать"})
"""A body that sits elects one of those who are there."""
_DENIAL = 3
"""How far before its verb «не» stands, with an auxiliary between, in tokens."""
_PART_AWAY = 4
"""How far before «выступил» the part someone played may stand, in tokens."""
_INSTRUMENTAL = ("ом", "ем", "ами", "ями", "ей", "ой", "им", "ими")
_OBJECT_BEFORE = 6
"""How far before its verb a group that is received may stand («делегацию форума принял N»)."""
_PARTY = frozenset({"делегация", "гость", "представитель", "группа", "участник", "депутат"})
_HANDED = frozenset({"Nom", "Dat", ""})
_GUESTS = frozenset({"его", "её", "ее", "их"})
"""Pronouns for whom the release is about, before a verb of receiving."""


def receives_group(tokens: Tokens, verb: int, clause: TokenRange) -> bool:
    """«принял делегацию банка», «делегацию принял N»: guests without a name."""
    low, high = clause
    if is_done(tokens, verb) and any(
        tokens.lemma[place] in _PARTY and tokens.feats[place].case == "Nom"
        for place in range(max(low, verb - _OBJECT_BEFORE), verb)
    ):
        return True  # «делегация была принята министром N»
    if (
        verb > low
        and tokens.feats[verb - 1].case != "Nom"
        and any(
            tokens.lemma[place] in _PARTY and tokens.feats[place].case == "Acc"
            for place in range(max(low, verb - _OBJECT_BEFORE), verb)
        )
    ):
        return True
    return any(
        tokens.lemma[place] in _PARTY and tokens.feats[place].case in {"Acc", "Gen"}
        for place in range(verb + 1, min(verb + 4, high))
    ) and not any(tokens.pos[place] == "ADP" for place in range(verb + 1, min(verb + 3, high)))


def guest_before(tokens: Tokens, verb: int, low: int, taken: Collection[int]) -> bool:
    """«В аэропорту его встретили …», «Си Вэйминя встретил …»: whom the verb receives."""
    before = verb - 1
    return before >= low and (
        tokens.lower[before] in _GUESTS
        or (before in taken and tokens.feats[before].case in {"Acc", "Gen"})
        or named_twice(tokens, verb, low, taken)
    )


def named_twice(tokens: Tokens, verb: int, low: int, taken: Collection[int]) -> bool:
    """«Оюун приняла министр N»: a name that has no cases, and a subject behind the verb."""
    behind = verb + 1
    return (
        verb - 1 in taken
        and low <= verb - 1
        and behind in taken
        and tokens.feats[behind].case == "Nom"
        and tokens.feats[behind].number == "Sing"
    )


def credentials(
    tokens: Tokens, verb: int, clause: TokenRange, references: Sequence[Reference]
) -> Iterator[tuple[str, ...]]:
    """«N вручил верительные грамоты M», «M принял их у N», «грамоты послов: …»: all are there."""
    low, high = tokens.sentences[tokens.sentence[verb]]
    handed = next(i for i in range(*clause) if tokens.lemma[i] == CREDENTIALS)
    taken = tokens.lemma[verb] in TAKING
    for reference in references:
        start = reference.tokens[0]
        inside = clause[0] <= start < clause[1]
        preposition = preposition_before(tokens, start, clause[0] if inside else low)
        case = tokens.feats[start].case
        envoy = (
            taken
            and handed < start < high
            and case in {"Gen", "Acc"}
            and preposition in {"", "у", "от"}
            and not any(
                tokens.feats[i].verb_form == "Fin" for i in range(max(handed, verb) + 1, start)
            )
        )
        # «принял посла N по случаю вручения верительных грамот»
        guest = taken and inside and verb < start < handed and case in {"Gen", "Acc"}
        if (
            envoy
            or (guest and not preposition)
            or (inside and (preposition == "у" or (not preposition and case in _HANDED)))
        ):
            yield reference.persons


def performed(
    tokens: Tokens, verb: int, clause: TokenRange, parts: Mapping[str, tuple[Role, ...]]
) -> tuple[Role, ...] | None:
    """The roles of what someone «выступил» as, or `None` where no part is said.

    «Сопредседателями выступили N и M», «модератором сессии выступила N».
    """
    low, high = clause
    for place in (*range(verb - 1, max(low, verb - _PART_AWAY) - 1, -1), verb + 1, verb + 2):
        if (
            low <= place < high
            and tokens.lemma[place] in parts
            and tokens.lower[place].endswith(_INSTRUMENTAL)
            and not any(tokens.pos[i] == "ADP" for i in range(max(low, place - 2), place))
        ):
            return parts[tokens.lemma[place]]
    return None


def is_done(tokens: Tokens, index: int) -> bool:
    """Whether a verb is a short passive, whose doer stands in the instrumental."""
    feats = tokens.feats[index]
    return feats.verb_form == "Part" and feats.voice == "Pass" and not feats.case


def denied(tokens: Tokens, index: int, low: int) -> bool:
    """«не приехал», «не будет присутствовать», «не сможет приехать»."""
    before = range(max(low, index - _DENIAL), index)
    return any(
        tokens.lower[place] == "не"
        and all(tokens.pos[i] in {"VERB", "AUX", "ADV"} for i in range(place + 1, index))
        for place in before
    )


def second_guest(
    tokens: Tokens,
    verb: int,
    clause: TokenRange,
    reference: Reference,
    references: Sequence[Reference],
) -> bool:
    """«N приняла посла X и представителя Y»: behind the verb of one who receives are guests."""
    return reference.tokens[0] > verb and any(
        clause[0] <= other.tokens[0] < verb
        and tokens.feats[other.tokens[0]].case == "Nom"
        and other.persons != reference.persons
        for other in references
    )


def joined(tokens: Tokens, guest: Reference, reference: Reference) -> bool:
    """«приняла посла X и директора компании Y»: one more guest of the same verb."""
    between = range(guest.tokens[1], reference.tokens[0])
    case = tokens.feats[reference.tokens[0]].case
    words = tokens.lower[between.start : between.stop]
    return (
        case in {"Gen", "Acc"}
        and words[:1] in (["и"], [","])
        and not any(
            tokens.pos[i] in {"ADP", "VERB", "AUX", "SCONJ"} or tokens.feats[i].case == "Nom"
            for i in between
        )
    )


def goes_on(tokens: Tokens, first: Reference, second: Reference) -> bool:
    """«выступили министр N; посол M; директор центра K»: the next of a list of subjects.

    Whatever stands between two of a list, it is no clause of its own.
    """
    between = range(first.tokens[1], second.tokens[0])
    return tokens.feats[second.tokens[0]].case in {"Nom", ""} and not any(
        tokens.feats[i].verb_form == "Fin"
        or tokens.pos[i] == "SCONJ"
        or tokens.lower[i].startswith("котор")
        for i in between
    )


def heard(tokens: Tokens, verb: int, start: int) -> bool:
    """«заслушали информацию руководителя миссии N»: no clause leads to who reports."""
    return start > verb + 1 and not any(
        tokens.pos[i] in {"VERB", "AUX", "PUNCT", "CCONJ"} or tokens.feats[i].case in {"Nom", "Ins"}
        for i in range(verb + 2, start)
    )
