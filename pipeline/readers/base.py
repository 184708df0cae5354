"""What every reader takes and gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline.errors import InputError, TooLargeError
from pipeline.readers.archives import Archives

MAX_FILE = 64 * 2**20
"""Bytes of the largest file that is one release: a PDF full of pictures, not a film."""

MAX_TEXT = 5_000_000
"""Characters of the longest release. A press release has some thousand; far more than this is a
dump under a wrong name, and would take minutes."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What the user says about the files.

    Attributes:
        columns: For tables, the column of `text`, `id`, `published`, `headline`, `url`, `issuer`;
            by default the column of that name.
        format: Read files named themselves and standard input as this format, whatever they are
            called.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: Where it lies.
        name: Its path relative to the folder that was given, with `/`; for a file that was
            given itself, its name; for a member of an archive, the archive's name before it.
        given: The folder or file as the user gave it, to tell apart equal names of two folders.
        member: The name inside the archive at `path`.
        problem: Why it cannot be read, if that is known already.
        content: Its bytes, where they came from no file (standard input).
        format: The format to read it as; by its name if `None`.
        archives: Opens archives.
    """

    path: Path
    name: str
    given: Path
    member: str | None = None
    problem: InputError | None = field(default=None, compare=False)
    content: bytes | None = field(default=None, compare=False, repr=False)
    format: str | None = None
    archives: Archives | None = field(default=None, compare=False, repr=False)

    def open(self) -> BinaryIO:
        """Open it for reading.

        Raises:
            InputError: The file cannot be read.
        """
        if self.problem is not None:
            raise self.problem
        if self.content is not None:
            from io import BytesIO

            return BytesIO(self.content)
        if self.member is not None and self.archives is not None:
            return self.archives.open(self.path, self.member)
        try:
            return self.path.open("rb")
        except OSError as error:
            raise unreadable(error) from None

    def read_bytes(self, limit: int = MAX_FILE) -> bytes:
        """The file's content.

        Raises:
            InputError: The file cannot be read.
            TooLargeError: It has more than `limit` bytes.
        """
        with self.open() as file:
            try:
                data = file.read(limit + 1)
            except OSError as error:
                raise unreadable(error) from None
        if len(data) > limit:
            raise TooLargeError(f"is larger than {limit // 2**20} MB; no press release is")
        return data


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said about a release beside its text.

    Attributes:
        published: Date of publication.
        headline: Its headline.
        url: Where it was published.
        issuer: Who released it.
    """

    published: date | None = None
    headline: str | None = None
    url: str | None = None
    issuer: str | None = None

    def or_else(self, other: Facts) -> Facts:
        """These facts, completed by `other`'s where nothing is said here."""
        return Facts(
            published=self.published or other.published,
            headline=self.headline or other.headline,
            url=self.url or other.url,
            issuer=self.issuer or other.issuer,
        )


@dataclass(frozen=True, slots=True)
class RawRelease:
    """A release as its format gives it, before ids, metadata and sections.

    Attributes:
        key: The id that stands in the file itself, or `None` if the file's name is the id.
        source: Name of the file, with the line for a format of many releases a file.
        text: The text as decoded, without a byte order mark.
        encoding: Name of the encoding it was decoded from.
        facts: What the file says beside the text.
    """

    key: str | None
    source: str
    text: str
    encoding: str = "utf-8"
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A release that was found and has its id, before its format is read.

    Decoding, extracting text from HTML or PDF and finding sections are the costly part of
    reading, and the part that hostile files attack; they are done where the release is extracted
    (`pipeline.readers.parse`), a worker's process if there are any.

    Attributes:
        id: Its identifier.
        source: Name of the file, with the line for a format of many releases a file.
        content: The file's bytes; for a format of many releases a file, the release's text.
        format: Name of the document reader for bytes; of the encoding the text had for text.
        facts: What is said beside the text; for a text all of it, for bytes what the metadata
            says, to complete what the file itself says.
    """

    id: str
    source: str
    content: bytes | str
    format: str
    facts: Facts = Facts()

    @property
    def content_key(self) -> bytes:
        """16 bytes that are equal for equal contents."""
        digest = hashlib.sha256(self.format.encode() + b"\0")
        digest.update(
            self.content
            if isinstance(self.content, bytes)
            else self.content.encode("utf-8", "surrogatepass")
        )
        return digest.digest()[:16]

    @property
    def digest(self) -> bytes:
        """16 bytes that change with whatever the record could depend on."""
        facts = self.facts
        about = [self.id, self.source, facts.headline, facts.url, facts.issuer]
        about.append(facts.published.isoformat() if facts.published else None)
        head = json.dumps(about, ensure_ascii=True).encode()
        return hashlib.sha256(head + self.content_key).digest()[:16]


@dataclass(frozen=True, slots=True)
class InputFailure:
    """A release that could not be read; the others go on.

    Attributes:
        id: The id it would have had, if that is known.
        source: Name of the file, with the line.
        error: What is wrong.
    """

    id: str | None
    source: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file that is one release.

    Attributes:
        text: Its text; offsets count its code points.
        encoding: Name of the encoding its bytes were decoded from; `"utf-8"` where the format
            says it all.
        facts: What the file says beside the text.
    """

    text: str
    encoding: str = "utf-8"
    facts: Facts = Facts()


class DocumentReader(Protocol):
    """A format of one release a file. Readers are stateless: the registry holds one of each."""

    @property
    def name(self) -> str:
        """The format's name."""

    @property
    def suffixes(self) -> frozenset[str]:
        """File name endings it answers for, in lower case, with the dot."""

    @property
    def requires(self) -> tuple[str, ...]:
        """Top-level packages it needs, of the extra `documents`."""

    def parse(self, raw: bytes) -> Document:
        """Extract the text.

        Raises:
            InputError: There is no text to be had; the message follows the file's name.
        """


class ListReader(Protocol):
    """A format of many releases a file."""

    @property
    def name(self) -> str:
        """The format's name."""

    @property
    def suffixes(self) -> frozenset[str]:
        """File name endings it answers for, in lower case, with the dot."""

    @property
    def requires(self) -> tuple[str, ...]:
        """Top-level packages it needs, of the extra `documents`."""

    def read(self, source: Source, options: ReaderOptions) -> Iterator[RawRelease | InputFailure]:
        """Read the releases of one file, in order.

        Raises:
            InputError: The file as a whole cannot be read.
        """


Reader = DocumentReader | ListReader


def unreadable(error: OSError) -> InputError:
    """The error for a file that the system does not give."""
    return InputError(f"cannot be read: {error.strerror or error}")
