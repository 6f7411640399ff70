"""A record of an older version is brought up to this one's tables when it is opened: what is new gets its default."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, text, update

from dateline.recording.schema import SCHEMA, about, view_of

_NEW_VIEW = ("DROP VIEW told_events", f"CREATE {view_of('events')}")  # PostgreSQL wrote down its columns

STEPS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        1: (
            "ALTER TABLE events ADD COLUMN sure FLOAT",
            "UPDATE events SET sure = 1.0",  # records of that time are of the tables alone
            *_NEW_VIEW,
        ),
        2: (
            "ALTER TABLE reports ADD COLUMN uncoded TEXT",  # what was not coded was not kept in those days
            "CREATE INDEX IF NOT EXISTS ix_reports_uncoded ON reports (uncoded)",
            "ALTER TABLE events ADD COLUMN event_date TEXT",  # empty: the reading that makes them was not done
            "ALTER TABLE events ADD COLUMN event_date_basis TEXT",
            "CREATE INDEX IF NOT EXISTS ix_events_event_date ON events (event_date)",
            *_NEW_VIEW,
        ),
    }
)
"""What leads from each schema to the next, in both databases' SQL."""


def upgrade(connection: Connection, version: int) -> None:
    """Takes the tables from schema `version` to this one's, inside the transaction of the connection.

    Whoever changes the number first does it: another process waits for that, and then finds nothing to do.
    """
    of_schema = about.c.key == "schema", about.c.value == str(version)
    if not connection.execute(update(about).where(*of_schema).values(value=str(SCHEMA))).rowcount:
        return
    for step in range(version, SCHEMA):
        for statement in STEPS[step]:
            connection.execute(text(statement))
