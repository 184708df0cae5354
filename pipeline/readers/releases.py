"""From raw releases to `Release`: id, metadata, date of publication, sections."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pipeline.errors import InputError, MetadataError, TooLargeError
from pipeline.layers import Issue, Release, SectionKind
from pipeline.layout import Layout, find_layout
from pipeline.readers.base import (
    MAX_TEXT,
    Facts,
    InputFailure,
    RawRelease,
    ReaderOptions,
    Source,
    Unparsed,
)
from pipeline.readers.dates import DateWords, parse_date
from pipeline.readers.decoding import check_text
from pipeline.readers.identifiers import file_ids, fold, safe_id, with_digest
from pipeline.readers.metadata import Metadata, MetadataEntry
from pipeline.readers.paths import find_sources
from pipeline.readers.registry import as_list, check_installed, document_reader, reader_for
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
    paths: Iterable[Path], metadata: Metadata | None = None, options: ReaderOptions | None = None
) -> Iterator[Release | InputFailure]:
    """Read the releases of files and folders, in a fixed order, one at a time.

    Raises:
        UsageError: A path does not exist, there is nothing to read, or a format's library is
            not installed.
        MetadataError: An entry of the metadata fits several files.
    """
    return read_sources(find_sources(paths, options=options), metadata, options)


def read_sources(
    sources: Sequence[Source],
    metadata: Metadata | None = None,
    options: ReaderOptions | None = None,
) -> Iterator[Release | InputFailure]:
    """Read the releases of files that were found already.

    Raises:
        UsageError: A format's library is not installed.
        MetadataError: An entry of the metadata fits several files.
    """
    for item in list_sources(sources, metadata, options):
        yield item if isinstance(item, InputFailure) else parse(item)


def list_sources(
    sources: Sequence[Source],
    metadata: Metadata | None = None,
    options: ReaderOptions | None = None,
) -> Iterator[Unparsed | InputFailure]:
    """Find the releases of files and give them their ids; their formats are not read yet.

    Raises:
        UsageError: A format's library is not installed.
        MetadataError: An entry of the metadata fits several files.
    """
    metadata = metadata or Metadata()
    check_installed(sources)
    entries = [metadata.for_file(source.name) for source in sources]
    _check_unambiguous(sources, entries)
    ids = file_ids(sources, [entry.id if entry else None for entry in entries])
    return _list(sources, entries, ids, metadata, options or ReaderOptions())


def parse(found: Unparsed) -> Release | InputFailure:
    """Read a release's format, and find its date and sections."""
    try:
        if isinstance(found.content, str):
            raw = RawRelease(found.id, found.source, found.content, found.format, found.facts)
        else:
            document = document_reader(found.format).parse(found.content)
            text = document.text.removeprefix("\ufeff")
            check_text(text)
            raw = RawRelease(
                found.id,
                found.source,
                text,
                document.encoding,
                document.facts.or_else(found.facts),
            )
        return _release(raw, found.id, raw.facts)
    except InputError as error:
        return InputFailure(found.id, found.source, error)


def _list(
    sources: Sequence[Source],
    entries: Sequence[MetadataEntry | None],
    ids: Sequence[str],
    metadata: Metadata,
    options: ReaderOptions,
) -> Iterator[Unparsed | InputFailure]:
    names = _Names()
    used = {entry.place for entry in entries if entry is not None}
    for source, entry, file_id in zip(sources, entries, ids, strict=True):
        said_of_file = entry.facts if entry is not None else Facts()
        try:
            if source.problem is not None:
                raise source.problem
            reader = reader_for(source)
            listed = as_list(reader)
            if listed is None:
                content = source.read_bytes()
                identifier = names.take(file_id, None)
                own = metadata.by_id.get(identifier)
                if own is not None:
                    used.add(own.place)
                    said_of_file = said_of_file.or_else(own.facts)
                yield Unparsed(identifier, source.name, content, reader.name, said_of_file)
                continue
            for raw in listed.read(source, options):
                if isinstance(raw, InputFailure):
                    yield raw
                    continue
                assert raw.key is not None
                identifier = safe_id(raw.key)
                try:
                    identifier = names.take(identifier, raw.key)
                except InputError as error:
                    yield InputFailure(identifier, raw.source, error)
                    continue
                own = metadata.by_id.get(raw.key)
                facts = raw.facts.or_else(said_of_file)
                if own is not None:
                    used.add(own.place)
                    facts = facts.or_else(own.facts)
                yield Unparsed(identifier, raw.source, raw.text, raw.encoding, facts)
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
    if len(raw.text) > MAX_TEXT:
        raise TooLargeError(
            f"has {len(raw.text):,} characters; more than {MAX_TEXT:,} are no press release"
        )
    check_russian(raw.text)
    layout = find_layout(raw.text)
    issues: list[Issue] = []
    if raw.encoding != "utf-8":
        issues.append(Issue("reading", "decoded_from", f"The text was read as {raw.encoding}."))
    published = _published(raw.text, layout, facts.published, issues)
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


def _published(text: str, layout: Layout, said: date | None, issues: list[Issue]) -> date | None:
    """The header's date, else what is said beside the text, else the dateline's.

    A date without a year is never completed by a guess; where something else gives the whole
    date there is nothing to complete.
    """
    header = _day(text, layout, SectionKind.HEADER, said is not None, issues)
    if header is not None:
        if said is not None and said != header:
            issues.append(
                Issue(
                    "reading",
                    "published_conflict",
                    f"The text's header says {header}, the metadata {said}; the header holds.",
                    _spans(text, layout, SectionKind.HEADER, layout.header_date),
                )
            )
        return header
    if said is not None:
        return said
    return _day(text, layout, SectionKind.DATELINE, False, issues)


def _day(
    text: str, layout: Layout, kind: SectionKind, known: bool, issues: list[Issue]
) -> date | None:
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
        issues.append(Issue("reading", code, message, _spans(text, layout, kind, words)))
    return day


def _spans(text: str, layout: Layout, kind: SectionKind, words: str | None) -> tuple[Span, ...]:
    """The section of a kind that says the words; a letterhead may stand in front of it.

    The first where none has the very words (a number holds its date in another form).
    """
    spans = [section.span for section in layout.sections if section.kind is kind]
    return tuple([span for span in spans if words and words in span.of(text)] or spans)[:1]
