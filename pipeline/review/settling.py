"""The adjudicator's page: differences side by side, with the machine's value and the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.review import pages, rows
from pipeline.review.desk import Sheet
from pipeline.review.events import EVIDENCE
from pipeline.review.kinds import kinds
from pipeline.review.merge import Difference, Merged
from pipeline.review.words import Language, Words

_CONTEXT: Final = 160


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values to choose from."""

    who: str
    value: Any
    shown: str
    machine: bool = False


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference as it is shown."""

    item: str
    field: str | None
    kind: str
    kind_name: str
    label: str
    field_label: str
    editor: str
    nullable: bool
    value: Any
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
        agreement=figures([merged], words),
        **frame,
    )


def figures(merged: Sequence[Merged], words: Words) -> list[tuple[str, str, int]]:
    """How far reviewers agree: by kind of item, and beyond chance over the closed lists.

    Returns:
        What was compared, in words; the share that is the same, or kappa; the number compared.
    """
    compared, agreed = Counter[str](), Counter[str]()
    pairs: list[tuple[Any, Any]] = []
    for one in merged:
        compared.update(one.compared)
        agreed.update(one.agreed)
        pairs += one.pairs
    found = [
        (words.kind(kind), f"{agreed[kind] / number:.0%}", number)
        for kind, number in compared.items()
    ]
    kappa = cohen_kappa(pairs)
    if kappa is not None:
        found.append((words("kappa"), f"{kappa:.2f}".replace(".", words("point")), len(pairs)))
    return found


def cohen_kappa(pairs: Sequence[tuple[Any, Any]]) -> float | None:
    """Agreement beyond chance of two who labelled the same things (Cohen 1960).

    Args:
        pairs: The two labels of each thing; hashable.

    Returns:
        A number up to 1; `None` where there is nothing to compare, or only one label at all.
    """
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    total = len(pairs)
    if not total:
        return None
    chance: float = sum(first[label] * second[label] for label in first) / total**2
    if chance == 1:
        return None
    same = sum(1 for one, other in pairs if one == other) / total
    return (same - chance) / (1 - chance)


def _row(sheet: Sheet, merged: Merged, difference: Difference, words: Words) -> DifferenceRow:
    entry = merged.state.entries[difference.item]
    kind = kinds()[entry.item.kind]
    field = kind.field(difference.field) if difference.field is not None else None
    machine: Any = None
    if difference.field is None:
        label = words("presence")
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
        shown = _show(merged, difference, machine, words)
        sides.insert(0, Side(words("machine"), machine, shown, machine=True))
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
        kind.name,
        rows.item_row(merged.state, entry, 0, words).label,
        label,
        field.editor if field is not None else "",
        field is not None and field.nullable,
        None if field is None else chosen,
        tuple(sides),
        difference.settled,
        _show(merged, difference, chosen, words),
        context,
    )


def _show(merged: Merged, difference: Difference, value: Any, words: Words) -> str:
    entry = merged.state.entries[difference.item]
    kind = kinds()[entry.item.kind]
    if difference.field is None:
        return words("there") if value else words("missing")
    if difference.field == EVIDENCE:
        return " · ".join(quote["text"] for quote in value)
    field = kind.field(difference.field)
    assert field is not None
    return rows.show(merged.state, kind.name, field, value, words)
