"""All that is tried, on every store that is there, row after row."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from building.torture import batches, faults, kills, migrations, orders, races
from building.torture.forks import compile_questions, load
from building.torture.jobs import FIRST, MORE, Work, prepare
from building.torture.points import is_loaded
from building.torture.sizes import Sizes
from building.torture.stores import Files, Store, servers
from building.torture.table import Row

PARTS = ("kills", "faults", "races", "orders", "migrations", "hostile")
STORES = ("SQLite", "PostgreSQL")
_SHOWN = 3  # faults of a row that are told at once; the table tells all


def rows(
    parts: Collection[str], sizes: Sizes, seed: int, place: Path, stores: Collection[str] = STORES
) -> Iterator[Row]:
    """Tries what is asked for and says on standard error how far it is."""
    load((*FIRST, *MORE))
    if "SQLite" in stores:
        yield from _on(Files(place / "files"), parts, sizes, seed, place / "SQLite")
    if "PostgreSQL" in stores and set(parts) - {"hostile"}:
        with servers(place) as server:
            if isinstance(server, str):
                yield Row(" and ".join(sorted(set(parts) - {"hostile"})), "PostgreSQL", 0, "", why_not=server)
            else:
                there = [part for part in parts if part in sizes.on_server]
                yield from _on(server, there, sizes, seed, place / "PostgreSQL")
    if "hostile" in parts:
        yield from _told(batches.rows(*sizes.hostile, place / "hostile", ("--workers", "2")))


def _on(store: Store, parts: Collection[str], sizes: Sizes, seed: int, place: Path) -> Iterator[Row]:
    place.mkdir()
    if {"kills", "faults", "races"} & set(parts):
        compile_questions(store.new(), (*FIRST, *MORE))
    traps, chance = is_loaded(), random.Random(seed)
    if {"kills", "faults", "races"} & set(parts):
        yield from _told(_on_work(prepare(store, place, traps=traps), parts, sizes, chance, place))
    if "orders" in parts:
        yield from _told(orders.rows(store, *sizes.orders, place / "orders", chance, all_pages=sizes.all_pages))
    if "migrations" in parts:
        yield from _told(migrations.rows(store, sizes.old_kills, place / "older", traps=traps))


def _on_work(work: Work, parts: Collection[str], sizes: Sizes, chance: random.Random, place: Path) -> Iterator[Row]:
    if "kills" in parts:
        yield from kills.rows(work, sizes.kills, chance, traps=is_loaded())
        if work.store.name == "SQLite":
            yield from kills.worker_rows(work, sizes.worker_kills, chance)
    if "faults" in parts:
        yield from faults.rows(work, sizes.failures, place, traps=is_loaded())
    if "races" in parts:
        yield from races.rows(work, sizes.races, place / "races", chance, last_alone=sizes.races == 1)


def _told(found: Iterator[Row]) -> Iterator[Row]:
    began = time.monotonic()
    for one in found:
        seconds = time.monotonic() - began
        print(f"{one.store}: {one.what}: {one.held} of {one.tried} held, {seconds:.0f} s", file=sys.stderr, flush=True)
        for fault in one.faults[:_SHOWN]:
            print(f"  {fault}", file=sys.stderr, flush=True)
        yield one
        began = time.monotonic()
