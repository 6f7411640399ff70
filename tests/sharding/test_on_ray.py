"""A Ray of two workers comes to what one machine comes to, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import RunError
from dateline.model import Page
from dateline.recording import Record
from dateline.running import Outcome, Settings
from dateline.sharding import collect, plan_shards, undone, work, work_on_ray
from dateline.sharding.on_ray import connected
from tests.running.sample_steps import step

from .sample_runs import dump_of_one_machine, files_of, job_for, write_input

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install 'dateline[shards]'")
pytest.importorskip("ray", reason="Ray is not installed: pip install 'dateline[ray]'")


@pytest.fixture(scope="module")
def two_workers() -> Iterator[None]:
    """A Ray of this machine, with two workers."""
    with connected(2):
        yield


@pytest.mark.usefixtures("two_workers")
def test_the_shards_and_the_record_are_those_of_one_machine(tmp_path: Path) -> None:
    folder = write_input(tmp_path / "input")
    here, there = job_for(folder, tmp_path / "here"), job_for(folder, tmp_path / "ray")
    plan = plan_shards(there)
    done = {shard.name for shard in work_on_ray(there, plan.shards, step)}
    assert done == {shard.name for shard in plan.shards}
    assert undone(there, plan.shards) == ()
    list(work(here, plan_shards(here).shards, step=step))
    assert files_of(here.shards) == files_of(there.shards)
    with Record.open(tmp_path / "ray.db") as record:
        collect(record, there, plan)
        assert list(record.dump()) == dump_of_one_machine(folder, tmp_path / "one.db")


def fail(page: Page, settings: Settings) -> Outcome:
    """Ends the run at one page."""
    if b"number 13" in page.content:
        raise RunError("something is wrong with the run")
    return step(page, settings)


@pytest.mark.usefixtures("two_workers")
def test_what_is_wrong_in_a_task_is_said_here(tmp_path: Path) -> None:
    job = job_for(write_input(tmp_path / "input"), tmp_path / "ray")
    with pytest.raises(RunError, match="something is wrong with the run"):
        list(work_on_ray(job, plan_shards(job).shards, fail))


def die_once(page: Page, settings: Settings) -> Outcome:
    """Ends the whole task of Ray the first time that it comes to the page."""
    mark = Path(page.content.decode().split()[-1])
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return step(page, settings)


@pytest.mark.usefixtures("two_workers")
def test_a_task_that_is_lost_is_started_again(tmp_path: Path) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    (folder / "page.txt").write_text(f"one page and {tmp_path / 'mark'}", encoding="utf-8")
    job = job_for(folder, tmp_path / "ray")
    plan = plan_shards(job)
    assert tuple(work_on_ray(job, plan.shards, die_once)) == plan.shards
    assert (tmp_path / "mark").exists()
    assert undone(job, plan.shards) == ()


@pytest.mark.usefixtures("two_workers")
def test_a_page_that_kills_its_worker_is_skipped_and_its_shard_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    for n, text in enumerate(("one page", "die at once", "two pages")):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    job = replace(job_for(folder, tmp_path / "ray", 1 << 20), settings=Settings(coding=False, workers=1))
    plan = plan_shards(job)
    list(work_on_ray(job, plan.shards, step))
    with Record.open(tmp_path / "ray.db") as record:
        summary = collect(record, job, plan)
    assert (summary.reports, [reason for reason, _ in summary.skipped]) == (2, ["its worker died"])
