"""The loop that no release can break: batches, and one by one where a batch fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from pipeline.batch.outcomes import Failed, Outcome, from_error, from_input, from_record
from pipeline.layers import Release
from pipeline.readers import InputFailure
from pipeline.records import Record
from pipeline.trace import Trace

_log = logging.getLogger(__name__)

Item = Release | Failed
"""A release to extract, or one that failed in the reader and only keeps its place."""


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


class Extractor(Protocol):
    """What a batch needs of `pipeline.flow.Extractor`."""

    def extract(self, releases: Iterable[Release], /) -> Iterator[Extraction]:
        """Extract releases in order."""


Load = Callable[[], Extractor]
"""Makes an extractor; for worker processes it must be picklable."""


def chunks(releases: Iterable[Release | InputFailure], size: int) -> Iterator[tuple[Item, ...]]:
    """Cut a stream into batches of `size`, failures of the readers in their places."""
    batch: list[Item] = []
    for release in releases:
        batch.append(from_input(release) if isinstance(release, InputFailure) else release)
        if len(batch) == size:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def extract_batch(extractor: Extractor, batch: Sequence[Item]) -> list[Outcome]:
    """Extract a batch. A release that fails costs itself only.

    If the batch as a whole raises, its releases are tried again one by one, and those that
    still raise become failures.

    Returns:
        One outcome an item, in their order.
    """
    releases = [item for item in batch if isinstance(item, Release)]
    try:
        done = _extract(extractor, releases)
    except Exception as error:
        _log.debug("a batch failed, its releases are tried one by one", exc_info=error)
        done = [_extract_one(extractor, release) for release in releases]
    outcomes = iter(done)
    return [next(outcomes) if isinstance(item, Release) else item for item in batch]


def _extract_one(extractor: Extractor, release: Release) -> Outcome:
    try:
        return _extract(extractor, [release])[0]
    except Exception as error:
        _log.debug("%s failed", release.id, exc_info=error)
        return from_error(release, error)


def _extract(extractor: Extractor, releases: Sequence[Release]) -> list[Outcome]:
    extractions = extractor.extract(releases) if releases else ()
    return [
        from_record(release, extraction.record, extraction.trace)
        for release, extraction in zip(releases, extractions, strict=True)
    ]
