"""The queue: every release of the run with what is doubtful in it and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.review.desk import Desk, Sheet, open_sheet
from pipeline.review.fold import State
from pipeline.review.items import Data, items_of
from pipeline.review.kinds import kinds
from pipeline.review.merge import Merged
from pipeline.review.store import Document, Extraction, Store

STATUSES: Final = ("new", "progress", "reviewed", "conflict", "gold")
ORDERS: Final = ("doubt", "id", "progress")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the machine's record of a release says, for filters and order.

    Attributes:
        title: Its headline, or the event's name.
        headline: Its headline alone: no finding of the machine's.
        countries: Codes.
        persons: Full names.
        event: Kind of the event, or `None`.
        documents: Statuses of its documents.
        issues: Codes of its issues.
        doubts: Number of items with doubts.
        inferred: Number of inferred values.
        fields: Number of fields to decide.
    """

    title: str
    headline: str
    countries: frozenset[str]
    persons: tuple[str, ...]
    event: str | None
    documents: frozenset[str]
    issues: frozenset[str]
    doubts: int
    inferred: int
    number_of_issues: int
    fields: int

    def blinded(self) -> Summary:
        """Without what the machine found: for who is not to see it."""
        nothing: frozenset[str] = frozenset()
        return Summary(
            self.headline, self.headline, nothing, (), None, nothing, nothing, 0, 0, 0, self.fields
        )

    @property
    def weight(self) -> int:
        """How much in it needs a second look: doubts and issues before what is inferred."""
        return 3 * self.doubts + 2 * self.number_of_issues + self.inferred


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    number: int
    id: str
    summary: Summary
    total: int
    decided: int
    status: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is shown; empty strings let everything through."""

    search: str = ""
    status: str = ""
    country: str = ""
    person: str = ""
    event: str = ""
    document: str = ""
    issue: str = ""
    order: str = "doubt"

    def lets_through(self, row: Row, text: Callable[[int], str] | None = None) -> bool:
        """Whether the row is shown.

        Args:
            row: A line of the queue.
            text: Gives a release's text, for the search in it.
        """
        summary = row.summary
        wanted = " ".join(self.search.casefold().split())
        words = " ".join((row.id, summary.title, *summary.persons)).casefold()
        person = self.person.casefold().strip()
        return (
            self.status in {"", row.status}
            and (not self.country or self.country in summary.countries)
            and (not person or any(person in name.casefold() for name in summary.persons))
            and self.event in {"", summary.event or "none"}
            and (not self.document or self.document in summary.documents)
            and (not self.issue or self.issue in summary.issues)
            and (
                not wanted
                or wanted in words
                or (text is not None and wanted in " ".join(text(row.number).casefold().split()))
            )
        )


class Board:
    """The documents of a run in the log, and where each of them stands.

    Args:
        store: The log.
        sheets: The run's documents with their extractions.
    """

    def __init__(self, store: Store, sheets: Sequence[tuple[Document, Extraction]]) -> None:
        self.store = store
        self._listed = {document.number: (document, extraction) for document, extraction in sheets}
        self._summaries: dict[int, Summary] = {}
        self._progress: dict[tuple[int, str, str], tuple[int, int, int, bool]] = {}
        self._sheets: dict[int, tuple[int, Sheet]] = {}
        self._merges: dict[int, tuple[int, Merged]] = {}

    def __len__(self) -> int:
        return len(self._listed)

    def sheet(self, number: int) -> Sheet | None:
        """A document of the run by its number; `None` for any other number."""
        if number not in self._listed:
            return None
        extractions = len(self.store.extractions(number))
        known = self._sheets.get(number)
        if known is None or known[0] != extractions:
            if len(self._sheets) >= _KEPT:
                self._sheets.pop(next(iter(self._sheets)))
            known = (extractions, open_sheet(self.store, *self._listed[number]))
            self._sheets[number] = known
        return known[1]

    def rows(self, desk: Desk, *, adjudicating: bool = False) -> list[Row]:
        """Every document of the run as this reviewer sees it.

        Args:
            desk: The reviewer's desk.
            adjudicating: Whether only what two have finished is shown, by its differences.
        """
        last, exported = self.store.last_events(), self.store.exports()
        alone = self.store.worked_alone() if desk.reviewer.mode != "blind" else {}
        rows = []
        for number, (document, extraction) in self._listed.items():
            summary = self._summary(extraction)
            if desk.reviewer.mode == "blind":
                summary = summary.blinded()
            seq = last.get(number, 0)
            total, left, done = summary.fields, summary.fields, False
            if (seq and not adjudicating) or desk.reviewer.mode == "blind":
                total, left, done = self._stand(number, seq, desk)
            status = _status(total, left, done)
            # Who works alone is not told what others think; the rest see where two differ.
            both = alone.get(number, 0) > 1 and desk.reviewer.mode in {"shared", "adjudication"}
            merged = self._merged(number, seq, desk) if both else None
            if adjudicating:
                if merged is None or len(merged.reviewers) < 2:
                    continue
                total, left = len(merged.differences), len(merged.open)
                status = "conflict" if left else "reviewed"
            elif merged is not None and merged.open:
                status = "conflict"
            if (number, seq) in exported:
                status = "gold"
            rows.append(Row(number, document.id, summary, total, total - left, status))
        return rows

    def agreement(self, desk: Desk) -> list[Merged]:
        """What two have finished on their own, for figures over the whole run."""
        last, alone = self.store.last_events(), self.store.worked_alone()
        found = [
            self._merged(number, last[number], desk)
            for number, reviewers in alone.items()
            if reviewers > 1 and number in self._listed
        ]
        return [merged for merged in found if len(merged.reviewers) > 1]

    def neighbours(
        self, desk: Desk, number: int, wanted: Filter | None = None
    ) -> tuple[int | None, int | None]:
        """The documents before and after one in the queue that the reviewer came from.

        The order does not change while they work: neither a document that is finished moves to
        the end, nor does one drop out that no longer has the status that was asked for.
        """
        shown = wanted or Filter()
        adjudicating = desk.reviewer.mode == "adjudication"
        rows = [
            row
            for row in self.rows(desk, adjudicating=adjudicating)
            if row.number == number or replace(shown, status="").lets_through(row, self.store.text)
        ]
        order = [row.number for row in ordered(rows, shown.order, finished_last=False)]
        if number not in order:
            return None, None
        place = order.index(number)
        before = order[place - 1] if place else None
        return before, order[place + 1] if place + 1 < len(order) else None

    def _summary(self, extraction: Extraction) -> Summary:
        found = self._summaries.get(extraction.number)
        if found is None:
            found = self._summaries[extraction.number] = summarise(
                self.store.record(extraction.number)
            )
        return found

    def _merged(self, number: int, seq: int, desk: Desk) -> Merged:
        known = self._merges.get(number)
        if known is None or known[0] != seq:
            known = (seq, desk.merged(open_sheet(self.store, *self._listed[number])))
            self._merges[number] = known
        return known[1]

    def _stand(self, number: int, seq: int, desk: Desk) -> tuple[int, int, bool]:
        key = (number, desk.reviewer.name, desk.reviewer.mode)
        known = self._progress.get(key)
        if known is None or known[0] != seq:
            document, extraction = self._listed[number]
            state: State = desk.state(open_sheet(self.store, document, extraction))
            known = (seq, state.total, state.open, state.done is not None)
            self._progress[key] = known
        return known[1], known[2], known[3]


_KEPT: Final = 32
"""Documents that are kept open; a page needs one, a reviewer goes back and forth over few."""


def _status(total: int, left: int, done: bool) -> str:
    if done and not left:
        return "reviewed"
    return "new" if left == total else "progress"


def summarise(record: Data) -> Summary:
    """What the queue needs of a machine's record."""
    event = record["event"]
    doubts = inferred = 0
    fields = 0
    for item in items_of(record).values():
        doubts += bool(item.doubts)
        inferred += sum(
            1 for name, value in item.values.items() if name in _BASES and value == "inferred"
        )
        fields += len(kinds()[item.kind].decided)
    title = record["release"]["headline"] or (event["name"] if event else None) or ""
    return Summary(
        " ".join(title.split()),
        " ".join((record["release"]["headline"] or "").split()),
        frozenset(country["code"] for country in record["countries"]),
        tuple(person["name"]["full"] for person in record["participants"]),
        event["kind"] if event else None,
        frozenset(document["status"] for document in record["documents"]),
        frozenset(issue["code"] for issue in record["issues"]),
        doubts,
        inferred,
        len(record["issues"]),
        fields,
    )


_BASES: Final = frozenset({"basis", "country_basis"})


def ordered(rows: Iterable[Row], order: str, *, finished_last: bool = True) -> list[Row]:
    """Rows in the order asked for; by doubt, what is finished comes last, if wanted."""
    if order == "id":
        return sorted(rows, key=lambda row: row.id)
    if order == "progress":
        return sorted(rows, key=lambda row: (-row.decided / max(row.total, 1), row.id))
    finished = {"reviewed", "gold"} if finished_last else set()
    return sorted(rows, key=lambda row: (row.status in finished, -row.summary.weight, row.id))
