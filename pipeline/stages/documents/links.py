"""An act upon an instrument, as found in the text."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.layers import DocumentStatus
from pipeline.resources.documents import Act
from pipeline.stages.documents.modality import Outcome

FORMAL = frozenset({"sign", "adopt", "approve", "ratify", "tell"})
"""Acts that bring an instrument into being or force."""


@dataclass(frozen=True, slots=True)
class Link:
    """An act upon an instrument.

    Attributes:
        act: The lexicon entry, or `None` for what is only governed by «переговоры по», ….
        index: Token of the verb or noun.
        form: `active`, `passive`, `infinitive`, `noun`, `participle`, `pronoun`, `list`,
            `told`, `stage` or `signatures`.
        outcome: What came of it.
        status: Status it gives, before the occasion is considered.
        rule: Name for `kommunike explain`.
    """

    act: Act | None
    index: int
    form: str
    outcome: Outcome
    status: DocumentStatus
    rule: str


def link_of(act: Act, index: int, form: str, outcome: Outcome) -> Link:
    """The link that an act makes with this outcome."""
    status: DocumentStatus = act.status
    if outcome is Outcome.PLANNED:
        status = "discussed" if act.id in {"discuss", "finalize", "forward"} else "planned"
    elif outcome in {Outcome.NEGATED, Outcome.TALKED}:
        status = "discussed"
    elif outcome is Outcome.UNSURE and act.id not in {"prepare", "finalize"}:
        # What is in preparation is under discussion, whatever the clause says of that work.
        status = "referenced"
    return Link(act, index, form, outcome, status, f"documents.{act.id}.{form}")
