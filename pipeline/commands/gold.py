"""`kommunike gold`: reviewed records as gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("gold")(gold)


def gold(
    reviews: Annotated[
        Path, typer.Argument(metavar="REVIEWS", help="Folder of decisions, or its log.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write envelopes to.")],
) -> None:
    """Turn reviewed records into gold, one envelope a release.

    Exits with 0 if every release became gold, 1 if some were left out (they are named).
    """
    from pipeline.review.gold import export_gold
    from pipeline.review.store import Store, reviews_file

    store = Store(reviews_file(reviews), create=False)
    try:
        result = export_gold(store, out)
    finally:
        store.close()
    typer.echo(f"{len(result.written)} envelopes in {out}")
    for identifier, reason in result.omitted.items():
        typer.echo(f"left out: {identifier}: {reason}", err=True)
    if result.omitted:
        raise typer.Exit(1)
