"""Whether an event has two sides, by the words that name it."""

from __future__ import annotations

from pipeline.layers import TokenRange
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.scene import Scene

_JOINT = frozenset({"session", "forum", "conference", "other"})
"""Events that have two sides if two states are named together with them."""
_SHARED = frozenset({"совместный", "двусторонний", "межправительственный", "смешанный"})
_BODIES = frozenset({"комиссия", "комитет", "совет", "подкомиссия", "группа"})
"""What two states sit in together is called so."""
_PAIR = 2
_GROUP = "группа"
_WITH = frozenset({"с", "со"})
_QUOTES = frozenset("«“„")
_MANY = frozenset(
    {"министерский", "многосторонний", "международный", "региональный", "глобальный", "всемирный"}
)
"""What a meeting of many is called."""


def of_pair(scene: Scene, phrase: TokenRange) -> bool:
    """«Российско-Эфиопская комиссия», «комиссия между N и M»."""
    states = [i for i in range(*phrase) if i in scene.countries]
    pair = len({scene.countries[i][1] for i in states}) >= _PAIR
    return pair or any("-" in scene.tokens.lower[i] for i in states)


def is_joint(scene: Scene, main: Candidate, phrase: TokenRange) -> bool:
    """Whether the phrase names two states with no body of many: «казахско-кувейтской»."""
    if main.kind not in _JOINT:
        return False
    codes: set[str] = set()
    for start, (_, code) in scene.countries.items():
        if phrase[0] <= start < phrase[1]:
            codes.add(code)
    words = range(*phrase)
    joint = any(
        scene.tokens.lemma[place] in {"двусторонний", "межправительственный", "смешанный"}
        or "-" in scene.tokens.lower[place]
        for place in words
    )
    together = any(
        scene.tokens.lemma[place] == "совместный"
        or (scene.tokens.lower[place] == "между" and place + 1 in scene.countries)
        for place in words
    )
    paired = any("-" in scene.tokens.lower[at] and at in scene.countries for at in words)
    grouped = _GROUP in (scene.tokens.lemma[place] for place in words)
    if grouped and any(scene.tokens.lower[i] in _WITH for i in words):
        return True  # «заседание группы дружбы N с M»
    if main.kind == "session" and not codes and _of_two(scene, main, phrase):
        return True
    if main.kind != "session" and not paired and len(codes) < _PAIR:
        return False  # «фестиваль социал-демократической партии N»
    return (joint and bool(codes)) or (together and len(codes) == _PAIR)


def _of_two(scene: Scene, main: Candidate, phrase: TokenRange) -> bool:
    """«N и M провели заседание совместной комиссии»: what two states hold by its name."""
    tokens = scene.tokens
    low, high = tokens.sentences[tokens.sentence[main.index]]
    codes = {scene.countries[i][1] for i in range(low, high) if i in scene.countries}
    return (
        len(codes) == _PAIR
        and not _SHARED.isdisjoint(tokens.lemma[slice(*phrase)])
        and not _BODIES.isdisjoint(tokens.lemma[slice(*phrase)])
    )


def of_many(scene: Scene, phrase: TokenRange) -> bool:
    """«вторая министерская встреча „…“»: many meet, and the phrase names none of them."""
    words, lemmas = scene.tokens.lower, scene.tokens.lemma
    end = next((i for i in range(*phrase) if words[i] in _QUOTES), phrase[1])
    titled = end < phrase[1] or not _MANY.isdisjoint(lemmas[phrase[0] : end])
    return titled and not any(
        i in scene.people or i in scene.countries or words[i] in _WITH or words[i] == "между"
        for i in range(phrase[0], end)
    )
