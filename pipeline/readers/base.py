"""What every reader takes and gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from pipeline.errors import InputError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: Where it lies.
        name: Its path relative to the folder that was given, with `/`; for a file that was
            given itself, its name.
        given: The folder or file as the user gave it, to tell apart equal names of two folders.
    """

    path: Path
    name: str
    given: Path

    def read_bytes(self) -> bytes:
        """The file's content.

        Raises:
            InputError: The file cannot be read.
        """
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise unreadable(error) from None


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
    encoding: str
    facts: Facts = Facts()


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


class Reader(Protocol):
    """One format. Readers are stateless: the registry holds one of each."""

    @property
    def suffixes(self) -> frozenset[str]:
        """File name endings it answers for, in lower case, with the dot."""

    def read(self, source: Source) -> Iterator[RawRelease | InputFailure]:
        """Read the releases of one file, in order.

        Raises:
            InputError: The file as a whole cannot be read.
        """


def unreadable(error: OSError) -> InputError:
    """The error for a file that the system does not give."""
    return InputError(f"cannot be read: {error.strerror or error}")
