"""ZIP archives as folders: members are read one by one, never unpacked to disk.

A hostile archive costs no more than the members it declares: each is read up to a limit, nothing
is read that declares an impossible compression, and names are only names, never paths to write.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from pipeline.errors import InputError, TooLargeError, UnsupportedInputError

_OPEN = 4
"""Archives kept open: members of one are asked for one after the other."""
_MAX_MEMBERS = 500_000
_MAX_RATIO = 200
"""Text shrinks to a fifth, HTML to a twentieth; a bomb to a thousandth and less."""
_ALWAYS = 2**20
"""Bytes below which the ratio says nothing: a file of white space shrinks as much."""
_ENCRYPTED = 0x1
_UTF8_NAMES = 0x800


class Archives:
    """Opens archives and their members. One thread at a time."""

    def __init__(self) -> None:
        self._open: OrderedDict[Path, zipfile.ZipFile] = OrderedDict()

    def members(self, path: Path) -> Iterator[tuple[str, str]]:
        """The files of an archive that are not hidden, sorted by name.

        Yields:
            The name inside the archive, and the name to show: Russian names of archives made
            on Windows are put right.

        Raises:
            InputError: It is no ZIP archive, damaged, or has too many members.
        """
        archive = self._archive(path)
        infos = archive.infolist()
        if len(infos) > _MAX_MEMBERS:
            raise TooLargeError(f"has {len(infos)} members; no more than {_MAX_MEMBERS} are read")
        found = []
        for info in infos:
            shown = _shown(info)
            parts = PurePosixPath(shown.replace("\\", "/")).parts
            if info.is_dir() or any(map(_is_hidden, parts)):
                continue
            found.append((info.filename, "/".join(part for part in parts if part != "/")))
        yield from sorted(found, key=lambda names: names[1])

    def open(self, path: Path, member: str) -> BinaryIO:
        """Open a member.

        Raises:
            InputError: The archive cannot be read, or the member is encrypted, damaged or a
                bomb.
        """
        archive = self._archive(path)
        try:
            info = archive.getinfo(member)
        except KeyError:
            raise InputError("is not in the archive any more") from None
        if info.flag_bits & _ENCRYPTED:
            raise UnsupportedInputError("is encrypted; unpack the archive with its password first")
        if info.file_size > _ALWAYS and info.file_size > _MAX_RATIO * max(info.compress_size, 1):
            raise TooLargeError(
                f"would unpack to {info.file_size // 2**20} MB from "
                f"{info.compress_size // 1024} KB: looks like a ZIP bomb and is left out"
            )
        try:
            return cast("BinaryIO", _Member(archive.open(info)))
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise InputError(f"cannot be unpacked: {error}") from None

    def _archive(self, path: Path) -> zipfile.ZipFile:
        known = self._open.get(path)
        if known is not None:
            self._open.move_to_end(path)
            return known
        try:
            archive = zipfile.ZipFile(path)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}") from None
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise InputError(f"is no ZIP archive or a damaged one: {error}") from None
        self._open[path] = archive
        if len(self._open) > _OPEN:
            self._open.popitem(last=False)[1].close()
        return archive

    def close(self) -> None:
        """Close all archives."""
        while self._open:
            self._open.popitem()[1].close()


def _is_hidden(part: str) -> bool:
    return (part[:1] == "." and part not in {".", ".."}) or part == "__MACOSX"


class _Member:
    """A member's stream, its damage told as the program's own error."""

    def __init__(self, file: zipfile.ZipExtFile | object) -> None:
        self._file = cast("BinaryIO", file)

    def __enter__(self) -> _Member:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def close(self) -> None:
        self._file.close()

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise InputError(f"is damaged in its archive: {error}") from None

    def readline(self, size: int = -1) -> bytes:
        try:
            return self._file.readline(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise InputError(f"is damaged in its archive: {error}") from None


def _shown(info: zipfile.ZipInfo) -> str:
    """A member's name; without the mark of UTF-8 it is DOS's Cyrillic, unknown to zipfile."""
    if info.flag_bits & _UTF8_NAMES or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return info.filename
