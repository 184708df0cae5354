"""Executors: the same batches in this process or in worker processes, in the same order.

Both give the same outcomes byte for byte. A batch is handed over as texts and comes back as JSON
bytes; spaCy's documents never leave their process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Protocol

from pipeline.batch.outcomes import Outcome
from pipeline.batch.robust import Extractor, Item, Load, chunks, extract_batch
from pipeline.errors import WorkerError
from pipeline.layers import Release
from pipeline.readers import InputFailure
from pipeline.settings import Settings

_THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
_WAITING = 3
"""Batches a worker that lie ready: enough to keep it busy, few enough to keep memory flat."""


class Executor(Protocol):
    """Extracts a stream of releases."""

    def run(self, releases: Iterable[Release | InputFailure]) -> Iterator[Outcome]:
        """One outcome a release, in their order."""


def make_executor(settings: Settings, workers: int = 1) -> Executor:
    """The executor for a number of workers; one is this process."""
    load = partial(load_extractor, settings)
    if workers == 1:
        return LocalExecutor(load, settings.batch_size)
    return ProcessExecutor(load, settings.batch_size, workers)


def load_extractor(settings: Settings) -> Extractor:
    """Load the models and resources (about a second)."""
    from pipeline.flow import load

    return load(settings)


def limit_threads() -> None:
    """Give BLAS one thread, before numpy is imported.

    The models' matrices are small: a second thread only takes the core of another worker, and
    sums formed in another order would not be the same to the last bit.
    """
    for name in _THREAD_VARIABLES:
        os.environ[name] = "1"


class LocalExecutor:
    """Extracts in this process.

    Args:
        load: Makes the extractor, when the first batch comes.
        batch_size: Releases a batch.
    """

    def __init__(self, load: Load, batch_size: int) -> None:
        self._load = load
        self._batch_size = batch_size

    def run(self, releases: Iterable[Release | InputFailure]) -> Iterator[Outcome]:
        """One outcome a release, in their order."""
        extractor: Extractor | None = None
        for batch in chunks(releases, self._batch_size):
            if extractor is None:
                extractor = self._load()
            yield from extract_batch(extractor, batch)


class ProcessExecutor:
    """Extracts in worker processes, each with its own models.

    Args:
        load: Makes a worker's extractor; it is pickled.
        batch_size: Releases a batch.
        workers: Number of processes; one a core is the most that helps.
    """

    def __init__(self, load: Load, batch_size: int, workers: int) -> None:
        self._load = load
        self._batch_size = batch_size
        self._workers = workers

    def run(self, releases: Iterable[Release | InputFailure]) -> Iterator[Outcome]:
        """One outcome a release, in their order.

        Raises:
            WorkerError: A worker process died.
        """
        # "spawn": a forked child would inherit BLAS threads and locks in whatever state they are.
        pool = ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
            initargs=(self._load,),
        )
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            for batch in chunks(releases, self._batch_size):
                waiting.append(pool.submit(_work, batch))
                if len(waiting) >= _WAITING * self._workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise WorkerError(
                "a worker process died (killed, or out of memory); run again with --force and "
                "fewer --workers"
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """What a worker process keeps between batches."""

    extractor: Extractor | None = None
    load: Load | None = None


def _start_worker(load: Load) -> None:
    # Ctrl-C reaches every process of the terminal; the parent decides and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_threads()
    _Worker.load = load


def _work(batch: tuple[Item, ...]) -> list[Outcome]:
    if _Worker.extractor is None:
        assert _Worker.load is not None
        _Worker.extractor = _Worker.load()
    return extract_batch(_Worker.extractor, batch)
