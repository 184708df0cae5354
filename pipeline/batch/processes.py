"""Worker processes of this machine, by pebble.

The standard library's pools lose every task when one worker is killed, or wait for it for ever;
pebble's loses the task, starts another worker and ends one that takes too long.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import TimeoutError as FutureTimeoutError

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.batch.outcomes import Outcome
from pipeline.batch.robust import Item, Load
from pipeline.batch.worker import limit_threads, start, work
from pipeline.errors import ReleaseTimeoutError, WorkerError

_TASKS = 1_000
"""Batches until a worker makes room for a new one: whatever a library heaps up, goes with it."""


class Processes:
    """A backend of worker processes, each with its own models.

    Args:
        load: Makes a worker's extractor; it is pickled.
        workers: Number of processes; one a core is the most that helps.
        timeout: Seconds a batch may take, once a worker has begun with it.
        memory: Megabytes a worker may have.
    """

    def __init__(self, load: Load, workers: int, timeout: float, memory: int) -> None:
        self.workers = workers
        self._timeout = timeout
        limit_threads()  # the workers inherit it before they import anything
        # "spawn": a forked child would inherit locks in whatever state they are.
        self._pool = ProcessPool(
            workers,
            max_tasks=_TASKS,
            context=multiprocessing.get_context("spawn"),
            initializer=start,
            initargs=(load, memory),
        )

    def submit(self, batch: tuple[Item, ...]) -> ProcessFuture[list[Outcome]]:
        """Give a batch to the next worker that is free."""
        return self._pool.schedule(work, args=[batch], timeout=self._timeout)

    def result(self, handle: ProcessFuture[list[Outcome]]) -> list[Outcome]:
        """Wait for a batch's outcomes.

        Raises:
            WorkerError: The worker died over it.
            ReleaseTimeoutError: It took too long, and the worker was ended.
            KommunikeError: The worker cannot load its models or lexicons.
        """
        try:
            outcomes = handle.result()
        except ProcessExpired as error:
            raise WorkerError(f"a worker process died (exit code {error.exitcode})") from None
        except MemoryError:
            raise WorkerError("a worker process is short of memory") from None
        except FutureTimeoutError:
            raise ReleaseTimeoutError("took too long") from None
        return outcomes

    def close(self) -> None:
        """End all workers at once."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
