"""Shards worked on: each page in a process with limits, each shard in its place as soon as its last page is done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.model import Page, Skipped
from dateline.running import understand_pages
from dateline.running.crew import Crew
from dateline.running.faults import FOR_THE_MACHINE, skip_again
from dateline.running.inside import Step
from dateline.running.steps import Outcome, understand
from dateline.sharding.job import Job
from dateline.sharding.manifest import Shard
from dateline.sharding.shard_files import ShardWriter, is_done, is_to_try_again, read_shard
from dateline.sharding.shard_pages import shard_pages


@dataclass(frozen=True, slots=True)
class _Begins:
    shard: Shard


@dataclass(frozen=True, slots=True)
class _Ends:
    shard: Shard


@dataclass(frozen=True, slots=True)
class _New:
    """A page that is being understood. `before`: why an earlier run left it, for the machine's sake."""

    before: str | None = None


@dataclass(frozen=True, slots=True)
class _Again:
    """A page that stood in the shard before."""

    page: Page | Skipped


@dataclass(frozen=True, slots=True)
class _Known:
    """A page that an earlier run is done with."""

    outcome: Outcome


def undone(job: Job, shards: Sequence[Shard]) -> tuple[Shard, ...]:
    """Those of the shards that do not stand in their places yet."""
    return tuple(shard for shard in shards if not is_done(job.shards, shard.name))


def to_work(job: Job, shards: Sequence[Shard]) -> tuple[Shard, ...]:
    """Those, and the shards with pages that failed for the machine's sake: these pages are tried again."""
    missing = set(undone(job, shards))
    return tuple(shard for shard in shards if shard in missing or is_to_try_again(job.shards, shard.name))


def work(
    job: Job,
    shards: Sequence[Shard],
    heard: Callable[[], object] = lambda: None,
    step: Step = understand,
    crew: Crew | None = None,
) -> Generator[Shard, None, None]:
    """Reads and codes the pages of these shards, one shard after the other, and yields each that is done.

    The worker processes are started once for all of them, or are those of `crew`. `heard` is called for every page.
    Stopped at any moment, the shards that were yielded stand in their places and the others leave nothing that counts.
    Of a shard that is done only the pages are worked on that failed for the machine's sake. Raises RunError.
    """
    with _Work(job, heard) as going:
        for outcome in understand_pages(going.pages(shards), job.settings, step, crew):
            yield from going.keep(outcome)
        yield from going.rest()


class _Work:
    """Outcomes come in the order of the pages: a queue of what was read says which shard each belongs to."""

    def __init__(self, job: Job, heard: Callable[[], object]) -> None:
        self._job = job
        self._heard = heard
        self._queue: deque[_Begins | _Ends | _New | _Again | _Known] = deque()
        self._left: dict[str, list[Path]] = {}
        self._writer: ShardWriter | None = None
        self._open = ExitStack()

    def __enter__(self) -> _Work:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.__exit__(*error)  # type: ignore[arg-type]

    def pages(self, shards: Sequence[Shard]) -> Iterator[Page | Skipped]:
        """The pages of all shards, each once in its shard; of a shard that is done, those that are tried again."""
        for shard in shards:
            self._queue.append(_Begins(shard))
            tried = is_to_try_again(self._job.shards, shard.name)
            yield from self._pages_to_try(shard) if tried else self._pages_of(shard)
            self._queue.append(_Ends(shard))

    def _pages_of(self, shard: Shard) -> Iterator[Page | Skipped]:
        left = self._left.setdefault(shard.name, [])
        seen: set[str] = set()
        for page in shard_pages(self._job, shard, left.append):
            if page.id in seen:
                self._queue.append(_Again(page))
            else:
                seen.add(page.id)
                self._queue.append(_New())
                yield page

    def _pages_to_try(self, shard: Shard) -> Iterator[Page | Skipped]:
        for page, outcome in read_shard(self._job.shards, shard.name):
            if outcome is None:
                self._queue.append(_Again(page))
            elif isinstance(outcome.result, Skipped) and outcome.result.reason in FOR_THE_MACHINE:
                self._queue.append(_New(outcome.result.reason))
                yield page
            else:
                self._queue.append(_Known(outcome))

    def keep(self, outcome: Outcome) -> Iterator[Shard]:
        """Writes the outcome of the next new page, and before it whatever was read before it."""
        yield from self._before_next()
        item = self._queue.popleft()
        assert isinstance(item, _New)
        result = skip_again(outcome.result, item.before) if isinstance(outcome.result, Skipped) else outcome.result
        self._write(replace(outcome, result=result))

    def rest(self) -> Iterator[Shard]:
        """What was read after the last new page."""
        yield from self._before_next()

    def _write(self, outcome: Outcome) -> None:
        assert self._writer is not None
        self._writer.add(outcome, self._job.settings.maker)
        self._heard()

    def _before_next(self) -> Iterator[Shard]:
        while self._queue and not isinstance(self._queue[0], _New):
            item = self._queue.popleft()
            if isinstance(item, _Begins):
                self._writer = self._open.enter_context(ShardWriter(self._job.shards, item.shard.name))
            elif isinstance(item, _Ends):
                self._end(item.shard)
                yield item.shard
            elif isinstance(item, _Known):
                self._write(item.outcome)
            elif isinstance(item, _Again):
                assert self._writer is not None
                self._writer.add_again(item.page)
                self._heard()

    def _end(self, shard: Shard) -> None:
        assert self._writer is not None
        for path in self._left.pop(shard.name, ()):
            self._writer.left_alone(path)
        self._open.close()  # its folder takes its name
        self._writer = None
