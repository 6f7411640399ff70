"""What fits a line of words and facets: rows of reports, events and statements, by index, and never more than a cap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row

from dateline.recording.search import find_numbers
from dateline.serving import people
from dateline.serving.asking import Asked
from dateline.serving.questions import ask, ask_many

MOST = 3_000
"""Rows that are looked at for one question. Where more fit, the ones that came in last are, and the page says so."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Numbers of rows that fit, in their order. `more`: others fit as well, and these are the latest."""

    numbers: tuple[int, ...]
    more: bool = False


def words_in(connection: Connection, table: str, words: str, most: int = MOST) -> Matched:
    """The rows of reports, events or statements in which all words stand: the best first, if they are not too many."""
    latest = find_numbers(connection, table, words, most + 1, latest=True)
    if len(latest) > most:
        return Matched(tuple(latest[:most]), more=True)
    return Matched(tuple(find_numbers(connection, table, words, most)))


@dataclass
class Conditions:
    """Parts of a question on `events` and `reports`, joined by AND, with their values."""

    parts: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, part: str, **values: Any) -> None:
        """One part more."""
        self.parts.append(part)
        self.values |= values

    @property
    def sql(self) -> str:
        """All of them behind WHERE."""
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def event_conditions(connection: Connection, asked: Asked) -> Conditions:
    """What the facets of a line ask of events."""
    found, judged = Conditions(), _Judged(connection, "event")
    judged.leave_out(found)
    for name in ("type", "told"):
        if values := asked.values(name):
            found.add(judged.read(name, f"IN :{name}"), **{name: [_spelt(name, value) for value in values]})
    if values := asked.values("outlet"):
        found.add("reports.outlet IN :outlet", outlet=list(values))
    if asked.sure:
        found.add("events.sure >= :sure", sure=asked.sure)
    _add_days(found, asked, lambda test: judged.read("event_date", test))
    for n, value in enumerate(asked.values("actor")):
        rows = people.found_by(connection, value)[:800]
        found.add(
            f"events.number IN (SELECT event FROM participants WHERE actor IN :actor{n})",
            **{f"actor{n}": [one.number for one in rows] or [-1]},
        )
    if places := asked.values("place"):
        found.add("events.place IN :places", places=places_of(connection, places) or [-1])
    return found


def statement_conditions(connection: Connection, asked: Asked) -> Conditions:
    """The same of statements: an actor speaks, a type is a stance, the day is the report's."""
    found, judged = Conditions(), _Judged(connection, "statement")
    judged.leave_out(found)
    if values := asked.values("type"):
        found.add(judged.read("stance", "IN :type"), type=[value.lower() for value in values])
    if values := asked.values("outlet"):
        found.add("reports.outlet IN :outlet", outlet=list(values))
    _add_days(found, asked, lambda test: f"reports.published {test}")
    for n, value in enumerate(asked.values("actor")):
        numbers = [one.number for one in people.found_by(connection, value)[:800]]
        found.add(f"statements.speaker IN :actor{n}", **{f"actor{n}": numbers or [-1]})
    return found


def report_conditions(asked: Asked) -> Conditions:
    """The same of reports: who printed them, and when."""
    found = Conditions()
    if values := asked.values("outlet"):
        found.add("reports.outlet IN :outlet", outlet=list(values))
    _add_days(found, asked, lambda test: f"reports.published {test}")
    return found


def asks_events(asked: Asked) -> bool:
    """Whether a facet can be answered by events alone."""
    return any(asked.values(name) for name in ("actor", "place", "type", "told", "sure"))


def _spelt(name: str, value: str) -> str:
    return value.upper() if name == "type" else value.lower() if name == "told" else value


def _add_days(found: Conditions, asked: Asked, read: Callable[[str], str]) -> None:
    """`read`: SQL that asks for a day by a test of it (">= :first")."""
    first, last = asked.days
    if first:
        found.add(read(">= :first"), first=first)
    if last:
        found.add(read("<= :last"), last=f"{last}~")  # a day of a month stands before the end of the month


class _Judged:
    """Columns of events or statements as people corrected them, by index; where nobody judged, as they are."""

    def __init__(self, connection: Connection, kind: str) -> None:
        """`kind`: event or statement."""
        self._kind = kind
        self._any = bool(ask(connection, f"SELECT 1 FROM verdicts WHERE {kind} IS NOT NULL AND stale IS NULL LIMIT 1"))

    def _which(self, judged: str, test: str = "") -> str:
        return (
            f"{self._kind}s.number IN (SELECT {self._kind} FROM verdicts WHERE judged = '{judged}' "
            f"AND stale IS NULL AND {self._kind} IS NOT NULL{test})"
        )

    def read(self, column: str, test: str) -> str:
        """SQL for a test of a column."""
        plain = f"{self._kind}s.{column} {test}"
        if not self._any:
            return plain
        otherwise = self._which("corrected", f" AND verdicts.{column} {test}")
        return f"(({plain} AND NOT {self._which('corrected')}) OR {otherwise})"

    def leave_out(self, found: Conditions) -> None:
        """What people rejected is not found."""
        if self._any:
            found.add(f"NOT {self._which('rejected')}")


def places_of(connection: Connection, names: Sequence[str]) -> list[int]:
    """The rows of locations that names or numbers of GeoNames mean."""
    digits = [int(name) for name in names if name.isascii() and name.isdecimal() and len(name) < 12]
    rows = list(ask(connection, "SELECT number FROM locations WHERE name IN :names", names=list(names)))
    if digits:
        rows += ask(connection, "SELECT number FROM locations WHERE geonames IN :numbers", numbers=digits)
    return sorted({row.number for row in rows})


_EVENT = (
    "SELECT events.number, events.report, events.type, events.mode, events.told, events.place, events.event_date "
    "FROM events "
)
_PRINTED = "JOIN reports ON reports.number = events.report "


def find_events(
    connection: Connection,
    conditions: Conditions,
    among: Sequence[int] | None = None,
    *,
    by: str = "events.number",
    most: int = MOST,
) -> tuple[list[Row[Any]], bool]:
    """The events that fit, at most `most`, the last first; and whether there are more.

    `among`: only those whose `by` is one of these, in their order.
    """
    event = _EVENT + (_PRINTED if "reports." in conditions.sql else "")
    if among is None:
        sql = f"{event} {conditions.sql} ORDER BY events.number DESC LIMIT {most + 1}"
        rows = list(ask(connection, sql, **conditions.values))
        return rows[:most], len(rows) > most
    where = f"{conditions.sql} {'AND' if conditions.parts else 'WHERE'} {by} IN :wanted"
    found = ask_many(connection, f"{event} {where} LIMIT {most + 1}", among, **conditions.values)
    place = {number: at for at, number in enumerate(among)}
    column = 0 if by == "events.number" else 1
    ordered = sorted(found, key=lambda row: (place[row[column]], row[0]))
    return ordered[:most], len(ordered) > most
