"""Participants: who was found, under which name, office and country, and in which part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.evaluation.align import assign, iou
from pipeline.evaluation.bodies import same_body
from pipeline.evaluation.cases import Case, Person, Position
from pipeline.evaluation.outcomes import Item, Outcome, compare, paired
from pipeline.evaluation.wording import alike_titles, fold, fold_marks, same_title, stem_f1

_PARTICLES = frozenset({"оглы", "оглу", "углы", "кызы", "гызы", "улы", "уулу"})
_AFTER_INITIAL = re.compile(r"(?<=\w\.)(?=\w)")

PersonPairs = list[tuple[Person | None, Person | None]]
PositionPairs = list[tuple[Position | None, Position | None]]


def name_parts(name: str) -> list[str]:
    """Folded words of a name; initials are words of their own («В.А. Петров» has three)."""
    return fold(_AFTER_INITIAL.sub(" ", name)).split()


def _is_initial(part: str) -> bool:
    return len(part.rstrip(".")) == 1


def _family_splits(person: Person) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Family name and the rest: as the record says, else either end of the full name."""
    parts = name_parts(person.full)
    if person.family is not None:
        stated = tuple(name_parts(person.family))
        others = list(parts)
        for part in stated:
            if part in others:
                others.remove(part)
        yield stated, tuple(others)
        return
    for size in (1, 2, 3):
        if size > len(parts):
            return
        for family, rest in ((parts[-size:], parts[:-size]), (parts[:size], parts[size:])):
            if not any(_is_initial(part) or part in _PARTICLES for part in (family[0], family[-1])):
                yield tuple(family), tuple(rest)


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether no given name, patronymic or initial of the one contradicts the other's.

    The shorter has to be found in the longer in order; an initial agrees with a name.
    """
    shorter, longer = sorted((first, second), key=len)
    place = 0
    for part in shorter:
        while place < len(longer) and not _same_part(part, longer[place]):
            place += 1
        if place == len(longer):
            return False
        place += 1
    return True


def _same_part(first: str, second: str) -> bool:
    if _is_initial(first) or _is_initial(second):
        return first[0] == second[0]
    return first == second


def same_person(gold: Person, found: Person) -> bool:
    """Whether two entries may name one person.

    They have the same family name, and no given name, patronymic or initial of the one
    contradicts the other's.
    """
    if fold(gold.full) == fold(found.full):
        return True
    return any(
        family == other and _agree(rest, other_rest)
        for family, rest in _family_splits(gold)
        for other, other_rest in _family_splits(found)
    )


def exact_name(gold: Person, found: Person) -> bool:
    """Whether the nominative names are the same; only «ё», marks and spaces are folded."""
    return fold_marks(gold.full) == fold_marks(found.full)


def align_persons(gold: Case, found: Case) -> list[tuple[int, int]]:
    """Pairs of indices of `persons`: as many as can be, the likeliest of them."""

    def weight(one: Person, other: Person) -> float:
        if not other.words.grounded or not same_person(one, other):
            return 0.0
        titles = sum(
            any(alike_titles(mine.title, theirs.title) for theirs in other.positions)
            for mine in one.positions
        )
        overlap = iou(one.words.spans, other.words.spans)
        return 1000.0 + 50 * exact_name(one, other) + 5 * min(titles, 5) + overlap

    return assign(gold.persons, found.persons, weight)


def align_positions(gold: Person, found: Person) -> PositionPairs:
    """Offices of one person in pairs; an office whose words are not in the text stays alone."""

    def weight(one: Position, other: Position) -> float:
        if not other.words.grounded:
            return 0.0
        near = stem_f1(one.title, other.title) + iou(one.words.spans, other.words.spans)
        if alike_titles(one.title, other.title):
            strict = same_title(one.title, other.title)
            return 1000.0 + 100 * strict + 10 * (one.country == other.country) + near
        return near

    pairs = assign(gold.positions, found.positions, weight)
    return paired(gold.positions, found.positions, pairs)


def person_outcomes(
    gold: Case, found: Case, pairs: list[tuple[int, int]]
) -> Iterator[tuple[str, Outcome]]:
    """Outcomes of everything about participants.

    Args:
        gold: The annotated release.
        found: The record.
        pairs: Aligned persons, from `align_persons`.

    Yields:
        The annotated field that an outcome needs, and the outcome.
    """
    for one, other in paired(gold.persons, found.persons, pairs):
        yield (
            "participants.name.full",
            compare("participants", _person_item(one), _person_item(other), True, ""),
        )
        yield (
            "participants.name.full",
            compare(
                "names",
                _person_item(one),
                _person_item(other),
                one is not None and other is not None and exact_name(one, other),
                "wrong_name",
            ),
        )
        yield from _attributes(one, other)
        yield from _position_outcomes(one, other)


def _attributes(one: Person | None, other: Person | None) -> Iterator[tuple[str, Outcome]]:
    yield (
        "participants.attendance",
        compare(
            "attendance",
            _person_item(one, one.attendance if one else None),
            _person_item(other, other.attendance if other else None),
            bool(one and other and one.attendance == other.attendance),
            "wrong_attendance",
        ),
    )
    mine = one if one and one.country else None
    theirs = other if other and other.country else None
    if mine or theirs:
        yield (
            "participants.country",
            compare(
                "participant_country",
                _person_item(mine, mine.country if mine else None),
                _person_item(theirs, theirs.country if theirs else None),
                bool(mine and theirs and mine.country == theirs.country),
                "wrong_country",
                matched=one is not None and other is not None,
            ),
        )


def _position_outcomes(one: Person | None, other: Person | None) -> Iterator[tuple[str, Outcome]]:
    title = "participants.positions.title"
    if one is not None and other is not None:
        pairs = align_positions(one, other)
    elif one is not None:
        pairs = [(position, None) for position in one.positions]
    else:
        assert other is not None
        pairs = [(None, position) for position in other.positions]
    for mine, theirs in pairs:
        first = _position_item(one, mine) if one and mine else None
        second = _position_item(other, theirs) if other and theirs else None
        strict = bool(mine and theirs and same_title(mine.title, theirs.title))
        alike = bool(mine and theirs and alike_titles(mine.title, theirs.title))
        country = bool(mine and theirs and mine.country == theirs.country)
        yield title, compare("titles_strict", first, second, strict, "wrong_title")
        yield title, compare("titles_lenient", first, second, alike, "wrong_title")
        for metric, same in (("triple_strict", strict), ("triple_lenient", alike)):
            wrong = "wrong_title" if not same else "wrong_country"
            yield (
                "participants.positions.country",
                compare(
                    metric,
                    _triple(one, mine) if one and mine else None,
                    _triple(other, theirs) if other and theirs else None,
                    same and country,
                    wrong,
                ),
            )
        yield from _position_values(one, other, mine, theirs)
    yield from _without_positions(one, other)


def _without_positions(one: Person | None, other: Person | None) -> Iterator[tuple[str, Outcome]]:
    """A person without an office is one item of the triple: person, nothing, country."""
    mine = one if one and not one.positions else None
    theirs = other if other and not other.positions else None
    if not mine and not theirs:
        return
    for metric in ("triple_strict", "triple_lenient"):
        yield (
            "participants.positions.country",
            compare(
                metric,
                _triple(mine, None) if mine else None,
                _triple(theirs, None) if theirs else None,
                bool(mine and theirs and mine.country == theirs.country),
                "wrong_country",
            ),
        )


def _position_values(
    one: Person | None, other: Person | None, mine: Position | None, theirs: Position | None
) -> Iterator[tuple[str, Outcome]]:
    """Body and country of offices: items where there is one, so that null against null is none."""
    matched = mine is not None and theirs is not None
    if (mine and mine.organization) or (theirs and theirs.organization):
        yield (
            "participants.positions.organization",
            compare(
                "position_organization",
                _value_item(one, mine, _bodies(mine)),
                _value_item(other, theirs, _bodies(theirs)),
                bool(mine and theirs and same_body(mine.organization, theirs.organization)),
                "wrong_organization",
                matched=matched,
            ),
        )
    if (mine and mine.country) or (theirs and theirs.country):
        yield (
            "participants.positions.country",
            compare(
                "position_country",
                _value_item(one, mine, mine.country if mine else None),
                _value_item(other, theirs, theirs.country if theirs else None),
                bool(mine and theirs and mine.country == theirs.country),
                "wrong_country",
                matched=matched,
            ),
        )


def _bodies(position: Position | None) -> str | None:
    return "/".join(sorted(position.organization)) if position else None


def _value_item(person: Person | None, position: Position | None, value: str | None) -> Item | None:
    if person is None or position is None or not value:
        return None
    return _position_item(person, position, value)


def _person_item(person: Person | None, value: str | None = None) -> Item | None:
    if person is None:
        return None
    label = person.full if value is None else f"{person.full} | {value}"
    return Item(label, person.words.spans, person.words.grounded)


def _position_item(person: Person | None, position: Position, value: str | None = None) -> Item:
    name = person.full if person else "?"
    parts = [name, position.title] if value is None else [name, position.title, value]
    return Item(" | ".join(parts), position.words.spans, position.words.grounded)


def _triple(person: Person, position: Position | None) -> Item:
    if position is None:
        return Item(
            f"{person.full} | — | {person.country or '—'}",
            person.words.spans,
            person.words.grounded,
        )
    label = f"{person.full} | {position.title} | {position.country or '—'}"
    return Item(label, position.words.spans or person.words.spans, person.words.grounded)
