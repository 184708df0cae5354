"""Model of `organizations.yaml`: intergovernmental bodies, their names and their members."""

from __future__ import annotations

from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipeline.layers import OrganizationKind
from pipeline.resources.codes import is_country_code
from pipeline.resources.loader import Entry, Resource


class Verified(BaseModel):
    """Which groups of an entry's facts its source bears out.

    Attributes:
        names: Name, abbreviations and aliases.
        membership: Members, observers and the like.
        wikidata: The Wikidata id.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    names: bool
    membership: bool
    wikidata: bool


class KnownOrganization(Entry):
    """An international body with its names and the states that belong to it.

    Attributes:
        name: Canonical Russian name in the nominative.
        kind: `intergovernmental`, or `other` for bodies that are not made of states.
        abbreviations: Forms written just so.
        aliases: Other full or short names, in the nominative.
        ambiguous: Forms that need support from the rest of the release.
        related: Bodies whose mention supports an ambiguous form.
        members: Codes of full members as of `as_of`.
        observers: Codes of observers.
        observer_organizations: Ids of bodies that are observers.
        member_organizations: Ids of bodies that are members.
        partners: Codes of partners (ШОС, БРИКС, ОБСЕ).
        candidates: Codes of states on their way to membership.
        associates: Codes of associate members.
        former: Codes of states that left or were expelled.
        universal: Whether membership is near universal and not listed.
        as_of: Date the membership was true at, as precisely as the source says it.
        wikidata: Wikidata id, only where verified.
        verified: Which facts the source bears out.
    """

    name: str
    kind: OrganizationKind
    abbreviations: list[str] = Field(default_factory=list)
    aliases: list[str] = Field(default_factory=list)
    ambiguous: list[str] = Field(default_factory=list)
    related: list[str] = Field(default_factory=list)
    members: list[str] = Field(default_factory=list)
    observers: list[str] = Field(default_factory=list)
    observer_organizations: list[str] = Field(default_factory=list)
    member_organizations: list[str] = Field(default_factory=list)
    partners: list[str] = Field(default_factory=list)
    candidates: list[str] = Field(default_factory=list)
    associates: list[str] = Field(default_factory=list)
    former: list[str] = Field(default_factory=list)
    universal: bool = False
    as_of: str | None = None
    wikidata: str | None = Field(default=None, pattern=r"^Q[1-9]\d*$")
    verified: Verified

    @field_validator("members", "observers", "partners", "candidates", "associates", "former")
    @classmethod
    def _codes(cls, codes: list[str]) -> list[str]:
        unknown = [code for code in codes if not is_country_code(code)]
        if unknown:
            raise ValueError(f"not in the closed list of countries: {', '.join(unknown)}")
        if len(set(codes)) < len(codes):
            raise ValueError("a country stands twice in one list")
        return codes

    @model_validator(mode="after")
    def _consistent(self) -> KnownOrganization:
        if self.wikidata is not None and not self.verified.wikidata:
            raise ValueError(f"{self.id}: a Wikidata id must be verified")
        if set(self.members) & {*self.observers, *self.candidates, *self.former}:
            raise ValueError(f"{self.id}: a member cannot be an observer, candidate or former one")
        return self

    def status_of(self, code: str) -> str | None:
        """What the lists say of a state: `member`, `observer`, `partner`, `candidate` or `None`."""
        for status, codes in (
            ("member", self.members),
            ("observer", [*self.observers, *self.associates]),
            ("partner", self.partners),
            ("candidate", self.candidates),
        ):
            if code in codes:
                return status
        return None


class OrganizationsResource(Resource):
    """The file `organizations.yaml`."""

    organizations: list[KnownOrganization]

    @model_validator(mode="after")
    def _references(self) -> OrganizationsResource:
        known = {entry.id for entry in self.organizations}
        for entry in self.organizations:
            named = (*entry.related, *entry.observer_organizations, *entry.member_organizations)
            unknown = [other for other in named if other not in known]
            if unknown:
                raise ValueError(f"{entry.id}: no entry has the id {unknown[0]!r}")
        return self

    @cached_property
    def by_id(self) -> dict[str, KnownOrganization]:
        """The entries by id."""
        return {entry.id: entry for entry in self.organizations}
