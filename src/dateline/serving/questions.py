"""Questions to the columns of a record, in the SQL that SQLite and PostgreSQL share.

They go to the driver itself: a page asks some forty and reads thousands of rows, and each costs a part here of what it
costs by way of SQLAlchemy.
"""

from __future__ import annotations

import functools
import json
import re
from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Row
from sqlalchemy.exc import DBAPIError

_NAMED, _IN = re.compile(r"(?<![:\w]):([a-z]\w*)"), re.compile(r"IN :([a-z]\w*)")


@functools.lru_cache(maxsize=512)
def _written(sql: str, dialect: str) -> str:
    """A question as the driver takes it: a list is one value, so that the text is the same for lists of any length."""
    if dialect == "sqlite":
        return _IN.sub(r"IN (SELECT value FROM json_each(:\1))", sql)
    return _NAMED.sub(r"%(\1)s", _IN.sub(r"= ANY(:\1)", sql.replace("%", "%%")))


@functools.lru_cache(maxsize=512)
def _row_of(*names: str) -> Callable[[Iterable[Any]], Row[Any]]:
    # What is read of a row are its names and places: a named tuple has both, as a row of SQLAlchemy does.
    return cast("Callable[[Iterable[Any]], Row[Any]]", namedtuple("Row", names, rename=True)._make)  # type: ignore[attr-defined]


def ask(connection: Connection, sql: str, /, **values: Any) -> Sequence[Row[Any]]:
    """The rows of a question. Lists and tuples among the values stand for IN lists: `x IN :values`."""
    dialect, driver = connection.dialect.name, connection.connection
    asked = _written(sql, dialect)
    given = {name: _value(value, dialect) for name, value in values.items()}
    cursor = driver.cursor()
    try:
        cursor.execute(asked, given)
        row = _row_of(*(column[0] for column in cursor.description or ()))
        return list(map(row, cursor.fetchall()))
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(asked, given, error) from error
    finally:
        cursor.close()


def _value(value: Any, dialect: str) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return json.dumps(value) if dialect == "sqlite" else list(value)


def count(connection: Connection, sql: str, /, **values: Any) -> int:
    """The single number that a question gives; 0 for none."""
    rows = ask(connection, sql, **values)
    return int(rows[0][0] or 0) if rows else 0


def ask_many(connection: Connection, sql: str, wanted: Iterable[Any], /, **values: Any) -> list[Row[Any]]:
    """As `ask` with `wanted` as the list of that name, each value once; nothing is asked of an empty list."""
    ordered = list(dict.fromkeys(wanted))
    return list(ask(connection, sql, wanted=ordered, **values)) if ordered else []
