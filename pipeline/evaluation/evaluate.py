"""Records against gold: the judged documents of one evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.evaluation.cases import Case, read_case
from pipeline.evaluation.judge import judge
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sources import (
    FoundGold,
    FoundRecord,
    Texts,
    check_text,
    read_gold,
    read_records,
    text_folders,
)
from pipeline.gold.convert import to_envelope
from pipeline.gold.envelope import Envelope
from pipeline.gold.light import LightGold

_LENGTHS = ((200, "under 200 words"), (400, "200–399 words"))
_LONGEST = "400 words and more"


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold document and what became of its items.

    Attributes:
        id: The release's id.
        text: Its text, if at hand.
        slices: Names of the slices it belongs to, such as `source:sample`.
        outcomes: Every outcome of every metric over annotated fields.
        exact: How many pieces of the record's evidence quote the text.
        quoted: How many pieces there are.
        has_record: Whether there is a record at all.
    """

    id: str
    text: str | None
    slices: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    exact: int
    quoted: int
    has_record: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything judged in one evaluation.

    Attributes:
        documents: Gold documents in order of id.
        without_gold: Ids of records that were not scored because nobody annotated them.
    """

    documents: tuple[Judged, ...]
    without_gold: tuple[str, ...]

    @property
    def without_record(self) -> tuple[str, ...]:
        """Ids of gold documents that have no record; all of their items are missing."""
        return tuple(document.id for document in self.documents if not document.has_record)


def evaluate(records: Path, gold: Path, texts: Path | None = None) -> Evaluation:
    """Score records against gold, document by document, matched by release id.

    Args:
        records: A run folder, a folder of record files, or a JSONL.
        gold: A folder or JSONL of envelopes or of gold in the light format.
        texts: Folder with the releases' decoded texts; by default the run's own `texts/`.

    Raises:
        InputError: Something is missing, malformed, or made from another text.
        RecordError: A record has another form.
    """
    found = read_records(records)
    wanted = read_gold(gold)
    shelf = Texts(text_folders(records, texts))
    return Evaluation(
        documents=tuple(
            judge_document(wanted[identifier], found.get(identifier), shelf)
            for identifier in sorted(wanted)
        ),
        without_gold=tuple(sorted(found.keys() - wanted.keys())),
    )


def judge_document(gold: FoundGold, record: FoundRecord | None, shelf: Texts) -> Judged:
    """One gold document against its record, or against nothing."""
    text = shelf.find(*((record.stem,) if record is not None else ()), gold.id)
    mine = gold_case(gold, text, has_record=record is not None)
    theirs = None
    if record is not None:
        if text is not None:
            check_text(record.data["release"].get("sha256"), text, record.place)
        theirs = read_case(record.data, text)
    return Judged(
        id=gold.id,
        text=text,
        slices=_slices(gold, mine),
        outcomes=tuple(judge(mine, theirs, gold.annotated)),
        exact=theirs.exact if theirs else 0,
        quoted=theirs.quoted if theirs else 0,
        has_record=record is not None,
    )


def gold_case(gold: FoundGold, text: str | None, *, has_record: bool) -> Case:
    """The view of gold of either format.

    Raises:
        InputError: Light gold without its text, or gold of another text.
    """
    if gold.envelope is not None:
        envelope = Envelope.parse(gold.envelope, name=gold.place)
        if text is not None:
            check_text(envelope.record.release.sha256, text, gold.place)
            envelope = Envelope.parse(gold.envelope, text, name=gold.place)
        return read_case(envelope.record.model_dump(mode="json"), text, source=gold.source)
    assert gold.light is not None
    if text is None and has_record:
        raise InputError(
            f"no text of {gold.id!r}: gold in the light format needs the texts, give --texts DIR"
        )
    stand_in = text if text is not None else _stand_in(gold.light)
    data = to_envelope(gold.light, stand_in).record.model_dump(mode="json")
    return read_case(data, stand_in, source=gold.source)


def _stand_in(gold: LightGold) -> str:
    """A text with all verbatim strings, for gold of which every item is missing anyway."""
    strings = [form for person in gold.participants for form in person.forms]
    strings += [title.text for person in gold.participants for title in person.titles]
    strings += [form for country in gold.countries for form in country.forms]
    for document in gold.documents:
        strings.append(document.text)
        strings += [item.quote for item in (*document.topics, *document.measures)]
    strings += [statement.quote for statement in gold.statements]
    return "\n".join([gold.id, *strings])


def _slices(gold: FoundGold, case: Case) -> tuple[str, ...]:
    slices = [f"source:{gold.source}"]
    if gold.kind:
        slices.append(f"gold:{gold.kind}")
    if "event" in gold.annotated or "event.kind" in gold.annotated:
        slices.append(f"event:{case.event.kind if case.event else 'none'}")
    if case.text is not None:
        words = len(case.text.split())
        length = next((name for limit, name in _LENGTHS if words < limit), _LONGEST)
        slices.append(f"length:{length}")
    return tuple(slices)
