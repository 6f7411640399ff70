"""A record of many reports made of a small one, so that pages can be measured: its rows are copied under new ids.

python -m bench.scaled_record small.db large.db REPORTS [--served]

What is simulated: every copy is a set of stories of its own, a week earlier than the one before, under ids and in
packed values of its own, with sketches that no other copy shares, so that pages, briefs and linking ask what they ask
of a large record. What is not: words, actors and places stay as they are. A large record of real pages has a larger
vocabulary, and more who are named once; here everybody is named as many times more often as there are copies. Pages
keep their bytes, so that `dateline verify` says that these do not hash to the new ids. With `--served` the keys by
which linking finds what is alike are left out, a third of all rows: pages do not ask for them, and nothing can be
added.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from dateline.linking import rank
from dateline.recording import SEARCHED, Record, metadata, repack

SHARED = frozenset({"about", "actors", "locations", "reasons", "judgements", "verdicts"})
"""Tables whose rows many reports point to, and what people judged: they are not copied."""
DAYS = frozenset({
    "published", "published_time", "declared", "window_from", "window_to", "anchor", "fetched", "given_published",
    "earliest", "latest", "when_value", "when_earliest", "when_latest", "when_anchor", "event_date", "day",
    "against_value", "witness_value",
})  # fmt: skip
"""Columns in which days stand; so does `value`, where it is text."""
WEEKS_APART = 1
_DAY, _MANY = re.compile(r"(?<![^/])\d{4}-\d\d-\d\d"), 2**62
_CHANGING = re.compile(rb'((?<="[a-z][0-9a-f]{12})[0-9a-f]{4}(?=")|(?<=["/])\d{4}-\d\d-\d\d)')


def renamed(name: str, turn: int) -> str:
    """The id of a copy: "p0123456789ab0010" in the third is "p0123456789ab0013". No two turns give one id."""
    return f"{name[:-4]}{int(name[-4:], 16) ^ turn:04x}"


@cache
def _moved(day: str, turn: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(weeks=WEEKS_APART * turn)).isoformat()
    except (ValueError, OverflowError):
        return day


def moved(text: str | None, turn: int) -> str | None:
    """A value that is a day, or two of them, some weeks earlier: weekdays stay what they are."""
    return _DAY.sub(lambda found: _moved(found[0], turn), text) if text else text


@cache
def _parts(json: bytes) -> tuple[bytes, ...]:
    """A text cut around what changes in it: at odd places stand the last digits of ids, and days."""
    return tuple(_CHANGING.split(json))


def _changed(turn: int, json: bytes) -> bytes:
    parts = list(_parts(json))
    parts[1::2] = [
        _moved(one.decode(), turn).encode() if len(one) > 4 else b"%04x" % (int(one, 16) ^ turn) for one in parts[1::2]
    ]
    return b"".join(parts)


def scale(
    small: Path,
    large: Path,
    reports: int,
    watch: Callable[[str, float], object] = lambda *_: None,
    leave_out: frozenset[str] = frozenset(),
) -> int:
    """Writes a record of at least so many reports; gives how many it has. `watch` hears what took how many seconds;
    tables to `leave_out` are not copied.

    `large` must not be there. Raises ValueError where the small record has no report or the large one too many copies.
    """
    with Record(small, create=False) as record:
        held = record.counts().reports
    if not held or reports > held * 0xFFFF:
        raise ValueError(f"{small} has {held} reports: too few for a record of {reports}.")
    shutil.copyfile(small, large)
    with closing(sqlite3.connect(large, isolation_level=None)) as connection:
        _copy_rows(connection, small, -(-reports // held), leave_out, watch)
        connection.execute("DELETE FROM about WHERE key = 'linked'")  # the small record's: linking notes all anew
        for name in SEARCHED:
            with _timed(f"search of {name}", watch):
                connection.execute(f"INSERT INTO {name}_search ({name}_search) VALUES ('rebuild')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with _timed("note of what is linked", watch), Record(large, create=False) as record:
        record.link_new()
        return record.counts().reports


@contextmanager
def _timed(what: str, watch: Callable[[str, float], object]) -> Iterator[None]:
    start = time.monotonic()
    yield
    watch(what, time.monotonic() - start)


def _copy_rows(
    connection: sqlite3.Connection,
    small: Path,
    times: int,
    leave_out: frozenset[str],
    watch: Callable[[str, float], object],
) -> None:
    for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -1000000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    functions: tuple[tuple[str, int, Callable[..., Any]], ...] = (
        ("renamed", 2, renamed), ("moved", 2, moved), ("place", 1, rank), ("elsewhere", 2, _elsewhere),
        ("repacked", 2, lambda packed, turn: packed and repack(packed, partial(_changed, turn), level=1)),
    )  # fmt: skip
    for name, values, function in functions:
        connection.create_function(name, values, function, deterministic=True)
    connection.execute("ATTACH ? AS small", (str(small),))
    connection.execute("CREATE TEMP TABLE turns (turn INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO turns VALUES (?)", ((turn,) for turn in range(1, times)))
    tables = [table for table in metadata.sorted_tables if table.name not in SHARED | leave_out]
    highest = {table.name: _highest(connection, table.name) for table in metadata.sorted_tables}
    indexes = _without_indexes(connection, {table.name for table in tables})
    connection.execute("BEGIN")
    for table in tables:
        with _timed(table.name, watch):
            connection.execute(_copy(table, highest))
    with _timed("indexes", watch):
        for statement in indexes:
            connection.execute(statement)
        connection.execute("COMMIT")


def _elsewhere(key: int, turn: int) -> int:
    """A key of a sketch, which no report of another copy has."""
    return (key + turn * 0x9E3779B97F4A7C15) % _MANY


def _without_indexes(connection: sqlite3.Connection, tables: set[str]) -> list[str]:
    """Drops the indexes of tables; what makes them again, which is faster than to keep them in order."""
    rows = connection.execute("SELECT name, tbl_name, sql FROM main.sqlite_master WHERE type = 'index' AND sql <> ''")
    found = [(name, sql) for name, table, sql in rows.fetchall() if table in tables]
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _highest(connection: sqlite3.Connection, table: str) -> int:
    if "number" not in {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}:
        return 0
    return int(connection.execute(f"SELECT coalesce(max(number), 0) FROM small.{table}").fetchone()[0])


def _copy(table: Any, highest: Mapping[str, int]) -> str:
    """The rows of the small record once for every turn: numbers and links move on, ids, days and values change."""
    names = [column.name for column in table.columns]
    shown = ", ".join(_shown(table.name, column, highest) for column in table.columns)
    order = " ORDER BY 1, 2, 3" if table.name == "sketch_keys" else ""
    return (
        f"INSERT INTO main.{table.name} ({', '.join(names)}) "
        f"SELECT {shown} FROM turns CROSS JOIN small.{table.name} AS one{order}"
    )


def _shown(table: str, column: Any, highest: Mapping[str, int]) -> str:
    name, packed = f"one.{column.name}", str(column.type) == "BLOB"
    targets = [key.column.table.name for key in column.foreign_keys]
    moving = next((one for one in targets if one not in SHARED), table if column.name == "number" else None)
    if moving is not None or (table, column.name) == ("sketches", "piece"):
        return f"{name} + turn * {highest[_root(moving or 'reports')]}"
    if (table, column.name) in _OF_SKETCHES:
        return _OF_SKETCHES[table, column.name]
    if column.name in ("id", "was", "became"):
        return f"renamed({name}, turn)"
    if packed and column.name in ("value", "kinship"):
        return f"repacked({name}, turn)"
    return f"moved({name}, turn)" if column.name in DAYS or column.name == "value" else name


_OF_SKETCHES = {
    ("sketches", "value"): "one.value",
    ("sketch_keys", "key"): "elsewhere(one.key, turn)",
    ("sketch_keys", "rank"): "place((SELECT renamed(id, turn) FROM small.reports WHERE number = one.report))",
}


def _root(table: str) -> str:
    """Reports, skipped pages and codings have the numbers of their pages."""
    return "pages" if table in ("reports", "skipped", "codings") else table


if __name__ == "__main__":
    done = scale(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        int(sys.argv[3]),
        lambda what, took: print(f"{what}: {took:.1f} s", flush=True),
        frozenset({"sketch_keys", "likenesses"} if "--served" in sys.argv else ()),
    )
    print(f"{done:,} reports")
