"""Whose a body is: the second step, once the countries of the release are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    CountryMention,
    Organization,
    OrganizationLayer,
    OrganizationMention,
)
from pipeline.stages.organizations.grouping import same_ministry, stems
from pipeline.stages.organizations.institutions import SHARED

_NAMES = frozenset({CountryForm.NAME, CountryForm.OFFICIAL, CountryForm.ABBREVIATION})
_OF_STATES = frozenset({"government", "parliament"})
_EMBASSY = "organizations.head.embassy"
_SHORT = "organizations.institution.short_name"
_REFERENCE = "organizations.reference"


@dataclass(slots=True)
class _Variant:
    """A body together with one country, and the mentions that are of both.

    `apart` are mentions of which it is only known that they are of another state's body.
    """

    body: Organization
    country: str | None
    mentions: list[OrganizationMention]
    apart: bool = False

    @property
    def first(self) -> int:
        return self.mentions[0].tokens[0]


def assign_countries(
    layer: OrganizationLayer, tokens: Tokens, countries: CountryLayer
) -> OrganizationLayer:
    """The layer with the state each body belongs to.

    It is the country named inside the name or right beside it («Министерство … Литвы», «литовский
    МИД»), or the lexicon's. Mentions of one name that belong to several states become several
    bodies; a mention without a country belongs to the one that stands before it, if there is one
    only. Then the short and the long name of one body of one state become one entry.

    Args:
        layer: The bodies as `OrganizationStage` found them.
        tokens: The release's words.
        countries: The countries it names.

    Returns:
        A new layer; keys are given anew.
    """
    finder = _Beside(tokens, countries)
    by_key: dict[str, list[OrganizationMention]] = {}
    bodies = {body.key: body for body in layer.organizations}
    for mention in reversed(layer.mentions):
        # Inner names come behind the outer ones that begin before them.
        finder.learn(mention, bodies[mention.key])
    for mention in layer.mentions:
        by_key.setdefault(mention.key, []).append(mention)
    variants: list[_Variant] = []
    for body in layer.organizations:
        variants += _split(body, by_key[body.key], finder)
    return _rebuilt(_merged(variants), layer)


class _Beside:
    """Finds the country that stands in or beside a name."""

    def __init__(self, tokens: Tokens, countries: CountryLayer) -> None:
        self._tokens = tokens
        self._starts: dict[int, list[CountryMention]] = {}
        self._ends: dict[int, list[CountryMention]] = {}
        for mention in countries.mentions:
            self._starts.setdefault(mention.tokens[0], []).append(mention)
            self._ends.setdefault(mention.tokens[1], []).append(mention)
        self._known: dict[tuple[int, int], str] = {}
        self._places = {place.tokens[1]: place.code for place in countries.places}

    def __call__(self, mention: OrganizationMention, body: Organization) -> str | None:
        if body.kind == "intergovernmental" or body.is_media:
            return None
        return (
            self._after(mention.tokens[1])
            or self._inside(mention, body)
            or self._before(mention.tokens[0])
            or body.country
            or self._inner(mention)
        )

    def listed(self, start: int) -> list[str]:
        """Codes of the countries in the list that begins at token `start`, in order."""
        codes: list[str] = []
        words = self._tokens.lower
        while True:
            named = [m for m in self._starts.get(start, ()) if m.form in _NAMES]
            if not named:
                return list(dict.fromkeys(codes))
            codes.append(named[0].code)
            start = named[0].tokens[1]
            if start >= len(words) or words[start] not in {"и", ","}:
                return list(dict.fromkeys(codes))
            start += 1

    def is_elsewhere(self, mention: OrganizationMention, code: str) -> bool:
        """Whether the words before a mention in its sentence name other states, and not this."""
        tokens = self._tokens
        first = tokens.sentences[tokens.sentence[mention.tokens[0]]][0]
        named = {
            country.code
            for start in range(first, mention.tokens[0])
            for country in self._starts.get(start, ())
            if country.form in _NAMES
        }
        return bool(named) and code not in named

    def learn(self, mention: OrganizationMention, body: Organization) -> None:
        """Remember whose a body is, for longer names that end with its."""
        code = self(mention, body)
        if code is not None and body.kind in _OF_STATES:
            self._known[mention.tokens] = code

    def _inner(self, mention: OrganizationMention) -> str | None:
        """The country of the body that the name ends with, or that stands behind its head.

        «комитет Национального собрания», «комитет Сейма по обороне».
        """
        start, end = mention.tokens
        owners = [(start + 1, stop) for stop in range(start + 2, end)]
        owners += [(index, end) for index in range(start + 1, end)]
        return next((self._known[place] for place in owners if place in self._known), None)

    def _after(self, end: int) -> str | None:
        tokens = self._tokens
        if end < len(tokens) and tokens.form[end] == "(":
            stop = min(len(tokens), end + 6)
            closing = next((i for i in range(end, stop) if tokens.form[i] == ")"), None)
            end = closing + 1 if closing is not None else end
        if end < len(tokens) and tokens.section[end] != tokens.section[end - 1]:
            return None  # a country on a line of its own
        return _only(m.code for m in self._starts.get(end, ()) if m.form in _NAMES)

    def _inside(self, mention: OrganizationMention, body: Organization) -> str | None:
        start, end = mention.tokens
        found = [
            country
            for index in range(start, end)
            for country in self._starts.get(index, ())
            if country.tokens[1] <= end
        ]
        if not found:
            return None
        if mention.rule == _EMBASSY:
            return found[0].code
        if body.kind in _OF_STATES:
            return _only(country.code for country in found)
        # «Институт Китая» may stand anywhere; only its own adjective or a bare name tells.
        return _only(
            country.code
            for country in found
            if country.tokens[0] == start or (country.tokens[1] == end and end - start <= 3)
        )

    def _before(self, start: int) -> str | None:
        adjectives = (m.code for m in self._ends.get(start, ()) if m.form is CountryForm.ADJECTIVE)
        return _only(adjectives) or self._places.get(start)


def _only(codes: Iterable[str]) -> str | None:
    """The one code, if there is exactly one."""
    distinct = set(codes)
    return next(iter(distinct)) if len(distinct) == 1 else None


def _split(
    body: Organization, mentions: list[OrganizationMention], finder: _Beside
) -> list[_Variant]:
    """One variant a country; mentions without one go to the only country before them.

    Not so where their sentence speaks of another: «Республику N представляли … и секретарь Совета
    безопасности X». Then several states have such a body, and none is told by another's.
    """
    shared = False
    variants: dict[str | None, _Variant] = {}
    references = [mention for mention in mentions if mention.rule == _REFERENCE]
    for mention in mentions:
        if mention.rule == _REFERENCE:
            continue
        if mention.rule == SHARED:
            for each in finder.listed(mention.tokens[1]):
                variants.setdefault(each, _Variant(body, each, [])).mentions.append(mention)
            continue
        code = finder(mention, body)
        if code is None:
            known = [key for key in variants if key is not None]
            shared = shared or any(finder.is_elsewhere(mention, key) for key in known)
            code = known[0] if len(known) == 1 and not shared else None
        variants.setdefault(code, _Variant(body, code, [])).mentions.append(mention)
    if None in variants:
        variants[None].apart = shared
    if len(variants) == 1:
        # A common noun means the body, wherever it stands; of two states' bodies it means none.
        only = next(iter(variants.values()))
        only.mentions = sorted([*only.mentions, *references], key=lambda item: item.tokens)
    return list(variants.values())


def _merged(variants: list[_Variant]) -> list[_Variant]:
    """Variants of one body under a short and a long name become one."""
    result: list[_Variant] = []
    for variant in sorted(variants, key=lambda item: item.first):
        same = [other for other in result if _is_same(other, variant)]
        exact = [other for other in same if other.country == variant.country]
        chosen = exact if exact else same
        if len(chosen) != 1 or (not exact and len(same) != 1):
            result.append(variant)
            continue
        other = chosen[0]
        other.country = other.country or variant.country
        other.body = _joined(other.body, variant.body)
        other.mentions += variant.mentions
    return result


def _is_same(first: _Variant, second: _Variant) -> bool:
    """Whether a later variant names the body of an earlier one.

    A name without a country may be that of a body with one, not the reverse.
    """
    one, other = first.body, second.body
    if one.kind not in _OF_STATES or other.kind not in _OF_STATES:
        return False
    if second.apart or (second.country is not None and first.country != second.country):
        return False
    return stems(one.name) == stems(other.name) or same_ministry(one.name, other.name)


def _joined(first: Organization, second: Organization) -> Organization:
    """One entry of two: the longer name that the release spells out, and the short one."""
    full, short = first, second
    spelled = [body for body in (first, second) if body.rule != _SHORT]
    if spelled:
        full = max(spelled, key=lambda body: len(body.name))
        short = second if full is first else first
    abbreviation = full.abbreviation or short.abbreviation
    return replace(full, abbreviation=abbreviation, country=full.country or short.country)


def _rebuilt(variants: list[_Variant], layer: OrganizationLayer) -> OrganizationLayer:
    organizations: list[Organization] = []
    mentions: list[OrganizationMention] = []
    for number, variant in enumerate(sorted(variants, key=lambda item: item.first), 1):
        key = f"body-{number}"
        body = variant.body
        if body.key == key and body.country == variant.country:
            organizations.append(body)  # as it is in most releases: copies take time
        else:
            organizations.append(replace(body, key=key, country=variant.country))
        mentions += [
            mention if mention.key == key else replace(mention, key=key)
            for mention in variant.mentions
        ]
    mentions.sort(key=lambda mention: (mention.tokens[0], -mention.tokens[1]))
    return OrganizationLayer(tuple(organizations), tuple(mentions), layer.issues)
