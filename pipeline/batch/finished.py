"""What a run's folder holds, for those who look at it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.batch.manifest import MANIFEST, read_manifest
from pipeline.batch.run import ERRORS
from pipeline.errors import UsageError


def record_files(folder: Path) -> list[Path]:
    """A run's records, sorted by name.

    Raises:
        UsageError: The run keeps its records in another form than a file each.
    """
    if (folder / MANIFEST).exists() and (output := read_manifest(folder).output) != "json":
        raise UsageError(
            f"{folder}: keeps its records as {output}; extract with --format json to look at "
            "them one by one"
        )
    return sorted((folder / "records").glob("*.json"))


def failures(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of a run's `errors.jsonl`; none in a run that is not finished."""
    try:
        lines = (folder / ERRORS).open(encoding="utf-8")
    except FileNotFoundError:
        return
    with lines:
        for line in lines:
            yield json.loads(line)
