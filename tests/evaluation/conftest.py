"""Hand-made records of one invented release, and counts of every metric over them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.cases import read_case
from pipeline.evaluation.judge import METRICS, judge
from pipeline.evaluation.scores import count
from pipeline.records import text_hash

Data = dict[str, Any]

TEXT = (
    "Министр труда Латвии Янис Озолс и заместитель министра труда Эстонии Март Каск "
    "подписали 14 мая в Риге Меморандум о сотрудничестве в сфере туризма в рамках форума "
    "Балтийской ассамблеи (БА). Озолс заявил: «Мы начинаем новую работу». "
    "Каск отметил важность обмена опытом."
)


class Maker:
    """Makes records of `TEXT`."""

    text = TEXT

    def at(self, *words: str, text: str = TEXT) -> list[Data]:
        """Evidence at the first place of each string."""
        pieces = []
        for piece in words:
            start = text.index(piece)
            pieces.append({"start": start, "end": start + len(piece), "text": piece})
        return pieces

    def position(self, title: str, words: str, country: str | None, **values: Any) -> Data:
        return {
            "title": title,
            "text": words,
            "rank": "other",
            "organization": None,
            "country": country,
            "country_basis": "stated" if country else None,
            "evidence": self.at(words),
            **values,
        }

    def person(self, number: int, name: str, *positions: Data, **values: Any) -> Data:
        return {
            "id": f"p-{number}",
            "name": {"full": name, "given": None, "patronymic": None, "family": None},
            "positions": list(positions),
            "country": positions[0]["country"] if positions else None,
            "attendance": "present",
            "roles": [],
            "evidence": self.at(name),
            **values,
        }

    def country(self, code: str, words: str, **values: Any) -> Data:
        return {
            "code": code,
            "name": words,
            "status": "party",
            "represented": True,
            "basis": "stated",
            "evidence": self.at(words),
            **values,
        }

    def statement(self, speaker: str, words: str, **values: Any) -> Data:
        return {
            "speaker": speaker,
            "source": None,
            "kind": "reported",
            "verb": None,
            "text": words,
            "topics": [],
            "evidence": self.at(words),
            **values,
        }

    def record(self) -> Data:
        """The right record of `TEXT`."""
        return {
            "schema_version": "1.0",
            "release": {
                "id": "riga",
                "source": "riga.txt",
                "sha256": text_hash(TEXT),
                "published": None,
                "headline": None,
                "issuer": None,
            },
            "event": {
                "kind": "signing",
                "name": None,
                "theme": None,
                "date": {
                    "start": "2026-05-14",
                    "end": None,
                    "basis": "stated",
                    "evidence": self.at("14 мая"),
                },
                "place": {"name": "Рига", "country": "LV", "evidence": self.at("Риге")},
                "organization": "org-1",
                "evidence": self.at("подписали"),
            },
            "organizations": [
                {
                    "id": "org-1",
                    "name": "Балтийская ассамблея",
                    "abbreviation": None,
                    "kind": "intergovernmental",
                    "country": None,
                    "wikidata": None,
                    "evidence": self.at("Балтийской ассамблеи"),
                }
            ],
            "countries": [self.country("LV", "Латвии"), self.country("EE", "Эстонии")],
            "participants": [
                self.person(
                    1,
                    "Янис Озолс",
                    self.position("министр труда", "Министр труда Латвии", "LV"),
                ),
                self.person(
                    2,
                    "Март Каск",
                    self.position(
                        "заместитель министра труда", "заместитель министра труда Эстонии", "EE"
                    ),
                ),
            ],
            "documents": [
                {
                    "id": "doc-1",
                    "kind": "memorandum",
                    "title": "Меморандум о сотрудничестве в сфере туризма",
                    "status": "signed",
                    "signatories": [],
                    "topics": [{"text": "туризм", "concept": None, "evidence": self.at("туризма")}],
                    "measures": [],
                    "evidence": self.at("Меморандум о сотрудничестве в сфере туризма"),
                }
            ],
            "statements": [
                self.statement("p-1", "Мы начинаем новую работу", kind="direct"),
                self.statement("p-2", "важность обмена опытом"),
            ],
            "issues": [],
            "provenance": {"pipeline": "test", "models": {}, "resources": {}},
        }

    def counts(
        self,
        found: Data | None,
        gold: Data | None = None,
        annotated: tuple[str, ...] = (
            "participants",
            "countries",
            "event",
            "documents",
            "statements",
        ),
    ) -> dict[str, tuple[int, int, int]]:
        """(right, found, gold) of every metric."""
        mine = read_case(gold or self.record(), TEXT)
        theirs = read_case(found, TEXT) if found is not None else None
        cells = count([judge(mine, theirs, annotated)])[0]
        return {
            metric: tuple(int(value) for value in cells[column, :3])
            for column, metric in enumerate(METRICS)
        }

    def errors(self, found: Data, metric: str) -> list[str]:
        """Classes of error of a metric, sorted."""
        outcomes = judge(
            read_case(self.record(), TEXT),
            read_case(found, TEXT),
            ("participants", "countries", "event", "documents", "statements"),
        )
        return sorted(
            outcome.error for outcome in outcomes if outcome.metric == metric and not outcome.right
        )

    def envelope(self, record: Data | None = None, kind: str = "blind") -> Data:
        return {
            "record": copy.deepcopy(record or self.record()),
            "kind": kind,
            "annotated": ["participants", "countries", "event", "documents", "statements"],
        }

    def write(self, folder: Path, *records: Data, texts: bool = True) -> Path:
        """A run folder with `records` and their texts."""
        (folder / "records").mkdir(parents=True)
        (folder / "texts").mkdir()
        for record in records:
            name = record["release"]["id"]
            (folder / "records" / f"{name}.json").write_text(
                json.dumps(record, ensure_ascii=False), encoding="utf-8"
            )
            if texts:
                (folder / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        return folder

    def write_gold(self, folder: Path, *envelopes: Data) -> Path:
        folder.mkdir(parents=True)
        for envelope in envelopes:
            name = envelope["record"]["release"]["id"]
            (folder / f"{name}.json").write_text(
                json.dumps(envelope, ensure_ascii=False), encoding="utf-8"
            )
        return folder

    def renamed(self, record: Data, name: str) -> Data:
        result = copy.deepcopy(record)
        result["release"]["id"] = name
        return result


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture
def record(make: Maker) -> Data:
    return make.record()
