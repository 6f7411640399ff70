"""Opens the database of a record: SQLite by file name, anything else by URL."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from dateline.errors import NoRecord, RecordError

PAGE_BYTES = 2048
"""Size of a page of the file: texts and packed values end in the middle of one, and half of it is lost."""

BUSY_SECONDS = 30
"""How long to wait for another process that is writing to the same file."""


def engine_for(where: str | Path, *, create: bool, read_only: bool = False) -> tuple[Engine, str]:
    """An engine for a file name or a URL, and the name to use in messages (without a password).

    `read_only`: the database itself refuses every write by it. Raises NoRecord if the file is not there and `create` is
    false; RecordError if the URL is of no use.
    """
    text = str(where)
    if "://" not in text:
        return _sqlite(Path(text), create=create, read_only=read_only), text
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise RecordError(f"{text} is no database URL. Write postgresql://user@host/name, or a file name.") from error
    if url.get_backend_name() == "sqlite":
        if not url.database:
            raise RecordError("a record in memory would be lost at once. Name a file.")
        return _sqlite(Path(url.database), create=create, read_only=read_only), url.database
    return _server(url, read_only=read_only), url.render_as_string(hide_password=True)


def _server(url: URL, *, read_only: bool) -> Engine:
    if url.get_backend_name() in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    else:
        raise RecordError(f"{url.get_backend_name()} is not supported. Name an SQLite file or a postgresql:// URL.")
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise RecordError("PostgreSQL needs its driver: pip install 'dateline[postgres]'") from error
    if read_only:
        event.listen(engine, "connect", _read_only_session)
    return engine


def _sqlite(path: Path, *, create: bool, read_only: bool) -> Engine:
    if path.is_dir():
        raise RecordError(f"{path} is a folder. Name a file for the record, for instance {path / 'dateline.db'}.")
    if not path.exists():
        if not create:
            raise NoRecord(f"there is no record at {path}. Make one with: dateline add SOURCE --record {path}")
        if not path.parent.is_dir():
            raise RecordError(f"there is no folder {path.parent} for the record. Make it first, or check the name.")
    writable = os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)

    def connect() -> sqlite3.Connection:
        # A file in a folder that we may not write (no -wal, no -shm can be made there) can only be read as unchanging.
        mode = "rwc" if writable else "ro&immutable=1"
        return sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _settle)
    if read_only:
        event.listen(engine, "connect", _refuse_writes)
    event.listen(engine, "begin", _begin)
    return engine


def _settle(connection: sqlite3.Connection, _: Any) -> None:
    # FULL: a page that was acknowledged survives a power cut too, not only kill -9.
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY", "cache_size = -16000"):
        connection.execute(f"PRAGMA {pragma}")


def _refuse_writes(connection: sqlite3.Connection, _: Any) -> None:
    # Not mode=ro: a file in WAL mode whose -shm is not there could not be read by it.
    connection.execute("PRAGMA query_only = ON")


def _read_only_session(connection: Any, _: Any) -> None:
    connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    connection.commit()


def _begin(connection: Connection) -> None:
    # A reader that turns into a writer half-way fails at once when another writes; one that says so at first waits.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
