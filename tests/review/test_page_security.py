"""What other sites, other names and other paths can do to the server, seen from a real browser."""

from __future__ import annotations

import http.server
import threading

import pytest

from pipeline.review.store import FILE, Store
from tests.review.browser import ARGUMENTS, Server, chromium

pytest.importorskip("fastapi")
sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
_ATTACK = """async (url) => {
    const told = [];
    const data = await fetch(url + '/api/release/1').then((r) => r.text(), () => 'blocked');
    told.push(data);
    const body = JSON.stringify(
        { client_id: 'attack-1', session: 'attack', sha256: 'x', seen: 0, op: 'undo' });
    const send = (headers, mode) => fetch(url + '/api/release/1/decisions',
        { method: 'POST', headers, mode, body }).then((r) => r.type + r.status, () => 'blocked');
    told.push(await send({ 'Content-Type': 'application/json' }, 'cors'));
    told.push(await send({ 'Content-Type': 'text/plain' }, 'no-cors'));
    return told;
}"""


class _Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, *_):
        pass


@pytest.fixture
def elsewhere():
    """Another site: the same machine, another port, so another origin."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server(run, tmp_path):
    started = Server(run, tmp_path / "reviews")
    yield started
    started.stop()


@pytest.fixture
def page():
    rules = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, rules])
        yield browser.new_page()
        browser.close()


def test_another_site_reads_and_writes_nothing(page, server, elsewhere, tmp_path):
    page.goto(elsewhere)
    read, asked, sent = page.evaluate(_ATTACK, server.url)
    assert read == asked == "blocked"
    assert sent in {"opaque0", "blocked"}  # it may knock, but nobody listens
    page.set_content(
        f"<form method=post enctype=text/plain action='{server.url}/api/release/1/decisions'>"
        "<input name=op value=undo><button>send</button></form>"
    )
    page.get_by_role("button").click()
    page.wait_for_url(server.url + "/**")
    assert "another site" in page.locator("body").inner_text()
    page.goto(elsewhere)
    page.set_content(f"<iframe src='{server.url}/'></iframe>")
    page.wait_for_timeout(300)
    assert not any(frame.locator("#search").count() for frame in page.frames)
    store = Store(tmp_path / "reviews" / FILE)
    assert store.events(1) == []
    store.close()


def test_a_name_that_was_bound_to_this_machine_is_not_served(page, server):
    answer = page.goto(f"http://rebound.example:{server.port}/")
    assert answer.status == 421
    assert "Kommunike" not in page.content()


@pytest.mark.parametrize(
    "path", ["/static/..%2f..%2fapp.py", "/static/%2e%2e/app.py", "/release/..%2f..%2fetc%2fpasswd"]
)
def test_no_path_leaves_the_page(page, server, path):
    answer = page.goto(server.url + path)
    assert answer.status in {404, 422}
    assert "import" not in page.content()


def test_nothing_is_asked_of_another_machine(page, server):
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for path in ("/", "/?lang=en", "/release/1"):
        page.goto(server.url + path)
        page.locator("html[data-ready]").wait_for()
    for key in ("a", "e", "Escape", "f", "Escape", "h", "Escape", "?", "Escape", "u"):
        page.keyboard.press(key)
    page.locator('#saved[data-waiting="0"]').wait_for()
    assert hosts == {f"127.0.0.1:{server.port}"}
    # And the policy forbids it even to a script of the page's own.
    refused = page.evaluate("fetch('http://127.0.0.2:9/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
