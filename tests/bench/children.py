"""What is measured in a process of its own; each prints one line of JSON.

python -m tests.bench.children NAME ARGUMENT…
"""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

from tests.bench.contestants import CONTESTANTS
from tests.bench.texts import read_texts, tokens_of

FIRST = "Министр встретился с делегацией."
"""Loads what is loaded with the first text."""


def passes(name: str, path: str, count: str) -> dict[str, float]:
    """A contestant's cold and warm passes over the same texts, models loaded before."""
    texts = read_texts(Path(path), int(count))
    run = CONTESTANTS[name]()
    run([FIRST])
    times = [time.process_time()]
    for _ in range(3):
        run(texts)
        times.append(time.process_time())
    cold, *warm = (end - start for start, end in pairwise(times))
    return {"cold": cold, "warm": min(warm), "tokens": tokens_of(texts)}


def whole(name: str, path: str, count: str) -> dict[str, float]:
    """A contestant's imports, loading and one pass."""
    begin = time.perf_counter()
    CONTESTANTS[name]()(read_texts(Path(path), int(count)))
    return {"seconds": time.perf_counter() - begin}


def shares(path: str, count: str) -> dict[str, float]:
    """The parts of the warm flow."""
    from pipeline.batch.outcomes import from_record
    from pipeline.flow import in_step, load
    from pipeline.readers import make_release

    texts = read_texts(Path(path), int(count))
    extractor = load()
    releases = [make_release(text, id=str(n)) for n, text in enumerate(texts)]
    list(extractor.extract(releases))
    spent = dict.fromkeys(("analysis", "stages", "writing"), 0.0)
    for start in range(0, len(releases), 16):
        batch = releases[start : start + 16]
        times = [time.process_time()]
        docs = list(extractor.nlp.pipe([release.text for release in batch], batch_size=16))
        times.append(time.process_time())
        done = in_step(list(map(extractor._extract, batch, docs)))
        times.append(time.process_time())
        for release, (outcome, _) in zip(batch, done, strict=True):
            assert not isinstance(outcome, Exception)
            record, trace, written = outcome
            from_record(release, record, trace, written=written)
        times.append(time.process_time())
        for part, (begin, end) in zip(spent, pairwise(times), strict=True):
            spent[part] += end - begin
    return spent


def models(path: str, count: str) -> dict[str, float]:
    """The fused tagger against slovnet, in turns, warm; and how many tags differ."""
    from pipeline.analysis.inference import Tagger
    from pipeline.analysis.packs import load_packs
    from tests.analysis.slovnet import reference, words

    texts = [words(text) for text in read_texts(Path(path), int(count))]
    tagger, slovnet = Tagger(load_packs()), reference()
    batches = [texts[start : start + 16] for start in range(0, len(texts), 16)]
    spent = {"fused": 0.0, "slovnet": 0.0}
    different = total = 0
    for batch in batches:
        tagger(batch)
    for batch in batches:
        times = [time.process_time()]
        ours = tagger(batch)
        times.append(time.process_time())
        theirs = [slovnet(text) for text in batch]
        times.append(time.process_time())
        for name, (begin, end) in zip(spent, pairwise(times), strict=True):
            spent[name] += end - begin
        for mine, other in zip(ours, theirs, strict=True):
            total += len(mine.morph)
            for column in ("morph", "head", "rel", "ner"):
                pairs = zip(getattr(mine, column), getattr(other, column), strict=True)
                different += sum(a != b for a, b in pairs)
    return {**spent, "different": different, "tokens": total}


def workers(path: str, count: str, number: str) -> dict[str, float]:
    """A run over texts with worker processes: from its first outcome, and memory of a worker."""
    from functools import partial

    from pipeline.batch.executors import load_extractor, process_executor
    from pipeline.readers.base import Unparsed
    from pipeline.settings import Settings

    texts = read_texts(Path(path), int(count))
    items = (Unparsed(f"r{n}", f"r{n}", text, "utf-8") for n, text in enumerate(texts))
    executor = process_executor(partial(load_extractor, Settings()), 16, int(number))
    begin = time.perf_counter()
    first = largest = 0.0
    for done, _ in enumerate(executor.run(items), 1):
        if not first:
            first = time.perf_counter()
        if done % 50 == 0:
            largest = max(largest, _largest_child())
    end = time.perf_counter()
    return {"seconds": end - begin, "steady": end - first, "megabytes": largest}


def _largest_child() -> float:
    """Megabytes that the largest child of this process has in memory; 0 where nobody tells."""
    import os

    largest = 0.0
    try:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        for child in children:
            for line in Path(f"/proc/{child}/status").read_text().splitlines():
                if line.startswith("VmHWM"):
                    largest = max(largest, int(line.split()[1]) / 1024)
    except OSError:
        pass
    return largest


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
