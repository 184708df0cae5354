"""Annotated sentences for speech: who speaks is marked, so no other stage is needed.

`<ref id=a>` marks words that stand for person `a` (`gender=f`, `kind=office`); `<speaker>` is one
whose statement is expected. `<say by=a>` marks the content; `by` may name several persons, and a
second piece of one statement has `piece=2`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryLayer,
    OrganizationLayer,
    ParticipantLayer,
    Person,
    PersonLayer,
    PersonName,
    PositionLayer,
    Reference,
    StatementLayer,
)
from pipeline.spans import Span
from pipeline.stages.statements import StatementStage
from tests.annotated import Annotated, parse

GENDERS = {"f": "Fem", "m": "Masc"}


@dataclass(frozen=True)
class Said:
    """A statement as tests compare it."""

    speaker: str
    pieces: tuple[str, ...]


def layers(tokens: Tokens, marked: Annotated) -> tuple[PersonLayer, ParticipantLayer]:
    """Persons and references from the `ref` and `speaker` marks."""
    persons: dict[str, Person] = {}
    references = []
    for mark in marked.marks:
        if mark.tag not in {"ref", "speaker"}:
            continue
        keys = tuple(mark.attributes.get("id", "x").split(","))
        gender = GENDERS.get(mark.attributes.get("gender", ""))
        words = marked.words(mark)
        for key in keys:
            persons.setdefault(
                key, Person(key, PersonName(words, None, None, words), gender, "test")
            )
        span = Span(mark.start, mark.end)
        place = tokens.range_of(span)
        assert place is not None
        kind = mark.attributes.get("kind", "name")
        references.append(Reference(place, span, keys, kind, "test"))
    return PersonLayer(tuple(persons.values()), ()), ParticipantLayer((), tuple(references))


def run(stage: StatementStage, tokens_of, annotated: str) -> tuple[Annotated, StatementLayer]:
    """Run the stage on an annotated text."""
    marked = parse(annotated, {"ref", "speaker", "say", "content"})
    tokens = tokens_of(marked.text)
    persons, participants = layers(tokens, marked)
    layer = stage(
        tokens,
        persons,
        PositionLayer((), ()),
        participants,
        OrganizationLayer((), ()),
        CountryLayer(()),
    )
    for statement in layer.statements:
        assert " ".join(span.of(marked.text) for span in statement.spans) == statement.text
    return marked, layer


def expected(marked: Annotated) -> list[Said]:
    """What the `say` marks want, in order of place."""
    found: list[Said] = []
    for mark in marked.marks:
        if mark.tag != "say":
            continue
        if mark.attributes.get("piece"):
            last = found[-1]
            found[-1] = Said(last.speaker, (*last.pieces, marked.words(mark)))
            continue
        for key in mark.attributes["by"].split(","):
            found.append(Said(key, (marked.words(mark),)))
    return found


def said(marked: Annotated, layer: StatementLayer) -> list[Said]:
    """What the stage found of named persons."""
    return [
        Said(statement.speaker, tuple(span.of(marked.text) for span in statement.spans))
        for statement in layer.statements
        if statement.speaker is not None
    ]
