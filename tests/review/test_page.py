"""The page in a real browser: what an analyst checks first."""

from __future__ import annotations

import copy
import json
import re

import pytest

from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.report import to_data
from pipeline.gold.envelope import Envelope
from pipeline.review.gold import export_gold
from pipeline.review.store import FILE, Store
from tests.review.browser import ARGUMENTS, Server, chromium

pytest.importorskip("fastapi")
sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no Chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as tools:
        launched = tools.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def reviews(tmp_path):
    return tmp_path / "reviews"


@pytest.fixture
def serve(reviews):
    """Starts servers on a run; they end with the test."""
    started = []

    def start(run, name="Анна", *more):
        started.append(Server(run, reviews, name, *more))
        return started[-1]

    yield start
    for server in started:
        server.stop()


class Page:
    """A page that notes every error and every request, with words for what a reviewer does."""

    def __init__(self, browser, server, **options):
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        self.page = self.context.new_page()
        self.server = server
        self.errors, self.hosts = [], set()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))

    def open(self, path="/release/1"):
        self.page.goto(self.server.url + path)
        if path.startswith("/release"):
            self.page.locator("html[data-ready]").wait_for()
        return self

    def keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def saved(self):
        self.page.locator('#saved[data-waiting="0"]').wait_for()
        return self

    @property
    def progress(self):
        return self.page.locator("#progress").inner_text()

    def field(self, kind, name, number=0):
        items = self.page.locator(f'.item[data-kind="{kind}"]').nth(number)
        return items.locator(f'.field[data-field="{name}"]')

    def focus(self, kind, name, number=0):
        self.field(kind, name, number).click()
        return self

    @property
    def focused(self):
        active = self.page.locator(".field.active")
        return active.get_attribute("data-field")

    def select(self, words):
        """Select words in the text, as a mouse would."""
        self.page.evaluate(
            """(words) => {
                const node = document.querySelector('#text').firstChild;
                const start = node.data.indexOf(words);
                getSelection().setBaseAndExtent(node, start, node, start + words.length);
            }""",
            words,
        )
        return self

    @property
    def selection(self):
        return self.page.evaluate("getSelection().toString()")

    def highlighted(self, name):
        return self.page.evaluate(
            "name => [...CSS.highlights.get(name)].map(range => range.toString())", name
        )

    def type(self, letters):
        """Type as a Russian keyboard does: `keyboard.type` only inserts such letters."""
        session = self.context.new_cdp_session(self.page)
        for letter in letters:
            for kind in ("keyDown", "keyUp"):
                text = {"text": letter} if kind == "keyDown" else {}
                session.send("Input.dispatchKeyEvent", {"type": kind, "key": letter, **text})
        session.detach()

    def click_words(self, words):
        box = self.page.evaluate(
            """(words) => {
                const node = document.querySelector('#text').firstChild;
                const range = new Range();
                const start = node.data.indexOf(words);
                range.setStart(node, start + 1);
                range.setEnd(node, start + 2);
                const box = range.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }""",
            words,
        )
        self.page.mouse.click(*box)
        return self


@pytest.fixture
def page(browser, serve, run):
    made = Page(browser, serve(run))
    yield made
    made.context.close()
    assert made.errors == []
    assert made.hosts == {f"127.0.0.1:{made.server.port}"}


def log(reviews):
    store = Store(reviews / FILE)
    try:
        return store.events(1)
    finally:
        store.close()


def test_the_queue_opens_and_leads_to_the_release(page):
    page.open("/")
    page.page.get_by_role("link", name="переговоры").click()
    page.page.locator("html[data-ready]").wait_for()
    assert page.page.locator("h1").inner_text() == "visit"


def test_every_value_shows_its_words_in_a_text_with_crlf_and_emoji(page, text):
    page.open()
    assert page.page.evaluate("document.querySelector('#text').firstChild.data") == text
    assert page.highlighted("k-countries") == ["Литвы", "Казахстана"]
    assert page.highlighted("k-positions") == [
        "Министр транспорта и дорог Литвы",
        "вице-премьер Казахстана",
    ]
    assert page.page.locator(".stale").count() == 0
    assert page.page.locator('[data-kind="release"] .quotes').count() == 0


def test_focus_follows_both_ways(page):
    page.open().keys("j")
    assert page.highlighted("active") == ["Йонас Петраускас"]
    page.click_words("туризма")
    assert page.page.locator(".field.active").count() == 1
    assert page.highlighted("active") == ["туризма"]
    assert page.focused == "text"


def test_a_country_nested_in_a_title_can_be_picked(page):
    page.open().click_words("Литвы")
    assert page.highlighted("active") == ["Литвы"]
    page.click_words("Литвы")  # the same place again goes outwards
    assert page.highlighted("active") == ["Министр транспорта и дорог Литвы"]


def test_a_title_cut_short_is_mended_in_five_keys(browser, serve, tmp_path, changed, run_of):
    position = changed["participants"][0]["positions"][0]
    words = "Министр транспорта"
    position.update(
        title="министр транспорта",
        text=words,
        evidence=[{**position["evidence"][0], "text": words}],
    )
    position["evidence"][0]["end"] = position["evidence"][0]["start"] + len(words)
    page = Page(browser, serve(run_of(tmp_path / "runs" / "cut", changed)))
    page.open().focus("positions", "title")
    page.keys("s")
    assert page.selection == words
    page.keys("Control+Shift+ArrowRight", "Control+Shift+ArrowRight")
    assert page.selection == "Министр транспорта и дорог"
    page.keys("r")
    editor = page.page.locator(".editor textarea")
    editor.wait_for()
    assert editor.input_value() == "министр транспорта и дорог"
    page.keys("Enter").saved()
    page.page.locator('.field[data-field="title"].edited').wait_for()
    assert page.field("positions", "title").locator(".value").inner_text() == (
        "министр транспорта и дорог"
    )
    mended = page.field("positions", "title")
    assert mended.locator("del").inner_text() == "министр транспорта"
    assert mended.locator(".person").inner_text() == "Анна"
    assert re.fullmatch(r"\d\d:\d\d", mended.locator("time").inner_text())
    page.context.close()


def test_country_is_a_closed_list_with_a_real_none(page):
    page.open().focus("participants", "country").keys("e")
    options = page.page.locator(".editor select option")
    assert options.count() > 250
    assert options.first.get_attribute("value") == ""
    page.page.locator(".editor select").select_option("")
    page.keys("Enter").saved()
    field = page.field("participants", "country")
    page.page.locator('.field[data-field="country"].edited').first.wait_for()
    assert field.locator(".value").inner_text() == "нет"
    assert field.locator("del").inner_text() == "Литва (LT)"


def test_a_participant_is_added_and_rejected_and_both_undone_across_a_reload(page, reviews):
    page.open().select("Абай Кунанов").keys("n")
    page.page.locator(".editor textarea").wait_for()
    page.keys("Enter").saved()
    added = page.page.locator('.item[data-kind="participants"]', has_text="Абай Кунанов")
    added.wait_for()
    page.focus("participants", "name.full", 1).keys("x").saved()
    page.page.locator(".item.rejected").wait_for()
    page.open()
    assert page.page.locator(".item.rejected").count() == 1
    page.keys("u").saved().keys("u").saved().keys("u").saved()
    page.page.locator(".item.rejected").wait_for(state="detached")
    added.wait_for(state="detached")
    page.keys("Shift+u").saved()
    added.wait_for()
    assert [event.op for event in log(reviews)][:3] == ["add", "edit", "reject"]


def test_thirty_rapid_keys_are_thirty_events(page, reviews):
    page.open().keys(*["a"] * 30).saved()
    events = log(reviews)
    assert len(events) == 30
    assert len({(event.item, event.field) for event in events}) == 30
    assert page.page.locator(".field.accepted").count() == 30
    assert page.progress.startswith("30 /")


def test_a_kill_between_keys_loses_nothing_acknowledged_and_what_waits_is_sent(page, reviews):
    page.open().keys("a", "a", "a").saved()
    page.server.kill()
    assert len(log(reviews)) == 3
    page.keys("a", "a")
    page.page.locator("#alert.shown").wait_for()
    assert page.page.locator("#saved").get_attribute("data-waiting") == "2"
    page.server.start()
    page.page.locator('#saved[data-waiting="0"]').wait_for(timeout=20_000)
    assert len({(event.item, event.field) for event in log(reviews)}) == len(log(reviews)) == 5


def test_keys_work_under_the_russian_layout_and_not_while_typing(page, reviews):
    page.open()
    session = page.context.new_cdp_session(page.page)
    for letter, code, virtual in (("ф", "KeyA", 65), ("о", "KeyJ", 74), ("ф", "KeyA", 65)):
        for kind in ("keyDown", "keyUp"):
            session.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "key": letter, "code": code, "windowsVirtualKeyCode": virtual},
            )
    page.saved()
    assert [event.field for event in log(reviews)] == ["name.full", "name.patronymic"]
    page.focus("participants", "name.family").keys("e")
    page.page.locator(".editor textarea").wait_for()
    page.page.keyboard.type("axju")
    page.keys("Escape").saved()
    assert len(log(reviews)) == 2


def test_two_reviewers_on_one_field(browser, serve, run, reviews):
    first = Page(browser, serve(run, "Анна")).open()
    second = Page(browser, serve(run, "Борис")).open()
    for page, words in ((first, "транспорт"), (second, "дороги")):
        page.focus("event", "theme").keys("e")
        page.page.locator(".editor textarea").fill(words)
        page.keys("Enter").saved()
    alert = second.page.locator("#alert.shown")
    alert.wait_for()
    assert "Анна" in alert.inner_text()
    assert "транспорт" in alert.inner_text()
    assert second.field("event", "theme").locator(".value").inner_text() == "транспорт"
    second.focus("event", "name").keys("a").saved()
    assert [event.reviewer for event in log(reviews)] == ["Анна", "Борис"]
    first.context.close()
    second.context.close()


def test_words_that_are_not_the_texts_are_never_highlighted(page):
    def other_text(route):
        answer = route.fetch()
        data = answer.json()
        data["text"] = "Совсем другой текст. " * 20
        route.fulfill(response=answer, json=data)

    page.page.route("**/api/release/1", other_text)
    page.open()
    assert page.highlighted("k-countries") == []
    assert page.highlighted("active") == []
    assert page.page.locator(".stale").count() > 5
    page.keys("a").saved()
    assert page.progress.startswith("1 /")


def test_done_only_when_everything_is_decided_and_g_finds_what_is_not(page, reviews):
    page.open().keys("Control+Enter")
    assert "нерешённые" in page.page.locator("#alert").inner_text()
    page.focus("event", "theme").keys("a").saved()
    page.focus("participants", "name.full")
    for _ in range(80):
        page.keys("g", "a")
        page.saved()
        done, total = map(int, page.progress.split(" / "))
        if done == total:
            break
    page.keys("Control+Enter").saved()
    page.page.locator("#status.accepted").wait_for()
    assert log(reviews)[-1].op == "done"


def test_a_strict_policy_lets_no_inline_script_run(page):
    page.open()
    page.page.evaluate(
        """() => { const s = document.createElement('script');
        s.textContent = 'window.injected = 1'; document.body.append(s); }"""
    )
    assert page.page.evaluate("window.injected") is None


def test_english(page):
    page.open("/?lang=en")
    assert page.page.locator("h1").inner_text() == "Queue"
    page.open()
    assert page.page.get_by_role("button", name="Accept A").count() == 1
    page.keys("?")
    assert page.page.get_by_role("dialog", name="Keys").is_visible()


def test_planted_errors_are_corrected_into_the_gold_by_keyboard_alone(
    browser, serve, tmp_path, gold, run_of, reviews, text
):
    planted = copy.deepcopy(gold)
    cut = planted["participants"][0]["positions"][0]
    start = cut["evidence"][0]["start"]
    cut.update(
        title="министр",
        text="Министр",
        evidence=[{"start": start, "end": start + 7, "text": "Министр"}],
    )
    place = text.index("Абай Кунанов")
    planted["participants"][1] = {
        **copy.deepcopy(planted["participants"][1]),
        "name": {"full": "Абай Кунанов", "given": "Абай", "patronymic": None, "family": "Кунанов"},
        "positions": [],
        "country": None,
        "evidence": [{"start": place, "end": place + 12, "text": "Абай Кунанов"}],
    }
    planted["event"]["place"]["country"] = "LT"
    run = run_of(tmp_path / "runs" / "planted", planted)
    page = Page(browser, serve(run)).open("/")
    page.keys("j", "Enter")
    page.page.locator("html[data-ready]").wait_for()

    def look_for(words):
        page.keys("f")
        page.type(words)
        page.keys("Enter")

    def saved_text(expected):
        editor = page.page.locator(".editor textarea")
        editor.wait_for()
        assert editor.input_value() == expected
        page.keys("Enter").saved()

    def to(field):
        while page.focused != field:
            page.keys("j")

    def choose(letters):
        page.keys("e")
        page.page.locator(".editor select").wait_for()
        page.type(letters)
        page.keys("Enter").saved()

    # The cut title: its words grown, the proposed nominative taken.
    page.keys("Shift+j", "s", *["Control+Shift+ArrowRight"] * 4, "r")
    saved_text("министр транспорта и дорог")
    # The spurious participant.
    page.keys("Shift+j", "x").saved()
    page.page.locator(".item.rejected").wait_for()
    # The missing one, with the office that the text gives him.
    look_for("ерлан сапар")
    assert page.selection == "Ерлан Сапарбеков"
    page.keys("n")
    saved_text("Ерлан Сапарбеков")
    to("attendance")
    choose("участвует")
    look_for("вице")
    page.keys("Control+Shift+ArrowRight")
    assert page.selection == "вице-премьер Казахстана"
    page.keys("Shift+n")
    page.page.locator('#add[data-kind="positions"]').wait_for()
    page.keys("Enter")
    saved_text("вице-премьер")
    # The wrong country.
    while page.page.locator(".item.active").get_attribute("data-kind") != "place":
        page.keys("Shift+j")
    to("country")
    choose("Казахстан")
    # Everything else is right: each item once, from the first to the last.
    page.keys(*["Shift+k"] * 20)
    for _ in range(page.page.locator(".item").count()):
        page.keys("Shift+a")
        page.saved()
    page.keys("Control+Enter").saved()
    assert page.page.locator("#problems").is_hidden()
    page.page.locator("#status.accepted").wait_for()
    page.context.close()

    store = Store(reviews / FILE)
    out = tmp_path / "out"
    assert export_gold(store, out).omitted == {}
    store.close()
    envelope = Envelope.parse((out / "visit.json").read_bytes(), text)
    right = run_of(tmp_path / "runs" / "right", gold)
    scores = to_data(evaluate(right, out))["scores"]["all"]
    values = {score["f1"] for score in scores.values() if score and "f1" in score}
    assert values - {None} == {1.0}
    wanted = {**gold, "provenance": None}
    wanted["documents"][0]["topics"][0]["doubts"] = []  # a reviewed value is not doubtful
    made = {**json.loads(envelope.record.to_json()), "provenance": None}
    assert made == wanted


def test_words_are_found_and_moved_over_by_keys(page):
    page.open().keys("f")
    page.type("ПЁТРАУСК")  # case and ё do not matter, nor does the emoji before it
    page.keys("ArrowDown")
    assert page.page.locator("#find-count").inner_text() == "2 / 2"
    page.keys("ArrowUp", "Enter")
    assert page.selection == "Петраускас"
    page.keys("ArrowLeft")
    assert page.selection == "Йонас"
    page.keys("Control+Shift+ArrowRight", "ArrowRight", "ArrowRight")
    assert page.selection == "в"
    page.keys("ArrowRight", "Control+Alt+Shift+ArrowLeft")
    assert page.selection == "в Астану"
    page.keys("Control+Alt+Shift+ArrowRight", "Escape")
    assert page.selection == ""
    page.keys("f")
    page.type("нигде")
    assert page.page.locator("#find-count").inner_text() == "не найдено"
    page.keys("Escape")
    assert page.page.locator("#find").is_hidden()


def test_pieces_of_evidence_are_added_and_dropped(page, reviews):
    page.open().keys("s", "Delete")
    assert "последние" in page.page.locator("#alert").inner_text()
    page.select("Петраускас. В").keys("Control+Shift+ArrowLeft", "Shift+r").saved()
    item = page.page.locator(".item.active")
    assert item.locator("[data-quote]").all_inner_texts() == ["Йонас Петраускас", "Петраускас"]
    page.keys("s", "s")
    assert item.locator(".chosen").inner_text() == "Петраускас"
    page.keys("s", "Delete").saved()
    assert item.locator("[data-quote]").all_inner_texts() == ["Петраускас"]
    assert item.locator(".quotes del").all_inner_texts() == ["Йонас Петраускас"]
    page.keys("u", "u").saved()
    assert item.locator("[data-quote]").all_inner_texts() == ["Йонас Петраускас"]


ADDED = [
    ("positions", "поэт", "title", "поэт"),
    ("countries", "Астану", "code", None),
    ("documents", "приветствии", "title", "приветствие"),
    ("topics", "туризма и спорта", "text", "туризм и спорт"),
    ("measures", "переговоры", "text", "переговоры"),
    ("statements", "Мы довольны", "text", "Мы довольны"),
    ("organizations", "Министр транспорта", "name", "Министр транспорта"),
]


@pytest.mark.parametrize(("kind", "words", "field", "value"), ADDED)
def test_anything_is_added_from_a_selection(page, reviews, kind, words, field, value):
    page.open()
    if kind in {"topics", "measures"}:
        page.focus("documents", "title")
    page.select(words).keys("Shift+n")
    page.page.locator("#add-kind").select_option(kind)
    page.page.locator(f'#add[data-kind="{kind}"]').wait_for()
    if value is None:
        page.page.locator("#add .control").select_option("UZ")
    page.page.get_by_role("button", name="Сохранить").click()
    added = page.page.locator(f'.item[data-kind="{kind}"]', has=page.page.locator(".head .added"))
    added.wait_for()
    if value is not None:
        page.page.locator(".editor textarea").wait_for()
        page.keys("Enter").saved()
    shown = added.locator(f'.field[data-field="{field}"]')
    assert json.loads(shown.get_attribute("data-value")) == (value or "UZ")
    assert shown.get_attribute("data-state") == "added"
    assert added.locator("[data-quote]").all_inner_texts() == [words]
    assert log(reviews)[0].op == "add"
    assert added.locator('[data-state="default"]').count() + 1 == added.locator(".field").count()


def test_doubtful_values_are_one_key_away_and_history_tells_who_did_what(page):
    page.open().keys("d")
    assert page.page.locator(".item.active").get_attribute("data-kind") == "topics"
    page.keys("e")
    page.page.locator(".editor textarea").wait_for()
    page.keys("Control+a")
    page.type("спорт")
    page.keys("Enter").saved().keys("h")
    dialog = page.page.get_by_role("dialog", name="История")
    dialog.locator("li").wait_for()
    assert "Анна" in dialog.inner_text()
    assert "туризм" in dialog.locator("del").inner_text()
    page.keys("Escape", "u").saved().keys("h")
    dialog.locator("li").nth(1).wait_for()
    assert "отменено" in dialog.inner_text()


def test_the_queue_goes_by_keys_and_its_filters_stay(browser, serve, tmp_path, gold, run_of):
    others = []
    for number in range(3):
        others.append(copy.deepcopy(gold))
        others[-1]["release"]["id"] = f"visit-{number}"
    others[1]["event"]["kind"] = "visit"
    page = Page(browser, serve(run_of(tmp_path / "runs" / "three", *others))).open("/")
    page.page.locator("html[data-ready]").wait_for()
    page.page.get_by_label("Вид события").select_option("negotiations")
    page.page.wait_for_url("**event=negotiations**")
    page.page.locator("html[data-ready]").wait_for()
    assert page.page.locator("tbody tr").count() == 2
    page.keys("j", "j", "k", "Enter")
    title = page.page.locator("h1")
    page.page.locator("#desk").wait_for()
    page.page.locator("html[data-ready]").wait_for()
    assert title.inner_text() == "visit-0"
    page.keys("]")
    page.page.locator("h1", has_text="visit-2").wait_for()
    page.page.locator("html[data-ready]").wait_for()
    page.keys("[")
    page.page.locator("h1", has_text="visit-0").wait_for()
    page.context.close()


def test_who_works_blind_sees_nothing_of_the_machines(browser, serve, tmp_path, changed, run_of):
    changed["issues"] = [
        {"stage": "event", "code": "other_event", "message": "another", "evidence": []}
    ]
    server = serve(run_of(tmp_path / "runs" / "b", changed), "Анна", "--mode", "blind")
    page = Page(browser, server).open("/")
    assert "переговоры" not in page.page.locator("main").inner_text()
    assert page.page.get_by_label("Страна").count() == 0
    page.open()
    assert page.page.locator(".item").count() == 1
    assert page.page.locator("#record .notice:visible").count() == 0
    assert page.highlighted("k-countries") == []
    page.select("Казахстана").keys("Shift+n")
    page.page.locator("#add-kind").select_option("countries")
    page.page.locator('#add[data-kind="countries"]').wait_for()
    page.keys("Enter").saved()
    page.page.locator('.item[data-kind="countries"]').wait_for()
    assert page.field("countries", "code").locator(".value").inner_text() == "Казахстан (KZ)"
    page.context.close()


def test_a_key_draws_only_what_changed(page):
    page.open()
    answers = []
    page.page.on("response", lambda answer: answers.append(answer))
    with page.page.expect_event("response", lambda _: len(answers) == 2):
        page.keys("a", "a")
    page.saved()
    assert [len(answer.json()["rows"]) for answer in answers] == [1, 1]


AXE = pytest.importorskip("axe_playwright_python.sync_playwright").Axe


def violations(page):
    found = AXE().run(page.page).response["violations"]
    return {v["id"]: [node["html"][:120] for node in v["nodes"][:3]] for v in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/release/1"])
def test_axe_finds_nothing(browser, serve, run, scheme, path):
    # The checker is a script of the test's own, which the page's policy would rightly refuse.
    page = Page(browser, serve(run), color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page.open(path)
    assert violations(page) == {}
    if path != "/":
        page.keys("a", "x").saved().focus("event", "theme").keys("e")
        page.page.locator(".editor textarea").wait_for()
        assert violations(page) == {}
        page.keys("Escape", "?")
        assert violations(page) == {}
    page.context.close()


@pytest.mark.parametrize("path", ["/", "/release/1"])
def test_at_200_percent_nothing_is_cut_off(browser, serve, run, path):
    """Half the width is what a page has at 200 % zoom."""
    page = Page(browser, serve(run))
    page.page.set_viewport_size({"width": 640, "height": 400})
    page.open(path)
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if path != "/":
        page.keys("j")
        assert page.page.locator(".field.active").is_visible()
    page.context.close()


def test_focus_can_be_seen(page):
    page.open().keys("j")
    width = page.page.locator(".field.active").evaluate("e => getComputedStyle(e).outlineWidth")
    assert width == "3px"


def test_the_adjudicator_takes_a_side(browser, serve, run, reviews, new_hand):
    store = Store(reviews / FILE)
    for name, theme in (("Анна", "транспорт"), ("Борис", "дороги")):
        hand = new_hand(store, run, name, "independent")
        hand.do("edit", "event", field="theme", value=theme)
        hand.finish()
    store.close()
    server = serve(run, "Вера", "--mode", "adjudication")
    page = Page(browser, server, bypass_csp=True)
    page.page.goto(server.url + "/release/1")
    page.page.locator("html[data-ready]").wait_for()
    assert violations(page) == {}
    page.page.get_by_role("button", name="Борис, тема").click()
    page.page.locator(".difference.settled").wait_for()
    assert "дороги" in page.page.locator(".badge.adjudicated").inner_text()
    assert log(reviews)[-1].op == "adjudicate"
    # The same by keys, with a value that neither has.
    page.keys("u")
    page.page.locator(".difference:not(.settled)").wait_for()
    page.keys("j", "e")
    page.page.locator(".own textarea").wait_for()
    page.keys("Control+a")
    page.type("дороги и транспорт")
    page.keys("Enter")
    page.page.locator(".difference.settled").wait_for()
    assert "дороги и транспорт" in page.page.locator(".badge.adjudicated").inner_text()
    page.keys("u")
    page.page.locator(".difference:not(.settled)").wait_for()
    page.keys("2")
    page.page.locator(".difference.settled").wait_for()
    assert [event.after for event in log(reviews) if event.op == "adjudicate"] == [
        "дороги",
        "дороги и транспорт",
        "транспорт",
    ]
    assert violations(page) == {}
    page.context.close()
