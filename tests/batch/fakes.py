"""An extractor without models: it finds «Казахстан» and the names it is told, or fails."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass

from pipeline.errors import RecordError
from pipeline.layers import Release
from pipeline.records import (
    SCHEMA_VERSION,
    CountryInfo,
    DocumentInfo,
    EventDateInfo,
    EventInfo,
    Evidence,
    IssueInfo,
    IssuerInfo,
    MeasureInfo,
    NameInfo,
    OrganizationInfo,
    ParticipantInfo,
    PlaceInfo,
    PositionInfo,
    Provenance,
    Record,
    ReleaseInfo,
    StatementInfo,
    TopicInfo,
)
from pipeline.spans import Span
from pipeline.trace import Trace, TraceEntry


@dataclass(frozen=True)
class Extraction:
    release: Release
    record: Record
    trace: Trace
    written: str | None = None
    seconds: float = 0.0


def quote(text: str, words: str) -> tuple[Evidence, ...]:
    start = text.index(words)
    return (Evidence(start=start, end=start + len(words), text=words),)


def country(text: str) -> CountryInfo:
    return CountryInfo(
        code="KZ",
        name="Казахстан",
        status="party",
        represented=True,
        basis="stated",
        evidence=quote(text, "Казахстан"),
    )


def make_record(release: Release, /, **fields) -> Record:
    values = {
        "schema_version": SCHEMA_VERSION,
        "release": ReleaseInfo(
            id=release.id,
            source=release.source,
            sha256=release.sha256,
            published=release.published,
            headline=release.headline,
            issuer=None,
        ),
        "event": None,
        "organizations": (),
        "countries": (country(release.text),) if "Казахстан" in release.text else (),
        "participants": (),
        "documents": (),
        "statements": (),
        "issues": tuple(
            IssueInfo(stage=issue.stage, code=issue.code, message=issue.message)
            for issue in release.issues
        ),
        "provenance": Provenance(
            pipeline="0", models={"slovnet-ner": "1.6.0"}, resources={"offices.yaml": "ab"}
        ),
    }
    return Record(**(values | fields))


TEXT = (
    "Министр транспорта Казахстана Ерлан Сапарбеков в ходе встречи в Астане 14 мая заявил: "
    "«Мы откроем рейс». Подписан меморандум о сотрудничестве в сфере туризма. "
    "<script>alert(1)</script> Об этом сообщил Минтранс & партнёры."
)
"""A release that fills every field of `full_record`, with markup that must not be believed."""


def full_record(release: Release) -> Record:
    text = release.text
    person = ParticipantInfo(
        id="p-1",
        name=NameInfo(full="Ерлан Сапарбеков", given="Ерлан", patronymic=None, family="Сапарбеков"),
        positions=(
            PositionInfo(
                title="министр транспорта",
                text="Министр транспорта Казахстана",
                rank="minister",
                organization="org-1",
                country="KZ",
                country_basis="stated",
                evidence=quote(text, "Министр транспорта Казахстана"),
            ),
        ),
        country="KZ",
        attendance="present",
        roles=("speaker",),
        doubts=("long_link",),
        evidence=quote(text, "Ерлан Сапарбеков"),
    )
    event = EventInfo(
        kind="meeting",
        name=None,
        theme=None,
        date=EventDateInfo(
            start=release.published, end=None, basis="inferred", evidence=quote(text, "14 мая")
        ),
        place=PlaceInfo(name="Астана", country="KZ", evidence=quote(text, "Астане")),
        organization=None,
        evidence=quote(text, "встречи"),
    )
    document = DocumentInfo(
        id="doc-1",
        kind="memorandum",
        title="меморандум о сотрудничестве в сфере туризма",
        status="signed",
        signatories=("p-1", "KZ"),
        topics=(TopicInfo(text="туризм", concept=None, evidence=quote(text, "туризма")),),
        measures=(MeasureInfo(text="открытие рейса", evidence=quote(text, "откроем рейс")),),
        evidence=quote(text, "меморандум о сотрудничестве в сфере туризма"),
    )
    statement = StatementInfo(
        speaker="p-1",
        source=None,
        kind="direct",
        verb="заявить",
        text="Мы откроем рейс",
        topics=(),
        evidence=quote(text, "Мы откроем рейс"),
    )
    return make_record(
        release,
        release=ReleaseInfo(
            id=release.id,
            source=release.source,
            sha256=release.sha256,
            published=release.published,
            headline="Новый <рейс>",
            issuer=IssuerInfo(name="Минтранс", evidence=quote(text, "Минтранс")),
        ),
        event=event,
        organizations=(
            OrganizationInfo(
                id="org-1",
                name="Минтранс",
                abbreviation=None,
                kind="government",
                country="KZ",
                wikidata=None,
                evidence=quote(text, "Минтранс"),
            ),
        ),
        participants=(person,),
        documents=(document,),
        statements=(statement,),
        issues=(IssueInfo(stage="event", code="other_event", message="Another event."),),
    )


def full_trace(release: Release) -> Trace:
    def entry(path, value, stage, rule, words):
        start = release.text.index(words)
        return TraceEntry(path, value, stage, rule, (Span(start, start + len(words)),))

    return Trace(
        (
            entry("event", "встреча", "event", "event.kind", "встречи"),
            entry("countries[0]", "Казахстан", "countries", "country.name", "Казахстан"),
            entry("participants[0]", "Ерлан Сапарбеков", "persons", "ner", "Ерлан Сапарбеков"),
            entry(
                "participants[0].positions[0]",
                "министр транспорта",
                "positions",
                "before_name",
                "Министр транспорта Казахстана",
            ),
            entry("documents[0].topics[0]", "туризм", "documents", "in_title", "туризма"),
        )
    )


class FakeExtractor:
    """Fails on releases that say so; remembers the batches it was given."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def extract(self, releases):
        releases = list(releases)
        self.batches.append(len(releases))
        for release in releases:
            if "ПОЛОМКА" in release.text:
                raise ValueError("что-то\nпошло не так")
            if "НЕВЕРНО" in release.text:
                raise RecordError("the record is not valid")
            if "СМЕРТЬ" in release.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "ЗАВИСАНИЕ" in release.text:
                time.sleep(600)
            if "ПАМЯТЬ" in release.text:
                hoard = [bytearray(2**26) for _ in range(200)]
                assert hoard
            if release.text == TEXT:
                yield Extraction(release, full_record(release), full_trace(release))
            else:
                yield Extraction(release, make_record(release), Trace(()))


def load() -> FakeExtractor:
    return FakeExtractor()
