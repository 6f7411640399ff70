"""Who is at fault: a page alone in a fresh worker is, a page beside others or on a machine in need is not."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.model import Page, Skipped
from dateline.recording import Record
from dateline.running import Limits, RunError, Settings, Summary, add, understand_pages
from dateline.running.faults import KILLED, NO_ROOM, TOO_LARGE
from dateline.running.limits import MOST_ANSWERED
from dateline.running.steps import Outcome

from .sample_steps import QUICK, pages, step

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are set on Linux only")
ONE = replace(QUICK, workers=1, limits=Limits(seconds=5, megabytes=256))
_grown: list[bytearray] = []


def hostile(page: Page, settings: Settings) -> Outcome:
    """What the first word of a page asks for."""
    first, _, rest = page.content.decode().partition(" ")
    if first == "grow":  # a leak: what stays behind when it is done
        _grown.append(bytearray(100_000_000))
    if first == "need":
        return _needing(page, settings, int(rest) * 1_000_000)
    if first == "fill":
        _fill(Path(rest))
    if first == "raise":
        raise ValueError("x" * 5_000_000)
    if first == "large":
        return Outcome(page, Skipped(page.id, "large", "x" * MOST_ANSWERED))
    if first == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if first == "once" and not (mark := Path(rest)).exists():
        mark.write_bytes(b"")
        os.kill(os.getpid(), signal.SIGKILL)
    if first == "twice" and len(list(Path(rest).iterdir())) < 2:
        (Path(rest) / str(os.getpid())).write_bytes(b"")
        os.kill(os.getpid(), signal.SIGKILL)
    return step(page, settings)


def _needing(page: Page, settings: Settings, size: int) -> Outcome:
    held = bytearray(size)
    return step(replace(page, content=b"needed %d" % len(held)), settings)


def _fill(told: Path) -> None:
    """Takes memory until it is refused more, tells the most megabytes that the whole process had, and goes on as if
    nothing had been.
    """
    held = []
    try:
        while True:
            held.append(b"x" * 5_000_000)
    except MemoryError:
        held.clear()
    words = Path("/proc/self/status").read_text("ascii").split()
    told.write_text(str(int(words[words.index("VmHWM:") + 1]) // 1024), "ascii")


def results(*texts: str, settings: Settings = ONE) -> list[str]:
    outcomes = understand_pages(pages(*texts), settings, hostile)
    return [o.result.reason if isinstance(o.result, Skipped) else o.result.text for o in outcomes]


def added(path: Path, *texts: str, again: bool = False, settings: Settings = ONE) -> Summary:
    with Record.open(path) as record:
        summary = add(record, pages(*texts), settings, step=hostile, linking=False, again=again)
        given = summary.reports + sum(n for _, n in (*summary.skipped, *summary.again)) + summary.already
        assert summary.pages == given == len(texts)
        held = summary.record
        assert held.pages == held.reports + sum(n for _, n in held.skipped)
        assert not list(record.verify())
        return summary


def test_a_worker_that_is_worn_out_costs_the_next_page_nothing() -> None:
    assert results("grow it", "need 150", "need 170") == ["grow it", "needed 150000000", "needed 170000000"]


def test_a_worker_takes_the_memory_that_it_may_and_no_quarter_more(tmp_path: Path) -> None:
    """What it needed before the page counts too; a page that took too much is refused, whatever it made of that."""
    assert results(f"fill {tmp_path / 'most'}", "one page") == ["needed more than 256 MB", "one page"]
    assert 200 < int((tmp_path / "most").read_text("ascii")) <= 256 * 1.25


def test_a_page_that_is_too_big_by_its_size_alone_costs_no_worker() -> None:
    before, refused, after = results("who is it", "x" * 60_000_000, "who is it")
    assert refused == "needed more than 256 MB"
    assert before == after


def test_a_limit_below_what_a_worker_needs_by_itself_is_said() -> None:
    with pytest.raises(RunError, match=r"needs \d+ MB before it has a page.*--megabytes \d+ at the least"):
        results("one page", settings=replace(ONE, limits=Limits(megabytes=64)))


def test_a_page_that_needs_too_much_in_a_fresh_worker_is_at_fault(tmp_path: Path) -> None:
    summary = added(tmp_path / "r.db", "one page", "need 900", "two pages")
    assert (summary.reports, summary.skipped, summary.again) == (2, (("needed more than 256 MB", 1),), ())
    assert added(tmp_path / "r.db", "one page", "need 900", "two pages").already == 3


def test_hogs_of_every_kind_do_not_end_the_run() -> None:
    hogs = ("need 900", "large answer", "raise it", "killed always", "die now", "crash hard")
    found = results(*hogs, *hogs, "one page")
    assert found[-1] == "one page"
    assert found[:6] == found[6:12]
    assert found[:2] == ["needed more than 256 MB", TOO_LARGE]
    assert found[3:6] == [KILLED, "its worker died", "its worker died"]


def test_a_message_of_an_error_is_cut() -> None:
    (outcome,) = understand_pages(pages("raise it"), ONE, hostile)
    assert isinstance(outcome.result, Skipped)
    assert len(outcome.result.detail) <= 500


@pytest.mark.parametrize("workers", [1, 3])
def test_a_page_whose_worker_is_killed_from_outside_gets_another(workers: int, tmp_path: Path) -> None:
    texts = (*(f"page {n}" for n in range(30)), f"once {tmp_path / 'mark'}")
    assert results(*texts, settings=replace(ONE, workers=workers)) == list(texts)


def test_killed_in_one_run_is_tried_by_the_next(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    texts = ("one page", f"twice {marks}")
    first = added(tmp_path / "r.db", *texts)
    assert (first.reports, first.skipped, first.again) == (1, (), ((KILLED, 1),))
    second = added(tmp_path / "r.db", *texts)
    assert (second.reports, second.skipped, second.again, second.already, second.retried) == (1, (), (), 1, 1)
    assert second.record.skipped == ()


def test_killed_in_two_runs_is_its_own_fault_until_the_user_asks(tmp_path: Path) -> None:
    texts = ("one page", "killed always", "killed always")
    assert added(tmp_path / "r.db", *texts).again == ((KILLED, 1),)
    assert added(tmp_path / "r.db", *texts).skipped == ((f"{KILLED}, in two runs", 1),)
    assert added(tmp_path / "r.db", *texts).already == 3
    asked = added(tmp_path / "r.db", *texts, again=True)
    assert (asked.already, asked.again, asked.record.pages) == (2, ((KILLED, 1),), 2)


def test_a_report_never_makes_room_for_another_outcome(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        (page,) = pages("one page")
        outcome = step(page, QUICK)
        assert record.add(page, outcome.result, outcome.coding)
        assert not record.add(page, Skipped(page.id, "lost"), instead=True)
        assert record.why_skipped(page.id) is None
        assert record.counts().reports == 1


def test_without_workers_a_lack_of_memory_is_the_machines(tmp_path: Path) -> None:
    texts = ("need 999999999", "one page")
    summary = added(tmp_path / "r.db", *texts, settings=replace(ONE, workers=0))
    assert (summary.reports, summary.again) == (1, ((NO_ROOM, 1),))


def test_workers_that_never_start_end_the_run_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> Iterator[None]:
        raise OSError("no process to be had")

    monkeypatch.setattr("dateline.running.spawning.Worker.start", none)
    monkeypatch.setattr("dateline.running.crew._PAUSES", (0.0,))
    with pytest.raises(RunError, match=r"no process to be had.*--workers 1.*is kept"):
        results("one page")
