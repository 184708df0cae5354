import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.worker import Worker, megabytes
from tests.batch.fakes import load
from tests.batch.runs import items


def test_an_extractor_that_has_grown_is_loaded_anew():
    sizes = iter([200, 300, 600, 500, 560, 599, 601, 200, 300])
    loads = []

    def counted():
        loads.append(1)
        return load()

    worker = Worker(counted, lambda: next(sizes))
    seen = []
    for _ in range(6):
        worker.extract(items("Один"))
        seen.append(len(loads))
    # Over 550 it is loaded anew; where that leaves little room, it may grow by 100 more.
    assert seen == [1, 1, 2, 2, 2, 3]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="nobody tells")
def test_memory_is_measured():
    assert 10 < megabytes() < 10_000


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="no limit of memory here")
def test_memory_is_limited():
    code = (
        "from pipeline.batch.worker import limit_memory\n"
        "limit_memory(300)\n"
        "try:\n    bytearray(2**30)\n"
        "except MemoryError:\n    print('short')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.stdout.strip() == "short"
