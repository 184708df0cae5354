"""From a folder of light annotations to a folder of envelopes."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError
from pipeline.evaluation.sources import Texts, read_gold
from pipeline.gold.convert import to_envelope


def import_light(light: Path, texts: Path, out: Path, *, kind: str = "blind") -> list[Path]:
    """Write an envelope for every annotation in the light format.

    Args:
        light: A folder or JSONL of annotations.
        texts: Folder with the releases' texts, `<id>.txt` in UTF-8.
        out: Where to write `<id>.json`; the same input gives the same bytes.
        kind: How the annotations were made.

    Returns:
        The files written, in order of id.

    Raises:
        InputError: A text is missing, or an annotation does not fit its text.
    """
    shelf = Texts((texts,))
    envelopes = {}
    for identifier, gold in sorted(read_gold(light).items()):
        if gold.light is None:
            raise InputError(f"{gold.place} is an envelope already")
        text = shelf.find(identifier)
        if text is None:
            raise InputError(f"no text of {identifier!r} in {texts}")
        envelopes[identifier] = to_envelope(gold.light, text, kind=kind)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for identifier, envelope in envelopes.items():
        path = out / f"{identifier}.json"
        path.write_bytes(envelope.to_json().encode("utf-8"))
        written.append(path)
    return written
