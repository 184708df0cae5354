"""`kommunike schema`: the record's JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(
    docs: Annotated[
        bool, typer.Option("--docs", help="The same for people: every field with its meaning.")
    ] = False,
) -> None:
    """Print the record's JSON Schema (draft 2020-12)."""
    if docs:
        from pipeline.commands.reference import reference

        typer.echo(reference(), nl=False)
    else:
        typer.echo(schema_text(), nl=False)


def schema_text() -> str:
    """The schema as indented JSON with a final newline; `outputs/record.schema.json` is this."""
    import json

    from pipeline.records import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
