"""The scripts of docs/many-machines.md do what it says: each task is run as its scheduler would run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.recording import Record
from dateline.running import Settings
from dateline.sharding import read_plan, undone
from dateline.sharding.job import Job

from .pages import DOCS, files

pytest.importorskip("pyarrow", reason="shards are Parquet: pip install 'dateline[shards]'")
yaml = pytest.importorskip("yaml", reason="PyYAML reads the job of Kubernetes")

SHOWN = files((DOCS / "many-machines.md").read_text(encoding="utf-8"))
TEXT = "Norway's foreign minister met her counterpart of Finland in Oslo on Monday, a spokesman said."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with pages, and with a `dateline` that is this one."""
    (tmp_path / "pages").mkdir()
    for n in range(2):
        (tmp_path / "pages" / f"{n}.txt").write_text(f"{TEXT} It was meeting {n}.", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "dateline").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dateline "$@"\n')
    (tmp_path / "bin" / "dateline").chmod(0o755)
    return tmp_path


def shell(place: Path, *words: str, **given: str) -> str:
    environment = {**os.environ, **given, "PATH": f"{place / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(words, cwd=place, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_task_of_slurm_does_its_share(place: Path) -> None:
    (place / "job").write_text(SHOWN["dateline.sbatch"], encoding="utf-8")
    told = [
        shell(place, "bash", "job", SLURM_ARRAY_TASK_ID=task, SLURM_ARRAY_TASK_COUNT="2", SLURM_CPUS_PER_TASK="1")
        for task in ("1", "2")
    ]
    assert [line.partition(" shards")[0] for line in told] == ["1", "0"]
    shell(place, "dateline", "run", "pages", "out")
    with Record.open(place / "out" / "dateline.db", create=False) as record:
        assert record.counts().reports == 2


def test_every_pod_of_kubernetes_does_its_share(place: Path) -> None:
    job = yaml.safe_load(SHOWN["dateline-job.yaml"])["spec"]
    assert (job["completionMode"], job["completions"]) == ("Indexed", 16)
    (container,) = job["template"]["spec"]["containers"]
    assert f"/{job['completions']}" in container["command"][-1]
    shell(place, *container["command"], JOB_COMPLETION_INDEX="0")
    plan = read_plan(place / "out")
    assert plan is not None
    assert undone(Job(place / "pages", place / "out", Settings()), plan.shards) == ()
    assert "0 worked on" in shell(place, *container["command"], JOB_COMPLETION_INDEX="15")
