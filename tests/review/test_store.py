import os
import signal
import sqlite3
import subprocess
import sys

import pytest

from pipeline.errors import KommunikeError
from pipeline.review.store import Store


@pytest.mark.parametrize("table", ["document", "extraction", "review_event", "gold_export"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid"])
def test_nothing_is_changed_or_deleted(hand, review_store, table, statement):
    hand.finish()
    review_store.add_export(1, 1, "single")
    with (
        sqlite3.connect(review_store.path) as other,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        other.execute(statement.format(table))
    other.close()


def test_the_log_outlives_the_process(hand, review_store):
    hand.do("edit", "event", field="theme", value="транспорт")
    again = Store(review_store.path)
    (event,) = again.events(1)
    assert (event.after, event.reviewer, event.op) == ("транспорт", "Анна", "edit")
    assert event.time.endswith("+00:00")
    again.close()


def test_lone_surrogates_and_newlines_survive(review_store):
    text = "Плохой \ud800 текст\r\nс концом\rстрок"
    document = review_store.add_document("odd", text)
    assert review_store.text(document.number) == text
    assert review_store.add_document("odd", text) == document
    assert review_store.add_document("odd", text + "!").number != document.number


def test_a_kill_loses_nothing_acknowledged(tmp_path):
    """A process that is killed between two writes leaves all it has reported."""
    path = tmp_path / "reviews.sqlite"
    code = f"""
import sys
from pathlib import Path
from pipeline.review.events import Event
from pipeline.review.store import Store
store = Store(Path({str(path)!r}))
with store.writing():
    document = store.add_document("a", "текст").number
    extraction = store.add_extraction(document, "run", {{}}, b"{{}}").number
number = 0
while True:
    with store.writing():
        store.append(Event(0, document, extraction, "a", "shared", "page", "t", str(number),
                           "accept", "i", "f", None, None, 0, None))
    print(number, flush=True)
    number += 1
"""
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    acknowledged = [int(child.stdout.readline()) for _ in range(40)]
    os.kill(child.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in child.stdout if line.endswith("\n")]
    child.wait()
    child.stdout.close()
    store = Store(path)
    written = {event.client_id for event in store.events(1)}
    assert {str(number) for number in acknowledged} <= written
    store.close()


def test_another_file_is_refused_with_one_line(tmp_path):
    path = tmp_path / "reviews.sqlite"
    path.write_text("no database, but long enough to be taken for one" * 30)
    with pytest.raises(KommunikeError, match="is no log of reviews"):
        Store(path)
    with pytest.raises(KommunikeError, match="holds no reviews"):
        Store(tmp_path / "none.sqlite", create=False)
