"""Words as data: tab-separated tables, with `#` header lines that say origin, columns and how to extend."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.tables import Row, Sheet


@cache
def rows(name: str, *columns: str) -> tuple[Row, ...]:
    """The rows of one table, with the names of its columns; where none are given every row has as many cells as the
    first. Raises TableError: a table with a slip must not pass silently."""
    sheet = Sheet.load(files(__name__) / name)
    width = max((line.count("\t") + 1 for _, line in sheet.kept), default=0)
    return tuple(sheet.rows(columns or [f"column {n + 1}" for n in range(width)]))
