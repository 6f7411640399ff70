"""`python -m building.torture`: breaks records on purpose and prints a table of what was tried and what held.

`hostile` alone runs every hostile input in batches and passes options that it does not know on to `dateline add`:
`--workers 2 --seconds 5`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from building.torture.batches import run_batch
from building.torture.everything import PARTS, STORES, rows
from building.torture.hostile import hostile_inputs
from building.torture.points import LIBRARY, compile_library, is_loaded
from building.torture.sizes import FULL, SHORT
from building.torture.table import all_held, drawn

_MEMORY_DISK = Path("/dev/shm")


def main() -> int:
    """Runs what is asked for; 1 where something is true that must not be."""
    asked = argparse.ArgumentParser(
        prog="python -m building.torture", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("what", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} [all]")
    asked.add_argument("--short", action="store_true", help="the form of the tests: a minute")
    asked.add_argument("--on", choices=STORES, help="one store alone [both]")
    asked.add_argument("--seed", type=int, default=1, help="of the random moments and orders [1]")
    asked.add_argument("--size", type=int, default=40_000, help="hostile: characters of the larger inputs [40000]")
    asked.add_argument("--batch", type=int, default=20, help="hostile: inputs a batch [20]")
    asked.add_argument("--only", default="", help="hostile: inputs whose name begins so")
    given, options = asked.parse_known_args()
    if given.what == ["hostile"] and not given.short:
        return _hostile(given.size, given.batch, given.only, options)
    if options or set(given.what) - set(PARTS):
        asked.error(f"unknown: {' '.join([*(set(given.what) - set(PARTS)), *options])}. Parts: {', '.join(PARTS)}")
    return _everything(
        given.what or PARTS, short=given.short, seed=given.seed, stores=(given.on,) if given.on else STORES
    )


def _everything(parts: Sequence[str], *, short: bool, seed: int, stores: Sequence[str]) -> int:
    if not is_loaded() and "DATELINE_TORTURE_PLACE" not in os.environ:
        return _begin_again()
    place = Path(os.environ["DATELINE_TORTURE_PLACE"])
    os.environ["TMPDIR"] = str(place)
    tempfile.tempdir = str(place)
    found = list(rows(parts, SHORT if short else FULL, seed, place, stores))
    print(drawn(found))
    tried, held = sum(one.tried for one in found), sum(one.held for one in found)
    print(f"\n{held:,} of {tried:,} held; seed {seed}")
    return 0 if all_held(found) else 1


def _begin_again() -> int:
    """Starts this once more with the library that sets traps, in a folder that goes away afterwards."""
    import subprocess

    below = _MEMORY_DISK if _MEMORY_DISK.is_dir() and shutil.disk_usage(_MEMORY_DISK).free > 1 << 30 else None
    with tempfile.TemporaryDirectory(prefix="torture-", dir=below) as folder:
        library = compile_library(Path(folder))
        more = {"DATELINE_TORTURE_PLACE": folder, "OMP_NUM_THREADS": "1"}
        if library:
            more |= {"LD_PRELOAD": str(library), LIBRARY: str(library)}
        call = [sys.executable, "-m", "building.torture", *sys.argv[1:]]
        return subprocess.run(call, env=os.environ | more, check=False).returncode


def _hostile(size: int, batch_size: int, only: str, options: Sequence[str]) -> int:
    inputs = [one for one in hostile_inputs(size) if one.name.startswith(only)]
    early = lost = others = 0
    parts = [inputs[at : at + batch_size] for at in range(0, len(inputs), batch_size)]
    with tempfile.TemporaryDirectory() as place:
        for number, part in enumerate(parts, 1):
            batch = run_batch(part, Path(place) / str(number), options)
            early += any("ended before" in fault for fault in batch.faults)
            lost += sum("is lost" in fault for fault in batch.faults)
            others += sum("ended before" not in fault and "is lost" not in fault for fault in batch.faults)
            print(f"batch {number} of {len(parts)}: {batch.pages} pages, {batch.seconds:.0f} s", flush=True)
            for fault in batch.faults:
                print(f"  {fault}", flush=True)
    print(
        f"{len(inputs)} hostile inputs in {len(parts)} batches: {early} ended early, {lost} normal pages lost, ", end=""
    )
    print(f"{others} other faults")
    return 1 if early or lost or others else 0


if __name__ == "__main__":
    sys.exit(main())
