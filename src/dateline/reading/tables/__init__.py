"""Words as data: tab-separated tables, with `#` header lines that say origin, columns and how to extend."""

from __future__ import annotations

from functools import cache

from dateline.tables import Row, shipped


@cache
def rows(name: str, column: str, *columns: str) -> tuple[Row, ...]:
    """The rows of one table, read once, with the names of its columns. Raises TableError: a table with a slip must not
    pass silently."""
    return tuple(shipped(__name__, name, (column, *columns)))
