"""Everything in a release that may be its event: event nouns and verbs, and how they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import Quotations, clause_of
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.layers import EventKind, SectionKind, TokenRange
from pipeline.resources.events import (
    AdjectiveRole,
    EventLexicon,
    EventNounEntry,
    FrameRole,
    VerbRole,
)
from pipeline.stages.event.scene import Scene

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
        "гость",
        "проведение",
        "центр",
        "программа",
        "день",
    }
)
"""Nouns whose genitive event is the one at hand («участники форума»)."""
_PLURALIA = frozenset({"переговоры", "переговор", "консультация", "слушание", "учение"})
_DOORS = frozenset({"открыть", "закрыть"})
"""Whose participles are mere adjectives («закрытый брифинг»)."""
_ROMAN = re.compile("[IVXLC]+")
_INTO = frozenset({"в", "во", "на"})
_WITH = frozenset({"с", "со"})


class Standing(IntEnum):
    """How firmly the text says that the event takes place."""

    ABOUT = 0
    """Only spoken of, or on whose fringes something happens."""
    FRAME = 1
    """Taken for granted: «на встрече», «в ходе визита»."""
    TITLE = 2
    """A headline's noun phrase."""
    HELD = 3
    """Said in so many words to take place, or to be attended."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the text that may name the event.

    Attributes:
        index: The noun or the verb.
        start: First token of its phrase (modifiers included).
        lemma: Of the noun or verb.
        verb: The verb that says that it takes place, if any; for verbs, themselves.
        future: Whether it is told as still to come.
        other: Why it is another occasion than the release's, if it is (a rule's name).
        speech: Whether it stands inside someone's quoted words.
    """

    index: int
    start: int
    lemma: str
    kind: EventKind
    width: int
    noun: bool
    standing: Standing
    verb: int | None
    future: bool
    other: str | None
    speech: bool
    plural: bool
    frame: FrameRole | None
    rule: str


class CandidateFinder:
    """Finds candidates in one pass over the lemmas.

    Args:
        lexicon: Words of events.
        phrases: Walks over noun phrases.
    """

    def __init__(self, lexicon: EventLexicon, phrases: NounPhrases) -> None:
        self._lexicon = lexicon
        self._phrases = phrases
        self._frame_lengths = sorted({len(words) for words in lexicon.frames}, reverse=True)

    def __call__(self, scene: Scene, quotations: Quotations) -> Iterator[Candidate]:
        """All candidates of a release in order of place."""
        nouns, verbs = self._lexicon.nouns, self._lexicon.verbs
        tokens = scene.tokens
        pos = tokens.pos
        for index, lemma in enumerate(tokens.lemma):
            if lemma in nouns:
                if pos[index] in {"NOUN", "PROPN"} and index not in scene.named:
                    found = self._noun(scene, quotations, index, nouns[lemma])
                    if found is not None:
                        yield found
            elif lemma in verbs and pos[index] in {"VERB", "AUX", "ADJ"}:
                found = self._verb(scene, quotations, index, verbs[lemma])
                if found is not None:
                    yield found

    # --- nouns -------------------------------------------------------------------------------

    def _noun(
        self, scene: Scene, quotations: Quotations, index: int, entry: EventNounEntry
    ) -> Candidate | None:
        tokens = scene.tokens
        floor = tokens.sentences[tokens.sentence[index]][0]
        start = self._phrases.first_modifier(tokens, index, floor)
        while start > floor and _ROMAN.fullmatch(tokens.form[start - 1]):
            start -= 1
        before = [tokens.lemma[i] for i in range(start, index)]
        if entry.needs and not set(entry.needs).intersection(before):
            return None
        kind, refined = self._kind(tokens, index, entry, before)
        other, announced = self._adjectives(tokens, index, start)
        frame = self._frame(tokens, start)
        if (
            frame is FrameRole.INSIDE
            and tokens.lower[start - 1] == "на"
            and (tokens.feats[index].case == "Acc")
        ):
            # «поездка на саммит»: towards it, not at it.
            frame = FrameRole.ABOUT
        standing, verb, future, rule = self._standing(scene, index, start, frame)
        plural = tokens.feats[index].number == "Plur" and entry.id not in _PLURALIA
        if frame is FrameRole.BEFORE:
            other = other or "event.other.before"
        if self._unreal(tokens, start, verb):
            standing, rule = Standing.ABOUT, "event.unreal"
        if entry.weak and standing < Standing.HELD and not refined:
            standing = Standing.ABOUT
        return Candidate(
            index,
            start,
            entry.id,
            kind,
            self._lexicon.widths[kind],
            True,
            standing,
            verb,
            future or announced,
            other,
            quotations.speaks(index),
            plural,
            frame,
            rule,
        )

    def _kind(
        self, tokens: Tokens, index: int, entry: EventNounEntry, before: list[str]
    ) -> tuple[EventKind, bool]:
        """The kind of event, and whether a word beside the noun said it."""
        refinements = self._lexicon.refinements
        after = tokens.lemma[index + 1 : index + 4]
        for lemma in (*before, *after):
            kind = refinements.get((lemma, entry.id))
            if kind is not None:
                return kind, True
        return entry.kind, False

    def _adjectives(self, tokens: Tokens, index: int, start: int) -> tuple[str | None, bool]:
        """Why the adjectives make it another occasion, and whether they announce it."""
        other, announced = None, False
        floor = tokens.sentences[tokens.sentence[index]][0]
        for place in range(max(floor, min(start, index - 4)), index):
            role = self._lexicon.adjectives.get(tokens.lemma[place])
            if role is None or not (
                place >= start or self._phrases.agreement.agree(tokens, place, index)
            ):
                continue
            if role is AdjectiveRole.OTHER:
                other = "event.other.adjective"
            elif role is AdjectiveRole.ANNOUNCED:
                announced = True
        return other, announced

    def _frame(self, tokens: Tokens, start: int) -> FrameRole | None:
        frames = self._lexicon.frames
        for length in self._frame_lengths:
            if start >= length:
                role = frames.get(tuple(tokens.lower[start - length : start]))
                if role is not None:
                    return role
        return None

    def _standing(
        self, scene: Scene, index: int, start: int, frame: FrameRole | None
    ) -> tuple[Standing, int | None, bool, str]:
        """How firmly a noun's event is said to take place, by which verb, and whether later."""
        tokens = scene.tokens
        case = tokens.feats[index].case
        preposition = tokens.lower[start - 1] if start else ""
        low, high = clause_of(tokens, index)
        participle = self._participle(tokens, start, index, high)
        if participle is not None:
            return Standing.HELD, participle, False, "event.noun.participle"
        if preposition in _INTO and frame is not FrameRole.SIDELINE:
            found = self._attended(tokens, start - 1, low, high)
            if found is not None:
                return Standing.HELD, found[0], found[1], "event.noun.attended"
        if preposition in _WITH and self._lexicon.nouns[tokens.lemma[index]].kind == "visit":
            verb = self._nearest(
                tokens, index, low, high, (VerbRole.TRAVEL, VerbRole.VISIT, VerbRole.HOLD)
            )
            if verb is not None and tokens.feats[verb].case:
                # «министр, находящийся с визитом»: said in passing of one who is met.
                return Standing.FRAME, verb, False, "event.noun.on_visit_in_passing"
            if verb is not None:
                return Standing.HELD, verb, self._is_future(tokens, verb), "event.noun.on_visit"
            return Standing.FRAME, None, False, "event.noun.framed"
        if frame is FrameRole.ABOUT or frame is FrameRole.SIDELINE:
            return Standing.ABOUT, None, False, "event.noun.about"
        if frame in (FrameRole.INSIDE, FrameRole.RESULT, FrameRole.AFTER):
            return Standing.FRAME, None, self._modal(tokens, low, high), "event.noun.framed"
        if frame is FrameRole.BEFORE:
            return Standing.ABOUT, None, False, "event.noun.before"
        if self._phrases.agreement.could_be(tokens, index, "Nom") or case == "Acc":
            verb = self._happens(tokens, index, start, low, high)
            if verb is not None:
                return Standing.HELD, verb, self._is_future(tokens, verb), "event.noun.happens"
        if (
            case == "Gen"
            and start
            and tokens.lemma[start - 1] in _PARTS
            and not (tokens.lemma[index] in _PLURALIA)
        ):
            return Standing.FRAME, None, self._modal(tokens, low, high), "event.noun.part"
        if scene.section_kind(index) is SectionKind.HEADLINE and case in {"Nom", ""}:
            if start == low or scene.opens(start):
                return Standing.TITLE, None, False, "event.noun.title"
        if case == "Nom" and self._is_subject(tokens, index, low, high):
            return Standing.FRAME, None, False, "event.noun.subject"
        return Standing.ABOUT, None, False, "event.noun.bare"

    def _modal(self, tokens: Tokens, low: int, high: int) -> bool:
        """Whether the clause tells what will or should happen, not what did."""
        return any(
            tokens.feats[place].tense == "Fut" or tokens.lemma[place] in self._lexicon.planning
            for place in range(low, high)
            if tokens.pos[place] in {"VERB", "AUX", "ADJ"}
        ) and not any(tokens.feats[place].tense == "Past" for place in range(low, high))

    def _participle(self, tokens: Tokens, start: int, index: int, high: int) -> int | None:
        """A participle of happening or holding that belongs to the noun, before or behind it."""
        floor = tokens.sentences[tokens.sentence[index]][0]
        first = start
        while first > max(floor, start - 5) and (
            tokens.pos[first - 1] in {"ADV", "NUM", "ADJ"} or tokens.feats[first - 1].case == "Gen"
        ):
            # «состоявшейся сегодня первой встречи»
            first -= 1
        for place in (*range(first, index), *range(index + 1, min(index + 40, high))):
            if tokens.pos[place] not in {"ADJ", "VERB"} or not tokens.feats[place].case:
                continue
            roles = self._lexicon.verbs.get(tokens.lemma[place])
            if roles is None or tokens.lemma[place] in self._lexicon.planning | _DOORS:
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
            verb = self._any_verb(tokens, preposition - 1, low)
            if verb is None:
                return None
            return verb, self._is_future(tokens, verb)
        for place in range(preposition - 1, max(low, preposition - 12) - 1, -1):
            roles = self._lexicon.verbs.get(tokens.lemma[place])
            if roles and VerbRole.ATTEND in roles and tokens.pos[place] == "VERB":
                return place, self._is_future(tokens, place)
        for place in range(preposition + 1, min(high, preposition + 10)):
            roles = self._lexicon.verbs.get(tokens.lemma[place])
            if roles and VerbRole.ATTEND in roles and tokens.pos[place] == "VERB":
                return place, self._is_future(tokens, place)
        return None

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
                if form == "Inf" and not self._is_future(tokens, place):
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

    def _is_future(self, tokens: Tokens, verb: int) -> bool:
        feats = tokens.feats[verb]
        if feats.tense == "Fut":
            return True
        low, high = clause_of(tokens, verb)
        near = range(max(low, verb - 4), min(high, verb + 2))
        if tokens.lemma[verb] in self._lexicon.planning:
            return True
        if feats.verb_form == "Inf" or feats.tense != "Past":
            return any(tokens.lemma[place] in self._lexicon.planning for place in near)
        return False

    def _unreal(self, tokens: Tokens, start: int, verb: int | None) -> bool:
        """Whether the words in front say that the event does not or may not take place."""
        floor = tokens.sentences[tokens.sentence[start]][0]
        unreal = self._lexicon.unreal
        if any(tokens.lemma[place] in unreal for place in range(max(floor, start - 4), start)):
            return True
        if verb is None:
            return False
        near = range(max(floor, verb - 3), verb)
        return any(tokens.lower[place] == "не" or tokens.lemma[place] in unreal for place in near)

    # --- verbs -------------------------------------------------------------------------------

    def _verb(
        self, scene: Scene, quotations: Quotations, index: int, roles: frozenset[VerbRole]
    ) -> Candidate | None:
        tokens = scene.tokens
        feats = tokens.feats[index]
        passive = feats.verb_form == "Part" and not feats.case and VerbRole.SIGN in roles
        future = self._is_future(tokens, index)
        if not (feats.verb_form == "Fin" or passive or (feats.verb_form == "Inf" and future)):
            return None
        if index and tokens.lower[index - 1] in {"не", "бы"}:
            return None
        clause = clause_of(tokens, index)
        found = self._verb_kind(scene, index, roles, clause)
        if found is None:
            return None
        kind, rule, width = found
        return Candidate(
            index,
            index,
            tokens.lemma[index],
            kind,
            width or self._lexicon.widths[kind],
            False,
            Standing.HELD,
            index,
            future,
            None,
            quotations.speaks(index),
            False,
            None,
            rule,
        )

    def _verb_kind(
        self, scene: Scene, index: int, roles: frozenset[VerbRole], clause: TokenRange
    ) -> tuple[EventKind, str, int] | None:
        """Kind of event the verb tells of, the rule and a width of its own (0: the kind's)."""
        tokens = scene.tokens
        low, high = clause
        if VerbRole.CALL in roles:
            return "call", "event.verb.call", 0
        if VerbRole.MEET in roles or VerbRole.TALK in roles:
            other_side = self._other_side(scene, index, clause)
            by_telephone = any(
                tokens.lower[place] == "телефону" for place in range(index, min(high, index + 12))
            )
            if by_telephone and (other_side or VerbRole.TALK in roles):
                return "call", "event.verb.by_telephone", 0
            if other_side and (VerbRole.MEET in roles or scene.person_between(low, index)):
                width = 0 if VerbRole.MEET in roles else self._lexicon.widths["meeting"] - 5
                return "meeting", "event.verb.meet", width
            if VerbRole.MEET in roles and tokens.feats[index].number == "Plur":
                return "meeting", "event.verb.meet", 0
            return None
        if VerbRole.VISIT in roles:
            if scene.place_after(index + 1, high):
                return "visit", "event.verb.visit", 0
            return None
        if VerbRole.TRAVEL in roles and tokens.lemma[index] != "находиться":
            for place in (*range(index + 1, min(high, index + 8)), *range(low, index)):
                if tokens.lower[place] in _INTO and scene.place_after(place + 1, place + 3):
                    if scene.person_between(low, high) and tokens.feats[index].verb_form == "Fin":
                        return "visit", "event.verb.travel", 0
            return None
        if VerbRole.RECEIVE in roles and self._receives(scene, index, clause):
            return "meeting", "event.verb.receive", 0
        if VerbRole.SIGN in roles and self._signs(scene, index, clause):
            return "signing", "event.verb.sign", 0
        return None

    def _other_side(self, scene: Scene, index: int, clause: TokenRange) -> bool:
        """Whether «с» and a person, delegation or state stand in the clause."""
        tokens = scene.tokens
        low, high = clause
        for place in (*range(index + 1, high), *range(low, index)):
            if tokens.lower[place] in _WITH and scene.side_after(place + 1, high):
                return True
        return False

    def _receives(self, scene: Scene, index: int, clause: TokenRange) -> bool:
        """«принял посла»: the object is a person, and nothing else is taken."""
        tokens = scene.tokens
        low, high = clause
        following = index + 1
        while following < high and tokens.pos[following] in {"ADV", "ADP", "PRON"}:
            if tokens.pos[following] == "ADP":
                return False
            following += 1
        if following < high and following in scene.people:
            case = tokens.feats[following].case
            if case in {"Acc", "Gen"}:
                return True
            # «белорусского вице-премьера принял Председатель …»
            return any(
                place in scene.people and tokens.feats[place].case in {"Acc", "Gen"}
                for place in range(max(low, index - 8), index)
            )
        return False

    def _signs(self, scene: Scene, index: int, clause: TokenRange) -> bool:
        """Whether two sides sign an instrument."""
        tokens = scene.tokens
        low, high = clause
        if not any(tokens.lemma[place] in self._lexicon.instruments for place in range(low, high)):
            return False
        return tokens.feats[index].number == "Plur" or any(
            tokens.lower[place] in _WITH or tokens.lower[place] == "между"
            for place in range(low, high)
        )
