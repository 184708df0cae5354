"""What the stage works on: office phrases as found, and the earlier layers by token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.grammar.clauses import Quotations, find_quotations
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    CountryMention,
    OrganizationLayer,
    OrganizationMention,
    PersonLayer,
    PersonMention,
    PlaceMention,
    TokenRange,
)
from pipeline.resources.offices import OfficeHead
from pipeline.spans import Span

NAMES = frozenset({CountryForm.NAME, CountryForm.OFFICIAL, CountryForm.ABBREVIATION})
"""Forms of a country that stand behind an office («министр Литвы», «министр РФ»)."""

STATE_RANKS = frozenset(
    {
        "head_of_state", "deputy_head_of_state", "head_of_government",
        "deputy_head_of_government", "minister", "deputy_minister", "parliament_head",
        "member_of_parliament",
    }
)  # fmt: skip
"""Ranks of offices that belong to a state."""

HEADS_OF_ONE = frozenset(
    {
        "head_of_state", "head_of_government", "parliament_head", "minister",
        "deputy_head_of_state",
    }
)  # fmt: skip
"""Ranks of which a state has one holder (of a ministry, one minister)."""


_JOINTS = frozenset({"и", ","})

SHORTENED = frozenset({"ген", "гл"})
"""Adjectives of offices that a full stop cuts short («ген. директор»)."""

OF_PERSONS = frozenset({"adviser", "deputy", "representative", "secretary", "occupation_expert"})
"""Heads that a person completes («помощник Иванова»)."""

UNIONS = ("европ", "евраз", "всемир", "междунар", "оон", "нато", "ес")
"""Beginnings of words that make an office one of several states («глава европейской …»)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office phrase as found, before it has a title.

    Attributes:
        tokens: The whole phrase.
        head: Index of its head noun.
        entry: The lexicon entry of the head, or `None` for «коллега».
        title: Tokens of the title: the phrase without leading and trailing country.
        leading: The country adjective in front, if any.
        trailing: Countries at the end, in order (several: «министры X и Y»).
        inside: Country mentions inside the title.
        acting: Whether «и.о.», «врио» stands in front: the title keeps its case.
        inner: Whether it is the end of another phrase («экс-президента» in «пресс-секретарь
            экс-президента»), an office only if a name behind it agrees.
    """

    tokens: TokenRange
    head: int
    entry: OfficeHead | None
    title: TokenRange
    leading: CountryMention | None
    trailing: tuple[CountryMention, ...]
    inside: tuple[CountryMention, ...]
    acting: bool
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What earlier stages found, indexed by token.

    Attributes:
        named: Codes of the countries that the release names.
        body_mentions: Mentions of each body by its key, in order.
    """

    tokens: Tokens
    countries: CountryLayer
    organizations: OrganizationLayer
    persons: PersonLayer
    country_at: Mapping[int, CountryMention]
    country_ending: Mapping[int, CountryMention]
    in_person: frozenset[int]
    in_organization: Mapping[int, int]
    wholes: Mapping[int, int]
    country_starts: Sequence[int]
    body_starts: Sequence[int]
    quotations: Quotations
    mention_at: Mapping[int, PersonMention]
    named: frozenset[str]
    body_mentions: Mapping[str, Sequence[OrganizationMention]]

    @classmethod
    def build(
        cls,
        tokens: Tokens,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        persons: PersonLayer,
    ) -> Context:
        """Index the layers."""
        country_at = {m.tokens[0]: m for m in reversed(countries.mentions)}
        ending = {m.tokens[1]: m for m in countries.mentions}
        in_person = frozenset(i for m in persons.mentions for i in range(*m.tokens))
        in_organization: dict[int, int] = {}
        wholes: dict[int, int] = {
            m.tokens[0]: m.tokens[1] for m in countries.mentions if m.form in NAMES
        }
        for place in countries.places:
            # «башкана Гагаузии»: taken whole, for the tagger knows few places' cases.
            wholes.setdefault(place.tokens[0], place.tokens[1])
        body_mentions: dict[str, list[OrganizationMention]] = {}
        for mention in organizations.mentions:
            body_mentions.setdefault(mention.key, []).append(mention)
            start, end = mention.tokens
            for index in range(start, end):
                in_organization[index] = min(start, in_organization.get(index, start))
            wholes[start] = max(end, wholes.get(start, end))
        return cls(
            tokens, countries, organizations, persons, country_at, ending, in_person,
            in_organization, wholes, [m.tokens[0] for m in countries.mentions],
            [m.tokens[0] for m in organizations.mentions], find_quotations(tokens),
            {m.tokens[0]: m for m in persons.mentions},
            frozenset(m.code for m in countries.mentions), body_mentions,
        )  # fmt: skip

    def places_in(self, span: TokenRange) -> list[PlaceMention]:
        """Cities and regions of known countries that lie in a token range."""
        return [
            place
            for place in self.countries.places
            if span[0] <= place.tokens[0] and place.tokens[1] <= span[1]
        ]

    def countries_in(self, span: TokenRange) -> tuple[CountryMention, ...]:
        """Mentions of countries that lie in a token range."""
        first = bisect_left(self.country_starts, span[0])
        last = bisect_left(self.country_starts, span[1])
        mentions = self.countries.mentions[first:last]
        return tuple(mention for mention in mentions if mention.tokens[1] <= span[1])

    def bodies_in(self, span: TokenRange) -> tuple[OrganizationMention, ...]:
        """Mentions of organisations that lie in a token range."""
        first = bisect_left(self.body_starts, span[0])
        last = bisect_left(self.body_starts, span[1])
        mentions = self.organizations.mentions[first:last]
        return tuple(mention for mention in mentions if mention.tokens[1] <= span[1])


@dataclass(frozen=True, slots=True)
class Origin:
    """A country, the words it comes from, and the rule.

    Attributes:
        stated: Whether it stands in the phrase itself.
    """

    code: str
    spans: tuple[Span, ...]
    stated: bool
    rule: str
    doubts: tuple[str, ...] = ()


def is_other_party(context: Context, phrase: Phrase) -> bool:
    """«встретился с министром X и спикером Y»: of the other side, not of the one named before."""
    return partners_at(context, phrase) is not None


def partners_at(context: Context, phrase: Phrase) -> int | None:
    """Index of the «с» that an office stands behind, others of its list between; else `None`."""
    tokens = context.tokens
    place = phrase.tokens[0] - 1
    if place >= 0 and tokens.lower[place] in _JOINTS and tokens.feats[phrase.head].case == "Ins":
        first = tokens.sentences[tokens.sentence[phrase.head]][0]
        while place > first and (tokens.lower[place] in _JOINTS or _is_of_phrase(context, place)):
            place -= 1
    return place if place >= 0 and tokens.lower[place] in {"с", "со"} else None


def _is_of_phrase(context: Context, index: int) -> bool:
    """Whether a word can stand in an office, or in its holder's name."""
    return index in context.in_person or context.tokens.pos[index] in {"NOUN", "PROPN", "ADJ"}


def antecedent(context: Context, index: int) -> CountryMention | None:
    """The country «страна» stands for: of the nearest sentence, its subject before others.

    Words inside quotation marks are another's and name no antecedent for words outside.
    """
    tokens = context.tokens
    best: CountryMention | None = None
    first = bisect_left(context.country_starts, index)
    for mention in reversed(context.countries.mentions[:first]):
        place = mention.tokens[0]
        if mention.tokens[1] > index or (
            context.quotations.speaks(place)
            and context.quotations.around(place) != context.quotations.around(index)
        ):
            continue
        if best is not None and tokens.sentence[place] != tokens.sentence[best.tokens[0]]:
            break
        # At the head of a sentence «Казахстан» is its subject, whichever of two equal cases it has.
        begins = place == tokens.sentences[tokens.sentence[place]][0]
        if mention.form in NAMES and tokens.feats[place].case in {"Nom", "Acc" if begins else ""}:
            return mention
        best = best or mention
    return best
