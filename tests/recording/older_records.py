"""Records that older versions made: one of schema 3 as Dateline 0.1.0 wrote it, and what came before that."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import BLOB, LargeBinary, MetaData, create_engine, text

from dateline.recording import SCHEMA, Record
from dateline.recording.engine import engine_for

_MADE = Path(__file__).with_name("schema-3.db.gz")
"""Of three of our example pages: two reports, one page that is none; linked."""

_MADE_OF_4 = Path(__file__).with_name("schema-4.db.gz")
"""The same pages in a record of schema 4, whose values are packed."""

_ADDED = ("briefs", "figures")
"""The tables that schemas 6 and 7 added."""

_BEFORE_3 = (
    "DROP VIEW told_events",
    "DROP INDEX ix_reports_uncoded",
    "ALTER TABLE reports DROP COLUMN uncoded",
    "DROP INDEX ix_events_event_date",
    "ALTER TABLE events DROP COLUMN event_date",
    "ALTER TABLE events DROP COLUMN event_date_basis",
    "CREATE VIEW told_events AS SELECT * FROM events",
    """UPDATE reports SET coding = replace(coding, ',"uncoded":""', '')""",
)
_BEFORE_2 = (
    "DROP VIEW told_events",
    "ALTER TABLE events DROP COLUMN sure",
    "CREATE VIEW told_events AS SELECT * FROM events",
)


def older_file(path: Path, schema: int = 3) -> Path:
    """An SQLite record of schema 1 to 6."""
    if schema > 4:
        Record.open(older_file(path, 4)).close()
        path.with_name(f"{path.name}.before-schema-{SCHEMA}").unlink()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for added in _ADDED[schema - 5 :]:
                connection.execute(f"DROP TABLE {added}")
            connection.execute(f"UPDATE about SET value = '{schema}' WHERE key = 'schema'")
        return path
    if schema == 4:
        path.write_bytes(gzip.decompress(_MADE_OF_4.read_bytes()))
        return path
    path.write_bytes(gzip.decompress(_MADE.read_bytes()))
    engine, _ = engine_for(path, create=False)
    with engine.execution_options(writing=True).begin() as connection:
        for statement in (*(_BEFORE_3 if schema < 3 else ()), *(_BEFORE_2 if schema < 2 else ())):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"UPDATE about SET value = '{schema}' WHERE key = 'schema'")
    engine.dispose()
    return path


def copy_to_server(path: Path, url: str) -> None:
    """The tables, rows and a view of an older record in PostgreSQL."""
    source, (target, _) = create_engine(f"sqlite:///{path}"), engine_for(url, create=True)
    tables = MetaData()
    tables.reflect(source, only=lambda name, _: "_search" not in name and not name.startswith("sqlite_"))
    for table in tables.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, BLOB):
                column.type = LargeBinary()
            column.computed = column.server_default = (
                None  # the label of an event, which each database makes its own way
            )
    with source.connect() as old, target.begin() as new:
        tables.create_all(new)
        for table in tables.sorted_tables:
            rows: list[dict[str, Any]] = [dict(row) for row in old.execute(table.select()).mappings()]
            if rows:
                new.execute(table.insert(), rows)
        new.execute(text("CREATE VIEW told_events AS SELECT * FROM events"))
    source.dispose()
    target.dispose()
