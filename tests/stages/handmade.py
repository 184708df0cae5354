"""Layers of earlier stages built from the tags of an annotated text.

The stages about events are tested on layers that a person wrote, so that a test fails for the
stage's own mistakes only. Tags:

- `<person id=… country=… rank=… title="…">` names a person; `id` repeats for later mentions;
- `<office of=… >` is an office phrase of that person;
- `<country code=… form=…>`, `<place name=… code=…>`, `<body key=… kind=… lexicon=…>`;
- `<said by=… verb=… kind=…>` is what someone says;
- every other tag a test needs marks what the stage should find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    CountryForm,
    CountryLayer,
    CountryMention,
    DocumentLayer,
    Organization,
    OrganizationLayer,
    OrganizationMention,
    Participant,
    ParticipantLayer,
    Person,
    PersonLayer,
    PersonMention,
    PersonName,
    PlaceMention,
    Position,
    PositionLayer,
    Reference,
    Release,
    Statement,
    StatementLayer,
)
from pipeline.readers import make_release
from pipeline.spans import Span
from tests.annotated import Annotated, Mark, parse

TAGS = (
    "person", "office", "country", "place", "body", "said", "event", "when", "where", "theme",
    "background",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A text with hand-made layers."""

    annotated: Annotated
    release: Release
    tokens: Tokens
    organizations: OrganizationLayer
    countries: CountryLayer
    persons: PersonLayer
    positions: PositionLayer
    participants: ParticipantLayer
    statements: StatementLayer
    documents: DocumentLayer

    def marks(self, tag: str) -> list[Mark]:
        """The marks of one tag."""
        return [mark for mark in self.annotated.marks if mark.tag == tag]

    def span(self, mark: Mark) -> Span:
        """The span of a mark."""
        return Span(mark.start, mark.end)


def make_scene(
    text: str, tokens_of: Callable[[str], Tokens], published: date | None = date(2026, 4, 10)
) -> Scene:
    """Read an annotated text into layers; `published` is a Friday unless given."""
    annotated = parse(text, TAGS)
    tokens = tokens_of(annotated.text)
    release = make_release(annotated.text, id="test", published=published)
    at = {(m.tag, m.start, m.end): _range(tokens, m) for m in annotated.marks}
    persons, positions, participants = _people(annotated, at)
    return Scene(
        annotated,
        release,
        tokens,
        _bodies(annotated, at),
        _countries(annotated, at),
        persons,
        positions,
        participants,
        _statements(annotated),
        DocumentLayer(()),
    )


def _range(tokens: Tokens, mark: Mark) -> tuple[int, int]:
    found = tokens.range_of(Span(mark.start, mark.end))
    assert found is not None, f"no tokens under {mark}"
    return found


def _people(
    annotated: Annotated, at: dict[tuple[str, int, int], tuple[int, int]]
) -> tuple[PersonLayer, PositionLayer, ParticipantLayer]:
    persons: dict[str, Person] = {}
    mentions = []
    held: dict[str, list[Position]] = {}
    countries: dict[str, str | None] = {}
    references = []
    for mark in annotated.marks:
        span = Span(mark.start, mark.end)
        if mark.tag == "person":
            key = mark.attributes["id"]
            words = annotated.words(mark)
            persons.setdefault(key, Person(key, PersonName(words, None, None, words), None, "t"))
            mentions.append(
                PersonMention(at[mark.tag, mark.start, mark.end], span, key, "full", "t")
            )
            references.append(
                Reference(at[mark.tag, mark.start, mark.end], span, (key,), "name", "t")
            )
            if "title" in mark.attributes:
                held[key] = [_position(key, span, mark)]
            if "country" in mark.attributes:
                countries[key] = mark.attributes["country"]
        elif mark.tag == "office":
            keys = tuple(mark.attributes["of"].split(","))
            references.append(
                Reference(at[mark.tag, mark.start, mark.end], span, keys, "office", "t")
            )
    participants = tuple(
        Participant(key, tuple(held.get(key, ())), countries.get(key)) for key in persons
    )
    references.sort(key=lambda reference: reference.tokens)
    return (
        PersonLayer(tuple(persons.values()), tuple(mentions)),
        PositionLayer((), tuple(position for own in held.values() for position in own)),
        ParticipantLayer(participants, tuple(references)),
    )


def _position(person: str, span: Span, mark: Mark) -> Position:
    return Position(
        person,
        0,
        span,
        mark.attributes["title"],
        mark.attributes.get("rank", "minister"),  # type: ignore[arg-type]
        None,
        mark.attributes.get("country"),
        "stated",
        (),
        (),
        "t",
    )


def _countries(
    annotated: Annotated, at: dict[tuple[str, int, int], tuple[int, int]]
) -> CountryLayer:
    mentions, places = [], []
    for mark in annotated.marks:
        span = Span(mark.start, mark.end)
        if mark.tag == "country":
            form = CountryForm(mark.attributes.get("form", "name"))
            mentions.append(
                CountryMention(
                    at[mark.tag, mark.start, mark.end], span, mark.attributes["code"], form, "t"
                )
            )
        elif mark.tag == "place":
            name, code = mark.attributes["name"], mark.attributes["code"]
            places.append(
                PlaceMention(at[mark.tag, mark.start, mark.end], span, name, code, is_capital=True)
            )
    return CountryLayer(tuple(mentions), tuple(places))


def _bodies(
    annotated: Annotated, at: dict[tuple[str, int, int], tuple[int, int]]
) -> OrganizationLayer:
    bodies: dict[str, Organization] = {}
    mentions = []
    for mark in annotated.marks:
        if mark.tag != "body":
            continue
        key = mark.attributes["key"]
        words = annotated.words(mark)
        kind = mark.attributes.get("kind", "intergovernmental")
        bodies.setdefault(
            key,
            Organization(
                key,
                words,
                None,
                kind,  # type: ignore[arg-type]
                mark.attributes.get("lexicon"),
                mark.attributes.get("country"),
                None,
                "t",
            ),
        )
        span = Span(mark.start, mark.end)
        mentions.append(
            OrganizationMention(at[mark.tag, mark.start, mark.end], span, key, False, "t")
        )
    return OrganizationLayer(tuple(bodies.values()), tuple(mentions))


def _statements(annotated: Annotated) -> StatementLayer:
    found = []
    for mark in annotated.marks:
        if mark.tag != "said":
            continue
        found.append(
            Statement(
                mark.attributes["by"],
                None,
                mark.attributes.get("kind", "reported"),  # type: ignore[arg-type]
                mark.attributes.get("verb"),
                annotated.words(mark),
                (Span(mark.start, mark.end),),
                None,
                (),
                (),
                "t",
            )
        )
    return StatementLayer(tuple(found))
