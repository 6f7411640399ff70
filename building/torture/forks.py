"""Commands in processes of their own that need no start: forked from one that has loaded everything already.

What a fork would only do again is done once before: libraries are loaded, the command line is put together, questions
to the database are compiled, and the small pages that are added are read and coded. The record, which is what is hurt,
is written each time anew.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import mkstemp
from typing import Any, NoReturn, TypeVar

from sqlalchemy import create_engine

from dateline.model import Page

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
    """What a process came to: its exit code (below 0: the signal that ended it) and what it said. `seconds` by the
    clock on the wall, `worked` those of its processor time."""

    code: int
    out: str
    err: str
    seconds: float
    worked: float = 0.0

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
        self._worked = 0.0

    def let_work(self, seconds: float) -> None:
        """Comes back when it has worked for so many seconds of processor time, or has ended: a busy machine moves the
        moment no further than it moves the work."""
        self._let_work(self._pid, seconds)

    def kill_worker(self, seconds: float) -> bool:
        """Kills the process that it started to work on pages, when that has worked for so many seconds; False if there
        was none any more."""
        until = time.monotonic() + _PATIENCE
        while (worker := _worker_of(self._pid)) is None:
            if self._has_ended() or time.monotonic() > until:
                return False
            time.sleep(0.01)
        self._let_work(worker, seconds)
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
            return True
        return False

    def _let_work(self, pid: int, seconds: float) -> None:
        clock = (~pid << 3) | 2  # the processor clock of another process, as clock_getcpuclockid gives it
        until = time.monotonic() + _PATIENCE
        with suppress(OSError):  # there is no such clock, or no such process any more
            while time.clock_gettime(clock) < seconds and time.monotonic() < until and not self._has_ended():
                time.sleep(0.001)

    def _has_ended(self) -> bool:
        return os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

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
        return Ended(code, out, err, time.monotonic() - self._began, self._worked)

    def _look(self) -> int | None:
        pid, status, used = os.wait4(self._pid, os.WNOHANG)
        if not pid:
            return None
        self._worked = used.ru_utime + used.ru_stime
        return os.waitstatus_to_exitcode(status)


def _worker_of(pid: int) -> int | None:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):  # it has ended meanwhile
            parent = int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            if parent == pid and b"multiprocessing.spawn" in (folder / "cmdline").read_bytes():
                return int(folder.name)
    return None


def load(pages: Iterable[Path] = ()) -> None:
    """Loads what commands need, so that forks have it: weights, tables, libraries; and reads and codes these pages."""
    import typer.main

    from dateline.reading import pages as pages_in
    from dateline.running import steps
    from dateline.running.limits import Settings

    for name in _LOADED:
        with suppress(ImportError):  # an extra that is not there
            importlib.import_module(name)
    typer.main.get_command = cache(typer.main.get_command)
    typer.main.get_command(importlib.import_module("dateline.cli").app)
    steps._understand = cache(steps._understand)
    for path in pages:
        for page in pages_in(path):
            if isinstance(page, Page):
                steps.understand(page, Settings())


def compile_questions(where: str, pages: Sequence[Path]) -> None:
    """Fills and looks through a record at this new place, so that forks find every question to the database compiled:
    that is a third of the time of a command over so few pages."""
    import dateline.recording.engine as engines
    from dateline.reading import pages as pages_in
    from dateline.recording import Record
    from dateline.running import add
    from dateline.running.limits import Settings

    kept = _Compiled()
    made = partial(create_engine, execution_options={"compiled_cache": kept})
    engines.create_engine = made  # type: ignore[attr-defined]
    with Record(where) as record:
        for part in (pages[:1], pages):
            add(record, (page for path in part for page in pages_in(path)), Settings(workers=0))
        list(record.dump())
        list(record.verify())
    gc.collect()
    gc.freeze()  # what is shared with forks stays shared: nobody looks it through for what can go


class _Compiled(dict[Any, Any]):
    """Compiled questions: by the kind of database, where the library goes by the object of each engine."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), compiled)


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


def run_anew(*argv: str | Path) -> Ended:
    """The same, with every page read and coded anew: nothing that was kept for forks is used."""

    def work() -> int:
        from dateline.running import steps

        steps._understand = steps._understand.__wrapped__  # type: ignore[attr-defined]
        return dateline(*argv)()

    return start(work).wait()


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
