"""What `--metadata FILE.jsonl` says about releases."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import MetadataError
from pipeline.readers.base import Facts

KEYS = ("file", "id", "published", "headline", "url", "issuer")


@dataclass(frozen=True, slots=True)
class MetadataEntry:
    """One line: which release, and what is said of it.

    Attributes:
        file: Name or relative path of the file it is about.
        id: With `file`, the id to give the release; alone, the id it has.
        place: File and line, for messages.
    """

    file: str | None
    id: str | None
    facts: Facts
    place: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """All entries, found by file and by id."""

    by_file: Mapping[str, MetadataEntry] = field(default_factory=dict)
    by_id: Mapping[str, MetadataEntry] = field(default_factory=dict)

    def for_file(self, name: str) -> MetadataEntry | None:
        """The entry for a file by its relative path, else by its bare name."""
        name = unicodedata.normalize("NFC", name)  # as some file systems do not write it
        return self.by_file.get(name) or self.by_file.get(name.rpartition("/")[2])

    def __iter__(self) -> Iterator[MetadataEntry]:
        yield from self.by_file.values()
        yield from self.by_id.values()


def read_metadata(path: Path) -> Metadata:
    """Read a metadata file: one JSON object a line, blank lines ignored.

    Keys: `file` (name or relative path) or `id`; `published` (YYYY-MM-DD), `headline`, `url`,
    `issuer`. A null is the same as no key. With both `file` and `id` the release gets the id.

    Raises:
        MetadataError: The file cannot be read, or a line is no object, has an unknown key, a
            value of the wrong kind, neither file nor id, or a file or id that an earlier line
            has. The message names the line.
    """
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MetadataError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise MetadataError(f"{path}: not UTF-8 at byte {error.start}") from None
    by_file: dict[str, MetadataEntry] = {}
    by_id: dict[str, MetadataEntry] = {}
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        entry = _entry(line, f"{path.name}:{number}")
        key = entry.file if entry.file is not None else entry.id
        known = by_file if entry.file is not None else by_id
        assert key is not None
        if key in known:
            raise MetadataError(f"{entry.place}: {key!r} has an entry already: {known[key].place}")
        known[key] = entry
    return Metadata(by_file, by_id)


def _entry(line: str, place: str) -> MetadataEntry:
    data = parse_object(line, place)
    unknown = [key for key in data if key not in KEYS]
    if unknown:
        raise MetadataError(f"{place}: unknown key {unknown[0]!r}; known are {', '.join(KEYS)}")
    file, identifier = get_string(data, "file", place), get_string(data, "id", place)
    if file is None and identifier is None:
        raise MetadataError(f"{place}: needs a 'file' or an 'id' to say which release it is about")
    if file is not None:
        file = unicodedata.normalize("NFC", file.replace("\\", "/").removeprefix("./"))
    return MetadataEntry(file, identifier, get_facts(data, place), place)


def parse_object(line: str, place: str) -> dict[str, Any]:
    """Parse a line of JSON that must be an object.

    Raises:
        MetadataError: It is not; the message begins with `place`.
    """
    try:
        data = json.loads(line)
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise MetadataError(f"{place}: no valid JSON: {reason}") from None
    except RecursionError:
        raise MetadataError(f"{place}: no valid JSON: nested too deeply") from None
    if not isinstance(data, dict):
        raise MetadataError(f"{place}: a JSON object is needed, not {type(data).__name__}")
    return data


def get_string(data: Mapping[str, Any], key: str, place: str) -> str | None:
    """A string value; `None` for a null, a missing key or a blank.

    Raises:
        MetadataError: The value is no string (an id may be a whole number).
    """
    value = data.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise MetadataError(f"{place}: {key!r} must be a string, not {json.dumps(value)[:40]}")
    return value if value and value.strip() else None


def get_facts(data: Mapping[str, Any], place: str) -> Facts:
    """The facts of a metadata or release line.

    Raises:
        MetadataError: A value is of the wrong kind, or `published` is no date.
    """
    published = get_string(data, "published", place)
    return Facts(
        published=None if published is None else _day(published, place),
        headline=get_string(data, "headline", place),
        url=get_string(data, "url", place),
        issuer=get_string(data, "issuer", place),
    )


def _day(value: str, place: str) -> date:
    try:
        # A time of day is let pass and dropped: feeds write 2025-12-05T10:00:00+04:00.
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        raise MetadataError(
            f"{place}: 'published' must be a date as 2025-12-05, not {value!r}"
        ) from None
