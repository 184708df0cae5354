"""The log of decisions: SQLite, append-only, safe against a kill at any moment.

Documents and extractions are written once; events are only added. Triggers refuse every UPDATE
and DELETE, whoever asks. WAL with `synchronous=FULL`: what was acknowledged is on the disk.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pipeline.errors import OutputError, UsageError
from pipeline.records import text_hash
from pipeline.review.events import Event

FILE: Final = "reviews.sqlite"
"""Name of the log inside a folder of reviews."""

_FORMAT: Final = 1
_TABLES: Final = ("document", "extraction", "review_event", "gold_export")
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS document (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, sha256 TEXT NOT NULL, text BLOB NOT NULL,
  UNIQUE (id, sha256));
CREATE TABLE IF NOT EXISTS extraction (
  number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, run TEXT NOT NULL,
  record_sha256 TEXT NOT NULL, versions TEXT NOT NULL, record BLOB NOT NULL,
  UNIQUE (document, run, record_sha256));
CREATE TABLE IF NOT EXISTS review_event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document,
  extraction INTEGER NOT NULL REFERENCES extraction, reviewer TEXT NOT NULL, mode TEXT NOT NULL,
  session TEXT NOT NULL, time TEXT NOT NULL, client_id TEXT NOT NULL UNIQUE, op TEXT NOT NULL,
  item TEXT, field TEXT, before TEXT, after TEXT, base_seq INTEGER NOT NULL,
  undoes INTEGER REFERENCES review_event);
CREATE TABLE IF NOT EXISTS gold_export (
  document INTEGER NOT NULL REFERENCES document, seq INTEGER NOT NULL, kind TEXT NOT NULL,
  UNIQUE (document, seq, kind));
CREATE INDEX IF NOT EXISTS review_event_document ON review_event (document, seq);
"""
_COLUMNS: Final = (
    "document, extraction, reviewer, mode, session, time, client_id, op, item, field, "
    "before, after, base_seq, undoes"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A release's text; another text of the same id is another document."""

    number: int
    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """A record that a run made of a document."""

    number: int
    document: int
    run: str


class Store:
    """The log in one file. Threads may share it; several processes may open the same file.

    Args:
        path: The file; its folder is made.
        create: Whether to make it if there is none.

    Raises:
        UsageError: There is no log, or the file is none.
        OutputError: It cannot be made or written.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        if not create and not path.is_file():
            raise UsageError(f"{path}: holds no reviews of kommunike")
        self.path = path
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=30
            )
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute("PRAGMA foreign_keys=ON")
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version not in {0, _FORMAT}:
                raise UsageError(f"{path}: was written by another version of kommunike")
            self._db.executescript(_SCHEMA + _triggers() + f"PRAGMA user_version={_FORMAT};")
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{path}: is no log of reviews, or cannot be written: {error}") from (
                None
            )
        except OSError as error:
            raise OutputError(f"{path}: cannot be made: {error.strerror or error}") from None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that no other process can write beside; whole or not at all."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def add_document(self, identifier: str, text: str) -> Document:
        """The document of that id and text, a new one where there is none."""
        sha256 = text_hash(text)
        found = self._rows(
            "SELECT number FROM document WHERE id = ? AND sha256 = ?", identifier, sha256
        )
        if not found:
            raw = text.encode("utf-8", "surrogatepass")
            found = self._rows(
                "INSERT INTO document (id, sha256, text) VALUES (?, ?, ?) RETURNING number",
                identifier,
                sha256,
                raw,
            )
        return Document(found[0][0], identifier, sha256)

    def add_extraction(
        self, document: int, run: str, versions: dict[str, str], record: bytes
    ) -> Extraction:
        """The extraction of that run and record, a new one where there is none."""
        digest = hashlib.sha256(record).hexdigest()
        found = self._rows(
            "SELECT number FROM extraction WHERE document = ? AND run = ? AND record_sha256 = ?",
            document,
            run,
            digest,
        )
        if not found:
            found = self._rows(
                "INSERT INTO extraction (document, run, record_sha256, versions, record)"
                " VALUES (?, ?, ?, ?, ?) RETURNING number",
                document,
                run,
                digest,
                json.dumps(versions, sort_keys=True),
                record,
            )
        return Extraction(found[0][0], document, run)

    def documents(self) -> list[Document]:
        """Every document, by id and then age."""
        rows = self._rows("SELECT number, id, sha256 FROM document ORDER BY id, number")
        return [Document(*row) for row in rows]

    def text(self, document: int) -> str:
        """A document's text.

        Raises:
            OutputError: The text is not the one its hash was made of.
        """
        ((raw, sha256),) = self._rows(
            "SELECT text, sha256 FROM document WHERE number = ?", document
        )
        text = bytes(raw).decode("utf-8", "surrogatepass")
        if text_hash(text) != sha256:
            raise OutputError(f"{self.path}: the text of document {document} is damaged")
        return text

    def extractions(self, document: int) -> list[Extraction]:
        """A document's extractions, oldest first."""
        rows = self._rows(
            "SELECT number, document, run FROM extraction WHERE document = ? ORDER BY number",
            document,
        )
        return [Extraction(*row) for row in rows]

    def record(self, extraction: int) -> dict[str, Any]:
        """An extraction's record as decoded JSON."""
        ((raw,),) = self._rows("SELECT record FROM extraction WHERE number = ?", extraction)
        data: dict[str, Any] = json.loads(bytes(raw))
        return data

    def append(self, event: Event) -> Event:
        """Write an event; its `seq` is given by the log. To be called inside `writing`."""
        stored = replace(event, before=_dump(event.before), after=_dump(event.after))
        values = _fields(stored)
        ((seq,),) = self._rows(
            f"INSERT INTO review_event ({_COLUMNS}) VALUES ({', '.join('?' * len(values))})"
            " RETURNING seq",
            *values,
        )
        return Event(seq, *_fields(event))

    def events(self, document: int, after: int = 0) -> list[Event]:
        """A document's events in order, those after `after` only."""
        rows = self._rows(
            f"SELECT seq, {_COLUMNS} FROM review_event WHERE document = ? AND seq > ? ORDER BY seq",
            document,
            after,
        )
        return [_event(row) for row in rows]

    def last_events(self) -> dict[int, int]:
        """The last event of every document that has any."""
        rows = self._rows("SELECT document, max(seq) FROM review_event GROUP BY document")
        return dict(rows)

    def worked_alone(self) -> dict[int, int]:
        """How many worked on their own, by document; those where nobody did are left out."""
        rows = self._rows(
            "SELECT document, count(DISTINCT reviewer) FROM review_event"
            " WHERE mode IN ('independent', 'blind') GROUP BY document"
        )
        return dict(rows)

    def add_export(self, document: int, seq: int, kind: str) -> None:
        """Note that the document went into gold as it stood after the event `seq`."""
        self._rows("INSERT OR IGNORE INTO gold_export VALUES (?, ?, ?)", document, seq, kind)

    def exports(self) -> set[tuple[int, int]]:
        """Documents that went into gold, with the last event of what went."""
        return {(row[0], row[1]) for row in self._rows("SELECT document, seq FROM gold_export")}

    def find_event(self, client_id: str) -> Event | None:
        """The event that was written for a client's id."""
        rows = self._rows(f"SELECT seq, {_COLUMNS} FROM review_event WHERE client_id=?", client_id)
        return _event(rows[0]) if rows else None

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()


def reviews_file(path: Path) -> Path:
    """The log that a path means: a file, or the one in a folder of reviews."""
    return path / FILE if path.is_dir() or not path.suffix else path


def _triggers() -> str:
    return "".join(
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;\n"
        for table in _TABLES
        for verb in ("UPDATE", "DELETE")
    )


def _dump(value: Any) -> str | None:
    # ASCII only: a lone surrogate of a damaged text survives the log.
    return None if value is None else json.dumps(value, sort_keys=True)


def _fields(event: Event) -> tuple[Any, ...]:
    return tuple(getattr(event, name) for name in _COLUMNS.split(", "))


def _event(row: Any) -> Event:
    values = list(row)
    for index in (11, 12):
        values[index] = None if values[index] is None else json.loads(values[index])
    return Event(*values)
