"""A record as a self-contained page: the text with its evidence marked, beside the fields.

Nothing is loaded from elsewhere and no script runs: a field is a link to its words, and the
browser's `:target` lights them up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from pipeline.commands.view import Line, Section, russian_date, sections, title_of
from pipeline.records import Evidence, Record


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that the same evidence covers from end to end.

    Attributes:
        text: The words.
        kinds: The record's fields they are evidence for, outermost first, each once.
        anchors: Ids of the evidence that begins here, for links.
        titles: What the words are evidence for, as a tool tip.
    """

    text: str
    kinds: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    titles: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of evidence under a line of the card: its anchor and its words."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    title: str
    anchor: str


def render(record: Record, text: str) -> str:
    """The page's HTML.

    Args:
        record: The record, whose evidence was checked against the text.
        text: The release's text as decoded.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = files("pipeline.commands").joinpath("templates", "record.html")
    template = environment.from_string(source.read_text(encoding="utf-8"))
    shown = sections(record)
    marks = [mark for section in shown for mark in _marks(section)]
    return template.render(
        record=record,
        title=title_of(record),
        published=russian_date(record.release.published) if record.release.published else None,
        pieces=split(text, marks),
        sections=[
            (section, [(line, _quotes(line)) for line in section.lines]) for section in shown
        ],
    )


def split(text: str, marks: list[_Mark]) -> list[Piece]:
    """Cut a text at the bounds of all marks, nested and crossing ones too.

    Every piece names all marks that cover it; the time is that of sorting the marks and, for
    each piece, of the marks that cover it.
    """
    begins: defaultdict[int, list[_Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        begins[mark.start].append(mark)
    bounds = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    pieces: list[Piece] = []
    cover: list[_Mark] = []
    for start, end in pairwise(bounds):
        cover = [mark for mark in cover if mark.end > start] + begins[start]
        pieces.append(
            Piece(
                text[start:end],
                tuple(dict.fromkeys(mark.kind for mark in cover)),
                tuple(mark.anchor for mark in begins[start]),
                "\n".join(dict.fromkeys(mark.title for mark in cover)),
            )
        )
    return pieces


def _marks(section: Section) -> list[_Mark]:
    return [
        _Mark(
            evidence.start,
            evidence.end,
            section.kind,
            f"{section.title}: {line.text}"[:120],
            anchor(line, number),
        )
        for line in section.lines
        for number, evidence in enumerate(line.evidence)
    ]


def _quotes(line: Line) -> list[Quote]:
    return [
        Quote(anchor(line, number), _shorten(evidence))
        for number, evidence in enumerate(line.evidence)
    ]


def anchor(line: Line, number: int) -> str:
    """The id of a line's evidence in the page."""
    return f"{line.path.replace('[', '-').replace(']', '').replace('.', '-')}-e{number}"


def _shorten(evidence: Evidence) -> str:
    words = " ".join(evidence.text.split())
    return words if len(words) <= 60 else f"{words[:40]}… {words[-18:]}"
