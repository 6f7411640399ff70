"""A whole copy of a record as a file of its own, as it stands at one moment, also while somebody writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, func, insert, select
from sqlalchemy.pool import NullPool

from dateline.recording import schema
from dateline.recording.search import SEARCHED

_ROWS = 1000


def copy_record(connection: Connection, path: Path) -> None:
    """Copies all that `connection` sees into a new SQLite file: SQLite by its backup, other databases row by row.

    The copy is one file, without a journal beside it. Raises what the database says of it.
    """
    if connection.dialect.name == "sqlite":
        source: Any = connection.connection.driver_connection
        with closing(sqlite3.connect(path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # a frozen record is read, and one file travels
        return
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    copy_rows(connection, engine)
    engine.dispose()


def copy_rows(connection: Connection, engine: Engine) -> None:
    """Makes the tables behind `engine` and copies every row into them, a thousand at a time."""
    with engine.begin() as target:
        schema.metadata.create_all(target)
        for table in schema.metadata.sorted_tables:
            rows = connection.execute(select(table)).mappings()
            for part in rows.partitions(_ROWS):
                target.execute(insert(table), [dict(row) for row in part])
        for name in SEARCHED:
            target.exec_driver_sql(f"INSERT INTO {name}_search ({name}_search) VALUES ('rebuild')")


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows every table has, by name."""
    tables = sorted(schema.metadata.tables.values(), key=lambda table: table.name)
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
