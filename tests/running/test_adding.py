"""What a run leaves in the record: whole pages, once each, whatever happened to the run."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.recording import Record
from dateline.running import Summary, add, link

from ..recording.older_records import older_file
from .sample_steps import QUICK, many, pages, step

HERE = replace(QUICK, workers=0)
TEXTS = many(25)


def added(path: Path, *texts: str) -> tuple[Summary, list[str]]:
    with Record.open(path) as record:
        summary = add(record, pages(*texts), HERE, step=step, linking=False)
        return summary, list(record.dump())


def test_the_summary_adds_up(tmp_path: Path) -> None:
    summary, _ = added(tmp_path / "r.db", *TEXTS, TEXTS[1], "skip this")
    assert (summary.pages, summary.reports, summary.skipped, summary.already) == (
        27,
        20,
        (("asked to be skipped", 6),),
        1,
    )
    kept = summary.record
    assert (kept.pages, kept.reports, kept.skipped) == (26, 20, (("asked to be skipped", 6),))
    again, _ = added(tmp_path / "r.db", *TEXTS)
    assert (again.pages, again.reports, again.skipped, again.already) == (25, 0, (), 25)


def test_every_page_is_heard_once(tmp_path: Path) -> None:
    calls: list[int] = []
    with Record.open(tmp_path / "r.db") as record:
        for expected in (25, 50):
            add(record, pages(*TEXTS), HERE, lambda: calls.append(1), step=step, linking=False)
            assert len(calls) == expected


def test_twice_is_once(tmp_path: Path) -> None:
    assert added(tmp_path / "r.db", *TEXTS)[1] == added(tmp_path / "r.db", *TEXTS)[1]


def test_order_and_parts_do_not_show(tmp_path: Path) -> None:
    both = added(tmp_path / "both.db", *TEXTS)[1]
    for name, parts in (("ab", (TEXTS[:9], TEXTS[9:])), ("ba", (TEXTS[9:], TEXTS[:9])), ("back", (TEXTS[::-1],))):
        for part in parts:
            wanted = [page for page in pages(*TEXTS) if page.content.decode() in part]
            with Record.open(tmp_path / f"{name}.db") as record:
                add(record, wanted, HERE, step=step, linking=False)
        with Record.open(tmp_path / f"{name}.db") as record:
            assert list(record.dump()) == both


def test_workers_do_not_show(tmp_path: Path) -> None:
    dumps = []
    for workers in (0, 1, 2):
        with Record.open(tmp_path / f"{workers}.db") as record:
            add(record, pages(*TEXTS), replace(QUICK, workers=workers), step=step, linking=False)
            dumps.append(list(record.dump()))
    assert dumps[0] == dumps[1] == dumps[2]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    number = 60
    path = tmp_path / "killed.db"
    script = Path(__file__).with_name("sample_steps.py")
    run = subprocess.Popen([sys.executable, script, path, str(number)], stdout=subprocess.PIPE, start_new_session=True)
    assert run.stdout is not None
    acknowledged = len(os.read(run.stdout.fileno(), 1)) + _until(run.stdout.fileno(), 15)
    run.send_signal(signal.SIGKILL)
    acknowledged += len(run.stdout.read())
    run.wait()
    run.stdout.close()
    with Record.open(path, create=False) as record:
        counts = record.counts()
        assert acknowledged <= counts.pages < number
        assert counts.pages == counts.reports + sum(n for _, n in counts.skipped)
        assert not list(record.verify())
    subprocess.run([sys.executable, script, path, str(number)], check=True, stdout=subprocess.DEVNULL)
    unbroken = tmp_path / "unbroken.db"
    subprocess.run([sys.executable, script, unbroken, str(number)], check=True, stdout=subprocess.DEVNULL)
    with Record.open(path) as killed, Record.open(unbroken) as whole:
        assert list(killed.dump()) == list(whole.dump())
    assert _gone(run.pid), "a worker outlived the run that was killed"


def test_two_runs_may_add_to_one_record_at_once(tmp_path: Path) -> None:
    script = Path(__file__).with_name("sample_steps.py")
    path = tmp_path / "shared.db"
    runs = [subprocess.Popen([sys.executable, script, path, "30"], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    with Record.open(path, create=False) as record:
        assert record.counts().pages == 30
        assert not list(record.verify())


def _until(pipe: int, number: int) -> int:
    heard = 0
    while heard < number:
        more = len(os.read(pipe, number - heard))
        assert more, "the run ended by itself"
        heard += more
    return heard


def _gone(group: int) -> bool:
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return False


def test_linking_happens_only_when_something_came_in(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        assert link(record)
        assert not link(record)


def test_linking_mends_a_note_of_other_reports_as_verify_says(tmp_path: Path) -> None:
    path = older_file(tmp_path / "r.db", 4)
    with Record.open(path) as record:
        link(record)
        before = sorted(one for story in record.stories() for one in story.reports)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE about SET value = '+1' WHERE key = 'linked'")
    with Record.open(path) as record:
        (misfit,) = record.verify()
        assert misfit.problem.endswith("Mend it with: dateline link")
        assert link(record)
        assert not list(record.verify())
        assert sorted(one for story in record.stories() for one in story.reports) == before != []
        assert not link(record)
