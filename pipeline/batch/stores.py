"""Where records, texts and traces are kept: a file each, or a line each in three long files."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline.batch.files import Group, sync_folder
from pipeline.batch.outcomes import Extracted
from pipeline.errors import OutputError


class Store(Protocol):
    """Keeps what was extracted. What `add` was given is on the disk when `commit` returns."""

    @property
    def names(self) -> Sequence[str]:
        """Files and folders in the run's folder that are the store's, for removal by --force."""

    def add(self, done: Extracted) -> None:
        """Keep a release; an earlier one of the same id is replaced."""

    def remove(self, identifier: str) -> None:
        """Give up a release; it need not be there."""

    def commit(self) -> None:
        """Flush to the disk."""

    def finish(self, order: Sequence[str]) -> None:
        """Bring the store into its final form.

        Args:
            order: Ids of all releases that are kept, in order.
        """

    def close(self) -> None:
        """Let go of open files without finishing."""


class FolderStore:
    """`records/<id>.json`, `texts/<id>.txt` and `trace/<id>.json`.

    Args:
        folder: The run's folder.

    Raises:
        OSError: The folder cannot be written.
    """

    names = ("records", "texts", "trace")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._group = Group()
        self._removed = False
        for name in self.names:
            (folder / name).mkdir(exist_ok=True)

    def add(self, done: Extracted) -> None:
        """Write three files."""
        # The record comes last: where there is a record, its text and trace are there too.
        self._group.add(self._folder / "texts" / f"{done.id}.txt", done.text)
        self._group.add(self._folder / "trace" / f"{done.id}.json", done.trace)
        self._group.add(self._folder / "records" / f"{done.id}.json", done.record)

    def remove(self, identifier: str) -> None:
        """Delete three files, the record first."""
        self._group.commit()  # one of them may be waiting
        (self._folder / "records" / f"{identifier}.json").unlink(missing_ok=True)
        (self._folder / "trace" / f"{identifier}.json").unlink(missing_ok=True)
        (self._folder / "texts" / f"{identifier}.txt").unlink(missing_ok=True)
        self._removed = True

    def commit(self) -> None:
        """Flush the files and give them their names."""
        self._group.commit()
        if self._removed:
            for name in self.names:
                sync_folder(self._folder / name)
            self._removed = False

    def finish(self, order: Sequence[str]) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Remove half-written files."""
        self._group.discard()


RECORDS, TEXTS, TRACES = "records.jsonl", "texts.jsonl", "traces.jsonl"
LINES = (RECORDS, TEXTS, TRACES)
_ID = re.compile(rb'(?:\{|"release":\{)"id":("(?:[^"\\]|\\.)*")')
_REMOVED = b'{"removed":true,"id":'


class LinesStore:
    """`records.jsonl`, `texts.jsonl` and `traces.jsonl`: a line a release, appended.

    Each line names its release, the last line of a release holds, and a line that was half
    written is cut off at the start; so the files need no index. `finish` brings them into order
    and drops what no longer holds.

    Args:
        folder: Where the three files are.

    Raises:
        OSError: They cannot be written.
    """

    names: Sequence[str] = LINES

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[str, bytearray] = {name: bytearray() for name in LINES}
        self._files: dict[str, BinaryIO] = {}

    def add(self, done: Extracted) -> None:
        """Append a line to each file."""
        text = {"id": done.id, "sha256": done.sha256, "text": done.text.decode("utf-8")}
        trace = {"id": done.id} | json.loads(done.trace)
        for name, data in zip(LINES, (json.loads(done.record), text, trace), strict=True):
            self._waiting[name] += _compact(data) + b"\n"

    def remove(self, identifier: str) -> None:
        """Append a line that says so."""
        for name in LINES:
            self._waiting[name] += _REMOVED + json.dumps(identifier).encode() + b"}\n"

    def commit(self) -> None:
        """Write and flush the lines; the records last."""
        for name in reversed(LINES):
            if not self._waiting[name]:
                continue
            file = self._file(name)
            file.write(self._waiting[name])
            file.flush()
            os.fsync(file.fileno())
            self._waiting[name].clear()

    def _file(self, name: str) -> BinaryIO:
        if name not in self._files:
            path = self._folder / name
            new = not path.exists()
            self._files[name] = file = path.open("w+b" if new else "r+b")
            file.seek(_whole(file))
            file.truncate()
            if new:
                sync_folder(self._folder)
        return self._files[name]

    def finish(self, order: Sequence[str]) -> None:
        """Leave one line a release, in order.

        Raises:
            OutputError: A release has no line.
        """
        self.commit()
        for name in LINES:
            self._file(name)  # there, and without a half-written line
        self.close()
        for name in LINES:
            if not self._in_order(name, order):
                self._rewrite(name, order)

    def _in_order(self, name: str, order: Sequence[str]) -> bool:
        wanted = iter(order)
        for identifier, _, _ in self._index(name):
            if identifier != next(wanted, None):
                return False
        return next(wanted, None) is None

    def _rewrite(self, name: str, order: Sequence[str]) -> None:
        path = self._folder / name
        places = self.places(name)
        temporary = path.with_name(f".{name}.tmp")
        with path.open("rb") as old, temporary.open("wb") as new:
            for identifier in order:
                if identifier not in places:
                    raise OutputError(f"{path}: {identifier} is missing; begin anew with --force")
                start, size = places[identifier]
                old.seek(start)
                new.write(old.read(size))
            new.flush()
            os.fsync(new.fileno())
        temporary.replace(path)
        sync_folder(self._folder)

    def places(self, name: str) -> dict[str, tuple[int, int]]:
        """Where each release's line begins, and its length."""
        return {
            identifier: (start, size)
            for identifier, start, size in self._index(name)
            if identifier is not None
        }

    def _index(self, name: str) -> Iterator[tuple[str | None, int, int]]:
        """Each line's release, or `None` for a line that says one is removed; place and length."""
        start = 0
        with (self._folder / name).open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    return
                if line.startswith(_REMOVED):
                    yield None, start, len(line)
                else:
                    match = _ID.search(line)
                    if match is None:
                        raise OutputError(
                            f"{self._folder / name}: a line is damaged; begin anew with --force"
                        )
                    yield json.loads(match[1]), start, len(line)
                start += len(line)

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            file.close()
        self._files.clear()


def _compact(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _whole(file: BinaryIO) -> int:
    """Where the last line that is whole ends."""
    size = file.seek(0, os.SEEK_END)
    step = 2**16
    end = size
    while end:
        start = max(end - step, 0)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
