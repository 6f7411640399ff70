"""Which shards a run has: files of the input, cut where their content says so."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from dateline.errors import UsageError
from dateline.model import Skipped
from dateline.reading.containers import Ways, files_of_pages, shown_path
from dateline.sharding.job import Job
from dateline.sharding.manifest import Plan, Shard, Source, name_shard, read_plan, write_plan

_LARGEST = 4
"""A group of small files ends at so many times the bytes of a shard, whatever the digests say."""

Known = Mapping[str, Source]
"""The files of the last plan, by path."""


def plan_shards(job: Job) -> Plan:
    """Plans all shards of the input and writes the plan into the output. Raises UsageError where there is no input.

    The same files give the same plan on every machine. A file that is larger than a shard is done in parts; smaller
    ones are put together in the order of their names, and a group ends where the digest of a file says so: a file more
    or less changes the group that it lies in and no other. A file whose size and time of change are those of the last
    plan is not read again.
    """
    if not job.source.exists():
        raise UsageError(f"there is no file or folder {job.source}. Check the name.")
    before = read_plan(job.output) if job.output.exists() else None
    known = {} if before is None else {one.path: one for shard in before.shards for one in shard.sources}
    lost: list[Skipped] = []
    left = Counter[str]()
    sources = []
    for one in _files(job, left):
        if isinstance(one, Skipped):
            lost.append(one)
        else:
            sources.append(_source(one, job.source, known))
    plan = Plan(job.choices, tuple(cut(sources, job)), tuple(lost), tuple(sorted(left.items())))
    if plan != before:
        write_plan(job, plan)
    return plan


def _files(job: Job, left: Counter[str]) -> Iterator[Path | Skipped]:
    if not job.source.is_dir():
        yield job.source
        return
    inside = job.output.resolve()

    def leave(path: Path) -> None:
        left[path.suffix.lower() or "no ending"] += 1

    wants = partial(_is_outside, inside)
    yield from files_of_pages(job.source, Ways(columns=dict(job.columns), below=job.below, left=leave, wants=wants))


def _is_outside(folder: Path, path: Path) -> bool:
    """The output may lie inside the input: what a run wrote is no input of the next."""
    return not path.resolve().is_relative_to(folder)


def _source(path: Path, root: Path, known: Known) -> Source:
    inside = "" if path == root else path.relative_to(root).as_posix()
    before = known.get(inside)
    shown = before.shown if before else shown_path(path)  # whoever calls from another folder changes no origin
    try:
        found = path.stat()
        size, changed = found.st_size, found.st_mtime_ns
        same = before is not None and (before.size, before.changed) == (size, changed)
        digest = before.sha256 if same and before else ""
        return Source(inside, shown, size, digest or digest_of(path), changed)
    except OSError:  # the shard reads it again and keeps the reason as a skipped page
        return Source(inside, shown, 0, "", 0)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cut(sources: Iterable[Source], job: Job) -> Iterator[Shard]:
    """The shards that these files make."""
    choices, size = job.choices, max(1, job.shard_bytes)
    group: list[Source] = []
    held = 0
    for source in sources:
        if source.size >= size:
            yield from _parts(choices, source, round(source.size / size))
            continue
        group.append(source)
        held += source.size
        if _ends_here(source, size) or held >= _LARGEST * size:
            yield _whole(choices, group)
            group, held = [], 0
    if group:
        yield _whole(choices, group)


def _parts(choices: str, source: Source, parts: int) -> Iterator[Shard]:
    for part in range(parts):
        yield Shard(name_shard(choices, (source,), part, parts), (source,), part, parts)


def _whole(choices: str, group: list[Source]) -> Shard:
    return Shard(name_shard(choices, tuple(group), 0, 1), tuple(group))


def _ends_here(source: Source, size: int) -> bool:
    """Whether a group ends with this file: as often as it is large, by its digest and not by what stood before it."""
    chance = int(source.sha256[:12] or "0", 16) / float(1 << 48)
    return chance < source.size / size
