"""A run's folder: records, texts, traces, errors and what made them.

    records/<id>.json   one record a release
    texts/<id>.txt      its text as decoded, in UTF-8, newlines untouched: offsets count in it
    trace/<id>.json     the rules behind its values
    errors.jsonl        the releases that failed, and why
    run.json            settings, versions, hashes, counts

No file holds a clock time or the number of workers: the same run gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.batch.files import write_atomically
from pipeline.batch.outcomes import Extracted, Outcome
from pipeline.errors import OutputError, UsageError

MANIFEST = "run.json"
ERRORS = "errors.jsonl"
_FOLDERS = ("records", "texts", "trace")
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


class Manifest(BaseModel):
    """What `run.json` says.

    Attributes:
        format: Marks the folder as a run of this program.
        state: `running` until the last release is done.
        inputs: Files and folders as they were given.
        metadata: The metadata file as it was given.
        settings: The extractor's settings.
        versions: Versions of the program and of what its results depend on.
        models: Hashes of the model packs.
        resources: Hashes of the lexicons.
        releases: Numbers `extracted` and `failed`.
        found: Numbers of participants, countries and so on over all records.
        issues: Number of issues by code.
        failures: Number of failed releases by reason.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["kommunike-run/1"] = "kommunike-run/1"
    state: Literal["running", "complete"] = "running"
    inputs: tuple[str, ...]
    metadata: str | None
    settings: dict[str, Any]
    versions: dict[str, str]
    models: dict[str, str] = {}
    resources: dict[str, str] = {}
    releases: dict[str, int] = {}
    found: dict[str, int] = {}
    issues: dict[str, int] = {}
    failures: dict[str, int] = {}


class Run:
    """A run that is being written; a context manager that closes its files.

    Args:
        folder: Where to write. It must be new, empty, or with `force` an older run.
        manifest: What is known before the first release.
        force: Whether to remove an older run from the folder first.

    Raises:
        UsageError: The folder holds something else, or a run and `force` is not given.
    """

    def __init__(self, folder: Path, manifest: Manifest, *, force: bool = False) -> None:
        prepare(folder, force=force)
        self.folder = folder
        self.manifest = manifest
        self._releases = Counter(extracted=0, failed=0)
        self._found: Counter[str] = Counter()
        self._issues: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        try:
            for name in _FOLDERS:
                (folder / name).mkdir()
            self._write(MANIFEST, _dump(manifest))
            self._errors: BinaryIO = (folder / ERRORS).open("wb")
        except OSError as error:
            raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from None

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._errors.close()

    def add(self, outcome: Outcome) -> None:
        """Write what became of one release.

        Raises:
            OutputError: The folder cannot be written.
        """
        try:
            if isinstance(outcome, Extracted):
                self._add_record(outcome)
            else:
                line = {
                    "id": outcome.id,
                    "source": outcome.source,
                    "code": outcome.code,
                    "message": outcome.message,
                }
                self._errors.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
                self._errors.flush()
                self._releases["failed"] += 1
                self._failures[outcome.code] += 1
        except OSError as error:
            raise OutputError(
                f"{self.folder}: cannot be written: {error.strerror or error}"
            ) from None

    def finish(self) -> Manifest:
        """Write the manifest of the complete run and return it.

        Raises:
            OutputError: The folder cannot be written.
        """
        self.manifest = self.manifest.model_copy(
            update={
                "state": "complete",
                "releases": dict(self._releases),
                "found": dict(self._found),
                "issues": dict(sorted(self._issues.items())),
                "failures": dict(sorted(self._failures.items())),
            }
        )
        try:
            self._write(MANIFEST, _dump(self.manifest))
        except OSError as error:
            raise OutputError(
                f"{self.folder}: cannot be written: {error.strerror or error}"
            ) from None
        return self.manifest

    def _add_record(self, done: Extracted) -> None:
        # The record comes last: where there is a record, its text and trace are there too.
        self._write(f"texts/{done.id}.txt", done.text)
        self._write(f"trace/{done.id}.json", done.trace)
        self._write(f"records/{done.id}.json", done.record)
        self._releases["extracted"] += 1
        self._found.update(done.found)
        self._issues.update(done.issues)
        if not self.manifest.models:
            self.manifest = self.manifest.model_copy(
                update={"models": done.models, "resources": done.resources}
            )

    def _write(self, name: str, data: bytes) -> None:
        write_atomically(self.folder / name, data)


def prepare(folder: Path, *, force: bool) -> None:
    """Make the folder ready for a new run.

    Raises:
        UsageError: It is no folder, holds things that are no run, or a run and not `force`.
        OutputError: The system does not let it be made or emptied.
    """
    check_folder(folder, force=force)
    try:
        if folder.is_dir():
            for name in (*_FOLDERS, ERRORS, MANIFEST):
                path = folder / name
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror or error}") from None


def check_folder(folder: Path, *, force: bool) -> None:
    """Refuse a folder that a run must not be written to; nothing is touched.

    Raises:
        UsageError: It is no folder, holds things that are no run, or a run and not `force`.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder")
    if is_run(folder):
        if not force:
            raise UsageError(
                f"{folder}: has a run already; choose another folder, or --force to replace it"
            )
    elif any(not path.name.startswith(".") for path in folder.iterdir()):
        # --force must never delete what this program did not write.
        raise UsageError(f"{folder}: is not empty and holds no run; choose a new folder")


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


def record_files(folder: Path) -> list[Path]:
    """A run's records, sorted by name."""
    return sorted((folder / "records").glob("*.json"))


def failures(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of a run's `errors.jsonl`."""
    with (folder / ERRORS).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def versions(distributions: Sequence[str] = _DISTRIBUTIONS) -> dict[str, str]:
    """Installed versions, by distribution; those that are not installed are left out."""
    found: dict[str, str] = {}
    for name in distributions:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _dump(manifest: Manifest) -> bytes:
    return (manifest.model_dump_json(indent=1) + "\n").encode()
