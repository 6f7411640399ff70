"""A run over shards comes to what one machine comes to, wherever it was stopped and however it was cut."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import RunError, UsageError
from dateline.model import Page, Skipped
from dateline.recording import Record
from dateline.running import Limits, Outcome, Settings
from dateline.running.faults import KILLED
from dateline.sharding import (
    Job,
    Shard,
    choose,
    collect,
    counts_of,
    plan_shards,
    read_plan,
    read_shard,
    to_work,
    undone,
    work,
)
from tests.running.sample_steps import QUICK, step

from .sample_runs import dump_of_one_machine, dump_of_shards, files_of, job_for, write_input, write_lines

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install 'dateline[shards]'")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_input(tmp_path / "input")


def names(job: Job) -> list[str]:
    return [shard.name for shard in plan_shards(job).shards]


# ------------------------------------------------------------------ planning


def test_the_same_input_gives_the_same_plan(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = names(job_for(folder, tmp_path / "a"))
    monkeypatch.chdir(folder)
    assert names(job_for(Path(), tmp_path / "b")) == there
    assert len(there) == len(set(there)) > 5


def test_a_plan_is_as_it_was_when_it_is_made_again_from_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = plan_shards(job_for(folder, tmp_path / "out"))
    monkeypatch.chdir(folder)
    assert plan_shards(job_for(Path(), tmp_path / "out")) == first == read_plan(tmp_path / "out")


@pytest.mark.parametrize(
    "change",
    [
        {"settings": Settings(published="2024-03-01", workers=0)},
        {"settings": Settings(limits=Limits(seconds=5), workers=0)},
        {"settings": Settings(as_is=True, workers=0)},
        {"columns": (("text", "body"),)},
    ],
)
def test_what_can_change_an_outcome_changes_the_names(folder: Path, tmp_path: Path, change: dict[str, object]) -> None:
    job = replace(job_for(folder, tmp_path / "a"), settings=Settings(workers=0))
    other = replace(job, **change)  # type: ignore[arg-type]
    assert not set(names(job)) & set(names(other))


def test_the_number_of_workers_is_in_no_name(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "a")
    assert names(job) == names(replace(job, settings=replace(job.settings, workers=8)))


def test_a_changed_file_changes_its_own_shards_alone(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "a")
    before = plan_shards(job)
    write_lines(folder / "later" / "second.jsonl", ["another text of some words"] * 20)
    touched = {shard.name for shard in before.shards if any("second" in one.path for one in shard.sources)}
    assert {shard.name for shard in before.shards} - set(names(job)) == touched


def test_one_file_more_leaves_most_groups_of_small_files_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    for n in range(200):
        (folder / f"{n:03}a.txt").write_text(f"text of page {n} with some words", encoding="utf-8")
    job = job_for(folder, tmp_path / "out")
    before = names(job)
    (folder / "100b.txt").write_text("one page more, which lies in the midst of them", encoding="utf-8")
    assert len(before) > 10
    assert len(set(before) - set(names(job))) == 1


def test_what_a_run_wrote_into_its_input_is_no_input(folder: Path) -> None:
    job = job_for(folder, folder / "out")
    before = names(job)
    for _ in work(job, plan_shards(job).shards, step=step):
        pass
    assert names(job) == before


@pytest.mark.parametrize(
    ("which", "expected"),
    [("1/3", "adg"), ("2/3", "be"), ("3/3", "cf"), ("7/7", "g"), ("8/9", ""), ("shard-c", "c")],
)
def test_shares_of_the_shards(folder: Path, tmp_path: Path, which: str, expected: str) -> None:
    shards = tuple(Shard(f"shard-{letter}", ()) for letter in "abcdefg")
    plan = replace(plan_shards(job_for(folder, tmp_path / "a")), shards=shards)
    assert "".join(shard.name[-1] for shard in choose(plan, which)) == expected


@pytest.mark.parametrize("which", ["0/3", "4/3", "a/3", "3/", "", "shard-", "nothing"])
def test_a_share_that_is_none(folder: Path, tmp_path: Path, which: str) -> None:
    with pytest.raises(UsageError, match="K"):
        choose(plan_shards(job_for(folder, tmp_path / "a")), which)


# ------------------------------------------------------------------ working


@pytest.mark.parametrize("shard_bytes", [150, 400, 1 << 20])
def test_the_record_is_that_of_one_machine(folder: Path, tmp_path: Path, shard_bytes: int) -> None:
    job = job_for(folder, tmp_path / "out", shard_bytes)
    assert dump_of_shards(job, tmp_path / "many.db") == dump_of_one_machine(folder, tmp_path / "one.db")


def test_workers_and_tasks_do_not_show_in_the_files(folder: Path, tmp_path: Path) -> None:
    one = job_for(folder, tmp_path / "one")
    two = replace(job_for(folder, tmp_path / "two"), settings=replace(QUICK, workers=2))
    plan = plan_shards(one)
    assert plan_shards(two) == plan
    list(work(one, plan.shards, step=step))
    for task in ("2/2", "1/2"):
        list(work(two, choose(plan, task), step=step))
    assert files_of(one.shards) == files_of(two.shards)


def test_counts_add_up_and_a_page_is_coded_once_in_its_shard(tmp_path: Path) -> None:
    write_lines(tmp_path / "input" / "a.jsonl", ["one page", "skip this", "one page", "two pages"])
    job = job_for(tmp_path / "input", tmp_path / "out")
    (shard,) = work(job, plan_shards(job).shards, step=step)
    counts = counts_of(job.shards, shard.name)
    assert (counts.pages, counts.reports, counts.skipped, counts.again) == (4, 2, 1, 1)
    read = [(page.origin[-2:], outcome is None) for page, outcome in read_shard(job.shards, shard.name)]
    assert read == [(":1", False), (":2", False), (":3", True), (":4", False)]


def test_a_run_goes_on_where_it_was_stopped(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    plan = plan_shards(job)
    going = work(job, plan.shards, step=step)
    done = [next(going).name, next(going).name]
    going.close()  # what Ctrl-C does
    assert [shard.name for shard in undone(job, plan.shards)] == [s.name for s in plan.shards if s.name not in done]
    assert {path.name for path in job.shards.iterdir()} == set(done)
    assert dump_of_shards(job, tmp_path / "many.db") == dump_of_one_machine(folder, tmp_path / "one.db")


def test_what_a_killed_task_left_counts_for_nothing_and_goes(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    name = plan_shards(job).shards[0].name
    remains = job.shards / f".{name}.abc.part"
    remains.mkdir(parents=True)
    (remains / "pages.parquet").write_bytes(b"half of it")
    assert dump_of_shards(job, tmp_path / "many.db") == dump_of_one_machine(folder, tmp_path / "one.db")
    assert not remains.exists()


def test_two_tasks_with_one_shard_leave_one(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    shard = plan_shards(job).shards[0]
    first, second = (work(job, (shard,), step=step) for _ in range(2))
    assert next(first) == shard
    before = files_of(job.shards)
    assert next(second) == shard
    assert files_of(job.shards) == before


def fail(page: Page, settings: Settings) -> Outcome:
    """Ends the run at one page."""
    if b"number 13" in page.content:
        raise RunError("something is wrong with the run")
    return step(page, settings)


def test_a_shard_that_failed_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out", 1 << 20)
    with pytest.raises(RunError, match="something is wrong"):
        list(work(job, plan_shards(job).shards, step=fail))
    assert list(job.shards.iterdir()) == []


def be_killed(page: Page, settings: Settings) -> Outcome:
    """What comes of a page whose worker the machine ended, for every fifth page and one that is there twice."""
    if b"number 5" in page.content or b"number 1" in page.content:
        return Outcome(page, Skipped(page.id, KILLED, "SIGKILL", page.origin))
    return step(page, settings)


def test_what_failed_for_the_machine_is_tried_again_by_the_next_run(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    plan = plan_shards(job)
    list(work(job, plan.shards, step=be_killed))
    assert undone(job, plan.shards) == ()
    assert 0 < len(to_work(job, plan.shards)) < len(plan.shards)
    with Record.open(tmp_path / "r.db") as record:
        left = sum(number for _, number in collect(record, job, plan).again)
        list(work(job, to_work(job, plan.shards), step=step))
        assert to_work(job, plan.shards) == ()
        again = collect(record, job, plan)
        assert (again.retried, again.again) == (left, ())
        assert list(record.dump()) == dump_of_one_machine(folder, tmp_path / "one.db")


def test_a_page_that_kills_its_worker_in_two_runs_is_not_tried_a_third_time(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    plan = plan_shards(job)
    list(work(job, plan.shards, step=be_killed))
    list(work(job, to_work(job, plan.shards), step=be_killed))
    assert to_work(job, plan.shards) == ()
    with Record.open(tmp_path / "r.db") as record:
        assert f"{KILLED}, in two runs" in dict(collect(record, job, plan).skipped)


def test_a_file_that_was_changed_after_the_plan_is_not_read(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    plan = plan_shards(job)
    (folder / "page-3.txt").write_text("text of page 9 with some words", encoding="utf-8")
    with pytest.raises(RunError, match=r"page-3\.txt was changed after the run was planned"):
        list(work(job, plan.shards, step=step))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_skipped_and_said(folder: Path, tmp_path: Path) -> None:
    (folder / "page-3.txt").chmod(0)
    job = job_for(folder, tmp_path / "out")
    assert dump_of_shards(job, tmp_path / "many.db") == dump_of_one_machine(folder, tmp_path / "one.db")


def test_what_of_a_folder_cannot_be_entered_is_in_the_record(folder: Path, tmp_path: Path) -> None:
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    job = job_for(folder, tmp_path / "out")
    dump = dump_of_shards(job, tmp_path / "many.db")
    assert dump == dump_of_one_machine(folder, tmp_path / "one.db")
    assert any("link leads nowhere" in line for line in dump)


# ------------------------------------------------------------------ collecting


def test_what_is_not_done_is_not_collected(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    plan = plan_shards(job)
    list(work(job, plan.shards[1:], step=step))
    with Record.open(tmp_path / "r.db") as record, pytest.raises(RunError, match=plan.shards[0].name):
        collect(record, job, plan)


def test_a_damaged_shard_is_named(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    plan = plan_shards(job)
    list(work(job, plan.shards, step=step))
    (job.shards / plan.shards[2].name / "reports.parquet").write_bytes(b"PAR1 and no more")
    with Record.open(tmp_path / "r.db") as record, pytest.raises(RunError, match=f"{plan.shards[2].name} is damaged"):
        collect(record, job, plan)


def test_collected_twice_is_once(folder: Path, tmp_path: Path) -> None:
    job = job_for(folder, tmp_path / "out")
    first = dump_of_shards(job, tmp_path / "r.db")
    with Record.open(tmp_path / "r.db") as record:
        again = collect(record, job, plan_shards(job))
        assert (again.reports, again.skipped, again.already) == (0, (), again.pages)
        assert list(record.dump()) == first
