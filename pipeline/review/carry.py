"""Which decisions over an older extraction hold for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.review.events import EVIDENCE, Event
from pipeline.review.items import Item


class Carry:
    """Which decisions made over an older extraction hold for the present one.

    A decision holds where the item's kind, the field's machine value and the item's evidence are
    the same in both; a decision about a whole item where all of it is; that a document is done
    where the whole record is. Added items hold: the text is the same.

    Args:
        current: Number of the present extraction.
        items: Machine items by extraction, the present one too.
    """

    def __init__(self, current: int, items: Mapping[int, Mapping[str, Item]]) -> None:
        self._current = current
        self._items = items

    def held(self, event: Event) -> list[Event]:
        """What of the event counts: itself, a part of an accepted row, or nothing."""
        if self._holds(event):
            return [event]
        new = self._items[self._current].get(event.item or "")
        if event.op != "accept" or event.field is not None or new is None:
            return []
        parts = [replace(event, field=name) for name in new.values]
        return [part for part in parts if self._holds(part)]

    def _holds(self, event: Event) -> bool:
        """Whether the event counts for the present extraction."""
        if event.extraction == self._current:
            return True
        if event.op in {"done", "reopen"}:
            return self._same_record(event.extraction)
        if event.op == "add":
            parent = event.after["parent"]
            return parent is None or not self._vanished(event.extraction, parent)
        old = self._items[event.extraction].get(event.item or "")
        new = self._items[self._current].get(event.item or "")
        if old is None:  # about an item that a reviewer added
            return True
        if new is None or list(old.evidence) != list(new.evidence):
            return False
        if event.field is None or event.field == EVIDENCE:
            return dict(old.values) == dict(new.values)
        return bool(old.values.get(event.field) == new.values.get(event.field))

    def _same_record(self, extraction: int) -> bool:
        """Whether that extraction found what the present one did, doubts aside."""
        old, new = self._items[extraction], self._items[self._current]
        return list(old) == list(new) and all(
            dict(item.values) == dict(new[key].values) and item.evidence == new[key].evidence
            for key, item in old.items()
        )

    def _vanished(self, extraction: int, item: str) -> bool:
        return item in self._items[extraction] and item not in self._items[self._current]
