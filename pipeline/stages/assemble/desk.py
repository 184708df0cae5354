"""What every part of the assembly works with: the findings, ids, quotations, the trace."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    AttendanceLayer,
    CountryLayer,
    DocumentLayer,
    EventLayer,
    Issuer,
    MembershipLayer,
    OrganizationLayer,
    ParticipantLayer,
    PersonLayer,
    PositionLayer,
    Release,
    StatementLayer,
)
from pipeline.records import Evidence
from pipeline.spans import Span, merge_sorted
from pipeline.stages.assemble.tracing import Tracer


@dataclass(frozen=True, slots=True)
class Findings:
    """All layers of one release."""

    release: Release
    tokens: Tokens
    organizations: OrganizationLayer
    countries: CountryLayer
    persons: PersonLayer
    positions: PositionLayer
    participants: ParticipantLayer
    event: EventLayer
    documents: DocumentLayer
    statements: StatementLayer
    attendance: AttendanceLayer
    membership: MembershipLayer
    issuer: Issuer | None


class Desk:
    """The findings of one release and the ids their items get in its record.

    Attributes:
        all: The layers.
        text: The release's text.
        country_name: The canonical name of a country code.
        tracer: Where the trace is collected.
        persons: Participant ids by person key.
        organizations: Ids of the bodies that play a part, by key, in order of first mention.
    """

    def __init__(self, findings: Findings, country_name: Callable[[str], str]) -> None:
        self.all = findings
        self.text = findings.release.text
        self.country_name = country_name
        self.tracer = Tracer()
        self.persons = {
            participant.person: f"p-{number}"
            for number, participant in enumerate(findings.participants.participants, 1)
        }
        self.organizations = self._choose_organizations()

    def quote(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """Evidence for `spans`, sorted, each once."""
        return tuple(
            Evidence(start=span.start, end=span.end, text=span.of(self.text))
            for span in merge_sorted(spans)
        )

    def _choose_organizations(self) -> dict[str, str]:
        """Ids of the bodies that play a part, in order of first mention."""
        layer = self.all.organizations
        wanted = {o.key for o in layer.organizations if o.kind == "intergovernmental"}
        if self.all.event.event is not None and self.all.event.event.organization is not None:
            wanted.add(self.all.event.event.organization)
        for participant in self.all.participants.participants:
            wanted.update(p.organization for p in participant.positions if p.organization)
        if self.all.issuer is not None and self.all.issuer.key is not None:
            wanted.add(self.all.issuer.key)
        order = dict.fromkeys(m.key for m in layer.mentions if m.key in wanted)
        return {key: f"org-{number}" for number, key in enumerate(order, 1)}

    def organization_id(self, key: str | None) -> str | None:
        """The id of a body in the record, if it is in it."""
        return self.organizations.get(key) if key is not None else None
