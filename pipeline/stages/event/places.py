"""Reading a place off the words behind a preposition."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import is_abbreviation
from pipeline.grammar.nominative import Nominative, like
from pipeline.layers import EventPlace, TokenRange
from pipeline.resources.countries import CountryLexicon
from pipeline.resources.events import EventLexicon
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.held import belongs, holds, inside_clause, of_instrument
from pipeline.stages.event.scene import Scene

IN = frozenset({"в", "во", "на"})
_TOWN = frozenset({"г", "города", "городе", "г."})
_SETTLEMENTS = frozenset(
    {
        "город", "город-герой", "столица", "посёлок", "поселок", "село", "деревня", "пункт",
        "станица", "аул", "кишлак", "порт", "курорт", "городок", "пригород", "местечко",
    }
)  # fmt: skip
"""Kinds of settlement before the name of one."""
_OF_TOWNS = frozenset(
    {
        "делегация", "мэр", "глава", "житель", "администрация", "комитет", "власть", "дело",
        "представитель", "аким", "хоким", "губернатор", "мэрия", "акимат", "совет",
    }
)  # fmt: skip
"""Whose town it is says where nothing is held («делегация города N»)."""
_REGIONS = frozenset(
    {
        "штат", "провинция", "область", "регион", "край", "округ", "префектура", "кантон", "земля",
        "район", "губерния", "республика", "воеводство", "уезд", "графство",
    }
)  # fmt: skip
"""Kinds of regions, a part of the name behind them («штат Парана»)."""
_CAPITAL_WORDS = frozenset({"столица"})
_NEARBY = frozenset({"под", "близ", "возле", "около", "вблизи", "неподалеку"})
"""«на полигоне под N»: near a town."""
_BUILDINGS = frozenset(
    {
        "дворец", "зал", "отель", "гостиница", "здание", "резиденция", "театр", "музей", "клуб",
        "стадион", "арена", "университет", "академия", "библиотека", "павильон", "филармония",
    }
)  # fmt: skip
"""Kinds of buildings; one is where an event was, but no place of its own on the map."""
_INSIDE = 6
"""How far behind its preposition «столицы» may stand («в зале литовской столицы»), in tokens."""


class PlaceReader:
    """Reads places.

    Args:
        lexicon: Words of events.
        countries: The country lexicon, for names of countries as places.
        nominative: Restores nominatives of places the lexicon does not know.
        morphology: The dictionary.
    """

    def __init__(
        self,
        lexicon: EventLexicon,
        countries: CountryLexicon,
        nominative: Nominative,
        morphology: Morphology,
    ) -> None:
        self._lexicon = lexicon
        self._countries = countries
        self._nominative = nominative
        self._morphology = morphology

    def in_range(self, scene: Scene, stretch: TokenRange, main: Candidate) -> EventPlace | None:
        """The first «в X» of a stretch whose X is a place, not inside an office or a name."""
        tokens = scene.tokens
        low, high = stretch
        nouns = self._lexicon.nouns
        countries: list[EventPlace] = []
        unknown: EventPlace | None = None
        for index in range(low, high - 1):
            if index in scene.people:
                continue
            starts: tuple[int, ...] = (index + 1, index + 2)
            if (
                tokens.pos[index + 1] == "ADJ"
                and tokens.lemma[min(index + 2, high - 1)] in _SETTLEMENTS
            ):
                starts = (*starts, index + 3)  # «в приграничном городе X»
            if tokens.lower[index] in _TOWN:
                if index and tokens.lemma[index - 1] in _OF_TOWNS:
                    continue  # «делегация города N»
                # «в отеле „…“ г. Душанбе»
                starts = (index + 1 + (tokens.lower[index + 1] == "."),) * 2
                index = starts[0] - 1
            elif tokens.lower[index] in _NEARBY:
                starts = (index + 1,)
                if not (index and tokens.feats[index - 1].case == "Loc"):
                    continue
            elif tokens.lower[index] not in IN:
                continue
            else:
                capital = self._in_capital(scene, index, high)
                if capital is not None:
                    return capital
            for start in starts:
                place = self.at(scene, start, index)
                if place is None:
                    continue
                if index and belongs(tokens, index - 1):
                    break
                if inside_clause(scene, nouns, main.index, index):
                    break
                if main.kind != "signing" and of_instrument(tokens, self._lexicon.verbs, index):
                    break
                if place.country is None:
                    # A place the lexicon lacks counts only where nothing else can hold it.
                    near = tokens.lower[index] in _NEARBY
                    if near or not (index and holds(scene, nouns, index - 1)):
                        unknown = unknown or place
                    break
                if place.rule == "event.place.country":
                    countries.append(place)
                    break
                return place
        if countries and main.kind == "visit":
            return countries[0]
        return unknown

    def at(self, scene: Scene, start: int, preposition: int) -> EventPlace | None:
        """The place that begins at `start`, behind its preposition."""
        tokens = scene.tokens
        if start >= len(tokens):
            return None
        gap = tokens.lower[start - 1] if start > preposition + 1 else ""
        if gap and tokens.pos[start - 1] not in {"ADJ", "NOUN"}:
            return None
        known = scene.places.get(start)
        if known is not None:
            end, name, code = known
            settled = tokens.lemma[start - 1] in _SETTLEMENTS or start - 1 in scene.countries
            if gap and gap != "г" and not settled:
                return None
            if gap == "столице" and name.lower() not in self._countries.capital_codes:
                return None
            if code is None and not _BUILDINGS.isdisjoint(tokens.lemma[start:end]):
                return None
            first = start
            if not name:
                first = start - (start > 0 and tokens.lemma[start - 1] in _REGIONS)
                name = self.name(tokens, first, end)
            rule = "event.place.city" if code else "event.place.unknown"
            return EventPlace(name, code, (tokens.span(first, end),), rule)
        country = scene.countries.get(start)
        if country is not None and not gap:
            end, code = country
            if tokens.pos[start] == "ADJ" and end < len(tokens):
                if tokens.lemma[end] in _CAPITAL_WORDS:
                    return self._capital(scene, start, end + 1, code)
                if end - start == 1:
                    return None
            name = self._countries.name(code)
            if end - start == 1 and is_abbreviation(tokens.form[start]):
                name = tokens.form[start]
            return EventPlace(name, code, (tokens.span(start, end),), "event.place.country")
        if tokens.lemma[start] in _CAPITAL_WORDS and not gap:
            following = scene.countries.get(start + 1)
            if following is not None:
                return self._capital(scene, start, following[0], following[1])
        return None

    def _in_capital(self, scene: Scene, preposition: int, limit: int) -> EventPlace | None:
        """«в зале литовской столицы», «во дворце столицы Литвы»: a house in a capital."""
        tokens = scene.tokens
        if tokens.feats[preposition + 1].case != "Loc":
            return None
        for index in range(preposition + 2, min(preposition + _INSIDE, limit)):
            if tokens.pos[index] in {"VERB", "ADP", "PUNCT"}:
                return None
            if tokens.lemma[index] in _CAPITAL_WORDS and tokens.feats[index].case == "Gen":
                for start, end in ((index - 1, index + 1), (index + 1, index + 2)):
                    if start in scene.countries:
                        end = max(end, scene.countries[start][0])
                        first = min(start, index)
                        return self._capital(scene, first, end, scene.countries[start][1])
        return None

    def _capital(self, scene: Scene, start: int, end: int, code: str) -> EventPlace | None:
        """«в таджикской столице»: the city is named if another part of the text names it."""
        tokens = scene.tokens
        for first, (last, name, place_code) in sorted(scene.places.items()):
            if place_code == code and name and name.lower() in self._countries.capital_codes:
                spans = (tokens.span(start, end), tokens.span(first, last))
                return EventPlace(name, code, spans, "event.place.capital")
        return EventPlace(
            self._countries.name(code), code, (tokens.span(start, end),), "event.place.country"
        )

    def name(self, tokens: Tokens, start: int, end: int) -> str:
        """The name of a place in the nominative."""
        if end - start == 1:
            feats = tokens.feats[start]
            form = tokens.form[start]
            if feats.case in {"", "Nom"}:
                return form
            word = self._morphology.inflect(
                tokens.lower[start], "Nom", feats.number, pos="PROPN", from_case=feats.case
            )
            return form if word is None else like(form, word)
        return self._nominative.phrase(tokens, start, end).text
