"""How many rows there are of what only grows: counted once, and from then on only what came in.

Pages, reports, events and statements are added and never taken out again, and their numbers only grow. So what was
counted up to a number stays true, and the next version of a record costs what is new in it.
"""

from __future__ import annotations

import threading
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from dateline.serving.questions import ask, count

_HELD = "dateline tallies"
_STEP = 4_096


@dataclass(frozen=True, slots=True)
class _Upto:
    """What was counted up to a row: its number, and its id, by which another record at the same place is told."""

    number: int = 0
    id: str = ""


@dataclass
class _Kept:
    upto: _Upto = field(default_factory=_Upto)
    rows: int = 0
    outlets: Mapping[str, int] = field(default_factory=dict)
    sides: array[int] = field(default_factory=lambda: array("L"))


class Tallies:
    """Numbers of rows of one record, for all of its moments. Safe to be used by many threads."""

    def __init__(self) -> None:
        self._statements, self._outlets, self._sides = _Kept(), _Kept(), _Kept()
        self._lock = threading.Lock()

    def statements(self, connection: Connection) -> int:
        """How many statements there are."""
        with self._lock:
            start, last = _since(connection, "statements", self._statements.upto)
            known = self._statements.rows if start.number else 0
            rows = known + count(
                connection, "SELECT count(*) FROM statements WHERE number > :start", start=start.number
            )
            self._statements = _Kept(last, rows)
            return rows

    def outlets(self, connection: Connection) -> Mapping[str, int]:
        """How many reports every outlet has."""
        with self._lock:
            start, last = _since(connection, "reports", self._outlets.upto)
            held = dict(self._outlets.outlets) if start.number else {}
            for name, times in _counted(connection, "reports", "outlet", "number", start.number):
                held[name] = held.get(name, 0) + times
            self._outlets = _Kept(last, outlets=held)
            return held

    def sides(self, connection: Connection, actors: Iterable[int]) -> dict[int, int]:
        """How often each of these rows of actors takes part in an event."""
        held = self._all_sides(connection)
        return {number: held[number] if number < len(held) else 0 for number in actors}

    def most_named(self, connection: Connection, most: int) -> dict[int, int]:
        """The rows of actors that take part most often, with how often."""
        held = self._all_sides(connection)
        ordered = sorted(filter(held.__getitem__, range(len(held))), key=lambda number: (-held[number], number))
        return {number: held[number] for number in ordered[:most]}

    def _all_sides(self, connection: Connection) -> Sequence[int]:
        """By the number of a row of actors: how often it takes part. Never changed once it is made."""
        with self._lock:
            start, last = _since(connection, "events", self._sides.upto)
            if start == last and start.number:
                return self._sides.sides
            held = array("L", self._sides.sides) if start.number else array("L")
            for actor, times in _counted(connection, "participants", "actor", "event", start.number):
                if actor >= len(held):
                    held.extend([0] * (actor + _STEP - len(held)))
                held[actor] += times
            self._sides = _Kept(last, sides=held)
            return held


def _counted(connection: Connection, table: str, column: str, key: str, start: int) -> Iterable[tuple[Any, int]]:
    """The values of a column with how often each stands there. Once the index of the column is walked; after that the
    rows whose `key` lies behind `start` are looked at, and no index but that of the key may serve for it."""
    if not start:
        rows = ask(connection, f"SELECT {column} AS value, count(*) AS times FROM {table} GROUP BY {column}")
        return [(row.value, row.times) for row in rows if row.value is not None]
    new = ask(connection, f"SELECT {column} AS value FROM {table} WHERE {key} > :start", start=start)
    return Counter(row.value for row in new if row.value is not None).items()


def _since(connection: Connection, table: str, upto: _Upto) -> tuple[_Upto, _Upto]:
    """Behind which row is to be counted, and which is the last: from the beginning where the row up to which it was
    counted is another now, or where this moment is older than what was counted."""
    last = ask(connection, f"SELECT number, id FROM {table} ORDER BY number DESC LIMIT 1")
    now = _Upto(last[0].number, last[0].id) if last else _Upto()
    if not upto.number or upto.number > now.number:
        return _Upto(), now
    there = ask(connection, f"SELECT id FROM {table} WHERE number = :number", number=upto.number)
    return (upto if there and there[0].id == upto.id else _Upto()), now


def hold(connection: Connection, tallies: Tallies) -> None:
    """Keeps at the connection of a page what counts for it."""
    connection.info[_HELD] = tallies


def tallies_of(connection: Connection) -> Tallies:
    """What counts for a page; where nobody said so, all is counted anew."""
    found = connection.info.get(_HELD)
    return found if isinstance(found, Tallies) else Tallies()
