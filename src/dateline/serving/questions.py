"""Questions to the columns of a record, in the SQL that SQLite and PostgreSQL share."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, TextClause, bindparam, text

MOST_IN = 900
"""Values of one IN list: SQLite takes some thousands, and long lists are slow to prepare."""


@functools.lru_cache(maxsize=512)
def _clause(sql: str, lists: tuple[str, ...]) -> TextClause:
    clause = text(sql)
    return clause.bindparams(*(bindparam(name, expanding=True) for name in lists)) if lists else clause


def ask(connection: Connection, sql: str, /, **values: Any) -> Sequence[Row[Any]]:
    """The rows of a question. Lists and tuples among the values stand for IN lists: `x IN :values`."""
    lists = tuple(name for name, value in values.items() if isinstance(value, list | tuple))
    return connection.execute(_clause(sql, lists), values).all()


def count(connection: Connection, sql: str, /, **values: Any) -> int:
    """The single number that a question gives; 0 for none."""
    rows = ask(connection, sql, **values)
    return int(rows[0][0] or 0) if rows else 0


def ask_many(connection: Connection, sql: str, wanted: Iterable[Any], /, **values: Any) -> list[Row[Any]]:
    """As `ask` with `wanted` as the list of that name, cut so that it may be long."""
    ordered = list(dict.fromkeys(wanted))
    out: list[Row[Any]] = []
    for at in range(0, len(ordered), MOST_IN):
        out += ask(connection, sql, wanted=ordered[at : at + MOST_IN], **values)
    return out
