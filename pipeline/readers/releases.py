"""From raw releases to `Release`: id, metadata, date of publication, sections."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pipeline.errors import InputError, MetadataError
from pipeline.layers import Issue, Release, SectionKind
from pipeline.layout import Layout, find_layout
from pipeline.readers.base import Facts, InputFailure, RawRelease, Source
from pipeline.readers.dates import DateWords, parse_date
from pipeline.readers.decoding import check_text
from pipeline.readers.identifiers import file_ids, fold, safe_id, with_digest
from pipeline.readers.metadata import Metadata, MetadataEntry
from pipeline.readers.paths import find_sources
from pipeline.readers.registry import reader_for
from pipeline.readers.russian import check_russian
from pipeline.records import text_hash
from pipeline.spans import Span

_log = logging.getLogger(__name__)


def make_release(
    text: str,
    *,
    id: str = "release",
    source: str = "",
    encoding: str = "utf-8",
    published: date | str | None = None,
    headline: str | None = None,
    url: str | None = None,
    issuer: str | None = None,
) -> Release:
    """Make a release of a text in memory.

    Args:
        text: The text; every offset counts its code points. A byte order mark at its begin is
            no part of it and is taken off.
        id: Identifier; it is not escaped here.
        source: Where it comes from.
        encoding: What it was decoded from.
        published: Date of publication where the text's header does not say it; a string is
            read as ISO 8601.
        headline: Headline where the text has none.
        url: Where it was published.
        issuer: Who released it.

    Raises:
        EmptyInputError: There is nothing but white space.
        NotTextError: It holds NULs or halves of surrogate pairs.
        NotRussianError: There is no Russian in it.
        MetadataError: `published` is no ISO date.
    """
    if isinstance(published, str):
        try:
            published = date.fromisoformat(published)
        except ValueError:
            raise MetadataError(
                f"published must be a date as 2025-12-05, not {published!r}"
            ) from None
    text = text.removeprefix("\ufeff")
    check_text(text)
    raw = RawRelease(id, source, text, encoding, Facts(published, headline, url, issuer))
    return _release(raw, id, raw.facts)


def read_paths(
    paths: Iterable[Path], metadata: Metadata | None = None
) -> Iterator[Release | InputFailure]:
    """Read the releases of files and folders, in a fixed order, one at a time.

    Raises:
        UsageError: A path does not exist, or there is nothing to read.
        MetadataError: An entry of the metadata fits several files.
    """
    return read_sources(find_sources(paths), metadata)


def read_sources(
    sources: Sequence[Source], metadata: Metadata | None = None
) -> Iterator[Release | InputFailure]:
    """Read the releases of files that were found already.

    Raises:
        MetadataError: An entry of the metadata fits several files.
    """
    metadata = metadata or Metadata()
    entries = [metadata.for_file(source.name) for source in sources]
    _check_unambiguous(sources, entries)
    ids = file_ids(sources, [entry.id if entry else None for entry in entries])
    return _read(sources, entries, ids, metadata)


def _read(
    sources: Sequence[Source],
    entries: Sequence[MetadataEntry | None],
    ids: Sequence[str],
    metadata: Metadata,
) -> Iterator[Release | InputFailure]:
    names = _Names()
    used = {entry.place for entry in entries if entry is not None}
    for source, entry, file_id in zip(sources, entries, ids, strict=True):
        try:
            for raw in reader_for(source.path).read(source):
                if isinstance(raw, InputFailure):
                    yield raw
                    continue
                identifier = file_id if raw.key is None else safe_id(raw.key)
                try:
                    identifier = names.take(identifier, raw.key)
                    own = metadata.by_id.get(raw.key or identifier)
                    if own is not None:
                        used.add(own.place)
                    facts = raw.facts
                    for said in (entry, own):
                        if said is not None:
                            facts = facts.or_else(said.facts)
                    yield _release(raw, identifier, facts)
                except InputError as error:
                    yield InputFailure(identifier, raw.source, error)
        except InputError as error:
            yield InputFailure(file_id, source.name, error)
    for said in metadata:
        if said.place not in used:
            _log.warning("%s: no release for %r", said.place, said.file or said.id)


def _check_unambiguous(sources: Sequence[Source], entries: Sequence[MetadataEntry | None]) -> None:
    first: dict[str, Source] = {}
    for source, entry in zip(sources, entries, strict=True):
        if entry is None:
            continue
        other = first.setdefault(entry.place, source)
        if other is not source:
            raise MetadataError(
                f"{entry.place}: {entry.file!r} could be {other.path} or {source.path}; "
                "give the path relative to its folder"
            )


class _Names:
    """The ids that are taken, so that no release overwrites another."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def take(self, identifier: str, key: str | None) -> str:
        folded = fold(identifier)
        holder = self._taken.setdefault(folded, identifier)
        if holder is not identifier:
            if holder == identifier:
                raise MetadataError(f"the id {identifier!r} is taken by an earlier release")
            # Differs in case or Unicode form only: another id, but one file on some systems.
            identifier = with_digest(identifier, key or identifier)
            if self._taken.setdefault(fold(identifier), identifier) is not identifier:
                raise MetadataError(f"the id {identifier!r} is taken by an earlier release")
        return identifier


def _release(raw: RawRelease, identifier: str, facts: Facts) -> Release:
    check_russian(raw.text)
    layout = find_layout(raw.text)
    issues: list[Issue] = []
    if raw.encoding != "utf-8":
        issues.append(Issue("reading", "decoded_from", f"The text was read as {raw.encoding}."))
    published = _published(layout, facts.published, issues)
    headline = next(
        (
            section.span.of(raw.text)
            for section in layout.sections
            if section.kind is SectionKind.HEADLINE
        ),
        facts.headline,
    )
    return Release(
        id=identifier,
        source=raw.source,
        text=raw.text,
        sha256=text_hash(raw.text),
        encoding=raw.encoding,
        published=published,
        headline=headline,
        issuer=facts.issuer,
        url=facts.url,
        sections=layout.sections,
        issues=tuple(issues),
    )


def _published(layout: Layout, said: date | None, issues: list[Issue]) -> date | None:
    """The header's date, else what is said beside the text, else the dateline's.

    A date without a year is never completed by a guess; where something else gives the whole
    date there is nothing to complete.
    """
    header = _day(layout, SectionKind.HEADER, said is not None, issues)
    if header is not None:
        if said is not None and said != header:
            issues.append(
                Issue(
                    "reading",
                    "published_conflict",
                    f"The text's header says {header}, the metadata {said}; the header holds.",
                    _spans(layout, SectionKind.HEADER),
                )
            )
        return header
    if said is not None:
        return said
    return _day(layout, SectionKind.DATELINE, False, issues)


def _day(layout: Layout, kind: SectionKind, known: bool, issues: list[Issue]) -> date | None:
    words = layout.header_date if kind is SectionKind.HEADER else layout.dateline_date
    found: DateWords | None = parse_date(words) if words else None
    if found is None:
        return None
    day = found.resolve()
    if day is None and not (known and found.year is None):
        code, reason = (
            ("date_without_year", "has no year")
            if found.year is None
            else ("impossible_date", "does not exist")
        )
        message = f"The {kind.value}'s date «{words}» {reason}."
        issues.append(Issue("reading", code, message, _spans(layout, kind)))
    return day


def _spans(layout: Layout, kind: SectionKind) -> tuple[Span, ...]:
    return tuple(section.span for section in layout.sections if section.kind is kind)[:1]
