"""Texts to measure on."""

from __future__ import annotations

import json
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus" / "releases"


def read_texts(path: Path, count: int | None = None) -> list[str]:
    """The texts of a JSON Lines file or a folder; the first of them, or as often over as it takes.

    Args:
        path: The file or folder.
        count: How many are wanted; all there are by default.
    """
    if path.is_dir():
        texts = [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    else:
        with path.open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
    return texts if count is None else (texts * (count // len(texts) + 1))[:count]


def tokens_of(texts: list[str]) -> int:
    """Number of razdel's tokens."""
    from pipeline.analysis.segmentation import Segmenter

    segmenter = Segmenter()
    return sum(len(segmenter.tokenize(text)) for text in texts)
