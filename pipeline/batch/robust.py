"""The loop that no release can break: batches, and one by one where a batch fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.batch.outcomes import Failed, Outcome, from_error, from_input, from_record
from pipeline.layers import Release
from pipeline.readers import InputFailure, Unparsed, parse
from pipeline.records import Record
from pipeline.trace import Trace

_log = logging.getLogger(__name__)

Item = Release | Unparsed
"""A release to extract; its format may still have to be read."""

_BATCH_BYTES = 4 * 2**20
"""A batch is closed when it holds this much: what lies ready must not fill the memory."""


class Extraction(Protocol):
    """A release with its record and trace, as the flow gives it."""

    @property
    def release(self) -> Release:
        """The release."""

    @property
    def record(self) -> Record:
        """Its record."""

    @property
    def trace(self) -> Trace:
        """The rules behind the record."""

    @property
    def written(self) -> str | None:
        """The record as JSON, if it has been made already."""

    @property
    def seconds(self) -> float:
        """How long it took, what it shares with others aside."""


class Extractor(Protocol):
    """What a batch needs of `pipeline.flow.Extractor`."""

    def extract(self, releases: Iterable[Release], /) -> Iterator[Extraction]:
        """Extract releases in order."""


Load = Callable[[], Extractor]
"""Makes an extractor; for worker processes it must be picklable."""


def chunks(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Cut a stream into batches of `size` items, fewer where they are large."""
    batch: list[Item] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += len(item.content if isinstance(item, Unparsed) else item.text)
        if len(batch) == size or weight > _BATCH_BYTES:
            yield tuple(batch)
            batch, weight = [], 0
    if batch:
        yield tuple(batch)


def extract_batch(extractor: Extractor, batch: Sequence[Item]) -> list[Outcome]:
    """Read and extract a batch. A release that fails costs itself only.

    If the batch as a whole raises, its releases are tried again one by one, and those that
    still raise become failures.

    Returns:
        One outcome an item, in their order.
    """
    read = [_read(item) for item in batch]
    releases = [item for item in read if isinstance(item, Release)]
    try:
        done = _extract(extractor, releases)
    except Exception as error:
        _log.debug("a batch failed, its releases are tried one by one", exc_info=error)
        done = [_extract_one(extractor, release) for release in releases]
    outcomes = iter(done)
    return [next(outcomes) if isinstance(item, Release) else item for item in read]


def _read(item: Item) -> Release | Failed:
    if isinstance(item, Release):
        return item
    try:
        found = parse(item)
    except Exception as error:  # a library's answer to a file it never met
        _log.debug("%s could not be read", item.source, exc_info=error)
        return from_error(item, error)
    return from_input(found) if isinstance(found, InputFailure) else found


def _extract_one(extractor: Extractor, release: Release) -> Outcome:
    start = time.perf_counter()
    try:
        return _extract(extractor, [release])[0]
    except Exception as error:
        _log.debug("%s failed", release.id, exc_info=error)
        return from_error(release, error, time.perf_counter() - start)


def _extract(extractor: Extractor, releases: Sequence[Release]) -> list[Outcome]:
    """Extract releases together and say how long each took.

    What they took together, the models above all, is shared out by length.
    """
    start = time.perf_counter()
    extractions = list(extractor.extract(releases)) if releases else []
    elapsed = time.perf_counter() - start
    together = max(elapsed - sum(extraction.seconds for extraction in extractions), 0.0)
    share = together / max(sum(len(release.text) for release in releases), 1)
    spent = [
        extraction.seconds + share * len(extraction.release.text) for extraction in extractions
    ]
    return [
        from_record(release, extraction.record, extraction.trace, seconds, extraction.written)
        for release, extraction, seconds in zip(releases, extractions, spent, strict=True)
    ]
