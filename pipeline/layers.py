"""What the stages hand to one another: frozen, typed layers of findings.

A layer is built once by one stage and only read afterwards. Places are given twice: `tokens`, a
half-open range of indices into the token view (`pipeline.analysis.tokens.Tokens`), which is what
later stages compute with, and `span`, the range of code points in the release's text, which is
what ends in the record. Every finding names the `rule` that made it, for `kommunike explain`.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Literal

from pipeline.frozen import dataclass
from pipeline.spans import Span

TokenRange = tuple[int, int]

Stage = Literal[
    "reading",
    "analysis",
    "organizations",
    "countries",
    "persons",
    "positions",
    "participants",
    "event",
    "documents",
    "statements",
    "attendance",
    "membership",
    "assemble",
]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a stage saw and could not resolve, or a reviewer should know.

    Attributes:
        stage: The stage that raises it.
        code: A stable snake_case code, such as `unresolved_country`.
        message: One English sentence for a reviewer.
        spans: The words it is about; may be empty.
    """

    stage: Stage
    code: str
    message: str
    spans: tuple[Span, ...] = ()


# --- release ---------------------------------------------------------------------------------


class SectionKind(StrEnum):
    """What a stretch of a release's text is."""

    HEADER = "header"
    """A technical line that is no part of the release's language (` date 2025-12-05`)."""
    HEADLINE = "headline"
    DATELINE = "dateline"
    """«АСТАНА, 14 мая. —» before the lead."""
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    SIGNATURE = "signature"
    """The last line that names the issuer only («Пресс-служба МИД РК»)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text that no sentence crosses."""

    kind: SectionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Release:
    """A press release as read.

    Attributes:
        id: Stable identifier: the file's stem or what the metadata gives.
        source: Path relative to the folder that was given, or the JSONL file and line.
        text: The text exactly as decoded; all offsets count its code points.
        sha256: Hex digest of `text` in UTF-8.
        encoding: The encoding the bytes were decoded from.
        published: Date of publication: the text's header, else the metadata, else the dateline.
        headline: The headline's words, from the text or the metadata.
        issuer: Issuer as the metadata gives it (the text's own is found by a stage).
        url: Where the release was published.
        sections: The text's sections in order; they do not overlap and leave out white space.
        issues: What the reader noticed.
    """

    id: str
    source: str
    text: str
    sha256: str
    encoding: str
    published: date | None
    headline: str | None
    issuer: str | None
    url: str | None
    sections: tuple[Section, ...]
    issues: tuple[Issue, ...] = ()


# --- organizations ---------------------------------------------------------------------------

OrganizationKind = Literal["intergovernmental", "government", "parliament", "company", "other"]


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """One place where the release names a body."""

    tokens: TokenRange
    span: Span
    key: str
    is_abbreviation: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Organization:
    """A named body, one entry for all its mentions.

    Attributes:
        key: Identifier inside the layers (the record's `org-N` are given at assembly).
        name: Full name in the nominative where known, else the abbreviation.
        abbreviation: Its abbreviation as the release or the lexicon writes it.
        lexicon_id: Entry of the organisations lexicon, if it is a known intergovernmental body.
        country: Code of the state it belongs to, if the release says it.
        is_media: Whether it is a medium or a news agency: a source, no party to the event.
        home: The state a medium writes at home in, whose officials need no country for it.
    """

    key: str
    name: str
    abbreviation: str | None
    kind: OrganizationKind
    lexicon_id: str | None
    country: str | None
    wikidata: str | None
    rule: str
    is_media: bool = False
    home: str | None = None


@dataclass(frozen=True, slots=True)
class OrganizationLayer:
    """All bodies named, and where. Mentions are sorted by place; nested ones are allowed."""

    organizations: tuple[Organization, ...]
    mentions: tuple[OrganizationMention, ...]
    issues: tuple[Issue, ...] = ()
    _by_key: dict[str, Organization] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {item.key: item for item in self.organizations})

    def get(self, key: str) -> Organization:
        """The organisation with `key`; raises `KeyError` if there is none."""
        return self._by_key[key]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who released the text.

    Attributes:
        key: Key of the body in the layer, or `None` for one the layer does not hold
            («пресс-служба Президента»).
        name: Its name in the nominative, country included.
        spans: The words it was read from.
        rule: Name of the rule.
    """

    key: str | None
    name: str
    spans: tuple[Span, ...]
    rule: str


# --- countries -------------------------------------------------------------------------------


class CountryForm(StrEnum):
    """By which kind of word a country is named."""

    NAME = "name"
    OFFICIAL = "official"
    ABBREVIATION = "abbreviation"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    """A capital used for its government («Анкара и Баку договорились»): inferred."""


@dataclass(frozen=True, slots=True)
class CountryMention:
    """One place where the release names a country, by any form.

    Two mentions may share tokens: «румыно-молдавский» names two countries.

    Attributes:
        inside: Kind of larger name the words stand in, if any: an organisation's name, or a
            name that names no country («Русская служба», «улица Бакинская» give no mention
            at all).
    """

    tokens: TokenRange
    span: Span
    code: str
    form: CountryForm
    rule: str
    inside: Literal["organization"] | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A city or region the lexicon knows the country of, used as a place only."""

    tokens: TokenRange
    span: Span
    name: str
    code: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class CountryLayer:
    """All country mentions in order of place; `places` are cities that add no country."""

    mentions: tuple[CountryMention, ...]
    places: tuple[PlaceMention, ...] = ()
    issues: tuple[Issue, ...] = ()


# --- persons ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One place where a person is named.

    Attributes:
        key: The person this mention belongs to.
        form: What the words give of the name.
        case: The case the words stand in, where all of a full name tells it for sure.
    """

    tokens: TokenRange
    span: Span
    key: str
    form: Literal["full", "initials", "surname", "given"]
    rule: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the nominative, as the release writes it."""

    full: str
    given: str | None
    patronymic: str | None
    family: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A named person, one entry for all mentions.

    Attributes:
        gender: `"Masc"`, `"Fem"` or `None` if the release leaves it open.
        doubts: Codes of weak support (`name_form_unsure`, …).
    """

    key: str
    name: PersonName
    gender: Literal["Masc", "Fem"] | None
    rule: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLayer:
    """All named persons in order of first mention; mentions sorted by place."""

    persons: tuple[Person, ...]
    mentions: tuple[PersonMention, ...]
    issues: tuple[Issue, ...] = ()


# --- positions -------------------------------------------------------------------------------

Rank = Literal[
    "head_of_state",
    "deputy_head_of_state",
    "head_of_government",
    "deputy_head_of_government",
    "minister",
    "deputy_minister",
    "parliament_head",
    "member_of_parliament",
    "ambassador",
    "organization_head",
    "organization_deputy",
    "agency_head",
    "regional_head",
    "military",
    "business",
    "other",
]

Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office phrase in the text, whether or not a person is named beside it.

    Attributes:
        tokens: The whole phrase, country and institution included.
        head: Index of the head noun («министр» in «первый заместитель министра» is not the
            head: «заместитель» is).
        lemma: The head's lemma, in lower case.
        plural: Whether one phrase speaks of several holders («министры … X и Y»).
        title: The phrase in the nominative singular, as `record.md` wants titles.
        rank: Rank in the country's own system.
        country: Code of the country named in or around the phrase, or inferred.
        country_basis: Whether that country stands in the words.
        country_spans: The words the country comes from, if they stand outside the phrase.
        organization: Key of the institution named inside the phrase.
        former: Whether the phrase says that the office is past («бывший», «экс-»).
        periphrasis: «лидер», «глава дипломатии»: a position only where nothing better is.
    """

    tokens: TokenRange
    span: Span
    head: int
    lemma: str
    plural: bool
    title: str
    rank: Rank
    country: str | None
    country_basis: Basis
    country_spans: tuple[Span, ...]
    organization: str | None
    former: bool
    periphrasis: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Position:
    """An office held by a named person.

    `office` indexes `PositionLayer.offices`; `title`, `country` and so on stand here again
    because a shared phrase («министры X и Y») gives each holder their own. `other_spans` are
    further phrases that name the same office of the same person («министр», «глава ведомства»).
    """

    person: str
    office: int
    span: Span
    title: str
    rank: Rank
    organization: str | None
    country: str | None
    country_basis: Basis
    country_spans: tuple[Span, ...]
    doubts: tuple[str, ...]
    rule: str
    other_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionLayer:
    """Office phrases in order of place, and who holds which.

    Attributes:
        offices: Every office phrase of the text, with or without a holder.
        positions: Links of persons to offices, in order of mention.
        pending: Offices a verb joins to somebody its clause does not name («был назначен
            послом»): index of the office, and of the verb (of the office's noun where a dash
            stands for the verb).
    """

    offices: tuple[Office, ...]
    positions: tuple[Position, ...]
    issues: tuple[Issue, ...] = ()
    pending: tuple[tuple[int, int], ...] = ()


# --- participants ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for one or more named persons.

    Attributes:
        tokens: Token range of the whole referring phrase; for a name with its office the two
            are separate references.
        persons: Keys of the persons meant; several for «министры», «послы X и Y».
    """

    tokens: TokenRange
    span: Span
    persons: tuple[str, ...]
    kind: Literal["name", "office", "pronoun", "periphrasis"]
    rule: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A person with the positions and the country the release gives them."""

    person: str
    positions: tuple[Position, ...]
    country: str | None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipantLayer:
    """Participants in order of first mention; references sorted by place."""

    participants: tuple[Participant, ...]
    references: tuple[Reference, ...]
    issues: tuple[Issue, ...] = ()


# --- event -----------------------------------------------------------------------------------

EventKind = Literal[
    "meeting",
    "session",
    "summit",
    "conference",
    "forum",
    "visit",
    "negotiations",
    "consultations",
    "call",
    "signing",
    "ceremony",
    "other",
]


@dataclass(frozen=True, slots=True)
class EventDate:
    """When the event took place; `end` is `None` for a single day."""

    start: date
    end: date | None
    basis: Basis
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where the event took place: name in the nominative and the country it lies in."""

    name: str
    country: str | None
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """The main event of a release.

    Attributes:
        tokens: The phrase that names it, or the verb where there is only one.
        sentence: Index of the sentence it was taken from.
        spans: Evidence: the naming phrase first.
        bilateral: Whether the event has two (or a few) sides and no wider frame.
        announced: Whether it is told as still to come.
    """

    kind: EventKind
    name: str | None
    theme: str | None
    date: EventDate | None
    place: EventPlace | None
    organization: str | None
    tokens: TokenRange
    sentence: int
    spans: tuple[Span, ...]
    theme_span: Span | None
    organization_spans: tuple[Span, ...]
    bilateral: bool
    announced: bool
    doubts: tuple[str, ...]
    rule: str
    sides: tuple[str, ...] = ()
    """Codes of the states that the event's own words name."""
    headlines: tuple[int, ...] = ()
    """Sentences of headlines that tell of the event by a noun or verb of its kind."""


@dataclass(frozen=True, slots=True)
class EventLayer:
    """The main event, and every place in the text that mentions it again."""

    event: Event | None
    mentions: tuple[TokenRange, ...] = ()
    other: tuple[TokenRange, ...] = ()
    """Phrases that name other events (before, later, elsewhere)."""
    issues: tuple[Issue, ...] = ()
    background: tuple[TokenRange, ...] = ()
    """Sentences that tell of other occasions; who is named only there was not present."""


# --- documents -------------------------------------------------------------------------------

DocumentKind = Literal[
    "declaration",
    "statement",
    "communique",
    "agreement",
    "memorandum",
    "protocol",
    "treaty",
    "convention",
    "resolution",
    "decision",
    "plan",
    "programme",
    "strategy",
    "charter",
    "contract",
    "other",
]
DocumentStatus = Literal[
    "signed", "adopted", "approved", "ratified", "planned", "discussed", "referenced"
]


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of the topic vocabulary (scheme `unbis`: UNBIS category codes)."""

    scheme: str
    code: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject matter, in the nominative without its frame."""

    text: str
    span: Span
    concept: Concept | None
    rule: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A concrete act a document provides for, as a nominative noun phrase."""

    text: str
    span: Span
    rule: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An instrument made by states or organisations.

    Attributes:
        tokens: The phrase that names it in full.
        spans: Evidence: that phrase, later mentions, and the words that give its status.
        signatories: Keys of persons and codes of countries said to have signed it.
    """

    kind: DocumentKind
    title: str
    status: DocumentStatus
    signatories: tuple[str, ...]
    topics: tuple[Topic, ...]
    measures: tuple[Measure, ...]
    tokens: TokenRange
    spans: tuple[Span, ...]
    doubts: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class DocumentLayer:
    """Documents in order of first mention."""

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...] = ()


# --- statements ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone is given as saying.

    Attributes:
        speaker: Person key, or `None` where an institution speaks.
        source: The institution's words («пресс-служба МИД») where there is no named speaker.
        verb: Lemma of the verb of speech, or `None` («по словам X», a transcript's turn).
        text: The content's words, verbatim; pieces of an interrupted quotation are joined by
            a space.
        spans: The content, one span a piece.
        speaker_span: The words that name the speaker.
    """

    speaker: str | None
    source: str | None
    kind: Literal["direct", "reported"]
    verb: str | None
    text: str
    spans: tuple[Span, ...]
    speaker_span: Span | None
    topics: tuple[Topic, ...]
    doubts: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class StatementLayer:
    """Statements in order of place."""

    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...] = ()


# --- attendance, roles, membership -----------------------------------------------------------

Attendance = Literal["present", "absent_quoted", "mentioned"]
Role = Literal["host", "chair", "speaker", "signatory", "recipient"]
CountryStatus = Literal["member", "observer", "partner", "candidate", "party", "host", "mentioned"]


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether and how a person took part in the main event."""

    person: str
    attendance: Attendance
    roles: tuple[Role, ...]
    doubts: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class AttendanceLayer:
    """One presence a participant, in their order."""

    presences: tuple[Presence, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A country's place in the main event.

    Attributes:
        spans: All words that name the country, in order of place.
    """

    code: str
    status: CountryStatus
    represented: bool
    basis: Basis
    spans: tuple[Span, ...]
    doubts: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class MembershipLayer:
    """Countries of the record in order of first mention."""

    countries: tuple[Membership, ...]
    issues: tuple[Issue, ...] = field(default=())
