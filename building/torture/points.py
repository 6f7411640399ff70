"""Named points: the Nth call by which a process changes a file or talks to its server. There it is killed, or it fails.

A small library (`nth_call.c`), loaded before all others, counts the calls: nothing of Dateline is changed for it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path

LIBRARY = "DATELINE_TORTURE_LIBRARY"
"""Names the library that this process was started with."""
_SOURCE = Path(__file__).with_name("nth_call.c")


class Calls(IntFlag):
    """Which calls count."""

    WRITE = 1
    SYNC = 2
    CUT = 4
    MOVE = 8
    SEND = 16


class Act(IntEnum):
    """What happens at the Nth: TEAR writes half of it and kills; FAIL_ON lets this call and every later one fail."""

    COUNT = 1
    KILL = 2
    TEAR = 3
    FAIL = 4
    FAIL_ON = 5


@dataclass(frozen=True, slots=True)
class Trap:
    """`below`: the folder whose files count; "socket:" stands for every connection. `error`: an errno, of FAIL."""

    act: Act
    calls: Calls
    below: str
    at: int = 0
    error: int = 0


def compile_library(folder: Path) -> Path | None:
    """Makes the library with the C compiler that is there; None where there is none, or it is no Linux."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or not Path("/proc/self/fd").is_dir():
        return None
    made = folder / "nth_call.so"
    call: list[str | Path] = [compiler, "-O1", "-shared", "-fPIC", "-w", "-o", made, _SOURCE, "-ldl"]
    done = subprocess.run(call, capture_output=True, check=False)
    return made if done.returncode == 0 else None


def is_loaded() -> bool:
    """Whether this process can set traps."""
    return LIBRARY in os.environ


def arm(trap: Trap) -> None:
    """Sets the trap for this process."""
    _library().arm_trap(int(trap.act), int(trap.calls), ctypes.c_long(trap.at), trap.error, os.fsencode(trap.below))


def disarm(calls: Calls) -> int:
    """Takes the trap away; how many of these calls it saw. May be asked again for others."""
    return int(_library().disarm_trap(int(calls)))


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[LIBRARY])
    library.disarm_trap.restype = ctypes.c_long
    return library
