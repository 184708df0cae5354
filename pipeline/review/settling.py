"""The adjudicator's page: differences side by side, with the machine's value and the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pipeline.review import pages
from pipeline.review.desk import Sheet
from pipeline.review.events import EVIDENCE
from pipeline.review.kinds import kinds
from pipeline.review.merge import Difference, Merged
from pipeline.review.words import Language, Words

_CONTEXT: Final = 90


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values to choose from."""

    who: str
    value: Any
    shown: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference as it is shown."""

    item: str
    field: str | None
    kind: str
    label: str
    field_label: str
    sides: tuple[Side, ...]
    settled: bool
    chosen: str
    context: tuple[str, str, str] | None


def conflicts_page(
    sheet: Sheet, merged: Merged, seen: int, language: Language, **frame: Any
) -> str:
    """The page of a document's differences."""
    words = Words(language)
    return pages.render(
        "conflicts.html",
        language,
        sheet=sheet,
        seen=seen,
        rows=[_row(sheet, merged, difference, words) for difference in merged.differences],
        left=len(merged.open),
        agreement=[
            (words.kind(kind), f"{merged.agreed[kind] / number:.0%}", number)
            for kind, number in merged.compared.items()
        ],
        **frame,
    )


def _row(sheet: Sheet, merged: Merged, difference: Difference, words: Words) -> DifferenceRow:
    entry = merged.state.entries[difference.item]
    kind = kinds()[entry.item.kind]
    machine: Any = None
    if difference.field is None:
        label = words("record")
        machine, chosen = entry.added is None, entry.rejected is None
    elif difference.field == EVIDENCE:
        label = words.field(kind.name, EVIDENCE)
        machine, chosen = list(entry.item.evidence), entry.evidence.value
    else:
        label = words.field(kind.name, difference.field)
        value = entry.values[difference.field]
        machine, chosen = value.machine, value.value
    sides = [
        Side(who, value, _show(merged, difference, value, words))
        for who, value in difference.values.items()
    ]
    if entry.added is None:
        sides.insert(0, Side(words("machine"), machine, _show(merged, difference, machine, words)))
    quote = entry.evidence.value[0] if entry.evidence.value else None
    context = None
    if quote is not None:
        start, end = quote["start"], quote["end"]
        context = (
            sheet.text[max(0, start - _CONTEXT) : start],
            sheet.text[start:end],
            sheet.text[end : end + _CONTEXT],
        )
    return DifferenceRow(
        difference.item,
        difference.field,
        words.kind(kind.name),
        pages.item_row(merged.state, entry, 0, words).label,
        label,
        tuple(sides),
        difference.settled,
        _show(merged, difference, chosen, words),
        context,
    )


def _show(merged: Merged, difference: Difference, value: Any, words: Words) -> str:
    entry = merged.state.entries[difference.item]
    kind = kinds()[entry.item.kind]
    if difference.field is None:
        return words("yes") if value else words("missing")
    if difference.field == EVIDENCE:
        return " · ".join(quote["text"] for quote in value)
    field = kind.field(difference.field)
    assert field is not None
    return pages.show(merged.state, kind.name, field, value, words)
