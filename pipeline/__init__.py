"""Kommunike: structured, validated records from Russian press releases.

```python
import pipeline

extractor = pipeline.load()
record = extractor("5 декабря в Баку …", published="2025-12-05")
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.flow import Extractor
    from pipeline.settings import Settings

__all__ = ["load"]


def load(settings: Settings | None = None) -> Extractor:
    """Build an extractor; spaCy and the models are imported here, not with the package.

    Args:
        settings: How to set it up; the defaults suit most uses.

    Returns:
        A callable, `extractor(text, published=…) -> Record`, with `.pipe(releases)` and the
        spaCy pipeline as `.nlp`.
    """
    from pipeline.flow import load as load_flow

    return load_flow(settings)
