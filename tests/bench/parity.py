"""Are the fused tagger's tags slovnet's, word by word, on any texts?

    python -m tests.bench.parity FILE.jsonl|FOLDER [NUMBER]

Ends with 1 if one tag differs.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import count
from pathlib import Path

from tests.bench.texts import read_texts


def main() -> int:
    """Compare, and print how many of how many tags differ."""
    path = Path(sys.argv[1])
    number = int(sys.argv[2]) if len(sys.argv) > 2 else len(read_texts(path))
    from pipeline.analysis.inference import Tagger
    from pipeline.analysis.packs import load_packs
    from tests.analysis.slovnet import reference, words

    tagger, slovnet = Tagger(load_packs()), reference()
    texts = [words(text) for text in read_texts(path, number)]
    different: Counter[str] = Counter()
    total = 0
    for start in count(0, 16):
        batch = texts[start : start + 16]
        if not batch:
            break
        for ours, text in zip(tagger(batch), batch, strict=True):
            theirs = slovnet(text)
            total += len(ours.morph)
            for column in ("morph", "head", "rel", "ner"):
                pairs = zip(getattr(ours, column), getattr(theirs, column), strict=True)
                different[column] += sum(mine != other for mine, other in pairs)
    print(f"{path.name}: {len(texts):,} texts, {total:,} words, tags that differ: {different}")
    return 1 if different.total() else 0


if __name__ == "__main__":
    sys.exit(main())
