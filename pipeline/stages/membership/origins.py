"""Countries that only say where someone comes from, or with whom someone works."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.layers import CountryMention, OrganizationLayer, ParticipantLayer


def silent(
    tokens: Tokens,
    participants: ParticipantLayer,
    organizations: OrganizationLayer,
    mentions: Sequence[CountryMention],
) -> frozenset[int]:
    """Tokens of countries that do not act by standing there.

    Those in offices of other states' people («посол N в M», «руководитель бюро по связям с M»),
    and those in the name of a union («представители Союза N и M»).
    """
    homes = {
        participant.person: {p.country for p in participant.positions if p.country}
        for participant in participants.participants
    }
    starts = [mention.tokens[0] for mention in mentions]
    found: set[int] = set()
    for reference in participants.references:
        if reference.kind != "office" or tokens.feats[reference.tokens[0]].number == "Plur":
            continue  # «лидеры N, M и K»
        own = set().union(*(homes.get(person, set()) for person in reference.persons))
        first = bisect_left(starts, reference.tokens[0])
        for mention in mentions[first : bisect_left(starts, reference.tokens[1])]:
            if mention.code not in own:
                found.update(range(*mention.tokens))
    for body in organizations.mentions:
        if organizations.get(body.key).kind == "intergovernmental":
            found.update(range(*body.tokens))
    return frozenset(found)


def origins(
    tokens: Tokens,
    participants: ParticipantLayer,
    mentions: Sequence[CountryMention],
    present: Collection[str],
) -> dict[int, bool]:
    """Countries in brackets behind a name («N (Литва)»), and whether they act there by it.

    Who is given no office came for the state; of whom has one, the office says it.
    """
    officers = {p.person for p in participants.participants if p.positions}
    behind = {r.tokens[1]: r.persons for r in participants.references if r.kind == "name"}
    found: dict[int, bool] = {}
    for mention in mentions:
        start, end = mention.tokens
        persons = behind.get(start - 1, ())
        if persons and tokens.form[start - 1] == "(" and tokens.form[end : end + 1] == [")"]:
            found[start] = any(p in present and p not in officers for p in persons)
    return found
