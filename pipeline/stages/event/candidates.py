"""What may be the event of a release: an event noun or verb, and how the text speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from pipeline.layers import EventKind
from pipeline.resources.events import FrameRole


class Standing(IntEnum):
    """How firmly the text says that the event takes place."""

    ABOUT = 0
    """Only spoken of, or on whose fringes something happens."""
    FRAME = 1
    """Taken for granted: «на встрече», «в ходе визита»."""
    TITLE = 2
    """A headline's noun phrase."""
    HELD = 3
    """Said in so many words to take place, or to be attended."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the text that may name the event.

    Attributes:
        index: The noun or the verb.
        start: First token of its phrase (modifiers included).
        lemma: Of the noun or verb.
        verb: The verb that says that it takes place, if any; for verbs, themselves.
        future: Whether it is told as still to come.
        other: Why it is another occasion than the release's, if it is (a rule's name).
        speech: Whether it stands inside someone's quoted words.
    """

    index: int
    start: int
    lemma: str
    kind: EventKind
    width: int
    noun: bool
    standing: Standing
    verb: int | None
    future: bool
    other: str | None
    speech: bool
    plural: bool
    frame: FrameRole | None
    rule: str
