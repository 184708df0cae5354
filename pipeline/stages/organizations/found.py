"""What the steps of the organisations stage hand to one another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.frozen import dataclass
from pipeline.layers import OrganizationKind


@dataclass(frozen=True, slots=True)
class Body:
    """A body as one of its mentions gives it.

    Attributes:
        ident: What mentions of one body share: a lexicon id, or the folded name.
        name: Name in the nominative.
        kind: What body it is.
        head: Folded head of the name («исполнительный комитет»), for mentions by it alone; may
            be empty.
        noun: Its noun, where it is more than that («комитет»).
        lexicon_id: Entry of the lexicon of intergovernmental bodies.
        wikidata: Its verified Wikidata id.
        country: Code of the state the lexicon gives it.
        abbreviation: Abbreviation the lexicon gives it.
        rank: Trust in the name: a later mention with a higher rank renames the body.
        is_media: Whether it is a medium or news agency.
        home: The state a medium writes at home in.
    """

    ident: str
    name: str
    kind: OrganizationKind
    head: str = ""
    lexicon_id: str | None = None
    wikidata: str | None = None
    country: str | None = None
    abbreviation: str | None = None
    rank: int = 1
    is_media: bool = False
    noun: str = ""
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A mention at tokens `[start, end)`."""

    start: int
    end: int
    body: Body
    is_abbreviation: bool
    rule: str

    def with_body(self, **changes: Any) -> Found:
        """The same place with another body."""
        return replace(self, body=replace(self.body, **changes))


def covers(outer: Found, start: int, end: int) -> bool:
    """Whether a mention reaches over all of `[start, end)`."""
    return outer.start <= start and end <= outer.end
