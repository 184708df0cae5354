"""Who may talk to the server: this machine's browser, from the server's own pages.

A page of another site can make the browser send requests here (CSRF), or point a name of its own
at the loopback address (DNS rebinding). So: the Host header must be one of ours, what changes
anything needs our Origin and a JSON body, and no page may load or send anything elsewhere.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_COOKIE: Final = "kommunike-token"
_LARGEST: Final = 1_000_000
"""Bytes of a request; a decision is a few kilobytes."""

Next = Callable[[Request], Awaitable[Response]]


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Gate:
    """Checks every request.

    Attributes:
        hosts: Values of the Host header that are ours, with the port.
        token: What a browser must have shown once; `None` on the loopback address.
    """

    hosts: frozenset[str]
    token: str | None = None

    @classmethod
    def at(cls, host: str, port: int) -> Gate:
        """The gate of a server at that address; another than loopback gets a token."""
        names = {"127.0.0.1", "localhost", "[::1]"} if is_loopback(host) else {host}
        token = None if is_loopback(host) else secrets.token_urlsafe(24)
        return cls(frozenset(f"{name}:{port}" for name in names), token)

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer with a refusal, or let the request through; headers are set on both."""
        response = self._refusal(request)
        if response is None:
            response = await call_next(request)
        for name, value in HEADERS.items():
            # The map has a policy of its own: scripts by digest, and nothing to load or to send.
            if name != "Content-Security-Policy" or name not in response.headers:
                response.headers[name] = value
        return response

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if host not in self.hosts:
            return _refuse(421, "this host is not served here")
        if self.token is not None:
            shown = request.query_params.get("token")
            if shown is not None and _same(shown, self.token):
                answer = RedirectResponse("/", 303)
                answer.set_cookie(_COOKIE, self.token, httponly=True, samesite="strict")
                return answer
            if not _same(request.cookies.get(_COOKIE, ""), self.token):
                return _refuse(403, "open the address that the command printed, with its token")
        if request.method in {"GET", "HEAD"}:
            return None
        if request.method != "POST":
            return _refuse(405, "no such method")
        if request.headers.get("origin") != f"http://{host}":
            return _refuse(403, "the request comes from another site")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return _refuse(415, "JSON is needed")
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > _LARGEST:
            return _refuse(413, "the request is too large")
        return None


def _same(shown: str, token: str) -> bool:
    """Compare in constant time; what is shown may hold any characters."""
    return secrets.compare_digest(shown.encode("utf-8", "surrogatepass"), token.encode())


def _refuse(status: int, message: str) -> JSONResponse:
    return JSONResponse({"message": message}, status)
