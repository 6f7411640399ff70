"""A record of many reports made of a small one: its rows are copied under new ids, so that pages can be measured.

python -m bench.scaled_record small.db large.db TIMES

Words, actors, places and dates stay as they are, and every copy is a story of its own: the record has the shape of a
large one, not its variety. Packed values are copied as they are, with the old ids in them: `dateline verify` says so.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from dateline.recording import SEARCHED, metadata

SHARED = frozenset({"about", "actors", "locations", "reasons"})
"""Tables whose rows many reports point to: they are not copied."""


def scale(small: Path, large: Path, times: int) -> int:
    """Writes the large record; gives how many reports it has."""
    shutil.copyfile(small, large)
    with closing(sqlite3.connect(large, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        tables = [table for table in metadata.sorted_tables if table.name not in SHARED]
        highest = {table.name: _highest(connection, table.name) for table in metadata.sorted_tables}
        for turn in range(1, times):
            for table in tables:
                connection.execute(_copy(table, turn, highest))
        connection.execute("COMMIT")
        for name in SEARCHED:
            connection.execute(f"INSERT INTO {name}_search ({name}_search) VALUES ('rebuild')")
        connection.execute("ANALYZE")
        (reports,) = connection.execute("SELECT count(*) FROM reports").fetchone()
        return int(reports)


def _highest(connection: sqlite3.Connection, table: str) -> int:
    if "number" not in {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}:
        return 0
    return int(connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0])


def _copy(table: object, turn: int, highest: dict[str, int]) -> str:
    """The rows of the small record once more: numbers and links move on, ids get the turn behind them."""
    columns = list(table.columns)  # type: ignore[attr-defined]
    name = table.name  # type: ignore[attr-defined]
    shown, first = [], ""
    for column in columns:
        targets = [key.column.table.name for key in column.foreign_keys]
        own = name if column.name == "number" else None
        moving = next((one for one in targets if one not in SHARED), own)
        if moving is not None:
            root = _root(moving)
            shown.append(f"{column.name} + {turn * highest[root]}")
            first = first or f"{column.name} <= {highest[root]}"
        elif column.name == "id" and name != "codings":
            shown.append(f"substr({column.name}, 1, 13) || printf('%04x', {turn})")
        else:
            shown.append(column.name)
    names = ", ".join(column.name for column in columns)
    return f"INSERT INTO {name} ({names}) SELECT {', '.join(shown)} FROM {name} WHERE {first or '1'}"


def _root(table: str) -> str:
    """Reports, skipped pages and codings have the numbers of their pages."""
    return "pages" if table in ("reports", "skipped", "codings") else table


if __name__ == "__main__":
    print(f"{scale(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])):,} reports")
