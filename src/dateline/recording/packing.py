"""Gives back the room in a file that many small writes left: parts of indexes are merged, half pages are filled."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from dateline.recording.search import SEARCHED

MOST_BYTES = 256_000_000
"""A larger file is left as it is: to write it anew would take many seconds, and its size again on the disk."""


def pack_file(path: Path) -> None:
    """Writes an SQLite record anew in less room. Nothing else changes.

    A file that somebody else writes to, a disk without room and a large file are no errors: it stays as it was.
    """
    if path.stat().st_size > MOST_BYTES:
        return
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as file:
        file.execute("BEGIN IMMEDIATE")
        for table in SEARCHED:
            file.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")
        file.execute("COMMIT")
        file.execute("VACUUM")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
