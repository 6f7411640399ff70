"""What is done to a record while it is hurt: the commands that write, where they start, and what they must come to."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from building.torture import forks
from building.torture.looks import Look, look
from building.torture.points import Act, Calls, Trap, arm, disarm
from building.torture.stores import Store

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FIRST = tuple(EXAMPLES / name for name in ("03-sochi-harbour-post.txt", "15-video-stub.html"))
MORE = tuple(EXAMPLES / name for name in ("12-nato-tallgrass.txt", "13-nato-old-quay.html", "16-nato-abendkurier.html"))
"""Small pages: a story of its own and one that is none; two of one story and one in another language."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command, but for its record: `base` holds what it starts from (empty: nothing), `wanted` what it comes to
    unbroken, in so many seconds of processor time; `calls`: how often it calls what traps count, by kind."""

    name: str
    base: str
    argv: tuple[str, ...]
    wanted: Look
    worked: float
    calls: dict[Calls, int]

    def argv_on(self, where: str) -> tuple[str, ...]:
        """The whole command."""
        return *self.argv, "--record", where


@dataclass(frozen=True, slots=True)
class Work:
    """All jobs on one store, and the places of which they start."""

    store: Store
    first: str
    """The first pages, linked."""
    loose: str
    """All pages, not linked."""
    whole: str
    """All pages, linked."""
    judgements: Path
    jobs: tuple[Job, ...]

    def start_of(self, job: Job) -> str:
        """A new place from which the job starts."""
        return self.store.copy(job.base) if job.base else self.store.new()


def adding(*pages: Path) -> tuple[str, ...]:
    """The command that adds pages in one process."""
    return "add", *map(str, pages), "--workers", "0", "--quiet"


def done(*argv: str) -> None:
    """Runs a command that nothing disturbs. Raises RuntimeError if it fails all the same."""
    ended = forks.run(*argv)
    if ended.code:
        raise RuntimeError(f"dateline {argv[0]} failed undisturbed, exit code {ended.code}: {ended.last_words}")


def prepare(store: Store, place: Path, *, traps: bool) -> Work:
    """Makes the places and runs every job once, unbroken."""
    first, loose, whole = store.new(), store.new(), store.new()
    done(*adding(*FIRST), "--record", first)
    done(*adding(*FIRST, *MORE), "--record", loose, "--link-later")
    done(*adding(*FIRST, *MORE), "--record", whole)
    judgements = _judge(store, whole, place)
    asked = (
        ("add to a new record", "", adding(*FIRST, *MORE)),
        ("add to a record", first, adding(*MORE)),
        ("link", loose, ("link",)),
        ("judge", whole, ("judge", "import", str(judgements))),
    )
    jobs = tuple(_unbroken(store, *one, traps=traps) for one in asked)
    return Work(store, first, loose, whole, judgements, jobs)


def _judge(store: Store, whole: str, place: Path) -> Path:
    """A file of judgements: made once on a copy, so that they are the same each time they are brought in."""
    where = store.copy(whole)
    accepted, rejected = forks.ask(lambda: _two_events(where))
    done("judge", "accept", accepted, "--by", "ann", "--record", where)
    done("judge", "reject", rejected, "--by", "ann", "--record", where)
    ended = forks.run("judge", "export", "--record", where)
    store.drop(where)
    file = place / f"judgements-{store.name}.jsonl"
    file.write_text(ended.out, encoding="utf-8")
    return file


def _two_events(where: str) -> tuple[str, str]:
    from dateline.recording import Record

    with Record.open(where, create=False) as record:
        first, *_, last = sorted(event.id for coded in record.coded() for event in coded.coding.events)
    return first, last


def _unbroken(store: Store, name: str, base: str, argv: tuple[str, ...], *, traps: bool) -> Job:
    where = store.copy(base) if base else store.new()
    calls = dict.fromkeys(store.calls, 0)
    if traps:
        ended, calls = trapped((*argv, "--record", where), Trap(Act.COUNT, store.calls, store.below(where)))
    else:
        ended = forks.run(*argv, "--record", where)
    found = look(where)
    store.drop(where)
    if ended.code or found.misfits or found.absent:
        raise RuntimeError(f"{name} fails undisturbed: {ended.code} {ended.last_words} {found.misfits} {found.absent}")
    return Job(name, base, argv, found, ended.worked, calls)


def trapped(argv: tuple[str, ...], trap: Trap) -> tuple[forks.Ended, dict[Calls, int]]:
    """A command with a trap, and how many calls of each kind it made, if it came to its end."""
    with tempfile.NamedTemporaryFile() as counted:
        out = Path(counted.name)

        def work() -> int:
            if trap.below.startswith("/"):
                os.environ["SQLITE_TMPDIR"] = trap.below  # its scratch files count too
            arm(trap)
            try:
                return forks.dateline(*argv)()
            finally:
                out.write_text(" ".join(str(disarm(kind)) for kind in Calls), encoding="ascii")

        ended = forks.start(work).wait()
        numbers = map(int, out.read_text(encoding="ascii").split())
        return ended, dict(zip(Calls, numbers, strict=False))
