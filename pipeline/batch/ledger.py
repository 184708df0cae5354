"""What a run knows of its releases: which are done, which are the same text, which are gone.

The ledger reads the journal when a run begins and writes it while the run goes on. It decides;
the run carries out. Whatever order the decisions fall in, they end where a new run over the same
inputs would end: of several releases with one text the first among the inputs is extracted.
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.batch.journal import DUPLICATE, EXTRACTED, FAILED, REMOVED, Entry, Journal
from pipeline.batch.outcomes import Extracted, Failed, Outcome, from_input
from pipeline.readers import InputFailure, Unparsed

_SLOWEST = 5


@dataclass(slots=True)
class Totals:
    """What the journal says about a run as a whole.

    Attributes:
        order: Ids of the releases whose records are kept, in order.
        gone: How many of them are gone from the inputs.
        extracted: How many are not.
        found: Numbers of participants, countries and so on.
        issues: Number of issues by code.
        failures: Number of failed releases by reason.
        failed: The failed releases in order: id, source, code, message.
        duplicates: The duplicates in order: id, source, and the id of the release they equal.
        slowest: Seconds and id of the releases that took longest, the longest first.
    """

    order: list[str] = field(default_factory=list)
    gone: int = 0
    extracted: int = 0
    found: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    failed: list[dict[str, Any]] = field(default_factory=list)
    duplicates: list[dict[str, Any]] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Waiting:
    """A release that is being extracted, or that has the content of one."""

    key: str
    id: str
    source: str
    digest: bytes
    order: int
    followers: list[_Waiting] = field(default_factory=list)


class Ledger:
    """Decides what is extracted and what is kept.

    Args:
        journal: The run's journal.
        retry: Whether releases that failed are extracted again.
        unfinished: Ids that were being written when an earlier process was killed.

    Attributes:
        counts: What has been met since the ledger was opened: `new`, `changed`, `kept` (known and
            unchanged), `extracted`, `failed`, `duplicates`.

    Raises:
        OutputError: The journal is damaged.
    """

    def __init__(
        self, journal: Journal, *, retry: bool = False, unfinished: Iterable[str] = ()
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._unfinished = frozenset(unfinished)
        self._journal = journal
        self._retry = retry
        self._entries: dict[str, Entry] = {}
        self._texts: dict[bytes, str] = {}
        self._contents: dict[bytes, str] = {}
        self._waiting: deque[_Waiting] = deque()
        self._by_key: dict[str, _Waiting] = {}
        self._met = 0
        for number, line in enumerate(journal.read()):
            self._read(number, line)

    def _read(self, number: int, line: dict[str, Any]) -> None:
        self._entries[line["key"]] = Entry(
            line["id"],
            line["state"],
            bytes.fromhex(line.get("digest", "")),
            bytes.fromhex(line.get("text", "")),
            number,
        )

    def refuse(self, failure: InputFailure) -> None:
        """Note an input that could not be read. Its record of an earlier run is kept."""
        failed = from_input(failure)
        order = self._next()
        key = f"{failed.source}\0{failed.id or ''}\0!"
        while (known := self._entries.get(key)) is not None and known.order >= 0:
            key += "!"  # files of one name in two folders
        self.counts["failed"] += 1
        self._fail(_Waiting(key, failed.id or "", failed.source, b"", order), failed)

    def wants(self, item: Unparsed) -> bool:
        """Whether a release must be extracted; then `settle` answers in the order of the asking."""
        key = f"{item.source}\0{item.id}"
        waiting = _Waiting(key, item.id, item.source, item.digest, self._next())
        content = item.content_key
        first = self._contents.setdefault(content, key)
        known = self._entries.get(key)
        if known is None:
            self.counts["new"] += 1
        elif known.digest != waiting.digest:
            self.counts["changed"] += 1
        if first != key:
            if (leader := self._by_key.get(first)) is not None:
                leader.followers.append(waiting)
                return False
            if (holder := self._entries[first]).state in {EXTRACTED, DUPLICATE}:
                self._duplicate(waiting, holder.text)
                return False
        if known is not None and known.digest == waiting.digest and self._still_holds(key, known):
            known.order = waiting.order
            self.counts["kept"] += 1
            return False
        self._waiting.append(waiting)
        self._by_key[key] = waiting
        return True

    def _still_holds(self, key: str, known: Entry) -> bool:
        """Whether what an earlier run made of an unchanged release is still right."""
        if known.state == FAILED:
            return not self._retry
        if known.state == EXTRACTED:
            return self._texts.setdefault(known.text, key) == key
        return known.state == DUPLICATE and known.text in self._texts

    def settle(self, outcome: Outcome) -> tuple[bool, list[str]]:
        """Note what became of the release that was asked for longest ago.

        Returns:
            Whether its record is kept, and the ids whose records are to be removed.
        """
        waiting = self._waiting.popleft()
        del self._by_key[waiting.key]
        assert outcome.id == waiting.id, f"{outcome.id} came, {waiting.id} was awaited"
        known = self._entries.get(waiting.key)
        had = known is not None and known.state == EXTRACTED
        dropped: list[str] = []
        keep = False
        if isinstance(outcome, Failed):
            self.counts["failed"] += 1
            self._fail(waiting, outcome)
            for follower in waiting.followers:
                self.counts["failed"] += 1
                dropped += self._had(follower)
                self._fail(follower, outcome)
        else:
            text = bytes.fromhex(outcome.sha256)[:16]
            holder = self._texts.get(text)
            if holder is not None and self._entries[holder].order < waiting.order:
                self._duplicate(waiting, text)
            else:
                keep = True
                self._texts[text] = waiting.key
                self.counts["extracted"] += 1
                self._keep(waiting, outcome, text)
                if holder is not None:
                    # It was extracted in an earlier run, before this one stood in front of it.
                    later = self._entries[holder]
                    assert later.id is not None
                    dropped.append(later.id)
                    source = holder.split("\0")[0]
                    self._duplicate(
                        _Waiting(holder, later.id, source, later.digest, later.order), text
                    )
            for follower in waiting.followers:
                dropped += self._had(follower)
                self._duplicate(follower, text)
        if had and not keep:
            dropped.append(waiting.id)
        return keep, dropped

    def _had(self, waiting: _Waiting) -> list[str]:
        known = self._entries.get(waiting.key)
        return [waiting.id] if known is not None and known.state == EXTRACTED else []

    def finish(self, *, prune: bool) -> list[str]:
        """Note what is gone, once all inputs have been met.

        Args:
            prune: Whether records of what is gone are given up.

        Returns:
            Ids whose records are to be removed.
        """
        current = {
            entry.id: entry.state
            for key, entry in self._entries.items()
            if entry.order >= 0 and not key.endswith("!")
        }
        dropped = [
            identifier for identifier in sorted(self._unfinished) if identifier not in current
        ]
        for key, entry in self._entries.items():
            if entry.order >= 0 or entry.state == REMOVED:
                continue
            if entry.state != EXTRACTED:
                self._write(key, entry.id, {}, REMOVED)
                continue
            assert entry.id is not None
            if entry.id in dropped:
                dropped.remove(entry.id)
            moved = entry.text in self._texts
            if entry.id in current or moved or prune:
                if current.get(entry.id) != EXTRACTED:
                    dropped.append(entry.id)
                self._write(key, entry.id, {}, REMOVED)
                self.counts["moved" if moved else "pruned"] += 1
        return dropped

    def totals(self) -> Totals:
        """Add up what holds, from the journal on the disk."""
        totals = Totals()
        current = {
            entry.line: (entry, key)
            for key, entry in self._entries.items()
            if entry.state != REMOVED
        }
        failed: list[tuple[int, dict[str, Any]]] = []
        duplicates: list[tuple[int, dict[str, Any]]] = []
        for number, line in enumerate(self._journal.read()):
            if number not in current:
                continue
            entry, _ = current[number]
            about = {"id": entry.id, "source": line["source"]}
            if entry.state == EXTRACTED:
                totals.found.update(line["found"])
                totals.issues.update(line["issues"])
                heapq.heappush(totals.slowest, (line["seconds"], str(entry.id)))
                if len(totals.slowest) > _SLOWEST:
                    heapq.heappop(totals.slowest)
            elif entry.state == FAILED:
                totals.failures[line["code"]] += 1
                about |= {"code": line["code"], "message": line["message"]}
                failed.append((entry.order, about))
            elif (holder := self._texts.get(entry.text)) is not None:
                about["of"] = self._entries[holder].id
                duplicates.append((entry.order, about))
        kept = [entry for entry, _ in current.values() if entry.state == EXTRACTED]
        kept.sort(key=lambda entry: (entry.order < 0, entry.order, str(entry.id)))
        totals.order = [str(entry.id) for entry in kept]
        totals.gone = sum(entry.order < 0 for entry in kept)
        totals.extracted = len(kept) - totals.gone
        totals.failed = [about for _, about in sorted(failed, key=lambda item: item[0])]
        totals.duplicates = [about for _, about in sorted(duplicates, key=lambda item: item[0])]
        totals.slowest.sort(reverse=True)
        return totals

    def gone(self) -> Iterator[str]:
        """Ids of the kept records whose inputs are gone."""
        for entry in self._entries.values():
            if entry.state == EXTRACTED and entry.order < 0:
                yield str(entry.id)

    def _next(self) -> int:
        self._met += 1
        return self._met - 1

    def _keep(self, waiting: _Waiting, outcome: Extracted, text: bytes) -> None:
        about = {
            "found": outcome.found,
            "issues": outcome.issues,
            "seconds": round(outcome.seconds, 4),
        }
        self._set(waiting, EXTRACTED, text, about)

    def _duplicate(self, waiting: _Waiting, text: bytes) -> None:
        self.counts["duplicates"] += 1
        self._set(waiting, DUPLICATE, text, {})

    def _fail(self, waiting: _Waiting, failed: Failed) -> None:
        about = {"code": failed.code, "message": failed.message}
        if failed.seconds:
            about["seconds"] = str(round(failed.seconds, 4))
        self._set(waiting, FAILED, b"", about)

    def _set(self, waiting: _Waiting, state: str, text: bytes, about: dict[str, Any]) -> None:
        more = {"source": waiting.source, "digest": waiting.digest.hex()} | about
        if text:
            more["text"] = text.hex()
        line = self._write(waiting.key, waiting.id or None, more, state)
        entry = Entry(waiting.id or None, state, waiting.digest, text, line, waiting.order)
        self._entries[waiting.key] = entry

    def _write(self, key: str, identifier: str | None, more: dict[str, Any], state: str) -> int:
        number = self._journal.append({"key": key, "id": identifier, "state": state} | more)
        if state == REMOVED:
            self._entries[key].state = REMOVED
        return number
