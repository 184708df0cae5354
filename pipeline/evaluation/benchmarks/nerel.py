"""Records against NEREL (Loukachevitch et al. 2021): persons, offices, workplaces, countries.

NEREL marks every profession («боксёр», «поэт», «тренер»); records hold offices and occupations
that present a person. So offices are scored twice: against all professions, and against those
headed by a noun of office (`offices.txt`), on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evaluation.align import assign, iou
from pipeline.evaluation.benchmarks.clusters import (
    cluster_mentions,
    cluster_persons,
    overlapping,
    words_of,
)
from pipeline.evaluation.benchmarks.phrases import Cores, is_office
from pipeline.evaluation.benchmarks.standoff import Annotated, Entity
from pipeline.evaluation.bodies import same_body
from pipeline.evaluation.outcomes import Item, Outcome, compare, paired
from pipeline.evaluation.wording import stems
from pipeline.records import Evidence, OrganizationInfo, ParticipantInfo, PositionInfo, Record
from pipeline.resources.countries import CountryLexicon
from pipeline.spans import Span

METRICS: Final = (
    "persons",
    "offices_strict",
    "offices_lenient",
    "offices_only_strict",
    "offices_only_lenient",
    "workplaces",
    "countries",
)
LENIENT_IOU: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Office:
    """One office of one person: the places where gold or the record names it."""

    words: str
    spans: tuple[Span, ...]
    cores: frozenset[Span]


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person with offices and workplaces, of gold or of the record."""

    name: str
    spans: tuple[Span, ...]
    offices: tuple[_Office, ...]
    places: tuple[tuple[frozenset[str], tuple[Span, ...]], ...]


class NerelText:
    """Gold of one NEREL text, ready to be compared.

    Args:
        document: The annotated text.
        lexicon: Countries, to turn names of linked items into codes.
    """

    def __init__(self, document: Annotated, lexicon: CountryLexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self._core = Cores(document)

    def gold(self) -> list[_Holder]:
        """Persons with their offices and workplaces."""
        document = self._document
        entities = {entity.id: entity for entity in document.entities}
        clusters = cluster_persons(document)
        bodies = self._bodies()
        holders = []
        for mentions in clusters:
            keys = {mention.id for mention in mentions}
            related = [
                (relation.type, entities[relation.second])
                for relation in document.relations
                if relation.first in keys and relation.second in entities
            ]
            offices = [
                entity
                for type_, entity in related
                if type_ == "WORKS_AS" and entity.type == "PROFESSION"
            ]
            places = {
                bodies[entity.id]
                for type_, entity in related
                if type_ == "WORKPLACE" and entity.type == "ORGANIZATION"
            }
            holders.append(
                _Holder(
                    words_of(
                        document,
                        max(mentions, key=lambda mention: len(mention.span.of(document.text))),
                    ),
                    tuple(mention.span for mention in mentions),
                    tuple(self._offices(list(dict.fromkeys(offices)))),
                    tuple(
                        (
                            frozenset(words_of(document, mention) for mention in body),
                            tuple(mention.span for mention in body),
                        )
                        for body in sorted(places, key=lambda body: body[0].span)
                    ),
                )
            )
        return holders

    def _bodies(self) -> dict[str, tuple[Entity, ...]]:
        organizations = [item for item in self._document.entities if item.type == "ORGANIZATION"]
        sets = cluster_mentions(self._document, organizations, ("ABBREVIATION", "ALTERNATIVE_NAME"))
        return {mention.id: body for body in sets for mention in body}

    def _offices(self, entities: Sequence[Entity]) -> Iterator[_Office]:
        """Mentions of one office counted once: one link, or one wording of its core in any case."""
        groups: list[list[Entity]] = []
        keys: list[set[str]] = []
        for entity in entities:
            mine = {link.item for link in entity.links if link.item}
            mine.add(" ".join(stems(self._core.of(entity.span).of(self._document.text))))
            same = [index for index, known in enumerate(keys) if known & mine]
            for index in reversed(same[1:]):
                groups[same[0]] += groups.pop(index)
                keys[same[0]] |= keys.pop(index)
            if same:
                groups[same[0]].append(entity)
                keys[same[0]] |= mine
            else:
                groups.append([entity])
                keys.append(mine)
        for group in groups:
            spans = tuple(entity.span for entity in group)
            words = words_of(self._document, group[0])
            yield _Office(words, spans, frozenset(self._core.of(span) for span in spans))

    def found(self, record: Record) -> list[_Holder]:
        """The record's participants in the same form."""
        bodies = {item.id: item for item in record.organizations}
        return [self._holder(person, bodies) for person in record.participants]

    def _holder(self, person: ParticipantInfo, bodies: dict[str, OrganizationInfo]) -> _Holder:
        named = {
            position.organization: bodies[position.organization]
            for position in person.positions
            if position.organization is not None
        }
        return _Holder(
            person.name.full,
            _spans(person.evidence),
            tuple(self._position(position) for position in person.positions),
            tuple(
                (frozenset(filter(None, (body.name, body.abbreviation))), _spans(body.evidence))
                for body in named.values()
            ),
        )

    def _position(self, position: PositionInfo) -> _Office:
        spans = _spans(position.evidence)
        return _Office(position.title, spans, frozenset(self._core.of(span) for span in spans))

    def countries(self) -> dict[str, tuple[Span, ...]]:
        """Codes of the countries that COUNTRY and NATIONALITY mentions are linked to.

        A link is read by its item's name, and where that is none of a country, by the mention.
        States that no longer exist and peoples without a state have no code.
        """
        codes: dict[str, list[Span]] = {}
        for entity in self._document.entities:
            if entity.type not in {"COUNTRY", "NATIONALITY"}:
                continue
            found: set[str] = set()
            for link in entity.links:
                found |= self._lexicon.lookup(link.name)
            if not found:
                found = self._lexicon.lookup(words_of(self._document, entity))
            for code in found:
                codes.setdefault(code, []).append(entity.span)
        return {code: tuple(spans) for code, spans in sorted(codes.items())}


def _spans(evidence: Sequence[Evidence]) -> tuple[Span, ...]:
    return tuple(Span(piece.start, piece.end) for piece in evidence)


def judge_nerel(
    document: Annotated, record: Record | None, lexicon: CountryLexicon
) -> list[Outcome]:
    """Every outcome of one text; without a record everything is missing."""
    text = NerelText(document, lexicon)
    gold = text.gold()
    found = text.found(record) if record is not None else []
    pairs = assign(gold, found, lambda one, other: float(overlapping(one.spans, other.spans)))
    outcomes: list[Outcome] = []
    for one, other in paired(gold, found, pairs):
        outcomes.append(compare("persons", _person(one), _person(other), True, ""))
        for only in ("offices", "offices_only"):
            mine = _kept(one, only)
            theirs = _kept(other, only)
            outcomes += _offices(f"{only}_strict", mine, theirs, one, other)
            outcomes += _offices(f"{only}_lenient", mine, theirs, one, other)
        outcomes += _workplaces(one, other)
    named = (
        {country.code: _spans(country.evidence) for country in record.countries} if record else {}
    )
    codes = text.countries()
    for code in sorted(codes.keys() | named.keys()):
        outcomes.append(
            compare(
                "countries",
                Item(code, codes[code]) if code in codes else None,
                Item(code, named[code]) if code in named else None,
                True,
                "",
            )
        )
    return outcomes


def _kept(holder: _Holder | None, which: str) -> tuple[_Office, ...]:
    if holder is None:
        return ()
    if which == "offices":
        return holder.offices
    return tuple(office for office in holder.offices if is_office(office.words))


def _offices(
    metric: str,
    gold: Sequence[_Office],
    found: Sequence[_Office],
    one: _Holder | None,
    other: _Holder | None,
) -> Iterator[Outcome]:
    strict = metric.endswith("_strict")

    def weight(mine: _Office, theirs: _Office) -> float:
        if mine.cores & theirs.cores:
            return 2.0
        best = max((iou([a], [b]) for a in mine.spans for b in theirs.spans), default=0.0)
        return 0.0 if strict or best < LENIENT_IOU else best

    for mine, theirs in paired(gold, found, assign(gold, found, weight)):
        yield compare(
            metric,
            Item(f"{one.name} | {mine.words}", mine.spans) if one and mine else None,
            Item(f"{other.name} | {theirs.words}", theirs.spans) if other and theirs else None,
            True,
            "",
        )


def _workplaces(one: _Holder | None, other: _Holder | None) -> Iterator[Outcome]:
    gold = one.places if one else ()
    found = other.places if other else ()
    pairs = assign(
        gold,
        found,
        lambda mine, theirs: float(
            same_body(mine[0], theirs[0])
            or any(iou([a], [b]) >= LENIENT_IOU for a in mine[1] for b in theirs[1])
        ),
    )
    for mine, theirs in paired(gold, found, pairs):
        yield compare(
            "workplaces",
            Item(f"{one.name} | {'/'.join(sorted(mine[0]))}", mine[1]) if one and mine else None,
            Item(f"{other.name} | {'/'.join(sorted(theirs[0]))}", theirs[1])
            if other and theirs
            else None,
            True,
            "",
        )


def _person(holder: _Holder | None) -> Item | None:
    return Item(holder.name, holder.spans) if holder else None
