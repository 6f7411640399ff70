"""Judging in a browser: by keys alone, without JavaScript, and over linking anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.recording import Record
from dateline.serving.settings import Settings

from ..exporting.made_record import make
from .conftest import PATIENCE
from .test_browser import NARROW, WIDE, _serve, browser, page

__all__ = ["browser", "page"]


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    return make(tmp_path / "judged.db")


@pytest.fixture
def desk(judged: Path) -> Iterator[str]:
    yield from _serve(judged, Settings(review=True, by="ann", patience=PATIENCE))


def _consult(judged: Path) -> str:
    with Record.open(judged) as record:
        return next(one.id for coded in record.coded() for one in coded.coding.events if one.type == "CONSULT")


def test_a_correction_is_undone_made_again_and_outlives_linking(page: Any, desk: str, judged: Path) -> None:
    address = f"{desk}/judge/record/{_consult(judged)}"
    page.goto(address)
    page.select_option("#field-told", "planned")
    page.fill("#why-correct", "only announced")
    page.click("text=Keep the correction")
    page.wait_for_selector(".ruling.corrected")
    assert "the program says: happened" in page.inner_text("main")
    page.click("text=Undo: correct by ann")
    page.wait_for_selector("text=taken back")
    assert page.locator(".ruling").count() == 0
    assert page.input_value("#field-told") == "happened"
    page.select_option("#field-told", "planned")
    page.click("text=Keep the correction")
    page.wait_for_selector(".ruling.corrected")
    page.goto(f"{desk}/judge/work")
    page.click("text=Link anew")
    page.wait_for_selector("li.work.done", timeout=PATIENCE * 1000)
    with Record.open(judged) as record:
        assert not record.stale
    page.goto(address)
    assert page.locator(".ruling.corrected").count() == 1 and page.input_value("#field-told") == "planned"
    page.click("p.kicker a")
    page.wait_for_url("**/report/**")
    assert "corrected by ann" in page.inner_text(".cards")


def test_the_queue_is_worked_through_by_keys_alone(page: Any, desk: str) -> None:
    page.goto(f"{desk}/judge")
    ids = page.eval_on_selector_all(".item", "all => all.map(one => one.id)")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == ids[1]
    with page.expect_navigation():
        page.keyboard.press("r")
    assert "Judged last: reject" in page.inner_text(".last")
    assert page.locator(f"[id='{ids[1]}']").count() == 0
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator(f"[id='{ids[1]}']").count() == 1
    with page.expect_navigation():
        page.keyboard.press("a")
    assert "Judged last: accept" in page.inner_text(".last")
    with page.expect_navigation():
        page.keyboard.press("c")
    assert "/judge/record/" in page.url
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "field-type"
    page.keyboard.press("a")  # a letter in a field is a letter
    assert page.locator(".ruling").count() == 0
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator(".ruling.accepted").count() == 1


def test_everything_is_a_form_without_javascript(browser: Any, desk: str, judged: Path) -> None:
    context = browser.new_context(viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}/judge")
    first = page.locator(".item").first.get_attribute("id")
    page.locator(".item button", has_text="Accept").first.click()
    page.wait_for_selector(".last")
    page.locator(".last button").click()
    assert page.locator(".item").first.get_attribute("id") == first
    page.goto(f"{desk}/judge/record/{_consult(judged)}")
    page.fill("#why-judge", "a caption")
    page.locator("button[formaction]").click()
    page.wait_for_selector(".ruling.rejected")
    context.close()
    with Record.open(judged) as record:
        assert [one.act for one in record.judgements()] == ["accept", "undo", "reject"]


def test_a_page_elsewhere_cannot_send_a_form(browser: Any, desk: str, judged: Path) -> None:
    """Another origin of this machine, to which cookies of the host go too."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(f"{desk}/judge")
    page.goto("about:blank")
    form = f'<form method=post action="{desk}/judge/accept"><input name=subject value="{_consult(judged)}"></form>'
    page.set_content(form)
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")
    assert "nothing was written" in page.inner_text("main")
    context.close()
    with Record.open(judged) as record:
        assert record.judgements() == ()


def test_pages_to_judge_on_fit_and_axe_finds_nothing_serious(browser: Any, desk: str, judged: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the audit needs axe-playwright-python")
    with Record.open(judged) as record:
        story = next(iter(record.stories()))
    addresses = ("", "/log", "/figures", "/sample?size=5", f"/record/{_consult(judged)}", f"/story/{story.id}",
                 f"/happening/{story.happenings[0].id}", "/actor?key=norland/NOR")  # fmt: skip
    for scheme, size in (("light", WIDE), ("dark", NARROW)):
        context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        for where in addresses:
            page.goto(f"{desk}/judge{where}")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], where
            found = axe.Axe().run(page).response["violations"]
            grave = [
                (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
            ]
            assert grave == [], where
        context.close()
