"""How much a record holds of everything, with sums that add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from dateline.recording import schema
from dateline.recording.judgements import judgements_of_linking
from dateline.recording.linked_reports import is_stale


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds: `pages` = `reports` + the sum of `skipped` (reason, number).

    `uncoded` (reason, number) are reports that were read and not coded. `copies` = linked reports - `lineages`.
    Stories, lineages and happenings are those of the last linking; `stale` says that pages came after it.
    """

    pages: int
    reports: int
    skipped: tuple[tuple[str, int], ...]
    statements: int
    events: int
    stories: int
    lineages: int
    copies: int
    happenings: int
    stale: bool
    uncoded: tuple[tuple[str, int], ...] = ()


def count_all(connection: Connection) -> Counts:
    """How much there is of everything."""

    def number(table: Table) -> int:
        return connection.scalar(select(func.count()).select_from(table)) or 0

    lineages = number(schema.lineages)
    return Counts(
        pages=number(schema.pages),
        reports=number(schema.reports),
        skipped=_by_reason(connection, schema.skipped.c.reason),
        statements=number(schema.statements),
        events=number(schema.events),
        stories=number(schema.stories),
        lineages=lineages,
        copies=number(schema.story_reports) - lineages,
        happenings=number(schema.happenings),
        uncoded=_by_reason(connection, schema.reports.c.uncoded),
        stale=is_stale(connection, judgements_of_linking(connection)),
    )


def _by_reason(connection: Connection, reason: Column[Any]) -> tuple[tuple[str, int], ...]:
    query = select(reason, func.count()).where(reason.is_not(None)).group_by(reason).order_by(reason)
    return tuple((words, count) for words, count in connection.execute(query))
