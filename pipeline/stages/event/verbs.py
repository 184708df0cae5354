"""Event verbs: meetings, visits, calls and signings that have no noun."""

from __future__ import annotations

from pipeline.grammar.clauses import Quotations, clause_of
from pipeline.layers import EventKind, SectionKind, TokenRange
from pipeline.resources.events import EventLexicon, VerbRole
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.held import place_before
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.tense import Tenses

_INTO = frozenset({"в", "во", "на"})
_WITH = frozenset({"с", "со"})
_WAS_TO = frozenset({"должный", "быть"})
_OBJECT = 4
"""How far behind its verb the act that is signed may stand, in tokens."""
COMING = "event.verb.coming"
"""The rule of one who is met and has come: «с министром N, прибывшим в Ригу»."""
ENACTED = "event.verb.enact"
"""The rule of an act signed by one hand: an event without sides."""


class VerbReader:
    """Reads whether a verb tells of an event.

    Args:
        lexicon: Words of events.
        tenses: Times of verbs.
    """

    def __init__(self, lexicon: EventLexicon, tenses: Tenses) -> None:
        self._lexicon = lexicon
        self._tenses = tenses

    def __call__(
        self, scene: Scene, quotations: Quotations, index: int, roles: frozenset[VerbRole]
    ) -> Candidate | None:
        """The candidate of the verb at `index`, or `None` if it tells of no event."""
        tokens = scene.tokens
        feats = tokens.feats[index]
        passive = (
            feats.verb_form == "Part"
            and not feats.case
            and not roles.isdisjoint({VerbRole.SIGN, VerbRole.RECEIVE})
        )
        future = self._tenses.is_future(tokens, index)
        if VerbRole.TRAVEL in roles and feats.case and self._comes(scene, index):
            return Candidate(
                index,
                index,
                tokens.lemma[index],
                "visit",
                self._lexicon.widths["visit"],
                False,
                Standing.FRAME,
                index,
                False,
                None,
                quotations.speaks(index),
                False,
                None,
                COMING,
            )
        if not (feats.verb_form == "Fin" or passive or (feats.verb_form == "Inf" and future)):
            return None
        if index and tokens.lower[index - 1] in {"не", "бы"}:
            return None
        if feats.verb_form == "Inf" and _WAS_TO.issubset(tokens.lemma[max(0, index - 3) : index]):
            return None  # «должен был посетить», but did not
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

    def _comes(self, scene: Scene, index: int) -> bool:
        """«с министром N, прибывшим в Ригу»: someone named, and where to."""
        tokens = scene.tokens
        return (
            tokens.feats[index].tense == "Past"
            and tokens.lower[index - 1] == ","
            and index > 1
            and index - 2 in scene.named
            and tokens.lower[index + 1 : index + 2] in (["в"], ["на"])
            and scene.place_after(index + 2, index + 4)
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
            if _two_subjects(scene, low, index):
                return "meeting", "event.verb.talk", self._lexicon.widths["meeting"] - 5
            if _of_several(scene, low, index):
                # They may talk on the telephone too: any noun for the event says it better.
                return "meeting", "event.verb.talk_of_several", self._lexicon.widths["meeting"] // 2
            return None
        if VerbRole.VISIT in roles:
            if scene.place_after(index + 1, high) or place_before(scene, index) is not None:
                return "visit", "event.verb.visit", 0
            return None
        if VerbRole.TRAVEL in roles and tokens.lemma[index] != "находиться":
            goes = tokens.feats[index].verb_form == "Fin" and scene.person_between(low, high)
            for place in (*range(index + 1, min(high, index + 8)), *range(low, index)):
                if (
                    goes
                    and tokens.lower[place] in _INTO
                    and scene.place_after(place + 1, place + 3)
                ):
                    return "visit", "event.verb.travel", 0
            return None
        if VerbRole.RECEIVE in roles:
            done = tokens.feats[index].verb_form == "Part"
            if (_is_received if done else self._receives)(scene, index, clause):
                return "meeting", "event.verb.receive", 0
        if VerbRole.SIGN in roles and self._signs(scene, index, clause):
            return "signing", "event.verb.sign", 0
        if VerbRole.SIGN in roles and self._enacts(scene, index, clause):
            return "signing", ENACTED, 0
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
        while following < high and tokens.pos[following] in {"ADV", "ADP", "PRON", "DET"}:
            following += 1
            if tokens.pos[following - 1] != "ADP":
                continue
            if tokens.lower[following - 1] not in _INTO:
                return False
            # «принимает в резиденции своего коллегу», «принял в штаб-квартире организации
            # посла»: where, before whom.
            inner = following
            while inner < high and tokens.feats[inner].case == "Loc":
                inner += 1
            if inner == following:
                return False
            while (
                inner < high
                and tokens.feats[inner].case == "Gen"
                and not (scene.person_between(inner, inner + 1))
            ):
                inner += 1
            following = inner
        while following < high and tokens.pos[following] == "ADJ" and following not in scene.people:
            following += 1
        if following < high and scene.person_between(following, following + 1):
            case = tokens.feats[following].case
            if case in {"Acc", "Gen"}:
                return True
            # «белорусского вице-премьера принял Председатель …»
            return any(
                place in scene.people and tokens.feats[place].case in {"Acc", "Gen"}
                for place in range(max(low, index - 8), index)
            )
        return False

    def _enacts(self, scene: Scene, index: int, clause: TokenRange) -> bool:
        """Whether one office holder signs: «президент подписал указ», «… протокол»."""
        tokens = scene.tokens
        feats = tokens.feats[index]
        low, high = clause
        if feats.verb_form != "Fin" or feats.tense != "Past" or feats.number == "Plur":
            return False
        behind = range(index + 1, min(high, index + _OBJECT))
        signed = self._lexicon.acts | self._lexicon.instruments
        return scene.person_between(low, index) and any(
            tokens.lemma[place] in signed for place in behind
        )

    def _signs(self, scene: Scene, index: int, clause: TokenRange) -> bool:
        """Whether two sides sign an instrument."""
        tokens = scene.tokens
        low, high = clause
        if not any(tokens.lemma[place] in self._lexicon.instruments for place in range(low, high)):
            return False
        if tokens.feats[index].tense == "Pres":
            return False  # «компании успешно заключают контракты» tells of no one signing
        return tokens.feats[index].number == "Plur" or any(
            tokens.lower[place] in _WITH or tokens.lower[place] == "между"
            for place in range(low, high)
        )


def _is_received(scene: Scene, verb: int, clause: TokenRange) -> bool:
    """«посол N был принят министром M»: a person by a person."""
    tokens = scene.tokens
    low, high = clause
    guest = any(
        place in scene.people and tokens.feats[place].case == "Nom" for place in range(low, verb)
    )
    following = verb + 1
    return (
        guest
        and following < high
        and following in scene.people
        and tokens.feats[following].case == "Ins"
    )


def _of_several(scene: Scene, low: int, verb: int) -> bool:
    """«министры транспорта A, B и C обсудили»: officers of several states talk together."""
    tokens = scene.tokens
    if tokens.feats[verb].number != "Plur" or tokens.feats[verb].tense != "Past":
        return False
    if scene.section_kind(verb) is SectionKind.HEADLINE:
        return False  # a headline leaves it to the body to say how they talked
    codes: set[str] = set()
    for place in range(verb - 1, low - 1, -1):
        if place in scene.countries and tokens.feats[place].case in {"Gen", ""}:
            codes.add(scene.countries[place][1])
        if (
            tokens.feats[place].case == "Nom"
            and tokens.feats[place].number == "Plur"
            and tokens.feats[place].animacy == "Anim"
        ):
            return len(codes) > 1 and scene.person_between(place, place + 1)
    return False


def _two_subjects(scene: Scene, low: int, verb: int) -> bool:
    """«министр X и посол Y обсудили»: two named people who talk with one another."""
    tokens = scene.tokens
    if tokens.feats[verb].number != "Plur" or tokens.feats[verb].tense != "Past":
        return False
    named = [
        place
        for place in range(low, verb)
        if place in scene.named and tokens.feats[place].case in {"Nom", ""}
    ]
    if not named or verb - named[-1] > 2:
        return False
    return any(
        tokens.lower[place] == "и" and place not in scene.named
        for place in range(named[0] + 1, named[-1])
    )
