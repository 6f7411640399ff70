"""Shards on a Ray cluster, a task a shard: Ray finds the machines, and starts a task again where one is lost."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dateline.errors import RunError
from dateline.running import Settings, hire
from dateline.running.crew import Crew
from dateline.running.inside import Step
from dateline.running.steps import understand
from dateline.sharding.job import Job
from dateline.sharding.manifest import Shard
from dateline.sharding.working import work

NEEDED = "Ray is not installed: pip install '.[ray]'. Without it: --on local, or --shard K/N by your scheduler."
_STARTS = 3  # a busy machine may need longer than Ray waits for itself
_TRIES = 3  # a machine that is lost costs a shard another try; a page that kills its worker is skipped and costs none


def work_on_ray(job: Job, shards: Sequence[Shard], step: Step = understand) -> Iterator[Shard]:
    """Works on the shards with Ray, one task and one core each, and yields those that are done, as they come.

    RAY_ADDRESS names a cluster; without it Ray starts on this machine, with `settings.workers` cores (None: all). Input
    and output must stand under the same names on all machines, and Dateline be installed there. Raises RunError.
    """
    with connected(job.settings.workers) as ray:
        task = ray.remote(num_cpus=1, max_retries=_TRIES)(work_on_one)
        alone = replace(job, settings=replace(job.settings, workers=min(1, job.settings.processes)))
        waiting = {task.remote(alone, shard, step): shard for shard in shards}
        while waiting:
            (done, *_), _ = ray.wait(list(waiting), num_returns=1)
            _check(ray, done)
            yield waiting.pop(done)


def work_on_one(job: Job, shard: Shard, step: Step) -> str:
    """One shard, in a task of Ray's: its pages go through a process with limits as everywhere."""
    crew = _crew(job.settings, step) if job.settings.processes else None
    for _ in work(job, (shard,), step=step, crew=crew):
        pass
    return shard.name


@lru_cache(maxsize=1)
def _crew(settings: Settings, step: Step) -> Crew:
    """The process with limits stays from one task to the next in the same process of Ray's: to start one takes as much
    processor time as some forty pages. One that is no longer wanted ends, since nobody holds its pipe.
    """
    return hire(settings, step)


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


@contextmanager
def connected(cores: int | None) -> Iterator[Any]:
    """Ray, connected to the cluster or started here for as long as this lasts; one that is connected stays so."""
    ray = _ray()
    if ray.is_initialized():
        yield ray
        return
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    _start(ray, cores)
    try:
        yield ray
    finally:
        ray.shutdown()


def _start(ray: Any, cores: int | None) -> None:
    choices: dict[str, Any] = {}
    if not os.environ.get("RAY_ADDRESS"):
        choices = {"num_cpus": None if cores is None else max(1, cores), "include_dashboard": False}
    for left in reversed(range(_STARTS)):
        try:
            ray.init(log_to_driver=False, logging_level="error", **choices)
            return
        except Exception as error:  # a bare Exception says that Ray did not start within 30 s
            ray.shutdown()
            if not left:
                raise RunError(
                    f"Ray cannot be reached or started: {error} Check RAY_ADDRESS, or use --on local."
                ) from error
