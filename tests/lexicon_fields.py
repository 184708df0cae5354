"""The table of fields in `docs/lexicons.md`, from the models: `python -m tests.lexicon_fields`."""

from __future__ import annotations

import re
from pathlib import Path
from types import NoneType
from typing import Annotated, Literal, get_args, get_origin

from pipeline.layers import Rank
from pipeline.resources.country_entries import CountryEntry, PhraseEntry, PlaceEntry, WordEntry
from pipeline.resources.loader import Entry
from pipeline.resources.offices import OfficeHead, RankRule
from pipeline.resources.topics import TopicEntry

PAGE = Path(__file__).parents[1] / "docs" / "lexicons.md"
BEGIN, END = "<!-- fields: made by `make docs` -->\n", "<!-- /fields -->\n"
SECTIONS = {
    "`heads` of `offices.yaml`": OfficeHead,
    "`ranks` of `offices.yaml`": RankRule,
    "`topics` of `topics.yaml`": TopicEntry,
    "`countries` of `countries.yaml`": CountryEntry,
    "`words` of `countries.yaml`": WordEntry,
    "`no_country` of `countries.yaml`": PhraseEntry,
    "`places` of `places.yaml`": PlaceEntry,
}


def meanings(model):
    """What the docstring says of each field."""
    found = {}
    for known in (Entry, model):
        part = (known.__doc__ or "").partition("Attributes:\n")[2]
        for name, text in re.findall(r"^ {8}(\w+): (.*(?:\n {12}.*)*)", part, re.MULTILINE):
            found[name] = " ".join(text.split())
    return found


def value(annotation, default=None):
    """What a field holds, in a word; of a closed list what it holds beside its default."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return value(arguments[0])
    if origin in {list, tuple, frozenset}:
        inner = value(arguments[0])
        return "list of lists" if inner.startswith("list") else "list"
    if origin is Literal:
        if arguments == get_args(Rank):
            return "a `rank` of [record.md](record.md#position)"
        return ", ".join(f"`{item}`" for item in arguments if item != default)
    if annotation is bool:
        return "`true`"
    kinds = [item for item in arguments if item is not NoneType]
    return value(kinds[0]) if kinds else "text"


EVERYWHERE = meanings(Entry)
"""Fields that every entry has."""


def need(field):
    """Whether a field must be given, and what it is where it is not."""
    if field.is_required():
        return "**required**, "
    if isinstance(field.default, bool | str):
        return f"`{str(field.default).lower()}`, or: "
    return ""


def tables():
    """The tables as Markdown."""
    lines = []
    for title, model in SECTIONS.items():
        told = meanings(model)
        lines += [
            "",
            f"{title}: {first_line(model)}",
            "",
            "| Field | Value | Meaning |",
            "|---|---|---|",
        ]
        fields = model.model_fields
        for name in sorted(fields, key=lambda name: not fields[name].is_required()):
            field, text = fields[name], told[name]
            if text != EVERYWHERE.get(name):
                lines.append(
                    f"| `{name}` | {need(field)}{value(field.annotation, field.default)} | {text} |"
                )
    return "\n".join([*lines, "", ""])


def first_line(model):
    """What the model stands for."""
    line = model.__doc__.partition("\n")[0]
    return line[0].lower() + line[1:]


def page(text):
    """The page with its tables made anew."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + tables() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
