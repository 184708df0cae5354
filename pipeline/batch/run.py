"""A run's folder: records, texts, traces, failures and what made them; it cannot be lost.

    records/<id>.json   one record a release
    texts/<id>.txt      its text as extracted, in UTF-8, newlines untouched: offsets count in it
    trace/<id>.json     the rules behind its values
    errors.jsonl        the releases that failed, and why
    duplicates.jsonl    the releases whose text another one has, and which
    journal.jsonl       what became of each release, appended as it happens
    run.json            settings, versions, hashes, counts

(`records.jsonl`, `texts.jsonl` and `traces.jsonl`, or Parquet tables, with other formats.)

A killed run goes on where it stopped, and a run over a folder that has changed extracts what is
new or changed. Either way the folder ends as a new run over the same inputs would leave it, but
for the records of inputs that are gone, which are kept. No file but the journal holds a time or
the number of workers: the same run gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.batch.files import sweep, write_atomically
from pipeline.batch.journal import JOURNAL, Journal
from pipeline.batch.ledger import Ledger, Totals
from pipeline.batch.manifest import (
    MANIFEST,
    Manifest,
    is_run,
    read_manifest,
    unwritable,
    versions,
    write_manifest,
)
from pipeline.batch.outcomes import Extracted, Outcome
from pipeline.batch.parquet import ParquetStore
from pipeline.batch.signals import signals_held
from pipeline.batch.stores import FolderStore, LinesStore, Store
from pipeline.errors import UsageError
from pipeline.readers import InputFailure, Unparsed

__all__ = [
    "MANIFEST",
    "Manifest",
    "Run",
    "check_folder",
    "is_run",
    "read_manifest",
    "versions",
]

ERRORS = "errors.jsonl"
DUPLICATES = "duplicates.jsonl"
STORES: dict[str, type[FolderStore] | type[LinesStore] | type[ParquetStore]] = {
    "json": FolderStore,
    "jsonl": LinesStore,
    "parquet": ParquetStore,
}
_GROUP = 32
"""Releases that are flushed together."""
_WRITING = ".writing"
"""Ids of the group that is being written, so that half of it can be found again."""
_PATIENCE = 2.0
"""Seconds until fewer are flushed."""


class Run:
    """A run that is being written; a context manager that keeps what is done.

    Args:
        folder: Where to write. It must be new, empty, or hold a run: one made with the same
            settings, versions and lexicons goes on, another one needs `force`.
        manifest: What is known before the first release.
        force: Whether to remove an older run from the folder first.
        retry: Whether to try releases again that failed in an earlier run.
        prune: Whether to remove the records of inputs that are gone.

    Attributes:
        folder: The run's folder.
        manifest: The manifest as it is written now.
        resumed: Whether an earlier run goes on.

    Raises:
        UsageError: The folder holds something else, a run that cannot go on, or another process
            writes to it.
        OutputError: The system does not let it be written.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        *,
        force: bool = False,
        retry: bool = False,
        prune: bool = False,
    ) -> None:
        self.folder = folder
        self.resumed = check_folder(folder, manifest, force=force)
        self._prune = prune
        self._waiting = 0
        self._group: list[str] = []
        self._flushed = time.monotonic()
        self._broken = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not self.resumed:
                (folder / JOURNAL).unlink(missing_ok=True)
                # Before the first record: without it, the folder would be no run.
                write_manifest(folder, manifest)
            self._journal = Journal(folder / JOURNAL)
        except OSError as error:
            raise unwritable(folder, error) from None
        try:
            self._open(manifest, retry=retry)
        except OSError as error:
            self._journal.close()
            raise unwritable(folder, error) from None
        except BaseException:
            self._journal.close()
            raise

    def _open(self, manifest: Manifest, *, retry: bool) -> None:
        folder = self.folder
        if not self._journal.lines:
            _empty(folder)
        sweep([folder, *(folder / name for name in _names())])
        if self.resumed:
            then = read_manifest(folder)
            manifest = manifest.model_copy(
                update={"models": then.models, "resources": then.resources}
            )
            write_manifest(folder, manifest)
        self.manifest = manifest
        self._store: Store = STORES[manifest.output](folder)
        self._ledger = Ledger(self._journal, retry=retry, unfinished=_unfinished(folder / _WRITING))

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if kind is not None and not self._broken:
                with self._whole():
                    self._flush()
        finally:
            self._store.close()
            self._journal.close()

    @property
    def counts(self) -> Counter[str]:
        """What this call has met so far; see `Ledger.counts`."""
        return self._ledger.counts

    def pending(self, items: Iterable[Unparsed | InputFailure]) -> Iterator[Unparsed]:
        """What of the inputs has to be extracted; the rest is noted.

        Every item that comes out must be answered by one `add`, in the same order.
        """
        for item in items:
            with self._whole():
                if isinstance(item, InputFailure):
                    self._ledger.refuse(item)
                    self._count()
                    wanted = None
                else:
                    wanted = item if self._ledger.wants(item) else None
            if wanted is not None:
                yield wanted

    def add(self, outcome: Outcome) -> None:
        """Write what became of a release.

        Raises:
            OutputError: The folder cannot be written.
        """
        with self._whole():
            keep, dropped = self._ledger.settle(outcome)
            for identifier in dropped:
                self._store.remove(identifier)
            if keep:
                assert isinstance(outcome, Extracted)
                self._group.append(outcome.id)
                self._store.add(outcome)
                if not self.manifest.models:
                    self.manifest = self.manifest.model_copy(
                        update={"models": outcome.models, "resources": outcome.resources}
                    )
                    write_manifest(self.folder, self.manifest)
            self._count()

    def finish(self) -> tuple[Manifest, Totals]:
        """Bring the folder into its final form, once all inputs have been met and answered.

        Returns:
            The manifest of the complete run, and what the journal adds up to.

        Raises:
            OutputError: The folder cannot be written.
        """
        with self._whole():
            for identifier in self._ledger.finish(prune=self._prune):
                self._store.remove(identifier)
            self._flush()
            totals = self._ledger.totals()
            self.manifest = self.manifest.model_copy(
                update={
                    "state": "complete",
                    "releases": {
                        "extracted": totals.extracted,
                        "failed": len(totals.failed),
                        "duplicates": len(totals.duplicates),
                        "gone": totals.gone,
                    },
                    "found": dict(sorted(totals.found.items())),
                    "issues": dict(sorted(totals.issues.items())),
                    "failures": dict(sorted(totals.failures.items())),
                }
            )
            self._store.finish(totals.order)
            write_atomically(self.folder / ERRORS, _lines(totals.failed))
            write_atomically(self.folder / DUPLICATES, _lines(totals.duplicates))
            (self.folder / _WRITING).unlink(missing_ok=True)
            write_manifest(self.folder, self.manifest)
        return self.manifest, totals

    def _count(self) -> None:
        self._waiting += 1
        if self._waiting >= _GROUP or time.monotonic() - self._flushed > _PATIENCE:
            self._flush()

    def _flush(self) -> None:
        """Bring what is done to the disk: what the journal speaks of first, then the journal."""
        if self._group:
            # Not flushed: it is for a killed process, whose files are in the system's hands.
            (self.folder / _WRITING).write_text(json.dumps(self._group), encoding="utf-8")
        self._store.commit()
        self._journal.commit()
        self._group = []
        self._waiting = 0
        self._flushed = time.monotonic()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """A step that is done whole.

        Signals that stop the run wait for its end: within a flush they would leave records that
        the journal does not speak of. What still breaks a step (a full disk) leaves the journal
        behind what was done, so nothing more is flushed, and the group is done again the next time.
        """
        with signals_held():
            self._broken = True
            try:
                yield
            except OSError as error:
                raise unwritable(self.folder, error) from None
            self._broken = False


def check_folder(folder: Path, manifest: Manifest, *, force: bool) -> bool:
    """Refuse a folder that a run must not be written to; nothing is touched.

    Returns:
        Whether it holds a run that goes on.

    Raises:
        UsageError: It is no folder, holds things that are no run, or a run that was made in
            another way and not `force`.
    """
    if not folder.exists():
        return False
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder")
    if not is_run(folder):
        if any(not path.name.startswith(".") for path in folder.iterdir()):
            # --force must never delete what this program did not write.
            raise UsageError(f"{folder}: is not empty and holds no run; choose a new folder")
        return False
    if force:
        return False
    if not (folder / JOURNAL).exists() and read_manifest(folder).state == "complete":
        raise UsageError(
            f"{folder}: has a run without a journal, which cannot go on; choose another folder, "
            "or --force to replace it"
        )
    if changed := manifest.differences(read_manifest(folder)):
        raise UsageError(
            f"{folder}: has a run that was made differently ({'; '.join(changed)}); choose "
            "another folder, or --force to replace it"
        )
    return True


def _empty(folder: Path) -> None:
    """Remove what an older run left, but its manifest and its journal."""
    for name in (*_names(), ERRORS, DUPLICATES, _WRITING):
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _names() -> list[str]:
    """Files and folders of all ways to keep records."""
    return sorted({name for store in STORES.values() for name in store.names})


def _unfinished(path: Path) -> list[str]:
    try:
        found: list[str] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return []
    return found


def _lines(items: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)
