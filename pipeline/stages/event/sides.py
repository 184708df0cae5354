"""Sides, offices and places that an event's name takes whole, by what the scene knows of them."""

from __future__ import annotations

from pipeline.grammar.clauses import clause_of
from pipeline.stages.event.candidates import Candidate
from pipeline.stages.event.scene import Scene

_DASHES = frozenset("-–—")
_OFFICERS = frozenset(
    {
        "министр", "глава", "лидер", "президент", "премьер", "премьер-министр", "спикер",
        "председатель", "руководитель", "представитель", "делегация", "дипломат",
    }
)  # fmt: skip
"""Who comes together for several states: «премьеры N и M»."""
_BETWEEN = frozenset({",", "и"})
_TWO = 2
_SHOWN = frozenset({"ceremony", "other"})
_PERIODS = frozenset({"день", "неделя", "год", "декада", "месяц"})
"""What one state holds in another («Неделя армянского кино в Латвии»)."""
_SHOW = 9
"""How far from the event's noun, and from the period, its states may stand, in tokens."""
_INTO = frozenset({"в", "во"})


def officers_of(scene: Scene, main: Candidate) -> tuple[str, ...]:
    """States whose officers are the subject: «главы правительств N, M и K встретились»."""
    tokens = scene.tokens
    low, high = clause_of(tokens, main.index if main.verb is None else main.verb)
    for index in range(low, high):
        feats = tokens.feats[index]
        if tokens.lemma[index] in _OFFICERS and feats.number == "Plur" and feats.case == "Nom":
            codes = _listed(scene, index + 1, high)
            if len(codes) >= _TWO:
                return codes
    return ()


def _listed(scene: Scene, start: int, limit: int) -> tuple[str, ...]:
    """The states in the genitive behind an office, up to what is no part of it."""
    tokens = scene.tokens
    codes: list[str] = []
    index = start
    while index < limit:
        if index in scene.countries:
            index, code = scene.countries[index]
            codes.append(code)
            continue
        if tokens.form[index] not in _BETWEEN and tokens.feats[index].case != "Gen":
            break
        index += 1
    return tuple(dict.fromkeys(codes))


def pair(scene: Scene, index: int) -> int | None:
    """«саммит Литва — Союз рек», «форум Литва – Латвия»: two sides with a dash between."""
    form = scene.tokens.form
    sides = (scene.countries, scene.bodies)
    end = next((side[index][0] for side in sides if index in side), None)
    reached: int | None = None
    while end is not None and end < len(form) and form[end] in _DASHES:
        following = end + 1
        end = next((side[following][0] for side in sides if following in side), None)
        reached = end or reached
    return reached


def second_office(scene: Scene, comma: int, limit: int, case: str) -> int | None:
    """«с вице-премьером, министром … X»: the comma joins two offices of one person."""
    first = comma + 1
    end = scene.wholes.get(first, 0)
    if not (
        first < end <= limit
        and scene.tokens.form[comma] == ","
        and comma - 1 in scene.people
        and comma - 1 not in scene.named
        and first in scene.people
        and first not in scene.named
        and scene.tokens.feats[first].case == case
        and end - 1 in scene.named
    ):
        return None
    return end


def destination(scene: Scene, index: int, limit: int) -> int | None:
    """«визит в Кыргызскую Республику»: where the visit goes."""
    for start in (index + 1, index + 2):
        if start >= limit:
            return None
        country = scene.countries.get(start)
        if country is not None and scene.tokens.feats[index + 1].case in {"Acc", "Loc", ""}:
            return country[0]
        place = scene.places.get(start)
        if place is not None:
            return place[0]
    return None


def presented(scene: Scene, main: Candidate) -> tuple[str, ...]:
    """«Дни культуры N в M», «открытие Недели кино N в M»: one state shows itself in another."""
    if main.kind not in _SHOWN:
        return ()
    tokens = scene.tokens
    limit = tokens.sentences[tokens.sentence[main.index]][1]
    for index in range(main.index, min(main.index + _SHOW, limit)):
        if tokens.lemma[index] not in _PERIODS or not tokens.form[index][0].isupper():
            continue
        codes: list[str] = []
        for start in range(index + 1, min(index + _SHOW, limit)):
            if tokens.feats[start].verb_form == "Fin":
                break
            country = scene.countries.get(start)
            if country is not None and (not codes or tokens.lower[start - 1] in _INTO):
                codes.append(country[1])
        return tuple(dict.fromkeys(codes)) if len(set(codes)) == _TWO else ()
    return ()
