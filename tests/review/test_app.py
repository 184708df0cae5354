"""The server as a client sees it: pages, decisions, and what it refuses."""

import json

import pytest

pytest.importorskip("fastapi")
from starlette.testclient import TestClient

from pipeline.map.page import MapPage
from pipeline.review.app import make_app
from pipeline.review.board import Board
from pipeline.review.desk import Reviewer
from pipeline.review.proposals import Proposer
from pipeline.review.runs import bring
from pipeline.review.security import Gate, is_loopback

HOST = "127.0.0.1:8000"


def client_of(store, run, name="Анна", mode="shared", gate=None, draw=None):
    board = Board(store, bring(store, run).sheets)
    gate = gate or Gate.at("127.0.0.1", 8000)
    app = make_app(board, Reviewer(name, mode), gate, Proposer(), draw=draw)
    return TestClient(app, base_url=f"http://{HOST}", headers={"Origin": f"http://{HOST}"})


@pytest.fixture
def client(review_store, run):
    return client_of(review_store, run)


@pytest.fixture
def decision(client):
    data = client.get("/api/release/1").json()
    item = next(key for key, entry in data["items"].items() if entry["kind"] == "event")
    return {
        "client_id": "page-0001",
        "session": "page",
        "sha256": data["sha256"],
        "seen": data["seen"],
        "op": "accept",
        "item": item,
        "field": "kind",
    }


def test_the_text_arrives_as_it_is(client, text):
    data = client.get("/api/release/1").json()
    assert data["text"] == text
    for item in data["items"].values():
        for start, end, words in item["quotes"]:
            assert text[start:end] == words
    # It stands in no page: HTML would drop carriage returns.
    assert "Его принял" not in client.get("/release/1").text


def test_the_map_has_a_policy_of_its_own_and_none_in_blind_mode(review_store, run):
    asked = []

    def draw(link):
        asked.append(link("no-such-release"))
        return MapPage("<p>карта</p>", "default-src 'none'")

    client = client_of(review_store, run, draw=draw)
    assert 'href="/map"' in client.get("/").text
    shown = client.get("/map")
    assert "карта" in shown.text
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'"
    assert shown.headers["X-Frame-Options"] == "DENY"
    assert asked == [None]
    blind = client_of(review_store, run, mode="blind", draw=draw)
    assert blind.get("/map").status_code == 404
    assert "/map" not in blind.get("/").text
    assert client_of(review_store, run).get("/map").status_code == 404


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_in_both_languages(client, language):
    queue = client.get("/", params={"lang": language}).text
    assert f'<html lang="{language}">' in queue
    page = client.get("/release/1").text  # the choice is kept
    assert f'<html lang="{language}">' in page
    assert {"ru": "должность", "en": "deputy minister"}[language] or page
    assert "министр транспорта и дорог" in page


def test_a_decision_answers_with_the_row(client, decision):
    answer = client.post("/api/release/1/decisions", json=decision)
    assert answer.status_code == 200
    data = answer.json()
    assert data["open"] == data["total"] - 1
    assert 'data-state="accepted"' in data["rows"][decision["item"]]
    assert client.post("/api/release/1/decisions", json=decision).json() == data
    assert "Анна" in client.get("/release/1").text


def test_what_shows_a_changed_name_is_drawn_anew(client, decision):
    items = client.get("/api/release/1").json()["items"]
    person = next(k for k, item in items.items() if item["label"] == "Йонас Петраускас")
    change = {"op": "edit", "item": person, "field": "name.full", "value": "Йонас Вайткус"}
    rows = client.post("/api/release/1/decisions", json={**decision, **change}).json()["rows"]
    (statement,) = (row for key, row in rows.items() if items[key]["kind"] == "statements")
    assert "Вайткус" in statement


def test_what_keeps_a_record_from_being_valid_is_said_by_name(client, hand):
    hand.do("edit", "countries", "KZ", field="code", value="UZ")
    hand.do("edit", "statements", field="source", value="пресс-служба")
    hand.do("reject", "participants", "Йонас Петраускас")
    page = client.get("/release/1").text
    for told in (
        "кто говорит — «Йонас Петраускас», но эта строка отклонена",
        "Казахстан (KZ) нет среди стран",
        "кто говорит или учреждение",
    ):
        assert told in page
    person = hand.item("participants", "Йонас Петраускас")
    history = client.get("/api/release/1/history", params={"item": person}).text
    assert "отклонено" in history
    assert client.get("/api/release/1/history", params={"item": "nothing"}).status_code == 200


def test_a_conflict_names_the_others_value(review_store, run, client, decision):
    other = client_of(review_store, run, "Борис")
    theirs = {
        **decision,
        "client_id": "other-001",
        "session": "other",
        "op": "edit",
        "value": "visit",
    }
    assert other.post("/api/release/1/decisions", json=theirs).status_code == 200
    answer = client.post("/api/release/1/decisions", json=decision)
    assert answer.status_code == 409
    assert answer.json()["theirs"]["value"] == "visit"
    assert answer.json()["theirs"]["reviewer"] == "Борис"
    assert decision["item"] in answer.json()["rows"]


def test_done_needs_if_match(client, decision):
    done = {**decision, "op": "done", "item": None, "field": None}
    assert client.post("/api/release/1/decisions", json=done).status_code == 412
    headers = {"If-Match": f'"{decision["seen"]}"'}
    answer = client.post("/api/release/1/decisions", json=done, headers=headers)
    assert answer.status_code == 422
    assert "нерешённые" in answer.json()["message"]
    english = client.post("/api/release/1/decisions?lang=en", json=done, headers=headers)
    assert "undecided" in english.json()["message"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "127.0.0.1", ""])
def test_a_foreign_host_is_refused(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:8000"]
)
def test_another_site_cannot_decide(client, decision, origin, review_store):
    answer = client.post("/api/release/1/decisions", json=decision, headers={"Origin": origin})
    assert answer.status_code == 403
    del client.headers["Origin"]
    assert client.post("/api/release/1/decisions", json=decision).status_code == 403
    assert review_store.events(1) == []


def test_only_json_is_taken(client, decision):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = client.post(
            "/api/release/1/decisions",
            content=json.dumps(decision),
            headers={"Content-Type": kind},
        )
        assert answer.status_code == 415
    for method in ("PUT", "DELETE", "PATCH"):
        assert client.request(method, "/api/release/1/decisions").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/release/..%2f..%2fetc%2fpasswd",
        "/release/0",
        "/release/-1",
        "/api/release/2",
        "/docs",
        "/openapi.json",
    ],
)
def test_no_address_reaches_the_file_system(client, path):
    assert client.get(path).status_code in {404, 422}


@pytest.mark.parametrize("path", ["/", "/release/1", "/api/release/1", "/static/review.js", "/no"])
def test_headers_are_strict(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/release/1"])
def test_pages_have_no_inline_script_and_load_nothing_from_elsewhere(client, path):
    page = client.get(path).text
    assert "<script>" not in page
    assert " onclick" not in page
    assert "style=" not in page
    assert "//" not in page.replace("<!doctype html>", "")


def test_values_are_never_markup(client, decision):
    evil = "<img src=x onerror=alert(1)>"
    answer = client.post(
        "/api/release/1/decisions",
        json={**decision, "op": "edit", "field": "theme", "value": evil},
    )
    assert evil not in answer.json()["rows"][decision["item"]]
    assert evil not in client.get("/release/1").text
    assert "&lt;img" in client.get("/release/1").text


@pytest.mark.parametrize(
    "change",
    [
        {"op": "drop"},
        {"client_id": "x"},
        {"seen": "0"},
        {"extra": 1},
        {"item": "nothing"},
        {"field": "nothing"},
        {"op": "adjudicate"},
        {"op": "add", "kind": "release"},
    ],
)
def test_malformed_decisions_are_refused_with_a_line(client, decision, change):
    headers = {"If-Match": '"0"'}
    answer = client.post("/api/release/1/decisions", json={**decision, **change}, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_another_address_needs_a_token(review_store, run):
    assert is_loopback("127.0.0.1")
    assert is_loopback("localhost")
    assert not is_loopback("192.0.2.7")
    gate = Gate(frozenset({HOST}), "secret-token")
    client = client_of(review_store, run, gate=gate)
    assert client.get("/").status_code == 403
    assert client.get("/", params={"token": "wrong"}).status_code == 403
    assert client.get("/", params={"token": "secret-token"}).status_code == 200
    assert client.get("/release/1").status_code == 200
    assert Gate.at("192.0.2.7", 80).token
    assert Gate.at("::1", 80).token is None


def test_the_queue_filters_and_orders(review_store, tmp_path, run_of, gold, changed):
    changed["release"]["id"] = "zweite"
    changed["documents"] = []
    changed["event"]["kind"] = "visit"
    changed["issues"] = [
        {"stage": "event", "code": "other_event", "message": "another", "evidence": []}
    ] * 4
    client = client_of(review_store, run_of(tmp_path / "runs" / "two", gold, changed))

    def shown(**query):
        page = client.get("/", params=query).text
        return [key for key in ("visit", "zweite") if f'<span class="id">{key}<' in page]

    assert shown() == ["visit", "zweite"]
    assert shown(search="zwei") == ["zweite"]
    assert shown(event="visit") == ["zweite"]
    assert shown(document="signed") == ["visit"]
    assert shown(issue="other_event") == ["zweite"]
    assert shown(country="LT", person="петрау", status="new") == ["visit", "zweite"]
    assert shown(country="UZ") == shown(status="gold") == []
    page = client.get("/").text
    assert page.index(">zweite<") < page.index(">visit<")
    by_name = client.get("/", params={"order": "id"}).text
    assert by_name.index(">visit<") < by_name.index(">zweite<")


def test_the_adjudicators_page(review_store, run, new_hand):
    hands = [new_hand(review_store, run, name, "independent") for name in ("Анна", "Борис")]
    for hand, theme in zip(hands, ("транспорт", "дороги"), strict=True):
        hand.do("edit", "event", field="theme", value=theme)
        hand.finish()
    client = client_of(review_store, run, "Вера", "adjudication")
    assert "разногласие" in client.get("/").text
    page = client.get("/release/1").text
    assert "транспорт" in page
    assert "дороги" in page
    assert "Борис" in page
