"""Reading the YAML lexicons into frozen pydantic models.

A resource is a YAML mapping read into a `Resource` subclass; every entry is an `Entry` with an
id and a source. Problems are `ResourceError`s that name the file, the entry and the remedy.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ResourceError
from pipeline.resources.parsed import keep, recall

_LATIN_IN_CYRILLIC = re.compile(r"[а-яё][a-z]|[a-z][а-яё]", re.IGNORECASE)


class Entry(BaseModel):
    """One entry of a lexicon.

    Attributes:
        id: Unique within its resource.
        source: Where the entry comes from: a public data set, a standard, or "curated: …".
    """

    # An entry is only ever validated inside its resource: a validator of its own is not built.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    id: str = Field(min_length=1)
    source: str = Field(min_length=1)


class Resource(BaseModel):
    """Base of every lexicon file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


AnyResource = TypeVar("AnyResource", bound=Resource)
Derived = TypeVar("Derived")


class ResourceStore:
    """Finds resources, in the package and in a user's own folders.

    Args:
        overlays: Folders whose files of the same names add entries to a resource or, where an
            id is already taken, replace it. Later folders win.
    """

    def __init__(self, overlays: tuple[Path, ...] = ()) -> None:
        self._overlays = overlays
        self.hashes: dict[str, str] = {}
        self._loaded: dict[tuple[str, type[Resource]], Resource] = {}
        self._derived: dict[str, object] = {}

    def overlaid(self, name: str) -> bool:
        """Whether a user's folder adds to the resource `name`."""
        return any((folder / name).is_file() for folder in self._overlays)

    def load(self, name: str, model: type[AnyResource]) -> AnyResource:
        """Read `name` (such as `"offices.yaml"`) into `model`.

        Raises:
            ResourceError: A file is no YAML, has an unknown field, a repeated key or id, text
                that is not in Unicode's NFC or a Latin look-alike inside a Cyrillic word.
        """
        known = self._loaded.get((name, model))
        if isinstance(known, model):
            return known
        base = files("pipeline.resources").joinpath(name)
        raw = base.read_bytes()
        digest = hashlib.sha256(raw)
        data = _parsed(base, raw, name)
        origins: dict[int, str] = {}
        for folder in self._overlays:
            path = folder / name
            if path.is_file():
                extra = path.read_bytes()
                digest.update(extra)
                added = _parse(extra, str(path))
                _overlay(data, added, str(path))
                entries = chain.from_iterable(added.values())
                origins.update((id(entry), str(path)) for entry in entries)
        self.hashes[name] = digest.hexdigest()
        try:
            resource = model.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            message = first["msg"].removeprefix("Value error, ")
            raise ResourceError(f"{_place(data, first['loc'], origins, name)}: {message}") from None
        self._loaded[name, model] = resource
        return resource

    def once(self, name: str, make: Callable[[], Derived]) -> Derived:
        """What `make` builds from resources under `name`, built once and shared by all stages."""
        if name not in self._derived:
            self._derived[name] = make()
        return cast("Derived", self._derived[name])


_FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FASTEST):  # type: ignore[misc]
    """YAML's safe loader, which would keep the last of two equal keys without a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    problem = f"the key {key.value!r} stands twice in one mapping"
                    raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
                seen.add(key.value)
        return mapping


def _parsed(source: Traversable, raw: bytes, name: str) -> dict[str, Any]:
    """The content of a lexicon of the package's, parsed now or earlier."""
    digest = hashlib.sha256(raw).hexdigest()
    data = recall(source, digest)
    if data is None:
        data = _parse(raw, name)
        keep(source, digest, data)
    else:
        _check(data, name)
    return data


def _parse(raw: bytes, name: str) -> dict[str, Any]:
    try:
        data = yaml.load(raw, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f" in line {mark.line + 1}" if mark is not None else ""
        raise ResourceError(f"{name}: no valid YAML{line}: {error.problem}") from None
    except (yaml.YAMLError, ValueError) as error:
        first, *_ = str(error).splitlines()
        raise ResourceError(f"{name}: no valid YAML: {first}") from None
    if not isinstance(data, dict):
        raise ResourceError(f"{name}: a resource is a mapping of sections, each a list of entries")
    _check(data, name)
    return data


def _check(data: dict[str, Any], name: str) -> None:
    _check_strings(data, name)
    _check_ids(data, name)


def _place(
    data: dict[str, Any], path: tuple[int | str, ...], origins: Mapping[int, str], name: str
) -> str:
    """The file, entry and field that a path of pydantic's means."""
    if len(path) > 1 and isinstance(path[1], int):
        entry = data[str(path[0])][path[1]]
        name = origins.get(id(entry), name)
        if isinstance(entry, dict) and entry.get("id"):
            path = (f"{path[0]}[{entry['id']}]", *path[2:])
    return f"{name}: {'.'.join(map(str, path))}"


def _overlay(data: dict[str, Any], extra: dict[str, Any], name: str) -> None:
    for section, entries in extra.items():
        known = data.get(section)
        if not isinstance(known, list) or not isinstance(entries, list):
            raise ResourceError(f"{name}: no list section named {section!r} can be added to")
        places = {entry["id"]: index for index, entry in enumerate(known) if "id" in entry}
        for entry in entries:
            if not isinstance(entry, dict) or "id" not in entry:
                raise ResourceError(f"{name}: every entry of {section!r} needs an id")
            if entry["id"] in places:
                known[places[entry["id"]]] = entry
            else:
                known.append(entry)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "source":
                yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _check_strings(data: dict[str, Any], name: str) -> None:
    for text in _strings(data):
        if not unicodedata.is_normalized("NFC", text):
            raise ResourceError(f"{name}: {text!r} is not in Unicode's NFC")
        if _LATIN_IN_CYRILLIC.search(text):
            raise ResourceError(f"{name}: {text!r} mixes Latin and Cyrillic letters in one word")


def _check_ids(data: dict[str, Any], name: str) -> None:
    for section, entries in data.items():
        if not isinstance(entries, list):
            continue
        seen: set[str] = set()
        for entry in entries:
            identifier = entry.get("id") if isinstance(entry, dict) else None
            if identifier is None:
                continue
            if identifier in seen:
                raise ResourceError(f"{name}: the id {identifier!r} stands twice in {section!r}")
            seen.add(identifier)
