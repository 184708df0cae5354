"""What a worker process does: load once, then batches of releases in and outcomes out."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from pipeline.batch.outcomes import Outcome
from pipeline.batch.robust import Extractor, Item, Load, extract_batch

_THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def limit_threads() -> None:
    """Give BLAS one thread, before numpy is imported.

    The models' matrices are small: a second thread only takes the core of another worker, and
    sums formed in another order would not be the same to the last bit.
    """
    for name in _THREAD_VARIABLES:
        os.environ[name] = "1"


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than that; where the system can (Linux).

    What asks for more gets a `MemoryError`, or the process ends: either costs one release, where
    the system's own killer might choose another program.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    size = megabytes * 2**20
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most != resource.RLIM_INFINITY:
        size = min(size, most)
    resource.setrlimit(resource.RLIMIT_DATA, (size, most))


def megabytes() -> float:
    """Memory of this process; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError):
        return 0.0


_LARGE = 550
"""Megabytes from which an extractor is loaded anew."""
_ROOM = 100
"""Megabytes that it must be able to grow by until the next time."""


class Worker:
    """An extractor that is loaded with the first batch, and anew when it has grown large.

    All caches have bounds, but spaCy keeps every word it ever met, and every run meets new ones.
    Loading anew takes a second or two, once in some thousand releases, and keeps memory flat.

    Args:
        load: Makes the extractor.
        measure: Tells the megabytes of memory in use.
    """

    def __init__(self, load: Load, measure: Callable[[], float] = megabytes) -> None:
        self._load = load
        self._measure = measure
        self._extractor: Extractor | None = None
        self._limit: float = _LARGE

    def extract(self, batch: Sequence[Item]) -> list[Outcome]:
        """Extract a batch; one outcome an item, in their order."""
        if self._extractor is None:
            self._extractor = _load_frozen(self._load)
            self._limit = max(_LARGE, self._measure() + _ROOM)
        with _without_collection():
            outcomes = extract_batch(self._extractor, batch)
        if self._measure() > self._limit:
            self._extractor = None
            gc.unfreeze()
            gc.collect()
        return outcomes


@contextmanager
def _without_collection() -> Iterator[None]:
    """Look for garbage between batches only.

    A batch makes some hundred thousand short-lived objects, which go without it; looking through
    them takes a twentieth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load_frozen(load: Load) -> Extractor:
    """Load without looking for garbage, now or later.

    Imports, lexicons and dictionaries are two hundred thousand objects that stay. Python would
    look through them all a dozen times while they are made (a fifth of the time it takes), and
    time and again later; the garbage among them is a few thousand small objects.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        extractor = load()
    finally:
        if collecting:
            gc.enable()
    gc.freeze()
    return extractor


class _Process:
    """What a worker process keeps between batches."""

    worker: Worker | None = None


def start(load: Load, memory: int) -> None:
    """Prepare a worker process; models are loaded with the first batch."""
    # Ctrl-C reaches every process of the terminal; the parent decides and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_threads()
    limit_memory(memory)
    _Process.worker = Worker(load)


def work(batch: tuple[Item, ...]) -> list[Outcome]:
    """Extract a batch in a worker process."""
    assert _Process.worker is not None
    return _Process.worker.extract(batch)
