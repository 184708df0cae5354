"""The pages: rows put into templates on the server, and the lists that the script needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.review.checks import Problem
from pipeline.review.desk import Sheet
from pipeline.review.fold import Entry, State
from pipeline.review.history import Line
from pipeline.review.kinds import kinds
from pipeline.review.rows import concepts, depth_of, item_row, section_rows
from pipeline.review.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """The templates; every value is escaped."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files("pipeline.review").joinpath("templates")
    names = (
        "base.html",
        "queue.html",
        "release.html",
        "items.html",
        "conflicts.html",
        "history.html",
    )
    sources = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}
    made = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["local_time"] = local_time
    return made


def render(name: str, language: Language, **values: Any) -> str:
    """A page of that template."""
    words = Words(language)
    return environment().get_template(name).render(w=words, languages=LANGUAGES, **values)


def local_time(at: str) -> str:
    """A time of the log on this machine's clock, as the page shows it: the hour, if today."""
    moment = datetime.fromisoformat(at).astimezone()
    today = moment.date() == datetime.now().astimezone().date()
    return moment.strftime("%H:%M" if today else "%d.%m.%Y %H:%M")


def items_for_script(entries: Iterable[Entry]) -> dict[str, Any]:
    """What the script needs of items: their words' places."""
    return {
        entry.item.id: {
            "kind": entry.item.kind,
            "parent": entry.item.parent,
            "rejected": entry.rejected is not None,
            "label": entry.label,
            "code": entry.values["code"].value if entry.item.kind == "countries" else None,
            "quotes": [[q["start"], q["end"], q["text"]] for q in entry.evidence.value],
        }
        for entry in entries
    }


@cache
def choices(language: Language) -> dict[str, Any]:
    """The closed lists by `kind.field`, and those of countries and concepts."""
    from pipeline.resources.codes import country_codes

    words = Words(language)
    found: dict[str, Any] = {
        f"{kind.name}.{field.name}": [
            [value, words.choice(kind.name, field.name, value)] for value in field.choices
        ]
        for kind in kinds().values()
        for field in kind.decided
        if field.choices
    }
    listed = [[code, words.country(code)] for code in country_codes()]
    found["country"] = sorted(listed, key=lambda pair: pair[1])
    named = [[code, f"{name} ({code})"] for code, name in concepts(language)]
    found["concept"] = sorted(named, key=lambda pair: pair[1].casefold())
    found["parents"] = {
        kind.name: list(kind.parents) for kind in kinds().values() if kind.name != "release"
    }
    found["identity"] = {kind.name: kind.identity for kind in kinds().values()}
    found["editors"] = {
        f"{kind.name}.{field.name}": field.editor
        for kind in kinds().values()
        for field in kind.decided
    }
    return found


def release_page(
    sheet: Sheet,
    state: State,
    found: list[Problem],
    language: Language,
    **frame: Any,
) -> str:
    """The page of one release."""
    words = Words(language)
    return render(
        "release.html",
        language,
        sheet=sheet,
        state=state,
        sections=section_rows(state, words),
        problems=problem_lines(state, found, words),
        **frame,
    )


def problem_lines(
    state: State, found: Iterable[Problem], words: Words
) -> list[tuple[str, str | None]]:
    """What keeps the document from being a record, in words, and the item it is about."""
    told = []
    for problem in found:
        entry = state.entries.get(problem.item or "")
        if problem.code == "contract" or entry is None or problem.field is None:
            told.append((problem.message, problem.item))
            continue
        kind = entry.item.kind
        value = words.country(problem.value) if problem.code == "country" else problem.value
        text = words(f"problem.{problem.code}").format(
            kind=words.kind(kind),
            label=item_row(state, entry, 0, words).label,
            field=words.field(kind, problem.field),
            value=value,
        )
        told.append((text, problem.item))
    return told


def rows_html(state: State, keys: Iterable[str], language: Language) -> dict[str, str]:
    """The rows of some items, by id."""
    words = Words(language)
    template = environment().get_template("items.html")
    made: dict[str, str] = {}
    for key in keys:
        entry = state.entries.get(key)
        if entry is not None:
            row = item_row(state, entry, depth_of(state, key), words)
            made[key] = str(template.module.item(row, words))  # type: ignore[attr-defined]
    return made


def history_html(told: list[Line], words: Words) -> str:
    """Decisions as a list, the last one first."""
    template = environment().get_template("history.html")
    return str(template.module.history(told, words))  # type: ignore[attr-defined]
