"""A record laid out for reading: the same sections, lines and words in terminal and page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.commands import labels
from pipeline.records import (
    CountryInfo,
    DocumentInfo,
    EventDateInfo,
    EventInfo,
    Evidence,
    ParticipantInfo,
    PositionInfo,
    Record,
    StatementInfo,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card.

    Attributes:
        path: The record's path it shows, for `kommunike explain`.
        text: What the record says.
        note: Smaller words beside it: statuses, doubts.
        evidence: The words behind it.
        level: Depth below the section, from 0.
        doubtful: Whether the record itself doubts it.
    """

    path: str
    text: str
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    level: int = 0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a card: `kind` is the record's field, `title` its Russian heading."""

    kind: str
    title: str
    lines: tuple[Line, ...]


def sections(record: Record) -> list[Section]:
    """The sections of a record that have something to show."""
    found = [
        Section("event", "Событие", tuple(_event(record))),
        Section("participants", "Участники", tuple(_participants(record))),
        Section("countries", "Страны", tuple(_countries(record.countries))),
        Section("documents", "Документы", tuple(_documents(record))),
        Section("statements", "Высказывания", tuple(_statements(record))),
        Section("organizations", "Организации", tuple(_organizations(record))),
        Section("issues", "Вопросы к проверке", tuple(_issues(record))),
    ]
    return [section for section in found if section.lines]


def title_of(record: Record) -> str:
    """What heads a card: the headline, else the event's name, else the id."""
    named = record.event.name if record.event is not None else None
    return record.release.headline or named or record.release.id


def event_days(days: EventDateInfo) -> str:
    """A date or a range of dates as Russian writes them."""
    start = russian_date(days.start)
    return start if days.end is None else f"{start} — {russian_date(days.end)}"


def russian_date(day: date) -> str:
    """`05.12.2025`."""
    return f"{day:%d.%m.%Y}"


def _note(*parts: str | None, doubts: Iterable[str] = ()) -> str:
    doubtful = ", ".join(doubts)
    said = [part for part in parts if part]
    return "; ".join([*said, f"сомнения: {doubtful}"] if doubtful else said)


def _event(record: Record) -> Iterable[Line]:
    event = record.event
    if event is None:
        return
    yield Line(
        "event",
        event.name or labels.EVENT_KINDS[event.kind],
        _note(labels.EVENT_KINDS[event.kind] if event.name else None, doubts=event.doubts),
        event.evidence,
        doubtful=bool(event.doubts),
    )
    yield from _event_details(event, _organization_names(record))


def _event_details(event: EventInfo, organizations: dict[str, str]) -> Iterable[Line]:
    if event.theme is not None:
        yield Line("event.theme", f"тема: {event.theme}", level=1)
    if event.date is not None:
        basis = labels.BASIS[event.date.basis] if event.date.basis == "inferred" else None
        days = f"дата: {event_days(event.date)}"
        yield Line("event.date", days, _note(basis), event.date.evidence, level=1)
    if event.place is not None:
        place = f"место: {event.place.name}"
        yield Line("event.place", place, _note(event.place.country), event.place.evidence, 1)
    if event.organization is not None:
        name = organizations.get(event.organization, event.organization)
        yield Line("event.organization", f"организация: {name}", level=1)


def _participants(record: Record) -> Iterable[Line]:
    for number, person in enumerate(record.participants):
        yield _participant(number, person)
        for index, position in enumerate(person.positions):
            yield _position(f"participants[{number}].positions[{index}]", position)


def _participant(number: int, person: ParticipantInfo) -> Line:
    roles = ", ".join(labels.ROLES[role] for role in person.roles)
    note = _note(person.country, labels.ATTENDANCE[person.attendance], roles, doubts=person.doubts)
    return Line(
        f"participants[{number}]",
        person.name.full,
        note,
        person.evidence,
        doubtful=bool(person.doubts),
    )


def _position(path: str, position: PositionInfo) -> Line:
    country = position.country
    if country is not None and position.country_basis == "inferred":
        country = f"{country} (выведено)"
    note = _note(country, labels.RANKS[position.rank], doubts=position.doubts)
    return Line(path, position.title, note, position.evidence, 1, bool(position.doubts))


def _countries(countries: tuple[CountryInfo, ...]) -> Iterable[Line]:
    for number, country in enumerate(countries):
        note = _note(
            country.code,
            labels.COUNTRY_STATUS[country.status],
            "представлена" if country.represented else None,
            labels.BASIS["inferred"] if country.basis == "inferred" else None,
            doubts=country.doubts,
        )
        yield Line(
            f"countries[{number}]",
            country.name,
            note,
            country.evidence,
            doubtful=bool(country.doubts),
        )


def _documents(record: Record) -> Iterable[Line]:
    names = {person.id: person.name.full for person in record.participants}
    names |= {country.code: country.name for country in record.countries}
    for number, document in enumerate(record.documents):
        yield from _document(f"documents[{number}]", document, names)


def _document(path: str, document: DocumentInfo, names: dict[str, str]) -> Iterable[Line]:
    signed = ", ".join(names[key] for key in document.signatories)
    yield Line(
        path,
        document.title,
        _note(
            labels.DOCUMENT_KINDS[document.kind],
            labels.DOCUMENT_STATUS[document.status],
            f"подписали: {signed}" if signed else None,
            doubts=document.doubts,
        ),
        document.evidence,
        doubtful=bool(document.doubts),
    )
    for index, topic in enumerate(document.topics):
        concept = f"{topic.concept.scheme} {topic.concept.code}" if topic.concept else None
        yield Line(
            f"{path}.topics[{index}]",
            f"тема: {topic.text}",
            _note(concept, doubts=topic.doubts),
            topic.evidence,
            1,
            bool(topic.doubts),
        )
    for index, measure in enumerate(document.measures):
        yield Line(
            f"{path}.measures[{index}]",
            f"мера: {measure.text}",
            _note(doubts=measure.doubts),
            measure.evidence,
            1,
            bool(measure.doubts),
        )


def _statements(record: Record) -> Iterable[Line]:
    names = {person.id: person.name.full for person in record.participants}
    for number, statement in enumerate(record.statements):
        yield _statement(f"statements[{number}]", statement, names)


def _statement(path: str, statement: StatementInfo, names: dict[str, str]) -> Line:
    speaker = statement.source or names.get(statement.speaker or "", "?")
    note = _note(labels.STATEMENT_KINDS[statement.kind], statement.verb, doubts=statement.doubts)
    words = f"{speaker}: {' '.join(statement.text.split())}"
    return Line(path, words, note, statement.evidence, doubtful=bool(statement.doubts))


def _organizations(record: Record) -> Iterable[Line]:
    for number, body in enumerate(record.organizations):
        shown = body.name
        if body.abbreviation and body.abbreviation != body.name:
            shown = f"{body.name} ({body.abbreviation})"
        note = _note(labels.ORGANIZATION_KINDS[body.kind], body.country)
        yield Line(f"organizations[{number}]", shown, note, body.evidence)


def _issues(record: Record) -> Iterable[Line]:
    for number, issue in enumerate(record.issues):
        yield Line(
            f"issues[{number}]", issue.code, f"{issue.stage}: {issue.message}", issue.evidence
        )


def _organization_names(record: Record) -> dict[str, str]:
    return {body.id: body.name for body in record.organizations}
