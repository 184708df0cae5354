"""Serving the pages on this machine."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.review.app import Draw, make_app
from pipeline.review.board import Board
from pipeline.review.desk import Desk, Reviewer
from pipeline.review.proposals import Proposer
from pipeline.review.runs import bring
from pipeline.review.security import Gate
from pipeline.review.store import Store


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        UsageError: The address is taken, or is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # From here on a browser can connect: the address is printed before the server answers.
        listening.listen(64)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"{host}:{port}: cannot be served: {error.strerror or error}; try another --port"
        ) from None
    return listening


def serve(
    run: Path,
    reviews: Path,
    reviewer: Reviewer,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    announce: bool = True,
    browser: bool = True,
    draw: Draw | None = None,
) -> None:
    """Bring the run into the log and serve its queue until interrupted.

    Args:
        run: The run's folder.
        reviews: The log's file.
        reviewer: Who reviews.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        announce: Whether to print the address.
        browser: Whether to open it.
        draw: Makes the map of the run, if there can be one.

    Raises:
        UsageError: There is no run, or the address cannot be served.
    """
    import uvicorn

    store = Store(reviews)
    brought = bring(store, run)
    listening = listen(host, port)
    port = listening.getsockname()[1]
    gate = Gate.at(host, port)
    proposer = Proposer()
    board = Board(store, brought.sheets)
    app = make_app(board, reviewer, gate, proposer, brought.refused, draw)

    def warm() -> None:
        # The first page and the first key should not wait for what can be made meanwhile.
        board.rows(Desk(store, reviewer))
        proposer.warm()

    threading.Thread(target=warm, daemon=True).start()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/" + (f"?token={gate.token}" if gate.token else "")
    if announce:
        for name, reason in brought.refused.items():
            print(f"{name}: cannot be reviewed: {reason}")
        print(f"{len(brought.sheets)} releases at {address}", flush=True)
        print(f"Decisions are kept in {reviews}; Ctrl+C ends.", flush=True)
    if browser:
        opener = threading.Timer(0.5, webbrowser.open, (address,))
        opener.daemon = True
        opener.start()
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            lifespan="off",
        )
    )
    with contextlib.closing(store), contextlib.closing(listening):
        server.run(sockets=[listening])
