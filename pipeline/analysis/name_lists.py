"""Lists of given names and surnames that ship with natasha (MIT), all in the nominative.

Only the data files are read; natasha itself is not imported.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pipeline.analysis.sorted_lines import SortedLines
from pipeline.errors import ModelMismatchError


@dataclass(frozen=True, slots=True)
class NameLists:
    """Known names in lower case, with «е» for «ё».

    Attributes:
        given: 7,658 given names.
        family: 182,338 surnames.
    """

    given: frozenset[str]
    family: Container[str]


class Surnames:
    """The list of surnames, left as the sorted text it is.

    Args:
        lines: The list's file.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = SortedLines(lines.rstrip(b"\n"))
        self._folded = frozenset(_with_yo(lines.decode()))

    def __contains__(self, word: object) -> bool:
        """Whether a surname in lower case, with «е» for «ё», is in the list."""
        return isinstance(word, str) and (word in self._folded or word in self._lines)


def load_name_lists() -> NameLists:
    """Read both lists.

    Raises:
        ModelMismatchError: natasha is not installed or lacks the lists.
    """
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModelMismatchError("the package natasha is not installed; run `pip install natasha`")
    folder = Path(next(iter(spec.submodule_search_locations))) / "data" / "dict"
    given = _read(folder / "first.txt").decode().replace("ё", "е").split("\n")
    given = [line.partition("#")[0].strip() for line in given]
    return NameLists(frozenset(given) - {""}, Surnames(_read(folder / "last.txt")))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        message = f"natasha's name list {path.name} is missing; reinstall natasha 1.6.0"
        raise ModelMismatchError(message) from None


def _with_yo(text: str) -> Iterator[str]:
    """The lines that have a «ё», with «е» for it."""
    end = 0
    while (place := text.find("ё", end)) >= 0:
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        yield text[start:end].replace("ё", "е")
