"""What a watch must remember: a small SQLite file beside the record. Nothing of it is part of the record."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import UsageError

_TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
  address TEXT PRIMARY KEY, listed_by TEXT, etag TEXT, modified TEXT, next REAL NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS entries (
  key TEXT PRIMARY KEY, address TEXT, host TEXT, next REAL, failures INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS entries_waiting ON entries (next) WHERE next IS NOT NULL;
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, free REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sent (id TEXT PRIMARY KEY);
"""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with what its server said of its last answer."""

    address: str
    etag: str | None
    modified: str | None
    failures: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is to be fetched at `due`, or when its host may be asked again."""

    key: str
    address: str
    due: float
    failures: int


class State:
    """Changes count when they are kept (`keep`): a watch that is killed goes on where it last kept."""

    def __init__(self, path: Path) -> None:
        """Raises UsageError where the file is another, or another watch has it."""
        self._file = sqlite3.connect(path, check_same_thread=False, timeout=2.0, isolation_level=None)
        try:
            self._file.executescript(f"PRAGMA locking_mode = EXCLUSIVE; {_TABLES}")
            self._file.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise UsageError(
                f"{path} cannot be used to remember what was seen ({error}). End the other watch, or name --state FILE."
            ) from error

    def keep(self) -> None:
        """Makes everything up to now last."""
        self._file.execute("COMMIT")
        self._file.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Forgets what was not kept."""
        self._file.close()

    # ------------------------------------------------------------------ feeds

    def forget_sources(self) -> None:
        """No feed is watched any more because the user named it; what was seen of it stays."""
        self._file.execute("UPDATE feeds SET listed_by = NULL WHERE listed_by = ''")

    def follow(self, address: str, listed_by: str) -> None:
        """Begins to watch a feed that the list of that address names, or the user (""), who has the last word."""
        self._file.execute(
            "INSERT INTO feeds (address, listed_by) VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET "
            "listed_by = CASE WHEN feeds.listed_by = '' THEN '' ELSE excluded.listed_by END",
            (address, listed_by),
        )

    def due_feeds(self, now: float) -> list[Feed]:
        """The feeds whose time has come."""
        rows = self._file.execute(
            "SELECT address, etag, modified, failures FROM feeds WHERE next <= ? AND "
            "(listed_by = '' OR listed_by IN (SELECT address FROM feeds WHERE listed_by = '')) ORDER BY next, address",
            (now,),
        )
        return [Feed(*row) for row in rows]

    def asked(self, feed: str, due: float, etag: str | None, modified: str | None) -> None:
        """Remembers what a feed's server said, and when to ask it again."""
        self._file.execute(
            "UPDATE feeds SET next = ?, etag = ?, modified = ?, failures = 0 WHERE address = ?",
            (due, etag, modified, feed),
        )

    def failed(self, feed: str, due: float) -> None:
        """Remembers that a feed could not be had."""
        self._file.execute("UPDATE feeds SET next = ?, failures = failures + 1 WHERE address = ?", (due, feed))

    # ------------------------------------------------------------------ entries

    def knows(self, key: str) -> bool:
        """Whether an item of a feed was met before."""
        return self._file.execute("SELECT 1 FROM entries WHERE key = ?", (key,)).fetchone() is not None

    def done(self, key: str) -> None:
        """Remembers an item that nothing more is to be done about."""
        self._file.execute("INSERT INTO entries (key) VALUES (?) ON CONFLICT (key) DO UPDATE SET next = NULL", (key,))

    def wait(self, key: str, address: str, host: str, due: float) -> None:
        """Remembers an item whose page is to be fetched."""
        self._file.execute(
            "INSERT INTO entries (key, address, host, next) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (key, address, host, due),
        )

    def put_off(self, key: str, due: float) -> None:
        """Remembers that a page could not be fetched, and when to try again."""
        self._file.execute("UPDATE entries SET next = ?, failures = failures + 1 WHERE key = ?", (due, key))

    def next_entry(self) -> Entry | None:
        """The page that may be fetched first."""
        row = self._file.execute(
            "SELECT key, address, max(next, coalesce(free, 0)) AS due, failures FROM entries "
            "LEFT JOIN hosts ON hosts.host = entries.host WHERE next IS NOT NULL ORDER BY due, entries.rowid LIMIT 1"
        ).fetchone()
        return Entry(*row) if row else None

    # ------------------------------------------------------------------ hosts, and what was told

    def free(self, host: str) -> float:
        """When a host may be asked again."""
        row = self._file.execute("SELECT free FROM hosts WHERE host = ?", (host,)).fetchone()
        return float(row[0]) if row else 0.0

    def leave(self, host: str, until: float) -> None:
        """Leaves a host alone until then, or longer where that was said before."""
        self._file.execute(
            "INSERT INTO hosts VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET free = max(free, excluded.free)",
            (host, until),
        )

    def told(self, id_: str) -> bool:
        """Whether the webhook has heard of this."""
        return self._file.execute("SELECT 1 FROM sent WHERE id = ?", (id_,)).fetchone() is not None

    def tell(self, id_: str) -> None:
        """Remembers that it has."""
        self._file.execute("INSERT INTO sent VALUES (?) ON CONFLICT DO NOTHING", (id_,))
