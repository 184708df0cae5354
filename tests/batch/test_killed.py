"""kill -9 at any moment: the same command ends with what an undisturbed run leaves."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import time
import warnings
from pathlib import Path

import pytest

from pipeline.batch.manifest import read_manifest
from tests.batch.runs import contents, items, run_over

TEXTS = [f"Номер {number // 2 if number % 5 == 0 else number}" for number in range(60)]
TEXTS[7] = TEXTS[31] = "ПОЛОМКА"
CRITICAL = (
    (os, "fsync"),
    (os, "open"),
    (Path, "replace"),
    (Path, "write_bytes"),
    (Path, "unlink"),
    (Path, "mkdir"),
)
"""What a run does to the disk; each is a moment at which it can be killed."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch):
    """Flush more often than a real run, so that there is more to be killed in."""
    monkeypatch.setattr("pipeline.batch.run._GROUP", 4)


def run(folder, output):
    # Batches of three, so that groups, batches and kills fall together in all ways.
    return run_over(folder, items(*TEXTS), output=output, batch=3)


def in_child(work) -> int:
    """Do `work` in a forked process that can die; its process id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork and threads: there are none
        child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            sys.stdout.flush()
            os._exit(0)
    return child


def die_at(moment: int, folder: Path, output: str) -> bool:
    """Run in a process that ends at its `moment`th touch of the disk; whether it got there."""

    def work():
        count = 0
        for owner, name in CRITICAL:
            original = getattr(owner, name)

            def counted(*arguments, original=original, **options):
                nonlocal count
                count += 1
                if count == moment:
                    os._exit(9)
                return original(*arguments, **options)

            setattr(owner, name, counted)
        run(folder, output)

    _, status = os.waitpid(in_child(work), 0)
    return os.waitstatus_to_exitcode(status) == 9


@pytest.mark.parametrize("output", ["json", "jsonl", "parquet"])
def test_killed_at_twenty_touches_of_the_disk(tmp_path, output):
    run(tmp_path / "undisturbed", output)
    expected = contents(tmp_path / "undisturbed")
    choice = random.Random(5)
    killed = 0
    # Early moments while it begins, any moment later, each on what the kill before it left.
    for moment in [*range(1, 6), *(choice.randrange(6, 30) for _ in range(15))]:
        killed += die_at(moment, tmp_path / "run", output)
    assert killed >= 10
    run(tmp_path / "run", output)
    assert contents(tmp_path / "run") == expected


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_killed_at_twenty_random_times(tmp_path, output):
    begin = time.perf_counter()
    run(tmp_path / "undisturbed", output)
    whole = time.perf_counter() - begin
    choice = random.Random(7)
    for _ in range(20):
        child = in_child(lambda: run(tmp_path / "run", output))
        time.sleep(choice.uniform(0, whole / 4))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    run(tmp_path / "run", output)
    assert contents(tmp_path / "run") == contents(tmp_path / "undisturbed")
    assert read_manifest(tmp_path / "run").releases["duplicates"] > 0


def test_a_run_that_is_killed_and_begun_anew(tmp_path):
    """--force, killed at every touch of the disk while it empties the folder."""
    run(tmp_path / "undisturbed", "json")
    run_over(tmp_path / "run", items("Другой", "Ещё"))

    for moment in range(1, 12):

        def work(moment=moment):
            count = 0
            for owner, name in CRITICAL:
                original = getattr(owner, name)

                def counted(*arguments, original=original, **options):
                    nonlocal count
                    count += 1
                    if count == moment:
                        os._exit(9)
                    return original(*arguments, **options)

                setattr(owner, name, counted)
            run_over(tmp_path / "run", items(*TEXTS), batch=3, force=True)

        os.waitpid(in_child(work), 0)
    run_over(tmp_path / "run", items(*TEXTS), batch=3, force=True)
    assert contents(tmp_path / "run") == contents(tmp_path / "undisturbed")


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_interrupted_at_every_touch_of_the_disk(tmp_path, monkeypatch, output):
    """Ctrl-C unwinds the stack, and what it unwinds must not make the journal lie."""
    run(tmp_path / "undisturbed", output)
    expected = contents(tmp_path / "undisturbed")
    for moment in range(1, 60, 2):
        count = 0
        with monkeypatch.context() as patch:
            for owner, name in CRITICAL:
                original = getattr(owner, name)

                def counted(*arguments, original=original, moment=moment, **options):
                    nonlocal count
                    count += 1
                    if count == moment:
                        raise KeyboardInterrupt
                    return original(*arguments, **options)

                patch.setattr(owner, name, counted)
            with contextlib.suppress(KeyboardInterrupt):
                run(tmp_path / f"run{moment}", output)
        run(tmp_path / f"run{moment}", output)
        assert contents(tmp_path / f"run{moment}") == expected, moment
