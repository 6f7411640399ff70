"""How often everything is tried: in full, and in the short form of the tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`kills`: on each store; `worker_kills`: of workers, on SQLite. `failures`: of each kind. `races`: of each kind.
    `orders`: in one process, with workers. `old_kills`: kills, and failures, while older records are carried over.
    `hostile`: characters of the larger hostile inputs, and that every so manieth of them is taken. `on_server`: the
    parts that are tried on PostgreSQL too."""

    kills: int
    worker_kills: int
    failures: int
    races: int
    orders: tuple[int, int]
    old_kills: int
    hostile: tuple[int, int]
    all_pages: bool
    on_server: tuple[str, ...]


_ALL = ("kills", "faults", "races", "orders", "migrations")
FULL = Sizes(200, 10, 20, 50, (20, 6), 20, hostile=(40_000, 1), all_pages=True, on_server=_ALL)
SHORT = Sizes(4, 1, 1, 1, (1, 0), 5, hostile=(600, 60), all_pages=False, on_server=("kills",))
