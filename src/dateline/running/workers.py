"""Pages through worker processes that are killed when a page costs too much; outcomes in the order of the pages."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from itertools import chain
from multiprocessing.context import SpawnContext

from dateline.errors import DatelineError
from dateline.model import Page, Skipped
from dateline.running.crew import Crew
from dateline.running.faults import NO_ROOM, Fault, skip_page
from dateline.running.inside import Step
from dateline.running.keepable import mend_page
from dateline.running.killable import Answer, Wrong
from dateline.running.limits import Settings
from dateline.running.spawning import WorkerContext
from dateline.running.steps import Outcome, understand

__all__ = ["Step", "hire", "understand_pages"]

_FEW = 24  # pages that one worker is done with before a second one would have loaded weights and tables
_AHEAD = 4  # pages a worker that wait for it: enough to keep it busy, few enough to keep little in memory
_HELD = 64 << 20  # bytes of pages that wait at once: large pages wait for fewer others

_Waiting = tuple[Page | Skipped, "Future[Answer | Wrong | Fault] | None"]


def hire(settings: Settings, step: Step = understand, processes: int = 1) -> Crew:
    """Workers that stay for several calls of `understand_pages`: weights and tables are loaded once. They end with
    `close`, or when nobody holds them any more.
    """
    # A step of the user's own script is found only in workers that know the script.
    context = SpawnContext() if step.__module__ == "__main__" else WorkerContext()
    return Crew(processes, context, step, settings)


def understand_pages(
    pages: Iterable[Page | Skipped], settings: Settings, step: Step = understand, crew: Crew | None = None
) -> Iterator[Outcome]:
    """Takes every page through reading and coding and yields the outcomes in the order of the pages.

    The outcome of a page does not depend on the number of workers or on other pages. A page that takes longer or needs
    more than the limits, or kills its worker, becomes Skipped with that reason; one that failed for the machine's sake
    has one of the reasons of `faults.FOR_THE_MACHINE`. Raises RunError if the language pipeline cannot be loaded or no
    worker can be started. With `settings.workers == 0` everything runs in this process, without limits.
    `step` is reading and coding unless another is given. `crew`: workers that were hired with these settings and this
    step, and stay; without it some are started and end with this.
    """
    wanted = (page if isinstance(page, Skipped) else mend_page(page) for page in pages)
    if settings.processes == 0:
        yield from _understand_here(wanted, settings, step)
        return
    if crew is not None:
        yield from _understand_with(crew, wanted)
        return
    first = _first_pages(wanted)
    if not any(isinstance(page, Page) for page in first) and len(first) <= _FEW:
        yield from (Outcome(None, page) for page in first if isinstance(page, Skipped))
        return
    few = len(first) <= _FEW and _size(first) < _HELD
    hired = hire(settings, step, 1 if few else settings.processes)
    try:
        yield from _understand_with(hired, chain(first, wanted))
    finally:
        hired.close()


def _first_pages(pages: Iterator[Page | Skipped]) -> list[Page | Skipped]:
    """The first pages: one more than are few, or as many as may be held at once."""
    out: list[Page | Skipped] = []
    for page in pages:
        out.append(page)
        if len(out) > _FEW or _size(out) >= _HELD:
            break
    return out


def _size(pages: Iterable[Page | Skipped]) -> int:
    return sum(len(page.content) for page in pages if isinstance(page, Page))


def _understand_here(pages: Iterable[Page | Skipped], settings: Settings, step: Step) -> Iterator[Outcome]:
    for page in pages:
        if isinstance(page, Skipped):
            yield Outcome(None, page)
            continue
        try:
            yield step(page, settings)
        except MemoryError:
            yield Outcome(page, skip_page(page, NO_ROOM))


def _understand_with(crew: Crew, pages: Iterable[Page | Skipped]) -> Iterator[Outcome]:
    waiting: deque[_Waiting] = deque()
    for page in pages:
        waiting.append((page, crew.take(page) if isinstance(page, Page) else None))
        while waiting and (
            len(waiting) > crew.processes * _AHEAD
            or _is_done(waiting[0])
            or (len(waiting) > 1 and _size(one for one, _ in waiting) > _HELD)
        ):
            yield _outcome(*waiting.popleft())
    while waiting:
        yield _outcome(*waiting.popleft())


def _is_done(waiting: _Waiting) -> bool:
    return waiting[1] is None or waiting[1].done()


def _outcome(page: Page | Skipped, future: Future[Answer | Wrong | Fault] | None) -> Outcome:
    if isinstance(page, Skipped) or future is None:
        assert isinstance(page, Skipped)
        return Outcome(None, page)
    found = future.result()
    if isinstance(found, Wrong):
        kind, message = pickle.loads(found.packed)
        error: DatelineError = kind(message)
        raise error
    if isinstance(found, Fault):
        return Outcome(page, skip_page(page, found.reason, found.detail))
    outcome: Outcome = pickle.loads(found.packed)  # here, so that those that wait stay packed
    return replace(outcome, page=page)
