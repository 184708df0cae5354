"""Dataclasses whose `frozen=True` is kept by the type checker and not at run time.

Python sets each field of a frozen object through `object.__setattr__`, which makes an object of
six fields four times as dear (0.6 µs against 0.13); a release makes some three hundred of them.
mypy takes this `dataclass` for the ordinary one and refuses assignments all the same. It is for
modules whose objects are made by the hundred, the others use `dataclasses`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, eq: bool = True, **options: Any) -> Callable[[type], type]:
        """Make a dataclass that compares and hashes as a frozen one does."""
        assert frozen, "what changes is an ordinary dataclass"
        return dataclasses.dataclass(eq=eq, unsafe_hash=eq, **options)
