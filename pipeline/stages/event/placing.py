"""Where the event took place."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.grammar.nominative import Nominative
from pipeline.layers import EventPlace, OrganizationLayer, SectionKind, TokenRange
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.events import EventLexicon, VerbRole
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.held import place_before
from pipeline.stages.event.houses import HouseReader
from pipeline.stages.event.places import IN, PlaceReader
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.verbs import ENACTED

_LEAD = 12
"""Sentences in which a visit's city may be named."""
_NEAR = 8
"""How far from a mention of the event its place may stand, in tokens."""
_BEHIND = 14
"""How far behind the noun, where the sentence says that its event took place."""
_BESIDE = 5  # tokens behind the event's noun in which its country may stand
_TOP = 60
"""Among how many first tokens of a text its dateline stands."""
_TOLD = 2
"""Mentions of the event whose clauses may say in which house it was."""
_FAR = 4
"""Sentences after which a mention of a visit, or a general word, places the event no more."""


class Placer:
    """Finds the event's place.

    Args:
        lexicon: Words of events.
        countries: The country lexicon, for names of countries as places.
        nominative: Restores nominatives of places the lexicon does not know.
    """

    def __init__(
        self,
        lexicon: EventLexicon,
        countries: CountryLexicon,
        nominative: Nominative,
        morphology: Morphology,
    ) -> None:
        self._lexicon = lexicon
        self._read = PlaceReader(lexicon, countries, nominative, morphology)
        self._house = HouseReader(nominative)

    def __call__(
        self,
        scene: Scene,
        main: Candidate,
        phrase: TokenRange,
        mentions: Sequence[Candidate],
        organizations: OrganizationLayer,
    ) -> EventPlace | None:
        """The place the text gives the event, the firmest words first."""
        tokens = scene.tokens
        if main.kind == "call" or main.rule == ENACTED or self._remote(tokens, main):
            # Of an act that one hand signs the text says what it is about, not where it was done.
            return None
        found: list[EventPlace] = []
        place = self._read.in_range(scene, tokens.sentences[tokens.sentence[main.index]], main)
        if place is not None:
            found.append(place)
        for mention in mentions[:8]:
            away = tokens.sentence[mention.index] - tokens.sentence[main.index]
            if away > _FAR and (main.kind == "visit" or mention.lemma != main.lemma):
                continue
            if not mention.noun and away > 2:
                continue
            low, high = clause_of(tokens, mention.index)
            # «Встреча прошла в офисе президента в Стамбуле»: behind its verb all says where.
            behind = _BEHIND if mention.rule == "event.noun.happens" else _NEAR
            near = max(low, mention.start - _NEAR), min(high, mention.index + behind)
            place = self._read.in_range(scene, near, main)
            if place is None and not mention.noun and mention.kind == "visit":
                place = self._object(scene, mention.index)
            if place is not None:
                found.append(place)
        found.sort(key=lambda place: place.country is None)
        if main.kind == "visit":
            return self._of_visit(scene, main, phrase, found)
        if found:
            return found[0]
        return (
            self._dateline(scene, main)
            or self._country(scene, (main, *mentions[:8]))
            or self._house(scene, (main, *mentions[:_TOLD]), organizations)
        )

    def _country(self, scene: Scene, mentions: Sequence[Candidate]) -> EventPlace | None:
        """The country that stands with the event's noun: «встреча министров в Латвии»."""
        tokens = scene.tokens
        for mention in mentions:
            if not mention.noun:
                continue
            _, high = clause_of(tokens, mention.index)
            for index in range(mention.index + 1, min(high, mention.index + _BESIDE)):
                if tokens.lower[index] in IN and index not in scene.people:
                    place = self._read.at(scene, index + 1, index)
                    if place is not None and place.rule == "event.place.country":
                        return place
                    break
                if tokens.pos[index] in {"VERB", "AUX", "PUNCT", "ADP"}:
                    break
        return next(
            (
                place
                for mention in mentions
                if mention.noun and mention.rule == "event.noun.happens"
                if (place := self._where_it_happens(scene, mention.index)) is not None
            ),
            None,
        )

    def _where_it_happens(self, scene: Scene, noun: int) -> EventPlace | None:
        """«В Латвии прошла конференция», «конференция пройдёт в Латвии»: said of the verb."""
        tokens = scene.tokens
        low, high = clause_of(tokens, noun)
        for index in range(low, high - 1):
            if tokens.lower[index] not in IN or index in scene.people:
                continue
            dated = index > low + 1 and tokens.form[index - 2].isdigit()
            if index > low and tokens.pos[index - 1] in {"NOUN", "PROPN"} and not dated:
                continue  # «посольство в Латвии», «ситуация в Латвии»
            place = self._read.at(scene, index + 1, index)
            if place is not None and place.rule == "event.place.country":
                return place if tokens.feats[index + 1].case in {"Loc", ""} else None
        return None

    def _remote(self, tokens: Tokens, main: Candidate) -> bool:
        low, high = tokens.sentences[tokens.sentence[main.index]]
        return self._lexicon.remote.has(tokens.lower, low, high)

    def _of_visit(
        self, scene: Scene, main: Candidate, phrase: TokenRange, found: list[EventPlace]
    ) -> EventPlace | None:
        """A visit's place: a city of the country it goes to, else that country."""
        target = found[0] if found else None
        destination = self._destination(scene, main, phrase)
        if destination is not None:
            target = destination
        if target is None:
            return self._in_lead(scene, main)
        if target.rule != "event.place.country":
            return target
        tokens = scene.tokens
        route = self._route(scene, main)
        for place in found:
            if (
                place.country == target.country
                and place.rule != "event.place.country"
                and place.name not in route
            ):
                return place
        for number, (low, _) in enumerate(tokens.sentences[:_LEAD]):
            if scene.section_kind(low) is SectionKind.DATELINE:
                continue
            inside = self._read.in_range(scene, tokens.sentences[number], main)
            if inside is None or inside.rule == "event.place.country":
                continue
            if inside.country == target.country and inside.name not in route:
                return inside
        return target

    def _route(self, scene: Scene, main: Candidate) -> frozenset[str]:
        """The cities of a visit to several: «посетит Сочи, Москву и Казань»."""
        tokens = scene.tokens
        low, high = tokens.sentences[tokens.sentence[main.index]]
        names: set[str] = set()
        for start in range(low, high):
            known = scene.places.get(start)
            if known is None or known[0] >= high or tokens.form[known[0]] not in {",", "и"}:
                continue
            following = known[0] + 1 + (tokens.lower[known[0] + 1 : known[0] + 2] == ["в"])
            after = scene.places.get(following)
            if after is not None and after[2] == known[2] is not None:
                names.update(
                    name or self._read.name(tokens, at, end)
                    for at, (end, name, _) in ((start, known), (following, after))
                )
        return frozenset(names)

    def _in_lead(self, scene: Scene, main: Candidate) -> EventPlace | None:
        """The first city that the lead names as a place."""
        tokens = scene.tokens
        for low, high in tokens.sentences[: tokens.sentence[main.index] + 2]:
            if scene.section_kind(low) is not SectionKind.DATELINE:
                place = self._read.in_range(scene, (low, high), main)
                if place is not None and place.rule in {"event.place.city", "event.place.capital"}:
                    return place
        return None

    def _destination(self, scene: Scene, main: Candidate, phrase: TokenRange) -> EventPlace | None:
        """What stands after «визит в», or is the object of «посетил»."""
        tokens = scene.tokens
        for index in range(main.index + 1, phrase[1]):
            if tokens.lower[index] in IN:
                for start in (index + 1, index + 2):
                    place = self._read.at(scene, start, index)
                    if place is not None:
                        return place
                break
        return None if main.verb is None else self._object(scene, main.verb)

    def _object(self, scene: Scene, verb: int) -> EventPlace | None:
        """Where one goes: «посетил Румынию», «прибыл в Тегеран»."""
        tokens = scene.tokens
        visits = VerbRole.VISIT in self._lexicon.verbs.get(tokens.lemma[verb], ())
        before = place_before(scene, verb) if visits else None
        if before is not None:
            return self._read.at(scene, before, before - 1)
        for index in range(verb + 1, min(verb + 5, len(tokens))):
            if tokens.lower[index] not in IN and not visits:
                continue
            start = index if tokens.lower[index] not in IN else index + 1
            if start in scene.people:
                continue
            place = self._read.at(scene, start, start - 1)
            if place is not None:
                return place
        return None

    def _dateline(self, scene: Scene, main: Candidate) -> EventPlace | None:
        """The dateline's city, where a release says of no other."""
        tokens = scene.tokens
        if main.kind in {"call", "visit"}:
            return None
        for first, (last, name, code) in sorted(scene.places.items()):
            if first >= _TOP:
                break
            kind = scene.section_kind(first)
            if kind is SectionKind.DATELINE or (
                # «Бишкек, 19.09.2025» in a line above the text
                kind is SectionKind.HEADER and (first == 0 or tokens.lower[first - 1] not in IN)
            ):
                name = name or self._read.name(tokens, first, last)
                if code:
                    spans = (tokens.span(first, last),)
                    return EventPlace(name, code, spans, "event.place.dateline")
        return None
