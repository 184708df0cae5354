"""Statements while their speakers are still open, and what they already cover of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.layers import TokenRange
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import Quotation
from pipeline.stages.statements.subjects import Subject


@dataclass(slots=True)
class Draft:
    """A statement found, before what it leaves open is resolved.

    Attributes:
        position: Token of its verb or frame.
        subject: Who speaks, perhaps still open.
        direct: Whether it is direct speech.
        verb: Lemma of the verb, or `None`.
        pieces: Token ranges of the content, in order.
        rule: Name of the rule.
        doubts: Codes of weak support.
        mute: Whether it only tells who spoke last and gives no statement.
    """

    position: int
    subject: Subject
    direct: bool
    verb: str | None
    pieces: list[TokenRange]
    rule: str
    doubts: list[str] = field(default_factory=list)
    mute: bool = False


class Board:
    """All drafts of one release, the words they cover and the quotations they use."""

    def __init__(self, narration: Narration) -> None:
        self._narration = narration
        self.drafts: list[Draft] = []
        self.used: set[int] = set()
        self.done: set[int] = set()
        self._covered = bytearray(len(narration.tokens))

    def add(self, draft: Draft, *, cover: bool = True, trim: bool = True) -> None:
        """File a draft.

        Args:
            draft: The draft; without content it is dropped.
            cover: Whether its content can hold no statements of its own.
            trim: Whether punctuation at the ends of its content goes.
        """
        pieces = [
            stripped
            for start, end in draft.pieces
            if (stripped := self._narration.strip(start, end) if trim else (start, end)) is not None
        ]
        if not pieces:
            return
        draft.pieces = pieces
        self.drafts.append(draft)
        self.done.add(draft.position)
        if cover:
            for start, end in pieces:
                self.cover(start, end)

    def cover(self, start: int, end: int) -> None:
        """Mark words as somebody's content."""
        self._covered[start:end] = b"\x01" * (end - start)

    def is_covered(self, index: int) -> bool:
        """Whether the word is somebody's content already."""
        return bool(self._covered[index])

    def use(self, quotation: Quotation) -> None:
        """Mark a quotation as somebody's words."""
        self.used.add(quotation.start)
        self.cover(quotation.start, quotation.end)

    def last_end(self, start: int, index: int) -> int:
        """One past the last covered word in `[start, index)`, or `start`."""
        place = self._covered.rfind(b"\x01", start, index)
        return start if place < 0 else place + 1
