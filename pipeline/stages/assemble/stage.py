"""From layers to the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline.analysis.doc_data import cuts_of
from pipeline.layers import Issue, Organization
from pipeline.records import (
    EventDateInfo,
    EventInfo,
    IssueInfo,
    IssuerInfo,
    OrganizationInfo,
    PlaceInfo,
    Provenance,
    Record,
    ReleaseInfo,
)
from pipeline.spans import Span
from pipeline.stages.assemble.desk import Desk, Findings
from pipeline.stages.assemble.people import PeopleMaker
from pipeline.stages.assemble.words import WordsMaker
from pipeline.trace import Trace

_STAGES = (
    "reading", "analysis", "organizations", "countries", "persons", "positions", "participants",
    "event", "documents", "statements", "attendance", "membership", "assemble",
)  # fmt: skip


class Assembler:
    """Makes records.

    Args:
        country_name: The canonical Russian name of a country code.
        provenance: Versions and hashes, the same for every record of a run.
    """

    def __init__(self, country_name: Callable[[str], str], provenance: Provenance) -> None:
        self._country_name = country_name
        self._provenance = provenance

    def __call__(self, findings: Findings) -> tuple[Record, Trace]:
        """The record of a release and the trace of its values."""
        return _Assembly(findings, self._country_name, self._provenance).result()


class _Assembly:
    """The assembly of one record."""

    def __init__(
        self, findings: Findings, country_name: Callable[[str], str], provenance: Provenance
    ) -> None:
        self._desk = Desk(findings, country_name)
        self._people = PeopleMaker(self._desk)
        self._words = WordsMaker(self._desk)
        self._provenance = provenance
        self._body_spans: dict[str, list[Span]] = {}
        for mention in findings.organizations.mentions:
            self._body_spans.setdefault(mention.key, []).append(mention.span)

    def result(self) -> tuple[Record, Trace]:
        """Record and trace."""
        found = self._desk.all
        event = self._event()
        organizations = tuple(self._organization(key) for key in self._desk.organizations)
        countries = self._people.countries()
        codes = {country.code for country in countries}
        participants = tuple(
            self._people.participant(number, item)
            for number, item in enumerate(found.participants.participants)
        )
        documents = tuple(
            self._words.document(number, item, codes)
            for number, item in enumerate(found.documents.documents)
        )
        statements = tuple(self._words.statements())
        record = Record(
            schema_version="1.0",
            release=self._release(),
            event=event,
            organizations=organizations,
            countries=countries,
            participants=participants,
            documents=documents,
            statements=statements,
            issues=tuple(self._issue_infos()),
            provenance=self._provenance,
        )
        return record, self._desk.tracer.trace()

    def _release(self) -> ReleaseInfo:
        release = self._desk.all.release
        issuer = None
        if self._desk.all.issuer is not None:
            found = self._desk.all.issuer
            issuer = IssuerInfo(name=found.name, evidence=self._desk.quote(found.spans))
            self._desk.tracer.add(
                "release.issuer", found.name, "organizations", found.rule, found.spans
            )
        elif release.issuer is not None:
            issuer = IssuerInfo(name=release.issuer, evidence=())
        return ReleaseInfo(
            id=release.id,
            source=release.source,
            sha256=release.sha256,
            published=release.published,
            headline=release.headline,
            issuer=issuer,
        )

    def _organization(self, key: str) -> OrganizationInfo:
        layer = self._desk.all.organizations
        body: Organization = layer.get(key)
        spans = tuple(self._body_spans.get(key, ()))
        identifier = self._desk.organizations[key]
        path = f"organizations[{int(identifier[4:]) - 1}]"
        self._desk.tracer.add(path, body.name, "organizations", body.rule, spans)
        return OrganizationInfo(
            id=identifier,
            name=body.name,
            abbreviation=body.abbreviation,
            kind=body.kind,
            country=body.country,
            wikidata=body.wikidata,
            evidence=self._desk.quote(spans),
        )

    def _event(self) -> EventInfo | None:
        event = self._desk.all.event.event
        if event is None:
            return None
        name = event.name or event.kind
        self._desk.tracer.add("event", name, "event", event.rule, event.spans)
        date = place = None
        if event.date is not None:
            when = event.date
            date = EventDateInfo(
                start=when.start,
                end=when.end,
                basis=when.basis,
                evidence=self._desk.quote(when.spans),
            )
            self._desk.tracer.add(
                "event.date", when.start.isoformat(), "event", when.rule, when.spans
            )
        if event.place is not None:
            where = event.place
            place = PlaceInfo(
                name=where.name, country=where.country, evidence=self._desk.quote(where.spans)
            )
            self._desk.tracer.add("event.place", where.name, "event", where.rule, where.spans)
        spans = list(event.spans)
        if event.theme_span is not None:
            spans.append(event.theme_span)
        spans += event.organization_spans
        return EventInfo(
            kind=event.kind,
            name=event.name,
            theme=event.theme,
            date=date,
            place=place,
            organization=self._desk.organization_id(event.organization),
            doubts=event.doubts,
            evidence=self._desk.quote(spans),
        )

    def _issue_infos(self) -> Iterable[IssueInfo]:
        found = self._desk.all
        issues = [
            *found.release.issues,
            *self._cut_sentences(),
            *(
                issue
                for layer in (
                    found.organizations, found.countries, found.persons, found.positions,
                    found.participants, found.event, found.documents, found.statements,
                    found.attendance, found.membership,
                )
                for issue in layer.issues
            ),
            *self._words.issues,
        ]  # fmt: skip
        ranks: Mapping[str, int] = {name: rank for rank, name in enumerate(_STAGES)}
        issues.sort(key=lambda i: (ranks[i.stage], i.spans[0] if i.spans else Span(0, 1), i.code))
        for issue in dict.fromkeys(issues):
            yield IssueInfo(
                stage=issue.stage,
                code=issue.code,
                message=issue.message,
                evidence=self._desk.quote(issue.spans),
            )

    def _cut_sentences(self) -> Iterable[Issue]:
        cuts = cuts_of(self._desk.all.tokens.doc)
        if not cuts:
            return
        message = (
            f"a sentence too long for the models was cut in {len(cuts) + 1} pieces or more; "
            "what crosses a cut may be missing"
        )
        yield Issue("analysis", "sentence_cut", message, (Span(cuts[0], cuts[0] + 1),))
