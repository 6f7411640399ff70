"""A record is copied before it is carried over: into a file beside it, in PostgreSQL into a schema beside its own."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, inspect, text

from dateline.errors import RecordError

_ROOM = 2  # as much again as the record: its copy, and what is written of the new tables before it is settled


def copy_file(path: Path, schema: int) -> Path:
    """Copies a record in a file to NAME.before-schema-N beside it and gives that name; an older copy stays.

    Raises RecordError if there is no room for it, or it cannot be written.
    """
    size = sum(part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")) if part.exists())
    free = shutil.disk_usage(path.absolute().parent).free
    if free < _ROOM * size:
        raise RecordError(
            f"the copy that is made of {path} first and the new tables need {_megabytes(_ROOM * size)} MB, and the "
            f"disk has {_megabytes(free)}. Free some space and run the same command again; nothing was changed."
        )
    name = next(n for n in _names(f"{path.name}.before-schema-{schema}", ".") if not path.with_name(n).exists())
    kept, part = path.with_name(name), path.with_name(f"{name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy(path, part)
        part.rename(kept)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise RecordError(
            f"no copy could be written to {kept} ({error}). Free some space, or see that you may write in that "
            "folder, and run the same command again; nothing was changed."
        ) from error
    return kept


def _copy(path: Path, to: Path) -> None:
    source = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
    target = sqlite3.connect(to)
    try:
        source.backup(target, pages=4096)
    finally:
        target.close()
        source.close()


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}"


def _names(first: str, between: str) -> Iterator[str]:
    yield first
    yield from (f"{first}{between}{n}" for n in count(2))


def move_tables(connection: Connection, tables: Sequence[str], views: Sequence[str], schema: int) -> str:
    """Moves tables and views of a PostgreSQL record into a schema NAME_before_schema_N and gives its quoted name."""
    quoted = connection.dialect.identifier_preparer.quote
    own = connection.scalar(text("SELECT current_schema()"))
    taken = set(inspect(connection).get_schema_names())
    name = next(n for n in _names(f"{own}_before_schema_{schema}", "_") if n not in taken)
    connection.execute(text(f"CREATE SCHEMA {quoted(name)}"))
    for view in views:
        connection.execute(text(f"ALTER VIEW IF EXISTS {view} SET SCHEMA {quoted(name)}"))
    for table in tables:
        connection.execute(text(f"ALTER TABLE IF EXISTS {table} SET SCHEMA {quoted(name)}"))
    return quoted(name)
