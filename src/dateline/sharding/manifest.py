"""The plan of a run as values and as one file: which shards there are, what each reads, and what it is called."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dateline.errors import RunError, UsageError
from dateline.model import Skipped, content_id
from dateline.sharding.job import Job

MANIFEST = "manifest.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the input. `path`: from the input folder, "" where the input is that file; `shown`: its name in
    origins.

    `sha256` is the digest of its bytes, "" where they cannot be read. `changed`: nanoseconds of its last change, by
    which a later plan sees that it need not be read again.
    """

    path: str
    shown: str
    size: int
    sha256: str
    changed: int


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the work that one process does alone: all pages of some files, or part `part` of `parts` of one file.

    A page of a file in parts is in the part that its id says, so the same page is never in two. The name is a digest of
    all that the outcome depends on: the bytes of the files, their paths within the input, version and settings.
    """

    name: str
    sources: tuple[Source, ...]
    part: int = 0
    parts: int = 1

    @property
    def bytes(self) -> int:
        """How much there is to read, its share of a file in parts."""
        return sum(source.size for source in self.sources) // self.parts


@dataclass(frozen=True, slots=True)
class Plan:
    """All shards of a run, in the order of their files. `lost`: what of the input's folders cannot be entered.

    `left`: files of folders that hold no pages, by their ending.
    """

    choices: str
    shards: tuple[Shard, ...]
    lost: tuple[Skipped, ...] = ()
    left: tuple[tuple[str, int], ...] = ()
    version: int = _VERSION


def name_shard(choices: str, sources: tuple[Source, ...], part: int, parts: int) -> str:
    """The name of a shard: made of content alone, the same on every machine."""
    files = [word for source in sources for word in (source.path, source.sha256)]
    return content_id("shard-", choices, f"{part}/{parts}", *files)


def write_plan(job: Job, plan: Plan) -> None:
    """Writes the plan beside its place, then puts it there: several processes may do so at once."""
    job.output.mkdir(parents=True, exist_ok=True)
    content = msgspec.json.format(msgspec.json.encode(plan), indent=1)
    number, name = tempfile.mkstemp(prefix=f".{MANIFEST}.", suffix=".part", dir=job.output)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content + b"\n")
        Path(name).chmod(0o644)
        Path(name).replace(job.output / MANIFEST)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_plan(output: Path) -> Plan | None:
    """The plan of a run; None where there is none yet. Raises RunError where it is none that this version can read."""
    path = output / MANIFEST
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Plan)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise RunError(f"{path} is no plan of a run ({error}). Name another folder for the output.") from error
    if found.version != _VERSION:
        raise RunError(f"{path} was written by another version of Dateline. Name another folder for the output.")
    return found


def choose(plan: Plan, which: str) -> tuple[Shard, ...]:
    """The shards that K/N or (the start of) a name stands for: of N tasks, task K does every Nth shard.

    Raises UsageError where it stands for none.
    """
    task, sign, tasks = which.partition("/")
    if sign:
        if not (task.isdecimal() and tasks.isdecimal() and 1 <= int(task) <= int(tasks)):
            raise UsageError(f"--shard {which} is no K/N. Write 3/8 for the third of eight tasks: K goes from 1 to N.")
        return plan.shards[int(task) - 1 :: int(tasks)]
    found = tuple(shard for shard in plan.shards if shard.name.startswith(which))
    if not which or len(found) != 1:
        raise UsageError(
            f"{len(found)} shards of the plan begin with {which!r}. Write K/N, or a name of the plan: see {MANIFEST}."
        )
    return found
