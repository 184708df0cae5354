"""The `kommunike` command.

Importing this module costs no more than typer: spaCy, numpy and pydantic are imported by the
commands that need them, when they run.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pipeline.commands import (
    doctor,
    explain,
    export,
    extract,
    gold,
    import_,
    map,
    people,
    review,
    schema,
    show,
)
from pipeline.errors import KommunikeError


class _Group(TyperGroup):
    """Ends a command on a user's mistake with one line, not a stack trace."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KommunikeError as error:
            typer.echo(f"kommunike: {error}", err=True)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            typer.echo("kommunike: interrupted", err=True)
            raise typer.Exit(130) from None


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Structured, validated records from Russian press releases.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("kommunike"))
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


for _command in (
    extract,
    show,
    explain,
    schema,
    review,
    gold,
    export,
    import_,
    people,
    map,
    doctor,
):
    _command.register(app)
if find_spec("pipeline.evaluation.commands") is not None:
    import_module("pipeline.evaluation.commands").register(app)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal in a narrow encoding gets question marks, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
