"""Texts to measure on."""

from __future__ import annotations

import json
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus" / "releases"


def read_texts(path: Path, count: int) -> list[str]:
    """The first texts of a JSON Lines file or a folder, as often over as it takes."""
    if path.is_dir():
        texts = [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    else:
        with path.open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
    return (texts * (count // len(texts) + 1))[:count]


def tokens_of(texts: list[str]) -> int:
    """Number of razdel's tokens."""
    from pipeline.analysis.segmentation import Segmenter

    segmenter = Segmenter()
    return sum(len(segmenter.tokenize(text)) for text in texts)
