"""In a browser: the way from a search to the words in a report, with the mouse, by keys alone, and without JavaScript;
and what a reader with a screen reader meets."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.serving.settings import Settings

from .conftest import PATIENCE
from .test_pages import REPORT, STORY

playwright = pytest.importorskip("playwright.sync_api", reason="the browser's tests need Playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("there is no Chromium here: apt-get install chromium", allow_module_level=True)

WIDE, NARROW = {"width": 1400, "height": 1000}, {"width": 390, "height": 800}
PAGES = ("/", "/stories", "/search?q=ministers", "/search?q=told%3Adenied&in=happenings", STORY, REPORT, "/actors",
         "/actor?key=norland%2FNOR", "/pair?a=norland%2FNOR&b=sudland%2FSDN", "/place?key=Vard", "/outlets",
         "/outlet?name=Harbour%20Post", "/query/happenings", "/query/statements", "/nothing")  # fmt: skip


def _serve(record: Path, settings: Settings = Settings(patience=PATIENCE)) -> Iterator[str]:  # noqa: B008 - frozen
    import uvicorn

    from dateline.serving.app import application

    server = uvicorn.Server(uvicorn.Config(application(record, settings), log_level="error"))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def address(made: Path) -> Iterator[str]:
    yield from _serve(made)


@pytest.fixture(scope="module")
def hostile_address(hostile: Path) -> Iterator[str]:
    yield from _serve(hostile)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails where something was not loaded, refused by the policy, or asked of another host."""
    context = browser.new_context(viewport=WIDE)
    opened = context.new_page()
    troubles: list[str] = []

    def refuse(dialog: Any) -> None:
        troubles.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def watch(asked: Any) -> None:
        if not asked.url.startswith(("http://127.0.0.1", "data:")):
            troubles.append(f"asked of {asked.url}")

    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("dialog", refuse)
    opened.on("request", watch)
    yield opened
    context.close()
    assert [one for one in troubles if "404" not in one] == []


def test_from_a_search_to_the_words_in_a_report(page: Any, address: str) -> None:
    page.goto(address)
    page.fill("#q", "expelled diplomats")
    page.click("main button")
    page.click("text=Ministers meet in Vard")
    page.wait_for_url("**/story/**")
    peek = page.locator("button.peek", has_text="Norland").first
    shown = page.locator(f"#{peek.get_attribute('aria-describedby')}")
    assert not shown.is_visible()
    peek.hover()
    assert shown.is_visible() and shown.locator("mark").count() >= 1
    words = shown.locator("mark").first.inner_text()
    shown.locator("a").first.click()
    page.wait_for_url("**/report/**")
    assert page.locator("#at").first.inner_text() == words


def test_the_same_without_javascript(browser: Any, address: str) -> None:
    context = browser.new_context(viewport=NARROW, java_script_enabled=False, has_touch=True)
    page = context.new_page()
    page.goto(address)
    page.fill("#q", "expelled diplomats")
    page.press("#q", "Enter")
    page.click("main a:has-text('Ministers meet in Vard')")
    page.locator("button.peek").first.tap()
    assert page.locator("button.peek + .pop").first.is_visible()
    page.locator("button.peek + .pop a").first.click()
    page.wait_for_url("**/report/**")
    assert page.locator("#at").count() == 1
    page.locator("a.why").first.click()
    page.wait_for_url("**/why**")
    context.close()


def test_the_same_by_keys_alone(page: Any, address: str) -> None:
    page.goto(address)
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("expelled diplomats")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    _tab_to(page, "Ministers meet in Vard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/**")
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.matches('.peek:has(+ .pop a)')"):
            break
    assert page.locator("button.peek:focus + .pop").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.pop') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")


def _tab_to(page: Any, words: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText || ''"):
            return
    raise AssertionError(f"no key leads to {words}")


def test_the_first_key_skips_to_the_page(page: Any, address: str) -> None:
    page.goto(f"{address}/stories")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", PAGES)
def test_axe_finds_nothing_serious(browser: Any, address: str, where: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the audit needs axe-playwright-python")
    context = browser.new_context(viewport=WIDE, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address + where)
    found = axe.Axe().run(page).response["violations"]
    context.close()
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    assert grave == [], [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in grave]


@pytest.mark.parametrize("where", PAGES)
def test_hostile_words_neither_run_nor_break_the_page(page: Any, hostile_address: str, where: str) -> None:
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        page.goto(hostile_address + where)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_reasons_come_into_the_page(page: Any, address: str) -> None:
    page.goto(address + REPORT)
    page.locator("a.why").first.click()
    page.wait_for_selector(".because #reasons", timeout=60_000)
    assert page.url.endswith(REPORT)


@pytest.mark.parametrize("where", [STORY, REPORT, "/query/events?type=ASSAULT", "/actor?key=norland%2FNOR"])
def test_paper_has_everything_unfolded_and_where_lines_lead(page: Any, address: str, where: str) -> None:
    page.goto(address + where)
    page.emulate_media(media="print")
    for control in (".top .bar", "form", ".why", ".pages", ".ways", "summary"):
        assert not any(one.is_visible() for one in page.locator(control).all()), control
    folded = page.locator("details:not(.formats) > :not(summary)")
    assert all(one.is_visible() for one in folded.all() if one.inner_text().strip())
    leads = page.evaluate("""[...document.querySelectorAll(".words figcaption a, .printings a, .rows td.words-of a")]
        .map(one => getComputedStyle(one, "::after").content)""")
    assert all("/report/" in one for one in leads)
    assert page.locator("footer .printed").is_visible()
