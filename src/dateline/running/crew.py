"""All workers of a run: each page gets one, and another, fresh one where the first failed for no fault of the page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import SpawnContext
from queue import LifoQueue
from threading import Condition, Lock

from dateline.errors import RunError
from dateline.model import Page
from dateline.running.faults import KILLED, NOT_STARTED, Fault
from dateline.running.inside import Step
from dateline.running.killable import Answer, CannotStart, Killable, Wrong
from dateline.running.limits import Settings

_LIFE = 5000  # pages after which a worker is replaced, so that no leak of a library grows with the run
_PAUSES = (0.5, 2.0)  # seconds before a worker that did not start is tried again
_HOPELESS = 3  # pages one after the other for which no worker could be started


class Crew:
    """Takes pages, gives futures. A thread of this process watches each worker."""

    def __init__(self, processes: int, context: SpawnContext, step: Step, settings: Settings) -> None:
        self._context, self._step, self._settings = context, step, settings
        self.processes = processes
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="dateline-worker")
        self._places: LifoQueue[Killable | None] = LifoQueue()
        for _ in range(processes):
            self._places.put(None)
        self._turns = _Turns()
        self._lock = Lock()
        self._all: set[Killable] = set()
        self._closed = False
        self._failed, self._ever = 0, False

    def take(self, page: Page) -> Future[Answer | Wrong | Fault]:
        """What becomes of the page. The future raises RunError where no worker starts any more."""
        return self._threads.submit(self._watch, page)

    def close(self) -> None:
        """Ends all workers at once."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.abandon()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.kill()

    def _watch(self, page: Page) -> Answer | Wrong | Fault:
        worker = self._places.get()
        try:
            alone = False
            while True:
                worker = worker or self._start()
                fresh = worker.asked == 0
                with self._turns.alone() if alone else self._turns.among_others():
                    found = worker.ask(page)
                if not worker.alive or worker.asked >= _LIFE:
                    self._forget(worker)
                    worker = None
                if not isinstance(found, Fault) or self._closed:
                    return found
                if not _is_worth_another(found, fresh=fresh, alone=alone):
                    return found
                alone = alone or found.reason == KILLED
        except CannotStart as error:
            return Fault(NOT_STARTED, str(error))
        finally:
            self._places.put(worker)

    def _start(self) -> Killable:
        """A fresh worker. Raises CannotStart, and RunError where that is hopeless."""
        for pause in (*_PAUSES, 0):
            try:
                worker = Killable(self._context, self._step, self._settings)
            except CannotStart as error:
                fault = error
                if not self._closed:
                    time.sleep(pause)
            else:
                self._remember(worker)
                return worker
        with self._lock:
            self._failed += 1
            hopeless = self._failed >= _HOPELESS or not self._ever
        if hopeless:
            raise RunError(
                f"worker processes cannot be started: {fault}. Give them room (fewer of them with --workers 1, other "
                "programs closed, a higher limit of memory or processes) and run the same command again: what was read "
                "is kept."
            )
        raise fault

    def _remember(self, worker: Killable) -> None:
        with self._lock:
            self._failed, self._ever = 0, True
            self._all.add(worker)
            if self._closed:
                worker.abandon()

    def _forget(self, worker: Killable) -> None:
        worker.kill()
        with self._lock:
            self._all.discard(worker)


def _is_worth_another(fault: Fault, *, fresh: bool, alone: bool) -> bool:
    """Whether the page gets another worker: one that nobody has used, and after a kill one that works alone."""
    if fault.sure:
        return False
    return not alone if fault.reason == KILLED else not fresh


class _Turns:
    """Pages that are worked on side by side, or one alone: where the system kills for want of memory, one page alone
    has the best chance.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._working, self._reserved = 0, False

    @contextmanager
    def among_others(self) -> Iterator[None]:
        """A turn beside others."""
        with self._changed:
            self._changed.wait_for(lambda: not self._reserved)
            self._working += 1
        try:
            yield
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A turn beside nobody."""
        with self._changed:
            self._changed.wait_for(lambda: not self._reserved)
            self._reserved = True
            self._changed.wait_for(lambda: self._working == 0)
        try:
            yield
        finally:
            with self._changed:
                self._reserved = False
                self._changed.notify_all()
