from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from pipeline.batch.executors import (
    LocalExecutor,
    load_extractor,
    make_executor,
    process_executor,
    ray_executor,
)
from pipeline.batch.outcomes import Failed
from pipeline.batch.pool import PoolExecutor
from pipeline.errors import ResourceError, UsageError, WorkerError
from pipeline.readers import find_sources, list_sources
from pipeline.settings import Settings
from tests.batch.fakes import load
from tests.batch.runs import items, releases

CORPUS = Path(__file__).parents[2] / "corpus" / "releases"
needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="the extra `ray` is not installed"
)


def codes(outcomes):
    return [outcome.code if isinstance(outcome, Failed) else "" for outcome in outcomes]


def test_processes_give_what_this_process_gives():
    stream = releases(*(f"Номер {n}" if n % 7 else "ПОЛОМКА" for n in range(40)))
    local = list(LocalExecutor(load, 4).run(stream))
    processes = list(process_executor(load, 4, 2).run(stream))
    assert processes == local
    assert [outcome.id for outcome in local] == [release.id for release in stream]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_is_killed_costs_one_release(workers):
    stream = items("Один", "СМЕРТЬ", "Три", "Четыре", "СМЕРТЬ", "Шесть")
    outcomes = list(process_executor(load, 3, workers).run(stream))
    assert codes(outcomes) == ["", "worker_died", "", "", "worker_died", ""]
    assert [outcome.id for outcome in outcomes] == [item.id for item in stream]
    assert "twice" in outcomes[1].message


def test_a_release_that_hangs_costs_itself_only():
    stream = items("Один", "ЗАВИСАНИЕ", "Три", "Четыре")
    outcomes = list(process_executor(load, 2, 1, timeout=3).run(stream))
    assert codes(outcomes) == ["", "timeout", "", ""]
    assert "longer than 3 s" in outcomes[1].message


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="no limit of memory here")
def test_a_release_that_exhausts_memory_costs_itself_only():
    stream = items("Один", "ПАМЯТЬ", "Три")
    outcomes = list(process_executor(load, 3, 1, memory=600).run(stream))
    assert codes(outcomes) == ["", "out_of_memory", ""]


def broken():
    raise ResourceError("offices.yaml: no valid YAML")


def test_what_no_worker_can_load_ends_the_run():
    with pytest.raises(ResourceError, match="no valid YAML"):
        list(process_executor(broken, 2, 2).run(items("Один", "Два", "Три")))


class Fragile:
    """A backend whose workers die over the first batches they get, and then no more."""

    workers = 1

    def __init__(self, deaths: int) -> None:
        self.deaths = deaths
        self.closed = False
        self.sizes: list[int] = []

    def submit(self, batch):
        return batch

    def result(self, batch):
        self.sizes.append(len(batch))
        if self.deaths:
            self.deaths -= 1
            raise WorkerError("died")
        return list(LocalExecutor(load, 16).run(batch))

    def close(self):
        self.closed = True


def test_one_retry_saves_what_died_by_chance():
    backend = Fragile(deaths=1)
    outcomes = list(PoolExecutor(backend, 3, 1).run(items("Один", "Два", "Три", "Четыре")))
    assert codes(outcomes) == ["", "", "", ""]
    assert backend.sizes == [3, 1, 1, 1, 1]
    assert backend.closed


def test_two_deaths_are_an_error_of_one_release():
    backend = Fragile(deaths=2)
    outcomes = list(PoolExecutor(backend, 3, 1).run(items("Один", "Два", "Три")))
    assert codes(outcomes) == ["worker_died", "", ""]


def test_workers_end_when_the_run_is_stopped():
    backend = Fragile(deaths=0)
    stream = PoolExecutor(backend, 1, 1).run(items("Один", "Два", "Три", "Четыре"))
    next(stream)
    stream.close()
    assert backend.closed


def test_one_worker_is_this_process():
    assert isinstance(make_executor(Settings(), 1), LocalExecutor)


def test_ray_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setattr("pipeline.batch.executors.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'kommunike\[ray\]'"):
        make_executor(Settings(), 2, kind="ray")


@pytest.fixture(scope="module")
def cluster():
    """A cluster of this machine, started once: it takes some seconds."""
    ray = pytest.importorskip("ray")
    from pipeline.batch.cluster import connect

    os.environ["PYTHONPATH"] = str(CORPUS.parents[1])
    connect(2, None)
    yield
    ray.shutdown()
    del os.environ["PYTHONPATH"]


@needs_ray
def test_a_cluster_isolates_what_kills_and_what_hangs(cluster):
    stream = items("Один", "СМЕРТЬ", "Три", "ЗАВИСАНИЕ", "Пять", "ПОЛОМКА")
    outcomes = list(ray_executor(load, 3, 2, timeout=4).run(stream))
    assert codes(outcomes) == ["", "worker_died", "", "timeout", "", "internal_error"]
    assert [outcome.id for outcome in outcomes] == [item.id for item in stream]


@needs_ray
def test_what_no_actor_can_load_ends_the_run(cluster):
    with pytest.raises(ResourceError, match="no valid YAML"):
        list(ray_executor(broken, 2, 1).run(items("Один", "Два", "Три")))


@needs_ray
def test_a_cluster_that_is_not_reached_is_told(monkeypatch):
    from pipeline.batch import cluster

    def refuse(**options):
        raise ConnectionError("no cluster\nthere")

    monkeypatch.setattr(cluster.ray, "init", refuse)
    with pytest.raises(UsageError, match=r"Ray cluster 10\.0\.0\.1:6379: no cluster there"):
        cluster.connect(1, "10.0.0.1:6379")


def corpus():
    return list_sources(find_sources([CORPUS]))


@pytest.fixture(scope="module")
def local_corpus():
    from functools import partial

    return list(LocalExecutor(partial(load_extractor, Settings()), 4).run(corpus()))


def test_real_processes_give_identical_bytes(local_corpus):
    settings = Settings(batch_size=3)
    assert list(make_executor(settings, 2).run(corpus())) == local_corpus


@needs_ray
def test_a_real_cluster_gives_identical_bytes(local_corpus, cluster):
    settings = Settings(batch_size=3)
    assert list(make_executor(settings, 2, kind="ray").run(corpus())) == local_corpus
