"""Records against factRuEval-2016: Occupation and Meeting.

The rules are those of the published scorer in its easy mode: an argument is right when one of its
strings is within two edits (Levenshtein 1966) of one of gold's; facts can be matched when an
argument other than the position is right; the quality of a match is the weight of right arguments
over that of all arguments of both (a position weighs half); precision and recall are sums of
quality over the number of facts; facts marked as difficult are left out on both sides.

Where ours differs: facts are matched one to one by optimal assignment, where the published scorer
tries every grouping of facts of the answer into facts of gold, in exponential time. A record holds
one event, so at most one Meeting a text. A record's argument has a few wordings (name with and
without patronymic, title with and without its institution), where an answer file had one. Where a
record names no institution, the place of an office is what its title begins to name with a capital
(«губернатор | Приморья»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evaluation.align import assign
from pipeline.evaluation.benchmarks.facts import Argument, Fact, FactText, fold_value
from pipeline.records import ParticipantInfo, PositionInfo, Record
from pipeline.spans import Span

TYPES: Final = ("occupation", "meeting")
MAX_EDITS: Final = 2
_WEIGHTS: Final = {"position": 0.5}
_MEETINGS: Final = frozenset(
    {
        "meeting",
        "negotiations",
        "consultations",
        "visit",
        "summit",
        "call",
        "session",
        "conference",
        "forum",
    }
)
"""Kinds of event that are a Meeting if two or more were present."""


@dataclass(frozen=True, slots=True)
class FactCounts:
    """Counts of one type of fact in one text.

    Attributes:
        quality: Sum of the qualities of matches.
        found: Facts of the record, without those matched to difficult ones.
        gold: Gold facts that are not difficult.
    """

    quality: float
    found: int
    gold: int


def edits_within(first: str, second: str, most: int = MAX_EDITS) -> bool:
    """Whether at most `most` insertions, deletions and substitutions turn one into the other."""
    if abs(len(first) - len(second)) > most:
        return False
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        previous, row[0] = row[0], place
        for column, other in enumerate(second, 1):
            previous, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, previous + (letter != other)),
            )
        if min(row) > most:
            return False
    return row[-1] <= most


def _same(gold: Argument, found: Argument) -> bool:
    return gold.slot == found.slot and any(
        edits_within(one, other) for one in gold.values for other in found.values
    )


def quality(gold: Fact, found: Fact) -> float:
    """Quality of a match of two facts, 0 if they cannot be matched."""
    pairs = assign(gold.arguments, found.arguments, lambda one, other: float(_same(one, other)))
    if not any(gold.arguments[row].slot != "position" for row, _ in pairs):
        return 0.0
    right = sum(_weight(gold.arguments[row]) for row, _ in pairs)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    missing = sum(_weight(item) for row, item in enumerate(gold.arguments) if row not in rows)
    spurious = sum(
        _weight(item) for column, item in enumerate(found.arguments) if column not in columns
    )
    return right / (right + missing + spurious)


def _weight(argument: Argument) -> float:
    return _WEIGHTS.get(argument.slot, 1.0)


def score_facts(document: FactText, record: Record | None) -> dict[str, FactCounts]:
    """Counts by type of fact; without a record nothing is found."""
    facts = record_facts(record) if record is not None else []
    return {
        type_: _score(
            [fact for fact in document.facts if fact.type == type_],
            [fact for fact in facts if fact.type == type_],
        )
        for type_ in TYPES
    }


def _score(gold: Sequence[Fact], found: Sequence[Fact]) -> FactCounts:
    def weight(one: Fact, other: Fact) -> float:
        # A difficult fact takes a fact of the record only from no other.
        return quality(one, other) * (0.001 if one.difficult else 1.0)

    pairs = assign(gold, found, weight)
    ignored = sum(gold[row].difficult for row, _ in pairs)
    return FactCounts(
        quality=sum(
            quality(gold[row], found[column]) for row, column in pairs if not gold[row].difficult
        ),
        found=len(found) - ignored,
        gold=sum(not fact.difficult for fact in gold),
    )


def record_facts(record: Record) -> list[Fact]:
    """A fact Occupation a position, and a Meeting if two or more met."""
    facts = [
        Fact("occupation", _occupation(record, person, position))
        for person in record.participants
        for position in person.positions
    ]
    present = [person for person in record.participants if person.attendance == "present"]
    if record.event is not None and record.event.kind in _MEETINGS and len(present) > 1:
        facts.append(
            Fact("meeting", tuple(Argument("participant", _person_names(item)) for item in present))
        )
    return facts


def _occupation(
    record: Record, person: ParticipantInfo, position: PositionInfo
) -> tuple[Argument, ...]:
    titles, places = _parts(record, position)
    arguments = [Argument("who", _person_names(person)), Argument("position", titles)]
    if places:
        arguments.append(Argument("where", places))
    return tuple(arguments)


def _person_names(person: ParticipantInfo) -> frozenset[str]:
    name = person.name
    values = {name.full}
    if name.family:
        values.add(name.family)
        if name.given:
            values |= {f"{name.given} {name.family}", f"{name.family} {name.given}"}
    return _folded(values)


def _parts(record: Record, position: PositionInfo) -> tuple[frozenset[str], frozenset[str]]:
    """Wordings of an office without its body or country, and wordings of these."""
    bodies = [item for item in record.organizations if item.id == position.organization]
    countries = [item for item in record.countries if item.code == position.country]
    titles = {position.title}
    places: set[str] = set()
    for item in bodies:
        places |= {name for name in (item.name, item.abbreviation) if name}
    for country in countries if not bodies else ():
        places.add(country.name)
    mentions = [(piece, True) for body in bodies for piece in body.evidence]
    mentions += [(piece, not bodies) for country in countries for piece in country.evidence]
    for piece in position.evidence:
        whole = Span(piece.start, piece.end)
        inside: list[tuple[int, int]] = []
        for mention, names_place in mentions:
            span = Span(mention.start, mention.end)
            if whole.contains(span) and span != whole:
                inside.append((span.start - whole.start, span.end - whole.start))
                if names_place:
                    places |= {mention.text, piece.text[span.start - whole.start :]}
        core = _cut(piece.text, inside)
        titles |= {core, " ".join(position.title.split()[: len(core.split())])}
    if not bodies:
        core, place = _jurisdiction(position.title)
        if place:
            titles.add(core)
            places.add(place)
    return _folded(titles), _folded(places)


def _jurisdiction(title: str) -> tuple[str, str]:
    """A title without the place that its last words name, and that place."""
    words = title.split()
    for number, word in enumerate(words):
        if number and word[0].isupper():
            return " ".join(words[:number]), " ".join(words[number:])
    return title, ""


def _cut(words: str, inside: Sequence[tuple[int, int]]) -> str:
    """The words before what stands inside them, or after it where it stands first."""
    start, end = 0, len(words)
    for first, last in sorted(inside):
        if first <= start:
            start = max(start, last)
        else:
            end = min(end, first)
    return words[start:end].strip(" ,—–-")


def _folded(values: set[str]) -> frozenset[str]:
    return frozenset(folded for value in values if (folded := fold_value(value)))
