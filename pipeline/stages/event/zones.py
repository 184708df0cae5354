"""Which sentences of a release are looked at together for its event."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.layers import SectionKind
from pipeline.stages.event.scene import Scene

_FURTHER = 3
"""Paragraphs that are looked at one by one when the lead reports no event."""
LEAD_SENTENCES = 3
"""Sentences of the body that belong to the lead."""
_LABEL = 16
"""Longest line above the body that only says who released it, in tokens."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Sentences looked at together, `[start, end)`."""

    start: int
    end: int


def zones(scene: Scene) -> list[Zone]:
    """The headline with the first sentences of the body, then paragraph by paragraph."""
    tokens = scene.tokens
    starts: list[int] = []
    body: list[int] = []
    section = -1
    for number, (first, _) in enumerate(tokens.sentences):
        kind = scene.section_kind(first)
        if kind in (SectionKind.HEADER, SectionKind.SIGNATURE):
            continue
        if kind in (SectionKind.HEADLINE, SectionKind.DATELINE):
            if not body:
                starts.append(number)
            continue
        if tokens.section[first] != section:
            section = tokens.section[first]
            if not body and _is_label(scene, number):
                starts.append(number)
                continue
            body.append(number)
    if not body:
        return [Zone(starts[0], len(tokens.sentences))] if starts else []
    lead_end = body[1] if len(body) > 1 else len(tokens.sentences)
    # A first paragraph of one short sentence is a subtitle: the next belongs to the lead.
    if len(body) > 1 and lead_end - body[0] == 1 and len(body) > 2:
        lead_end = min(body[2], body[1] + LEAD_SENTENCES - 1)
    lead_end = min(lead_end, body[0] + LEAD_SENTENCES)
    found = [Zone(min([*starts, body[0]]), lead_end)]
    at = lead_end
    for _ in range(_FURTHER):
        following = [number for number in body if number > at]
        end = following[0] if following else len(tokens.sentences)
        if at < end:
            found.append(Zone(at, end))
        at = end
    return found


def _is_label(scene: Scene, number: int) -> bool:
    """Whether a paragraph above the body is a line without a verb: who released it, and when."""
    tokens = scene.tokens
    low, high = tokens.sentences[number]
    alone = number + 1 == len(tokens.sentences) or (
        tokens.section[tokens.sentences[number + 1][0]] != tokens.section[low]
    )
    return (
        alone
        and number + 1 < len(tokens.sentences)
        and high - low <= _LABEL
        and not any(tokens.pos[i] in {"VERB", "AUX"} for i in range(low, high))
    )
