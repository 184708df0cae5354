"""Mentions gathered into bodies, and the layer made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.analysis.tokens import Tokens
from pipeline.layers import Issue, Organization, OrganizationLayer, OrganizationMention
from pipeline.stages.organizations.found import Found

_WORD = re.compile(r"\w+")
_MINISTRY = "министерство"


@dataclass(slots=True)
class Group:
    """All mentions of one body.

    Attributes:
        idents: What its mentions are known by.
        mentions: The mentions, in order of discovery.
        abbreviation: Abbreviation the release binds to it.
        country: Code of the state it belongs to.
    """

    idents: set[str]
    mentions: list[Found] = field(default_factory=list)
    abbreviation: str | None = None
    country: str | None = None


def group(found: Iterable[Found], bound: dict[str, str]) -> list[Group]:
    """Groups of mentions that share an ident, in order of place.

    Args:
        found: The mentions.
        bound: Ident to the abbreviation the release binds to it.
    """
    groups: dict[str, Group] = {}
    for mention in sorted(found, key=lambda item: (item.start, -item.end)):
        ident = mention.body.ident
        if ident not in groups:
            groups[ident] = Group({ident}, abbreviation=bound.get(ident))
        groups[ident].mentions.append(mention)
    return list(groups.values())


def stems(name: str) -> tuple[str, ...]:
    """Words of a name without their endings, for comparing names."""
    return tuple(word[: max(4, len(word) - 2)] for word in _WORD.findall(name.casefold()))


def same_ministry(first: str, second: str) -> bool:
    """Whether one name begins like the other: «Министерство труда» and «… и защиты»."""
    one, other = sorted((stems(first), stems(second)), key=len)
    return len(one) >= 2 and one[0] == stems(_MINISTRY)[0] and other[: len(one)] == one


def layer(tokens: Tokens, groups: Iterable[Group], issues: Iterable[Issue]) -> OrganizationLayer:
    """The layer of the groups; keys count the bodies in order of first mention."""
    organizations: list[Organization] = []
    mentions: list[OrganizationMention] = []
    ordered = sorted(groups, key=lambda item: item.mentions[0].start)
    for number, item in enumerate(ordered, 1):
        key = f"body-{number}"
        best = max(item.mentions, key=lambda mention: (mention.body.rank, -mention.start))
        full = best.body
        spelled = [m for m in item.mentions if not m.is_abbreviation]
        lexicon = next((m.body for m in item.mentions if m.body.lexicon_id), None)
        abbreviation = item.abbreviation or _abbreviation(item.mentions) or full.abbreviation
        if spelled and lexicon is None:
            named = [m for m in spelled if m.rule != "organizations.reference"]
            full = max(named or spelled, key=lambda m: (m.body.rank, *_fullness(m.body.name))).body
        organizations.append(
            Organization(
                key=key,
                name=full.name,
                abbreviation=abbreviation if abbreviation != full.name else None,
                kind=full.kind,
                lexicon_id=lexicon.lexicon_id if lexicon else None,
                country=item.country or full.country,
                wikidata=lexicon.wikidata if lexicon else None,
                rule=best.rule,
                is_media=full.is_media,
                home=full.home,
            )
        )
        mentions += [
            OrganizationMention(
                tokens=(mention.start, mention.end),
                span=tokens.span(mention.start, mention.end),
                key=key,
                is_abbreviation=mention.is_abbreviation,
                rule=mention.rule,
            )
            for mention in item.mentions
        ]
    mentions.sort(key=lambda mention: (mention.tokens[0], -mention.tokens[1]))
    return OrganizationLayer(tuple(organizations), tuple(mentions), tuple(issues))


def _fullness(name: str) -> tuple[bool, int]:
    """How good a name is to call a body by: capitals are a letterhead's or a headline's."""
    return (not name.isupper(), len(name))


def _abbreviation(mentions: Iterable[Found]) -> str | None:
    """The abbreviation that the release itself uses."""
    for mention in mentions:
        if mention.is_abbreviation and mention.body.abbreviation:
            return mention.body.abbreviation
    return None
