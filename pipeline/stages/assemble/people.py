"""Countries and participants of the record."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.layers import Participant, Position
from pipeline.records import CountryInfo, NameInfo, ParticipantInfo, PositionInfo
from pipeline.spans import Span
from pipeline.stages.assemble.desk import Desk


class PeopleMaker:
    """Makes the countries and participants of one record."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._named = {person.key: person for person in desk.all.persons.persons}
        self._presences = {presence.person: presence for presence in desk.all.attendance.presences}
        self._spans: dict[str, list[Span]] = {key: [] for key in self._named}
        for reference in desk.all.participants.references:
            for key in reference.persons:
                self._spans[key].append(reference.span)
        for mention in desk.all.persons.mentions:
            self._spans[mention.key].append(mention.span)

    def countries(self) -> tuple[CountryInfo, ...]:
        """All countries, those that only an office implies last."""
        countries = [
            CountryInfo(
                code=item.code,
                name=self._desk.country_name(item.code),
                status=item.status,
                represented=item.represented,
                basis=item.basis,
                doubts=item.doubts,
                evidence=self._desk.quote(item.spans),
            )
            for item in self._desk.all.membership.countries
        ]
        for number, item in enumerate(self._desk.all.membership.countries):
            self._desk.tracer.add(
                f"countries[{number}]", item.code, "membership", item.rule, item.spans
            )
        known = {item.code for item in countries}
        # A country that only an office implies («астанинский институт») stands in the record too.
        for code, rule, spans in self._implied():
            if code in known:
                continue
            known.add(code)
            self._desk.tracer.add(f"countries[{len(countries)}]", code, "positions", rule, spans)
            countries.append(
                CountryInfo(
                    code=code,
                    name=self._desk.country_name(code),
                    status="mentioned",
                    represented=False,
                    basis="inferred",
                    doubts=(),
                    evidence=self._desk.quote(spans),
                )
            )
        return tuple(countries)

    def _implied(self) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
        """Countries of offices and of persons, with the rule and the words behind each."""
        for participant in self._desk.all.participants.participants:
            for position in participant.positions:
                if position.country is not None:
                    spans = position.country_spans or (position.span,)
                    yield position.country, position.rule, spans
            if participant.country is not None:
                person = self._named[participant.person]
                yield participant.country, person.rule, tuple(self._spans[person.key][:1])

    def participant(self, number: int, item: Participant) -> ParticipantInfo:
        """The participant at index `number`."""
        person = self._named[item.person]
        presence = self._presences[item.person]
        spans = self._spans[item.person]
        path = f"participants[{number}]"
        self._desk.tracer.add(path, person.name.full, "persons", person.rule, tuple(spans))
        self._desk.tracer.add(
            f"{path}.attendance", presence.attendance, "attendance", presence.rule, ()
        )
        return ParticipantInfo(
            id=self._desk.persons[item.person],
            name=NameInfo(
                full=person.name.full,
                given=person.name.given,
                patronymic=person.name.patronymic,
                family=person.name.family,
            ),
            positions=tuple(
                self._position(f"{path}.positions[{order}]", position)
                for order, position in enumerate(item.positions)
            ),
            country=item.country,
            attendance=presence.attendance,
            roles=presence.roles,
            doubts=(*item.doubts, *presence.doubts),
            evidence=self._desk.quote(spans),
        )

    def _position(self, path: str, position: Position) -> PositionInfo:
        outside = (s for s in position.country_spans if not position.span.contains(s))
        spans = (position.span, *position.other_spans, *outside)
        self._desk.tracer.add(path, position.title, "positions", position.rule, spans)
        return PositionInfo(
            title=position.title,
            text=position.span.of(self._desk.text),
            rank=position.rank,
            organization=self._desk.organization_id(position.organization),
            country=position.country,
            country_basis=position.country_basis if position.country is not None else None,
            doubts=position.doubts,
            evidence=self._desk.quote(spans),
        )
