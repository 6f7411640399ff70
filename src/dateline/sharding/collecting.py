"""Shards into a record: what `running.add` would have made of the same pages, without reading or coding one again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dateline.errors import RunError
from dateline.model import Page, Skipped
from dateline.recording import Record
from dateline.running import Outcome, Settings, Summary, add
from dateline.sharding.job import Job
from dateline.sharding.manifest import Plan
from dateline.sharding.shard_files import clear_remains, read_shard
from dateline.sharding.working import undone


def collect(
    record: Record,
    job: Job,
    plan: Plan,
    heard: Callable[[], object] = lambda: None,
    *,
    linking: bool = True,
    phase: Callable[[str], object] = lambda _: None,
    said: Callable[[str], object] = lambda _: None,
) -> Summary:
    """Puts the pages of all shards into the record, then links it; stopped and run again, it goes on where it was.

    The record is equal to that of one machine, row by row. `heard`, `phase` and `said` as in `add`. Raises RunError
    where a shard is not done or damaged.
    """
    if missing := undone(job, plan.shards):
        names = ", ".join(shard.name for shard in missing[:3]) + (" ..." if len(missing) > 3 else "")
        raise RunError(
            f"{len(missing):,} of {len(plan.shards):,} shards are not done: {names}. Run the same command again."
        )
    kept = _Kept(job, plan)
    alone = replace(job.settings, workers=0)  # the work is done: nothing is left that needs a limit
    summary = add(record, kept.pages(), alone, heard, linking=linking, phase=phase, said=said, step=kept.outcome)
    for shard in plan.shards:
        clear_remains(job.shards, shard.name)
    return summary


class _Kept:
    """What the shards hold, as pages with a step that knows what became of each."""

    def __init__(self, job: Job, plan: Plan) -> None:
        self._job = job
        self._plan = plan
        self._now: Outcome | None = None

    def pages(self) -> Iterator[Page | Skipped]:
        """Every page, the outcome of each at hand until the next is asked for."""
        yield from self._plan.lost
        for shard in self._plan.shards:
            for page, outcome in read_shard(self._job.shards, shard.name):
                self._now = outcome
                yield page

    def outcome(self, page: Page, _: Settings) -> Outcome:
        """What became of the page that was given last."""
        assert self._now is not None
        return replace(self._now, page=page)
