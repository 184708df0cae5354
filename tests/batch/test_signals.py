"""A signal that stops a run waits for the end of a step."""

import signal
import sys
import threading

import pytest

from pipeline.batch.signals import STOPPING, signals_held


@pytest.mark.parametrize("number", STOPPING)
def test_a_signal_takes_effect_after_the_step(number):
    def stop(_number, _frame):
        raise KeyboardInterrupt

    before = signal.signal(number, stop)
    steps = []

    def step():
        with signals_held():
            steps.append("begun")
            signal.raise_signal(number)
            signal.raise_signal(number)
            steps.append("ended")

    try:
        with pytest.raises(KeyboardInterrupt):
            step()
        assert steps == ["begun", "ended"]
        assert signal.getsignal(number) is stop
    finally:
        signal.signal(number, before)


def test_a_step_that_fails_gives_the_handlers_back():
    before = [signal.getsignal(number) for number in STOPPING]
    with pytest.raises(ZeroDivisionError), signals_held():
        _ = 1 / 0
    assert [signal.getsignal(number) for number in STOPPING] == before


def test_outside_the_main_thread_nothing_is_exchanged():
    before = [signal.getsignal(number) for number in STOPPING]
    seen = []

    def work():
        with signals_held():
            seen.extend(signal.getsignal(number) for number in STOPPING)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_signal_that_is_ignored_stays_so():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with signals_held():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
