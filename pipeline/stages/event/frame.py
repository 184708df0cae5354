"""In whose frame an event is held, and whether it has a few sides only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layers import OrganizationLayer, SectionKind, TokenRange
from pipeline.resources.events import EventLexicon
from pipeline.resources.organizations import OrganizationsResource
from pipeline.spans import Span
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.holders import Holders
from pipeline.stages.event.pairs import is_joint, of_many, of_pair
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.sides import presented
from pipeline.stages.event.verbs import ENACTED

TWO_SIDED = frozenset({"visit", "meeting", "negotiations", "consultations", "call", "signing"})
"""Events of two sides, or of a few."""
_SMALL = 8
"""Up to so many states named, a summit without an organisation is one of a few sides."""
_GATHERINGS = frozenset({"meeting", "session", "consultations"})
_HEADS = frozenset({"министр", "глава", "лидер", "президент", "представитель", "руководитель"})
_OFFICERS = 5
"""How far before «стран» those who meet may stand («министры иностранных дел стран»)."""
_GENERAL = frozenset({"ассоциация", "объединение", "союз", "организация", "блок", "содружество"})
_GROUP = "группа"
_WITH = frozenset({"с", "со"})
_CREDENTIALS = frozenset({"грамота", "копия"})
"""Nouns of the ceremony at which one state's envoy comes to another."""
_AHEAD = 5
"""How far behind «церемония» the word of what is handed over may stand, in tokens."""
_MANOEUVRES = frozenset({"учение"})
"""What states hold together, each as a side."""
_STATES = ("государств", "стран")
_MEMBERS = ("член", "наблюдател", "участник")


@dataclass(frozen=True, slots=True)
class Frame:
    """The body an event is held by, its words, and whether the event has a few sides only."""

    organization: str | None
    spans: tuple[Span, ...]
    bilateral: bool


class Frames:
    """Finds the frame of an event.

    Args:
        lexicon: Words of events.
        known: The organisations that have lists of members.
    """

    def __init__(self, lexicon: EventLexicon, known: OrganizationsResource) -> None:
        self._lexicon = lexicon
        self._known = known
        self._holders = Holders(lexicon)

    def __call__(
        self,
        scene: Scene,
        main: Candidate,
        phrase: TokenRange,
        mentions: Sequence[Candidate],
        organizations: OrganizationLayer,
    ) -> Frame:
        """The intergovernmental frame, else the stated organiser."""
        start, end = phrase
        if main.kind in TWO_SIDED:
            # «встреча с генсеком НАТО»: the body is a side's, not the event's.
            words = scene.tokens.lower
            end = next((i for i in range(start, end) if words[i] in _WITH), end)
        shared = end < phrase[1]
        key = self._between(scene, organizations, start, end, shared=shared)
        members = self._members(scene, organizations)
        if key is not None and not self._has_members(organizations, key):
            # «заседание Евразийского межправительственного совета», whose members are «ЕАЭС»'s.
            key = (
                members
                or self._members(scene, organizations, loosely=True)
                or self._named_inside(organizations, key)
                or key
            )
        if key is None:
            key = self._in_mentions(scene, mentions, organizations)
        if key is None and main.kind == "session":
            # «заседание совета банков государств – членов N» is held in N's frame; of «заседание
            # совета безопасности» the body that sits holds it.
            sentence = scene.tokens.sentences[scene.tokens.sentence[main.index]]
            key = self._members(scene, organizations, within=sentence)
            key = key or self._in_headline(scene, main, mentions, organizations)
            key = key or self._sitting(scene, main, phrase)
            if key is not None:
                key = self._named_inside(organizations, key) or key
        pair = main.kind == "session" and of_pair(scene, phrase)
        credentials = main.lemma in _CREDENTIALS or (
            main.kind == "ceremony" and self._of_credentials(scene, main)
        )
        if key is None and main.kind not in TWO_SIDED and not (pair or credentials):
            key = members or self._holders(scene, main, mentions)
        if key is None and main.kind in _GATHERINGS:
            key = self._of_states(scene, main, organizations)
        small = len({code for _, code in scene.countries.values()}) <= _SMALL
        many = main.kind == "meeting" and not small and of_many(scene, phrase)
        joint = main.kind == "other" and any(
            scene.tokens.lower[i] in _WITH for i in range(main.index + 1, phrase[1])
        )
        two_sided = (
            joint
            or credentials
            or (main.kind in TWO_SIDED and main.rule != ENACTED and not many)
            or (main.lemma in _MANOEUVRES and small)
            or bool(presented(scene, main))
            or (main.kind == "summit" and small)
        )
        wide = key is not None and self._intergovernmental(organizations, key)
        return Frame(
            key,
            self._spans(scene, key),
            not wide and (two_sided or is_joint(scene, main, phrase)),
        )

    def _between(
        self,
        scene: Scene,
        organizations: OrganizationLayer,
        start: int,
        end: int,
        *,
        shared: bool = False,
    ) -> str | None:
        """The first intergovernmental body named in a stretch; one the lexicon knows wins.

        Of «Совет … Содружества …» the Commonwealth is known, the council is an organ of it. In
        «встреча генсека X с министром …», where two share the event, the body is a side's.
        """
        found: str | None = None
        for mention in organizations.mentions:
            if not (start <= mention.tokens[0] and mention.tokens[1] <= end):
                continue
            if shared and _of_one(scene, mention.tokens):
                continue
            body = organizations.get(mention.key)
            if body.kind != "intergovernmental":
                continue
            if body.lexicon_id is not None:
                return body.key
            found = found or body.key
        return found

    def _has_members(self, organizations: OrganizationLayer, key: str) -> bool:
        known = self._known.by_id.get(organizations.get(key).lexicon_id or "")
        return known is not None and (bool(known.members) or known.universal)

    def _intergovernmental(self, organizations: OrganizationLayer, key: str) -> bool:
        return organizations.get(key).kind == "intergovernmental"

    def _in_mentions(
        self, scene: Scene, mentions: Sequence[Candidate], organizations: OrganizationLayer
    ) -> str | None:
        """The frame as another mention of the event names it: «саммит ОДКБ» after «саммит»."""
        for mention in mentions:
            body = scene.bodies.get(mention.index + 1)
            if body is not None and self._intergovernmental(organizations, body[1]):
                return body[1]
        return None

    def _in_headline(
        self,
        scene: Scene,
        main: Candidate,
        mentions: Sequence[Candidate],
        organizations: OrganizationLayer,
    ) -> str | None:
        """The body of members in a headline: «О заседании Совета … государств – членов N»."""
        tokens = scene.tokens
        for mention in mentions:
            above = scene.section_kind(mention.index) is SectionKind.HEADLINE
            if above and mention.lemma == main.lemma:
                sentence = tokens.sentences[tokens.sentence[mention.index]]
                return self._members(scene, organizations, within=sentence)
        return None

    def _named_inside(self, organizations: OrganizationLayer, key: str) -> str | None:
        """The body whose organ this is by its name: «Совет представителей X» is X's."""
        organ = organizations.get(key)
        if organ.lexicon_id is not None:
            return None
        words = organ.name.split()
        for other in organizations.organizations:
            # named in full elsewhere: «Совет представителей» for «Совет представителей X»
            if other.name.startswith(f"{organ.name} "):
                words = other.name.split()
        return next(
            (
                body.key
                for body in organizations.organizations
                if body.abbreviation in words and self._has_members(organizations, body.key)
            ),
            None,
        )

    def _members(
        self,
        scene: Scene,
        organizations: OrganizationLayer,
        *,
        loosely: bool = False,
        within: TokenRange | None = None,
    ) -> str | None:
        """The body whose members or observers the release lists; `loosely`: or just its states."""
        tokens = scene.tokens
        for start in sorted(scene.bodies):
            if within is not None and not within[0] <= start < within[1]:
                continue
            key = scene.bodies[start][1]
            if not self._intergovernmental(organizations, key):
                continue
            before = range(max(0, start - 4), start)
            if loosely and start and tokens.lower[start - 1].startswith(_STATES):
                return key
            states = any(tokens.lower[place].startswith(_STATES) for place in before)
            if states and any(
                member in tokens.lower[place] for place in before for member in _MEMBERS
            ):
                return key
        return None

    def _sitting(self, scene: Scene, main: Candidate, phrase: TokenRange) -> str | None:
        """«заседание комиссии N», «заседание группы по сотрудничеству N с M»: the body that sits.

        What two states sit in together is no organisation.
        """
        if of_pair(scene, phrase):
            return None
        found = scene.bodies.get(main.index + 1)
        if found is None and scene.tokens.lemma[main.index + 1 : main.index + 2] == [_GROUP]:
            found = next((scene.bodies[i] for i in range(*phrase) if i in scene.bodies), None)
        return None if found is None else found[1]

    def _of_states(
        self, scene: Scene, main: Candidate, organizations: OrganizationLayer
    ) -> str | None:
        """Whose states' ministers meet: «министры стран ассоциации», «лидеры государств X».

        A word for a body in general takes up the one that the text names first.
        """
        tokens = scene.tokens
        low, high = tokens.sentences[tokens.sentence[main.index]]
        for index in range(low + 1, high - 1):
            if not tokens.lower[index].startswith(_STATES) or index in scene.bodies:
                continue
            before = range(max(low, index - _OFFICERS), index)
            if not any(
                tokens.lemma[place] in _HEADS and tokens.feats[place].number == "Plur"
                for place in before
            ):
                continue
            body = scene.bodies.get(index + 1)
            if body is not None and self._intergovernmental(organizations, body[1]):
                return body[1]
            if tokens.lemma[index + 1] in _GENERAL:
                return next(
                    (scene.bodies[start][1] for start in sorted(scene.unions) if start < index),
                    None,
                )
        return None

    def _of_credentials(self, scene: Scene, main: Candidate) -> bool:
        """«церемония вручения верительных грамот»."""
        return "верительный" in scene.tokens.lemma[main.index + 1 : main.index + _AHEAD]

    def _spans(self, scene: Scene, key: str | None) -> tuple[Span, ...]:
        if key is None:
            return ()
        for start in sorted(scene.bodies):
            if scene.bodies[start][1] == key:
                return (scene.tokens.span(start, scene.bodies[start][0]),)
        return ()


def _of_one(scene: Scene, body: TokenRange) -> bool:
    """Whether a body stands in the office of one person."""
    return any(
        start < body[0] and body[1] <= end and scene.tokens.feats[start].number == "Sing"
        for start, end in scene.wholes.items()
        if start in scene.people
    )
