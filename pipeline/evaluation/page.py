"""The evaluation as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from jinja2 import Environment, StrictUndefined

from pipeline.evaluation.evaluate import Evaluation, Judged
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.table import interval_text, percent
from pipeline.spans import Span

_CONTEXT: Final = 90
"""Code points of text shown on either side of the words."""
_PLACES: Final = 3
"""How many places of one item are shown."""
_PAIRS_ONLY: Final = frozenset(
    {
        "names",
        "attendance",
        "country_status",
        "document_kind",
        "document_status",
        "statement_kind",
    }
)
"""Metrics whose missing and spurious items are told by the metric of the matching already."""
_LEFT_OUT: Final = frozenset(
    {
        "triple_lenient",
        "titles_strict",
        "titles_lenient",
        "position_country",
        "topics_in_documents",
        "measures_in_documents",
        "statement_spans",
    }
)
"""Metrics whose errors others show."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; `mark` says whose words it is: gold's, the record's or both's."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error with the text it is about."""

    error: str
    metric: str
    document: str
    gold: str | None
    found: str | None
    snippets: tuple[tuple[Piece, ...], ...]


def render(evaluation: Evaluation, data: Mapping[str, Any]) -> str:
    """The page: scores with intervals as a plot and a table, and every error with its text.

    Args:
        evaluation: The judged documents.
        data: The same evaluation as `report.to_data` makes it.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(
        files("pipeline.evaluation").joinpath("page.html.j2").read_text(encoding="utf-8")
    )
    groups: dict[str, list[Mistake]] = {}
    for document in evaluation.documents:
        for mistake in mistakes(document):
            groups.setdefault(mistake.error, []).append(mistake)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    rows = [
        (metric, score)
        for metric, score in data["scores"]["all"].items()
        if score["found"] or score["gold"]
    ]
    shown = [mistake for _, group in ordered for mistake in group]
    return (
        template.render(
            data=data,
            rows=rows,
            slices=[name for name in data["scores"] if name != "all"],
            groups=ordered,
            metrics=list(dict.fromkeys(mistake.metric for mistake in shown)),
            documents=sorted({mistake.document for mistake in shown}),
            percent=percent,
            interval_text=interval_text,
            words=_words,
        )
        + "\n"
    )


def _words(name: str) -> str:
    return name.replace("_", " ")


def mistakes(document: Judged) -> Iterator[Mistake]:
    """The errors of a document, each told once."""
    for outcome in document.outcomes:
        if outcome.right or outcome.metric in _LEFT_OUT:
            continue
        if outcome.metric in _PAIRS_ONLY and (outcome.gold is None or outcome.found is None):
            continue
        yield Mistake(
            error=outcome.error,
            metric=outcome.metric,
            document=document.id,
            gold=outcome.gold.label if outcome.gold else None,
            found=outcome.found.label if outcome.found else None,
            snippets=tuple(_snippets(document.text, outcome)),
        )


def _snippets(text: str | None, outcome: Outcome) -> Iterator[tuple[Piece, ...]]:
    if text is None:
        return
    gold = _inside(outcome.gold.spans if outcome.gold else (), text)
    found = _inside(outcome.found.spans if outcome.found else (), text)
    windows: list[Span] = []
    for span in sorted({*gold, *found}):
        window = Span(max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT))
        if windows and window.start <= windows[-1].end:
            windows[-1] = Span(windows[-1].start, max(windows[-1].end, window.end))
        else:
            windows.append(window)
    for window in windows[:_PLACES]:
        yield tuple(highlight(text, window, gold, found))


def _inside(spans: Iterable[Span], text: str) -> list[Span]:
    return [span for span in list(spans)[:_PLACES] if span.end <= len(text)]


def highlight(
    text: str, window: Span, gold: Sequence[Span], found: Sequence[Span]
) -> Iterator[Piece]:
    """The text of `window` cut where gold's or the record's words begin or end."""
    cuts = {window.start, window.end}
    for span in (*gold, *found):
        cuts.update(place for place in (span.start, span.end) if window.start < place < window.end)
    places = sorted(cuts)
    for start, end in pairwise(places):
        piece = Span(start, end)
        mine = any(span.contains(piece) for span in gold)
        theirs = any(span.contains(piece) for span in found)
        mark = {(True, True): "both", (True, False): "gold", (False, True): "found"}.get(
            (mine, theirs), ""
        )
        yield Piece(text[start:end], mark)
