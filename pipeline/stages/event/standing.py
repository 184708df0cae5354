"""How firmly a text says that the event of a noun takes place."""

from __future__ import annotations

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.layers import SectionKind
from pipeline.resources.events import EventLexicon, EventNounEntry, FrameRole, VerbRole
from pipeline.stages.event.candidates import Standing
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.tense import Tenses

_REACH = 16
"""How far from an event noun its verb may stand, in tokens."""
_PARTS = frozenset(
    {
        "участник",
        "открытие",
        "закрытие",
        "площадка",
        "организатор",
        "начало",
        "ход",
        "работа",
        "гость",
        "проведение",
        "центр",
        "программа",
        "день",
    }
)
"""Nouns whose genitive event is the one at hand («участники форума»)."""
_WORKING = "работа"
_SCHEDULE = frozenset({"срок", "дата"})
_DOORS = frozenset({"открыть", "закрыть"})
"""Whose participles are mere adjectives («закрытый брифинг»)."""
_POSSIBLE = ("возможн", "невозможн", "нужн", "необходим", "бессмысленн")
"""Beginnings of predicates of what does not take place yet («переговоры возможны»)."""
_TAKING = frozenset({"принять", "принимать"})
_TAKEN = 4
"""How far behind «приняли» its «участие» may stand, in tokens."""
_WORK = frozenset({"работе", "мероприятиях", "заседаниях"})
"""What of an event one may take part in («участие в работе форума»)."""
_CAME = 8
"""How far before «участие» the participle of coming may stand, in tokens."""
_INTO = frozenset({"в", "во", "на"})
_WITH = frozenset({"с", "со"})


class StandingReader:
    """Reads the standing of event nouns.

    Args:
        lexicon: Words of events.
        phrases: Walks over noun phrases.
        tenses: Times of verbs.
    """

    def __init__(self, lexicon: EventLexicon, phrases: NounPhrases, tenses: Tenses) -> None:
        self._lexicon = lexicon
        self._phrases = phrases
        self._tenses = tenses
        self._adjectival = lexicon.planning | _DOORS

    def __call__(
        self,
        scene: Scene,
        entry: EventNounEntry,
        index: int,
        start: int,
        frame: FrameRole | None,
    ) -> tuple[Standing, int | None, bool, str]:
        """How firmly a noun's event is said to take place, by which verb, and whether later."""
        tokens = scene.tokens
        case = tokens.feats[index].case
        preposition = tokens.lower[start - 1] if start else ""
        low, high = clause_of(tokens, index)
        participle = self._participle(tokens, start, index, high)
        if participle is not None:
            # «итоги прошедшего саммита» look back on it, «на прошедшем вчера заседании» not.
            spoken_of = case in {"Gen", "Dat"} and frame in (None, FrameRole.ABOUT)
            standing = Standing.ABOUT if spoken_of and participle < index else Standing.HELD
            return standing, participle, False, "event.noun.participle"
        at = start - 1
        if preposition in _WORK and case == "Gen" and start > 1:
            preposition, at = tokens.lower[start - 2], start - 2
        if preposition in _INTO and frame is not FrameRole.SIDELINE:
            found = self._attended(tokens, at, low, high)
            if found is not None:
                return Standing.HELD, found[0], found[1], "event.noun.attended"
        if preposition in _WITH and entry.kind == "visit":
            verb = self._nearest(
                tokens, index, low, high, (VerbRole.TRAVEL, VerbRole.VISIT, VerbRole.HOLD)
            )
            if verb is not None and tokens.feats[verb].case:
                # «министр, находящийся с визитом»: said in passing of one who is met.
                return Standing.FRAME, verb, False, "event.noun.on_visit_in_passing"
            if verb is not None:
                return (
                    Standing.HELD,
                    verb,
                    self._tenses.is_future(tokens, verb),
                    "event.noun.on_visit",
                )
            return Standing.FRAME, None, False, "event.noun.framed"
        if frame is FrameRole.ABOUT and self._is_heading(scene, start):
            return Standing.TITLE, None, False, "event.noun.title"
        if frame is FrameRole.ABOUT or frame is FrameRole.SIDELINE:
            return Standing.ABOUT, None, False, "event.noun.about"
        if frame in (FrameRole.INSIDE, FrameRole.RESULT, FrameRole.AFTER):
            return (
                Standing.FRAME,
                None,
                self._tenses.is_modal(tokens, index, low, high),
                "event.noun.framed",
            )
        if frame is FrameRole.BEFORE:
            return Standing.ABOUT, None, False, "event.noun.before"
        if self._phrases.agreement.could_be(tokens, index, "Nom") or case == "Acc":
            verb = self._happens(tokens, index, start, low, high)
            if verb is not None:
                return (
                    Standing.HELD,
                    verb,
                    self._tenses.is_future(tokens, verb),
                    "event.noun.happens",
                )
        if (
            case == "Gen"
            and start > 1
            and tokens.lemma[start - 1] == "проведение"
            and (tokens.lemma[start - 2] in _SCHEDULE)
        ):
            # «Сроки проведения форума перенесли»: that it will take place is taken for sure.
            return Standing.HELD, None, True, "event.noun.scheduled"
        if case == "Gen" and start and tokens.lemma[start - 1] in _PARTS and not entry.plural:
            if tokens.lemma[start - 1] == _WORKING:
                # «завершилась работа миссии»
                verb = self._happens(tokens, start - 1, start - 1, low, high)
                if verb is not None:
                    ahead = self._tenses.is_future(tokens, verb)
                    return Standing.HELD, verb, ahead, "event.noun.happens"
            ahead = self._tenses.is_modal(tokens, index, low, high)
            return Standing.FRAME, None, ahead, "event.noun.part"
        in_headline = scene.section_kind(index) is SectionKind.HEADLINE
        if in_headline and case in {"Nom", ""} and (start == low or scene.opens(start)):
            return Standing.TITLE, None, False, "event.noun.title"
        if case == "Nom" and self._is_subject(tokens, index, low, high):
            if any(tokens.lower[place].startswith(_POSSIBLE) for place in range(index, high)):
                return Standing.ABOUT, None, False, "event.unreal"
            return Standing.FRAME, None, False, "event.noun.subject"
        return Standing.ABOUT, None, False, "event.noun.bare"

    def _is_heading(self, scene: Scene, start: int) -> bool:
        """«О встрече министра с послом» as a headline."""
        first = scene.tokens.sentences[scene.tokens.sentence[start]][0]
        return (
            scene.section_kind(start) is SectionKind.HEADLINE
            and start - first == 1
            and scene.tokens.lower[first] in {"о", "об"}
        )

    def _participle(self, tokens: Tokens, start: int, index: int, high: int) -> int | None:
        """A participle of happening or holding that belongs to the noun, before or behind it."""
        floor = tokens.sentences[tokens.sentence[index]][0]
        first = start
        while first > max(floor, start - 5) and (
            tokens.pos[first - 1] in {"ADV", "NUM", "ADJ"} or tokens.feats[first - 1].case == "Gen"
        ):
            # «состоявшейся сегодня первой встречи»
            first -= 1
        places: list[int] = [*range(first, index), *range(index + 1, min(index + 40, high))]
        for place in places:
            if tokens.pos[place] not in {"ADJ", "VERB"} or not tokens.feats[place].case:
                continue
            roles = self._lexicon.verbs.get(tokens.lemma[place])
            if roles is None or tokens.lemma[place] in self._adjectival:
                continue
            held = VerbRole.HAPPEN in roles or (
                VerbRole.HOLD in roles and tokens.feats[place].voice == "Pass"
            )
            if (
                held
                and (place < index or tokens.lower[place - 1] == ",")
                and (self._phrases.agreement.agree(tokens, place, index))
            ):
                return place
        return None

    def _attended(
        self, tokens: Tokens, preposition: int, low: int, high: int
    ) -> tuple[int, bool] | None:
        """The verb of taking part before «в» or «на», and whether it is to come."""
        if preposition > low and tokens.lemma[preposition - 1] == "участие":
            if self._comes(tokens, preposition - 1, low):
                return None
            verb = self._any_verb(tokens, preposition - 1, low)
            if verb is None:
                return None
            return verb, self._tenses.is_future(tokens, verb)
        for place in range(preposition - 1, max(low, preposition - 12) - 1, -1):
            if self._attends(tokens, place):
                return place, self._tenses.is_future(tokens, place)
        for place in range(preposition + 1, high):
            if self._attends(tokens, place) and place < preposition + 10:
                return place, self._tenses.is_future(tokens, place)
            if tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Fin":
                # «В заседании … приняли участие …»: the first verb behind the event.
                near = tokens.lower[max(low, place - 1) : place + _TAKEN]
                if self._attends(tokens, place) or (
                    tokens.lemma[place] in _TAKING and "участие" in near
                ):
                    return place, self._tenses.is_future(tokens, place)
                if place >= preposition + 10:
                    return None
        return None

    def _comes(self, tokens: Tokens, index: int, low: int) -> bool:
        """«встретился с N, прибывшим в страну для участия в форуме»: why N is there."""
        for place in range(index - 1, max(low, index - _CAME) - 1, -1):
            if tokens.pos[place] == "VERB":
                roles = self._lexicon.verbs.get(tokens.lemma[place], frozenset())
                return VerbRole.TRAVEL in roles and bool(tokens.feats[place].case)
        return False

    def _attends(self, tokens: Tokens, place: int) -> bool:
        roles = self._lexicon.verbs.get(tokens.lemma[place], frozenset())
        return VerbRole.ATTEND in roles and tokens.pos[place] == "VERB"

    def _any_verb(self, tokens: Tokens, index: int, low: int) -> int | None:
        for place in range(index - 1, low - 1, -1):
            if tokens.pos[place] == "VERB" and tokens.feats[place].verb_form != "Part":
                return place
        return None

    def _happens(self, tokens: Tokens, index: int, start: int, low: int, high: int) -> int | None:
        """The verb that says the event takes place: nearest on the left, then on the right."""
        for places in (
            range(start - 1, max(low, start - _REACH) - 1, -1),
            range(index + 1, min(high, index + 45)),
        ):
            for place in places:
                if tokens.pos[place] not in {"VERB", "AUX", "ADJ"} or tokens.feats[place].case:
                    continue
                form = tokens.feats[place].verb_form
                if form not in {"Fin", "Part"} and not (form == "Inf" and place < index):
                    continue
                if form == "Inf" and not self._tenses.is_future(tokens, place):
                    continue
                if self._says_held(tokens, place):
                    return place
                if form == "Fin" and tokens.pos[place] == "VERB":
                    break
        return None

    def _says_held(self, tokens: Tokens, place: int) -> bool:
        roles = self._lexicon.verbs.get(tokens.lemma[place])
        return roles is not None and (VerbRole.HAPPEN in roles or VerbRole.HOLD in roles)

    def _nearest(
        self, tokens: Tokens, index: int, low: int, high: int, wanted: tuple[VerbRole, ...]
    ) -> int | None:
        for distance in range(1, _REACH):
            for place in (index - distance, index + distance):
                if low <= place < high and tokens.pos[place] in {"VERB", "ADJ"}:
                    roles = self._lexicon.verbs.get(tokens.lemma[place])
                    if roles is not None and any(role in roles for role in wanted):
                        return place
        return None

    def _is_subject(self, tokens: Tokens, index: int, low: int, high: int) -> bool:
        return any(
            tokens.pos[place] == "VERB" and tokens.feats[place].verb_form == "Fin"
            for place in range(index + 1, min(high, index + 30))
        )
