"""Workers on a Ray cluster: this machine's own, or one of many machines.

Ray starts the workers where there are free cores and carries batches to them; what makes a run
safe is the same as with processes. A worker has one batch at a time: what waits, waits here, so a
worker that dies takes one batch with it and no other batch pays for it.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError

from pipeline.batch.outcomes import Outcome
from pipeline.batch.robust import Item, Load
from pipeline.batch.worker import Worker, limit_memory, limit_threads
from pipeline.errors import KommunikeError, ReleaseTimeoutError, UsageError, WorkerError

_STORE = 200 * 2**20
"""Bytes of a local cluster's object store. Batches are small: most travel with the call."""
_START = 120
"""Seconds until a worker must have started: a machine may have to be added first."""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class _Actor:
    """Runs in a worker of the cluster, which has Kommunike installed."""

    def __init__(self, load: Load, memory: int) -> None:
        limit_threads()
        limit_memory(memory)
        self._worker = Worker(load)

    def ready(self) -> None:
        """Answers when the worker has started."""

    def extract(self, batch: tuple[Item, ...]) -> list[Outcome]:
        return self._worker.extract(batch)


class Task:
    """A batch that was submitted.

    Attributes:
        batch: Its items.
        outcomes: Its outcomes, once they are there.
        error: Why there are none.
    """

    def __init__(self, batch: tuple[Item, ...]) -> None:
        self.batch = batch
        self.outcomes: list[Outcome] | None = None
        self.error: KommunikeError | None = None


class _Running:
    """What a worker is busy with: a batch, or its own start."""

    def __init__(self, task: Task | None, slot: int, reference: Any) -> None:
        self.task = task
        self.slot = slot
        self.reference = reference
        self.since = time.monotonic()

    def fail(self, error: KommunikeError) -> None:
        if self.task is None:
            raise error  # no worker, no run
        self.task.error = error


class RayActors:
    """A backend of Ray actors, each with its own models.

    Args:
        load: Makes a worker's extractor; it is pickled.
        workers: Number of actors; each takes one core of the cluster.
        timeout: Seconds a batch may take.
        memory: Megabytes a worker may have.
        address: The cluster's address; a cluster on this machine is started without one.

    Raises:
        UsageError: The cluster is not reached.
    """

    def __init__(
        self, load: Load, workers: int, timeout: float, memory: int, address: str | None = None
    ) -> None:
        self.workers = workers
        self._load = load
        self._timeout = timeout
        self._memory = memory
        self._queue: deque[Task] = deque()
        self._running: list[_Running] = []
        self._own = not ray.is_initialized()
        if self._own:
            connect(workers, address)
        self._actors: list[Any] = [None] * workers
        for slot in range(workers):
            self._start(slot)

    def submit(self, batch: tuple[Item, ...]) -> Task:
        """Put a batch into the queue, and hand it on if a worker is free."""
        task = Task(batch)
        self._queue.append(task)
        self._look(0)
        return task

    def result(self, handle: Task) -> list[Outcome]:
        """Wait for a batch's outcomes.

        Raises:
            WorkerError: The worker died over it.
            ReleaseTimeoutError: It took too long, and the worker was ended.
            KommunikeError: The worker cannot load its models or lexicons.
        """
        while handle.outcomes is None and handle.error is None:
            self._look(1)
        if handle.error is not None:
            raise handle.error
        assert handle.outcomes is not None
        return handle.outcomes

    def close(self) -> None:
        """End all workers, and the cluster if it was started here."""
        for actor in self._actors:
            ray.kill(actor)
        self._actors = []
        self._running = []
        if self._own:
            ray.shutdown()

    def _start(self, slot: int) -> None:
        # No restarts by Ray itself: a worker that died is replaced here, once its batch is known.
        actor = ray.remote(_Actor).options(num_cpus=1, max_restarts=0, max_task_retries=0)
        self._actors[slot] = actor.remote(self._load, self._memory)
        # Its start is no part of the time that a batch may take.
        self._running.append(_Running(None, slot, self._actors[slot].ready.remote()))

    def _look(self, seconds: float) -> None:
        """Take what is done, end what takes too long, and give free workers something to do."""
        if self._running:
            references = [running.reference for running in self._running]
            done, _ = ray.wait(references, num_returns=1, timeout=seconds)
            ready = set(done)
            now = time.monotonic()
            for running in list(self._running):
                if running.reference in ready:
                    self._take(running)
                elif running.task is not None and now - running.since > self._timeout:
                    running.fail(ReleaseTimeoutError("took too long"))
                    self._replace(running)
                elif running.task is None and now - running.since > _START:
                    running.fail(
                        WorkerError(
                            f"a worker did not start in {_START} s: are there enough free cores "
                            "in the cluster (`ray status`)?"
                        )
                    )
        busy = {running.slot for running in self._running}
        for slot in range(self.workers):
            if self._queue and slot not in busy:
                task = self._queue.popleft()
                reference = self._actors[slot].extract.remote(task.batch)
                self._running.append(_Running(task, slot, reference))

    def _take(self, running: _Running) -> None:
        try:
            outcomes = ray.get(running.reference)
            self._running.remove(running)
            if running.task is not None:
                running.task.outcomes = outcomes
        except RayTaskError as error:
            cause = error.cause
            if isinstance(cause, KommunikeError):
                running.fail(cause)
                self._running.remove(running)
            else:
                running.fail(WorkerError(f"a worker failed: {type(cause).__name__}"))
                self._replace(running)
        except RayError as error:
            reason = " ".join(str(error).split())[:200]
            running.fail(WorkerError(f"a worker died ({type(error).__name__}: {reason})"))
            self._replace(running)

    def _replace(self, running: _Running) -> None:
        """Start another worker in the place of one that died or must die."""
        self._running.remove(running)
        ray.kill(self._actors[running.slot])
        self._start(running.slot)


def connect(workers: int, address: str | None) -> None:
    """Reach a cluster, or start one on this machine with a core a worker.

    Raises:
        UsageError: The cluster is not reached.
    """
    options: dict[str, Any] = {
        "logging_level": "ERROR",
        "log_to_driver": False,
        "runtime_env": {"env_vars": _ONE_THREAD},
    }
    if address is None:
        options |= {
            "num_cpus": workers,
            "object_store_memory": _STORE,
            "include_dashboard": False,
        }
    else:
        options["address"] = address
    try:
        ray.init(**options)
    except (ConnectionError, ValueError, RuntimeError, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise UsageError(f"Ray cluster {address or 'on this machine'}: {reason}") from None
