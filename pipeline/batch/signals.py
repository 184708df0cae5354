"""Signals that stop a run, held back while a step must be done whole."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def signals_held() -> Iterator[None]:
    """Let SIGINT and SIGTERM wait until the block has ended, then take effect as they would have.

    Handlers are exchanged, not masked: a mask holds for one thread only, and a signal that another
    thread catches is handled in the main one all the same. Outside the main thread nothing is done,
    because no handler runs there; nor for a signal whose handler was not set from Python, because
    it could not be given back.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        held.append(number)

    before = {number: signal.getsignal(number) for number in STOPPING}
    ours = {number: handler for number, handler in before.items() if handler is not None}
    try:
        for number in ours:
            signal.signal(number, hold)
        yield
    finally:
        for number, handler in ours.items():
            signal.signal(number, handler)
        for caught in dict.fromkeys(held):
            signal.raise_signal(caught)
