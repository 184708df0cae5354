"""Keeps workers busy and their answers in order, and isolates the release a worker dies over.

What the workers are, processes of this machine or actors of a cluster, is the backend's affair.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pipeline.batch.outcomes import Failed, Outcome
from pipeline.batch.robust import Item, chunks
from pipeline.errors import OutOfMemoryError, ReleaseTimeoutError, WorkerError

Handle = TypeVar("Handle")


class Backend(Protocol[Handle]):
    """Workers that are given batches. One is replaced when it dies or is ended."""

    @property
    def workers(self) -> int:
        """How many there are."""

    def submit(self, batch: tuple[Item, ...]) -> Handle:
        """Give a batch to a worker; returns at once."""

    def result(self, handle: Handle) -> list[Outcome]:
        """Wait for a batch's outcomes.

        Raises:
            WorkerError: The worker died over it.
            ReleaseTimeoutError: It took too long, and the worker was ended.
            KommunikeError: The worker cannot load its models or lexicons.
        """

    def close(self) -> None:
        """End all workers at once."""


@dataclass(slots=True)
class _Batch(Generic[Handle]):
    items: tuple[Item, ...]
    handle: Handle


_AHEAD = 3
"""Batches a worker that are with it or lie ready: enough to keep it busy, few enough to keep
memory flat."""


class PoolExecutor(Generic[Handle]):
    """Extracts with a backend's workers.

    A batch whose worker dies or takes too long is tried once more, a release at a time. A release
    that fails again becomes an error; all others lose nothing but time.

    Args:
        backend: The workers.
        batch_size: Releases a batch.
        timeout: Seconds a release may take; for messages.
    """

    def __init__(self, backend: Backend[Handle], batch_size: int, timeout: float) -> None:
        self._backend = backend
        self._batch_size = batch_size
        self._timeout = timeout

    def run(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """One outcome an item, in their order.

        Raises:
            KommunikeError: The workers cannot load their models or lexicons.
        """
        waiting: deque[_Batch[Handle]] = deque()
        try:
            for items_of_batch in chunks(items, self._batch_size):
                waiting.append(_Batch(items_of_batch, self._backend.submit(items_of_batch)))
                if len(waiting) >= _AHEAD * self._backend.workers:
                    yield from self._finish(waiting.popleft())
            while waiting:
                yield from self._finish(waiting.popleft())
        finally:
            self._backend.close()

    def _finish(self, batch: _Batch[Handle]) -> list[Outcome]:
        try:
            outcomes = self._backend.result(batch.handle)
        except (WorkerError, ReleaseTimeoutError):
            return [self._again(item) for item in batch.items]
        # Short of memory, a batch may have failed for what one of its releases took.
        return [
            self._again(item)
            if isinstance(outcome, Failed) and outcome.code == OutOfMemoryError.code
            else outcome
            for item, outcome in zip(batch.items, outcomes, strict=True)
        ]

    def _again(self, item: Item) -> Outcome:
        try:
            return self._backend.result(self._backend.submit((item,)))[0]
        except WorkerError:
            message = "a worker process died over it, twice: killed, or short of memory"
            return Failed(item.id, item.source, WorkerError.code, message)
        except ReleaseTimeoutError:
            message = f"took longer than {self._timeout:g} s, twice (--timeout)"
            return Failed(item.id, item.source, ReleaseTimeoutError.code, message, self._timeout)
