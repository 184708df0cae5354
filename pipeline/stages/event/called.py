"""Which of an event's mentions says its name.

The place that tells the event best is not always the one that names it: a verb names nothing, and
«в конференции примут участие» is short for the headline's «конференция по …».
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grammar.agreement import is_abbreviation
from pipeline.layers import SectionKind
from pipeline.resources.events import EventLexicon
from pipeline.stages.event.candidates import Candidate, Standing
from pipeline.stages.event.naming import Named, Namer
from pipeline.stages.event.scene import Scene

_NARROW = frozenset({"meeting", "negotiations", "consultations", "call"})
"""Of these a release tells many: only a mention close by is sure to be the same."""
_CLOSE = 1
_NEAR = 4
"""How many sentences a mention of a meeting, or of a wider event, may stand from it."""
_TAKEN_UP = 8
"""How many sentences off «по итогам встречи» still takes up the meeting told before."""


def call_event(
    scene: Scene,
    lexicon: EventLexicon,
    namer: Namer,
    main: Candidate,
    mentions: Sequence[Candidate],
) -> Named | None:
    """The event's name: its own phrase, or a fuller one of a mention."""
    if main.noun and lexicon.nouns[main.lemma].nameless:
        return None
    own = namer(scene, main)
    if own is not None and own.tokens[1] - own.tokens[0] > 1:
        return _spelled_out(scene, namer, main, own, mentions) or own
    sentence = scene.tokens.sentence
    bare: Named | None = own
    for mention in mentions:
        if not mention.noun or mention.plural:
            continue
        if mention.kind != main.kind and (main.noun or mention.standing is not Standing.HELD):
            continue
        if lexicon.nouns[mention.lemma].nameless or (main.noun and mention.lemma != main.lemma):
            continue
        away = abs(sentence[mention.index] - sentence[main.index])
        if scene.section_kind(mention.index) is SectionKind.HEADLINE:
            away = 0
        taken_up = mention.standing is Standing.FRAME and away <= _TAKEN_UP
        far = away > (_CLOSE if main.kind in _NARROW else _NEAR)
        if far and not taken_up:
            continue
        if mention.start and scene.tokens.lower[mention.start - 1] == "не":
            continue  # «это не первая поездка N»
        named = namer(scene, mention)
        if named is None:
            continue
        if named.tokens[1] - named.tokens[0] > 1:
            if far:
                continue
            return named
        if not main.noun and lexicon.nouns[mention.lemma].generic:
            continue  # «N принял M. На встрече …»: a general word for it is no name
        if mention.kind == main.kind:
            bare = bare or named
    return bare


def _spelled_out(
    scene: Scene, namer: Namer, main: Candidate, own: Named, mentions: Sequence[Candidate]
) -> Named | None:
    """The headline's name, where it spells out what the body abbreviates."""
    short = {form for form in own.name.split() if is_abbreviation(form)}
    if not short:
        return None
    for mention in mentions:
        if mention.lemma != main.lemma or not mention.noun or mention.plural:
            continue
        if scene.section_kind(mention.index) is not SectionKind.HEADLINE:
            continue
        named = namer(scene, mention)
        if named is None:
            continue
        words = named.name.split()
        longer = len(words) > len(own.name.split())
        if longer and not any(is_abbreviation(word) for word in words):
            same = set(own.name.lower().split()) - {form.lower() for form in short}
            return named if same <= set(named.name.lower().split()) else None
    return None
