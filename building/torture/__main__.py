"""`python -m building.torture hostile`: every hostile input beside normal pages, in batches; prints figures.

Options that it does not know go to `dateline add`: `--workers 2 --seconds 5`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from building.torture.batches import run_batch
from building.torture.hostile import hostile_inputs


def main() -> int:
    """Runs what is asked for; 1 where something is true that must not be."""
    asked = argparse.ArgumentParser(prog="python -m building.torture", description=__doc__)
    asked.add_argument("what", choices=["hostile"])
    asked.add_argument("--size", type=int, default=40_000, help="characters of the larger inputs [40000]")
    asked.add_argument("--batch", type=int, default=20, help="inputs a batch [20]")
    asked.add_argument("--only", default="", help="inputs whose name begins so")
    given, options = asked.parse_known_args()  # the rest goes to dateline add
    inputs = [one for one in hostile_inputs(given.size) if one.name.startswith(given.only)]
    early = lost = others = 0
    parts = [inputs[at : at + given.batch] for at in range(0, len(inputs), given.batch)]
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
