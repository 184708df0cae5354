"""The record's reference for people, written from the pydantic models: `docs/record.md`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pipeline import records

EXAMPLES: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "Record.schema_version": "1.0",
        "ReleaseInfo.id": "2025-12-05-ots-labour",
        "ReleaseInfo.source": "2025/2025-12-05-ots-labour.txt",
        "ReleaseInfo.sha256": "9b1d…",
        "ReleaseInfo.published": "2025-12-05",
        "ReleaseInfo.headline": "Министры труда тюркских государств встретились в Баку",
        "IssuerInfo.name": "Министерство труда и социальной защиты Азербайджана",
        "EventInfo.kind": "session",
        "EventInfo.name": "первое заседание министров труда …",
        "EventInfo.theme": "Сотрудничество в сфере труда …",
        "EventInfo.organization": "org-1",
        "EventInfo.doubts": ["event_taken_for_granted"],
        "EventDateInfo.start": "2025-12-05",
        "EventDateInfo.end": "2025-12-06",
        "EventDateInfo.basis": "inferred",
        "PlaceInfo.name": "Баку",
        "PlaceInfo.country": "AZ",
        "OrganizationInfo.id": "org-1",
        "OrganizationInfo.name": "Организация тюркских государств",
        "OrganizationInfo.abbreviation": "ОТГ",
        "OrganizationInfo.kind": "intergovernmental",
        "OrganizationInfo.country": "AZ",
        "OrganizationInfo.wikidata": "Q1422186",
        "CountryInfo.code": "CY-TRNC",
        "CountryInfo.name": "Турецкая Республика Северного Кипра",
        "CountryInfo.status": "observer",
        "CountryInfo.represented": True,
        "CountryInfo.basis": "stated",
        "CountryInfo.doubts": ["not_borne_out"],
        "ParticipantInfo.id": "p-1",
        "ParticipantInfo.country": "AZ",
        "ParticipantInfo.attendance": "present",
        "ParticipantInfo.roles": ["speaker"],
        "ParticipantInfo.doubts": ["name_form_unsure"],
        "NameInfo.full": "Анар Адалат оглы Алиев",
        "NameInfo.given": "Анар",
        "NameInfo.patronymic": "Адалат оглы",
        "NameInfo.family": "Алиев",
        "PositionInfo.title": "министр труда и социальной защиты населения",
        "PositionInfo.text": "министр труда и социальной защиты населения Азербайджана",
        "PositionInfo.rank": "minister",
        "PositionInfo.organization": "org-2",
        "PositionInfo.country": "AZ",
        "PositionInfo.country_basis": "stated",
        "PositionInfo.doubts": ["long_link"],
        "DocumentInfo.id": "doc-1",
        "DocumentInfo.kind": "declaration",
        "DocumentInfo.title": "Декларация первой встречи министров труда …",
        "DocumentInfo.status": "signed",
        "DocumentInfo.signatories": ["p-1", "TR"],
        "DocumentInfo.doubts": ["status_unsure"],
        "TopicInfo.text": "трудовое законодательство",
        "TopicInfo.doubts": ["not_borne_out"],
        "ConceptInfo.scheme": "unbis",
        "ConceptInfo.code": "12.04.00",
        "MeasureInfo.text": "создание Рабочей группы по вопросам труда …",
        "MeasureInfo.doubts": ["not_borne_out"],
        "StatementInfo.speaker": "p-1",
        "StatementInfo.source": "пресс-служба МИД",
        "StatementInfo.kind": "reported",
        "StatementInfo.verb": "подчеркнуть",
        "StatementInfo.text": "расширение сотрудничества …",
        "StatementInfo.doubts": ["speaker_from_context"],
        "IssueInfo.stage": "countries",
        "IssueInfo.code": "unresolved_country",
        "IssueInfo.message": "«Конго» may be either of two countries",
        "Evidence.start": 652,
        "Evidence.end": 664,
        "Evidence.text": "министр труда",
        "Provenance.pipeline": "0.1.0",
        "Provenance.models": {"slovnet-ner": "1.6.0 sha256:16c3343a6572ddf0"},
        "Provenance.resources": {"offices.yaml": "sha256:5f0c…"},
    }
)
"""An example of every plain field, by model and name; a test asks for each."""

_HEAD: Final = """\
# The record

One JSON object per press release. This page is made from the models in `pipeline/records.py` by
`kommunike schema --docs`; the same as JSON Schema: `kommunike schema`, or
[`outputs/record.schema.json`](../outputs/record.schema.json).

Two rules stand above all others.

1. **Nothing without its words.** Every value has `evidence`. Offsets count Unicode code points of
   the release's text exactly as decoded (no newline or quotation mark is changed) and are
   half-open: `text[start:end] == evidence.text`. In Python, slice the string; in JavaScript, slice
   `Array.from(text)`, because its strings count UTF-16 units.
2. **Unknown is `null`, never a guess.** What was seen and not resolved is in `issues`; what rests
   on little carries `doubts`.

A field marked ∅ may be null. «list» is a JSON array, in the order of the text.
"""


def reference() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for model in _models():
        parts.append(f"## {_title(model)}\n\n{_meaning(model)}\n")
        rows = ["| Field | Type | Meaning | Example |", "|---|---|---|---|"]
        rows += [_row(model, name) for name in model.model_fields]
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def _models() -> list[type[BaseModel]]:
    """The record's models, each once, from the outermost in."""
    found: list[type[BaseModel]] = []

    def walk(model: type[BaseModel]) -> None:
        if model in found:
            return
        found.append(model)
        for field in model.model_fields.values():
            for inner in _inner(field.annotation):
                walk(inner)

    walk(records.Record)
    # Evidence stands in everything: it is explained last.
    found.remove(records.Evidence)
    return [*found, records.Evidence]


def _inner(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _inner(argument)


def _title(model: type[BaseModel]) -> str:
    return model.__name__.removesuffix("Info")


def _meaning(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _row(model: type[BaseModel], name: str) -> str:
    field = model.model_fields[name]
    example = EXAMPLES.get(f"{model.__name__}.{name}")
    shown = f"`{json.dumps(example, ensure_ascii=False)}`" if example is not None else ""
    cells = (f"`{name}`", _type(field.annotation), field.description or "", shown)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _type(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        known = [item for item in arguments if item is not NoneType]
        return " or ".join(map(_type, known)) + (" ∅" if NoneType in arguments else "")
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return "object of strings"
    if isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            title = _title(annotation)
            return f"[{title}](#{title.lower()})"
        if issubclass(annotation, Enum):
            return ", ".join(f"`{item.value}`" for item in annotation)
        names = {str: "string", int: "integer", bool: "boolean", date: "date"}
        return names[annotation]
    return str(annotation)
