"""The record: one validated object a press release, in pydantic.

These models are the source of truth of the record's form; `outputs/record.schema.json` is
generated from them. Offsets count Unicode code points of the release's text exactly as decoded
and are half-open. A value without `basis` of its own is stated in its evidence's words.

Validation has three depths. The types themselves are strict and closed. `Record`'s validators
check what needs no text: ids resolve, codes exist, countries of positions are among `countries`,
dates are ordered. Validated with `context={"text": release_text}`, every quotation is compared
with the text; `Record.check` does only that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from pipeline.layers import (
    Attendance,
    Basis,
    CountryStatus,
    DocumentKind,
    DocumentStatus,
    EventKind,
    OrganizationKind,
    Rank,
    Role,
)
from pipeline.resources.codes import is_country_code

SCHEMA_VERSION: Final = "1.0"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Evidence(_Model):
    """A quotation from the release: `release_text[start:end] == text`, always."""

    start: int = Field(ge=0, description="First code point.")
    end: int = Field(gt=0, description="One past the last code point.")
    text: str = Field(min_length=1, description="The words, verbatim.")

    @model_validator(mode="after")
    def _quotes(self, info: ValidationInfo) -> Evidence:
        if self.end - self.start != len(self.text):
            raise ValueError(f"evidence [{self.start}, {self.end}) and its text differ in length")
        text = (info.context or {}).get("text")
        if text is not None and text[self.start : self.end] != self.text:
            raise ValueError(f"evidence {self.text!r} does not stand at {self.start} of the text")
        return self


_Quotes = tuple[Evidence, ...]
_Words = Field(min_length=1, description="The words it comes from.")
_Doubts = Field(default=(), description="Reasons to check it first, as codes.")


class IssuerInfo(_Model):
    """Who released it, if said."""

    name: str = Field(min_length=1, description="The body's name in the nominative.")
    evidence: _Quotes = Field(
        description="The words that name it; empty where only the metadata does."
    )


class ReleaseInfo(_Model):
    """Where the record comes from."""

    id: str = Field(min_length=1, description="The file's stem, or given in the metadata.")
    source: str = Field(description="Path relative to the folder that was given.")
    sha256: str = Field(
        pattern="^[0-9a-f]{64}$", description="Of the decoded text in UTF-8, without a BOM."
    )
    published: date | None = Field(description="From the header, the metadata or the dateline.")
    headline: str | None = Field(description="The headline, from the text or the metadata.")
    issuer: IssuerInfo | None = Field(description="Who released it, if said.")


class EventDateInfo(_Model):
    """When the event took place; `end` is null for one day."""

    start: date = Field(description="First day.")
    end: date | None = Field(description="Last day; null for one day.")
    basis: Basis = Field(description="`stated` for a full date in the words, else `inferred`.")
    evidence: _Quotes = _Words

    @model_validator(mode="after")
    def _ordered(self) -> EventDateInfo:
        if self.end is not None and self.end < self.start:
            raise ValueError("an event cannot end before it starts")
        return self


class PlaceInfo(_Model):
    """Where the event took place."""

    name: str = Field(min_length=1, description="In the nominative.")
    country: str | None = Field(description="Code of the place's country.")
    evidence: _Quotes = _Words


class EventInfo(_Model):
    """The main event reported."""

    kind: EventKind = Field(description="What kind of event it is.")
    name: str | None = Field(description="The text's own noun phrase in the nominative.")
    theme: str | None = Field(description="The theme it was held under.")
    date: EventDateInfo | None = Field(
        description="When it took place; null without a time expression in the text."
    )
    place: PlaceInfo | None = Field(description="Where it took place.")
    organization: str | None = Field(description="An id of `organizations`.")
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words


class OrganizationInfo(_Model):
    """A named body that plays a part in the record."""

    id: str = Field(pattern=r"^org-\d+$", description="Id within the record.")
    name: str = Field(min_length=1, description="Full name in the nominative, where given.")
    abbreviation: str | None = Field(
        description="Its abbreviation, as the release or the lexicon writes it."
    )
    kind: OrganizationKind = Field(description="What kind of body it is.")
    country: str | None = Field(description="The state it belongs to.")
    wikidata: str | None = Field(description="Its Wikidata item, for bodies the lexicon knows.")
    evidence: _Quotes = _Words


class CountryInfo(_Model):
    """A state or state-like territory that the release names, by any form."""

    code: str = Field(description="ISO 3166-1 alpha-2, or OpenSanctions' territory code.")
    name: str = Field(description="Its canonical short name in Russian.")
    status: CountryStatus = Field(
        description="What the release says or implies of its place in the event's organisation."
    )
    represented: bool = Field(
        description="Whether someone speaks or acts for the state at the event."
    )
    basis: Basis = Field(
        description="`inferred` where only a capital or the like names it, else `stated`."
    )
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words


class NameInfo(_Model):
    """A person's name in the nominative, as the release writes it."""

    full: str = Field(min_length=1, description="The whole name, given name first.")
    given: str | None = Field(description="Given name or initial.")
    patronymic: str | None = Field(description="Patronymic or its initial.")
    family: str | None = Field(description="Family name.")


class PositionInfo(_Model):
    """An office the release gives a person."""

    title: str = Field(min_length=1, description="Nominative singular, without its country.")
    text: str = Field(min_length=1, description="The longest phrase that names it, verbatim.")
    rank: Rank = Field(description="Rank of the office in the country's own system.")
    organization: str | None = Field(description="An id of `organizations`.")
    country: str | None = Field(description="Code of the country the office belongs to.")
    country_basis: Basis | None = Field(description="Null where there is no country.")
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words


class ParticipantInfo(_Model):
    """A named person, one entry however often named."""

    id: str = Field(pattern=r"^p-\d+$", description="Id within the record.")
    name: NameInfo = Field(description="The name.")
    positions: tuple[PositionInfo, ...] = Field(
        description="The offices the release gives, in order of mention."
    )
    country: str | None = Field(description="That of the first position that has one.")
    attendance: Attendance = Field(description="Whether the person took part in the main event.")
    roles: tuple[Role, ...] = Field(description="What the person did there; may be empty.")
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words


class ConceptInfo(_Model):
    """An entry of a public subject vocabulary."""

    scheme: str = Field(description="The vocabulary.")
    code: str = Field(description="The entry's code in it.")


class TopicInfo(_Model):
    """A subject matter, in the nominative, without its frame."""

    text: str = Field(
        min_length=1,
        description="The subject, nominative, without a frame like «сотрудничество в области».",
    )
    concept: ConceptInfo | None = Field(description="The nearest entry of the topic vocabulary.")
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words


class MeasureInfo(_Model):
    """A concrete act a document provides for."""

    text: str = Field(min_length=1, description="The act as a noun phrase in the nominative.")
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words


class DocumentInfo(_Model):
    """An instrument made by states or organisations."""

    id: str = Field(pattern=r"^doc-\d+$", description="Id within the record.")
    kind: DocumentKind = Field(description="What kind of instrument it is.")
    title: str = Field(min_length=1, description="Its title in the nominative.")
    status: DocumentStatus = Field(
        description="What the release says happened to it at this event."
    )
    signatories: tuple[str, ...] = Field(description="Participant ids or country codes.")
    topics: tuple[TopicInfo, ...] = Field(description="The subject matters it covers.")
    measures: tuple[MeasureInfo, ...] = Field(description="The concrete acts it provides for.")
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words


class StatementInfo(_Model):
    """What a named person, or an institution, is given as saying."""

    speaker: str | None = Field(description="A participant's id.")
    source: str | None = Field(description="The institution, where no person speaks.")
    kind: Literal["direct", "reported"] = Field(
        description="`direct` when all of it stands in quotation marks, else `reported`."
    )
    verb: str | None = Field(description="Lemma of the verb of speech.")
    text: str = Field(
        min_length=1, description="What is said, verbatim, without speaker, verb and «что»."
    )
    topics: tuple[TopicInfo, ...] = Field(description="The subject matters it is about.")
    doubts: tuple[str, ...] = _Doubts
    evidence: _Quotes = _Words

    @model_validator(mode="after")
    def _spoken(self) -> StatementInfo:
        if (self.speaker is None) == (self.source is None):
            raise ValueError("a statement has a speaker or else a source")
        return self


class IssueInfo(_Model):
    """What a stage saw and could not resolve."""

    stage: str = Field(description="The step that noticed it.")
    code: str = Field(pattern="^[a-z][a-z0-9_]*$", description="Stable name of the kind of issue.")
    message: str = Field(description="One sentence for a reviewer.")
    evidence: _Quotes = Field(default=(), description="The words it is about; may be empty.")


class Provenance(_Model):
    """What made the record: versions and hashes, no clock time."""

    pipeline: str = Field(description="Version of the program.")
    models: dict[str, str] = Field(
        description="Versions and digests of the models and of the libraries with data."
    )
    resources: dict[str, str] = Field(description="Digests of the lexicons.")


class Record(_Model):
    """Everything Kommunike extracts from one press release."""

    schema_version: Literal["1.0"] = Field(description="Version of the record's form.")
    release: ReleaseInfo = Field(description="Where the record comes from.")
    event: EventInfo | None = Field(
        description="The main event reported; null if the release reports none."
    )
    organizations: tuple[OrganizationInfo, ...] = Field(
        description="Named bodies that play a part in the record."
    )
    countries: tuple[CountryInfo, ...] = Field(
        description="All states and territories the release names."
    )
    participants: tuple[ParticipantInfo, ...] = Field(
        description="All persons the release names, one entry a person."
    )
    documents: tuple[DocumentInfo, ...] = Field(
        description="Instruments that were signed, adopted, prepared, discussed or referred to."
    )
    statements: tuple[StatementInfo, ...] = Field(
        description="What persons and institutions are given as saying."
    )
    issues: tuple[IssueInfo, ...] = Field(description="What the program saw and could not resolve.")
    provenance: Provenance = Field(description="What made the record.")

    @model_validator(mode="after")
    def _consistent(self, info: ValidationInfo) -> Record:
        errors = list(self._broken_references())
        errors += [
            f"{code!r} is no country code" for code in self._codes() if not is_country_code(code)
        ]
        text = (info.context or {}).get("text")
        if text is not None and text_hash(text) != self.release.sha256:
            errors.append("the record was made from another text")
        if errors:
            raise ValueError("; ".join(errors))
        return self

    def _broken_references(self) -> Iterator[str]:
        organizations = {item.id for item in self.organizations}
        persons = {item.id for item in self.participants}
        documents = {item.id for item in self.documents}
        countries = {item.code for item in self.countries}
        for name, items, found in (
            ("organizations", self.organizations, organizations),
            ("participants", self.participants, persons),
            ("documents", self.documents, documents),
            ("countries", self.countries, countries),
        ):
            if len(found) != len(items):
                yield f"an id stands twice in {name}"
        if self.event is not None and self.event.organization not in {None, *organizations}:
            yield f"event.organization {self.event.organization!r} is no organisation"
        for person in self.participants:
            if person.country not in {None, *countries}:
                yield f"country {person.country!r} of {person.id} is not among countries"
            for position in person.positions:
                if position.organization not in {None, *organizations}:
                    yield f"organization {position.organization!r} of {person.id} is none"
                if position.country not in {None, *countries}:
                    yield f"country {position.country!r} of {person.id} is not among countries"
                if (position.country is None) != (position.country_basis is None):
                    yield f"a position of {person.id} has a country or its basis, but not both"
        for document in self.documents:
            for signatory in document.signatories:
                if signatory not in persons and signatory not in countries:
                    yield f"signatory {signatory!r} of {document.id} is no participant or country"
        for statement in self.statements:
            if statement.speaker not in {None, *persons}:
                yield f"speaker {statement.speaker!r} is no participant"

    def _codes(self) -> Iterator[str]:
        yield from (country.code for country in self.countries)
        yield from (item.country for item in self.organizations if item.country is not None)
        if self.event is not None and self.event.place is not None and self.event.place.country:
            yield self.event.place.country

    @classmethod
    def parse(cls, data: str | bytes, text: str | None = None) -> Record:
        """Read a record from JSON, and check its quotations if the release's `text` is given.

        Raises:
            pydantic.ValidationError: It breaks the contract.
        """
        return cls.model_validate_json(data, context={"text": text} if text is not None else None)

    def check(self, text: str) -> str:
        """Check every quotation against the release's `text`; the rest was when it was made.

        Returns:
            The record as it is written: the same as `to_json`.

        Raises:
            pydantic.ValidationError: A quotation differs, or the text is another one.
        """
        written = self.to_json()
        stands = all(text[item.start : item.end] == item.text for item in self.quotations())
        if not stands or text_hash(text) != self.release.sha256:
            # Which value it is, reading the record tells.
            type(self).model_validate_json(written, context={"text": text})
        return written

    def quotations(self) -> Iterator[Evidence]:
        """Every quotation in the record, of all its parts."""
        event = self.event
        parts = [
            self.release.issuer, event, event and event.date, event and event.place,
            *self.organizations, *self.countries, *self.participants, *self.documents,
            *self.statements, *self.issues,
            *(position for person in self.participants for position in person.positions),
            *(topic for document in self.documents for topic in document.topics),
            *(topic for statement in self.statements for topic in statement.topics),
            *(measure for document in self.documents for measure in document.measures),
        ]  # fmt: skip
        for part in parts:
            if part is not None:
                yield from part.evidence

    def to_json(self) -> str:
        """The record as indented JSON with a final newline; the same record, the same bytes."""
        return self.model_dump_json(indent=1) + "\n"


def text_hash(text: str) -> str:
    """SHA-256 of a decoded text in UTF-8; lone surrogates are kept by `surrogatepass`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the record."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
