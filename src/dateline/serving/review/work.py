"""Long work that somebody asked for on the desk: linking anew, and bringing judgements in. It goes on in a thread of
its own, says how far it is, and keeps nobody who reads or judges waiting."""

from __future__ import annotations

import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateline import reviewing
from dateline.errors import DatelineError
from dateline.recording import Record
from dateline.running import link
from dateline.serving.jobs import Job, Jobs, Watch
from dateline.serving.params import Params
from dateline.serving.questions import count
from dateline.serving.shelf import Moment

_LOG = logging.getLogger("dateline.serving")
KEPT = 20
"""Pieces of work that the page of work shows."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A piece of work: what it is, who asked for it and when (UTC), how far it is (`done` of `whole` `unit`; 0 where
    nobody can tell), and what came of it: `state` is waiting, running, done or failed."""

    what: str
    by: str
    at: str
    state: str
    done: int
    whole: int
    unit: str
    result: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The work of this server since it was started, the last first. `to_link`: stories and happenings do not follow
    every judgement or page yet; `pending`: something is being done."""

    lines: tuple[WorkLine, ...]
    to_link: bool
    pending: bool


@dataclass
class Piece:
    """A piece of work that was asked for."""

    what: str
    by: str
    at: str
    unit: str
    job: Job

    def line(self) -> WorkLine:
        """It as it stands now."""
        job = self.job
        if not job.ready.is_set():
            state, result = ("running" if job.begun else "waiting"), ""
        elif job.error is not None:
            state, result = "failed", _fault(job.error)
        else:
            state, result = "done", str(job.result)
        return WorkLine(self.what, self.by, self.at, state, job.done, job.whole, self.unit, result)


def _fault(error: Exception) -> str:
    if isinstance(error, DatelineError):
        return str(error)
    return "Dateline failed on this, a fault of ours. What it was is in the log."


def _logged(work: Callable[[Watch], str]) -> Callable[[Watch], str]:
    def done(watch: Watch) -> str:
        try:
            return work(watch)
        except DatelineError:
            raise
        except Exception:
            _LOG.exception("long work failed")
            raise

    return done


class Work:
    """What was asked for, done one after the other."""

    def __init__(self, where: str | Path) -> None:
        """`where` the record lies."""
        self._where, self._jobs = where, Jobs(at_once=1)
        self._asked: deque[Piece] = deque(maxlen=KEPT)
        self._number = itertools.count()
        self._lock = threading.Lock()

    def link(self, by: str) -> Piece:
        """Links the record anew; where that is waiting already, the piece that waits."""
        with self._lock:
            for piece in self._asked:
                if piece.what == LINKING and not piece.job.ready.is_set():
                    return piece
            return self._ask(LINKING, by, "reports", self._link)

    def bring_in(self, by: str, lines: Sequence[bytes]) -> Piece:
        """Keeps the judgements of JSON lines."""
        with self._lock:
            return self._ask(BRINGING, by, "lines", lambda watch: self._bring_in(lines, watch))

    def lines(self) -> tuple[WorkLine, ...]:
        """All that is remembered, the last first."""
        with self._lock:
            return tuple(piece.line() for piece in reversed(self._asked))

    def close(self) -> None:
        """Forgets what is done."""
        self._jobs.close()

    def _ask(self, what: str, by: str, unit: str, work: Callable[[Watch], str]) -> Piece:
        job = self._jobs.ask(next(self._number), _logged(work))
        piece = Piece(what, by, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}", unit, job)
        self._asked.append(piece)
        return piece

    def _link(self, watch: Watch) -> str:
        with Record.open(self._where, create=False) as record:
            with record.snapshot() as held:
                whole = count(held.reader, "SELECT count(*) FROM reports")
                if not held.judgements_to_link():  # what is linked stays: only what is new is linked with it
                    whole -= count(held.reader, "SELECT count(*) FROM sketches")
            watch(0, whole)
            remarks: list[str] = []
            if not link(record, remarks.append, lambda done: watch(done, whole)):
                return "Nothing was new: everything is linked."
            now = record.counts()
        words = f"{now.stories:,} stories with {now.happenings:,} happenings from {now.reports:,} reports."
        return " ".join((words, *remarks))

    def _bring_in(self, lines: Sequence[bytes], watch: Watch) -> str:
        with Record.open(self._where, create=False) as record:
            new, given = reviewing.bring_in(record, _watched(lines, watch))
        return f"{new:,} of {given:,} judgements were new."


LINKING, BRINGING = "link the record anew", "bring judgements in"


def _watched(lines: Iterable[bytes], watch: Watch) -> Iterator[bytes]:
    held = list(lines)
    for number, one in enumerate(held, 1):
        if number % 50 == 1 or number == len(held):
            watch(number, len(held))
        yield one


def work_page(work: Work) -> Callable[[Moment, Params], WorkPage]:
    """What makes the page of work."""

    def build(moment: Moment, _: Params) -> WorkPage:
        lines = work.lines()
        return WorkPage(lines, moment.record.stale, any(one.state in ("waiting", "running") for one in lines))

    return build
