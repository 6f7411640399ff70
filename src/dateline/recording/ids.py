"""What an id names, of whatever kind: a page, what was coded of it, or what linking found over many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Table, select

from dateline.recording import schema

Kind = Literal["report", "skipped page", "event", "statement", "entity", "story", "lineage", "happening", "utterance"]

_TABLES: tuple[tuple[Kind, Table, str], ...] = (
    ("report", schema.reports, "id"),
    ("skipped page", schema.skipped, "id"),
    ("event", schema.events, "report"),
    ("statement", schema.statements, "report"),
    ("entity", schema.entities, "report"),
    ("story", schema.stories, "id"),
    ("lineage", schema.lineages, "story"),
    ("happening", schema.happenings, "story"),
    ("utterance", schema.utterances, "story"),
)
"""Each kind with its table and the column that names what holds it: a report, a story, itself."""


@dataclass(frozen=True, slots=True)
class Named:
    """What one id names: its kind, the id, and the report or story that holds it."""

    kind: Kind
    id: str
    holder: str


def named(connection: Connection, start: str) -> Iterator[Named]:
    """Everything whose id begins with `start`, sorted by kind and id."""
    for kind, table, holder in _TABLES:
        query = select(table.c.id, table.c[holder].label("holder")).where(table.c.id.startswith(start, autoescape=True))
        for row in connection.execute(query.order_by(table.c.id, table.c[holder])):
            yield Named(kind, row.id, row.holder)
