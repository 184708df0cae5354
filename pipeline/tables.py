"""Records as flat tables: one definition for spreadsheets, CSV and column stores.

A table names its columns, their types and meanings, and makes its rows of one record at a time;
whoever writes a format needs nothing else. Every row begins with the release it comes from, and
every row that has evidence ends with it: the words, and `spans`, each piece as `start:end` in code
points of the release's text, half-open. `KEY` and a row's `number` or id find the item again in
the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from pipeline import table_rows
from pipeline.records import Record
from pipeline.table_rows import Row

ColumnType = Literal["string", "integer", "boolean", "date", "strings"]
"""What a column holds; every type may be null but `strings`, a list that may be empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name, the same in every format.
        type: What it holds.
        meaning: What it says, in a line.
    """

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: Its name, the same in every format: a sheet's, a file's stem.
        meaning: What a row is.
        columns: Its columns in order.
        build: What stands in a record's rows after the columns of `KEY`.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    build: Callable[[Record], Iterator[Row]]

    def rows(self, record: Record) -> Iterator[Row]:
        """The table's rows of one record, in the record's order."""
        head: Row = (record.release.id, record.release.published)
        for row in self.build(record):
            yield head + row


KEY: Final = (
    Column("release", "string", "Id of the release."),
    Column("published", "date", "Date of the release."),
)
"""The columns every table begins with."""

_EVIDENCE: Final = (
    Column("doubts", "strings", "Reasons to check the row first."),
    Column("quote", "string", "The words it comes from; pieces are joined by «…»."),
    Column("spans", "strings", "Where they stand: start:end in code points of the text."),
)


def _table(
    name: str,
    meaning: str,
    build: Callable[[Record], Iterator[Row]],
    *columns: tuple[str, ColumnType, str],
    evidence: tuple[Column, ...] = _EVIDENCE,
) -> Table:
    own = tuple(Column(*column) for column in columns)
    return Table(name, meaning, (*KEY, *own, *evidence), build)


TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        table.name: table
        for table in (
            _table(
                "participants",
                "A person named in a release.",
                table_rows.participants,
                ("participant", "string", "Id of the person within the release."),
                ("name", "string", "Full name in the nominative, as the release writes it."),
                ("given", "string", "Given name."),
                ("patronymic", "string", "Patronymic."),
                ("family", "string", "Family name."),
                ("position", "string", "Title of the first office; all are in `positions`."),
                ("rank", "string", "Rank of the first office."),
                ("country", "string", "Code of the country the person stands for."),
                ("attendance", "string", "present, absent_quoted or mentioned."),
                ("roles", "strings", "host, chair, speaker, signatory, recipient."),
            ),
            _table(
                "positions",
                "An office that a release gives a person.",
                table_rows.positions,
                ("participant", "string", "Id of the person within the release."),
                ("name", "string", "The person's full name."),
                ("number", "integer", "Which of the person's offices, from 1."),
                ("title", "string", "The office in the nominative, without its country."),
                ("text", "string", "The longest phrase that names it, verbatim."),
                ("rank", "string", "Rank in the country's own system."),
                ("organization", "string", "Id of the institution in `organizations`."),
                ("organization_name", "string", "Name of the institution."),
                ("country", "string", "Code of the country the office belongs to."),
                ("country_basis", "string", "stated or inferred."),
            ),
            _table(
                "countries",
                "A country that a release names.",
                table_rows.countries,
                ("code", "string", "ISO 3166-1 alpha-2, or OpenSanctions' territory code."),
                ("name", "string", "Name in Russian."),
                ("status", "string", "Its place in the event's organisation."),
                ("represented", "boolean", "Whether someone acts for it at the event."),
                ("basis", "string", "stated or inferred."),
            ),
            _table(
                "events",
                "The main event of a release.",
                table_rows.events,
                ("kind", "string", "meeting, session, summit, visit …"),
                ("name", "string", "The text's own noun phrase in the nominative."),
                ("theme", "string", "The theme it was held under."),
                ("start", "date", "First day."),
                ("end", "date", "Last day; null for one day."),
                ("date_basis", "string", "stated or inferred."),
                ("place", "string", "Place in the nominative."),
                ("place_country", "string", "Code of the place's country."),
                ("organization", "string", "Id of the organisation in whose frame it is held."),
                ("organization_name", "string", "Name of that organisation."),
            ),
            _table(
                "documents",
                "An instrument that a release names.",
                table_rows.documents,
                ("document", "string", "Id of the document within the release."),
                ("kind", "string", "declaration, agreement, memorandum …"),
                ("title", "string", "Title in the nominative."),
                ("status", "string", "What happened to it at the event."),
                ("signatories", "strings", "Participant ids or country codes."),
                ("signatory_names", "strings", "The same as names."),
            ),
            _table(
                "topics",
                "A subject matter of a document or statement.",
                table_rows.topics,
                ("of", "string", "document or statement."),
                ("item", "string", "Id of the document, or number of the statement."),
                ("document_title", "string", "Title of the document."),
                ("number", "integer", "Which of its topics, from 1."),
                ("topic", "string", "The subject in the nominative, without its frame."),
                ("scheme", "string", "Vocabulary of the concept."),
                ("concept", "string", "Code of the nearest concept."),
            ),
            _table(
                "measures",
                "A concrete act that a document provides for.",
                table_rows.measures,
                ("document", "string", "Id of the document within the release."),
                ("document_title", "string", "Title of the document."),
                ("number", "integer", "Which of its measures, from 1."),
                ("measure", "string", "The act as a noun phrase in the nominative."),
            ),
            _table(
                "statements",
                "What a person or an institution is given as saying.",
                table_rows.statements,
                ("number", "integer", "Which of the release's statements, from 1."),
                ("speaker", "string", "Id of the person within the release."),
                ("speaker_name", "string", "The person's full name."),
                ("source", "string", "The institution, where no person speaks."),
                ("kind", "string", "direct or reported."),
                ("verb", "string", "The verb of speech."),
                ("text", "string", "What is said, verbatim."),
            ),
            _table(
                "organizations",
                "A named body that plays a part in a release.",
                table_rows.organizations,
                ("organization", "string", "Id of the body within the release."),
                ("name", "string", "Full name in the nominative."),
                ("abbreviation", "string", "Its abbreviation."),
                ("kind", "string", "intergovernmental, government, parliament, company, other."),
                ("country", "string", "Code of the state it belongs to."),
                ("wikidata", "string", "Its Wikidata item."),
            ),
            _table(
                "issues",
                "What the program saw and could not resolve.",
                table_rows.issues,
                ("number", "integer", "Which of the release's issues, from 1."),
                ("stage", "string", "The step that noticed it."),
                ("code", "string", "Its kind."),
                ("message", "string", "One sentence for a reviewer."),
                evidence=_EVIDENCE[1:],
            ),
            _table(
                "releases",
                "A release.",
                table_rows.releases,
                ("headline", "string", "Its headline."),
                ("issuer", "string", "Who released it, if said."),
                ("source", "string", "File it was read from."),
                ("sha256", "string", "Digest of the text in UTF-8."),
                ("participants", "integer", "Number of persons named."),
                ("countries", "integer", "Number of countries named."),
                ("documents", "integer", "Number of documents named."),
                ("statements", "integer", "Number of statements."),
                ("issues", "integer", "Number of open issues."),
                evidence=(),
            ),
        )
    }
)
"""All tables by name, what analysts open first coming first."""
