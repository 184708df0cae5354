"""`kommunike explain`: which stage and rule gave a value, and from which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from pipeline.spans import Span
    from pipeline.trace import Trace, TraceEntry

_CONTEXT = 60
"""Characters shown on each side of the words."""
_MOST = 20
"""Entries shown before the rest is only counted."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain")(explain)


def explain(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A run's records/<id>.json.")],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="participants[0].positions[0], p-1, doc-1.topics[2], event.date, countries.KZ, "
            "or how a value begins.",
        ),
    ],
) -> None:
    """Say which stage and rule gave a value, and from which words."""
    from rich.console import Console

    from pipeline.commands.run_files import read_record
    from pipeline.trace import canonical_path, nearest_paths, value_at

    files = read_record(record)
    if files.trace is None:
        raise UsageError(f"{record}: no trace beside it (../trace/{record.stem}.json)")
    data = files.record.model_dump(mode="json")
    console = Console(highlight=False, soft_wrap=True)
    try:
        path = canonical_path(field, data)
    except KeyError:
        found = [entry for entry in files.trace.find(field) if _exists(entry.path, data)]
        if not found:
            near = nearest_paths(field, data)
            hint = "; the nearest are " + ", ".join(near) if near else ""
            raise UsageError(f"the record has no {field!r}{hint}") from None
        _print_entries(console, found, files.text)
        return
    value = value_at(path, data)
    console.print(_value_line(path, value))
    if value is None or value == []:
        console.print("Nothing in the text was taken for it.")
        _print_issues(console, path, data)
        return
    entries = _entries(files.trace, path)
    if entries:
        _print_entries(console, entries, files.text)
    else:
        console.print("No rule is behind it: it was read with the release.")


def _entries(trace: Trace, path: str) -> list[TraceEntry]:
    """The entries of a value and below it, else the one of what holds it."""
    from pipeline.trace import is_below

    below = [entry for entry in trace.entries if is_below(entry.path, path)]
    holder = trace.covering(path)
    return below or ([holder] if holder is not None else [])


def _exists(path: str, data: Mapping[str, Any]) -> bool:
    from pipeline.trace import canonical_path

    try:
        canonical_path(path, data)
    except KeyError:
        return False
    return True


def _value_line(path: str, value: Any) -> Text:
    import json

    from rich.text import Text

    line = Text(path, style="bold")
    if isinstance(value, dict):
        value = {name: item for name, item in value.items() if name != "evidence"}
    shown = json.dumps(value, ensure_ascii=False)
    return line.append(" = ", "dim").append(_shorten(shown), "not bold")


def _print_entries(console: Console, entries: Iterable[TraceEntry], text: str | None) -> None:
    from rich.text import Text

    entries = list(entries)
    for entry in entries[:_MOST]:
        console.print()
        console.print(
            Text(entry.path, style="bold cyan").append(f" = {_shorten(entry.value)}", "default")
        )
        console.print(Text("  stage  ", "dim").append(entry.stage, "default"))
        console.print(Text("  rule   ", "dim").append(entry.rule, "default"))
        description = describe_rule(entry.rule)
        if description:
            console.print(Text("         ").append(description, "italic"))
        for span in entry.spans:
            console.print(Text("  words  ", "dim").append_text(_in_context(span, text)))
    if len(entries) > _MOST:
        console.print(f"\n… and {len(entries) - _MOST} more; name a narrower field.")


def _in_context(span: Span, text: str | None) -> Text:
    from rich.text import Text

    if text is None or span.end > len(text):
        return Text(f"[{span.start}, {span.end}), the text is not beside the record")
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    line = Text(f"{span.start}-{span.end} ", "dim")
    line.append(("…" if span.start > _CONTEXT else "") + _flat(before), "default")
    line.append(_flat(span.of(text)), "bold black on yellow")
    return line.append(_flat(after) + ("…" if span.end + _CONTEXT < len(text) else ""), "default")


def _shorten(words: str) -> str:
    return words if len(words) <= 300 else words[:299] + "…"


def _flat(words: str) -> str:
    return "".join(" " if letter in "\r\n\t" else letter for letter in words)


def _print_issues(console: Console, path: str, data: Mapping[str, Any]) -> None:
    stage = path.partition(".")[0].partition("[")[0]
    for issue in data["issues"]:
        if issue["stage"] == stage:
            console.print(f"  issue  {issue['code']}: {issue['message']}", markup=False)


def describe_rule(rule: str) -> str | None:
    """What a lexicon says of a rule: the `description` or `note` of the entry with its id."""
    from importlib.resources import files

    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for resource in sorted(files("pipeline.resources").iterdir(), key=lambda item: item.name):
        if not resource.name.endswith(".yaml"):
            continue
        raw = resource.read_bytes()
        if rule.encode() not in raw:  # spares parsing what cannot have the entry
            continue
        for entries in yaml.load(raw, Loader=loader).values():
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and entry.get("id") == rule:
                    words = entry.get("description") or entry.get("note")
                    return f"{words} ({resource.name})" if words else f"entry of {resource.name}"
    return None
