"""spaCy without its command line.

`import spacy` imports the package's own commands for the sake of one function, `spacy.info`, and
with them requests, httpx, weasel and jinja2: 0.17 of its 0.55 seconds of processor time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMAND = "spacy.cli.info"


def import_spacy() -> None:
    """Import spaCy, unless it is; its command line is imported when somebody asks for it.

    A module that is already there is not looked for, nor are its parents: so a stand-in for the
    one that `spacy/__init__.py` takes `info` from is put there, and taken away again.
    """
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_COMMAND)
    vars(stand_in)["info"] = _info
    sys.modules[_COMMAND] = stand_in
    try:
        import_module("spacy")
    finally:
        if sys.modules.get(_COMMAND) is stand_in:
            del sys.modules[_COMMAND]


def _info(*arguments: Any, **options: Any) -> Any:
    """Stand for `spacy.info`."""
    return import_module(_COMMAND).info(*arguments, **options)
