"""Label Studio: tasks with predictions, and the labelling interface they fit.

Offsets are code points: Label Studio's front end stores those for `Text`, whatever JavaScript
counts (its own tests hold it to that). In the words it stores beside them, a line break is a
backslash and an `n`. One task a release; a region a piece of evidence; closed values are choices of
the region, other values the JSON of its text field, where they differ from the words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from pipeline.errors import InputError
from pipeline.exports.brat import read_note
from pipeline.exports.marks import Annotations, Data, Link, Mark, to_marks
from pipeline.exports.plain import without_returns
from pipeline.exports.schema import KINDS, LINKS
from pipeline.exports.source import Exported

LABELS: Final = "kind"
TEXT: Final = "text"
NOTE: Final = "note"
_YES: Final = "yes"


def write_labelstudio(entries: Iterable[Exported], folder: Path) -> int:
    """Write `tasks.json` and `config.xml`; the number of tasks.

    Raises:
        InputError: A release has no text.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.xml").write_text(config(), encoding="utf-8")
    count = 0
    with (folder / "tasks.json").open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("[")
        for count, entry in enumerate(entries, 1):
            stream.write(",\n" if count > 1 else "\n")
            stream.write(json.dumps(to_task(entry), ensure_ascii=False))
        stream.write("\n]\n")
    return count


def config() -> str:
    """The labelling interface as Label Studio's XML."""
    lines = ["<View>", f'  <Labels name="{LABELS}" toName="{TEXT}">']
    for kind in KINDS.values():
        lines.append(f'    <Label value="{kind.name}" background="{kind.colour}"/>')
    lines += ["  </Labels>", "  <Relations>"]
    lines += [f'    <Relation value="{link}"/>' for link in LINKS]
    lines += ["  </Relations>", f'  <Text name="{TEXT}" value="$text" granularity="word"/>']
    for kind in KINDS.values():
        closed = {**kind.closed, **dict.fromkeys(kind.flags, (_YES,))}
        for name, values in closed.items():
            lines.append(
                f'  <View visibleWhen="region-selected" whenTagName="{LABELS}" '
                f'whenLabelValue="{kind.name}">'
            )
            lines.append(f'    <Header value={quoteattr(name)} size="5"/>')
            lines.append(
                f'    <Choices name="{kind.name}_{name}" toName="{TEXT}" perRegion="true" '
                'choice="single" showInline="true">'
            )
            lines += [f'      <Choice value="{value}"/>' for value in values]
            lines += ["    </Choices>", "  </View>"]
    lines += [
        '  <View visibleWhen="region-selected">',
        f'    <TextArea name="{NOTE}" toName="{TEXT}" perRegion="true" editable="true" '
        'maxSubmissions="1" rows="2"/>',
        "  </View>",
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def to_task(entry: Exported) -> Data:
    """A release as a task whose prediction is the record."""
    text = without_returns(entry.words)
    found = to_marks(entry.record)
    return {
        "data": {
            "text": text,
            "id": entry.record.release.id,
            "sha256": entry.record.release.sha256,
        },
        "predictions": [
            {
                "model_version": f"kommunike {entry.record.provenance.pipeline}",
                "result": list(_result(found, text)),
            }
        ],
    }


def _result(found: Annotations, text: str) -> Iterable[Data]:
    for mark in found.marks:
        place = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
        region = {"id": mark.id, "to_name": TEXT}
        yield {
            **region,
            "from_name": LABELS,
            "type": "labels",
            "value": {**place, "labels": [mark.kind]},
        }
        choices = [*mark.closed.items(), *((flag, _YES) for flag in mark.flags)]
        for name, value in choices:
            yield {
                **region,
                "from_name": f"{mark.kind}_{name}",
                "type": "choices",
                "value": {**place, "choices": [value]},
            }
        if mark.note:
            note = json.dumps(mark.note, ensure_ascii=False)
            yield {
                **region,
                "from_name": NOTE,
                "type": "textarea",
                "value": {**place, "text": [note]},
            }
    for link in found.links:
        yield {
            "type": "relation",
            "from_id": link.source,
            "to_id": link.target,
            "direction": "right",
            "labels": [link.name],
        }


def read_result(result: Iterable[Data], text: str) -> Annotations:
    """The marks and links of an annotation or a prediction.

    Args:
        result: Its `result`, as Label Studio exports it (JSON, not JSON-MIN).
        text: The text of the task.

    Raises:
        InputError: It is malformed, or a region quotes other words than stand at its offsets.
    """
    regions: dict[str, Data] = {}
    links = []
    try:
        for item in result:
            if item["type"] == "relation":
                links += _link(item)
                continue
            if "start" not in item["value"]:
                continue
            _read_region(regions.setdefault(item["id"], _region()), item, text)
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise InputError(f"no result of Label Studio: {error!r}") from None
    marks = []
    for key, region in regions.items():
        kind = region["kind"]
        if kind not in KINDS:
            raise InputError(f"region {key}: no kind is called {kind}: {', '.join(KINDS)}")
        note = read_note(kind, region["note"])
        start, end = region["place"]
        flags = tuple(region["flags"])
        marks.append(Mark(key, kind, start, end, region["closed"], flags, note))
    return Annotations(tuple(marks), tuple(links))


def _link(item: Data) -> list[Link]:
    labels = item.get("labels") or []
    if len(labels) != 1:
        raise InputError(f"the relation from {item['from_id']} to {item['to_id']} needs one label")
    source, target = item["from_id"], item["to_id"]
    if item.get("direction") == "left":
        source, target = target, source
    return [Link(labels[0], source, target)]


def _letters(words: str) -> str:
    """The words without white space and Label Studio's line breaks, to compare quotations."""
    return "".join(words.replace("\\n", " ").split())


def _region() -> Data:
    return {"kind": None, "place": (0, 0), "closed": {}, "flags": [], "note": ""}


def _read_region(region: Data, item: Data, text: str) -> None:
    value: dict[str, Any] = item["value"]
    start, end = int(value["start"]), int(value["end"])
    name = item["from_name"]
    if item["type"] == "labels":
        words = text[start:end]
        if value.get("text") is not None and _letters(value["text"]) != _letters(words):
            raise InputError(
                f"region {item['id']} quotes «{value['text'][:60]}», but «{words[:60]}» "
                "stands there"
            )
        region["kind"], region["place"] = value["labels"][0], (start, end)
    elif item["type"] == "choices":
        kind, field = name.split("_", 1)
        if field in KINDS[kind].flags:
            region["flags"].append(field)
        else:
            region["closed"][field] = value["choices"][0]
    elif item["type"] == "textarea":
        region["note"] = value["text"][0] if isinstance(value["text"], list) else value["text"]
