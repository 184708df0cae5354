"""A small run made by hand: an invented visit, with CRLF and an emoji before the first word."""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path

import pytest

from pipeline.batch.run import Manifest
from pipeline.records import SCHEMA_VERSION, Record, text_hash
from pipeline.review.decisions import Decision
from pipeline.review.desk import Desk, Reviewer, open_sheet
from pipeline.review.runs import bring
from pipeline.review.store import Store

TEXT = (
    "📣 Дата: 12.03.2026\r\n\r\n"
    "Министр транспорта и дорог Литвы Йонас Петраускас прибыл в Астану на переговоры. "
    "Его принял вице-премьер Казахстана Ерлан Сапарбеков.\r\n\r\n"
    "Подписан меморандум о сотрудничестве в области туризма и спорта. "
    "«Мы довольны», — сказал Петраускас. В приветствии упомянут поэт Абай Кунанов.\r\n"
)


def quote(words: str, text: str = TEXT, nth: int = 0) -> dict:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def gold_record() -> dict:
    """The record of `TEXT` as it should be."""

    def country(code, name, words):
        return {
            "code": code,
            "name": name,
            "status": "party",
            "represented": True,
            "basis": "stated",
            "doubts": [],
            "evidence": [quote(words)],
        }

    def person(key, full, given, family, country, positions, words):
        return {
            "id": key,
            "name": {"full": full, "given": given, "patronymic": None, "family": family},
            "positions": positions,
            "country": country,
            "attendance": "present",
            "roles": [],
            "doubts": [],
            "evidence": [quote(word) for word in words],
        }

    def position(title, words, rank, country):
        return {
            "title": title,
            "text": words,
            "rank": rank,
            "organization": None,
            "country": country,
            "country_basis": "stated",
            "doubts": [],
            "evidence": [quote(words)],
        }

    return {
        "schema_version": SCHEMA_VERSION,
        "release": {
            "id": "visit",
            "source": "visit.txt",
            "sha256": text_hash(TEXT),
            "published": "2026-03-12",
            "headline": None,
            "issuer": None,
        },
        "event": {
            "kind": "negotiations",
            "name": "переговоры",
            "theme": None,
            "date": None,
            "place": {"name": "Астана", "country": "KZ", "evidence": [quote("Астану")]},
            "organization": None,
            "doubts": [],
            "evidence": [quote("переговоры")],
        },
        "organizations": [],
        "countries": [
            country("LT", "Литва", "Литвы"),
            country("KZ", "Казахстан", "Казахстана"),
        ],
        "participants": [
            person(
                "p-1",
                "Йонас Петраускас",
                "Йонас",
                "Петраускас",
                "LT",
                [
                    position(
                        "министр транспорта и дорог",
                        "Министр транспорта и дорог Литвы",
                        "minister",
                        "LT",
                    )
                ],
                ["Йонас Петраускас"],
            ),
            person(
                "p-2",
                "Ерлан Сапарбеков",
                "Ерлан",
                "Сапарбеков",
                "KZ",
                [
                    position(
                        "вице-премьер",
                        "вице-премьер Казахстана",
                        "deputy_head_of_government",
                        "KZ",
                    )
                ],
                ["Ерлан Сапарбеков"],
            ),
        ],
        "documents": [
            {
                "id": "doc-1",
                "kind": "memorandum",
                "title": "меморандум о сотрудничестве в области туризма и спорта",
                "status": "signed",
                "signatories": ["p-1", "KZ"],
                "topics": [
                    {
                        "text": "туризм",
                        "concept": None,
                        "doubts": ["list"],
                        "evidence": [quote("туризма")],
                    }
                ],
                "measures": [],
                "doubts": [],
                "evidence": [quote("меморандум о сотрудничестве в области туризма и спорта")],
            }
        ],
        "statements": [
            {
                "speaker": "p-1",
                "source": None,
                "kind": "direct",
                "verb": "сказать",
                "text": "Мы довольны",
                "topics": [],
                "doubts": [],
                "evidence": [quote("Мы довольны")],
            }
        ],
        "issues": [],
        "provenance": {"pipeline": "0", "models": {}, "resources": {}},
    }


def write_run(folder: Path, *records: dict, texts: dict[str, str] | None = None) -> Path:
    for name in ("records", "texts", "trace"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    manifest = Manifest(
        state="complete", inputs=("in",), metadata=None, settings={}, versions={"kommunike": "0"}
    )
    (folder / "run.json").write_text(manifest.model_dump_json(), encoding="utf-8")
    for data in records:
        key = data["release"]["id"]
        text = (texts or {}).get(key, TEXT)
        (folder / "texts" / f"{key}.txt").write_bytes(text.encode())
        record = Record.model_validate_json(json.dumps(data), context={"text": text})
        (folder / "records" / f"{key}.json").write_bytes(record.to_json().encode())
    return folder


@pytest.fixture
def gold():
    return gold_record()


@pytest.fixture
def run(tmp_path, gold):
    return write_run(tmp_path / "runs" / "first", gold)


@pytest.fixture
def review_store(tmp_path):
    store = Store(tmp_path / "reviews" / "reviews.sqlite")
    yield store
    store.close()


class Hand:
    """A reviewer's hand on one document, for tests."""

    _numbers = itertools.count()

    def __init__(self, store, run, name="Анна", mode="shared", release=None):
        self.desk = Desk(store, Reviewer(name, mode))
        brought = bring(store, run)
        wanted = [pair for pair in brought.sheets if release in {None, pair[0].id}]
        self.sheet = open_sheet(store, *wanted[0])
        self.session = f"page-{next(self._numbers)}"
        self.seen = self.state.seq

    @property
    def state(self):
        self.sheet = open_sheet(self.desk.store, self.sheet.document, self.sheet.extraction)
        return self.desk.state(self.sheet)

    def item(self, kind, label=None):
        for entry in self.state.entries.values():
            if entry.item.kind == kind and label in {None, entry.label}:
                return entry.item.id
        raise AssertionError(f"no {kind} {label}")

    def ask(self, op, kind=None, label=None, **rest):
        if kind is not None and op != "add":
            rest["item"] = self.item(kind, label)
        return Decision(
            **{
                "client_id": f"test-{next(self._numbers):08}",
                "session": self.session,
                "sha256": self.sheet.document.sha256,
                "seen": self.seen,
                "op": op,
                **({"kind": kind} if op == "add" else {}),
                **rest,
            }
        )

    def do(self, op, kind=None, label=None, *, look=True, **rest):
        outcome = self.desk.decide(self.sheet, self.ask(op, kind, label, **rest))
        if look:
            self.seen = outcome.state.seq
        return outcome

    def accept_all(self):
        for entry in list(self.state.standing()):
            if entry.open_fields:
                self.do("accept", item=entry.item.id)

    def finish(self):
        self.accept_all()
        return self.do("done")


@pytest.fixture
def hand(review_store, run):
    return Hand(review_store, run)


@pytest.fixture
def changed(gold):
    return copy.deepcopy(gold)


@pytest.fixture
def new_hand():
    return Hand


@pytest.fixture
def quote_of():
    return quote


@pytest.fixture
def run_of():
    return write_run


@pytest.fixture
def text():
    return TEXT
