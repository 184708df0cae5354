"""How an extractor is set up: one frozen object, handed down, no global state."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Everything about an extraction that is not in the release.

    Attributes:
        lexicons: Folders whose YAML files add entries to the lexicons of the same name, or
            replace entries of the same id; later folders win.
        max_sentence: Longest sentence in words that the models get; a longer one is cut, and
            the record says so in an issue.
        cache_size: Word forms that the dictionary keeps readings of; 20,000 take some 30 MB, and
            the result does not depend on it.
        batch_size: Releases that go through the models together. More than 32 leave the
            processor's cache and are slower; the result does not depend on it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    lexicons: tuple[Path, ...] = ()
    max_sentence: int = Field(default=400, ge=8, le=4096)
    cache_size: int = Field(default=20_000, ge=100, le=1_000_000)
    batch_size: int = Field(default=16, ge=1, le=32)
