"""Names of bodies and countries, which titles take whole and instruments are not looked for in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.layers import CountryForm, CountryLayer, OrganizationLayer, ParticipantLayer


@dataclass(frozen=True, slots=True)
class Names:
    """Names of bodies and countries by place.

    Attributes:
        wholes: From a name's first token to one past its last.
        inside: Tokens inside a body's name, its first one left out.
        persons: Tokens of persons' names.
    """

    wholes: Mapping[int, int] = field(default_factory=dict)
    inside: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        participants: ParticipantLayer,
    ) -> Names:
        """The names that the earlier layers found."""
        wholes: dict[int, int] = {}
        inside: set[int] = set()
        for mention in organizations.mentions:
            start, end = mention.tokens
            inside.update(range(start, end))
            wholes[start] = max(end, wholes.get(start, 0))
        for country in countries.mentions:
            if country.form in {CountryForm.NAME, CountryForm.OFFICIAL}:
                start, end = country.tokens
                wholes[start] = max(end, wholes.get(start, 0))
        persons = frozenset(
            index
            for reference in participants.references
            if reference.kind == "name"
            for index in range(*reference.tokens)
        )
        return cls(wholes, frozenset(inside), persons)
