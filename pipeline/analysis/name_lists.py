"""Lists of given names and surnames that ship with natasha (MIT), all in the nominative.

Only the data files are read; natasha itself is not imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import ModelMismatchError


@dataclass(frozen=True, slots=True)
class NameLists:
    """Known names in lower case, with «е» for «ё».

    Attributes:
        given: 7,658 given names.
        family: 182,338 surnames.
    """

    given: frozenset[str]
    family: frozenset[str]


def load_name_lists() -> NameLists:
    """Read both lists.

    Raises:
        ModelMismatchError: natasha is not installed or lacks the lists.
    """
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModelMismatchError("the package natasha is not installed; run `pip install natasha`")
    folder = Path(next(iter(spec.submodule_search_locations))) / "data" / "dict"
    return NameLists(_read(folder / "first.txt"), _read(folder / "last.txt"))


def _read(path: Path) -> frozenset[str]:
    try:
        raw = path.read_text(encoding="utf-8")
    except OSError:
        message = f"natasha's name list {path.name} is missing; reinstall natasha 1.6.0"
        raise ModelMismatchError(message) from None
    lines = raw.replace("ё", "е").split("\n")
    if "#" in raw:
        lines = [line.partition("#")[0].strip() for line in lines]
    return frozenset(lines) - {""}
