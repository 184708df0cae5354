"""Executors: the same batches in this process, in worker processes or on a cluster.

All give the same outcomes, byte for byte and in the order of the releases. A batch is handed over
as texts or files' bytes and comes back as JSON bytes; spaCy's documents never leave their process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from typing import Literal, Protocol

from pipeline.batch.outcomes import Outcome
from pipeline.batch.pool import PoolExecutor
from pipeline.batch.robust import Extractor, Item, Load, chunks
from pipeline.batch.worker import Worker, limit_threads
from pipeline.errors import UsageError
from pipeline.settings import Settings

__all__ = ["Executor", "LocalExecutor", "limit_threads", "load_extractor", "make_executor"]

Kind = Literal["auto", "local", "processes", "ray"]

TIMEOUT = 180.0
"""Seconds a release may take by default: a hundred times what a long one needs."""
MEMORY = 2_000
"""Megabytes a worker may have by default: four times what it needs."""


class Executor(Protocol):
    """Extracts a stream of releases."""

    def run(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """One outcome a release, in their order."""


def make_executor(
    settings: Settings,
    workers: int = 1,
    *,
    kind: Kind = "auto",
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    address: str | None = None,
) -> Executor:
    """The executor for a number of workers.

    Args:
        settings: The extractor's settings.
        workers: Processes or actors.
        kind: Where they are; `auto` is this process for one and processes for more.
        timeout: Seconds a release may take. Nothing can stop one in this process.
        memory: Megabytes a worker may have. This process has no limit.
        address: A Ray cluster's address; without one, a cluster on this machine.

    Raises:
        UsageError: Ray is not installed or not reached.
    """
    load = partial(load_extractor, settings)
    if kind == "local" or (kind == "auto" and workers == 1):
        return LocalExecutor(load, settings.batch_size)
    if kind == "ray":
        return ray_executor(load, settings.batch_size, workers, timeout, memory, address)
    return process_executor(load, settings.batch_size, workers, timeout, memory)


def process_executor(
    load: Load, batch_size: int, workers: int, timeout: float = TIMEOUT, memory: int = MEMORY
) -> Executor:
    """An executor of worker processes; see `make_executor`."""
    from pipeline.batch.processes import Processes

    return PoolExecutor(Processes(load, workers, timeout, memory), batch_size, timeout)


def ray_executor(
    load: Load,
    batch_size: int,
    workers: int,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    address: str | None = None,
) -> Executor:
    """An executor of Ray actors; see `make_executor`."""
    if find_spec("ray") is None:
        raise UsageError("--executor ray needs Ray: pip install 'kommunike[ray]'")
    from pipeline.batch.cluster import RayActors

    backend = RayActors(load, workers, timeout, memory, address)
    return PoolExecutor(backend, batch_size, timeout)


def load_extractor(settings: Settings) -> Extractor:
    """Load the models and resources (about a second)."""
    from pipeline.flow import load

    return load(settings)


class LocalExecutor:
    """Extracts in this process.

    Args:
        load: Makes the extractor, when the first batch comes.
        batch_size: Releases a batch.
    """

    def __init__(self, load: Load, batch_size: int) -> None:
        self._worker = Worker(load)
        self._batch_size = batch_size

    def run(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """One outcome a release, in their order."""
        for batch in chunks(items, self._batch_size):
            yield from self._worker.extract(batch)
