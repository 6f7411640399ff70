"""Where a statement, an event or a report stands: found by the start of its id, or by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from sqlalchemy import Connection, Table, select

from dateline.recording import schema
from dateline.recording.search import find_numbers

Kind = Literal["statement", "event", "report"]
Searched = Literal["statements", "events", "reports"]
_KINDS: Mapping[Searched, tuple[Kind, Table]] = MappingProxyType(
    {
        "reports": ("report", schema.reports),
        "statements": ("statement", schema.statements),
        "events": ("event", schema.events),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a statement or an event stands: its kind, its id and its report's id. A report stands in itself."""

    kind: Kind
    id: str
    report: str


def find_by_id(connection: Connection, start: str) -> tuple[Finding, ...]:
    """The statements, then the events, whose id begins with `start`."""
    out: list[Finding] = []
    report = schema.reports.c.id.label("report_id")
    for kind, table in (_KINDS["statements"], _KINDS["events"]):
        query = select(table.c.id, report).join(schema.reports, schema.reports.c.number == table.c.report)
        wanted = query.where(table.c.id.startswith(start, autoescape=True))
        found = connection.execute(wanted.order_by(table.c.id, report))
        out += [Finding(kind, row.id, row.report_id) for row in found]
    return tuple(out)


def find_by_words(connection: Connection, words: str, among: Searched, most: int) -> tuple[Finding, ...]:
    """The rows of a table in which all these words stand: those that fit best first."""
    kind, table = _KINDS[among]
    reports = schema.reports
    numbers = find_numbers(connection, among, words, most)
    query = select(table.c.number, table.c.id, reports.c.id.label("report_id")).select_from(table)
    if table is not reports:
        query = query.join(reports, reports.c.number == table.c.report)
    found = {row.number: row for row in connection.execute(query.where(table.c.number.in_(numbers)))}
    return tuple(Finding(kind, found[number].id, found[number].report_id) for number in numbers)
