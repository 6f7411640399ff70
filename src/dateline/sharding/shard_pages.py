"""The pages of one shard, called as they would be if one machine read them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.errors import RunError
from dateline.model import Page, Skipped
from dateline.reading import pages
from dateline.reading.containers import Ways
from dateline.running.keepable import mend_page
from dateline.sharding.job import Job
from dateline.sharding.manifest import Shard, Source
from dateline.sharding.planning import digest_of


def shard_pages(job: Job, shard: Shard, left: Callable[[Path], object]) -> Iterator[Page | Skipped]:
    """The pages of the shard's files that are in its part. Raises RunError where a file is not what was planned."""
    for source in shard.sources:
        path = job.source / source.path if source.path else job.source
        _check_unchanged(path, source)
        ways = Ways(columns=dict(job.columns), below=job.below, left=left, named=_called(source.shown))
        for page in pages(path, ways=ways):
            kept = mend_page(page) if isinstance(page, Page) else page
            if shard.parts == 1 or _part_of(kept.id, shard.parts) == shard.part:
                yield kept


def _called(shown: str) -> Callable[[Path], str]:
    """A file is called as in the plan, wherever the task that reads it runs."""
    return lambda _: shown


def _part_of(page_id: str, parts: int) -> int:
    return int(page_id[1:], 16) % parts


def _check_unchanged(path: Path, source: Source) -> None:
    if not source.sha256:  # it could not be read: `pages` says why
        return
    try:
        same = path.stat().st_size == source.size and digest_of(path) == source.sha256
    except OSError as error:
        raise RunError(
            f"{path}: {error.strerror}. It is in the plan: make it readable on this machine, or plan again with --plan."
        ) from error
    if not same:
        raise RunError(f"{path} was changed after the run was planned. Plan again with --plan, then start the shards.")
