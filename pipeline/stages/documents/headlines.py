"""Instruments that a headline names and the text words otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.tokens import Tokens
from pipeline.layers import SectionKind
from pipeline.stages.documents.entries import Entry
from pipeline.stages.documents.links import Link
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.modality import Outcome

_FORMAL_RANK = 6
"""From this rank on an instrument is said to be approved, adopted, ratified or signed."""


class Headlines:
    """Questions about one release's headline.

    Args:
        tokens: The release.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._spans = {
            number: section.span
            for number, section in enumerate(tokens.layout.sections)
            if section.kind is SectionKind.HEADLINE
        }

    def holds(self, mention: Mention) -> bool:
        """Whether the mention stands in the headline."""
        return self._tokens.section[mention.head] in self._spans

    def named(self, entries: Iterable[Entry], mention: Mention, link: Link | None) -> Entry | None:
        """The headline's instrument of the same noun and fate that the text has not named yet.

        A headline tells of no instrument that the text leaves out, and words it freely.

        Args:
            entries: The instruments found so far, in order of first mention.
            mention: The text's first mention of an instrument.
            link: The act upon it.
        """
        if self.holds(mention) or link is None or link.outcome is not Outcome.DONE:
            return None
        for entry in entries:
            if not self._only_here(entry):
                return None
            told = entry.status
            if (
                entry.mention.entry.id == mention.entry.id
                and entry.part is None
                and told.rank >= _FORMAL_RANK
                and told.link is not None
                and told.link.act is link.act
            ):
                return entry
        return None

    def _only_here(self, entry: Entry) -> bool:
        return all(any(own.contains(span) for own in self._spans.values()) for span in entry.spans)
