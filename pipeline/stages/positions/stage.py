"""The positions stage: office phrases, their titles and countries, and who holds them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.layers import (
    CountryLayer,
    Issuer,
    Office,
    Organization,
    OrganizationLayer,
    PersonLayer,
    Position,
    PositionLayer,
)
from pipeline.resources.loader import ResourceStore
from pipeline.resources.persons import PersonsResource
from pipeline.stages.positions.board import Link
from pipeline.stages.positions.bodies import BodyStates, meant_body
from pipeline.stages.positions.cities import CityAdjectives, StateBlends
from pipeline.stages.positions.colleagues import with_colleagues
from pipeline.stages.positions.context import NAMES, STATE_RANKS, Context, Origin, Phrase
from pipeline.stages.positions.discourse import Discourse
from pipeline.stages.positions.frames import FrameFinder
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.linking import Linker
from pipeline.stages.positions.numbers import UnknownHeads, with_sure_numbers
from pipeline.stages.positions.origin import OriginFinder
from pipeline.stages.positions.phrases import PhraseFinder
from pipeline.stages.positions.sides import DOUBT
from pipeline.stages.positions.titles import TitleMaker

_SHARED_BODY = "organizations.shared"
"""Rule of mentions that name bodies of several states at once."""


class PositionStage:
    """Finds offices and links them to persons."""

    def __init__(
        self, store: ResourceStore, morphology: Morphology, lexicon: OfficeLexicon
    ) -> None:
        self._lexicon = lexicon
        self._morphology = morphology
        persons = store.load("persons.yaml", PersonsResource)
        honorifics = frozenset(w for entry in persons.honorifics for w in entry.lemmas)
        self._finder = PhraseFinder(lexicon, honorifics, morphology)
        self._linker = Linker(lexicon, honorifics, Agreement(morphology))
        self._titles = TitleMaker(lexicon, morphology)
        cities = CityAdjectives(store)
        bodies = BodyStates(cities, StateBlends(store))
        self._origins = OriginFinder(lexicon, cities, bodies)
        self._frames = FrameFinder(lexicon, bodies)
        self._discourse = Discourse(lexicon)
        self._unknown = UnknownHeads(lexicon.heads, honorifics, morphology)

    def __call__(
        self,
        tokens: Tokens,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        persons: PersonLayer,
        issuer: Issuer | None = None,
    ) -> PositionLayer:
        """Offices and positions of a release.

        Args:
            tokens: The text.
            organizations: Bodies named.
            countries: Countries named.
            persons: Persons named.
            issuer: Who released it, whose country clears up «министр».
        """
        tokens = self._unknown(tokens)
        nouns = self._finder.nouns(tokens)
        tokens = with_sure_numbers(tokens, nouns, self._morphology)
        context = Context.build(tokens, organizations, countries, persons)
        phrases = self._finder(context, nouns)
        states = {at: m for at, m in context.country_at.items() if m.form in NAMES}
        links, pending = self._linker(tokens, phrases, persons.mentions, states)
        phrases, links, pending = _without_idle_inner(phrases, links, pending)
        plural = [tokens.feats[phrase.head].number == "Plur" for phrase in phrases]
        titles = [
            self._titles.title(tokens, phrase, singular=several)
            for phrase, several in zip(phrases, plural, strict=True)
        ]
        offices = [
            self._office(context, phrase, title)
            for phrase, (title, _) in zip(phrases, titles, strict=True)
        ]
        positions = [
            self._position(context, phrases, offices, link, sure=titles[link.phrase][1])
            for link in links
        ]
        positions = with_colleagues(context, phrases, positions, links)
        known = {position.person for position in positions if position.country is not None}
        positions = [
            self._completed(context, phrases, position, issuer, position.person in known)
            for position in positions
        ]
        released = self._origins.issuer(context, issuer, doubts=(DOUBT,))
        told = self._discourse(context, phrases, offices, positions, released)
        positions = [
            position if position is before else self._reranked(context, phrases, position)
            for before, position in zip(positions, told, strict=True)
        ]
        return PositionLayer(tuple(offices), tuple(positions), pending=tuple(pending))

    # --- offices -----------------------------------------------------------------------------

    def _organization(self, context: Context, phrase: Phrase) -> Organization | None:
        """The institution named inside the phrase: the first, in its widest extent."""
        best: tuple[int, int] | None = None
        key = None
        for mention in context.bodies_in((phrase.head + 1, phrase.tokens[1])):
            start, end = mention.tokens
            if best is None or start < best[0] or (start == best[0] and end > best[1]):
                best, key = mention.tokens, mention.key
        key = key or meant_body(context, phrase)
        return context.organizations.get(key) if key is not None else None

    def _share(
        self, context: Context, organization: Organization | None, code: str | None
    ) -> str | None:
        """Key of the institution, the holder's own where one name is of several states' bodies.

        «Депутаты парламентов Литвы и Латвии» sit each in their own; where the holder's state is
        not known there is none.
        """
        if organization is None:
            return None
        shared = [m for m in context.organizations.mentions if m.rule == _SHARED_BODY]
        places = {m.tokens for m in shared if m.key == organization.key}
        bodies = [context.organizations.get(m.key) for m in shared if m.tokens in places]
        if not bodies:
            return organization.key
        return next((body.key for body in bodies if body.country == code), None)

    def _office(self, context: Context, phrase: Phrase, title: str) -> Office:
        tokens = context.tokens
        plural = tokens.feats[phrase.head].number == "Plur"
        origin = self._stated(context, phrase, (0, 1))
        organization = self._organization(context, phrase)
        former = any(
            tokens.lemma[i] in self._lexicon.former for i in range(*phrase.tokens)
        ) or tokens.lower[phrase.head].startswith("экс-")
        code = origin.code if origin is not None else None
        return Office(
            tokens=phrase.tokens,
            span=tokens.span(*phrase.tokens),
            head=phrase.head,
            lemma=tokens.lemma[phrase.head],
            plural=plural,
            title=title,
            rank=self._titles.rank(tokens, phrase, code, organization),
            country=code,
            country_basis="stated",
            country_spans=origin.spans if origin is not None else (),
            organization=organization.key if organization is not None else None,
            former=former,
            periphrasis=self._is_periphrasis(tokens, phrase, organization),
            rule="positions.office",
        )

    def _is_periphrasis(
        self, tokens: Tokens, phrase: Phrase, organization: Organization | None
    ) -> bool:
        if phrase.entry is None:
            return True
        if phrase.entry.kind == "periphrasis":  # «лидер Литвы», but «лидер партии „Имя“»
            return organization is None or organization.kind in {"government", "parliament"}
        tail = {tokens.lemma[i] for i in range(phrase.head + 1, phrase.tokens[1])}
        if any(tokens.pos[i] == "NUM" for i in range(phrase.head + 1, phrase.tokens[1])):
            return True  # «главы двух государств»
        return phrase.entry.id in {"head", "leader"} and bool(tail & _PERIPHRASTIC)

    def _stated(self, context: Context, phrase: Phrase, share: tuple[int, int]) -> Origin | None:
        return self._origins.stated(phrase, share) or self._origins.inside(context, phrase)

    # --- positions ---------------------------------------------------------------------------

    def _position(
        self,
        context: Context,
        phrases: list[Phrase],
        offices: list[Office],
        link: Link,
        *,
        sure: bool,
    ) -> Position:
        tokens = context.tokens
        phrase, office = phrases[link.phrase], offices[link.phrase]
        mention = context.persons.mentions[link.mention]
        organization = self._organization(context, phrase)
        if link.state is not None:
            origin: Origin | None = self._origins.listed(link.state)
        else:
            origin = self._stated(context, phrase, link.share) or self._origins.own(context, phrase)
        if origin is None and not (organization and organization.kind == "intergovernmental"):
            origin = self._frames(context, phrase, mention.tokens)
        doubts = link.doubts if sure else (*link.doubts, "title_form_unsure")
        code = origin.code if origin is not None else None
        title = office.title
        order, holders = link.share
        fields = self._titles.fields(tokens, phrase) if holders > 1 else []
        if len(fields) == holders and len(phrase.trailing) < 2:
            # Two ministers of one state: «министры энергетики и транспорта Литвы X и Y».
            if tokens.lemma[self._titles.shared_noun(tokens, phrase)] != "министр":
                title = self._titles.field_title(tokens, phrase, fields[order])
                bodies = context.bodies_in(fields[order])
                organization = context.organizations.get(bodies[0].key) if bodies else None
            elif code is not None:
                title = self._titles.field_title(tokens, phrase, fields[order])
        return Position(
            person=mention.key,
            office=link.phrase,
            span=office.span,
            title=title,
            rank=self._titles.rank(tokens, phrase, code, organization),
            organization=self._share(context, organization, code),
            country=code,
            country_basis="stated" if origin is None or origin.stated else "inferred",
            country_spans=origin.spans if origin is not None else (),
            doubts=doubts,
            rule=link.rule,
        )

    def _completed(
        self,
        context: Context,
        phrases: list[Phrase],
        position: Position,
        issuer: Issuer | None,
        known: bool,
    ) -> Position:
        """Fill in a country that the release makes clear elsewhere.

        A holder whose country is `known` from another office belongs there: nothing that only
        surrounds the office speaks against it.
        """
        if position.country is not None:
            return position
        phrase = phrases[position.office]
        organization = (
            context.organizations.get(position.organization)
            if position.organization is not None
            else None
        )
        if organization is not None and organization.kind == "intergovernmental":
            return position
        origin = self._origins.of_the_country(context, phrase)
        if origin is None:
            origin = self._origins.body(context, phrase, organization)
        if origin is None:
            origin = self._origins.city(context, phrase) or self._origins.ministry(context, phrase)
        if origin is None and position.rank in STATE_RANKS and not known:
            origin = self._origins.visited(context, phrase, phrases)
            origin = origin or self._origins.issuer(context, issuer)
        if origin is None:
            return position
        return replace(
            position,
            country=origin.code,
            country_basis="inferred",
            country_spans=origin.spans,
            rank=self._titles.rank(context.tokens, phrase, origin.code, organization),
        )

    def _reranked(self, context: Context, phrases: list[Phrase], position: Position) -> Position:
        """The position with the rank its title has in the country that is now known."""
        organization = (
            context.organizations.get(position.organization)
            if position.organization is not None
            else None
        )
        phrase = phrases[position.office]
        rank = self._titles.rank(context.tokens, phrase, position.country, organization)
        return replace(position, rank=rank)


def _without_idle_inner(
    phrases: list[Phrase], links: list[Link], pending: list[tuple[int, int]]
) -> tuple[list[Phrase], list[Link], list[tuple[int, int]]]:
    """Drop inner phrases nobody holds, and number the links anew."""
    used = {link.phrase for link in links}
    kept = [i for i, phrase in enumerate(phrases) if not phrase.inner or i in used]
    numbers = {old: new for new, old in enumerate(kept)}
    return (
        [phrases[i] for i in kept],
        [replace(link, phrase=numbers[link.phrase]) for link in links],
        [(numbers[phrase], verb) for phrase, verb in pending],
    )


_PERIPHRASTIC = frozenset({"дипломатия", "делегация", "ведомство", "государство", "кремль"})
"""«глава дипломатии», «глава делегации»: no office where another one is given."""
