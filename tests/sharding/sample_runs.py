"""Runs over shards that are small enough to see through: pages of words, and the pipeline of `running.sample_steps`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dateline.reading import pages
from dateline.recording import Record
from dateline.running import add
from dateline.sharding import Job, collect, plan_shards, work
from tests.running.sample_steps import QUICK, many, step

HERE = replace(QUICK, workers=0)


def write_lines(path: Path, texts: Sequence[str]) -> None:
    """JSON lines, a text each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")


def write_input(folder: Path) -> Path:
    """Two files of lines that share three pages, six files of text, and a note that is no page."""
    write_lines(folder / "first.jsonl", many(20))
    write_lines(folder / "later" / "second.jsonl", [*many(3), *(f"other number {n}" for n in range(12))])
    for n in range(6):
        (folder / f"page-{n}.txt").write_text(f"text of page {n} with some words", encoding="utf-8")
    (folder / "notes.md").write_text("no page", encoding="utf-8")
    return folder


def job_for(folder: Path, output: Path, shard_bytes: int = 150) -> Job:
    """A run over some ten shards."""
    return Job(folder, output, HERE, shard_bytes=shard_bytes)


def dump_of_one_machine(folder: Path, record: Path) -> list[str]:
    """Every row of the record that `add` makes."""
    with Record.open(record) as opened:
        add(opened, pages(folder), HERE, step=step)
        return list(opened.dump())


def dump_of_shards(job: Job, record: Path) -> list[str]:
    """Every row of the record that a run over shards makes."""
    plan = plan_shards(job)
    for _ in work(job, plan.shards, step=step):
        pass
    with Record.open(record) as opened:
        collect(opened, job, plan)
        return list(opened.dump())


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
