"""Writes that fail: a disk that is full or broken, a server that is gone. All is simulated but for the small disk."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from building.torture import forks
from building.torture.jobs import Job, Work, trapped
from building.torture.looks import differences, hold, look, plainly_ended
from building.torture.points import Act, Calls, Trap
from building.torture.table import Fault, Row, row

MUST = "it ends plainly; what is left fits; with the fault mended the same command gives the unbroken record"
MUST_WRITE = "the file is the one of before or the new one, whole; where the command failed nothing lies beside it"
_NOT_SIMULATED = "no C compiler, or no Linux"
KINDS: dict[str, tuple[tuple[str, Calls, Act, int], ...]] = {
    "SQLite": (
        ("disk full from the Nth write on", Calls.WRITE, Act.FAIL_ON, errno.ENOSPC),
        ("disk full at the Nth write alone", Calls.WRITE, Act.FAIL, errno.ENOSPC),
        ("the Nth write fails (EIO)", Calls.WRITE, Act.FAIL, errno.EIO),
        ("the Nth sync fails (EIO)", Calls.SYNC, Act.FAIL, errno.EIO),
    ),
    "PostgreSQL": (("server gone from the Nth message on", Calls.SEND, Act.FAIL_ON, errno.EPIPE),),
}


def rows(work: Work, times: int, place: Path, *, traps: bool) -> Iterator[Row]:
    """So many failures of each kind, spread over the jobs and over the calls of each."""
    name = work.store.name
    for what, calls, act, error in KINDS[name]:
        if traps:
            yield row(what, name, MUST, _failing(work, calls, act, error, times))
        else:
            yield Row(what, name, 0, MUST, why_not=_NOT_SIMULATED)
    if name != "SQLite":
        return
    yield row("files may not grow further (RLIMIT_FSIZE)", name, MUST, _limited(work, times))
    yield _small_disk(work, times, place / "small")
    for what, act in (
        ("export, disk full at the Nth write", Act.FAIL_ON),
        ("export killed at the Nth write", Act.KILL),
    ):
        if traps:
            yield row(what, name, MUST_WRITE, _writing(work, act, times, place))
        else:
            yield Row(what, name, 0, MUST_WRITE, why_not=_NOT_SIMULATED)


def _spread(most: int, times: int) -> Iterator[int]:
    return (1 + int((k + 0.5) * most / times) for k in range(times))


def _failing(work: Work, calls: Calls, act: Act, error: int, times: int) -> Iterator[list[Fault]]:
    jobs = [job for job in work.jobs if job.calls[calls]]
    for n, job in enumerate(jobs):
        share = times // len(jobs) + (n < times % len(jobs))
        for at in _spread(job.calls[calls], share):
            yield _suffers(
                work, job, lambda where, job=job, at=at: trapped(  # type: ignore[misc]
                    job.argv_on(where), Trap(act, calls, work.store.below(where), at, error)
                )[0],
            )  # fmt: skip


def _suffers(work: Work, job: Job, fail: Callable[[str], forks.Ended]) -> list[Fault]:
    where = work.start_of(job)
    ended = fail(where)
    faults = plainly_ended(ended, may_fail=True)
    faults += differences(look(where), job.wanted) if ended.code == 0 else hold(where)
    faults += plainly_ended(forks.run(*job.argv_on(where))) + differences(look(where), job.wanted)
    work.store.drop(where)
    return [f"{job.name}: {fault}" for fault in faults]


def _limited(work: Work, times: int) -> Iterator[list[Fault]]:
    for n in range(times):
        job = work.jobs[n % len(work.jobs)]
        size = 4096 * (1 + 23 * n // max(1, times - 1))

        def fail(where: str, job: Job = job, size: int = size) -> forks.Ended:
            def limited() -> int:
                import resource

                resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
                return forks.dateline(*job.argv_on(where))()

            return forks.start(limited).wait()

        yield _suffers(work, job, fail)


# ------------------------------------------------------------------ a disk that is small


def _small_disk(work: Work, times: int, place: Path) -> Row:
    what, name = "a disk of its own that is too small (tmpfs)", work.store.name
    with _mounted(place, 1 << 20) as is_there:
        if not is_there:
            return Row(what, name, 0, MUST, why_not="this user may not mount one")
    job = work.jobs[0]
    sizes = [(64 << 10) + n * (1 << 20) // times for n in range(times)]
    return row(what, name, MUST, (_on_small_disk(job, place, size) for size in sizes))


def _on_small_disk(job: Job, place: Path, size: int) -> list[Fault]:
    where = str(place / "record.db")
    with _mounted(place, size):
        ended = forks.run(*job.argv_on(where))
        faults = plainly_ended(ended, may_fail=True)
        subprocess.run(["mount", "-o", "remount,size=64m", place], check=True, capture_output=True)
        faults += differences(look(where), job.wanted) if ended.code == 0 else hold(where)
        faults += plainly_ended(forks.run(*job.argv_on(where))) + differences(look(where), job.wanted)
    return [f"{job.name}, {size} bytes: {fault}" for fault in faults]


@contextmanager
def _mounted(place: Path, size: int) -> Iterator[bool]:
    place.mkdir(exist_ok=True)
    call: list[str | Path] = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place]
    done = False
    with suppress(OSError):
        done = os.geteuid() == 0 and subprocess.run(call, check=False, capture_output=True).returncode == 0
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", place], check=True, capture_output=True)


# ------------------------------------------------------------------ files that are written for others


def _writing(work: Work, act: Act, times: int, place: Path) -> Iterator[list[Fault]]:
    commands = (
        (("export", "--out"), "rows.csv"),
        (("export", "--as", "gexf", "--out"), "net.gexf"),
        (("story", "largest", "--html"), "brief.html"),
    )
    for n, (argv, name) in enumerate(commands):
        share = times // len(commands) + (n < times % len(commands))
        if share:
            yield from _written_over(work, act, share, argv, place / f"{name}-{act.name}" / name)


def _written_over(work: Work, act: Act, times: int, argv: tuple[str, ...], out: Path) -> Iterator[list[Fault]]:
    calls = Calls.WRITE | Calls.SYNC | Calls.CUT  # on a full disk a file can still be removed
    if act is Act.KILL:
        calls |= Calls.MOVE
    out.parent.mkdir()
    command = (*argv, str(out), "--record")
    forks.run(*command, work.first)
    before = {path.name: path.read_bytes() for path in out.parent.iterdir()}
    ended, counts = trapped((*command, work.whole), Trap(Act.COUNT, calls, str(out.parent)))
    number = sum(counts.values())
    after = {path.name: path.read_bytes() for path in out.parent.iterdir()}
    if ended.code or not number or before == after:
        yield [f"{' '.join(argv)} does not work undisturbed: {ended.last_words}"]
        return
    for at in _spread(number, times):
        for path in out.parent.iterdir():
            path.unlink()
        for name, content in before.items():
            (out.parent / name).write_bytes(content)
        ended, _ = trapped((*command, work.whole), Trap(act, calls, str(out.parent), at, errno.ENOSPC))
        faults = [] if ended.was_killed else plainly_ended(ended, may_fail=True)
        found = {path.name: path.read_bytes() for path in out.parent.iterdir()}
        for name in before:
            if found.get(name) not in (before[name], after[name]):
                faults.append(f"{name} is neither of before nor whole")
        if not ended.was_killed and set(found) - set(before) - set(after):
            faults.append(f"it left {sorted(set(found) - set(before))}")
        yield [f"{' '.join(argv)}, call {at} of {number}: {fault}" for fault in faults]
