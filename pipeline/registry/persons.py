"""Joining the persons of all releases, carefully: a false join is worse than a missed one.

Names decide first: persons of another family name, given name or patronymic are never one. Then
countries: two that are known and differ keep persons apart. A spelled-out given name joins where
the country is the same and the offices can follow one another in a career; an initial or a bare
surname only where country and office are the same, within `LONGEST_GAP`, and nobody else fits.
Everything that nearly fits is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from pipeline.records import ParticipantInfo, Record
from pipeline.registry.names import Likeness, PersonName, fold

LONGEST_GAP: Final = timedelta(days=730)
"""Longest time between two mentions that an initial or a bare surname may bridge (source: chosen;
offices change hands more often than their holders' surnames repeat)."""

_UNIQUE: Final = frozenset({"head_of_state", "head_of_government", "parliament_head"})
"""Ranks of which a country has one holder at a time, however the title is worded."""
_PRIVATE: Final = frozenset({"business", "other"})
"""Ranks that say nothing of a career in the state's service."""


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office of one mention, folded for comparison; `title` and `body` are as written."""

    words: frozenset[str]
    rank: str
    country: str | None
    title: str
    body: str | None

    def is_same(self, other: HeldOffice) -> bool:
        """Whether both phrases can name one office of one country."""
        return self.country == other.country and self.agrees(other)

    def agrees(self, other: HeldOffice) -> bool:
        """Whether the phrases can name one office, the shorter one being part of the other.

        A country that only one of them gives is no contradiction.
        """
        countries = {self.country, other.country} - {None}
        if self.rank != other.rank or len(countries) > 1:
            return False
        if self.rank in _UNIQUE:
            return True
        return self.words <= other.words or other.words <= self.words


@dataclass(frozen=True, slots=True)
class Mention:
    """A participant of one release."""

    release: str
    participant: str
    full: str
    name: PersonName
    country: str | None
    offices: tuple[HeldOffice, ...]
    day: date | None
    quoted: int
    present: bool

    @property
    def key(self) -> tuple[str, str]:
        """Release and participant."""
        return self.release, self.participant


@dataclass(eq=False, slots=True)
class Cluster:
    """Mentions of one person; grows while persons are joined.

    A head of state has as many mentions as the run has releases, and few names and days: those are
    what a further mention is compared with. `open` are mentions that fit several persons.
    """

    mentions: list[Mention] = field(default_factory=list)
    names: set[PersonName] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    offices: set[HeldOffice] = field(default_factory=set)
    open: bool = False

    def add(self, mention: Mention) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        self.names.add(mention.name)
        if mention.day is not None:
            self.days.add(mention.day)
        if mention.country is not None:
            self.countries.add(mention.country)
        self.offices.update(mention.offices)

    def likeness(self, mention: Mention) -> Likeness:
        """The worst agreement of the mention's name with all names of the cluster that matter.

        A spelled-out name is compared with the spelled-out ones; none may contradict.
        """
        found = {mention.name.likeness(name) for name in self.names}
        return Likeness.CONTRARY if Likeness.CONTRARY in found else max(found)

    def shares_office(self, mention: Mention) -> bool:
        """Whether one of the mention's offices is one of the cluster's."""
        return any(one.is_same(two) for one in mention.offices for two in self.offices)

    def agrees_in_office(self, mention: Mention) -> bool:
        """Whether one of the mention's offices agrees with one of the cluster's."""
        return any(one.agrees(two) for one in mention.offices for two in self.offices)

    def gap(self, mention: Mention) -> timedelta:
        """Shortest time to a mention of the cluster; nothing where a date is unknown."""
        if mention.day is None:
            return timedelta()
        return min((abs(day - mention.day) for day in self.days), default=timedelta())


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mention's cluster that may be one with others, and why they were not joined."""

    clusters: tuple[Cluster, ...]
    reason: str


def mentions_of(record: Record) -> Iterable[Mention]:
    """The participants of a record as mentions."""
    day = record.release.published
    if record.event is not None and record.event.date is not None:
        day = record.event.date.start
    bodies = {body.id: body.name for body in record.organizations}
    for person in record.participants:
        yield Mention(
            release=record.release.id,
            participant=person.id,
            full=person.name.full,
            name=PersonName.of(person.name),
            country=person.country,
            offices=tuple(_offices(person, bodies)),
            day=day,
            quoted=sum(item.speaker == person.id for item in record.statements),
            present=person.attendance == "present",
        )


def _offices(person: ParticipantInfo, bodies: dict[str, str]) -> Iterable[HeldOffice]:
    for position in person.positions:
        body = bodies.get(position.organization) if position.organization is not None else None
        yield HeldOffice(
            words=frozenset(fold(position.title).split()),
            rank=position.rank,
            country=position.country,
            title=position.title,
            body=body,
        )


def join(mentions: Iterable[Mention]) -> tuple[list[Cluster], list[Doubt]]:
    """Clusters of mentions that are one person, and doubts; the order of input does not matter."""
    blocks: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        blocks[mention.name.family].append(mention)
    clusters: list[Cluster] = []
    doubts: list[Doubt] = []
    for _, block in sorted(blocks.items()):
        found, open_questions = _join_block(block)
        clusters += found
        doubts += open_questions
    return clusters, doubts


def _join_block(block: Sequence[Mention]) -> tuple[list[Cluster], list[Doubt]]:
    """Join mentions of one family name, the most telling ones first."""

    def order(mention: Mention) -> tuple[bool, bool, bool, date, tuple[str, str]]:
        name = mention.name
        return (
            not name.is_spelled_out,
            mention.country is None,
            not name.given,
            mention.day or date.max,
            mention.key,
        )

    clusters: list[Cluster] = []
    doubts: list[Doubt] = []
    for mention in sorted(block, key=order):
        same: list[Cluster] = []
        near: dict[str, list[Cluster]] = {}
        for cluster in clusters:
            verdict = _judge(cluster, mention)
            if verdict == "":
                same.append(cluster)
            elif verdict is not None:
                near.setdefault(verdict, []).append(cluster)
        if len(same) == 1:
            same[0].add(mention)
            continue
        # Who fits several persons joins those who did so before: one open question, not many.
        own = next((cluster for cluster in same if cluster.open or not cluster.countries), None)
        if own is None:
            own = Cluster(open=bool(same))
            clusters.append(own)
        own.add(mention)
        same = [cluster for cluster in same if cluster is not own]
        if same:
            doubts.append(Doubt((own, *same), "several_candidates"))
        doubts += [Doubt((own, *others), reason) for reason, others in near.items()]
    return clusters, doubts


def _judge(cluster: Cluster, mention: Mention) -> str | None:
    """`""` if the mention is the cluster's person, why not if it may be, `None` if it is not."""
    likeness = cluster.likeness(mention)
    if likeness is Likeness.CONTRARY:
        return None
    if mention.country is not None and cluster.countries - {mention.country}:
        return "other_country" if likeness is Likeness.EQUAL else None
    if likeness is Likeness.EQUAL:
        return _judge_spelled_out(cluster, mention)
    if mention.country is None or not cluster.countries:
        same_kind = mention.country is None and not cluster.countries
        if same_kind and cluster.shares_office(mention):
            return ""
        return "initial_only" if likeness is Likeness.INITIAL else "surname_only"
    if not cluster.shares_office(mention):
        return "other_office"
    return "" if cluster.gap(mention) <= LONGEST_GAP else "long_gap"


def _judge_spelled_out(cluster: Cluster, mention: Mention) -> str:
    if cluster.agrees_in_office(mention) or not mention.offices or not cluster.offices:
        return ""
    if mention.country is None or not cluster.countries:
        return "no_country"
    ranks = {office.rank for office in mention.offices}, {o.rank for o in cluster.offices}
    private = [rank <= _PRIVATE for rank in ranks]
    return "other_office" if any(private) else ""
