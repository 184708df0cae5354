"""Records for the texts of a benchmark: extracted now, or read from an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import InputError, KommunikeError
from pipeline.evaluation.sources import read_records
from pipeline.records import Record


def records_for(
    texts: Iterable[tuple[str, str]], run: Path | None = None
) -> Iterator[tuple[str, Record | None, str | None]]:
    """A record for each text.

    Args:
        texts: Ids and texts.
        run: A run of these texts made earlier; without it they are extracted now.

    Yields:
        Id, record, and where there is no record the reason.

    Raises:
        InputError: `run` holds no records, or one that was made from another text.
    """
    if run is None:
        yield from _extract(texts)
        return
    known = read_records(run)
    for identifier, text in texts:
        found = known.get(identifier)
        if found is None:
            yield identifier, None, "no record in the run"
            continue
        try:
            record = Record.model_validate(found.data, context={"text": text}, strict=False)
        except ValidationError as error:
            raise InputError(f"{found.place}: {error.errors()[0]['msg']}") from None
        yield identifier, record, None


def _extract(
    texts: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, Record | None, str | None]]:
    import pipeline
    from pipeline.readers.releases import make_release

    extractor = pipeline.load()
    releases, failed = [], []
    for identifier, text in texts:
        try:
            releases.append(make_release(text, id=identifier))
        except KommunikeError as error:
            failed.append((identifier, None, str(error)))
    yield from failed
    for release, record in zip(releases, extractor.pipe(releases), strict=True):
        yield release.id, record, None
