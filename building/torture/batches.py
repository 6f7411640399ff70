"""Batches of hostile inputs with normal pages among them, run through `dateline add`; what they came to."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from building.torture.hostile import NORMAL, Hostile, hostile_inputs, write_normal
from building.torture.table import Row, row
from dateline.recording import Record

_BATCH = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """What one batch came to after its runs.

    `faults`: what must not be, in words: a run that ended before its folder did, counts that do not add up, a normal
    page that is lost after one more run, an input that nobody mentions, a record that does not verify.
    """

    names: tuple[str, ...]
    pages: int
    seconds: float
    faults: tuple[str, ...]


def run_batch(inputs: Sequence[Hostile], place: Path, options: Sequence[str] = (), patience: float = 3600) -> Batch:
    """Writes the inputs and the normal pages below `place`, adds them twice and looks at the record."""
    folder = place / "given"
    folder.mkdir(parents=True)
    write_normal(folder)
    for one in inputs:
        one.write(folder)
    began = time.monotonic()
    faults: list[str] = []
    pages = 0
    left = Counter[str]()
    for number in (1, 2):
        said = _add(folder, place / "record.db", options, patience)
        if isinstance(said, str):
            faults.append(f"run {number} ended before its folder did: {said}")
            continue
        pages, left = said["pages"], Counter(said["files_left_alone"])
        if pages != said["kept"] + said["known"] + said["skipped"] + said.get("to_try_again", 0):
            faults.append(f"run {number}: the counts do not add up: {said}")
    if (place / "record.db").exists():
        faults += _look_at(place / "record.db", inputs, left)
    return Batch(tuple(one.name for one in inputs), pages, time.monotonic() - began, tuple(faults))


def rows(sizes: int, every: int, place: Path, options: Sequence[str] = ()) -> Iterator[Row]:
    """Every so manieth hostile input beside normal pages, a row for each kind of what must be true."""
    inputs = hostile_inputs(sizes)[::every]
    parts = [inputs[at : at + _BATCH] for at in range(0, len(inputs), _BATCH)]
    batches = [run_batch(part, place / str(number), options) for number, part in enumerate(parts)]
    what = f"{len(inputs)} hostile inputs, in batches with normal pages"
    must = "two runs reach the end, counts add up, no normal page is lost, every input is mentioned; verify fits"
    yield row(what, "SQLite", must, [list(batch.faults) for batch in batches])


def _add(folder: Path, record: Path, options: Sequence[str], patience: float) -> dict[str, Any] | str:
    call: list[str | Path] = [sys.executable, "-m", "dateline", "add", folder, "--record", record]
    call += ["--link-later", "--json", *options]
    try:
        done = subprocess.run(call, capture_output=True, timeout=patience, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return f"it hung for {patience:g} s"
    if done.returncode:
        return f"exit code {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}"
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _look_at(path: Path, inputs: Sequence[Hostile], left: Counter[str]) -> list[str]:
    faults = []
    with Record.open(path, create=False) as record:
        texts = "\n".join(coded.report.text for coded in record.coded())
        origins = "\n".join([*(one.origin for one in record.skipped()), *(c.report.origin for c in record.coded())])
        faults += [f"the normal page of {one} is lost" for one in NORMAL if f"minister of {one}" not in texts]
        faults += [f"{name} is mentioned nowhere" for name in _unmentioned(inputs, origins, left)]
        faults += [f"the record does not verify: {misfit}" for misfit in record.verify()]
    return faults


def _unmentioned(inputs: Sequence[Hostile], origins: str, left: Counter[str]) -> Iterator[str]:
    """Those that neither the record tells nor `add` counted among the files that it left alone, by their endings."""
    not_told = Counter[str]()
    for one in inputs:
        if one.holds_pages and not _is_in(one, origins):
            ending = Path(one.name).suffix
            not_told[ending] += 1
            if not_told[ending] > left[ending]:
                yield one.name


def _is_in(one: Hostile, origins: str) -> bool:
    kind = one.name.partition("-")[0]
    return kind == "place" or one.name in origins  # the names of places are what is odd about them
