"""What becomes of a release in a run: bytes to write, or the reason why there are none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pydantic import ValidationError

from pipeline.errors import KommunikeError, OutOfMemoryError, RecordError
from pipeline.layers import Release
from pipeline.readers import InputFailure, Unparsed
from pipeline.records import Record
from pipeline.trace import Trace


@dataclass(frozen=True, slots=True)
class Extracted:
    """A release that went through. All bytes: a worker hands over nothing else.

    Attributes:
        id: The release's id.
        source: Where it was read.
        text: The decoded text in UTF-8, newlines as decoded.
        record: The record's JSON.
        trace: The trace's JSON.
        found: Numbers of participants, countries and so on.
        issues: Number of issues by code.
        models: Versions and hashes of the models, from the record.
        resources: Versions and hashes of the resources, from the record.
        sha256: Hash of the text, from the record.
        seconds: How long it took; outcomes are equal whatever it is.
    """

    id: str
    source: str
    text: bytes
    record: bytes
    trace: bytes
    found: dict[str, int]
    issues: dict[str, int]
    models: dict[str, str]
    resources: dict[str, str]
    sha256: str
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """A release that did not.

    Attributes:
        id: Its id, if one is known.
        source: Where it was read.
        code: Stable snake_case reason.
        message: One line for a person.
        seconds: How long it took; outcomes are equal whatever it is.
    """

    id: str | None
    source: str
    code: str
    message: str
    seconds: float = field(default=0.0, compare=False)


Outcome = Extracted | Failed

OUT_OF_MEMORY = "needed more memory than a worker may have (--memory)"


def from_record(
    release: Release,
    record: Record,
    trace: Trace,
    seconds: float = 0.0,
    written: str | None = None,
) -> Extracted:
    """Turn a record and its trace into what is written.

    Args:
        release: The release.
        record: Its record.
        trace: The record's trace.
        seconds: How long it took.
        written: The record as JSON, if it has been made already.
    """
    return Extracted(
        id=release.id,
        source=release.source,
        text=release.text.encode("utf-8"),
        record=(written or record.to_json()).encode("utf-8"),
        trace=trace.to_json().encode("utf-8"),
        found={
            "participants": len(record.participants),
            "positions": sum(len(person.positions) for person in record.participants),
            "organizations": len(record.organizations),
            "countries": len(record.countries),
            "events": int(record.event is not None),
            "documents": len(record.documents),
            "topics": sum(len(document.topics) for document in record.documents),
            "statements": len(record.statements),
        },
        issues=dict(sorted(Counter(issue.code for issue in record.issues).items())),
        models=dict(record.provenance.models),
        resources=dict(record.provenance.resources),
        sha256=release.sha256,
        seconds=seconds,
    )


def from_input(failure: InputFailure) -> Failed:
    """Turn what a reader could not read into a failure of the run."""
    return Failed(failure.id, failure.source, failure.error.code, _line(str(failure.error)))


def from_error(release: Release | Unparsed, error: Exception, seconds: float = 0.0) -> Failed:
    """Turn an exception of the extraction into a failure of the run."""
    if isinstance(error, MemoryError):
        code, message = OutOfMemoryError.code, OUT_OF_MEMORY
    elif isinstance(error, KommunikeError):
        code, message = error.code, str(error)
    elif isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        code, message = RecordError.code, f"{place}: {first['msg']}"
    else:
        code, message = "internal_error", f"{type(error).__name__}: {error}{_where(error)}"
    return Failed(release.id, release.source, code, _line(message), seconds)


def _line(message: str) -> str:
    return " ".join(message.split())[:500]


def _where(error: Exception) -> str:
    """The innermost place of the flow that was reached, for a report that can be acted on."""
    place = ""
    traceback = error.__traceback__
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "")
        if module.startswith("pipeline.") and not module.startswith("pipeline.batch."):
            place = f" ({module}, line {traceback.tb_lineno})"
        traceback = traceback.tb_next
    return place
