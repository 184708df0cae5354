"""The summary at the end of `kommunike extract`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from pipeline.batch.ledger import Totals
    from pipeline.batch.manifest import Manifest

_PLACES = {"json": "records", "jsonl": "records.jsonl", "parquet": "tables"}
_SLOW = 1.0
"""Seconds from which a release is worth naming."""


def summarise(
    console: Console, manifest: Manifest, totals: Totals, counts: Counter[str], out: Path
) -> None:
    """Print what a run holds, what this call did, and where to look."""
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    releases = {
        name: count
        for name, count in manifest.releases.items()
        if count or name in {"extracted", "failed"}
    }
    _section(table, "Releases", releases)
    if counts["kept"]:
        now = {name: counts[name] for name in ("new", "changed", "kept") if counts[name]}
        _section(table, "Since the last run", now)
    _section(table, "Found", manifest.found)
    _section(table, "Issues", manifest.issues)
    _section(table, "Failures", manifest.failures)
    slow = {name: f"{seconds:.1f} s" for seconds, name in totals.slowest if seconds >= _SLOW}
    _section(table, "Slowest", slow)
    console.print(table)
    _say(console, f"Records: {out / _PLACES[manifest.output]}")
    if manifest.releases["failed"]:
        _say(console, f"Failures: {out / 'errors.jsonl'}")
    if manifest.releases["duplicates"]:
        _say(console, f"Duplicates: {out / 'duplicates.jsonl'}")
    if manifest.releases["gone"]:
        _say(
            console,
            f"{manifest.releases['gone']} records are kept of releases that are gone from the "
            "inputs; --prune removes them",
        )


def facts(
    manifest: Manifest, totals: Totals, counts: Counter[str], seconds: float
) -> dict[str, object]:
    """The same for a log."""
    return {
        "releases": manifest.releases,
        "failures": manifest.failures,
        "issues": manifest.issues,
        "now": dict(counts),
        "seconds": round(seconds, 1),
        "slowest": [{"id": name, "seconds": slow} for slow, name in totals.slowest],
    }


def _section(table: Table, title: str, counts: Mapping[str, object]) -> None:
    from rich.text import Text

    if counts:
        table.add_row(Text(title, style="bold"))
        for name, count in counts.items():
            table.add_row(Text(f"  {name}"), str(count))


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, soft_wrap=True)
