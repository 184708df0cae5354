"""The registry of a run, built from its records one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from pipeline.records import OrganizationInfo, Record
from pipeline.registry.entries import Body, OfficeHeld, Person, Registry, State, Uncertain
from pipeline.registry.names import fold
from pipeline.registry.persons import Cluster, HeldOffice, Mention, join, mentions_of

Key = tuple[str, str]


def build(records: Iterable[Record]) -> Registry:
    """The persons, organisations and countries of all records; the records are not kept."""
    mentions: list[Mention] = []
    bodies = _Bodies()
    named: defaultdict[str, list[str]] = defaultdict(list)
    represented: defaultdict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for record in records:
        mentions += mentions_of(record)
        for body in record.organizations:
            bodies.add(record.release.id, body)
        for country in record.countries:
            names[country.code] = country.name
            named[country.code].append(record.release.id)
            if country.represented:
                represented[country.code].append(record.release.id)
    clusters, doubts = join(mentions)
    clusters.sort(key=lambda cluster: min(mention.key for mention in cluster.mentions))
    persons = {
        cluster: _person(f"person-{number}", cluster) for number, cluster in enumerate(clusters, 1)
    }
    uncertain = {
        Uncertain(tuple(dict.fromkeys(persons[item].id for item in doubt.clusters)), doubt.reason)
        for doubt in doubts
    }
    found = bodies.entries()
    return Registry(
        persons=tuple(persons.values()),
        bodies=found,
        states=tuple(
            State(code, names[code], tuple(named[code]), tuple(represented[code]))
            for code in sorted(names)
        ),
        uncertain=tuple(sorted(uncertain, key=lambda item: (_numbers(item.persons), item.reason))),
        person_of={key: person for person in persons.values() for key in person.mentions},
        body_of={key: body for body in found for key in body.mentions},
    )


def _numbers(ids: Iterable[str]) -> tuple[int, ...]:
    return tuple(int(item.rsplit("-", 1)[1]) for item in ids)


def _person(identifier: str, cluster: Cluster) -> Person:
    mentions = sorted(cluster.mentions, key=lambda item: (item.day or date.max, item.key))
    forms = Counter(mention.full for mention in mentions)
    spelled = {mention.full: mention.name for mention in mentions}

    def fullness(form: str) -> tuple[bool, bool, int, int, str]:
        name = spelled[form]
        patronymic = name.patronymic is not None and len(name.patronymic) > 2
        return name.is_spelled_out, patronymic, forms[form], len(form), form

    ordered = sorted(forms, key=fullness, reverse=True)
    countries = Counter(mention.country for mention in mentions if mention.country is not None)
    days = [mention.day for mention in mentions if mention.day is not None]
    return Person(
        id=identifier,
        name=ordered[0],
        names=tuple(ordered),
        country=max(sorted(countries), key=countries.__getitem__) if countries else None,
        offices=tuple(_held(mentions)),
        mentions=tuple(mention.key for mention in mentions),
        first=min(days, default=None),
        last=max(days, default=None),
        quoted=sum(mention.quoted for mention in mentions),
        present=sum(mention.present for mention in mentions),
    )


def _held(mentions: list[Mention]) -> list[OfficeHeld]:
    """The offices of a person, wordings of one office together, in order of first mention."""
    groups: list[list[tuple[HeldOffice, Mention]]] = []
    wordings: list[set[HeldOffice]] = []
    for mention in mentions:
        for office in mention.offices:
            place = next(
                (
                    place
                    for place, known in enumerate(wordings)
                    if office in known or any(office.is_same(other) for other in known)
                ),
                None,
            )
            if place is None:
                groups.append([(office, mention)])
                wordings.append({office})
            else:
                groups[place].append((office, mention))
                wordings[place].add(office)
    return [_office(group) for group in groups]


def _office(group: list[tuple[HeldOffice, Mention]]) -> OfficeHeld:
    titles = Counter(office.title for office, _ in group)
    days = [mention.day for _, mention in group if mention.day is not None]
    bodies = [office.body for office, _ in group if office.body is not None]
    title = max(titles, key=lambda item: (titles[item], len(item.split()), item))
    first = group[0][0]
    return OfficeHeld(
        title=title,
        rank=first.rank,
        organization=bodies[0] if bodies else None,
        country=first.country,
        first=min(days, default=None),
        last=max(days, default=None),
        releases=len({mention.release for _, mention in group}),
    )


class _Bodies:
    """Organisations under one entry where Wikidata, or name and country, are the same."""

    def __init__(self) -> None:
        self._groups: dict[Key, list[tuple[Key, OrganizationInfo]]] = {}

    def add(self, release: str, body: OrganizationInfo) -> None:
        key = (
            ("wikidata", body.wikidata)
            if body.wikidata is not None
            else (fold(body.name), body.country or "")
        )
        self._groups.setdefault(key, []).append(((release, body.id), body))

    def entries(self) -> tuple[Body, ...]:
        ordered = sorted(self._groups.values(), key=lambda group: min(key for key, _ in group))
        return tuple(
            _body(f"organization-{number}", group) for number, group in enumerate(ordered, 1)
        )


def _body(identifier: str, group: list[tuple[Key, OrganizationInfo]]) -> Body:
    names = Counter(body.name for _, body in group)
    kinds = Counter(body.kind for _, body in group)
    return Body(
        id=identifier,
        name=max(names, key=lambda item: (names[item], len(item), item)),
        abbreviation=next((body.abbreviation for _, body in group if body.abbreviation), None),
        kind=max(sorted(kinds), key=kinds.__getitem__),
        country=next((body.country for _, body in group if body.country is not None), None),
        wikidata=group[0][1].wikidata,
        mentions=tuple(key for key, _ in group),
    )
