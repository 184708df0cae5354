"""Files that are there whole or not at all, and stay there when the power goes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

_TEMPORARY = ".tmp"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that no reader ever sees half of it, and flush it to the disk.

    Raises:
        OSError: The disk is full, the folder cannot be written, …; nothing is left behind.
    """
    # The process's number keeps two runs apart; the name stays short, ids can be long.
    temporary = path.with_name(f".{os.getpid()}{_TEMPORARY}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


class Group:
    """Files that are written together: all data flushed first, then all names given.

    A flush for each of a hundred small files at once costs little more than one, because the
    file system writes its own journal once for all; a flush after each costs a hundred times one.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[Path, Path]] = []
        self._number = 0

    def add(self, path: Path, data: bytes) -> None:
        """Write a file under a name of its own for now.

        Raises:
            OSError: The file cannot be written.
        """
        self._number += 1
        temporary = path.with_name(f".{os.getpid()}-{self._number}{_TEMPORARY}")
        self._waiting.append((temporary, path))
        temporary.write_bytes(data)

    def commit(self) -> None:
        """Flush all files and give them their names.

        Raises:
            OSError: A file cannot be written; those that have no name yet are removed.
        """
        try:
            for temporary, _ in self._waiting:
                _sync(temporary, os.O_RDWR)
            for temporary, path in self._waiting:
                temporary.replace(path)
            for folder in {path.parent for _, path in self._waiting}:
                sync_folder(folder)
            self._waiting.clear()
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Remove what has no name yet."""
        for temporary, _ in self._waiting:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        self._waiting.clear()


def sweep(folders: Iterable[Path]) -> None:
    """Remove the half-written files that a killed process left."""
    for folder in folders:
        if folder.is_dir():
            for path in folder.glob(f".*{_TEMPORARY}"):
                path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names, where the system can."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
