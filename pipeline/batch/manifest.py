"""`run.json`: what made a run, and what it found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.batch.files import write_atomically
from pipeline.errors import OutputError, UsageError
from pipeline.settings import Settings

MANIFEST = "run.json"
Format = Literal["json", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

_DISTRIBUTIONS = (
    "kommunike",
    "natasha",
    "numpy",
    "pydantic",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "razdel",
    "spacy",
)
_READERS = ("trafilatura", "pypdf", "python-docx", "feedparser", "lxml")
_ASIDE = frozenset({"batch", "cli", "commands", "evaluation", "exports", "gold", "review"})
"""Parts of the program that no record depends on."""


class Manifest(BaseModel):
    """What `run.json` says.

    Attributes:
        format: Marks the folder as a run of this program.
        state: `running` until the last release is done.
        output: How the records are kept.
        inputs: Files and folders as they were given.
        metadata: The metadata file as it was given.
        settings: The extractor's settings.
        versions: Versions of the program and of what its results depend on.
        program: Digest of the program's own code, as far as records depend on it.
        lexicons: Digests of the lexicon files, the user's own included.
        models: Hashes of the model packs.
        resources: Hashes of the lexicons, as the records name them.
        releases: Numbers `extracted`, `failed` and `duplicates`, and those `gone` from the
            inputs whose records are kept.
        found: Numbers of participants, countries and so on over all records.
        issues: Number of issues by code.
        failures: Number of failed releases by reason.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["kommunike-run/1"] = "kommunike-run/1"
    state: Literal["running", "complete"] = "running"
    output: Format = "json"
    inputs: tuple[str, ...]
    metadata: str | None
    settings: dict[str, Any]
    versions: dict[str, str]
    program: str = ""
    lexicons: dict[str, str] = {}
    models: dict[str, str] = {}
    resources: dict[str, str] = {}
    releases: dict[str, int] = {}
    found: dict[str, int] = {}
    issues: dict[str, int] = {}
    failures: dict[str, int] = {}

    def differences(self, other: Manifest) -> list[str]:
        """What makes records of this run and of `other` incomparable, in words."""
        found = []
        if self.output != other.output:
            found.append(f"--format {other.output}, now {self.output}")
        for title, now, then in (
            ("setting", self.settings, other.settings),
            ("version of", self.versions, other.versions),
            ("lexicon", self.lexicons, other.lexicons),
        ):
            for name in sorted(now.keys() | then.keys()):
                if now.get(name) != then.get(name):
                    if title == "lexicon":
                        found.append(f"lexicon {name}")
                    else:
                        found.append(f"{title} {name} {then.get(name)}, now {now.get(name)}")
        if self.program != other.program:
            found.append("the program's code")
        return found


def make_manifest(
    settings: Settings, inputs: Sequence[Path], metadata: Path | None, output: Format = "json"
) -> Manifest:
    """The manifest of a run that begins."""
    return Manifest(
        output=output,
        inputs=tuple(path.as_posix() for path in inputs),
        metadata=metadata.as_posix() if metadata is not None else None,
        # How many at once and how much is remembered changes no record.
        settings=settings.model_dump(mode="json", exclude={"batch_size", "cache_size"}),
        versions=versions(),
        program=program_digest(),
        lexicons=lexicon_digests(settings),
    )


def is_run(folder: Path) -> bool:
    """Whether the folder holds a run of this program."""
    try:
        read_manifest(folder)
    except UsageError:
        return False
    return True


def read_manifest(folder: Path) -> Manifest:
    """Read a run's manifest.

    Raises:
        UsageError: The folder holds no run.
    """
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError):
        raise UsageError(f"{folder}: holds no run of kommunike") from None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a run's manifest.

    Raises:
        OutputError: The folder cannot be written.
    """
    data = (manifest.model_dump_json(indent=1) + "\n").encode()
    try:
        write_atomically(folder / MANIFEST, data)
    except OSError as error:
        raise unwritable(folder, error) from None


def unwritable(folder: Path, error: OSError) -> OutputError:
    """The error for a folder that does not take what is written."""
    return OutputError(
        f"{folder}: cannot be written: {error.strerror or error}; what is done is kept, the same "
        "command goes on from there"
    )


def versions(distributions: Sequence[str] = (*_DISTRIBUTIONS, *_READERS)) -> dict[str, str]:
    """Installed versions, by distribution; those that are not installed are left out."""
    found: dict[str, str] = {}
    for name in distributions:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def program_digest() -> str:
    """Digest of the modules that records depend on.

    A version number does not tell a checkout's state.
    """
    root = Path(str(files("pipeline")))
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root)
        if name.parts[0] not in _ASIDE and name.stem not in _ASIDE:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def lexicon_digests(settings: Settings) -> dict[str, str]:
    """Digests of the program's lexicons and, after them, of the user's, by file name."""
    found: dict[str, str] = {}
    for path in sorted(Path(str(files("pipeline.resources"))).iterdir()):
        if path.suffix in {".yaml", ".tsv", ".txt"}:
            found[path.name] = _digest(path)
    for number, folder in enumerate(settings.lexicons, 1):
        for path in sorted(folder.glob("*.yaml")):
            found[f"{path.name} of --lexicon {number}"] = _digest(path)
    return found


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        return "unreadable"
