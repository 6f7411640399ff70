"""Shards worked on: each page in a process with limits, each shard in its place as soon as its last page is done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from dateline.model import Page, Skipped
from dateline.running import understand_pages
from dateline.running.steps import Outcome, understand
from dateline.running.workers import Step
from dateline.sharding.job import Job
from dateline.sharding.manifest import Shard
from dateline.sharding.shard_files import ShardWriter, is_done
from dateline.sharding.shard_pages import shard_pages

_BEGINS, _ENDS, _NEW, _AGAIN = "begins", "ends", "new", "again"


def undone(job: Job, shards: Sequence[Shard]) -> tuple[Shard, ...]:
    """Those of the shards that do not stand in their places yet."""
    return tuple(shard for shard in shards if not is_done(job.shards, shard.name))


def work(
    job: Job, shards: Sequence[Shard], heard: Callable[[], object] = lambda: None, step: Step = understand
) -> Generator[Shard, None, None]:
    """Reads and codes the pages of these shards, one shard after the other, and yields each that is done.

    The worker processes are started once for all of them. `heard` is called for every page. Stopped at any moment, the
    shards that were yielded stand in their places and the others leave nothing that counts. Raises RunError.
    """
    with _Work(job, heard) as going:
        for outcome in understand_pages(going.pages(shards), job.settings, step):
            yield from going.keep(outcome)
        yield from going.rest()


class _Work:
    """Outcomes come in the order of the pages: a queue of what was read says which shard each belongs to."""

    def __init__(self, job: Job, heard: Callable[[], object]) -> None:
        self._job = job
        self._heard = heard
        self._queue: deque[tuple[str, Shard | Page | Skipped | None]] = deque()
        self._left: dict[str, list[Path]] = {}
        self._writer: ShardWriter | None = None
        self._open = ExitStack()

    def __enter__(self) -> _Work:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.__exit__(*error)  # type: ignore[arg-type]

    def pages(self, shards: Sequence[Shard]) -> Iterator[Page | Skipped]:
        """The pages of all shards, each once in its shard."""
        for shard in shards:
            self._queue.append((_BEGINS, shard))
            left = self._left.setdefault(shard.name, [])
            seen: set[str] = set()
            for page in shard_pages(self._job, shard, left.append):
                if page.id in seen:
                    self._queue.append((_AGAIN, page))
                else:
                    seen.add(page.id)
                    self._queue.append((_NEW, None))
                    yield page
            self._queue.append((_ENDS, shard))

    def keep(self, outcome: Outcome) -> Iterator[Shard]:
        """Writes the outcome of the next new page, and before it whatever was read before it."""
        yield from self._before_next()
        self._queue.popleft()
        assert self._writer is not None
        self._writer.add(outcome, self._job.settings.maker)
        self._heard()

    def rest(self) -> Iterator[Shard]:
        """What was read after the last new page."""
        yield from self._before_next()

    def _before_next(self) -> Iterator[Shard]:
        while self._queue and self._queue[0][0] != _NEW:
            what, of = self._queue.popleft()
            if isinstance(of, Shard):
                if what == _BEGINS:
                    self._writer = self._open.enter_context(ShardWriter(self._job.shards, of.name))
                else:
                    self._end(of)
                    yield of
            elif of is not None and self._writer is not None:
                self._writer.add_again(of)
                self._heard()

    def _end(self, shard: Shard) -> None:
        assert self._writer is not None
        for path in self._left.pop(shard.name):
            self._writer.left_alone(path)
        self._open.close()  # its folder takes its name
        self._writer = None
