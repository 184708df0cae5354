"""Who is said to have signed an instrument."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    CountryMention,
    ParticipantLayer,
    Reference,
)
from pipeline.stages.documents.links import Link
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Outcome

_Placed = TypeVar("_Placed", Reference, CountryMention)

_STOPS = frozenset({";", "что", "чтобы", "если"})
_NAMED = frozenset({CountryForm.NAME, CountryForm.OFFICIAL, CountryForm.ABBREVIATION,
                    CountryForm.CAPITAL})  # fmt: skip


def signatories(
    tokens: Tokens,
    mention: Mention,
    link: Link,
    participants: ParticipantLayer,
    countries: CountryLayer,
) -> Sequence[str]:
    """Keys of persons and codes of countries in the clause of a completed act of signing.

    Countries count where they are the subject («Россия и Китай подписали …»), persons where
    they are named in the clause and not inside the title or «в присутствии …».
    """
    if link.act is None or link.act.id != "sign" or link.outcome is not Outcome.DONE:
        return ()
    if link.form not in {"active", "passive", "signatures"}:
        return ()
    start, end = _clause(tokens, mention, link)
    found: list[str] = []
    presence = _presence(tokens, start, end)
    last = start
    for reference in _from(participants.references, start):
        place = reference.tokens[0]
        if place >= end:
            break
        if mention.start <= place < mention.end or place in presence:
            continue
        if reference.kind == "name" or reference.kind in {"office", "pronoun"}:
            case = tokens.feats[place].case
            passive = link.form == "passive"
            with_him = place > 0 and _after_with(tokens, place, start)
            named = (passive and case == "Ins") or (
                not passive and (case in {"Nom", ""} or with_him)
            )
            if named or (found and _coordinated(tokens, last, place)):
                last = reference.tokens[1]
                found.extend(key for key in reference.persons if key not in found)
    for country in _from(countries.mentions, start):
        place = country.tokens[0]
        if place >= end:
            break
        if mention.start <= place < mention.end or country.form not in _NAMED:
            continue
        # «Бахрейн и Мальта подписали …»: an accusative by its tag, which no verb stands before.
        case = tokens.feats[place].case
        subject = case == "Acc" and link.form == "active" and place < link.index < mention.start
        if country.inside is None and (case == "Nom" or subject):
            before = tokens.pos[place - 1] if place > start else ""
            if before not in {"NOUN", "PROPN", "ADJ"} and country.code not in found:
                found.append(country.code)
    return found


def _from(items: Sequence[_Placed], start: int) -> Iterator[_Placed]:
    """Items from `start` on of those sorted by place."""
    first = bisect_left(items, start, key=lambda item: item.tokens[0])
    return (items[number] for number in range(first, len(items)))


def _clause(tokens: Tokens, mention: Mention, link: Link) -> tuple[int, int]:
    low, high = tokens.sentences[tokens.sentence[link.index]]
    start = link.index
    while start > low and tokens.lower[start - 1] not in _STOPS:
        if tokens.lemma[start - 1] == "который":
            break
        if tokens.pos[start - 1] == "VERB" and tokens.feats[start - 1].verb_form == "Fin":
            break
        start -= 1
    end = max(link.index + 1, mention.end if mention.start > link.index else 0)
    if link.form == "signatures":
        # «Подписи под документом поставили …»: the verb stands in front of the names.
        while end < high and tokens.feats[end].verb_form != "Fin":
            end += 1
        end = min(end + 1, high)
    while end < high and tokens.lower[end] not in _STOPS and tokens.lemma[end] != "который":
        if tokens.pos[end] == "VERB" and tokens.feats[end].verb_form == "Fin":
            break
        end += 1
    return start, end


def _coordinated(tokens: Tokens, end: int, start: int) -> bool:
    """Whether only «и», a comma and words of office stand between two names."""
    between = range(end, start)
    return (
        0 < len(between) <= 12
        and tokens.lower[end] in {"и", ","}
        and not any(tokens.pos[index] in {"VERB", "ADP"} for index in between)
    )


def _presence(tokens: Tokens, start: int, end: int) -> frozenset[int]:
    """Tokens behind «в присутствии», up to the verb."""
    found: set[int] = set()
    inside = False
    for index in range(start, end):
        if tokens.lemma[index] == "присутствие":
            inside = True
        elif inside and (tokens.pos[index] in {"VERB", "AUX"} or tokens.lower[index] == ","):
            inside = False
        elif inside:
            found.add(index)
    return frozenset(found)


def _after_with(tokens: Tokens, place: int, start: int) -> bool:
    """«подписал с главой МВД X»: the other party, in the instrumental behind «с»."""
    if tokens.feats[place].case != "Ins":
        return False
    return any(
        tokens.lower[index] in {"с", "со"} for index in range(place - 1, max(start, place - 10), -1)
    )
