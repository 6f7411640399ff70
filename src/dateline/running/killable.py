"""One worker process with a pipe of its own: asked page by page, and killed when a page costs too much."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

from dateline.model import Page
from dateline.running.faults import NO_ROOM, TOO_LARGE, WAITED, Fault, fault_of_death
from dateline.running.inside import OUT_OF_MEMORY, OUT_OF_ROOM, READY, TOO_BIG, TOO_LONG, WORN, WRONG, Step, serve
from dateline.running.limits import HAS_PROCESSOR_LIMIT, MOST_ANSWERED, MOST_SENT, Settings

_AT_WORK = 0.01  # of a processor: less is waiting, more is a busy machine, on which the limit of processor time holds
_TO_START = 300.0  # seconds: weights and tables from a slow disk
_TO_END = 10.0


class CannotStart(OSError):
    """A worker ended before it was ready, or there was no process to be had."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The packed outcome of a page."""

    packed: bytes


@dataclass(frozen=True, slots=True)
class Wrong:
    """An error of the user's that a worker met: its packed class and message."""

    packed: bytes


class Killable:
    """A worker, started. No other process has its pipe, so its death harms nobody else."""

    def __init__(self, context: SpawnContext, step: Step, settings: Settings) -> None:
        """Raises CannotStart."""
        self._limits = settings.limits
        self._waited, self._before, self._worked = False, 0.0, 0.0
        self.asked = 0
        self._pipe, theirs = context.Pipe()
        try:
            self._process: BaseProcess = context.Process(target=serve, args=(theirs, step, settings), daemon=True)
            self._process.start()
        except OSError as error:
            self._pipe.close()
            raise CannotStart(str(error)) from error
        finally:
            theirs.close()
        try:
            said = self._hear(_TO_START, len(READY))
        except BaseException:
            self.kill()
            raise
        if said != READY:
            code = self.end()
            raise CannotStart(fault_of_death(code, 0).detail)

    def ask(self, page: Page) -> Answer | Wrong | Fault:
        """What becomes of the page; after a Fault the worker is gone, and `alive` says so."""
        packed = pickle.dumps(page)
        if len(packed) > MOST_SENT:
            return Fault("page too large", f"more than {MOST_SENT} bytes", sure=True)
        self.asked += 1
        said = self._hear(self._limits.wall_seconds_for(page), MOST_ANSWERED, packed)
        if said is None:
            return self._why_silent(page)
        kind, body = said[:1], said[1:]
        if kind in (OUT_OF_MEMORY, OUT_OF_ROOM, WORN):
            self.end()
        if kind in (OUT_OF_MEMORY, TOO_BIG):
            return Fault(f"needed more than {self._limits.megabytes} MB", sure=kind == TOO_BIG)
        if kind == OUT_OF_ROOM:
            return Fault(NO_ROOM, f"less than the {self._limits.megabytes} MB that a page may have")
        if kind == TOO_LONG:
            return Fault(TOO_LARGE, f"{int(body):,} bytes", sure=True)
        return Wrong(body) if kind == WRONG else Answer(body)

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return not self._pipe.closed

    def end(self) -> int | None:
        """Waits for its end, or makes one; its exit code."""
        self._pipe.close()
        self._process.join(_TO_END)
        self.kill()
        return self._process.exitcode

    def kill(self) -> None:
        """Ends it at once, whatever it does."""
        self._process.kill()
        self._process.join()
        if not self._pipe.closed:
            self._pipe.close()

    def abandon(self) -> None:
        """The same from another thread than the one that asks: that one then sees it dead."""
        self._process.kill()

    def _hear(self, seconds: float, most: int, packed: bytes | None = None) -> bytes | None:
        """Its next message, after `packed` was sent; None where it ends before. It is killed where it has done next to
        nothing for `seconds` by the clock on the wall, and then `_waited` is set.
        """
        self._waited, self._before = False, _processor_seconds(self._process.pid)
        heard = Event()
        Thread(target=self._watch, args=(heard, seconds), daemon=True).start()
        try:
            if packed is not None:
                self._pipe.send_bytes(packed)
            return self._pipe.recv_bytes(most)
        except (EOFError, OSError):  # OSError: also what is longer than `most`
            return None
        finally:
            heard.set()

    def _watch(self, heard: Event, seconds: float) -> None:
        worked = 0.0
        while not heard.wait(seconds):
            now = _processor_seconds(self._process.pid) - self._before
            if not HAS_PROCESSOR_LIMIT or now - worked < _AT_WORK * seconds:
                self._waited, self._worked = True, now
                self._process.kill()
                return
            worked = now

    def _why_silent(self, page: Page) -> Fault:
        waited, code = self._waited, self.end()
        if not waited:
            return fault_of_death(code, self._limits.seconds_for(page))
        if not HAS_PROCESSOR_LIMIT or self._worked >= self._limits.seconds_for(page):  # it comes in whole seconds
            return Fault(f"took longer than {self._limits.seconds_for(page):g} s", sure=True)
        return Fault(WAITED, f"for {self._limits.wall_seconds_for(page):g} s by the clock on the wall", sure=True)


def _processor_seconds(pid: int | None) -> float:
    """What a process has worked; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0
