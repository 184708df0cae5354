"""What `kommunike extract` shows while it runs: a bar, lines of JSON, or warnings only."""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch.outcomes import Outcome
    from pipeline.readers import InputFailure

_EVERY = 10.0
"""Seconds between two progress lines of the JSON log."""


class Progress(Protocol):
    """Is told what happens."""

    def __enter__(self) -> Progress: ...

    def __exit__(self, *_: object) -> None: ...

    def expect(self, total: int) -> None:
        """There are about so many releases."""

    def extracted(self, outcome: Outcome, counts: Counter[str]) -> None:
        """A release was extracted or failed; `counts` are those of the run so far."""

    def refused(self, failure: InputFailure) -> None:
        """An input could not be read."""

    def say(self, event: str, message: str, **facts: Any) -> None:
        """Something a person should know."""


class Quiet:
    """Says nothing but what a person must know.

    Args:
        console: Where to say that.
        quiet: Whether mere information is left out.
    """

    def __init__(self, console: Console, *, quiet: bool = True) -> None:
        self._console = console
        self._quiet = quiet

    def __enter__(self) -> Quiet:
        return self

    def __exit__(self, *_: object) -> None: ...

    def expect(self, total: int) -> None:
        """Say nothing."""

    def extracted(self, outcome: Outcome, counts: Counter[str]) -> None:
        """Say nothing: failures are in the summary and in errors.jsonl."""

    def refused(self, failure: InputFailure) -> None:
        """Say nothing, as above."""

    def say(self, event: str, message: str, **facts: Any) -> None:
        """Print a line."""
        if not self._quiet:
            self._console.print(message, markup=False, highlight=False, soft_wrap=True)


class Bar(Quiet):
    """A progress bar on a terminal, nothing elsewhere.

    Args:
        console: The terminal.
    """

    def __init__(self, console: Console) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as RichProgress

        super().__init__(console, quiet=False)
        self._bar = RichProgress(
            TextColumn("Extracting"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TextColumn("[red]{task.fields[failures]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=None, rate="", failures="")

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def expect(self, total: int) -> None:
        """Show how far it is."""
        self._bar.update(self._task, total=total)

    def extracted(self, outcome: Outcome, counts: Counter[str]) -> None:
        """Move the bar."""
        speed = self._bar.tasks[0].speed
        self._bar.update(
            self._task,
            completed=_done(counts),
            rate=f"{speed:.1f}/s" if speed else "",
            failures=f"{counts['failed']} failed" if counts["failed"] else "",
        )


class JsonLog:
    """Lines of JSON for cron and for collectors of logs: time, level, event, message, facts.

    Args:
        stream: Where to write.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total: int | None = None
        self._begin = self._last = time.monotonic()

    def __enter__(self) -> JsonLog:
        return self

    def __exit__(self, *_: object) -> None: ...

    def expect(self, total: int) -> None:
        """Tell the time that is left by it."""
        self._total = total

    def extracted(self, outcome: Outcome, counts: Counter[str]) -> None:
        """Write a line for a failure, and one for progress every ten seconds."""
        from pipeline.batch.outcomes import Failed

        if isinstance(outcome, Failed):
            self._fail(outcome.message, outcome.id, outcome.source, outcome.code)
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            done = _done(counts)
            rate = (counts["extracted"] + counts["failed"]) / (now - self._begin)
            left = None
            if self._total is not None and rate:
                left = round(max(self._total - done, 0) / rate)
            self.say(
                "progress",
                f"{done} done",
                done=done,
                total=self._total,
                failed=counts["failed"],
                per_second=round(rate, 2),
                seconds_left=left,
            )

    def refused(self, failure: InputFailure) -> None:
        """Write a line."""
        self._fail(str(failure.error), failure.id, failure.source, failure.error.code)

    def _fail(self, message: str, identifier: str | None, source: str, code: str) -> None:
        self.say("failed", message, level="warning", id=identifier, source=source, code=code)

    def say(self, event: str, message: str, *, level: str = "info", **facts: Any) -> None:
        """Write a line."""
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "level": level,
            "event": event,
            "message": message,
            **facts,
        }
        self._stream.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        self._stream.flush()


def _done(counts: Counter[str]) -> int:
    return counts["extracted"] + counts["failed"] + counts["duplicates"] + counts["kept"]


class _Handler(logging.Handler):
    """Hands warnings on, one line each."""

    def __init__(self, progress: Progress, console: Console) -> None:
        super().__init__(logging.WARNING)
        self._progress = progress
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if isinstance(self._progress, JsonLog):
            self._progress.say("warning", message, level="warning")
        else:
            self._console.print(
                f"kommunike: warning: {message}", markup=False, highlight=False, soft_wrap=True
            )


def send_warnings(progress: Progress, console: Console) -> None:
    """Send the program's warnings where progress is shown."""
    log = logging.getLogger("pipeline")
    log.handlers = [_Handler(progress, console)]
    log.propagate = False
