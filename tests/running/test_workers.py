"""One page harms no other, and the number of workers does not show."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import dateline
from dateline.model import Page, Report, Skipped
from dateline.running import Limits, RunError, Settings, understand_pages
from dateline.running.keepable import mend_page, why_unkeepable
from dateline.running.steps import understand

from .sample_steps import QUICK, many, pages, step

linux = pytest.mark.skipif(sys.platform != "linux", reason="this limit is set on Linux only")


def results(*texts: str, settings: Settings = QUICK) -> list[str]:
    outcomes = understand_pages(pages(*texts), settings, step)
    return [o.result.reason if isinstance(o.result, Skipped) else o.result.text for o in outcomes]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param("sleep for an hour", "its worker waited and did nothing", marks=linux),
        pytest.param("spin for an hour", "took longer than 0.3 s", marks=linux),
        ("die at once", "its worker died"),
        ("crash hard", "its worker died"),
        pytest.param("eat everything", "needed more than 256 MB", marks=linux),
    ],
)
def test_a_bad_page_is_skipped_and_the_others_are_read(bad: str, reason: str) -> None:
    settings = replace(QUICK, workers=1, limits=Limits(seconds=0.3, megabytes=256))
    assert results("one page", bad, "two pages", settings=settings) == ["one page", reason, "two pages"]


@linux
def test_a_page_that_works_on_a_busy_machine_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """It works a third of the time, as if others had the processor: that is no waiting, however long it takes."""
    monkeypatch.setattr(Limits, "wall_seconds_for", lambda *_: 0.5)
    settings = replace(QUICK, workers=1, limits=Limits(seconds=5, megabytes=256))
    assert results("halting page", settings=settings) == ["halting page"]


def test_a_long_page_may_cost_more_than_a_short_one_up_to_a_bound() -> None:
    sizes = (10, 60_000, 10_000_000)
    assert [Limits().seconds_for(Page(b"a" * size)) for size in sizes] == [10, 20, 60]
    assert Limits(seconds=0.5).wall_seconds_for(Page(b"a")) == 5


def test_outcomes_come_in_the_order_of_the_pages() -> None:
    texts = ("slow one", *(f"page {n}" for n in range(40)))
    assert results(*texts) == list(texts)


def test_the_number_of_workers_does_not_show() -> None:
    outcomes = [list(understand_pages(pages(*many(30)), replace(QUICK, workers=n), step)) for n in (0, 1, 2)]
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_what_is_skipped_at_the_source_passes_through() -> None:
    lost = Skipped("p1", "the record breaks off")
    (here, page) = understand_pages([lost, Page(b"one page")], QUICK, step)
    assert here.page is None
    assert here.result == lost
    assert isinstance(page.result, Report)
    (alone,) = understand_pages([lost], QUICK, step)
    assert alone.result == lost


def test_no_pages() -> None:
    assert list(understand_pages([], QUICK, step)) == []


@pytest.mark.parametrize("workers", [0, 1])
def test_a_language_that_is_not_there_is_said(workers: int) -> None:
    text = b"The Danish parliament said on Monday that it would meet again on Thursday in Copenhagen. " * 5
    with pytest.raises(RunError, match="no_such_pipeline"):
        list(understand_pages([Page(text)], Settings("no_such_pipeline", workers=workers, as_is=True)))


def test_a_fault_of_ours_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("quad")

    monkeypatch.setattr("dateline.reading.read", broken)
    result = understand(Page(b"x"), QUICK).result
    assert isinstance(result, Skipped)
    assert "fault of ours" in result.reason
    assert result.detail.startswith("KeyError: 'quad' at running/steps.py:")


@pytest.mark.parametrize("folder", ["dateline", "dateline/running", "Prüfung – zweite/dateline"])
def test_a_file_of_others_is_not_taken_for_ours(folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    theirs = tmp_path / folder / "steps.py"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("\n" * 900 + "def read(*_, **__):\n    raise KeyError('quad')\n", encoding="utf-8")
    names: dict[str, object] = {}
    exec(compile(theirs.read_text(encoding="utf-8"), str(theirs), "exec"), names)
    monkeypatch.setattr("dateline.reading.read", names["read"])
    result = understand(Page(b"x"), QUICK).result
    assert isinstance(result, Skipped)
    assert re.fullmatch(r"KeyError: 'quad' at running/steps\.py:\d\d", result.detail)


_FAULT = """
import sys, dateline.reading
dateline.reading.read = None
from dateline.model import Page
from dateline.running.limits import Settings
from dateline.running.steps import understand
sys.stdout.write(understand(Page(b"x"), Settings(workers=0)).result.detail)
"""


@pytest.mark.parametrize("folder", ["dateline", "dateline/mit Lücke – und mehr"])
def test_ours_is_known_in_a_folder_of_any_name(folder: str, tmp_path: Path) -> None:
    checkout = tmp_path / folder
    checkout.mkdir(parents=True)
    (checkout / "src").symlink_to(Path(dateline.__file__).parents[1], target_is_directory=True)
    paths = os.pathsep.join([str(checkout / "src"), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", _FAULT], cwd=checkout, env={**os.environ, "PYTHONPATH": paths}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert "at running/steps.py:" in done.stdout


def test_metadata_that_cannot_be_kept_is_mended() -> None:
    page = Page(b"a \xed\xa0\x80", given_title="half \ud83d of it", given_outlet="Nul\0")
    assert why_unkeepable(replace(page, content=b"")) is not None
    assert mend_page(page).given_title == "half \ufffd of it"
    assert mend_page(page).given_outlet == "Nul\ufffd"
    assert mend_page(page).content == page.content
    assert mend_page(Page(b"x", given_title="whole")) == Page(b"x", given_title="whole")


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "print('once')\n"
        "import dateline\n"
        "from dateline.running import Settings, understand_pages\n"
        "texts = b'Finland met Norway in Oslo on Monday, its ministry said.', b'Sweden met Norway in Oslo on Monday.'\n"
        "pages = [dateline.Page(text) for text in texts]\n"
        "print([len(one.coding.events) for one in understand_pages(pages, Settings(workers=2))])\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=300)
    assert (done.stdout.splitlines(), done.returncode) == (["once", "[1, 1]"], 0), done.stderr
