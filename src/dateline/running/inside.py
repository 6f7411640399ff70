"""What goes on inside a worker: pages come in, answers go out, and nothing that is sent is larger than a bound."""

from __future__ import annotations

import contextlib
import gc
import math
import os
import pickle
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Final

from dateline.errors import DatelineError, RunError
from dateline.model import Page
from dateline.running.limits import MOST_ANSWERED, MOST_SENT, MOST_SHOWN, Settings
from dateline.running.room import Room, bound_memory
from dateline.running.steps import Outcome, skip_fault, understand

Step = Callable[[Page, Settings], Outcome]
"""What a worker does with a page: a function of a module, since it is sent by name."""

READY: Final = b"r"
OUTCOME: Final = b"o"
OUT_OF_MEMORY: Final = b"m"
TOO_BIG: Final = b"b"
"""The same, seen from the page's size alone: nothing was tried, and the worker is as it was."""
OUT_OF_ROOM: Final = b"n"
"""The same in a worker that was given less memory than a page may have."""
TOO_LONG: Final = b"l"
WRONG: Final = b"w"
"""An error that the user can mend ends the run: the class of it and its message follow."""
WORN: Final = b"W"
"""An outcome, and the worker has grown so much that another should take its place."""

_YOUNG: Final = 20_000
"""New values among which circles are looked for: a few megabytes at most."""

_WARM = Page(b"The ministers of Norway and Finland met in Oslo on Monday, their spokesman said.", media="text/plain")


def serve(pages: Connection, step: Step, settings: Settings) -> None:
    """Answers every page that comes until there are no more. Every message begins with one letter that says what it
    is.
    """
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent ends us
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):  # whoever asked is gone
        _prepare(settings)
        room = bound_memory(settings.limits.megabytes)
        pages.send_bytes(READY)
        while True:
            answer = _answer(pages, step, settings, room)
            pages.send_bytes(answer)
            if answer[:1] in (OUT_OF_MEMORY, OUT_OF_ROOM, WORN):
                return


def _answer(pages: Connection, step: Step, settings: Settings, room: Room) -> bytes:
    try:
        packed = pages.recv_bytes(MOST_SENT)
        if room.is_too_small:
            return WRONG + pickle.dumps((RunError, room.advice()))
        if not room.may_hold(len(packed)):
            return TOO_BIG
        page = pickle.loads(packed)
        del packed
        _bound_time(settings.limits.seconds_for(page))
        try:
            with room.watched():
                outcome = replace(step(page, settings), page=None)  # the page itself need not travel back
        except DatelineError as error:
            return WRONG + pickle.dumps((type(error), str(error)[:MOST_SHOWN]))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one page must not end a run; the reason is kept
            outcome = Outcome(None, skip_fault(page, error))
        return _packed(page, outcome, room)
    except MemoryError:
        return OUT_OF_MEMORY if room.is_whole else OUT_OF_ROOM


def _packed(page: Page, outcome: Outcome, room: Room) -> bytes:
    try:
        body = pickle.dumps(outcome)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError) as error:
        body = pickle.dumps(Outcome(None, skip_fault(page, error)))
    if len(body) >= MOST_ANSWERED:
        return TOO_LONG + str(len(body)).encode("ascii")
    return (WORN if room.is_taken() else OUTCOME) + body


def _prepare(settings: Settings) -> None:
    for library in ("OMP", "OPENBLAS", "MKL"):  # every core has a worker already
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    gc.disable()  # what is loaded now stays as long as the worker: nothing in it is worth looking through again
    if settings.coding:
        with contextlib.suppress(DatelineError):  # the first page raises it again, and then it reaches the user
            # Weights and tables are loaded before a page's time and memory are counted.
            understand(_WARM, replace(settings, as_is=True))
    gc.freeze()
    gc.set_threshold(_YOUNG)  # looking for circles among every 700 new values takes a twentieth of coding
    gc.enable()


def _bound_time(seconds: float) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: then the limit on wall-clock time alone holds
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most))
