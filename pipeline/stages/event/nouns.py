"""Event nouns: of what kind, whether of this occasion, and how firmly told."""

from __future__ import annotations

import re

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import Quotations, clause_of
from pipeline.grammar.noun_phrase import NounPhrases
from pipeline.layers import EventKind
from pipeline.resources.events import (
    AdjectiveRole,
    EventLexicon,
    EventNounEntry,
    FrameRole,
)
from pipeline.stages.event.adjectives import joint_adjective, plural_run
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.scene import Scene
from pipeline.stages.event.standing import StandingReader
from pipeline.stages.event.tense import Tenses

ROMAN = re.compile("[IVXLC]+")
"""An event's number («XIV заседание»)."""
_OF_MEMBERS = frozenset({"совещание"})
"""Meetings that a body of states holds as its sessions."""
_UNION = 14
"""How far behind the noun the body may stand whose members meet, in tokens."""
_BY_TELEPHONE = ["по", "телефону"]


class NounReader:
    """Reads how a text speaks of an event noun.

    Args:
        lexicon: Words of events.
        phrases: Walks over noun phrases.
        tenses: Times of verbs.
    """

    def __init__(self, lexicon: EventLexicon, phrases: NounPhrases, tenses: Tenses) -> None:
        self._lexicon = lexicon
        self._phrases = phrases
        self._standing = StandingReader(lexicon, phrases, tenses)
        self._frame_lengths = sorted({len(words) for words in lexicon.frames}, reverse=True)

    def __call__(
        self, scene: Scene, quotations: Quotations, index: int, entry: EventNounEntry
    ) -> Candidate | None:
        """The candidate of the event noun at `index`, or `None` if it names no event."""
        tokens = scene.tokens
        floor = tokens.sentences[tokens.sentence[index]][0]
        start = self._phrases.first_modifier(tokens, index, floor)
        while start > floor and ROMAN.fullmatch(tokens.form[start - 1]):
            start -= 1
        before = [tokens.lemma[i] for i in range(start, index)]
        if entry.needs:
            # «верительные грамоты», «копии верительных грамот»
            near = (*range(max(floor, index - 3), index), min(index + 1, len(tokens) - 1))
            needed = next((i for i in near if tokens.lemma[i] in entry.needs), None)
            if needed is None:
                return None
            start = min(start, needed)
        start = min(start, plural_run(tokens, index, floor))
        if start > floor and joint_adjective(tokens, start - 1):
            start -= 1
        kind, refined = self._kind(scene, index, entry, before)
        other, announced = self._adjectives(tokens, index, start)
        frame = self._frame(tokens, start)
        if tokens.lower[start - 1 : start] == ["накануне"] and tokens.feats[index].case != "Gen":
            frame = None  # «провёл накануне встречу»: the day before
        if kind == "call" and tokens.lower[start - 1 : start] == ["в"]:
            frame = FrameRole.INSIDE  # «в телефонном разговоре»
        if (
            frame is FrameRole.INSIDE
            and tokens.lower[start - 1] == "на"
            and (tokens.feats[index].case == "Acc")
        ):
            # «поездка на саммит»: towards it, not at it.
            frame = FrameRole.ABOUT
        standing, verb, future, rule = self._standing(scene, entry, index, start, frame)
        if (
            announced
            and standing < Standing.HELD
            and tokens.feats[index].case == "Nom"
            and scene.opens(start)
        ):
            # «Предстоящие переговоры N и M будут посвящены …»: they are the news.
            standing, future, rule = Standing.HELD, True, "event.noun.announced"
        plural = tokens.feats[index].number == "Plur" and not entry.plural
        if frame is FrameRole.BEFORE:
            other = other or "event.other.before"
        if self._unreal(tokens, start, verb):
            standing, rule = Standing.ABOUT, "event.unreal"
        if entry.weak and standing < Standing.HELD and not (refined or self._shared(scene, index)):
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

    def _shared(self, scene: Scene, index: int) -> bool:
        """«на пресс-конференции с министром»: two sides make more of it than its name."""
        return scene.tokens.lower[index + 1 : index + 2] in (["с"], ["со"]) and scene.side_after(
            index + 2, len(scene.tokens)
        )

    def _kind(
        self, scene: Scene, index: int, entry: EventNounEntry, before: list[str]
    ) -> tuple[EventKind, bool]:
        """The kind of event, and whether a word beside the noun said it."""
        tokens = scene.tokens
        leaders = self._lexicon.leaders.match_at(tokens.lower, index + 1)
        if leaders is not None and leaders.end in scene.unions and entry.kind == "meeting":
            return "summit", True
        refinements = self._lexicon.refinements
        after = tokens.lemma[index + 1 : index + 4]
        for lemma in (*before, *after):
            kind = refinements.get((lemma, entry.id))
            if kind is not None:
                return kind, True
        if entry.id in _OF_MEMBERS and self._of_union(scene, index):
            return "session", True
        if ("телефонный", entry.id) in refinements:
            low, high = clause_of(tokens, index)
            if any(tokens.lower[i : i + 2] == _BY_TELEPHONE for i in range(low, high)):
                return refinements["телефонный", entry.id], True
        return entry.kind, False

    def _of_union(self, scene: Scene, index: int) -> bool:
        """«совещание министров юстиции стран – членов N»: a body of states sits."""
        tokens = scene.tokens
        for place in range(index + 1, min(len(tokens), index + _UNION)):
            if place in scene.unions:
                return tokens.feats[index + 1].number == "Plur"
            if tokens.pos[place] in {"VERB", "AUX", "ADP"} or tokens.form[place] in {",", "."}:
                return False
        return False

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
