"""Pages through worker processes that are killed when a page costs too much; outcomes in the order of the pages."""

from __future__ import annotations

import contextlib
import gc
import math
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TimedOut
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import chain
from multiprocessing.context import SpawnContext
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from dateline.errors import DatelineError, RunError
from dateline.model import Page, Skipped
from dateline.running.keepable import mend_page
from dateline.running.limits import Limits, Settings
from dateline.running.spawning import WorkerContext
from dateline.running.steps import Outcome, skip_page, understand

_FEW = 24  # pages that one worker is done with before a second one would have loaded weights and tables
_AHEAD = 4  # pages a worker that wait for it: enough to keep it busy, few enough to keep little in memory
_HELD = 64 << 20  # bytes of pages that wait at once: large pages wait for fewer others
_LIFE = 5000  # pages after which a worker is replaced, so that no leak of a library grows with the run


Step = Callable[[Page, Settings], Outcome]
"""What a worker does with a page: a function of a module, since it is sent by name."""


def understand_pages(pages: Iterable[Page | Skipped], settings: Settings, step: Step = understand) -> Iterator[Outcome]:
    """Takes every page through reading and coding and yields the outcomes in the order of the pages.

    The outcome of a page does not depend on the number of workers or on other pages. A page that takes longer or needs
    more than the limits, or kills its worker, becomes Skipped with that reason. Raises RunError if the language
    pipeline cannot be loaded. With `settings.workers == 0` everything runs in this process, without limits.
    `step` is reading and coding unless another is given.
    """
    wanted = (page if isinstance(page, Skipped) else mend_page(page) for page in pages)
    if settings.processes == 0:
        yield from _understand_here(wanted, settings, step)
        return
    first = _first_pages(wanted)
    if not any(isinstance(page, Page) for page in first) and len(first) <= _FEW:
        yield from (Outcome(None, page) for page in first if isinstance(page, Skipped))
        return
    few = len(first) <= _FEW and _size(first) < _HELD
    processes = 1 if few else settings.processes
    yield from _understand_in_workers(chain(first, wanted), settings, step, processes)


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
            yield Outcome(page, skip_page(page, "needed more memory than there is"))


def _understand_in_workers(
    pages: Iterable[Page | Skipped], settings: Settings, step: Step, processes: int
) -> Iterator[Outcome]:
    # A step of the user's own script is found only in workers that know the script.
    context = SpawnContext() if step.__module__ == "__main__" else WorkerContext()
    pool = ProcessPool(processes, max_tasks=_LIFE, initializer=_prepare, initargs=(settings,), context=context)
    waiting: deque[tuple[Page | Skipped, ProcessFuture[Outcome] | None]] = deque()
    try:
        for page in pages:
            future = None
            if isinstance(page, Page):
                future = pool.schedule(
                    _work, args=(step, page, settings), timeout=settings.limits.wall_seconds_for(page)
                )
            waiting.append((page, future))
            while waiting and (
                len(waiting) > processes * _AHEAD
                or _is_done(waiting[0][1])
                or (len(waiting) > 1 and _size(one for one, _ in waiting) > _HELD)
            ):
                yield _outcome(*waiting.popleft(), settings.limits)
        while waiting:
            yield _outcome(*waiting.popleft(), settings.limits)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _is_done(future: ProcessFuture[Outcome] | None) -> bool:
    return future is None or future.done()


def _outcome(page: Page | Skipped, future: ProcessFuture[Outcome] | None, limits: Limits) -> Outcome:
    if isinstance(page, Skipped) or future is None:
        assert isinstance(page, Skipped)
        return Outcome(None, page)
    try:
        return replace(future.result(), page=page)
    except TimedOut:
        return Outcome(page, skip_page(page, f"took longer than {limits.seconds_for(page):g} s"))
    except MemoryError:
        return Outcome(page, skip_page(page, f"needed more than {limits.megabytes} MB"))
    except ProcessExpired as error:
        if error.exitcode == -getattr(signal, "SIGXCPU", 0):
            return Outcome(page, skip_page(page, f"took longer than {limits.seconds_for(page):g} s"))
        return Outcome(page, skip_page(page, "its worker died", f"exit code {error.exitcode}"))
    except BrokenProcessPool as error:
        raise RunError(f"the worker processes cannot be started: {error}. Try with --workers 0.") from error


# ------------------------------------------------------------------ inside a worker

_WARM = Page(b"The ministers of Norway and Finland met in Oslo on Monday, their spokesman said.", media="text/plain")


def _prepare(settings: Settings) -> None:
    for library in ("OMP", "OPENBLAS", "MKL"):  # every core has a worker already
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    gc.disable()  # what is loaded now stays as long as the worker: nothing in it is worth looking through again
    if settings.coding:
        with contextlib.suppress(DatelineError):  # the first page raises it again, and then it reaches the user
            # Weights and tables are loaded before a page's time and memory are counted.
            understand(_WARM, replace(settings, as_is=True))
    gc.freeze()
    gc.enable()
    _bound_memory(settings.limits.megabytes)


def _bound_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: then the limit on time alone holds
        return
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return
    resource.setrlimit(
        resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1])
    )  # a killed worker leaves none
    at_rest = int(pages.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (at_rest + megabytes * 2**20, resource.RLIM_INFINITY))


def _bound_time(seconds: float) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: then the limit on wall-clock time alone holds
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


def _work(step: Step, page: Page, settings: Settings) -> Outcome:
    _bound_time(settings.limits.seconds_for(page))
    outcome = step(page, settings)
    return replace(outcome, page=None)  # the page itself need not travel back
