"""`kommunike people`: the persons of a run over all its releases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.registry.entries import OfficeHeld, Registry


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("people")(people)


def people(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="A run, or a folder of records or of gold.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Write the whole registry to a .json file instead of listing."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, help="Persons to list, most mentioned first; 0 lists all.")
    ] = 40,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="List who may be one person and was kept apart.")
    ] = False,
) -> None:
    """Who the releases of a run name, in which offices and when.

    A person of two releases is one only if name, country and office allow it; everything that
    nearly fits stays apart and is listed with --uncertain.
    """
    from pipeline.exports.source import Source
    from pipeline.registry.build import build

    registry = build(entry.record for entry in Source(run))
    if out is not None:
        _write(registry, out)
    elif uncertain:
        _list_uncertain(registry)
    else:
        _list(registry, limit)


def _write(registry: Registry, out: Path) -> None:
    import json
    from dataclasses import asdict

    from pipeline.batch.files import write_atomically
    from pipeline.errors import OutputError, UsageError

    if out.suffix != ".json":
        raise UsageError(f"{out}: name a .json file; export --to xlsx or csv has the same tables")
    data = {
        "persons": [asdict(item) for item in registry.persons],
        "organizations": [asdict(item) for item in registry.bodies],
        "countries": [asdict(item) for item in registry.states],
        "uncertain": [asdict(item) for item in registry.uncertain],
    }
    content = json.dumps(data, ensure_ascii=False, indent=1, default=lambda day: day.isoformat())
    try:
        write_atomically(out, (content + "\n").encode("utf-8"))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from None
    typer.echo(f"{len(registry.persons)} persons in {out}")


def _list(registry: Registry, limit: int) -> None:
    from rich.console import Console
    from rich.table import Table

    ordered = sorted(registry.persons, key=lambda person: -len(person.mentions))
    shown = ordered[:limit] if limit else ordered
    table = Table("Person", "Country", "Offices", "First", "Last", "Releases", box=None)
    for person in shown:
        table.add_row(
            person.name,
            person.country or "",
            _offices(person.offices),
            person.first.isoformat() if person.first is not None else "",
            person.last.isoformat() if person.last is not None else "",
            str(len(person.mentions)),
        )
    console = Console(highlight=False)
    console.print(table)
    rest = len(ordered) - len(shown)
    if rest:
        console.print(f"… and {rest} more: --limit 0 lists all")
    console.print(f"{len(ordered)} persons, {len(registry.uncertain)} open questions")


def _offices(offices: Sequence[OfficeHeld]) -> str:
    lines = []
    for office in offices[:4]:
        days = sorted({day.isoformat() for day in (office.first, office.last) if day is not None})
        when = f" ({' – '.join(days)})" if days and len(offices) > 1 else ""
        lines.append(f"{office.title}{when}")
    if len(offices) > 4:
        lines.append(f"… {len(offices) - 4} more")
    return "\n".join(lines)


def _list_uncertain(registry: Registry) -> None:
    names = {person.id: person for person in registry.persons}
    for item in registry.uncertain:
        who = "; ".join(
            f"{names[key].name} [{key}"
            f"{', ' + str(names[key].country) if names[key].country else ''}]"
            for key in item.persons
        )
        typer.echo(f"{item.reason}: {who}")
    typer.echo(f"{len(registry.uncertain)} open questions")
