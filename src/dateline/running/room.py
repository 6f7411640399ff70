"""How much memory a worker may take: measured before it has a page, and held while it has one.

Two bounds hold. Every few hundredths of a second of its own work a worker looks at its memory, and gives a page up that
took it above what it may have: libraries of other languages end the process where they get no more, and then nobody
could say what the page did wrong. What grows faster than that, the system refuses a quarter above: by the address space
beyond that at rest, and by all memory of the worker's own (RLIMIT_DATA), since some of the space at rest is not yet
memory and may become it without being asked for. What a page of 16 MB made of a million attributes showed: 691 MB of
512 by the first alone.
"""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

_SIZE = Path("/proc/self/statm")
_LEAST: Final = 64 << 20
"""Bytes above those at rest without which no page of any length is coded."""
_COPIES: Final = 4
"""How often a page lies in memory at the least: as it was sent, unpacked, as text, as text without odd characters."""
_OVER: Final = 4
"""The system refuses what goes above the limit by the limit's so manieth part."""
_EVERY: Final = 0.02
"""Seconds of processor time between two looks: in that time a worker grows by some ten megabytes."""
_CLEARING: Final = 25
"""Looks after a page was given up before it is given up once more, where something took the error for another: who
caught it may clear up meanwhile.
"""


class Room:
    """How much memory a page has. `at_rest`: bytes of address space and of memory before any page. `most`: bytes that
    the worker may have with its page; `is_whole`: whether the system lets it have so many.
    """

    def __init__(self, at_rest: tuple[int, int], most: int, *, is_whole: bool) -> None:
        self._at_rest, self._most, self.is_whole = at_rest, most, is_whole
        self._granted = most - at_rest[1]
        self._was_exceeded, self._wait = False, 0

    @property
    def is_too_small(self) -> bool:
        """Whether what the user allows is less than a worker needs before it has a page."""
        return self.is_whole and self._granted < _LEAST

    def advice(self) -> str:
        """What to do then."""
        least = math.ceil((self._at_rest[1] + _LEAST) / 2**20)
        return (
            f"a worker needs {self._at_rest[1] >> 20} MB before it has a page, and may have {self._most >> 20} MB in "
            f"all. Give it more: --megabytes {least} at the least, 1024 for long pages."
        )

    def may_hold(self, size: int) -> bool:
        """Whether a page of so many bytes could be read at all."""
        return _COPIES * size <= self._granted

    def is_taken(self) -> bool:
        """Whether what earlier pages left behind takes more than half of it."""
        return any(now > before + self._granted // 2 for now, before in zip(_sizes(), self._at_rest, strict=True))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Raises MemoryError in whatever is done inside once the worker has more than it may, and at the end of it
        where something on the way took that error for another.
        """
        if not self._at_rest[0] or not hasattr(signal, "setitimer"):
            yield
            return
        self._was_exceeded, self._wait = False, 0
        signal.signal(signal.SIGPROF, self._look)  # it stays: a signal on its way would end the process otherwise
        signal.siginterrupt(signal.SIGPROF, False)
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if self._was_exceeded:
            raise MemoryError

    def _look(self, _number: int, _frame: FrameType | None) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait and _sizes()[1] > self._most:
            self._was_exceeded, self._wait = True, _CLEARING
            raise MemoryError


def bound_memory(megabytes: int) -> Room:
    """Bounds this process for good. What is there already counts: a worker with its page may have so many megabytes,
    not the page alone.
    """
    at_rest, most = _sizes(), megabytes << 20
    space, resident = at_rest
    if not space:  # not on Linux: then the limit on time alone holds
        return Room(at_rest, most, is_whole=True)
    import resource

    cores = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, cores))  # a killed worker leaves none
    if most - resident < _LEAST:
        return Room(at_rest, most, is_whole=True)
    above = most + most // _OVER
    whole = _bound(resource.RLIMIT_AS, space - resident + above)
    whole &= _bound(resource.RLIMIT_DATA, above - _of_files())
    return Room(at_rest, most, is_whole=whole)


def _bound(what: int, asked: int) -> bool:
    """Sets a limit of the system as far as the user's shell or scheduler allows it, and whether it does."""
    import resource

    _, allowed = resource.getrlimit(what)
    granted = asked if allowed == resource.RLIM_INFINITY else min(allowed, asked)
    resource.setrlimit(what, (granted, allowed))
    return granted == asked


def _sizes() -> tuple[int, int]:
    """Bytes of address space, and of memory; 0 where the system does not tell."""
    space, resident, *_ = _tell_sizes()
    return space, resident


def _of_files() -> int:
    """Bytes of memory that hold pieces of files, such as libraries: no bound on a worker's own memory counts them."""
    return _tell_sizes()[2]


def _tell_sizes() -> tuple[int, ...]:
    try:
        import resource

        told = _SIZE.read_text(encoding="ascii").split()
        return tuple(int(pages) * resource.getpagesize() for pages in told)
    except (ImportError, OSError):
        return 0, 0, 0
