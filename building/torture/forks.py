"""Commands in processes of their own that need no start: forked from one that has loaded everything already."""

from __future__ import annotations

import importlib
import io
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp
from typing import NoReturn, TypeVar

T = TypeVar("T")
HUNG = -1000
"""The code of a process that did not end in time."""
_PATIENCE = 300.0
_LOADED = (
    *("dateline.cli.adding", "dateline.cli.exports", "dateline.cli.judged", "dateline.linking", "dateline.recording"),
    *("dateline.reviewing", "dateline.exporting.tabular", "dateline.exporting.frozen", "dateline.exporting.brief"),
    *("sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql.psycopg", "dateline.serving.app"),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process came to: its exit code (below 0: the signal that ended it) and what it said."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def was_killed(self) -> bool:
        """Whether it was ended by SIGKILL."""
        return self.code == -signal.SIGKILL

    @property
    def last_words(self) -> str:
        """The end of what it said on standard error."""
        return " ".join(self.err.split())[-300:]


class Running:
    """A process that was started."""

    def __init__(self, pid: int, out: Path, err: Path) -> None:
        self._pid, self._out, self._err = pid, out, err
        self._began = time.monotonic()

    def kill(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """Sends it a signal; one that has ended already hears nothing (it is not forgotten before `wait`)."""
        os.kill(self._pid, sign)

    def wait(self, patience: float = _PATIENCE) -> Ended:
        """Waits for its end, and kills it where that takes longer than so many seconds."""
        code = None
        while (code := self._look()) is None:
            if time.monotonic() - self._began > patience:
                self.kill()
                os.waitpid(self._pid, 0)
                code = HUNG
                break
            time.sleep(0.002)
        out, err = (path.read_bytes().decode(errors="replace") for path in (self._out, self._err))
        self._out.unlink()
        self._err.unlink()
        return Ended(code, out, err, time.monotonic() - self._began)

    def _look(self) -> int | None:
        pid, status = os.waitpid(self._pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None


def load() -> None:
    """Loads what commands need, so that forks have it: weights, tables, libraries."""
    from dateline.recording import Record
    from dateline.running import link
    from dateline.running.inside import _WARM
    from dateline.running.limits import Settings
    from dateline.running.steps import understand

    for name in _LOADED:
        with suppress(ImportError):  # an extra that is not there
            importlib.import_module(name)
    outcome = understand(_WARM, Settings())
    with TemporaryDirectory() as folder, Record(Path(folder) / "record.db") as record:
        # Every question is put together once: the library keeps them, and forks need not do it again.
        record.add(outcome.page, outcome.result, outcome.coding)
        link(record)
        list(record.dump())
        list(record.verify())


def start(work: Callable[[], int | None]) -> Running:
    """Runs `work` in a fork; what it returns is the exit code."""
    out, err = mkstemp(prefix="out-"), mkstemp(prefix="err-")
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _be(work, out[0], err[0])
    os.close(out[0])
    os.close(err[0])
    return Running(pid, Path(out[1]), Path(err[1]))


def dateline(*argv: str | Path) -> Callable[[], int]:
    """The work of a call of `dateline`."""

    def work() -> int:
        from dateline.cli import main

        sys.argv = ["dateline", *map(str, argv)]
        main()
        return 0

    return work


def run(*argv: str | Path) -> Ended:
    """A call of `dateline`, to its end."""
    return start(dateline(*argv)).wait()


def ask(question: Callable[[], T]) -> T:
    """The answer of a function that runs in a fork: this process never opens a record. Raises RuntimeError."""
    place = Path(mkstemp(prefix="answer-")[1])

    def work() -> int:
        place.write_bytes(pickle.dumps(question()))
        return 0

    ended = start(work).wait()
    packed = place.read_bytes()
    place.unlink()
    if ended.code:
        raise RuntimeError(f"exit code {ended.code}: {ended.err[-2000:]}")
    answer: T = pickle.loads(packed)
    return answer


def _be(work: Callable[[], int | None], out: int, err: int) -> NoReturn:
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdin, sys.stdout, sys.stderr = (
            io.TextIOWrapper(os.fdopen(number, mode, closefd=False), write_through=True)
            for number, mode in ((0, "rb"), (1, "wb"), (2, "wb"))
        )
        code = work() or 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:  # noqa: BLE001 - the parent reads it
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):
                stream.flush()
        os._exit(code)
