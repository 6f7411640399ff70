"""Commands killed (SIGKILL) at random moments and at named points; run again they must come to the same record."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from building.torture import forks
from building.torture.jobs import Job, Work, trapped
from building.torture.looks import differences, hold, look, plainly_ended
from building.torture.points import Act, Calls, Trap
from building.torture.table import Fault, Row, row

MUST = "what is left fits; the same command again gives the record of an unbroken run"
MUST_WORKER = "the run goes on with another; the record is that of an unbroken run"
_PROCESSES = Path("/proc/self/stat").parent
_TRIES = 20  # for a kill that comes before the command has ended
_LATER = 0.02  # seconds
Killing = Callable[[str], forks.Ended]
"""Starts a command on a place and kills it."""

NAMED: dict[str, tuple[tuple[str, Calls, Act, int], ...]] = {
    "SQLite": (
        ("before the Nth write", Calls.WRITE, Act.KILL, 3),
        ("in the middle of the Nth write", Calls.WRITE, Act.TEAR, 3),
        ("before the Nth sync", Calls.SYNC, Act.KILL, 2),
        ("before the Nth cut of a file", Calls.CUT, Act.KILL, 1),
        ("before the Nth removal or renaming", Calls.MOVE, Act.KILL, 1),
    ),
    "PostgreSQL": (
        ("before the Nth message to the server", Calls.SEND, Act.KILL, 5),
        ("in the middle of the Nth message", Calls.SEND, Act.TEAR, 5),
    ),
}
"""Store → what a point is called, the calls that count, what happens, and its share of the kills."""


def rows(work: Work, kills: int, chance: random.Random, *, traps: bool) -> Iterator[Row]:
    """Half of the kills at random moments, half at named points (all at random where no trap can be set)."""
    at_points = kills // 2 if traps else 0
    yield row("kill at a random moment", work.store.name, MUST, _at_random(work, kills - at_points, chance))
    kinds = NAMED[work.store.name]
    shares = _shares(at_points, [share for *_, share in kinds])
    for (what, calls, act, _), number in zip(kinds, shares, strict=True):
        if number:
            yield row(f"kill {what}", work.store.name, MUST, _at_points(work, calls, act, number))
        else:
            why = "fewer kills than kinds were asked for" if traps else "no C compiler, or no Linux"
            yield Row(f"kill {what}", work.store.name, 0, MUST, why_not=why)


def worker_rows(work: Work, kills: int, chance: random.Random) -> Iterator[Row]:
    """So many kills of the process that works on the pages, which knows nothing of the record."""
    what, name = "kill of the worker that has a page", work.store.name
    if not kills or not _PROCESSES.is_dir():
        yield Row(what, name, 0, MUST_WORKER, why_not="" if _PROCESSES.is_dir() else "no Linux")
        return
    job = work.jobs[0]
    pages = (*job.argv[: job.argv.index("--workers")], "--workers", "1", "--quiet")
    where = work.store.new()
    worked = forks.run(*pages, "--record", where).worked
    work.store.drop(where)
    yield row(what, name, MUST_WORKER, (_worker_killed(work, job, pages, chance, worked) for _ in range(kills)))


def _worker_killed(work: Work, job: Job, pages: tuple[str, ...], chance: random.Random, worked: float) -> list[Fault]:
    for _ in range(_TRIES):
        where = work.store.new()
        running = forks.start(forks.dateline(*pages, "--record", where))
        was_killed = running.kill_worker(chance.uniform(0, worked))
        ended = running.wait()
        if was_killed:
            break
        work.store.drop(where)
    else:
        return [f"it ended before the kill {_TRIES} times"]
    faults = [*plainly_ended(ended), *differences(look(where), job.wanted)]
    work.store.drop(where)
    return faults


def _shares(whole: int, parts: Sequence[int]) -> list[int]:
    out = [whole * part // sum(parts) for part in parts]
    out[0] += whole - sum(out)
    return out


def _at_random(work: Work, number: int, chance: random.Random) -> Iterator[list[Fault]]:
    for n in range(number):
        job = work.jobs[n % len(work.jobs)]

        def kill(where: str, job: Job = job) -> forks.Ended:
            running = forks.start(forks.dateline(*job.argv_on(where)))
            running.let_work(chance.uniform(0, job.worked))
            time.sleep(chance.uniform(0, _LATER))  # for moments at which it waits, and does no work
            running.kill()
            return running.wait()

        yield killed(work, job, kill)


def _at_points(work: Work, calls: Calls, act: Act, number: int) -> Iterator[list[Fault]]:
    """Points spread evenly over each job that makes such calls, as many as its share of them all, at least one."""
    jobs = [job for job in work.jobs if job.calls[calls]]
    for n, job in enumerate(jobs):
        times = number // len(jobs) + (n < number % len(jobs))
        for k in range(times):
            at = 1 + int((k + 0.5) * job.calls[calls] / times)

            def kill(where: str, job: Job = job, at: int = at) -> forks.Ended:
                trap = Trap(act, calls, work.store.below(where), at)
                return trapped(job.argv_on(where), trap)[0]

            yield killed(work, job, kill)


def killed(work: Work, job: Job, kill: Killing) -> list[Fault]:
    """One kill and one more run: what did not hold."""
    for _ in range(_TRIES):
        where = work.start_of(job)
        if kill(where).was_killed:
            break
        work.store.drop(where)  # it had ended before
    else:
        return [f"{job.name}: it ended before the kill {_TRIES} times"]
    faults = [*hold(where), *plainly_ended(forks.run(*job.argv_on(where))), *differences(look(where), job.wanted)]
    work.store.drop(where)
    return [f"{job.name}: {fault}" for fault in faults]
