"""The rows of the flat tables, a builder for each table, one record at a time.

A row here lacks the columns every table begins with; `pipeline.tables` names all columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from pipeline.records import (
    ConceptInfo,
    EventInfo,
    Evidence,
    PositionInfo,
    Record,
    StatementInfo,
    TopicInfo,
)

Value = str | int | bool | date | tuple[str, ...] | None
Row = tuple[Value, ...]

PIECES: Final = " … "
"""Stands between the pieces of evidence in a `quote`."""


def quoted(evidence: Iterable[Evidence], doubts: tuple[str, ...] = ()) -> Row:
    """The columns `doubts`, `quote` and `spans`."""
    pieces = tuple(evidence)
    return (
        doubts,
        PIECES.join(piece.text for piece in pieces),
        tuple(f"{piece.start}:{piece.end}" for piece in pieces),
    )


def releases(record: Record) -> Iterator[Row]:
    """The release itself."""
    release = record.release
    yield (
        release.headline,
        release.issuer.name if release.issuer is not None else None,
        release.source,
        release.sha256,
        len(record.participants),
        len(record.countries),
        len(record.documents),
        len(record.statements),
        len(record.issues),
    )


def events(record: Record) -> Iterator[Row]:
    """The main event."""
    event = record.event
    if event is not None:
        yield (*_event(event, _bodies(record)), *quoted(event.evidence, event.doubts))


def _event(event: EventInfo, bodies: Mapping[str | None, str]) -> Row:
    days, place = event.date, event.place
    return (
        event.kind,
        event.name,
        event.theme,
        days.start if days is not None else None,
        days.end if days is not None else None,
        days.basis if days is not None else None,
        place.name if place is not None else None,
        place.country if place is not None else None,
        event.organization,
        bodies.get(event.organization),
    )


def organizations(record: Record) -> Iterator[Row]:
    """Named bodies."""
    for body in record.organizations:
        yield (
            body.id,
            body.name,
            body.abbreviation,
            body.kind,
            body.country,
            body.wikidata,
            *quoted(body.evidence),
        )


def countries(record: Record) -> Iterator[Row]:
    """Countries named."""
    for country in record.countries:
        yield (
            country.code,
            country.name,
            country.status,
            country.represented,
            country.basis,
            *quoted(country.evidence, country.doubts),
        )


def participants(record: Record) -> Iterator[Row]:
    """Persons named."""
    for person in record.participants:
        name = person.name
        first = person.positions[0] if person.positions else None
        yield (
            person.id,
            name.full,
            name.given,
            name.patronymic,
            name.family,
            first.title if first is not None else None,
            first.rank if first is not None else None,
            person.country,
            person.attendance,
            person.roles,
            *quoted(person.evidence, person.doubts),
        )


def positions(record: Record) -> Iterator[Row]:
    """Offices of all persons."""
    bodies = _bodies(record)
    for person in record.participants:
        for number, position in enumerate(person.positions, 1):
            yield (
                person.id,
                person.name.full,
                number,
                *_position(position, bodies),
                *quoted(position.evidence, position.doubts),
            )


def _position(position: PositionInfo, bodies: Mapping[str | None, str]) -> Row:
    return (
        position.title,
        position.text,
        position.rank,
        position.organization,
        bodies.get(position.organization),
        position.country,
        position.country_basis,
    )


def documents(record: Record) -> Iterator[Row]:
    """Documents named."""
    names = {person.id: person.name.full for person in record.participants}
    names |= {country.code: country.name for country in record.countries}
    for document in record.documents:
        yield (
            document.id,
            document.kind,
            document.title,
            document.status,
            document.signatories,
            tuple(names[signatory] for signatory in document.signatories),
            *quoted(document.evidence, document.doubts),
        )


def topics(record: Record) -> Iterator[Row]:
    """Topics of documents, then of statements."""
    for document in record.documents:
        for number, topic in enumerate(document.topics, 1):
            yield ("document", document.id, document.title, number, *_topic(topic))
    for index, statement in enumerate(record.statements, 1):
        for number, topic in enumerate(statement.topics, 1):
            yield ("statement", str(index), None, number, *_topic(topic))


def _topic(topic: TopicInfo) -> Row:
    concept: ConceptInfo | None = topic.concept
    return (
        topic.text,
        concept.scheme if concept is not None else None,
        concept.code if concept is not None else None,
        *quoted(topic.evidence, topic.doubts),
    )


def measures(record: Record) -> Iterator[Row]:
    """Measures of all documents."""
    for document in record.documents:
        for number, measure in enumerate(document.measures, 1):
            yield (
                document.id,
                document.title,
                number,
                measure.text,
                *quoted(measure.evidence, measure.doubts),
            )


def statements(record: Record) -> Iterator[Row]:
    """Statements."""
    names = {person.id: person.name.full for person in record.participants}
    for number, statement in enumerate(record.statements, 1):
        yield (number, *_statement(statement, names))


def _statement(statement: StatementInfo, names: Mapping[str, str]) -> Row:
    speaker = statement.speaker
    return (
        speaker,
        names[speaker] if speaker is not None else None,
        statement.source,
        statement.kind,
        statement.verb,
        statement.text,
        *quoted(statement.evidence, statement.doubts),
    )


def issues(record: Record) -> Iterator[Row]:
    """What was not resolved."""
    for number, issue in enumerate(record.issues, 1):
        _, quote, spans = quoted(issue.evidence)
        yield number, issue.stage, issue.code, issue.message, quote, spans


def _bodies(record: Record) -> Mapping[str | None, str]:
    return {body.id: body.name for body in record.organizations}
