"""The pages and their addresses. No address holds a path or a name: documents have numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI, Header, HTTPException
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.map.page import MapPage
from pipeline.review import pages, rows
from pipeline.review.board import ORDERS, STATUSES, Board, Filter, Row, ordered
from pipeline.review.checks import Problem, broken
from pipeline.review.decisions import ConflictError, Decision, DecisionError, StaleError
from pipeline.review.desk import Desk, Outcome, Reviewer, Sheet, problems
from pipeline.review.fold import State
from pipeline.review.history import lines, of_item
from pipeline.review.keys import ACTIONS, MORE_KEYS
from pipeline.review.kinds import kinds
from pipeline.review.proposals import Proposer
from pipeline.review.reasons import reason
from pipeline.review.security import Gate
from pipeline.review.settling import conflicts_page, figures
from pipeline.review.words import LANGUAGES, Language, Words

_STATIC: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{
            f"{name}.js": "text/javascript; charset=utf-8"
            for name in ("review", "text", "outbox", "controls", "queue", "conflicts")
        },
        "review.css": "text/css; charset=utf-8",
        "icon.svg": "image/svg+xml",
    }
)
_LANGUAGE: Final = "kommunike-language"
Draw = Callable[[Callable[[str], str | None]], MapPage]
"""Makes the map of the run; told the address of a release's page by its id."""


def make_app(
    board: Board,
    reviewer: Reviewer,
    gate: Gate,
    proposer: Proposer,
    refused: Mapping[str, str] | None = None,
    draw: Draw | None = None,
) -> FastAPI:
    """The application.

    Args:
        board: The run's documents.
        reviewer: Who reviews.
        gate: Checks of every request.
        proposer: Proposes names for words.
        refused: What of the run cannot be reviewed, and why.
        draw: Makes the map of the run, if there can be one.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(board.store, reviewer)
    folder = files("pipeline.review").joinpath("static")
    static = {name: folder.joinpath(name).read_bytes() for name in _STATIC}
    app.middleware("http")(gate)

    def sheet_of(number: int) -> Sheet:
        sheet = board.sheet(number)
        if sheet is None:
            raise HTTPException(404, "no such release")
        return sheet

    def page(request: Request, content: str) -> HTMLResponse:
        response = HTMLResponse(content)
        wanted = request.query_params.get("lang")
        if wanted in LANGUAGES:
            response.set_cookie(_LANGUAGE, wanted, httponly=True, samesite="strict")
        return response

    @app.get("/static/{name}")
    def read_static(name: str) -> Response:
        if name not in static:
            raise HTTPException(404)
        return Response(static[name], media_type=_STATIC[name])

    @app.get("/")
    def queue(request: Request) -> HTMLResponse:
        language = language_of(request)
        words = Words(language)
        wanted = _wanted(request)
        adjudicating = reviewer.mode == "adjudication"
        everything = board.rows(desk, adjudicating=adjudicating)
        passed = [row for row in everything if wanted.lets_through(row, board.store.text)]
        blind = reviewer.mode == "blind"
        content = pages.render(
            "queue.html",
            language,
            reviewer=reviewer,
            rows=ordered(passed, wanted.order),
            everything=everything,
            ready=sum(row.status in {"reviewed", "gold"} for row in everything),
            wanted=wanted,
            offered=_offered(everything, words),
            refused=refused or {},
            mapped=draw is not None and not blind,
            blind=blind,
            columns=_COLUMNS[: 3 if blind else None],
            agreement=figures(board.agreement(desk), words) if adjudicating else [],
            query=_query(request),
            rest=_query(request, "&"),
        )
        return page(request, content)

    @app.get("/map")
    def show_map() -> Response:
        # A blind reviewer sees nothing of what the machine found.
        if draw is None or reviewer.mode == "blind":
            raise HTTPException(404, "no map")
        numbers = {row.id: row.number for row in board.rows(desk)}
        drawn = draw(lambda name: f"/release/{numbers[name]}" if name in numbers else None)
        return HTMLResponse(drawn.html, headers={"Content-Security-Policy": drawn.policy})

    @app.get("/release/{number}")
    def release(request: Request, number: int) -> HTMLResponse:
        language = language_of(request)
        sheet = sheet_of(number)
        before, following = board.neighbours(desk, number, _wanted(request))
        frame = {
            "reviewer": reviewer,
            "previous": before,
            "following": following,
            "rest": _query(request, "&"),
        }
        if reviewer.mode == "adjudication":
            merged = desk.merged(sheet)
            events = desk.events(sheet)
            seen = events[-1].seq if events else 0
            return page(request, conflicts_page(sheet, merged, seen, language, **frame))
        state = desk.state(sheet)
        words = Words(language)
        blind = reviewer.mode == "blind"
        content = pages.release_page(
            sheet,
            state,
            _problems(state, sheet),
            language,
            flags=lines(sheet, state, state.flags, words),
            notes=[] if blind else [(note, reason(note.code, language)) for note in sheet.notes],
            hues=[(kind, words.kind(kind)) for kind in kinds() if kind != "release"],
            actions=[(action, words(f"key.{action}"), key) for action, key in ACTIONS],
            keys=[(key, words(f"key.{action}")) for action, key in (*ACTIONS, *MORE_KEYS)],
            **frame,
        )
        return page(request, content)

    @app.get("/api/release/{number}")
    def release_data(request: Request, number: int) -> Response:
        language = language_of(request)
        sheet = sheet_of(number)
        state = desk.state(sheet)
        return _json(
            {
                "text": sheet.text,
                "sha256": sheet.document.sha256,
                "seen": state.seq,
                "items": pages.items_for_script(state.entries.values()),
                "choices": pages.choices(language),
                "words": Words(language).for_script(),
                **_progress(state),
            }
        )

    @app.get("/api/release/{number}/proposal")
    def proposal(number: int, kind: str, start: int, end: int, person: str = "") -> Response:
        sheet = sheet_of(number)
        made = proposer.propose(sheet.text, kind, start, end, person[:_NAME] or None)
        return _json({"value": made.value, "fields": made.fields})

    @app.get("/api/release/{number}/history")
    def history(request: Request, number: int, item: str) -> HTMLResponse:
        sheet, words = sheet_of(number), Words(language_of(request))
        events = desk.events(sheet)
        told = lines(sheet, desk.state(sheet, events), of_item(events, item), words)
        return HTMLResponse(pages.history_html(told, words))

    @app.post("/api/release/{number}/decisions")
    def decide(
        request: Request, number: int, body: dict[str, Any], if_match: str = Header(default="")
    ) -> Response:
        sheet = sheet_of(number)
        try:
            decision = Decision.model_validate(body)
        except ValidationError as error:
            raise DecisionError(str(error.errors()[0]["msg"])) from None
        if decision.op in {"done", "reopen", "adjudicate"} and if_match != f'"{decision.seen}"':
            raise StaleError("If-Match is missing, or not the state that the page shows")
        outcome = desk.decide(sheet, decision)
        return _json(_answer(outcome, sheet, language_of(request)))

    @app.exception_handler(DecisionError)
    def refuse(request: Request, error: DecisionError) -> Response:
        words = Words(language_of(request))
        message = words(error.key) if error.key else str(error)
        content: dict[str, Any] = {"message": message, "code": error.code}
        if isinstance(error, ConflictError):
            number = int(request.path_params["number"])
            sheet = sheet_of(number)
            state = desk.state(sheet)
            key = error.theirs["item"]
            language = language_of(request)
            content |= {
                "theirs": error.theirs,
                "seen": state.seq,
                "rows": pages.rows_html(state, [key], language),
                "items": pages.items_for_script(
                    entry for entry in state.entries.values() if entry.item.id == key
                ),
            }
        return _json(content, error.status)

    return app


def language_of(request: Request) -> Language:
    """Russian, unless the address or the cookie says otherwise."""
    wanted = request.query_params.get("lang") or request.cookies.get(_LANGUAGE)
    return "en" if wanted == "en" else "ru"


def _wanted(request: Request) -> Filter:
    """The queue's filters as the address has them."""
    query = request.query_params
    return Filter(**{name: query[name] for name in _FILTERS if query.get(name)})


def _query(request: Request, sign: str = "?") -> str:
    """The queue's filters as an address takes them on; empty where there are none."""
    query = request.query_params
    told = urlencode({name: query[name] for name in _FILTERS if query.get(name)})
    return f"{sign}{told}" if told else ""


def _answer(outcome: Outcome, sheet: Sheet, language: Language) -> dict[str, Any]:
    state = outcome.state
    shown = [key for key in outcome.changed if key in state.entries]
    # What refers to a changed item shows its name, and is drawn anew where that can be another.
    if outcome.event.op not in {"accept", "comment"} or len(shown) > 1:
        shown += [key for key in rows.referring(state, set(shown)) if key not in shown]
    return {
        "seq": outcome.event.seq,
        "seen": state.seq,
        "item": outcome.event.item,
        "rows": pages.rows_html(state, shown, language),
        "removed": [key for key in outcome.changed if key not in state.entries],
        "items": pages.items_for_script(state.entries[key] for key in shown),
        **_progress(state),
        "problems": pages.problem_lines(state, _problems(state, sheet), Words(language)),
    }


def _problems(state: State, sheet: Sheet) -> list[Problem]:
    """What is wrong so far; the whole contract is looked at when everything is decided."""
    return list(broken(state)) if state.open else problems(state, sheet)


def _progress(state: State) -> dict[str, Any]:
    left, total = state.open, state.total
    return {"open": left, "total": total, "done": state.done is not None and not left}


def _json(content: Any, status: int = 200) -> Response:
    # ASCII: lone surrogates of a damaged text arrive as they are.
    return Response(json.dumps(content), status, media_type="application/json")


def _offered(rows: list[Row], words: Words) -> dict[str, list[tuple[str, str]]]:
    countries = sorted({code for row in rows for code in row.summary.countries})
    events = sorted({row.summary.event for row in rows if row.summary.event})
    documents = sorted({status for row in rows for status in row.summary.documents})
    issues = sorted({code for row in rows for code in row.summary.issues})
    return {
        "status": [(status, words(f"status.{status}")) for status in STATUSES],
        "country": sorted(
            ((code, words.country(code)) for code in countries), key=lambda pair: pair[1]
        ),
        "event": [(kind, words.choice("event", "kind", kind)) for kind in events],
        "document": [(status, words.choice("documents", "status", status)) for status in documents],
        "issue": [(code, code) for code in issues],
        "order": [(order, words(f"order.{order}")) for order in ORDERS],
    }


_FILTERS: Final = ("search", "status", "country", "person", "event", "document", "issue", "order")
_COLUMNS: Final = ("release", "status", "progress", "doubts", "issues", "inferred")
_NAME: Final = 200
"""Letters of a person's name that a proposal looks at."""
