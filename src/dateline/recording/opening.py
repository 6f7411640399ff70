"""How a record is opened: whether what stands there is one, of which version, and how a new one is made."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection, Engine, create_engine, func, insert, inspect, select, update
from sqlalchemy.exc import OperationalError

from dateline.errors import NotARecord, RecordError
from dateline.recording import schema
from dateline.recording.backup import copy_file, move_tables
from dateline.recording.database_errors import explain_errors
from dateline.recording.engine import PAGE_BYTES
from dateline.recording.in_place import add_tables
from dateline.recording.upgrading import OlderRecord, carry_over, drop_tables, older_record, tables_of
from dateline.version import __version__

_SQLITE = b"SQLite format 3\0"  # how every SQLite file begins
_MAKING = 0x6461746C  # the lock under which PostgreSQL lets one process make the tables
_LINKING = _MAKING + 1  # and one replace the stories


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


def lock_linking(connection: Connection) -> None:
    """Lets one transaction at a time write what was linked. SQLite has one writer anyway; in PostgreSQL two would
    both take out the old stories, and both put theirs in.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LINKING)))


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


def settle(engine: Engine, where: str, *, create: bool, read_only: bool = False) -> None:
    """Sees to it that a record of this version stands there: makes it, or brings it up to date.

    Raises RecordError if it is `read_only` and of an older version; NotARecord if something else stands there, a newer
    Dateline made it, or nothing does and `create` is false.
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
        if int(version) < schema.SCHEMA and read_only:
            raise RecordError(
                f"{where} was made by an older Dateline (schema {version}; this one reads {schema.SCHEMA}). "
                f"Bring it up to date once with: dateline stories --record {where}"
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
    """Carries a record of an older schema over into this one's tables, after a backup; or adds what it lacks to it.

    Whoever comes first does it: another process waits for that, and then finds nothing to do. Raises RecordError if it
    does not work; then nothing is changed.
    """
    try:
        with writing(engine, where) as connection:
            rewritten = _carry_over(connection, where, version)
        if rewritten and engine.dialect.name == "sqlite":
            _give_room_back(engine, where)
    except RecordError as error:
        raise RecordError(
            f"{where} was made by an older Dateline (schema {version}; this one writes {schema.SCHEMA}) and "
            f"must be brought up to date once, which did not work: {error}"
        ) from error


def _carry_over(connection: Connection, where: str, version: int) -> bool:
    """Whether its tables were written anew."""
    of_schema = schema.about.c.key == "schema", schema.about.c.value == str(version)
    claim = (
        update(schema.about).where(*of_schema).values(value=str(schema.SCHEMA))
    )  # holds others off, and may be refused
    if not connection.execute(claim).rowcount:
        return False
    if add_tables(connection, version):
        return False
    if connection.dialect.name == "sqlite":
        backup = copy_file(Path(where), schema.SCHEMA)
        source = create_engine(f"sqlite:///{backup}")
        try:
            with source.connect() as older:
                drop_tables(connection, version)
                _fill(connection, older_record(older, version))
        except (msgspec.MsgspecError, zlib.error) as error:
            raise RecordError(
                f"a value in it is damaged: its JSON cannot be read ({error}). It stays as it was; {backup} is a copy."
            ) from error
        finally:
            source.dispose()
    else:
        kept = move_tables(connection, *tables_of(connection, version), schema.SCHEMA)
        _fill(connection, older_record(connection, version, f"{kept}."))
    return True


def _fill(connection: Connection, older: OlderRecord) -> None:
    schema.metadata.create_all(connection)
    notes = [{"key": "schema", "value": str(schema.SCHEMA)}, *older.notes()]
    connection.execute(insert(schema.about), notes)
    carry_over(older, connection)


def _give_room_back(engine: Engine, where: str) -> None:
    # Another process that reads may hinder it: then the file stays as large as it was, and later pages fill it.
    with suppress(OperationalError), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        with suppress(sqlite3.OperationalError):
            raw.execute("PRAGMA journal_mode = DELETE")  # pages of another size are given outside of WAL alone
            raw.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            raw.execute("VACUUM")
        with explain_errors(where):  # a full disk does not clear itself, as another reader does
            raw.execute("PRAGMA journal_mode = WAL")


def _make(engine: Engine, where: str) -> None:
    with explain_errors(where):
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute(f"PRAGMA page_size = {PAGE_BYTES}")
                raw.execute("PRAGMA journal_mode = WAL")
    with writing(engine, where) as connection:  # two processes may start on one new record at the same moment
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
        if inspect(connection).has_table(schema.about.name):
            return
        schema.metadata.create_all(connection)
        rows = [{"key": "schema", "value": str(schema.SCHEMA)}, {"key": "software", "value": __version__}]
        connection.execute(insert(schema.about), rows)
