"""How a record is opened: whether what stands there is one, of which version, and how a new one is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from dateline.errors import NotARecord, RecordError
from dateline.recording import schema
from dateline.recording.database_errors import explain_errors
from dateline.recording.upgrading import upgrade
from dateline.version import __version__

_SQLITE = b"SQLite format 3\0"  # how every SQLite file begins


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A connection to read from. Raises RecordError for what the database says of it."""
    with explain_errors(where), engine.connect() as connection:
        yield connection


@contextmanager
def reading_one_moment(engine: Engine, where: str) -> Iterator[Connection]:
    """A connection in a transaction that sees the record as it stands now, whatever is written meanwhile."""
    with explain_errors(where), engine.connect() as connection:
        if engine.dialect.name != "sqlite":  # there every transaction reads one moment
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            read_note(connection, "schema")  # the moment is that of the first reading
            yield connection


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """A connection in a transaction: all that is written in it, or nothing. Raises RecordError."""
    with explain_errors(where), engine.execution_options(writing=True).begin() as connection:
        yield connection


def read_note(connection: Connection, key: str) -> str | None:
    """What the record notes about itself under a key."""
    return connection.scalar(select(schema.about.c.value).where(schema.about.c.key == key))


def holds_record(path: Path) -> bool:
    """Whether the file is a record, or an SQLite database that cannot be asked. Other files are not opened."""
    try:
        with path.open("rb") as file:
            if file.read(len(_SQLITE)) != _SQLITE:
                return False
    except OSError:
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as connection:
            asked = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('about', 'reports')"
            (found,) = connection.execute(asked).fetchone()
            return bool(found == 2)
    except sqlite3.Error:
        return True


def settle(engine: Engine, where: str, *, create: bool) -> None:
    """Sees to it that a record of this version stands there: makes it, or brings it up to date.

    Raises NotARecord if something else stands there, a newer Dateline made it, or nothing does and `create` is false.
    """
    with reading(engine, where) as connection:
        tables = set(inspect(connection).get_table_names())
        version = read_note(connection, "schema") if "about" in tables else None
    if version is not None:
        if not version.isdecimal() or int(version) > schema.SCHEMA:
            raise NotARecord(
                f"{where} was made by a newer Dateline (schema {version}; this one knows {schema.SCHEMA}). "
                "Upgrade with: pip install --upgrade dateline"
            )
        if int(version) < schema.SCHEMA:
            bring_up_to_date(engine, where, int(version))
        return
    if tables:
        raise NotARecord(f"{where} holds other tables and is no Dateline record. Name another file or database.")
    if not create:
        raise NotARecord(f"{where} is empty. Fill it with: dateline add SOURCE --record {where}")
    _make(engine, where)


def bring_up_to_date(engine: Engine, where: str, version: int) -> None:
    """Takes a record of an older schema to this one's. Raises RecordError if that does not work."""
    try:
        with writing(engine, where) as connection:
            upgrade(connection, version)
    except RecordError as error:
        raise RecordError(
            f"{where} was made by an older Dateline (schema {version}; this one writes {schema.SCHEMA}) and "
            f"must be brought up to date once, which did not work: {error}"
        ) from error


def _make(engine: Engine, where: str) -> None:
    with explain_errors(where):
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA journal_mode = WAL")
    with writing(engine, where) as connection:
        schema.metadata.create_all(connection)
        present = connection.scalar(select(func.count()).select_from(schema.about))
        if not present:  # two processes may start on one new record at the same moment
            rows = [{"key": "schema", "value": str(schema.SCHEMA)}, {"key": "software", "value": __version__}]
            connection.execute(insert(schema.about), rows)
