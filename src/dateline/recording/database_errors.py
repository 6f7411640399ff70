"""Errors of the database, said so that the reader knows what to do next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dateline.errors import RecordError

_SQLITE = {
    "SQLITE_NOTADB": "is not a Dateline record (not even an SQLite file). Name another file with --record.",
    "SQLITE_CORRUPT": "is damaged. Copy it away, then rescue what is left with: sqlite3 FILE .recover",
    "SQLITE_BUSY": "is in use by another process. Wait until that is done and run the same command again; "
    "what is already in the record stays and is not read twice.",
    "SQLITE_LOCKED": "is in use by another process. Wait until that is done and run the same command again.",
    "SQLITE_READONLY": "is read-only. Give yourself the right to write it, or name another file with --record.",
    "SQLITE_FULL": "does not fit on the disk any more. Free some space and run the same command again: "
    "every page that was counted is kept whole, and is not read twice.",
    "SQLITE_CANTOPEN": "cannot be opened. See that the folder exists and that you may write in it.",
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error. Check it (is it full?), then run again.",
    "SQLITE_PERM": "may not be opened by you. Change its permissions or name another file with --record.",
}
_POSTGRES = {  # first characters of SQLSTATE, longest first
    "53100": "has no disk space left on the server. Free some there and run the same command again.",
    "55P03": "is locked by another session. Wait and run the same command again.",
    "25006": "is read-only. Connect as a user who may write.",
    "42501": "refuses this user. Ask for rights on the schema, or connect as another user.",
    "3D000": "does not exist on that server. Create it with: createdb NAME",
    "28": "refuses the user or the password. Check the URL.",
    "53": "has no resources left on the server. Try again later.",
    "57": "was shut down or interrupted on the server. Try again later.",
    "08": "cannot be reached. Check host and port in the URL.",
}


def explain(error: SQLAlchemyError | sqlite3.Error, where: str) -> str:
    """A database error in words with what to do next."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error):
        name = getattr(origin, "sqlite_errorname", "") or ""
        for known, words in _SQLITE.items():
            if name.startswith(known):
                return f"{where} {words}"
    state = getattr(origin, "sqlstate", None) or ""
    for known, words in _POSTGRES.items():
        if state.startswith(known):
            return f"{where} {words}"
    if type(origin).__module__.startswith("psycopg") and not state:
        return f"{where} cannot be reached ({' '.join(str(origin).split())}). Check host, port and user in the URL."
    return f"{where}: {str(origin).strip() or type(origin).__name__}"


@contextmanager
def explain_errors(where: str) -> Iterator[None]:
    """Turns errors of the database into RecordError with a message for the user."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise RecordError(explain(error, where)) from error
