"""Debian's Chromium for page tests, and a server of its own for each."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path


def chromium() -> str | None:
    """Where Chromium is, if it is anywhere."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    return None


ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class Server:
    """`kommunike review` as a process that can be killed and started again on its port."""

    def __init__(self, run: Path, reviews: Path, name: str = "Анна", *more: str, port: int = 0):
        self.command = [
            *(sys.executable, "-m", "pipeline.cli", "review", str(run), "--no-browser"),
            *("--reviews", str(reviews), "--reviewer", name, *more),
        ]
        self.port = port
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*self.command, "--port", str(self.port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"},
        )
        seen = ""
        for line in self.process.stdout:
            seen += line
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found[1])
                self.url = f"http://127.0.0.1:{self.port}"
                return
        raise AssertionError(seen)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
        if not self.process.stdout.closed:
            self.process.stdout.close()
