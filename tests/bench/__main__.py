"""`make bench`: the table of what is fast enough and what is not.

    python -m tests.bench [--texts FILE.jsonl|FOLDER] [--quick]

Everything is measured here and now, in processes of its own, those that are compared one right
after the other. Ratios are of processor time where one core is measured, of the clock where whole
processes or several are. natasha has the same number of BLAS threads (one) and the same compiled
dictionary.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.texts import CORPUS

ROOT = Path(__file__).parents[2]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
ENVIRONMENT = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)}
# Some environments forbid it, and then a source checkout is compiled anew by every process.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)


def child(name: str, *arguments: object) -> dict[str, Any]:
    """What a measuring process says."""
    command = [sys.executable, "-m", "tests.bench.children", name, *map(str, arguments)]
    done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def clock(command: list[str], times: int = 5) -> float:
    """The median wall time of a command, in seconds."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, check=True)
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


def machine() -> None:
    """Say what it was measured on."""
    for name, value in ONE_THREAD.items():
        os.environ[name] = value
    import numpy as np
    from threadpoolctl import threadpool_info

    np.ones((2, 2)) @ np.ones((2, 2))
    for pool in threadpool_info():
        print(
            f"BLAS {pool['internal_api']} {pool.get('version')}, kernel "
            f"{pool.get('architecture')}, {pool['num_threads']} thread"
        )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(
        f"Python {sys.version.split()[0]}, numpy {np.__version__}, {os.cpu_count()} cores, "
        f"load before {load:.1f}"
    )


def row(what: str, measured: str, goal: str, reached: bool) -> None:
    """Print a line of the table."""
    print(f"| {what} | {measured} | {goal} | {'yes' if reached else '**no**'} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--texts", type=Path, default=CORPUS)
    parser.add_argument("--quick", action="store_true", help="fewer texts and repetitions")
    arguments = parser.parse_args()
    texts = arguments.texts.resolve()
    count, pairs, many = (60, 1, 200) if arguments.quick else (200, 3, 2_000)
    for folder in ("pipeline", "tests/bench"):  # as pip does when it installs a package
        compileall.compile_dir(ROOT / folder, quiet=1)
    machine()
    print(f"Texts: {texts.name}\n\n| what | measured | goal | reached |\n|---|---|---|---|")

    cold, warm, rates = [], [], []
    for _ in range(pairs):
        ours, theirs = (child("passes", name, texts, count) for name in ("kommunike", "natasha"))
        cold.append(theirs["cold"] / ours["cold"])
        warm.append(theirs["warm"] / ours["warm"])
        rates.append([x["tokens"] / x[k] for k in ("warm", "cold") for x in (ours, theirs)])
    rate = [statistics.median(column) for column in zip(*rates, strict=True)]
    for name, ratios, goal, first in (("warm", warm, 5.0, 0), ("cold", cold, 2.5, 2)):
        ratio = statistics.median(ratios)
        row(
            f"text → validated JSON against natasha, {name}",
            f"{ratio:.1f} × ({rate[first]:,.0f} against {rate[first + 1]:,.0f} tokens/s)",
            f"≥ {goal} ×",
            ratio >= goal,
        )
    runs = [child("models", texts, count) for _ in range(pairs)]
    ratio = statistics.median(found["slovnet"] / found["fused"] for found in runs)
    found = runs[0]
    row(
        "the three models against slovnet, warm",
        f"{ratio:.1f} ×, {found['different']} of {4 * found['tokens']:,} tags differ",
        "≥ 6 ×, none",
        ratio >= 6 and not found["different"],
    )
    found = child("shares", texts, count)
    share = found["stages"] / sum(found.values())
    row("rule stages' share of the whole, warm", f"{share:.0%}", "≤ 40 %", share <= 0.4)
    paired = [[child("workers", texts, many, number) for number in (1, 2)] for _ in range(pairs)]
    one = paired[0][0]
    ratios = [alone["seconds"] / both["seconds"] for alone, both in paired]
    ratio = statistics.median(ratios)
    row(
        f"two workers against one, {many:,} texts",
        f"{ratio:.2f} × ({min(ratios):.2f} to {max(ratios):.2f} in {pairs} pairs)",
        "≥ 1.8 ×",
        ratio >= 1.8,
    )
    ours, theirs = (child("whole", name, texts, 100) for name in ("kommunike", "natasha"))
    ratio = ours["seconds"] / theirs["seconds"]
    row(
        "100 releases from a cold start, whole process, of natasha's time",
        f"{ratio:.2f} ({ours['seconds']:.1f} s, {theirs['seconds']:.1f} s)",
        "≤ 0.5",
        ratio <= 0.5,
    )
    command = [sys.executable, "-m", "pipeline.cli"]
    seconds = clock([*command, "--help"])
    row("`kommunike --help`", f"{seconds:.2f} s", "≤ 0.4 s", seconds <= 0.4)
    release = next(iter(sorted(CORPUS.glob("*.txt"))))
    out = ROOT / "outputs" / "runs" / "bench"
    seconds = clock([*command, "extract", str(release), "-o", str(out), "--force"])
    row("one short release, whole process", f"{seconds:.2f} s", "≤ 2.5 s", seconds <= 2.5)
    short = child("workers", texts, many // 4, 1)
    row(
        f"memory of a worker, {many // 4:,} and {many:,} texts",
        f"{short['megabytes']:.0f} and {one['megabytes']:.0f} MB",
        "≤ 600 MB, flat",
        max(short["megabytes"], one["megabytes"]) <= 600,
    )


if __name__ == "__main__":
    main()
