"""Countries and participants of the record."""

from __future__ import annotations

from pipeline.layers import Participant, Position
from pipeline.records import CountryInfo, NameInfo, ParticipantInfo, PositionInfo
from pipeline.stages.assemble.desk import Desk


class PeopleMaker:
    """Makes the countries and participants of one record."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

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
        for participant in self._desk.all.participants.participants:
            for position in participant.positions:
                if position.country is None or position.country in known:
                    continue
                known.add(position.country)
                spans = position.country_spans or (position.span,)
                self._desk.tracer.add(
                    f"countries[{len(countries)}]", position.country, "positions",
                    position.rule, spans,
                )  # fmt: skip
                countries.append(
                    CountryInfo(
                        code=position.country,
                        name=self._desk.country_name(position.country),
                        status="mentioned",
                        represented=False,
                        basis="inferred",
                        doubts=(),
                        evidence=self._desk.quote(spans),
                    )
                )
        return tuple(countries)

    def participant(self, number: int, item: Participant) -> ParticipantInfo:
        """The participant at index `number`."""
        person = next(p for p in self._desk.all.persons.persons if p.key == item.person)
        presence = next(p for p in self._desk.all.attendance.presences if p.person == item.person)
        spans = [r.span for r in self._desk.all.participants.references if item.person in r.persons]
        spans += [m.span for m in self._desk.all.persons.mentions if m.key == item.person]
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
        spans = (position.span, *position.other_spans, *position.country_spans)
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
