"""The same pages in any order, in any number of commands, with any number of workers: one record."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from building.torture import forks
from building.torture.jobs import EXAMPLES, FIRST, MORE
from building.torture.looks import Look, differences, look, plainly_ended
from building.torture.stores import Store
from building.torture.table import Fault, Row, row

MUST = "the record and its exports are those of the pages in order, byte by byte"
_EXPORTS = ("happenings.csv", "events.jsonl")


def rows(
    store: Store, orders: int, with_workers: int, place: Path, chance: random.Random, *, all_pages: bool
) -> Iterator[Row]:
    """So many shuffled orders in one process, and so many with one to three workers."""
    place.mkdir(exist_ok=True)
    pages = sorted(path for path in EXAMPLES.iterdir() if path.name[0].isdigit()) if all_pages else [*FIRST, *MORE]
    where = store.new()
    faults = _added(where, pages, 0)
    wanted, tables = look(where), _exports(where, place)
    store.drop(where)
    if faults:
        yield Row("pages in order", store.name, 1, MUST, tuple(faults))
        return
    for what, times, most in (
        ("shuffled order, one process", orders, 0),
        ("shuffled order, 1 to 3 workers", with_workers, 3),
    ):
        trials = (
            _shuffled(store, pages, 1 + n % most if most else 0, wanted, tables, place, chance) for n in range(times)
        )
        yield row(what, store.name, MUST, trials)


def _shuffled(
    store: Store,
    pages: Sequence[Path],
    workers: int,
    wanted: Look,
    tables: Sequence[bytes],
    place: Path,
    chance: random.Random,
) -> list[Fault]:
    order = chance.sample(list(pages), len(pages))
    cut = chance.randrange(len(order))
    where = store.new()
    faults = [fault for part in (order[:cut], order[cut:]) if part for fault in _added(where, part, workers)]
    faults += differences(look(where), wanted)
    if _exports(where, place) != tables:
        faults.append("the exports are others")
    store.drop(where)
    return faults


def _added(where: str, pages: Sequence[Path], workers: int) -> list[Fault]:
    return plainly_ended(forks.run_anew("add", *pages, "--record", where, "--quiet", "--workers", str(workers)))


def _exports(where: str, place: Path) -> list[bytes]:
    out = []
    for name in _EXPORTS:
        forks.run("export", "--record", where, "--out", place / name, "--table", name.partition(".")[0])
        out.append((place / name).read_bytes())
    return out
