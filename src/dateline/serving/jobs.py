"""Long work: done in a thread of its own while pages go on being shown, and watched by whoever asked for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from dateline.errors import UsageError

Watch = Callable[[int, int], None]
"""Told how much is done of how much."""


@dataclass
class Job:
    """A piece of work: how far it is (`done` of `whole`; 0 where nobody can tell), and what came of it. `begun`: it
    waits for no other any more."""

    done: int = 0
    whole: int = 0
    result: object = None
    error: Exception | None = None
    begun: bool = False
    ready: threading.Event = field(default_factory=threading.Event)

    def watch(self, done: int, whole: int) -> None:
        """Notes how far it is."""
        self.done, self.whole = done, whole

    def wait(self, seconds: float) -> bool:
        """Whether it is ready, after so many seconds at most."""
        return self.ready.wait(seconds)


class Jobs:
    """The work that was asked for, by what was asked: the same question is worked on once."""

    def __init__(
        self, at_once: int = 2, most: int = 60, waiting: int = 15, forget: Callable[[Job], None] = lambda _: None
    ) -> None:
        """`at_once`: how many are worked on; `most`: how many are remembered, and `waiting` not ready among them;
        `forget` is told of each that is not remembered any more."""
        self._jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self._room = threading.Semaphore(at_once)
        self._most, self._waiting, self._forget = most, waiting, forget
        self._lock = threading.Lock()

    def ask(self, key: Hashable, work: Callable[[Watch], object]) -> Job:
        """The job of a question, begun if it is new. Raises UsageError where too much waits already."""
        with self._lock:
            if (job := self._jobs.get(key)) is not None and not (job.ready.is_set() and job.error is not None):
                self._jobs.move_to_end(key)
                return job
            self._drop_old()
            job = self._jobs[key] = Job()
        threading.Thread(target=self._run, args=(job, work), name="dateline-job", daemon=True).start()
        return job

    def _drop_old(self) -> None:
        waiting = sum(not job.ready.is_set() for job in self._jobs.values())
        if waiting >= self._waiting:
            raise UsageError("too much long work waits already. Ask again in a minute.")
        for key in [key for key, job in self._jobs.items() if job.ready.is_set()]:
            if len(self._jobs) < self._most:
                return
            self._forget(self._jobs.pop(key))

    def _run(self, job: Job, work: Callable[[Watch], object]) -> None:
        with self._room:
            job.begun = True
            try:
                job.result = work(job.watch)
            except Exception as error:  # noqa: BLE001 - kept, and raised where somebody asks for the result
                job.error = error
            finally:
                job.ready.set()

    def close(self) -> None:
        """Forgets everything that is ready."""
        with self._lock:
            for job in self._jobs.values():
                if job.ready.is_set():
                    self._forget(job)
            self._jobs.clear()


def result_of(job: Job) -> object:
    """What came of a job that is ready. Raises what its work raised."""
    if job.error is not None:
        raise job.error
    return job.result
