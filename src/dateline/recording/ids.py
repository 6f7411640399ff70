"""What an id names, of whatever kind: a page, what was coded of it, or what linking found over many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Table, select

from dateline.recording import schema

Kind = Literal["report", "skipped page", "event", "statement", "entity", "story", "lineage", "happening", "utterance"]

_TABLES: tuple[tuple[Kind, Table, Table | None, str], ...] = (
    ("report", schema.reports, None, ""),
    ("skipped page", schema.skipped, None, ""),
    ("event", schema.events, schema.reports, "report"),
    ("statement", schema.statements, schema.reports, "report"),
    ("entity", schema.entities, schema.reports, "report"),
    ("story", schema.stories, None, ""),
    ("lineage", schema.lineages, schema.stories, "story"),
    ("happening", schema.happenings, schema.stories, "story"),
    ("utterance", schema.utterances, schema.stories, "story"),
)
"""Each kind with its table, the table of what holds it, and the column that points there."""


@dataclass(frozen=True, slots=True)
class Named:
    """What one id names: its kind, the id, and the report or story that holds it."""

    kind: Kind
    id: str
    holder: str


def named(connection: Connection, start: str) -> Iterator[Named]:
    """Everything whose id begins with `start`, sorted by kind and id."""
    for kind, table, holders, pointer in _TABLES:
        holder = table.c.id if holders is None else holders.c.id
        query = select(table.c.id, holder.label("holder"))
        if holders is not None:
            query = query.join(holders, holders.c.number == table.c[pointer])
        wanted = query.where(table.c.id.startswith(start, autoescape=True)).order_by(table.c.id, holder)
        for row in connection.execute(wanted):
            yield Named(kind, row.id, row.holder)
