"""The journal: what became of each release, one line each, appended and flushed.

The journal is the truth about a run. A line stands in it only when everything it speaks of is on
the disk; a line that was half written when the process was killed is cut off at the next start.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from pipeline.errors import OutputError, UsageError

JOURNAL = "journal.jsonl"

EXTRACTED, FAILED, DUPLICATE, REMOVED = "extracted", "failed", "duplicate", "removed"


@dataclass(slots=True)
class Entry:
    """The last that is known of a release. Kept small: there is one for each of a run.

    Attributes:
        id: The release's id, if it has one.
        state: One of the four states.
        digest: 16 bytes of all that its record depends on; empty where nothing could be read.
        text: 16 bytes of its text's hash; empty where it has none.
        line: Number of its last line, from 0.
        order: Its place among the inputs; -1 if it has not been met there this time.
    """

    id: str | None
    state: str
    digest: bytes
    text: bytes
    line: int
    order: int = -1


class Journal:
    """An append-only file of JSON lines, held by one process.

    Args:
        path: The file; it is made if need be.

    Raises:
        UsageError: Another process holds it.
        OutputError: A line in its midst is no JSON.
        OSError: It cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = 0
        self._buffer = bytearray()
        # Not "append": after a torn line is cut off, writing goes on at the cut.
        self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b")
        try:
            _lock(self._file, path.parent)
            self._cut()
        except BaseException:
            self._file.close()
            raise

    def _cut(self) -> None:
        size = end = 0
        for line in self._file:
            size += len(line)
            if not line.endswith(b"\n"):
                break
            end = size
            self.lines += 1
        if end < size:
            self._file.truncate(end)
        self._file.seek(end)

    def read(self) -> Iterator[dict[str, Any]]:
        """The lines on the disk, in order.

        Raises:
            OutputError: A line is no JSON: something else wrote to the file.
        """
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines):
                try:
                    data = json.loads(line)
                    if not isinstance(data, dict):
                        raise ValueError
                except ValueError:
                    raise OutputError(
                        f"{self.path}: line {number + 1} is damaged; begin anew with --force"
                    ) from None
                yield data

    def append(self, line: dict[str, Any]) -> int:
        """Add a line, to be written by `commit`; its number."""
        self._buffer += json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self.lines += 1
        return self.lines - 1

    def commit(self) -> None:
        """Write what was appended and flush it to the disk.

        Raises:
            OSError: It cannot be written.
        """
        if self._buffer:
            self._file.write(self._buffer)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._buffer.clear()

    def close(self) -> None:
        """Let go of the file; what was appended and not committed is lost."""
        self._buffer.clear()
        with contextlib.suppress(OSError):  # a full disk has been told by `commit`
            self._file.close()


def _locking() -> ModuleType | None:
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    return fcntl


def _lock(file: BinaryIO, folder: Path) -> None:
    """Hold the file; the system lets go of it when the process ends, however it ends."""
    fcntl = _locking()
    if fcntl is None:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"{folder}: another process is writing this run") from None
    except OSError:
        return  # some network file systems have no locks
