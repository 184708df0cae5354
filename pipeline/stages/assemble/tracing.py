"""Collecting the trace while a record is put together."""

from __future__ import annotations

from pipeline.spans import Span, merge_sorted
from pipeline.trace import Trace, TraceEntry


class Tracer:
    """Collects entries in the order they are added."""

    def __init__(self) -> None:
        self._entries: list[TraceEntry] = []

    def add(self, path: str, value: str, stage: str, rule: str, spans: tuple[Span, ...]) -> None:
        """Note where the value at `path` of the record comes from."""
        self._entries.append(TraceEntry(path, value, stage, rule, merge_sorted(spans)))

    def trace(self) -> Trace:
        """All entries."""
        return Trace(tuple(self._entries))
