"""Shards on a Ray cluster, a task a shard: Ray finds the machines, and starts a task again where one is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dateline.errors import RunError
from dateline.running.inside import Step
from dateline.running.steps import understand
from dateline.sharding.job import Job
from dateline.sharding.manifest import Shard
from dateline.sharding.working import work

NEEDED = "Ray is not installed: pip install '.[ray]'. Without it: --on local, or --shard K/N by your scheduler."
_TRIES = 3  # a machine that is lost costs a shard another try; a page that kills its worker is skipped and costs none


def work_on_ray(job: Job, shards: Sequence[Shard], step: Step = understand) -> Iterator[Shard]:
    """Works on the shards with Ray, one task and one core each, and yields those that are done, as they come.

    RAY_ADDRESS names a cluster; without it Ray starts on this machine, with `settings.workers` cores (None: all). Input
    and output must stand under the same names on all machines, and Dateline be installed there. Raises RunError.
    """
    ray = _ray()
    ours = _connect(ray, job.settings.workers)
    try:
        task = ray.remote(num_cpus=1, max_retries=_TRIES)(work_on_one)
        alone = replace(job, settings=replace(job.settings, workers=min(1, job.settings.processes)))
        waiting = {task.remote(alone, shard, step): shard for shard in shards}
        while waiting:
            (done, *_), _ = ray.wait(list(waiting), num_returns=1)
            _check(ray, done)
            yield waiting.pop(done)
    finally:
        if ours:
            ray.shutdown()


def work_on_one(job: Job, shard: Shard, step: Step) -> str:
    """One shard, in a task of Ray's: its pages go through a process with limits as everywhere."""
    for _ in work(job, (shard,), step=step):
        pass
    return shard.name


def _check(ray: Any, task: Any) -> None:
    """Raises RunError where the task failed."""
    try:
        ray.get(task)
    except ray.exceptions.RayTaskError as error:
        raise RunError(str(error.cause or error)) from error
    except ray.exceptions.RayError as error:
        raise RunError(
            f"Ray lost a shard {_TRIES + 1} times: {error}. What is done is kept; run again to go on."
        ) from error


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        raise RunError(NEEDED) from error
    return ray


def _connect(ray: Any, cores: int | None) -> bool:
    """Connects to the cluster, or starts Ray here; whether it was started by us."""
    if ray.is_initialized():
        return False
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    here = not os.environ.get("RAY_ADDRESS")
    choices: dict[str, Any] = {"num_cpus": max(1, cores) if cores is not None else None} if here else {}
    try:
        ray.init(include_dashboard=False if here else None, log_to_driver=False, logging_level="warning", **choices)
    except (OSError, RuntimeError, ValueError) as error:
        raise RunError(f"Ray cannot be reached or started: {error}. Check RAY_ADDRESS, or use --on local.") from error
    return True
