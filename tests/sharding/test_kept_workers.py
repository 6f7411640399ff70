"""Tasks of one process of Ray's share the process that reads their pages: to start one costs as much as some pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.model import Report
from dateline.sharding import Job, plan_shards
from dateline.sharding.on_ray import work_on_one
from tests.running.sample_steps import QUICK, step

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install 'dateline[shards]'")


def _works_on(folder: Path, output: Path) -> set[str]:
    """What the pages of all shards tell of the process that read them, a task a shard."""
    from dateline.sharding.shard_files import read_shard

    job = Job(folder, output, replace(QUICK, workers=1), shard_bytes=20)  # a file each
    shards = plan_shards(job).shards
    assert len(shards) == 3
    names = [work_on_one(job, shard, step) for shard in shards]
    read = [outcome for name in names for _, outcome in read_shard(job.shards, name)]
    return {outcome.result.text for outcome in read if outcome and isinstance(outcome.result, Report)}


def test_three_tasks_start_one_worker(tmp_path: Path) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"who reads page {n} here", encoding="utf-8")
    assert len(_works_on(folder, tmp_path / "out")) == 1


def test_a_worker_that_dies_costs_the_next_task_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    for n, text in enumerate(("who reads this page here", "die at once and for all", "who reads that page here")):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    assert len(_works_on(folder, tmp_path / "out")) == 2
