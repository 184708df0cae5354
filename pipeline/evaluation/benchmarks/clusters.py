"""Mentions of one thing: union of what links, relations and names hold together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from pipeline.evaluation.benchmarks.standoff import Annotated, Entity
from pipeline.evaluation.wording import fold, stems
from pipeline.spans import Span

_WORD = re.compile(r"\w+")
_LEAST_COMMON = 2
_LONGEST_SHARED = 2
"""«ий» and «ия» share the «и» that begins their ending."""
# Endings of singular nouns and adjectives, as names have them (Zaliznyak 1977).
_ENDINGS = frozenset(
    {
        "", "а", "я", "о", "е", "и", "ы", "у", "ю", "й", "ь", "ом", "ем", "ым", "им", "ой", "ей",
        "ою", "ею", "ий", "ый", "ая", "яя", "ую", "юю", "ого", "его", "ому", "ему", "ия", "ию",
        "ии", "ием", "ья", "ью", "ье", "ьи", "ьем", "ьей",
    }
)  # fmt: skip


class Partition:
    """Disjoint sets of mentions (union–find)."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._parents = {entity.id: entity.id for entity in entities}
        self._items = {
            entity.id: {link.item for link in entity.links if link.item} for entity in entities
        }

    def root(self, key: str) -> str:
        """The mention that stands for the set of `key`."""
        while self._parents[key] != key:
            self._parents[key] = self._parents[self._parents[key]]
            key = self._parents[key]
        return key

    def join(self, first: str, second: str) -> None:
        """Join two sets."""
        one, other = self.root(first), self.root(second)
        if one != other:
            self._parents[other] = one
            self._items[one] |= self._items[other]

    def may_join(self, first: str, second: str) -> bool:
        """Whether no links to different items keep two sets apart."""
        one, other = self._items[self.root(first)], self._items[self.root(second)]
        return not one or not other or bool(one & other)

    def sets(self, entities: Sequence[Entity]) -> list[tuple[Entity, ...]]:
        """The sets in order of their first mention."""
        groups: dict[str, list[Entity]] = {}
        for entity in sorted(entities, key=lambda entity: entity.span):
            groups.setdefault(self.root(entity.id), []).append(entity)
        return [tuple(group) for group in groups.values()]


def words_of(document: Annotated, entity: Entity) -> str:
    """The words of a mention, fragments joined by spaces."""
    return " ".join(span.of(document.text) for span in entity.spans)


def same_word(first: str, second: str) -> bool:
    """Whether two folded words can be case forms of one name.

    Stemmers cut surnames («Салиев» and «Салиева» get two stems), so the words must agree
    up to endings of nouns and adjectives.
    """
    if first == second:
        return True
    same = takewhile(lambda letters: letters[0] == letters[1], zip(first, second, strict=False))
    common = sum(1 for _ in same)
    if common < _LEAST_COMMON:
        return False
    return any(
        first[cut:] in _ENDINGS and second[cut:] in _ENDINGS
        for cut in range(common, max(_LEAST_COMMON, common - _LONGEST_SHARED) - 1, -1)
    )


def _same_name(first: Sequence[str], second: Sequence[str]) -> bool:
    return len(first) == len(second) and all(map(same_word, first, second))


def cluster_persons(document: Annotated) -> list[tuple[Entity, ...]]:
    """Persons as sets of mentions: one link, ALTERNATIVE_NAME, one full name or surname.

    A single word joins the person whose full name ends in it, if only one does.
    """
    persons = [entity for entity in document.entities if entity.type == "PERSON"]
    partition = Partition(persons)
    _join_links(partition, persons)
    _join_relations(partition, persons, document, {"ALTERNATIVE_NAME"})
    names = {entity.id: _WORD.findall(fold(words_of(document, entity))) for entity in persons}
    for place, entity in enumerate(persons):
        for other in persons[:place]:
            if _same_name(names[entity.id], names[other.id]) and partition.may_join(
                other.id, entity.id
            ):
                partition.join(other.id, entity.id)
    for entity in persons:
        if len(names[entity.id]) != 1:
            continue
        bearers = {
            partition.root(other.id)
            for other in persons
            if len(names[other.id]) > 1 and _same_name(names[other.id][-1:], names[entity.id])
        }
        if len(bearers) == 1:
            bearer = bearers.pop()
            if partition.may_join(bearer, entity.id):
                partition.join(bearer, entity.id)
    return partition.sets(persons)


def cluster_mentions(
    document: Annotated, entities: Sequence[Entity], relations: Iterable[str] = ()
) -> list[tuple[Entity, ...]]:
    """Sets of mentions with one link, one wording, or one of `relations` between them."""
    partition = Partition(entities)
    _join_links(partition, entities)
    _join_relations(partition, entities, document, set(relations))
    by_name: dict[tuple[str, ...], str] = {}
    for entity in entities:
        name = stems(words_of(document, entity))
        partition.join(by_name.setdefault(name, entity.id), entity.id)
    return partition.sets(entities)


def _join_links(partition: Partition, entities: Sequence[Entity]) -> None:
    first: dict[str, str] = {}
    for entity in entities:
        for link in entity.links:
            if link.item:
                partition.join(first.setdefault(link.item, entity.id), entity.id)


def _join_relations(
    partition: Partition, entities: Sequence[Entity], document: Annotated, types: set[str]
) -> None:
    known = {entity.id for entity in entities}
    for relation in document.relations:
        if relation.type in types and relation.first in known and relation.second in known:
            partition.join(relation.first, relation.second)


def overlapping(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """How many of `spans` share a code point with one of `others`."""
    return sum(any(span.overlaps(other) for other in others) for span in spans)
