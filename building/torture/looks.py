"""What a record holds, for comparison: every row by its natural key, and what `verify` finds."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass

from building.torture import forks
from building.torture.table import Fault


@dataclass(frozen=True, slots=True)
class Look:
    """`lines`: every row of every table (`Record.dump`); `misfits`: what `verify` finds. `absent`: no record is there
    (yet), and why."""

    lines: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()
    absent: str = ""


def look(where: str) -> Look:
    """Looks at a record in a process of its own."""
    return forks.ask(lambda: _look(where))


def _look(where: str, *, rows: bool = True) -> Look:
    from dateline.errors import NoRecord, NotARecord
    from dateline.recording import Record

    try:
        with Record.open(where, create=False) as record:
            return Look(tuple(record.dump()) if rows else (), tuple(map(str, record.verify())))
    except (NoRecord, NotARecord) as error:  # it was killed before there was a record
        return Look(absent=str(error))


def differences(found: Look, wanted: Look) -> list[Fault]:
    """What is wrong with a record that should hold what `wanted` holds."""
    out = [f"verify: {misfit}" for misfit in found.misfits]
    if found.absent:
        return [*out, f"no record: {found.absent}"]
    have, need = Counter(found.lines), Counter(wanted.lines)
    for words, rows in (("lost", need - have), ("too much", have - need)):
        if rows:
            out.append(f"{rows.total()} rows {words}, as {min(rows)[:200]}")
    return out


def hold(where: str) -> list[Fault]:
    """What is wrong with a record that was left behind: what is in it must fit together."""
    return [
        f"what was left behind does not fit: {misfit}" for misfit in forks.ask(lambda: _look(where, rows=False)).misfits
    ]


def plainly_ended(ended: forks.Ended, *, may_fail: bool = False) -> list[Fault]:
    """What is wrong with how a command ended: it ends well, or (if it may) with one sentence that says why."""
    if ended.code == forks.HUNG:
        return [f"it hung for {ended.seconds:.0f} s"]
    if ended.code == 0:
        return []
    if not may_fail:
        return [f"exit code {ended.code}: {ended.last_words}"]
    if ended.code != 2 or "Traceback" in ended.err or not ended.err.startswith("dateline: "):
        return [
            f"no plain end, exit code {ended.code}: {ended.last_words}{os.linesep if not ended.err else ''}".strip()
        ]
    return []
